//! Who is first, for many weights at once: one alternative after another against the best so far.

use super::cells::{Contenders, every_cell};
use super::draws::{BLOCK, Block};
use super::tally::Tally;
use super::{Count, Scores};

const LANES: usize = 32;

/// Counts first ranks.
pub(super) struct First {
    cells: Vec<Contenders>,
    criteria: usize,
}

impl First {
    pub fn of(scores: &Scores, draws: usize) -> Self {
        Self { cells: every_cell(scores, 1, draws), criteria: scores.criteria() }
    }
}

impl Count for First {
    fn cells(&self) -> usize {
        self.cells.len()
    }

    fn count(&self, cell: usize, block: &Block, used: usize, tally: &mut Tally) {
        let (mut winners, cell) = ([0_u32; BLOCK], &self.cells[cell]);
        let criteria = self.criteria;
        let winners = &mut winners[..used.next_multiple_of(LANES)];
        pulp::Arch::new().dispatch(Find { values: &cell.values, criteria, columns: &block.columns, winners });
        for (lane, &winner) in winners.iter().enumerate().take(used) {
            tally.add_first(cell.who[winner as usize], block, lane);
        }
    }
}

/// Finding who is first under a block of weights.
struct Find<'a> {
    values: &'a [f32],
    criteria: usize,
    columns: &'a [[f32; BLOCK]],
    winners: &'a mut [u32],
}

impl pulp::NullaryFnOnce for Find<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        // With a known number of criteria the weights of a group stay in registers.
        match self.criteria {
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
            for (who, values) in self.values.as_chunks::<CRITERIA>().0.iter().enumerate() {
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
            for (who, values) in self.values.chunks_exact(self.criteria).enumerate() {
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
