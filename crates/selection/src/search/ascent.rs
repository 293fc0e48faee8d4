//! Better multipliers step by step (subgradient steps after Held, Wolfe and Crowder 1974), and what each bound on
//! the way decides: who can be on no better team, and who has to be on it.

use super::bound::{Bound, Scale};
use super::model::Model;
use super::star::Stars;

/// How long, and how boldly, to look for better multipliers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Effort {
    pub steps: usize,
    pub boldness: f64,
    /// After so many steps without a better bound the steps are halved.
    pub patience: usize,
}

/// What was found out about one model.
#[derive(Debug)]
pub(super) struct Findings {
    /// The best bound, in the search's scale; `None` if there is no better team here.
    pub total: Option<i64>,
    pub dropped: Vec<bool>,
    pub forced: Vec<bool>,
    /// How often somebody was picked; later steps count for more.
    pub often: Vec<u32>,
    /// The bound at the last multipliers.
    pub last: Bound,
}

/// The steps taken in one model.
pub(super) struct Ascent<'a> {
    pub model: &'a mut Model,
    pub scale: Scale,
    /// The value of the best team known, if there is one.
    pub best: Option<i64>,
}

impl Ascent<'_> {
    /// Takes steps; `seen` is shown every bound and may answer with the value of a better team.
    pub fn climb(&mut self, effort: Effort, seen: &mut dyn FnMut(&Model, &Bound) -> Option<i64>) -> Findings {
        let open = self.model.open();
        let (mut dropped, mut forced) = (vec![false; open], vec![false; open]);
        let (weights, caps) = (weights(self.model), Scale::caps(self.model));
        let mut lowest: Option<i64> = None;
        let mut kept = self.model.lambda.clone();
        let (mut boldness, mut idle, mut step) = (effort.boldness, 0, 0);
        let mut often = vec![0; open];
        let last = loop {
            let bound = Bound::of(self.model, self.scale);
            let Some(total) = bound.total else {
                return Findings { total: None, dropped, forced, often, last: bound };
            };
            if let Some(better) = seen(self.model, &bound) {
                self.best = self.best.max(Some(better));
            }
            let bar = self.best.map(|best| self.scale.up(best.saturating_add(1)));
            if bar.is_some_and(|bar| total < bar) {
                return Findings { total: None, dropped, forced, often, last: bound };
            }
            let gained = lowest.map_or(i64::MAX, |lowest| lowest - total);
            if gained > 0 {
                if let Some(bar) = bar {
                    fix(&bound, bar, &mut dropped, &mut forced);
                    // Steps are cheaper without those who are out.
                    if open > 200 && dropped.iter().filter(|dropped| **dropped).count() * 4 > open {
                        lowest = Some(total);
                        kept.clone_from(&self.model.lambda);
                        break bound;
                    }
                }
                lowest = Some(total);
                kept.clone_from(&self.model.lambda);
            }
            // A gain that is lost in the gap is none.
            let gap = total - bar.unwrap_or(total - total.abs() / 20);
            if gained > (gap / 500).max(1) {
                idle = 0;
            } else {
                idle += 1;
                if idle >= effort.patience {
                    (boldness, idle) = (boldness / 2.0, 0);
                }
            }
            step += 1;
            bound.picked.iter().for_each(|&index| often[index as usize] += step as u32);
            if step > effort.steps || boldness < 1e-3 * effort.boldness {
                break bound;
            }
            if !self.step(&bound, gap.max(1) as f64 * boldness, &weights, &caps) {
                break bound;
            }
        };
        // With pairs, multipliers of rows are good together with the prices of the same step only.
        if self.model.pairs.is_empty() {
            self.model.lambda = kept;
        }
        Findings { total: lowest, dropped, forced, often, last }
    }

    /// One step against the subgradient; `false` if it is 0, so that the bound is the best there is.
    fn step(&mut self, bound: &Bound, length: f64, weights: &[f64], caps: &[i64]) -> bool {
        let model = &mut *self.model;
        let mut rows: Vec<i64> = model.asked.iter().map(|asked| -asked).collect();
        for &index in &bound.picked {
            model.column(index as usize).iter().for_each(|&(row, part)| rows[row as usize] += part);
        }
        for (row, slack) in rows.iter_mut().enumerate() {
            if *slack > 0 && model.lambda[row] == 0 {
                *slack = 0;
            }
        }
        let linked = Linked::of(model, bound);
        let norm: f64 =
            rows.iter().zip(weights).map(|(&slack, weight)| (slack as f64).powi(2) * weight).sum();
        let norm = norm + linked.norm();
        if norm == 0.0 {
            return false;
        }
        let length = length / norm;
        for (row, &slack) in rows.iter().enumerate() {
            let change = (length * weights[row] * slack as f64).clamp(-1e17, 1e17).round() as i64;
            model.lambda[row] = (model.lambda[row] - change).clamp(0, caps[row]);
        }
        linked.apply(model, length, self.scale);
        true
    }
}

/// Who is out of every better team, and who is in all of them, by one bound.
fn fix(bound: &Bound, bar: i64, dropped: &mut [bool], forced: &mut [bool]) {
    let mut picked = vec![false; dropped.len()];
    for &index in &bound.picked {
        picked[index as usize] = true;
        forced[index as usize] |= bound.without(index as usize).is_none_or(|without| without < bar);
    }
    for (index, dropped) in dropped.iter_mut().enumerate() {
        if !picked[index] {
            *dropped |= bound.with(index).is_none_or(|with| with < bar);
        }
    }
}

/// One over the mean square of each row's coefficients, so that hours and euros take steps of like effect.
fn weights(model: &Model) -> Vec<f64> {
    let mut sums = vec![(0.0, 0_u32); model.asked.len()];
    for &(row, part) in model.entries() {
        let sum = &mut sums[row as usize];
        *sum = (sum.0 + (part as f64).powi(2), sum.1 + 1);
    }
    sums.iter().map(|&(sum, count)| if sum > 0.0 { f64::from(count) / sum } else { 1.0 }).collect()
}

/// The subgradient in prices and shares: where the picked stars disagree on who is on the team.
struct Linked {
    /// How often somebody is a companion, less how often their own star says they have companions.
    prices: Vec<(u32, i64)>,
    /// Arcs that only one of the two ends counts on.
    arcs: Vec<(u32, i64)>,
    /// How many more pairs a team could hold than the stars take, counted from both ends.
    room: i64,
}

/// How far prices and shares go in comparison with rows.
const PRICE_WEIGHT: f64 = 0.2;
const SHARE_WEIGHT: f64 = 1.0;
const TOLL_WEIGHT: f64 = 0.03;

impl Linked {
    fn of(model: &Model, bound: &Bound) -> Self {
        let mut linked = Self { prices: Vec::new(), arcs: Vec::new(), room: 0 };
        if model.pairs.is_empty() {
            return linked;
        }
        let exact = model.smallest == model.largest;
        let (mut stars, mut best, mut taken) = (Stars::of(model), Vec::new(), 0);
        for &centre in &bound.picked {
            stars.build(centre as usize, &mut best);
            if exact {
                linked.prices.push((centre, -(best.len() as i64)));
                linked.prices.extend(best.iter().map(|item| (item.1, 1)));
            }
            for arc in best.iter().filter_map(|item| item.2) {
                taken += i64::from(model.pairs.bonus(arc as usize) > 0);
                let back = model.pairs.back(arc as usize) as u32;
                linked.arcs.push(if arc < back { (arc, 1) } else { (back, -1) });
            }
        }
        if let Some(most) = model.most_pairs.get(model.largest) {
            let room = 2 * most - taken;
            linked.room = if model.toll == 0 { room.min(0) } else { room };
        }
        sum_up(&mut linked.prices);
        sum_up(&mut linked.arcs);
        linked
    }

    fn norm(&self) -> f64 {
        let squares =
            |parts: &[(u32, i64)]| -> f64 { parts.iter().map(|part| (part.1 as f64).powi(2)).sum() };
        squares(&self.prices) * PRICE_WEIGHT
            + squares(&self.arcs) * SHARE_WEIGHT
            + (self.room as f64).powi(2) * TOLL_WEIGHT
    }

    fn apply(&self, model: &mut Model, length: f64, scale: Scale) {
        let change = |weight: f64, part: i64| (length * weight * part as f64).round() as i64;
        let furthest = scale.up(1 << 31);
        model.toll = (model.toll - change(TOLL_WEIGHT, self.room)).clamp(0, furthest);
        for &(index, part) in &self.prices {
            let price = &mut model.price[index as usize];
            *price = (*price - change(PRICE_WEIGHT, part)).clamp(-furthest, furthest);
        }
        for &(arc, part) in &self.arcs {
            let arc = arc as usize;
            let share = model.pairs.share(arc) - change(SHARE_WEIGHT, part);
            let bonus = scale.up(model.pairs.bonus(arc));
            model.pairs.set_share(arc, share.clamp(-furthest, furthest), bonus);
        }
    }
}

fn sum_up(parts: &mut Vec<(u32, i64)>) {
    parts.sort_unstable();
    parts.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    parts.retain(|part| part.1 != 0);
}
