//! All ranks, for many weights at once: scores become whole numbers with the alternative in the low bits, and a
//! network of minima and maxima (Batcher 1968) sorts sixteen lists in step, without a branch.

use super::draws::{BLOCK, Block};
use super::first::score;
use super::tally::Tally;
use super::{Count, Scores};

const LANES: usize = 16;
/// How many rows of keys fit into the fastest memory.
const NEAR: usize = 256;

/// Counts all ranks.
pub(super) struct Sorted<'a> {
    scores: &'a Scores,
    ranks: usize,
    /// Bits of a key that name the alternative.
    bits: u32,
}

impl<'a> Sorted<'a> {
    pub fn of(scores: &'a Scores, ranks: usize) -> Self {
        let bits = usize::BITS - (scores.alternatives() - 1).leading_zeros();
        Self { scores, ranks, bits }
    }
}

impl Count for Sorted<'_> {
    fn count(&self, block: &Block, used: usize, tally: &mut Tally) {
        let alternatives = self.scores.alternatives();
        let mut order = vec![0_u16; self.ranks * BLOCK];
        if self.bits > 10 {
            self.count_large(block, used, tally);
            return;
        }
        let mut keys = vec![[u32::MAX; LANES]; alternatives.next_power_of_two()];
        let mask = (1 << self.bits) - 1;
        for group in 0..used.div_ceil(LANES) {
            pulp::Arch::new().dispatch(Sort { sorted: self, block, group, keys: &mut keys });
            for (keys, order) in keys.iter().zip(order.as_chunks_mut::<BLOCK>().0) {
                let order = &mut order.as_chunks_mut::<LANES>().0[group];
                for lane in 0..LANES {
                    order[lane] = (keys[lane] & mask) as u16;
                }
            }
        }
        for lane in 0..used {
            tally.add_centre(u32::from(order[lane]), block, lane);
        }
        // Rank by rank, so that the counts that are added to stay near.
        for (rank, order) in order.as_chunks::<BLOCK>().0.iter().enumerate() {
            tally.add_all(rank, &order[..used]);
        }
    }
}

/// Sorting all alternatives under a group of weights.
struct Sort<'a> {
    sorted: &'a Sorted<'a>,
    block: &'a Block,
    group: usize,
    keys: &'a mut [[u32; LANES]],
}

impl pulp::NullaryFnOnce for Sort<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.sorted.fill(self.block, self.group, self.keys);
        sort(self.keys);
    }
}

impl Sorted<'_> {
    #[inline(always)]
    fn fill(&self, block: &Block, group: usize, keys: &mut [[u32; LANES]]) {
        let (mut low, mut high) = ([f32::INFINITY; LANES], [f32::NEG_INFINITY; LANES]);
        let alternatives = self.scores.alternatives();
        for (values, key) in self.scores.values.chunks_exact(self.scores.criteria).zip(keys.iter_mut()) {
            let scores: [f32; LANES] = score(&block.columns, values, group);
            for lane in 0..LANES {
                low[lane] = if scores[lane] < low[lane] { scores[lane] } else { low[lane] };
                high[lane] = if scores[lane] > high[lane] { scores[lane] } else { high[lane] };
                key[lane] = scores[lane].to_bits();
            }
        }
        let steps = ((1_u32 << 22) - 2) as f32;
        let mut scale = [0.0; LANES];
        for lane in 0..LANES {
            let spread = high[lane] - low[lane];
            scale[lane] = if spread > 0.0 { steps / spread } else { 0.0 };
        }
        for (who, key) in keys[..alternatives].iter_mut().enumerate() {
            for lane in 0..LANES {
                // Below 2^22, so a signed conversion does, which is one instruction on every machine; clamped,
                // so that no check is needed.
                let below = (high[lane] - f32::from_bits(key[lane])) * scale[lane];
                let below = below.clamp(0.0, steps) as i32 as u32;
                key[lane] = below << 10 | who as u32;
            }
        }
        keys[alternatives..].fill([u32::MAX; LANES]);
    }

    /// More than 1,024 alternatives: one list after another.
    fn count_large(&self, block: &Block, used: usize, tally: &mut Tally) {
        let mut keys: Vec<(f32, u32)> = Vec::with_capacity(self.scores.alternatives());
        for lane in 0..used {
            let weights: Vec<f32> = block.columns.iter().map(|column| column[lane]).collect();
            let of_one = |values: &[f32]| values.iter().zip(&weights).map(|(value, weight)| value * weight).sum();
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
fn sort(keys: &mut [[u32; LANES]]) {
    let count = keys.len();
    for near in keys.chunks_exact_mut(NEAR.min(count)) {
        let mut size = 2;
        while size <= near.len() {
            for part in near.chunks_exact_mut(size) {
                merge(part);
            }
            size *= 2;
        }
    }
    let mut size = 2 * NEAR;
    while size <= count {
        for part in keys.chunks_exact_mut(size) {
            merge(part);
        }
        size *= 2;
    }
}

/// Merges two sorted halves.
#[inline(always)]
fn merge(keys: &mut [[u32; LANES]]) {
    let count = keys.len();
    let (low, high) = keys.split_at_mut(count / 2);
    exchange(low, high);
    let mut apart = count / 4;
    while apart > 0 {
        for pair in keys[apart..count - apart].chunks_exact_mut(2 * apart) {
            let (low, high) = pair.split_at_mut(apart);
            exchange(low, high);
        }
        apart /= 2;
    }
}

#[inline(always)]
fn exchange(low: &mut [[u32; LANES]], high: &mut [[u32; LANES]]) {
    for (low, high) in low.iter_mut().zip(high) {
        for lane in 0..LANES {
            let (one, other) = (low[lane], high[lane]);
            low[lane] = one.min(other);
            high[lane] = one.max(other);
        }
    }
}
