//! Who is first, for many weights at once: one alternative after another against the best so far.

use super::draws::{BLOCK, Block};
use super::tally::Tally;
use super::{Count, Scores, dominance};

const LANES: usize = 32;

/// Counts first ranks.
pub(super) struct First {
    contenders: Vec<u32>,
    values: Vec<f32>,
    criteria: usize,
}

impl First {
    pub fn of(scores: &Scores) -> Self {
        let mut contenders = dominance::contenders(scores, 1);
        // In the order of their names, so that the first of equals is the one named first.
        contenders.sort_unstable();
        let values = contenders.iter().flat_map(|&who| scores.of_one(who as usize)).copied().collect();
        Self { contenders, values, criteria: scores.criteria() }
    }
}

impl Count for First {
    fn count(&self, block: &Block, used: usize, tally: &mut Tally) {
        let mut winners = [0_u32; BLOCK];
        pulp::Arch::new().dispatch(Find { first: self, columns: &block.columns, winners: &mut winners });
        for (lane, &winner) in winners.iter().enumerate().take(used) {
            tally.add_first(self.contenders[winner as usize], block, lane);
        }
    }
}

/// Finding who is first under a block of weights.
struct Find<'a> {
    first: &'a First,
    columns: &'a [[f32; BLOCK]],
    winners: &'a mut [u32; BLOCK],
}

impl pulp::NullaryFnOnce for Find<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        // With a known number of criteria the weights of a group stay in registers.
        match self.first.criteria {
            2 => self.find::<2>(),
            3 => self.find::<3>(),
            4 => self.find::<4>(),
            5 => self.find::<5>(),
            6 => self.find::<6>(),
            7 => self.find::<7>(),
            8 => self.find::<8>(),
            9 => self.find::<9>(),
            10 => self.find::<10>(),
            11 => self.find::<11>(),
            12 => self.find::<12>(),
            _ => self.find_any(),
        }
    }
}

impl Find<'_> {
    #[inline(always)]
    fn find<const CRITERIA: usize>(self) {
        for (group, winners) in self.winners.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
            let mut weights = [[0.0; LANES]; CRITERIA];
            for (weights, column) in weights.iter_mut().zip(self.columns) {
                *weights = column.as_chunks::<LANES>().0[group];
            }
            let (mut best, mut found) = ([f32::NEG_INFINITY; LANES], [0; LANES]);
            for (who, values) in self.first.values.as_chunks::<CRITERIA>().0.iter().enumerate() {
                let mut scores = [0.0; LANES];
                for (value, weights) in values.iter().zip(&weights) {
                    for lane in 0..LANES {
                        scores[lane] += value * weights[lane];
                    }
                }
                for lane in 0..LANES {
                    let better = scores[lane] > best[lane];
                    best[lane] = if better { scores[lane] } else { best[lane] };
                    found[lane] = if better { who as u32 } else { found[lane] };
                }
            }
            *winners = found;
        }
    }

    #[inline(always)]
    fn find_any(self) {
        for (group, winners) in self.winners.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
            let (mut best, mut found) = ([f32::NEG_INFINITY; LANES], [0; LANES]);
            for (who, values) in self.first.values.chunks_exact(self.first.criteria).enumerate() {
                let scores: [f32; LANES] = score(self.columns, values, group);
                for lane in 0..LANES {
                    let better = scores[lane] > best[lane];
                    best[lane] = if better { scores[lane] } else { best[lane] };
                    found[lane] = if better { who as u32 } else { found[lane] };
                }
            }
            *winners = found;
        }
    }
}

/// One alternative's scores under one group of weights.
#[inline(always)]
pub(super) fn score<const N: usize>(columns: &[[f32; BLOCK]], values: &[f32], group: usize) -> [f32; N] {
    let mut scores = [0.0; N];
    for (value, column) in values.iter().zip(columns) {
        let weights = &column.as_chunks::<N>().0[group];
        for lane in 0..N {
            scores[lane] += value * weights[lane];
        }
    }
    scores
}
