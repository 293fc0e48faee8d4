//! Who takes the best few ranks, for many weights at once: each alternative that beats the last of them under any
//! of the weights is carried up from the end.

use super::cells::{Contenders, every_cell};
use super::draws::{BLOCK, Block};
use super::first::score;
use super::tally::Tally;
use super::{Count, Scores};

const LANES: usize = 16;

/// Counts the best ranks.
pub(super) struct Best {
    cells: Vec<Contenders>,
    criteria: usize,
    ranks: usize,
}

impl Best {
    pub fn of(scores: &Scores, ranks: usize, draws: usize) -> Self {
        Self { cells: every_cell(scores, ranks, draws), criteria: scores.criteria(), ranks }
    }
}

impl Count for Best {
    fn cells(&self) -> usize {
        self.cells.len()
    }

    fn count(&self, cell: usize, block: &Block, used: usize, tally: &mut Tally) {
        let mut found = vec![[0_u32; LANES]; self.ranks];
        for group in 0..used.div_ceil(LANES) {
            pulp::Arch::new().dispatch(Find {
                best: self,
                cell: &self.cells[cell],
                columns: &block.columns,
                group,
                found: &mut found,
            });
            let lanes = used.saturating_sub(group * LANES).min(LANES);
            for (lane, &who) in found[0][..lanes].iter().enumerate() {
                tally.add_first(who, block, group * LANES + lane);
            }
            for (rank, who) in found.iter().enumerate().skip(1) {
                who[..lanes].iter().for_each(|&who| tally.add(who, rank));
            }
        }
    }
}

/// Finding who takes the best ranks under a group of weights.
struct Find<'a> {
    best: &'a Best,
    cell: &'a Contenders,
    columns: &'a [[f32; BLOCK]],
    group: usize,
    found: &'a mut [[u32; LANES]],
}

impl pulp::NullaryFnOnce for Find<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.best.find(self.cell, self.columns, self.group, self.found);
    }
}

impl Best {
    #[inline(always)]
    fn find(&self, cell: &Contenders, columns: &[[f32; BLOCK]], group: usize, found: &mut [[u32; LANES]]) {
        let mut best = [[f32::NEG_INFINITY; LANES]; 16];
        let ranks = self.ranks.min(16);
        for (values, &who) in cell.values.chunks_exact(self.criteria).zip(&cell.who) {
            let mut scores: [f32; LANES] = score(columns, values, group);
            let last = &best[ranks - 1];
            // Ties with the last are looked at as well: the one named first takes the rank.
            let mut any = false;
            for lane in 0..LANES {
                any |= scores[lane] >= last[lane];
            }
            if !any {
                continue;
            }
            let mut carried = [who; LANES];
            for (best, found) in best[..ranks].iter_mut().zip(found.iter_mut()) {
                for lane in 0..LANES {
                    let equal = scores[lane] == best[lane] && carried[lane] < found[lane];
                    let better = scores[lane] > best[lane] || equal;
                    let (old_score, old_who) = (best[lane], found[lane]);
                    best[lane] = if better { scores[lane] } else { old_score };
                    found[lane] = if better { carried[lane] } else { old_who };
                    scores[lane] = if better { old_score } else { scores[lane] };
                    carried[lane] = if better { old_who } else { carried[lane] };
                }
            }
        }
    }
}
