//! Who cannot be among the best so many under any weights: whoever that many others are at least as good as on
//! every criterion. Found exactly, before any draw.

use super::Scores;

/// Alternatives that fewer than `ranks` others dominate, the best mean score first. An equal alternative
/// dominates if it is named earlier, as ties go.
pub(super) fn contenders(scores: &Scores, ranks: usize) -> Vec<u32> {
    let mean = |alternative: u32| scores.of_one(alternative as usize).iter().sum::<f32>();
    let mut order: Vec<(f32, u32)> =
        (0..scores.alternatives() as u32).map(|alternative| (mean(alternative), alternative)).collect();
    order.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let all: Vec<&[f32]> = order.iter().map(|item| scores.of_one(item.1 as usize)).collect();
    let kept = |&place: &usize| {
        let mut above = 0;
        for better in (0..all.len()).filter(|&better| better != place) {
            // Means are rounded, so whoever is equal in the mean is looked at too.
            if order[better].0 < order[place].0 {
                break;
            }
            let dominates = all[better].iter().zip(all[place]).all(|(better, worse)| better >= worse);
            let earlier = order[better].1 < order[place].1;
            if dominates && (earlier || all[better] != all[place]) {
                above += 1;
                if above == ranks {
                    return false;
                }
            }
        }
        true
    };
    (0..all.len()).filter(kept).map(|place| order[place].1).collect()
}
