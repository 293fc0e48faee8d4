//! Weights from what people can say: an order of the criteria, or how much each swing matters.

/// Weights from a ranking: the centroid of all weights in that order (Barron and Barrett 1996). The criterion at
/// rank `k` of `n`, counted from 1, has the weight `(1/k + … + 1/n) / n`.
///
/// Answers the weights by rank, the most important first; they sum to 1.
pub fn rank_order_centroid(criteria: usize) -> Vec<f64> {
    let mut weights = vec![0.0; criteria];
    let mut sum = 0.0;
    for rank in (0..criteria).rev() {
        sum += 1.0 / (rank + 1) as f64;
        weights[rank] = sum / criteria as f64;
    }
    weights
}

/// Weights by criterion from a ranking of all criteria, the most important first.
pub fn weights_of_ranking(order: &[usize]) -> Vec<f64> {
    let mut weights = vec![0.0; order.len()];
    for (&criterion, weight) in order.iter().zip(rank_order_centroid(order.len())) {
        if let Some(place) = weights.get_mut(criterion) {
            *place = weight;
        }
    }
    weights
}

/// Weights from swings (von Winterfeldt and Edwards 1986): how much it matters, in points, that a criterion goes
/// from its worst to its best level; the largest swing usually has 100.
///
/// `None` if a swing is below 0 or no number, or if all are 0.
pub fn weights_of_swings(points: &[f64]) -> Option<Vec<f64>> {
    let sum: f64 = points.iter().sum();
    let usable = points.iter().all(|points| points.is_finite() && *points >= 0.0) && sum > 0.0;
    usable.then(|| points.iter().map(|points| points / sum).collect())
}
