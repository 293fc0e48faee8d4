//! All ranks, one draw after another: scores become whole numbers with the alternative in the low bits, go into
//! buckets by their highest bits, and neighbours are exchanged until each bucket is in order. Nothing of it
//! branches on the scores, so that it runs at the speed of the arithmetic.

use super::draws::Block;
use super::tally::Tally;
use super::{Count, Scores};

/// The alternatives that a key has room for.
const MOST: usize = 1 << NAME_BITS;
const NAME_BITS: u32 = 10;
/// A key has 32 bits; these are left for the score.
const SCORE_BITS: u32 = 32 - NAME_BITS;
const BUCKETS: usize = 1024;
const BUCKET_SHIFT: u32 = 32 - BUCKETS.ilog2();
const LANES: usize = 32;
/// The room for an order: a cache line more than a power of two, so that rows do not push each other out.
const ROW: usize = MOST + 32;
/// Ranks that are counted together, so that their counts stay near.
pub(super) const TILE: usize = 16;

/// Counts all ranks.
pub(super) struct Sorted<'a> {
    scores: &'a Scores,
    ranks: usize,
    /// Criterion by criterion.
    columns: Vec<Vec<f32>>,
}

impl<'a> Sorted<'a> {
    pub fn of(scores: &'a Scores, ranks: usize) -> Self {
        let column = |criterion: usize| {
            (0..scores.alternatives()).map(|who| scores.of_one(who)[criterion]).collect::<Vec<f32>>()
        };
        Self { scores, ranks, columns: (0..scores.criteria()).map(column).collect() }
    }
}

impl Count for Sorted<'_> {
    fn cells(&self) -> usize {
        1
    }

    fn count(&self, _cell: usize, block: &Block, used: usize, tally: &mut Tally) {
        if self.scores.alternatives() > MOST {
            self.count_large(block, used, tally);
            return;
        }
        let mut order = vec![[0_u16; ROW]; used];
        pulp::Arch::new().dispatch(Sort { sorted: self, block, order: &mut order });
        for (lane, order) in order.iter().enumerate() {
            tally.add_centre(u32::from(order[0]), block, lane);
        }
        tally.expect(used);
        for tile in (0..self.ranks).step_by(TILE) {
            tally.add_tile(tile, order.iter().map(|order| &order.as_chunks::<TILE>().0[tile / TILE]));
        }
    }
}

/// Sorting all alternatives under a block of weights.
struct Sort<'a> {
    sorted: &'a Sorted<'a>,
    block: &'a Block,
    order: &'a mut [[u16; ROW]],
}

impl pulp::NullaryFnOnce for Sort<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let mut weights = vec![0.0; self.block.columns.len()];
        let (mut keys, mut out) = ([0; MOST], [0; MOST]);
        let count = self.sorted.scores.alternatives();
        for (lane, order) in self.order.iter_mut().enumerate() {
            for (weight, column) in weights.iter_mut().zip(&self.block.columns) {
                *weight = column[lane];
            }
            self.sorted.fill(&weights, &mut keys);
            into_buckets(&keys[..count], &mut out);
            exchange(&mut out[..count]);
            for (order, key) in order.iter_mut().zip(&out) {
                *order = (key & (MOST as u32 - 1)) as u16;
            }
        }
    }
}

impl Sorted<'_> {
    /// The keys of all alternatives, the best the smallest.
    #[inline(always)]
    fn fill(&self, weights: &[f32], keys: &mut [u32; MOST]) {
        let mut scores = [0.0_f32; MOST];
        let scores = &mut scores[..self.scores.alternatives()];
        let (fours, rest) = self.columns.as_chunks::<4>();
        let (by_four, by_one) = weights.as_chunks::<4>();
        for (weights, columns) in by_four.iter().zip(fours) {
            let [one, two, three, four] = columns;
            for ((((score, one), two), three), four) in
                scores.iter_mut().zip(one).zip(two).zip(three).zip(four)
            {
                *score += (weights[0] * one + weights[1] * two) + (weights[2] * three + weights[3] * four);
            }
        }
        for (weight, column) in by_one.iter().zip(rest) {
            for (score, value) in scores.iter_mut().zip(column) {
                *score += weight * value;
            }
        }
        let (mut low, mut high) = ([scores[0]; LANES], [scores[0]; LANES]);
        for scores in scores.as_chunks::<LANES>().0 {
            for lane in 0..LANES {
                low[lane] = if scores[lane] < low[lane] { scores[lane] } else { low[lane] };
                high[lane] = if scores[lane] > high[lane] { scores[lane] } else { high[lane] };
            }
        }
        let rest = scores.as_chunks::<LANES>().1;
        let low = low.iter().chain(rest).copied().fold(f32::INFINITY, f32::min);
        let high = high.iter().chain(rest).copied().fold(f32::NEG_INFINITY, f32::max);
        let steps = ((1_u32 << SCORE_BITS) - 4) as f32;
        let scale = if high > low { steps / (high - low) } else { 0.0 };
        for (who, (key, score)) in keys.iter_mut().zip(scores.iter()).enumerate() {
            // A number below 2^22 stands in the low bits of its sum with 2^23.
            let below = (high - score) * scale + 8_388_608.0;
            *key = below.to_bits() << NAME_BITS | who as u32;
        }
    }

    /// More alternatives than a key has room for: a plain sort for each draw.
    fn count_large(&self, block: &Block, used: usize, tally: &mut Tally) {
        let mut keys: Vec<(f32, u32)> = Vec::with_capacity(self.scores.alternatives());
        for lane in 0..used {
            let weights: Vec<f32> = block.columns.iter().map(|column| column[lane]).collect();
            let of_one =
                |values: &[f32]| values.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
            keys.clear();
            keys.extend(self.scores.values.chunks_exact(self.scores.criteria).map(of_one).zip(0..));
            keys.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
            tally.add_centre(keys[0].1, block, lane);
            for (rank, key) in keys.iter().take(self.ranks).enumerate() {
                tally.add(key.1, rank);
            }
        }
    }
}

#[inline(always)]
fn into_buckets(keys: &[u32], out: &mut [u32; MOST]) {
    let mut ends = [0_u16; BUCKETS];
    for key in keys {
        ends[(key >> BUCKET_SHIFT) as usize] += 1;
    }
    let mut sum = 0;
    for end in &mut ends {
        let count = *end;
        *end = sum;
        sum += count;
    }
    for &key in keys {
        let end = &mut ends[(key >> BUCKET_SHIFT) as usize];
        out[usize::from(*end) % MOST] = key;
        *end += 1;
    }
}

/// Exchanges neighbours that are out of order until none is: as many rounds as the fullest bucket has keys.
#[inline(always)]
fn exchange(keys: &mut [u32]) {
    loop {
        let mut moved = pass(keys);
        moved |= pass(&mut keys[1..]);
        if moved == 0 {
            return;
        }
    }
}

#[inline(always)]
fn pass(keys: &mut [u32]) -> u32 {
    let mut moved = 0;
    for pair in keys.as_chunks_mut::<2>().0 {
        let (one, other) = (pair[0], pair[1]);
        let low = one.min(other);
        moved |= low ^ one;
        *pair = [low, one.max(other)];
    }
    moved
}
