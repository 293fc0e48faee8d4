//! Fixed scales: a score of 1 is worth 0 points and a score of 7 is worth 100, in every pool; weights say how much
//! each criterion counts. So one more candidate never changes what another is worth.

use rowlock_selection::elicitation::{weights_of_ranking, weights_of_swings};
use rowlock_selection::smaa::{Scores, Weights};

use super::question::{Judged, Weighing};

/// How many of the engine's units make a point of fit.
pub(super) const POINT: f64 = 1_000.0;

/// How many of the engine's units make an hour, or one of the currency.
pub(super) const AMOUNT: f64 = 100.0;

/// The lowest and the highest score.
const LOWEST: f64 = 1.0;
const HIGHEST: f64 = 7.0;

/// The points of a score: 0 for the lowest, 100 for the highest.
pub fn points_of_score(score: f64) -> f64 {
    (score.clamp(LOWEST, HIGHEST) - LOWEST) / (HIGHEST - LOWEST) * 100.0
}

/// Points on criteria, with weights.
#[derive(Debug, Clone)]
pub(super) struct Scales {
    scores: Scores,
    weights: Vec<f64>,
    admissible: Weights,
}

impl Scales {
    /// Scales for so many candidates; none if scores or weights do not match the criteria.
    pub fn of(judged: &Judged, candidates: usize) -> Option<Self> {
        let criteria = judged.criteria.len();
        let is_whole =
            judged.scores.len() == candidates && judged.scores.iter().all(|scores| scores.len() == criteria);
        let (weights, admissible) = weights(&judged.weights, criteria)?;
        let points = |score: &Option<f64>| points_of_score(score.unwrap_or(LOWEST)) as f32;
        let values: Vec<f32> = judged.scores.iter().flatten().map(points).collect();
        let scores = Scores::new(criteria, values).ok().filter(|_| is_whole)?;
        Some(Self { scores, weights, admissible })
    }

    /// What a candidate is worth: the weighted sum of points.
    pub fn points(&self, candidate: usize) -> f64 {
        let scores = self.scores.of_one(candidate).iter();
        scores.zip(&self.weights).map(|(&score, weight)| f64::from(score) * weight).sum()
    }

    pub fn scores(&self) -> &Scores {
        &self.scores
    }

    /// How much each criterion counts; the weights sum to 1.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The weights that keep the order in which the criteria were put.
    pub fn admissible(&self) -> &Weights {
        &self.admissible
    }
}

fn weights(weighing: &Weighing, criteria: usize) -> Option<(Vec<f64>, Weights)> {
    match weighing {
        Weighing::Ranking(order) => {
            let mut sorted = order.clone();
            sorted.sort_unstable();
            let is_whole = criteria > 0 && sorted.into_iter().eq(0..criteria);
            is_whole.then(|| (weights_of_ranking(order), Weights::Ranked(order.clone())))
        }
        Weighing::Given(points) | Weighing::Swing(points) => {
            let weights = weights_of_swings(points).filter(|weights| weights.len() == criteria)?;
            let mut order: Vec<usize> = (0..criteria).collect();
            order.sort_by(|&one, &other| weights[other].total_cmp(&weights[one]));
            let is_flat = weights.windows(2).all(|pair| (pair[0] - pair[1]).abs() < 1e-9);
            let admissible = if is_flat { Weights::Any } else { Weights::Ranked(order) };
            Some((weights, admissible))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(weights: Weighing) -> Judged {
        Judged {
            criteria: vec!["trust".to_owned(), "drive".to_owned()],
            scores: vec![vec![Some(7.0), Some(1.0)], vec![Some(4.0), None]],
            weights,
        }
    }

    #[test]
    fn a_score_of_one_is_worth_nothing_and_seven_a_hundred() {
        assert_eq!(
            [1.0, 4.0, 7.0, 9.0].map(|score| points_of_score(score).round() as i64),
            [0, 50, 100, 100]
        );
    }

    #[test]
    fn the_fit_is_the_weighted_sum_of_points() {
        let scales = Scales::of(&judged(Weighing::Given(vec![60.0, 40.0])), 2).unwrap();
        assert_eq!([0, 1].map(|who| scales.points(who).round() as i64), [60, 30]);
        let scales = Scales::of(&judged(Weighing::Ranking(vec![1, 0])), 2).unwrap();
        assert_eq!(scales.weights(), [0.25, 0.75]);
    }

    #[test]
    fn weights_keep_the_order_that_they_imply() {
        let order = |weights| Scales::of(&judged(weights), 2).unwrap().admissible().clone();
        assert_eq!(order(Weighing::Swing(vec![40.0, 100.0])), Weights::Ranked(vec![1, 0]));
        assert_eq!(order(Weighing::Given(vec![1.0, 1.0])), Weights::Any);
    }

    #[test]
    fn what_does_not_match_is_refused() {
        assert!(Scales::of(&judged(Weighing::Given(vec![1.0])), 2).is_none());
        assert!(Scales::of(&judged(Weighing::Given(vec![0.0, 0.0])), 2).is_none());
        assert!(Scales::of(&judged(Weighing::Ranking(vec![0, 0])), 2).is_none());
        assert!(Scales::of(&judged(Weighing::Ranking(vec![0, 1])), 3).is_none());
    }
}
