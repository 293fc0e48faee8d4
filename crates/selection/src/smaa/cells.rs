//! Draws put together by their largest weight: under weights that are alike fewer alternatives have to be looked at.

use super::dominance::{Cell, contenders};
use super::draws::{BLOCK, Block};
use super::tally::Tally;
use super::{Count, Scores};

/// With so many draws for each alternative, it pays to look for the contenders of each cell.
const MANY: usize = 32;

/// Who can take one of the ranks in one cell, with their scores.
pub(super) struct Contenders {
    pub who: Vec<u32>,
    pub values: Vec<f32>,
}

/// The contenders of every cell.
pub(super) fn every_cell(scores: &Scores, ranks: usize, draws: usize) -> Vec<Contenders> {
    let cells = if draws < MANY * scores.alternatives() || scores.criteria() == 1 {
        vec![Cell::All]
    } else {
        (0..scores.criteria()).map(Cell::LargestAt).collect()
    };
    let of_cell = |cell: Cell| {
        let mut who = contenders(scores, ranks, cell);
        if ranks == 1 {
            // In the order of their names, so that the first of equals is the one named first.
            who.sort_unstable();
        }
        let values = who.iter().flat_map(|&who| scores.of_one(who as usize)).copied().collect();
        Contenders { who, values }
    };
    cells.into_iter().map(of_cell).collect()
}

/// Draws on their way to being counted.
pub(super) struct Sorter<'a> {
    counter: &'a dyn Count,
    cells: Vec<(Block, usize)>,
}

impl<'a> Sorter<'a> {
    pub fn of(counter: &'a dyn Count, criteria: usize) -> Self {
        let cells = counter.cells();
        Self { counter, cells: (0..cells).map(|_| (Block::of(criteria), 0)).collect() }
    }

    /// Counts a block, now or once its cells are full.
    pub fn add(&mut self, block: &Block, used: usize, tally: &mut Tally) {
        if self.cells.len() == 1 {
            self.counter.count(0, block, used, tally);
            return;
        }
        let largest = block.largest();
        for (lane, &cell) in largest.iter().enumerate().take(used) {
            let (waiting, count) = &mut self.cells[usize::from(cell)];
            for (to, from) in waiting.columns.iter_mut().zip(&block.columns) {
                to[*count] = from[lane];
            }
            *count += 1;
            if *count == BLOCK {
                self.counter.count(usize::from(cell), waiting, BLOCK, tally);
                *count = 0;
            }
        }
    }

    /// Counts what is left.
    pub fn finish(self, tally: &mut Tally) {
        for (cell, (waiting, count)) in self.cells.iter().enumerate() {
            if *count > 0 {
                self.counter.count(cell, waiting, *count, tally);
            }
        }
    }
}
