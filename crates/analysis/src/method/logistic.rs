//! Logistic regression with a normal prior on each coefficient, by Newton's method, and the Brier score.
//! `docs/methods/learning.md`.
//!
//! Brier, G. W. (1950), Verification of forecasts expressed in terms of probability, Monthly Weather Review 78:1 (here for two
//! outcomes, half of his sum). The interval of a probability is that of Laplace's approximation.

/// The most steps of Newton's method.
const MOST_STEPS: usize = 100;

/// A prior on one coefficient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// Where it is centred.
    pub mean: f64,
    /// How far it spreads.
    pub spread: f64,
}

/// A fitted model: the first coefficient is the intercept.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The coefficients.
    pub coefficients: Vec<f64>,
    /// The covariance of the coefficients, row by row.
    covariance: Vec<Vec<f64>>,
}

/// Fits a model to rows of features and whether the outcome was one; one prior for the intercept and one for each feature.
/// None where the shapes do not fit together or it does not settle.
pub fn fit(rows: &[Vec<f64>], outcomes: &[bool], priors: &[Prior]) -> Option<Fitted> {
    let size = priors.len();
    if rows.len() != outcomes.len() || rows.is_empty() || rows.iter().any(|row| row.len() + 1 != size) {
        return None;
    }
    let mut beta: Vec<f64> = priors.iter().map(|prior| prior.mean).collect();
    for _ in 0..MOST_STEPS {
        let (gradient, hessian) = derivatives(rows, outcomes, priors, &beta);
        let step = solve(&hessian, &gradient)?;
        for (coefficient, change) in beta.iter_mut().zip(&step) {
            *coefficient += change;
        }
        if step.iter().all(|change| change.abs() < 1e-10) {
            return Some(Fitted { covariance: inverse(&hessian)?, coefficients: beta });
        }
    }
    None
}

impl Fitted {
    /// The probability for a row, and its interval of two standard errors on the scale of log-odds.
    pub fn probability(&self, row: &[f64]) -> super::interval::Interval {
        let x = with_intercept(row);
        let at = dot(&self.coefficients, &x);
        let spread =
            dot(&self.covariance.iter().map(|line| dot(line, &x)).collect::<Vec<_>>(), &x).max(0.0).sqrt();
        super::interval::Interval {
            value: logistic(at),
            low: logistic(at - 2.0 * spread),
            high: logistic(at + 2.0 * spread),
        }
    }
}

/// The mean squared distance of probabilities from what came; 0 is best. None of nothing.
pub fn brier(probabilities: &[f64], outcomes: &[bool]) -> Option<f64> {
    if probabilities.is_empty() || probabilities.len() != outcomes.len() {
        return None;
    }
    let squares =
        probabilities.iter().zip(outcomes).map(|(p, came)| (p - f64::from(u8::from(*came))).powi(2));
    Some(squares.sum::<f64>() / probabilities.len() as f64)
}

fn derivatives(
    rows: &[Vec<f64>],
    outcomes: &[bool],
    priors: &[Prior],
    beta: &[f64],
) -> (Vec<f64>, Vec<Vec<f64>>) {
    let size = priors.len();
    let weight = |prior: &Prior| 1.0 / (prior.spread * prior.spread);
    let mut gradient: Vec<f64> =
        priors.iter().zip(beta).map(|(prior, b)| (prior.mean - b) * weight(prior)).collect();
    let mut hessian = vec![vec![0.0; size]; size];
    for (place, prior) in priors.iter().enumerate() {
        hessian[place][place] = weight(prior);
    }
    for (row, came) in rows.iter().zip(outcomes) {
        let x = with_intercept(row);
        let p = logistic(dot(beta, &x));
        for i in 0..size {
            gradient[i] += (f64::from(u8::from(*came)) - p) * x[i];
            for j in 0..size {
                hessian[i][j] += p * (1.0 - p) * x[i] * x[j];
            }
        }
    }
    (gradient, hessian)
}

fn with_intercept(row: &[f64]) -> Vec<f64> {
    std::iter::once(1.0).chain(row.iter().copied()).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn inverse(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let unit = |place: usize| (0..matrix.len()).map(|i| f64::from(u8::from(i == place))).collect::<Vec<_>>();
    // The matrix is symmetric, so columns may stand for rows.
    (0..matrix.len()).map(|place| solve(matrix, &unit(place))).collect()
}

/// Solves a small system by elimination with pivots.
fn solve(matrix: &[Vec<f64>], right: &[f64]) -> Option<Vec<f64>> {
    let size = right.len();
    let mut rows: Vec<Vec<f64>> = matrix
        .iter()
        .zip(right)
        .map(|(row, r)| row.iter().copied().chain(std::iter::once(*r)).collect())
        .collect();
    for column in 0..size {
        let pivot =
            (column..size).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        if rows[pivot][column].abs() < 1e-14 {
            return None;
        }
        rows.swap(column, pivot);
        for below in column + 1..size {
            let factor = rows[below][column] / rows[column][column];
            let (above, rest) = rows.split_at_mut(below);
            for (cell, known) in rest[0].iter_mut().zip(&above[column]).skip(column) {
                *cell -= factor * known;
            }
        }
    }
    let mut solution = vec![0.0; size];
    for place in (0..size).rev() {
        let known: f64 = (place + 1..size).map(|i| rows[place][i] * solution[i]).sum();
        solution[place] = (rows[place][size] - known) / rows[place][place];
    }
    Some(solution)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: Prior = Prior { mean: 0.0, spread: 1e6 };

    /// Dalal, Fowlkes and Hoadley (1989), Risk analysis of the space shuttle, JASA 84:945: whether any O-ring was
    /// distressed by the temperature in degrees Fahrenheit; 23 flights. With a wide prior: 15.0429 and -.2322.
    #[test]
    fn the_o_rings_of_the_shuttle() {
        let flights = [
            (66, 0),
            (70, 1),
            (69, 0),
            (68, 0),
            (67, 0),
            (72, 0),
            (73, 0),
            (70, 0),
            (57, 1),
            (63, 1),
            (70, 1),
            (78, 0),
            (67, 0),
            (53, 1),
            (67, 0),
            (75, 0),
            (70, 0),
            (81, 0),
            (76, 0),
            (79, 0),
            (75, 1),
            (76, 0),
            (58, 1),
        ];
        let rows: Vec<Vec<f64>> = flights.iter().map(|(degrees, _)| vec![f64::from(*degrees)]).collect();
        let outcomes: Vec<bool> = flights.iter().map(|(_, came)| *came == 1).collect();
        let found = fit(&rows, &outcomes, &[WIDE, WIDE]).unwrap();
        assert!((found.coefficients[0] - 15.0429).abs() < 1e-3, "{found:?}");
        assert!((found.coefficients[1] + 0.2322).abs() < 1e-4, "{found:?}");
    }

    #[test]
    fn a_narrow_prior_wins_over_few_rows() {
        let tight = Prior { mean: 0.5, spread: 1e-3 };
        let found = fit(&[vec![1.0], vec![-1.0]], &[false, true], &[WIDE, tight]).unwrap();
        assert!((found.coefficients[1] - 0.5).abs() < 1e-3);
    }

    /// With one row at each side the intercept is nothing, and the slope is where pull and prior meet: found by halving.
    #[test]
    fn a_prior_and_two_rows_meet_where_halving_finds_it() {
        let prior = Prior { mean: 0.339, spread: 0.35 };
        let surplus =
            |b: f64| 2.0 * (1.0 - 1.0 / (1.0 + (-b).exp())) - (b - prior.mean) / prior.spread.powi(2);
        let (mut low, mut high) = (0.0_f64, 5.0_f64);
        for _ in 0..80 {
            let middle = f64::midpoint(low, high);
            if surplus(middle) > 0.0 { low = middle } else { high = middle }
        }
        let found = fit(&[vec![1.0], vec![-1.0]], &[true, false], &[WIDE, prior]).unwrap();
        assert!((found.coefficients[1] - low).abs() < 1e-8, "{found:?} {low}");
        assert!(found.coefficients[0].abs() < 1e-8);
    }

    #[test]
    fn shapes_that_do_not_fit_are_refused() {
        assert_eq!(fit(&[vec![1.0]], &[true, false], &[WIDE, WIDE]), None);
        assert_eq!(fit(&[vec![1.0]], &[true], &[WIDE]), None);
        assert_eq!(brier(&[], &[]), None);
    }

    #[test]
    fn who_always_says_the_base_rate_scores_its_variance() {
        let outcomes = [true, false, false, false];
        assert!((brier(&[0.25; 4], &outcomes).unwrap() - 0.25 * 0.75).abs() < 1e-12);
        assert_eq!(brier(&[1.0, 0.0, 0.0, 0.0], &outcomes), Some(0.0));
    }

    #[test]
    fn a_probability_lies_in_its_interval() {
        let rows: Vec<Vec<f64>> = (0..20).map(|i| vec![f64::from(i) / 10.0 - 1.0]).collect();
        let outcomes: Vec<bool> = (0..20).map(|i| i % 3 == 0 || i > 14).collect();
        let prior = Prior { mean: 0.2, spread: 0.35 };
        let found = fit(&rows, &outcomes, &[WIDE, prior]).unwrap();
        for row in &rows {
            let seen = found.probability(row);
            assert!(0.0 <= seen.low && seen.low <= seen.value && seen.value <= seen.high && seen.high <= 1.0);
        }
    }
}
