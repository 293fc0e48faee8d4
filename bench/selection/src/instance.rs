//! Instances made from a seed: 12 capabilities of which 4 need two people, level 3 of 5, a team of 4 to 8, a
//! budget, 5 conflicts a candidate; with pair bonuses or hours where the kind has them.

use anyhow::{Result, bail};
use rowlock_selection::{Bonus, Candidate, Hours, Need, Pool, Problem};

const CAPABILITIES: usize = 12;
const CONFLICTS_EACH: usize = 5;
const BONUSES_EACH: usize = 10;

/// What an instance has beside the common part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Linear,
    /// Bonuses of 10 to 100, ten a candidate.
    Weak,
    /// Bonuses of 50 to 400, ten a candidate.
    Strong,
    /// Hours in all, as a second dimension beside the budget.
    Hours,
}

/// Whole numbers from a seed, the same on every machine.
struct Dice(u64);

impl Kind {
    /// Reads a kind's name.
    pub fn named(name: &str) -> Result<Self> {
        Ok(match name {
            "linear" => Self::Linear,
            "weak" => Self::Weak,
            "strong" => Self::Strong,
            "hours" => Self::Hours,
            _ => bail!("unknown kind {name}: linear, weak, strong or hours"),
        })
    }

    fn bonuses(self) -> Option<(u64, u64)> {
        match self {
            Self::Linear | Self::Hours => None,
            Self::Weak => Some((10, 100)),
            Self::Strong => Some((50, 400)),
        }
    }
}

/// Makes an instance. Fits are bell-shaped with mean 500 and standard deviation 80 (108 and eight uniform numbers up
/// to 98); a level is uniform from 0 to 5 with a 30 % chance of being
/// 0 instead; costs are uniform from 50 to 150, and 680 is the budget; hours are uniform from 5 to 40.
pub fn generate(kind: Kind, count: usize, seed: u64) -> Result<Problem> {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ count as u64);
    let candidates: Vec<Candidate> = (0..count)
        .map(|_| {
            let fit = 108 + (0..8).map(|_| dice.below(99)).sum::<u64>();
            let levels: Vec<u8> =
                (0..CAPABILITIES).map(|_| if dice.below(10) < 3 { 0 } else { dice.below(6) as u8 }).collect();
            let cost = 50 + dice.below(101);
            let hours = 5 + dice.below(36);
            let candidate = Candidate::new(fit as i64).with_levels(levels).with_cost(cost as i64);
            candidate.with_hours(Hours::InTotal(hours as i64))
        })
        .collect();
    let conflicts: Vec<(usize, usize)> = pairs(&mut dice, count, CONFLICTS_EACH).collect();
    let mut pool = Pool::new(CAPABILITIES, candidates).with_conflicts(conflicts);
    if let Some((low, high)) = kind.bonuses() {
        let met: Vec<(usize, usize)> = pairs(&mut dice, count, BONUSES_EACH).collect();
        let bonus = |pair| Bonus { pair, value: (low + dice.below(high - low + 1)) as i64 };
        pool = pool.with_bonuses(met.into_iter().map(bonus).collect::<Vec<_>>());
    }
    let mut need = Need::new().with_size(4..=8).with_budget(680);
    for capability in 0..CAPABILITIES {
        need = need.with_people(capability, 3, if capability < 4 { 2 } else { 1 });
    }
    if kind == Kind::Hours {
        need = need.with_hours(240);
    }
    Ok(Problem::new(pool, need)?)
}

/// Random pairs, so many that each candidate is in `each` of them on average.
fn pairs(dice: &mut Dice, count: usize, each: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count * each / 2).map(move |_| {
        let one = dice.below(count as u64) as usize;
        let other = (one + 1 + dice.below(count as u64 - 1) as usize) % count;
        (one.min(other), one.max(other))
    })
}

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        let mixed = (self.0 ^ (self.0 >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed >> 33) % bound
    }
}
