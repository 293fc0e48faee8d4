//! Good teams without a proof: greedy choice by multipliers, then swaps. What is found here lets the bounds
//! decide on almost everybody.

use super::bound::Scale;
use super::model::Model;
use crate::chance::Chance;

/// A team in the making.
pub(super) struct Draft<'m> {
    model: &'m Model,
    members: Vec<usize>,
    inside: Vec<bool>,
    /// What each row still asks for.
    left: Vec<i64>,
    /// With how many members each candidate is in conflict.
    clashes: Vec<u32>,
    /// What each candidate would add: value and bonuses with members.
    gains: Vec<i64>,
    /// What one unit of shortage of each row weighs.
    weights: Vec<f64>,
    value: i64,
}

impl<'m> Draft<'m> {
    /// Begins with nobody.
    pub fn of(model: &'m Model) -> Self {
        let open = model.open();
        let highest = model.value.iter().map(|value| value.abs()).max().unwrap_or(1).max(1) as f64;
        let mut parts = vec![(0_i64, 0_i64); model.asked.len()];
        for &(row, part) in model.entries() {
            let sum = &mut parts[row as usize];
            *sum = (sum.0 + part.abs(), sum.1 + 1);
        }
        let weight =
            |(sum, count): &(i64, i64)| 4.0 * highest * (*count).max(1) as f64 / (*sum).max(1) as f64;
        Self {
            members: Vec::new(),
            inside: vec![false; open],
            left: model.asked.clone(),
            clashes: vec![0; open],
            gains: model.value.clone(),
            weights: parts.iter().map(weight).collect(),
            value: model.base,
            model,
        }
    }

    /// Empties the draft.
    pub fn clear(&mut self) {
        while let Some(&last) = self.members.last() {
            self.remove(last);
        }
    }

    /// Takes members one after another as far as conflicts and size allow.
    pub fn take(&mut self, members: impl IntoIterator<Item = usize>) {
        for index in members {
            if !self.inside[index] && self.clashes[index] == 0 && self.members.len() < self.model.largest {
                self.add(index);
            }
        }
    }

    /// The value and the open candidates chosen, if everything asked for is met.
    pub fn team(&self) -> Option<(i64, &[usize])> {
        let met = self.left.iter().all(|&left| left <= 0) && self.members.len() >= self.model.smallest;
        met.then_some((self.value, self.members.as_slice()))
    }

    /// Adds whoever covers most for what they cost in worth until nothing is asked for, or nobody fits.
    pub fn cover(&mut self, scale: Scale) {
        let model = self.model;
        while self.members.len() < model.largest && (0..self.left.len()).any(|row| self.is_short(row)) {
            let best = (0..model.open())
                .filter(|&index| self.can_add(index))
                .filter_map(|index| self.cover_score(index, scale).map(|score| (score, index)))
                .max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
            let Some((_, index)) = best else { break };
            self.add(index);
        }
    }

    /// Fills up to the smallest size, and further with whoever adds value; takes out whoever is not needed and
    /// takes value away.
    pub fn trim(&mut self) {
        let model = self.model;
        while self.members.len() < model.largest {
            let best = (0..model.open())
                .filter(|&index| self.can_add(index))
                .max_by_key(|&index| (self.gains[index], std::cmp::Reverse(index)));
            let Some(index) =
                best.filter(|&index| self.gains[index] > 0 || self.members.len() < model.smallest)
            else {
                break;
            };
            self.add(index);
        }
        loop {
            let spare = |&index: &usize| {
                self.gains[index] < 0
                    && model.column(index).iter().all(|&(row, part)| self.left[row as usize] + part <= 0)
            };
            if self.members.len() <= model.smallest {
                break;
            }
            let worst =
                self.members.iter().copied().filter(spare).min_by_key(|&index| (self.gains[index], index));
            let Some(index) = worst else { break };
            self.remove(index);
        }
    }

    /// Swaps one member for one who is not, while that helps: first to what is asked, then to value.
    pub fn swap(&mut self) {
        for _ in 0..200 {
            let Some((out, into)) = self.best_swap() else { return };
            self.remove(out);
            self.add(into);
            self.trim();
        }
    }

    /// Takes out so many members by chance.
    pub fn shake(&mut self, count: usize, chance: &mut Chance) {
        for _ in 0..count.min(self.members.len()) {
            let place = chance.below(self.members.len());
            self.remove(self.members[place]);
        }
    }

    fn best_swap(&mut self) -> Option<(usize, usize)> {
        let model = self.model;
        let mut best: Option<(f64, usize, usize)> = None;
        for place in 0..self.members.len() {
            let out = self.members[place];
            let (before, lost) = (self.shortage(), self.gains[out]);
            self.remove(out);
            let (between, bar) = (self.shortage(), best.map_or(1e-6, |best| best.0));
            for into in 0..model.open() {
                if self.inside[into] || into == out || self.clashes[into] > 0 {
                    continue;
                }
                let gained = (self.gains[into] - lost) as f64;
                // What is short now is the most by which anybody could help.
                if gained + before <= bar {
                    continue;
                }
                let helped = before - between - self.shortage_with(into);
                if gained + helped > best.map_or(bar, |best| best.0) {
                    best = Some((gained + helped, out, into));
                }
            }
            // The member goes back to its place, so that everybody is tried once.
            self.add(out);
            let last = self.members.len() - 1;
            self.members.swap(place, last);
        }
        best.map(|(_, out, into)| (out, into))
    }

    fn is_short(&self, row: usize) -> bool {
        self.left[row] > 0 && !self.model.limits[row]
    }

    fn shortage(&self) -> f64 {
        self.left.iter().zip(&self.weights).map(|(&left, weight)| left.max(0) as f64 * weight).sum()
    }

    /// By how much the shortage changes if somebody comes in.
    fn shortage_with(&self, index: usize) -> f64 {
        let change = |&(row, part): &(u32, i64)| {
            let left = self.left[row as usize];
            ((left - part).max(0) - left.max(0)) as f64 * self.weights[row as usize]
        };
        self.model.column(index).iter().map(change).sum()
    }

    fn can_add(&self, index: usize) -> bool {
        let model = self.model;
        !self.inside[index]
            && self.clashes[index] == 0
            && model
                .column(index)
                .iter()
                .all(|&(row, part)| !model.limits[row as usize] || self.left[row as usize] - part <= 0)
    }

    /// After Caprara, Fischetti and Toth (1999): worth at what is still asked for, for each thing covered.
    fn cover_score(&self, index: usize, scale: Scale) -> Option<f64> {
        let model = self.model;
        let (mut covered, mut worth) = (0.0, scale.up(self.gains[index]) as f64);
        for &(row, part) in model.column(index) {
            let (at, left) = (row as usize, self.left[row as usize]);
            if model.limits[at] {
                worth += (model.lambda[at] * part) as f64;
            } else if left > 0 {
                worth += (model.lambda[at] * part.min(left)) as f64;
                covered += part.min(left) as f64 * self.weights[at];
            }
        }
        (covered > 0.0).then(|| if worth < 0.0 { worth / covered } else { worth * covered })
    }

    fn add(&mut self, index: usize) {
        self.value += self.gains[index];
        self.members.push(index);
        self.inside[index] = true;
        self.shift(index, 1);
    }

    fn remove(&mut self, index: usize) {
        self.members.retain(|&member| member != index);
        self.inside[index] = false;
        self.shift(index, -1);
        self.value -= self.gains[index];
    }

    fn shift(&mut self, index: usize, sign: i64) {
        let model = self.model;
        model.column(index).iter().for_each(|&(row, part)| self.left[row as usize] -= sign * part);
        for &other in model.conflicts.of_one(index) {
            let clashes = &mut self.clashes[other as usize];
            *clashes = clashes.wrapping_add_signed(sign as i32);
        }
        for arc in model.pairs.of_one(index) {
            self.gains[model.pairs.other(arc)] += sign * model.pairs.bonus(arc);
        }
    }
}
