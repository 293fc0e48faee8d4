//! What is counted along the draws, and what follows from the counts.

use super::Scores;
use super::draws::Block;
use super::sorted::TILE;

/// Counts of ranks, and sums of the weights that put somebody first.
pub(super) struct Tally {
    alternatives: usize,
    criteria: usize,
    /// Rank by rank.
    counts: Vec<u32>,
    /// Counts that are still to be gathered, in half the room, and of how many draws they are at most.
    recent: Vec<u16>,
    drawn: usize,
    /// Alternative by alternative.
    centres: Vec<f64>,
}

/// The outcome of a study.
#[derive(Debug, Clone, PartialEq)]
pub struct Acceptability {
    alternatives: usize,
    ranks: usize,
    shares: Vec<f64>,
    central: Vec<Option<Vec<f64>>>,
}

impl Tally {
    pub fn of(scores: &Scores, ranks: usize) -> Self {
        let (alternatives, criteria) = (scores.alternatives(), scores.criteria());
        let (counts, centres) = (vec![0; alternatives * ranks], vec![0.0; alternatives * criteria]);
        Self { alternatives, criteria, counts, recent: Vec::new(), drawn: 0, centres }
    }

    #[inline]
    pub fn add(&mut self, who: u32, rank: usize) {
        self.counts[rank * self.alternatives + who as usize] += 1;
    }

    /// Makes room for counting so many more draws by tiles.
    pub fn expect(&mut self, draws: usize) {
        if self.drawn + draws > usize::from(u16::MAX) {
            self.gather();
        }
        self.recent.resize(self.counts.len(), 0);
        self.drawn += draws;
    }

    /// Counts some ranks from `first` on for draws that are expected.
    pub fn add_tile<'a>(&mut self, first: usize, orders: impl Iterator<Item = &'a [u16; TILE]>) {
        let counts = &mut self.recent[first * self.alternatives..];
        let mut rows: Vec<&mut [u16]> = counts.chunks_exact_mut(self.alternatives).take(TILE).collect();
        if let Ok(rows) = <&mut [&mut [u16]; TILE]>::try_from(&mut rows[..]) {
            for order in orders {
                for (row, &who) in rows.iter_mut().zip(order) {
                    row[usize::from(who)] += 1;
                }
            }
        } else {
            for order in orders {
                for (row, &who) in rows.iter_mut().zip(order) {
                    row[usize::from(who)] += 1;
                }
            }
        }
    }

    fn gather(&mut self) {
        for (count, recent) in self.counts.iter_mut().zip(&mut self.recent) {
            *count += u32::from(std::mem::take(recent));
        }
        self.drawn = 0;
    }

    #[inline]
    pub fn add_first(&mut self, who: u32, block: &Block, lane: usize) {
        self.add(who, 0);
        self.add_centre(who, block, lane);
    }

    #[inline]
    pub fn add_centre(&mut self, who: u32, block: &Block, lane: usize) {
        let at = who as usize * self.criteria;
        for (sum, column) in self.centres[at..at + self.criteria].iter_mut().zip(&block.columns) {
            *sum += f64::from(column[lane]);
        }
    }
}

impl Acceptability {
    pub(super) fn of(parts: Vec<Tally>, draws: usize) -> Self {
        let (alternatives, criteria) =
            parts.first().map_or((0, 1), |part| (part.alternatives, part.criteria));
        let length = parts.first().map_or(0, |part| part.counts.len());
        let (mut counts, mut centres) = (vec![0_u64; length], vec![0.0; alternatives * criteria]);
        for mut part in parts {
            part.gather();
            counts.iter_mut().zip(&part.counts).for_each(|(sum, &count)| *sum += u64::from(count));
            centres.iter_mut().zip(&part.centres).for_each(|(sum, centre)| *sum += centre);
        }
        let shares = counts.iter().map(|&count| count as f64 / draws as f64).collect();
        let centre = |(sums, &count): (&[f64], &u64)| {
            let total: f64 = sums.iter().sum();
            (count > 0).then(|| sums.iter().map(|sum| sum / total).collect())
        };
        let central = centres.chunks_exact(criteria).zip(&counts).map(centre).collect();
        Self { alternatives, ranks: length / alternatives.max(1), shares, central }
    }

    /// How many ranks were counted.
    pub fn ranks(&self) -> usize {
        self.ranks
    }

    /// The share of weights under which an alternative takes a rank; rank 0 is the first.
    pub fn share(&self, alternative: usize, rank: usize) -> f64 {
        self.shares[rank * self.alternatives + alternative]
    }

    /// The share of weights under which an alternative takes one of the best so many ranks.
    pub fn share_of_best(&self, alternative: usize, ranks: usize) -> f64 {
        (0..ranks.min(self.ranks)).map(|rank| self.share(alternative, rank)).sum()
    }

    /// The mean of the weights that put an alternative first: whose weights these are would choose it; `None`
    /// if no weights do.
    pub fn central_weights(&self, alternative: usize) -> Option<&[f64]> {
        self.central[alternative].as_deref()
    }

    /// One number for all ranks: each rank's share times what the rank is worth, as given.
    pub fn holistic(&self, alternative: usize, worth: &[f64]) -> f64 {
        worth
            .iter()
            .take(self.ranks)
            .enumerate()
            .map(|(rank, worth)| worth * self.share(alternative, rank))
            .sum()
    }
}
