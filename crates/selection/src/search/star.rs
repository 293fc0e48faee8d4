//! Bounds for pairs. The value of a team is shared out among its members: each is the centre of a star and takes
//! its own worth, its share of the bonus with each other member, and a part of what each other member is worth.
//! A star is bounded by its best companions, so a companion who is worth little is not had for a bonus alone.
//!
//! With `m` to choose, the centre `i` pays `(m − 1)·price(i)` and every companion `j` brings `price(j)`; over a
//! team these cancel, whatever the prices are. This is the Lagrangian of the first-level reformulation
//! (Adams and Johnson 1994; Billionnet and Calmels 1996), with conflicts kept inside the stars.
//!
//! Stars take more pairs than a team can hold (see `density`), so every pair with a bonus pays a toll at both ends, and
//! the bound gets back what the densest team would have paid.

use super::bound::{Bound, NEVER, Scale};
use super::model::Model;

/// Room for building one star after another.
pub(super) struct Stars<'m> {
    model: &'m Model,
    /// How many companions a star has.
    companions: usize,
    /// Whether it must have so many; if not, it takes the positive shares only, and prices do not enter.
    exact: bool,
    /// The dearest candidates, as many as a star could have to pass over and still be full.
    dearest: Vec<u32>,
    /// The last star that a candidate was a neighbour of, or in conflict with.
    marks: Vec<u32>,
}

impl<'m> Stars<'m> {
    pub fn of(model: &'m Model) -> Self {
        let open = model.open();
        let companions = model.largest.saturating_sub(1);
        let exact = model.smallest == model.largest;
        let mut dearest: Vec<u32> = Vec::new();
        if exact {
            let enough = (companions + model.conflicts.most() + model.pairs.most() + 1).min(open);
            dearest = (0..open as u32).collect();
            let descending = |one: &u32, other: &u32| {
                model.price[*other as usize].cmp(&model.price[*one as usize]).then(one.cmp(other))
            };
            if enough < open && enough > 0 {
                dearest.select_nth_unstable_by(enough - 1, descending);
            }
            dearest.truncate(enough);
            dearest.sort_unstable_by(descending);
        }
        Self { model, companions, exact, dearest, marks: vec![u32::MAX; open] }
    }

    /// The best companions of a centre into `best`, with what each brings and the arc to them if they are a
    /// pair; answers what the star adds to the centre's own worth.
    pub fn build(&mut self, centre: usize, best: &mut Vec<(i64, u32, Option<u32>)>) -> i64 {
        best.clear();
        let model = self.model;
        if self.companions == 0 {
            return 0;
        }
        let mark = centre as u32;
        for &other in model.conflicts.of_one(centre) {
            self.marks[other as usize] = mark;
        }
        for arc in model.pairs.of_one(centre) {
            let other = model.pairs.other(arc);
            if self.marks[other] == mark && model.conflicts.of_one(centre).contains(&(other as u32)) {
                continue;
            }
            self.marks[other] = mark;
            // Chafing pairs are free.
            let toll = if model.pairs.bonus(arc) > 0 { model.toll } else { 0 };
            let brings = model.pairs.share(arc) - toll + if self.exact { model.price[other] } else { 0 };
            if self.exact || brings > 0 {
                best.push((brings, other as u32, Some(arc as u32)));
            }
        }
        best.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        best.truncate(self.companions);
        if !self.exact {
            return best.iter().map(|item| item.0).sum();
        }
        let mut common = 0;
        for &other in &self.dearest {
            if common == self.companions {
                break;
            }
            if self.marks[other as usize] == mark || other == mark {
                continue;
            }
            common += 1;
            let brings = model.price[other as usize];
            // Both lists descend, so as soon as one of these does not get in, none of the rest does.
            let full = best.len() == self.companions;
            if full && best.last().is_some_and(|last| last.0 >= brings) {
                break;
            }
            let place = best.partition_point(|item| item.0 >= brings);
            if full {
                best.pop();
            }
            best.insert(place, (brings, other, None));
        }
        if best.len() < self.companions {
            return NEVER;
        }
        let brought: i64 = best.iter().map(|item| item.0).sum();
        brought - model.price[centre] * self.companions as i64
    }
}

/// Adds to each candidate's worth what the star around them adds.
pub(super) fn add(model: &Model, worth: &mut [i64]) {
    let mut stars = Stars::of(model);
    let mut best = Vec::new();
    for (centre, worth) in worth.iter_mut().enumerate() {
        let added = stars.build(centre, &mut best);
        *worth = if added == NEVER { NEVER } else { *worth + added };
    }
}

/// Shares and prices to begin with: whoever is further from being picked takes more of a bonus, and brings less
/// as a companion.
pub(super) fn share_out(model: &mut Model, bound: &Bound, scale: Scale) {
    let worst = bound.picked.last().map_or(0, |&index| bound.worth[index as usize]);
    let regrets: Vec<i64> = bound.worth.iter().map(|worth| (worst - worth).max(0)).collect();
    for index in 0..model.open() {
        for arc in model.pairs.of_one(index) {
            let bonus = scale.up(model.pairs.bonus(arc));
            if arc < model.pairs.back(arc) {
                let (one, other) = (regrets[index] as f64, regrets[model.pairs.other(arc)] as f64);
                let part = if one + other > 0.0 { one / (one + other) } else { 0.5 };
                model.pairs.set_share(arc, (bonus as f64 * part).round() as i64, bonus);
            }
        }
    }
    let companions = model.largest.saturating_sub(1).max(1) as i64;
    if model.largest <= 64 {
        for (price, regret) in model.price.iter_mut().zip(&regrets) {
            *price = -regret / (2 * companions);
        }
    }
}
