//! What holds between two open candidates, as lists for each of them.

use std::ops::Range;

use crate::pool::Bonus;

/// Who cannot be with whom.
#[derive(Debug, Clone)]
pub(super) struct Conflicts {
    starts: Vec<u32>,
    others: Vec<u32>,
}

/// Who is worth more, or less, with whom. Every pair is two arcs; the bonus is shared out between its ends, and
/// the two shares always sum to the bonus.
#[derive(Debug, Clone)]
pub(super) struct Pairs {
    starts: Vec<u32>,
    arcs: Vec<Arc>,
}

#[derive(Debug, Clone, Copy)]
struct Arc {
    other: u32,
    /// The place of the same pair in the other's list.
    back: u32,
    bonus: i64,
    share: i64,
}

impl Conflicts {
    pub fn of(count: usize, pairs: &[(usize, usize)]) -> Self {
        let both = pairs.iter().flat_map(|&(one, other)| [(one, other as u32), (other, one as u32)]);
        let (starts, others) = lists(count, both.collect());
        Self { starts, others }
    }

    /// Everybody whom one candidate cannot be with.
    pub fn of_one(&self, index: usize) -> &[u32] {
        &self.others[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// The longest list.
    pub fn most(&self) -> usize {
        longest(&self.starts)
    }

    pub fn restricted(&self, kept: &[u32], place: &[u32]) -> Self {
        let (mut starts, mut others) = (vec![0], Vec::new());
        for &old in kept {
            let still = self.of_one(old as usize).iter().map(|&other| place[other as usize]);
            others.extend(still.filter(|&other| other != u32::MAX));
            starts.push(others.len() as u32);
        }
        Self { starts, others }
    }
}

impl Pairs {
    pub fn of(count: usize, bonuses: &[Bonus]) -> Self {
        let mut sums: Vec<(usize, usize, i64)> = bonuses
            .iter()
            .map(|bonus| (bonus.pair.0.min(bonus.pair.1), bonus.pair.0.max(bonus.pair.1), bonus.value))
            .collect();
        sums.sort_unstable();
        sums.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        sums.retain(|pair| pair.2 != 0);
        let both = sums
            .iter()
            .flat_map(|&(one, other, bonus)| [(one, (other as u32, bonus)), (other, (one as u32, bonus))]);
        let (starts, ends) = lists(count, both.collect());
        let arcs = ends.iter().map(|&(other, bonus)| Arc { other, back: 0, bonus, share: 0 }).collect();
        let mut pairs = Self { starts, arcs };
        pairs.find_backs();
        pairs
    }

    pub fn is_empty(&self) -> bool {
        self.arcs.is_empty()
    }

    /// How many arcs there are.
    pub fn len(&self) -> usize {
        self.arcs.len()
    }

    /// The arcs that leave one candidate.
    pub fn of_one(&self, index: usize) -> Range<usize> {
        self.starts[index] as usize..self.starts[index + 1] as usize
    }

    pub fn most(&self) -> usize {
        longest(&self.starts)
    }

    pub fn other(&self, arc: usize) -> usize {
        self.arcs[arc].other as usize
    }

    pub fn back(&self, arc: usize) -> usize {
        self.arcs[arc].back as usize
    }

    pub fn bonus(&self, arc: usize) -> i64 {
        self.arcs[arc].bonus
    }

    /// The part of the bonus that the candidate whom the arc leaves is credited with, in the search's scale.
    pub fn share(&self, arc: usize) -> i64 {
        self.arcs[arc].share
    }

    /// Sets a share; the other end gets the rest of `bonus`, which is the pair's in the search's scale.
    pub fn set_share(&mut self, arc: usize, share: i64, bonus: i64) {
        let back = self.back(arc);
        self.arcs[arc].share = share;
        self.arcs[back].share = bonus - share;
    }

    pub fn restricted(&self, kept: &[u32], place: &[u32]) -> Self {
        let mut starts = vec![0];
        let mut arcs: Vec<Arc> = Vec::new();
        // Where an old arc has gone, so that the two ends of a pair find each other again.
        let mut moved = vec![u32::MAX; self.arcs.len()];
        for &old in kept {
            for at in self.of_one(old as usize) {
                let arc = self.arcs[at];
                let other = place[arc.other as usize];
                if other != u32::MAX {
                    moved[at] = arcs.len() as u32;
                    arcs.push(Arc { other, ..arc });
                }
            }
            starts.push(arcs.len() as u32);
        }
        for arc in &mut arcs {
            arc.back = moved[arc.back as usize];
        }
        Self { starts, arcs }
    }

    fn find_backs(&mut self) {
        let mut next = self.starts.clone();
        // Lists are sorted by the other end, so the back arcs to each candidate are met in order.
        for from in 0..self.starts.len() - 1 {
            for at in self.of_one(from) {
                let other = self.arcs[at].other as usize;
                self.arcs[at].back = next[other];
                next[other] += 1;
            }
        }
    }
}

/// Sorts pairs of a candidate and something into lists, each once.
fn lists<T: Copy + Ord>(count: usize, mut pairs: Vec<(usize, T)>) -> (Vec<u32>, Vec<T>) {
    pairs.sort_unstable();
    pairs.dedup();
    let mut starts = vec![0_u32; count + 1];
    for &(index, _) in &pairs {
        starts[index + 1] += 1;
    }
    for index in 0..count {
        starts[index + 1] += starts[index];
    }
    (starts, pairs.into_iter().map(|(_, item)| item).collect())
}

fn longest(starts: &[u32]) -> usize {
    starts.windows(2).map(|ends| (ends[1] - ends[0]) as usize).max().unwrap_or(0)
}
