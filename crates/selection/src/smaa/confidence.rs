//! How sure it is that an alternative is first under given weights, when the scores themselves are uncertain.

use super::Scores;
use crate::chance::Chance;

/// The share of draws of uncertain scores under which an alternative is first, with fixed weights: SMAA's
/// confidence factor if these are its central weights.
///
/// Each score is uniform within its spread on either side; spreads stand in the order of the scores, and a
/// missing one is 0. With no spread at all the answer is 1 or 0.
pub fn confidence(
    scores: &Scores,
    spreads: &[f32],
    weights: &[f64],
    alternative: usize,
    draws: usize,
    seed: u64,
) -> f64 {
    let criteria = scores.criteria();
    let mut chance = Chance::of(seed);
    let mut value = |who: usize| -> f64 {
        let at = who * criteria;
        let of_one = scores.of_one(who).iter().zip(weights).enumerate();
        of_one
            .map(|(criterion, (&score, weight))| {
                let spread = f64::from(spreads.get(at + criterion).copied().unwrap_or(0.0));
                let shift = if spread > 0.0 { spread * (2.0 * chance.uniform() - 1.0) } else { 0.0 };
                (f64::from(score) + shift) * weight
            })
            .sum()
    };
    let mut first = 0;
    for _ in 0..draws.max(1) {
        let own = value(alternative);
        let beaten = |who: usize, other: f64| other > own || (other == own && who < alternative);
        // All are drawn even once one is better, so that the draws that follow stay the same.
        let better = (0..scores.alternatives())
            .filter(|&who| who != alternative)
            .map(|who| (who, value(who)))
            .filter(|&(who, other)| beaten(who, other))
            .count();
        first += usize::from(better == 0);
    }
    first as f64 / draws.max(1) as f64
}
