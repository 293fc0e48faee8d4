//! Weights by chance, uniform over all that sum to 1: exponential numbers over their sum. A ranking keeps the
//! same numbers, the largest for the criterion named first, which is uniform over the weights in that order.

use crate::chance::Chance;

/// How many weights make a block.
pub(super) const BLOCK: usize = 512;

/// Which weights are admissible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weights {
    /// All that are at least 0 and sum to 1.
    Any,
    /// Those that follow a ranking: all criteria, the most important first.
    Ranked(Vec<usize>),
}

/// Many weights, criterion by criterion.
pub(super) struct Block {
    pub columns: Vec<[f32; BLOCK]>,
}

impl Block {
    pub fn of(criteria: usize) -> Self {
        Self { columns: vec![[0.0; BLOCK]; criteria] }
    }

    /// Draws the weights of one block.
    pub fn draw(&mut self, weights: &Weights, seed: u64, number: u64) {
        let start = Chance::of(seed ^ number.wrapping_mul(0xD134_2543_DE82_EF95)).next();
        pulp::Arch::new().dispatch(Fill { columns: &mut self.columns, start });
        if let Weights::Ranked(order) = weights {
            let mut one = vec![0.0; order.len()];
            for lane in 0..BLOCK {
                for (weight, column) in one.iter_mut().zip(&self.columns) {
                    *weight = column[lane];
                }
                one.sort_unstable_by(|one, other| f32::total_cmp(other, one));
                for (&criterion, &weight) in order.iter().zip(&one) {
                    self.columns[criterion][lane] = weight;
                }
            }
        }
    }

    /// The criterion of the largest weight, lane by lane.
    pub fn largest(&self) -> [u16; BLOCK] {
        let mut largest = [0; BLOCK];
        pulp::Arch::new().dispatch(Largest { columns: &self.columns, largest: &mut largest });
        largest
    }

    /// One of the weights; it sums to 1 in double precision.
    pub fn one(&self, lane: usize) -> Vec<f64> {
        let weights: Vec<f64> = self.columns.iter().map(|column| f64::from(column[lane])).collect();
        let sum: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| weight / sum).collect()
    }
}

/// Finding the largest weights of a block.
struct Largest<'a> {
    columns: &'a [[f32; BLOCK]],
    largest: &'a mut [u16; BLOCK],
}

impl pulp::NullaryFnOnce for Largest<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let mut highest = [f32::NEG_INFINITY; BLOCK];
        for (criterion, column) in self.columns.iter().enumerate() {
            for ((highest, largest), weight) in highest.iter_mut().zip(self.largest.iter_mut()).zip(column) {
                let higher = weight > highest;
                *highest = if higher { *weight } else { *highest };
                *largest = if higher { criterion as u16 } else { *largest };
            }
        }
    }
}

/// Filling a block, on the widest registers that the machine has.
struct Fill<'a> {
    columns: &'a mut [[f32; BLOCK]],
    start: u64,
}

impl pulp::NullaryFnOnce for Fill<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        fill(self.columns, self.start);
    }
}

#[inline(always)]
fn fill(columns: &mut [[f32; BLOCK]], start: u64) {
    let mut sums = [0.0_f32; BLOCK];
    for (criterion, column) in columns.iter_mut().enumerate() {
        let base = start.wrapping_add((criterion * BLOCK) as u64);
        for (lane, weight) in column.iter_mut().enumerate() {
            // SplitMix64 as a function of a counter, so that lanes are independent.
            let counter = base.wrapping_add(lane as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let mixed = (counter ^ (counter >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let uniform = ((mixed >> 41) as i32 as f32 + 0.5) * (1.0 / 8_388_608.0);
            *weight = -natural_logarithm(uniform);
        }
        for (sum, weight) in sums.iter_mut().zip(column.iter()) {
            *sum += weight;
        }
    }
    for column in columns {
        for (weight, sum) in column.iter_mut().zip(&sums) {
            *weight /= sum;
        }
    }
}

/// The logarithm of a number between 0 and 1, to about 1e-7: the exponent, and twice the series of the area
/// tangent of what is left, all without branches.
#[inline(always)]
fn natural_logarithm(number: f32) -> f32 {
    let bits = number.to_bits();
    // The mantissa is brought between the roots of one half and of two.
    let shifted = bits.wrapping_sub(0x3F35_04F3);
    let exponent = (shifted as i32) >> 23;
    let mantissa = f32::from_bits(bits.wrapping_sub((exponent << 23) as u32));
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series = 1.0 + square * (1.0 / 3.0 + square * (0.2 + square * (1.0 / 7.0 + square / 9.0)));
    exponent as f32 * std::f32::consts::LN_2 + 2.0 * ratio * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_that_of_the_library() {
        for step in 1..10_000 {
            let number = step as f32 / 10_000.0;
            let error = f64::from(natural_logarithm(number)) - f64::from(number).ln();
            assert!(error.abs() < 1e-6, "{number}: {error}");
        }
    }

    #[test]
    fn weights_have_the_moments_of_the_uniform_distribution() {
        let mut block = Block::of(4);
        let (mut mean, mut square) = ([0.0; 4], 0.0);
        for number in 0..400 {
            block.draw(&Weights::Any, 7, number);
            for lane in 0..BLOCK {
                let weights = block.one(lane);
                square += weights[0] * weights[0];
                mean.iter_mut().zip(&weights).for_each(|(mean, weight)| *mean += weight);
            }
        }
        let draws = (400 * BLOCK) as f64;
        // On the simplex of four, a weight has mean 1/4 and mean square 2/(4·5).
        for mean in &mean {
            assert!((mean / draws - 0.25).abs() < 2e-3);
        }
        assert!((square / draws - 0.1).abs() < 1e-3);
    }
}
