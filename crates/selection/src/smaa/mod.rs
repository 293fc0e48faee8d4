//! How sure a ranking is when the weights of criteria are not: shares of all admissible weights under which each
//! alternative takes each rank (SMAA: Lahdelma, Hokkanen and Salminen 1998; SMAA-2: Lahdelma and Salminen 2001).
//!
//! Values are additive on fixed scales. Weights are drawn in blocks that have seeds of their own, so a result
//! depends on the seed and the number of draws and not on the number of threads.

// The loops over lanes are only fast inside one function; and a draw for the first place is one for equal numbers.
#![allow(clippy::inline_always, clippy::float_cmp, reason = "loops over lanes, and draws for a place")]

mod best;
mod cells;
mod confidence;
mod dominance;
mod draws;
mod first;
mod sorted;
mod tally;

pub use confidence::confidence;
pub use draws::Weights;
pub use tally::Acceptability;

use cells::Sorter;
use draws::BLOCK;
use rayon::prelude::*;
use tally::Tally;

/// Values of alternatives on criteria, each on a fixed scale where more is better.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    criteria: usize,
    values: Vec<f32>,
}

/// What is wrong with scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScoresError {
    /// There is no criterion, or no alternative.
    #[error("there are no scores")]
    Empty,
    /// The list is not alternatives times criteria long.
    #[error("{values} scores cannot be shared out among {criteria} criteria")]
    Ragged {
        /// How many scores there are.
        values: usize,
        /// How many criteria.
        criteria: usize,
    },
    /// A score is infinite or no number.
    #[error("score {place} is not a finite number")]
    NotFinite {
        /// Its place in the list.
        place: usize,
    },
    /// A ranking of the criteria does not name each of them once.
    #[error("the ranking does not name each of the {criteria} criteria once")]
    Ranking {
        /// How many criteria there are.
        criteria: usize,
    },
}

/// A study: scores, admissible weights, how many draws from which seed.
#[derive(Debug, Clone)]
pub struct Study<'a> {
    scores: &'a Scores,
    weights: Weights,
    draws: usize,
    seed: u64,
}

impl Scores {
    /// Takes scores, alternative by alternative, each with so many criteria.
    pub fn new(criteria: usize, values: impl Into<Vec<f32>>) -> Result<Self, ScoresError> {
        let values = values.into();
        if criteria == 0 || values.is_empty() {
            return Err(ScoresError::Empty);
        }
        if !values.len().is_multiple_of(criteria) {
            return Err(ScoresError::Ragged { values: values.len(), criteria });
        }
        if let Some(place) = values.iter().position(|value| !value.is_finite()) {
            return Err(ScoresError::NotFinite { place });
        }
        Ok(Self { criteria, values })
    }

    /// How many criteria there are.
    pub fn criteria(&self) -> usize {
        self.criteria
    }

    /// How many alternatives there are.
    pub fn alternatives(&self) -> usize {
        self.values.len() / self.criteria
    }

    /// One alternative's scores.
    pub fn of_one(&self, alternative: usize) -> &[f32] {
        &self.values[alternative * self.criteria..(alternative + 1) * self.criteria]
    }
}

impl<'a> Study<'a> {
    /// Plans a study of 10,000 draws among all weights that sum to 1.
    pub fn of(scores: &'a Scores) -> Self {
        Self { scores, weights: Weights::Any, draws: 10_000, seed: 1 }
    }

    /// Sets which weights are admissible; a ranking has to name each criterion once.
    pub fn with_weights(self, weights: Weights) -> Result<Self, ScoresError> {
        let criteria = self.scores.criteria;
        if let Weights::Ranked(order) = &weights {
            let mut sorted = order.clone();
            sorted.sort_unstable();
            if !sorted.into_iter().eq(0..criteria) {
                return Err(ScoresError::Ranking { criteria });
            }
        }
        Ok(Self { weights, ..self })
    }

    /// Sets how many weights are drawn; at least one.
    #[must_use]
    pub fn with_draws(self, draws: usize) -> Self {
        Self { draws: draws.max(1), ..self }
    }

    /// Sets the seed.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The shares of weights under which each alternative takes each of the best so many ranks. Ties go to the
    /// alternative named first.
    ///
    /// One rank is fastest, then up to 16; more than that sorts all alternatives at every draw, with scores told
    /// apart to 22 bits of their spread.
    pub fn acceptability(&self, ranks: usize) -> Acceptability {
        let ranks = ranks.clamp(1, self.scores.alternatives());
        let counter: Box<dyn Count> = match ranks {
            1 => Box::new(first::First::of(self.scores, self.draws)),
            2..=16 => Box::new(best::Best::of(self.scores, ranks, self.draws)),
            _ => Box::new(sorted::Sorted::of(self.scores, ranks)),
        };
        let blocks = self.draws.div_ceil(BLOCK);
        // Sums are put together in the order of the parts, whichever thread they come from.
        let parts: Vec<Tally> = parts(blocks, self.scores.alternatives() * ranks)
            .into_par_iter()
            .map(|part| {
                let mut tally = Tally::of(self.scores, ranks);
                let mut block = draws::Block::of(self.scores.criteria);
                let mut sorter = Sorter::of(counter.as_ref(), self.scores.criteria);
                for number in part {
                    let used = BLOCK.min(self.draws - number * BLOCK);
                    block.draw(&self.weights, self.seed, number as u64);
                    sorter.add(&block, used, &mut tally);
                }
                sorter.finish(&mut tally);
                tally
            })
            .collect();
        Acceptability::of(parts, self.draws)
    }

    /// The weights of one draw, for whoever wants to do something else with them; they sum to 1.
    pub fn draw(&self, number: usize) -> Vec<f64> {
        let mut block = draws::Block::of(self.scores.criteria);
        block.draw(&self.weights, self.seed, (number / BLOCK) as u64);
        block.one(number % BLOCK)
    }

    /// The scores.
    pub fn scores(&self) -> &Scores {
        self.scores
    }

    /// How many weights are drawn.
    pub fn draws(&self) -> usize {
        self.draws
    }
}

/// A way to count ranks in a block of draws, all of one cell.
trait Count: Sync {
    /// How many cells draws are told apart by.
    fn cells(&self) -> usize;

    fn count(&self, cell: usize, block: &draws::Block, used: usize, tally: &mut Tally);
}

/// Ranges of blocks, fewer the more a tally holds.
fn parts(blocks: usize, held: usize) -> Vec<std::ops::Range<usize>> {
    let most = (8_000_000 / held.max(1)).clamp(1, 64);
    let each = blocks.div_ceil(most).max(1);
    (0..blocks).step_by(each).map(|start| start..(start + each).min(blocks)).collect()
}
