//! Pressure: how far what lies underneath bears on each side of the work, from 0 to 1, week by week.

use crate::chance::Chance;
use crate::kind::Kind;
use crate::rates;

/// The sides of the work that pressure bears on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Own,
    Control,
    Hours,
    Quarrel,
    Mood,
}

const SIDES: [Side; 5] = [Side::Own, Side::Control, Side::Hours, Side::Quarrel, Side::Mood];

/// The course of the pressure over an alliance's weeks.
pub(crate) struct Pressure {
    weights: [f64; 5],
    from: f64,
    to: f64,
    recovers: bool,
}

impl Pressure {
    /// Draws the course of a kind over so many weeks.
    pub fn draw(kind: Kind, weeks: usize, chance: &mut Chance) -> Self {
        let weeks = weeks as f64;
        match kind {
            Kind::Calm | Kind::Busy => Self { weights: [0.0; 5], from: weeks, to: weeks, recovers: false },
            Kind::HardHalfYear => {
                let hardness = chance.between(rates::HARDNESS);
                let mut weights = [0.0; 5];
                weights[chance.place(4)] = hardness;
                weights[chance.place(4)] = hardness;
                weights[Side::Mood as usize] = hardness * chance.unit();
                let from = chance.between((0.15, 0.6)) * weeks;
                Self { weights, from, to: from + 26.0, recovers: true }
            }
            _ => {
                let (fast, slow) = rates::WEEKS_DECLINE;
                let takes = chance.between((fast.ln(), slow.ln())).exp();
                let told = if chance.happens(rates::WRITTEN_NOWHERE) { rates::WRITTEN_LITTLE } else { 1.0 };
                let weights = SIDES.map(|side| told * weight(kind, side, chance));
                Self { weights, from: (weeks - takes).max(4.0), to: weeks, recovers: false }
            }
        }
    }

    /// The week in which it begins.
    pub fn begins(&self) -> usize {
        self.from as usize
    }

    /// How far it bears on one side in a week.
    pub fn on(&self, side: Side, week: usize) -> f64 {
        let week = week as f64;
        if week < self.from || week >= self.to {
            return 0.0;
        }
        let passed = (week - self.from) / (self.to - self.from);
        let height = if self.recovers { 1.0 - (2.0 * passed - 1.0).abs() } else { passed };
        self.weights[side as usize] * height
    }
}

fn weight(kind: Kind, side: Side, chance: &mut Chance) -> f64 {
    let is_main = match side {
        Side::Own => kind == Kind::OwnProjects,
        Side::Control => kind == Kind::ControlSlips,
        Side::Hours => matches!(kind, Kind::HoursDryUp | Kind::OnePerson),
        Side::Quarrel => matches!(kind, Kind::HoursDryUp | Kind::NeverAsked),
        Side::Mood => kind == Kind::NeverAsked,
    };
    let (likely, share) = rates::ALONG;
    if is_main {
        1.0
    } else if chance.happens(likely) {
        chance.between(share)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Pressure, SIDES, Side};
    use crate::chance::Chance;
    use crate::kind::Kind;

    #[test]
    fn a_failure_presses_hardest_at_the_end_and_a_hard_half_year_passes() {
        for seed in 0..50 {
            let failing = Pressure::draw(Kind::OwnProjects, 100, &mut Chance::new(seed));
            assert!(failing.on(Side::Own, 99) >= failing.on(Side::Own, 80));
            assert!(failing.on(Side::Own, 0).abs() < 1e-12);
            let hard = Pressure::draw(Kind::HardHalfYear, 100, &mut Chance::new(seed));
            let bears = |week| SIDES.iter().any(|side| hard.on(*side, week) > 0.0);
            assert!(!bears(0) && bears(hard.begins() + 13) && !bears(hard.begins() + 28));
            let calm = Pressure::draw(Kind::Calm, 100, &mut Chance::new(seed));
            assert!((0..100).all(|week| SIDES.iter().all(|side| calm.on(*side, week) == 0.0)));
        }
    }
}
