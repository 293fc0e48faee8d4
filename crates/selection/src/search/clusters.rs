//! Clusters: candidates who hang together by bonuses. Nobody outside the best picks makes a team better alone;
//! they only do so in a cluster whose bonuses are more than what its members are short of being picked. Where
//! bonuses are few beside that shortage, there are few such clusters, and whoever is in none of them is out.
//!
//! With `L` the bound without pairs and `r_i ≥ 0` what candidate `i` is short of being picked, a team is worth at most
//! `L + Σ net(C)` over its clusters `C`, where `net(C) = Σ bonus − Σ r`. All connected sets are looked at once each
//! (Wernicke 2006), less those that shares of the bonuses prove to lead to nothing.

use super::bound::{Bound, Scale};
use super::model::Model;
use super::narrow::Patience;

/// Larger teams have too many clusters.
const LARGEST: usize = 16;

const NOTHING: i64 = i64::MIN / 4;

/// The connected sets of a model, at its shares.
pub(super) struct Clusters<'m> {
    model: &'m Model,
    scale: Scale,
    /// What each candidate is short of being picked.
    short: Vec<i64>,
    /// All shares of a candidate, less what they are short: what they add to any cluster at most.
    excess: Vec<i64>,
    /// Candidates by excess, the highest first, and where each one stands there.
    order: Vec<u32>,
    rank: Vec<u32>,
    most: usize,
    /// The bonuses, and the shares, between each candidate and the set in hand.
    linked: Vec<i64>,
    shared: Vec<i64>,
    /// How many of the set in hand each candidate hangs together with, or is in conflict with.
    touched: Vec<u32>,
    blocked: Vec<u32>,
    set: Vec<u32>,
    looked: u64,
    limit: u64,
}

/// What is looked for, by the size of a cluster.
struct Aim {
    /// What a cluster has to be worth.
    worth: Vec<i64>,
    found: Found,
}

enum Found {
    /// The most that clusters of so many members in all are worth.
    Most(Vec<i64>),
    /// Who is in a cluster that is worth enough.
    Members(Vec<bool>),
}

impl<'m> Clusters<'m> {
    /// Prepares the search; `None` for large teams.
    pub fn of(model: &'m Model, plain: &Bound, scale: Scale) -> Option<Self> {
        let (open, most) = (model.open(), model.largest.min(model.open()));
        if most > LARGEST {
            return None;
        }
        let mut short: Vec<i64> = plain.worth.iter().map(|worth| (plain.bar() - worth).max(0)).collect();
        plain.picked.iter().for_each(|&index| short[index as usize] = 0);
        let shares = |index: usize| model.pairs.of_one(index).map(|arc| model.pairs.share(arc).max(0));
        let excess: Vec<i64> = (0..open).map(|index| shares(index).sum::<i64>() - short[index]).collect();
        let mut order: Vec<u32> = (0..open as u32).collect();
        order.sort_unstable_by_key(|&index| (std::cmp::Reverse(excess[index as usize]), index));
        let mut rank = vec![0; open];
        order.iter().zip(0..).for_each(|(&index, place)| rank[index as usize] = place);
        Some(Self {
            model,
            scale,
            short,
            excess,
            order,
            rank,
            most,
            linked: vec![0; open],
            shared: vec![0; open],
            touched: vec![0; open],
            blocked: vec![0; open],
            set: Vec::new(),
            looked: 0,
            limit: 0,
        })
    }

    /// Who can be on a team whose clusters are worth so much together; `None` if patience ran out.
    pub fn needed(&mut self, worth: i64, patience: Patience<'_>) -> Option<Vec<bool>> {
        let most = self.most_of_each_size(patience)?;
        let rest = |size: usize| worth - most[self.most - size];
        let mut aim = Aim {
            worth: (0..=self.most).map(rest).collect(),
            found: Found::Members(vec![false; self.model.open()]),
        };
        self.look_at_all(&mut aim, patience.members, patience)?;
        match aim.found {
            Found::Members(members) => Some(members),
            Found::Most(_) => None,
        }
    }

    /// The most that clusters of at most so many members in all are worth together.
    fn most_of_each_size(&mut self, patience: Patience<'_>) -> Option<Vec<i64>> {
        let mut aim = Aim { worth: vec![1; self.most + 1], found: Found::Most(vec![0; self.most + 1]) };
        self.look_at_all(&mut aim, patience.worth, patience)?;
        match aim.found {
            Found::Most(most) => Some(most),
            Found::Members(_) => None,
        }
    }

    fn look_at_all(&mut self, aim: &mut Aim, limit: u64, patience: Patience<'_>) -> Option<()> {
        (self.looked, self.limit) = (0, limit);
        for place in 0..self.order.len() {
            let root = self.order[place] as usize;
            // All who follow have no more excess, and no cluster is worth more than the excess of its members.
            let best = self.excess[root];
            if (1..=self.most).all(|size| best.saturating_mul(size as i64) < aim.worth[size]) {
                break;
            }
            self.enter(root);
            let near = self.neighbours(root, place as u32, 1);
            self.grow(near, -self.short[root], place as u32, aim);
            self.leave(root);
            if self.looked > limit || place % 256 == 0 && (patience.stop)() {
                return None;
            }
        }
        Some(())
    }

    /// Looks at the set in hand and at all that it can grow to by `near`.
    fn grow(&mut self, mut near: Vec<u32>, net: i64, root: u32, aim: &mut Aim) {
        self.looked += 1;
        if net >= aim.worth[self.set.len()] {
            aim.note(&self.set, net);
        }
        while self.looked <= self.limit && self.can_reach(&near, net, root, aim) {
            let Some(next) = near.pop() else { return };
            let index = next as usize;
            if self.blocked[index] > 0 {
                continue;
            }
            let gained = self.linked[index] - self.short[index];
            let mut wider = near.clone();
            wider.extend(self.neighbours(index, root, 0));
            self.enter(index);
            self.grow(wider, net + gained, root, aim);
            self.leave(index);
        }
    }

    /// Those behind the root who hang together with a candidate and with so many of the set in hand.
    fn neighbours(&self, index: usize, root: u32, touched: u32) -> Vec<u32> {
        let pairs = &self.model.pairs;
        let bound = pairs.of_one(index).filter(|&arc| pairs.bonus(arc) > 0).map(|arc| pairs.other(arc));
        let new = bound.filter(|&other| self.touched[other] == touched && self.rank[other] > root);
        new.map(|other| other as u32).collect()
    }

    /// Whether the set in hand could grow to what is looked for: whoever comes in adds their excess at most, and the
    /// shares that the set has in their bonuses; the first to come in is one of those near.
    fn can_reach(&self, near: &[u32], net: i64, root: u32, aim: &Aim) -> bool {
        let (size, mut top) = (self.set.len(), [NOTHING; LARGEST]);
        let top = &mut top[..self.most - size];
        for &index in near {
            let index = index as usize;
            if self.blocked[index] == 0 {
                let mut gain = self.excess[index] + self.shared[index];
                for slot in &mut *top {
                    if gain > *slot {
                        std::mem::swap(slot, &mut gain);
                    }
                }
            }
        }
        let Some(&first) = top.first().filter(|first| **first > NOTHING) else { return false };
        let elsewhere = self.order.get(root as usize + 1).map_or(NOTHING, |&next| self.excess[next as usize]);
        let mut sum = net + first;
        for (more, &gain) in top.iter().enumerate() {
            if more > 0 {
                sum += gain.max(elsewhere);
            }
            if sum >= aim.worth[size + more + 1] {
                return true;
            }
        }
        false
    }

    fn enter(&mut self, index: usize) {
        self.set.push(index as u32);
        self.shift(index, 1);
    }

    fn leave(&mut self, index: usize) {
        self.set.pop();
        self.shift(index, -1);
    }

    fn shift(&mut self, index: usize, sign: i32) {
        let (pairs, times) = (&self.model.pairs, i64::from(sign));
        self.touched[index] = self.touched[index].wrapping_add_signed(sign);
        for arc in pairs.of_one(index) {
            let other = pairs.other(arc);
            self.linked[other] += times * self.scale.up(pairs.bonus(arc));
            self.shared[other] += times * pairs.share(arc).max(0);
            if pairs.bonus(arc) > 0 {
                self.touched[other] = self.touched[other].wrapping_add_signed(sign);
            }
        }
        for &other in self.model.conflicts.of_one(index) {
            let blocked = &mut self.blocked[other as usize];
            *blocked = blocked.wrapping_add_signed(sign);
        }
    }
}

impl Aim {
    fn note(&mut self, set: &[u32], net: i64) {
        match &mut self.found {
            Found::Members(members) => set.iter().for_each(|&index| members[index as usize] = true),
            Found::Most(most) => {
                // From now on a cluster has to be worth more than what smaller ones are together.
                most[set.len()] = net;
                for size in 1..most.len() {
                    let split = (0..size).map(|part| most[part] + most[size - part]).max();
                    most[size] = most[size].max(split.unwrap_or(0));
                    self.worth[size] = most[size] + 1;
                }
            }
        }
    }
}
