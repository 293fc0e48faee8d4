//! Who cannot be among the best so many under any weights of a cell: whoever that many others beat at all weights
//! there. Found before any draw, one cell for each criterion: the weights of which it has the largest.

use super::Scores;

/// Some admissible weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    All,
    /// Those whose largest is the one of this criterion.
    LargestAt(usize),
}

/// Alternatives that fewer than `ranks` others dominate, the most promising first. An equal alternative
/// dominates if it is named earlier, as ties go.
pub(super) fn contenders(scores: &Scores, ranks: usize, cell: Cell) -> Vec<u32> {
    let promise = |alternative: u32| {
        let values = scores.of_one(alternative as usize);
        let sum: f32 = values.iter().sum();
        sum + if let Cell::LargestAt(criterion) = cell { sum + values[criterion] } else { 0.0 }
    };
    let mut order: Vec<(f32, u32)> =
        (0..scores.alternatives() as u32).map(|alternative| (promise(alternative), alternative)).collect();
    order.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let margin = margin(scores);
    // Whoever is left out is beaten by as many who are not, and these beat all whom the one left out beats.
    let mut kept: Vec<u32> = Vec::new();
    for (_, worse) in order {
        let mut above = 0;
        for &better in &kept {
            let (one, other) = (scores.of_one(better as usize), scores.of_one(worse as usize));
            let beaten = match cell {
                Cell::All => false,
                Cell::LargestAt(criterion) => beats(one, other, criterion, margin),
            };
            above += usize::from(beaten || dominates(one, other) && (better < worse || one != other));
            if above == ranks {
                break;
            }
        }
        if above < ranks {
            kept.push(worse);
        }
    }
    kept
}

fn dominates(better: &[f32], worse: &[f32]) -> bool {
    better.iter().zip(worse).all(|(better, worse)| better >= worse)
}

/// Whether one is ahead by the margin at all weights of which `largest` is the largest. The corners of that cell are
/// even weights on `largest` and any others; the worst corner has all others on which one is not ahead enough.
fn beats(better: &[f32], worse: &[f32], largest: usize, margin: f32) -> bool {
    let ahead = |(better, worse): (&f32, &f32)| better - worse - margin;
    let alone = ahead((&better[largest], &worse[largest]));
    let behind: f32 = better.iter().zip(worse).map(|pair| ahead(pair).min(0.0)).sum();
    alone >= 0.0 && alone + behind >= 0.0
}

/// More than two sums of products can be off together by rounding.
fn margin(scores: &Scores) -> f32 {
    let largest = scores.values.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
    largest * f32::EPSILON * (8 * scores.criteria()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_first_somewhere_in_a_cell_is_a_contender_there() -> Result<(), crate::smaa::ScoresError> {
        let values: Vec<f32> =
            (0..300_u32).map(|place| ((place * place * 31 + place * 7919) % 101) as f32).collect();
        let scores = Scores::new(3, values)?;
        let weights = |step: u32| [step % 40, step / 40 % 40, step / 1600].map(|part| part as f32 + 0.5);
        let cells: Vec<Vec<u32>> =
            (0..3).map(|largest| contenders(&scores, 1, Cell::LargestAt(largest))).collect();
        assert!(cells.iter().all(|cell| cell.len() < contenders(&scores, 1, Cell::All).len()));
        for step in 0..64_000 {
            let weights = weights(step);
            let value = |who: &u32| -> f32 {
                scores.of_one(*who as usize).iter().zip(weights).map(|(value, weight)| value * weight).sum()
            };
            let best = (0..100).max_by(|one, other| value(one).total_cmp(&value(other))).unwrap_or(0);
            for (largest, cell) in cells.iter().enumerate() {
                if weights.iter().all(|weight| *weight <= weights[largest]) {
                    assert!(cell.iter().any(|who| value(who) >= value(&best)), "{weights:?}");
                }
            }
        }
        Ok(())
    }
}
