//! Where a series changed, if it changed once: the probability of every place for the change, for counts
//! per period (Poisson–gamma) and for parts of a whole per period (beta–binomial).

use statrs::function::{beta::ln_beta, gamma::ln_gamma};
use thiserror::Error;

/// A single change in a series of periods, each place for it being equally likely beforehand.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangePoint {
    /// The probability that period `index` is the last of the first regime; one fewer than the periods.
    pub probabilities: Vec<f64>,
    /// The most probable index; the first of equals.
    pub most_likely: usize,
    /// The mean index.
    pub mean: f64,
    /// The level before the change (per period, or as a share), averaged over all places for the change.
    pub before: f64,
    /// The level after it.
    pub after: f64,
    /// How many times better one change explains the series than none, as a natural logarithm; below 0 the
    /// series looks level.
    pub log_evidence: f64,
}

/// Why a change point cannot be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ChangePointError {
    /// There are fewer than two periods.
    #[error("a change needs at least two periods")]
    TooFewPeriods,
    /// A part is larger than its whole.
    #[error("the part in period {0} is larger than the whole")]
    PartBeyondWhole(usize),
}

/// The change in a series of counts, one per period of equal length.
///
/// Rates before and after have a gamma prior of shape 1 and rate 1. Source: Raftery and Akman (1986), *Bayesian
/// analysis of a Poisson process with a change-point*, Biometrika 73; by year as in Carlin, Gelfand and Smith
/// (1992), *Hierarchical Bayesian analysis of changepoint problems*, Applied Statistics 41.
///
/// # Errors
///
/// [`ChangePointError::TooFewPeriods`].
pub fn counts(series: &[u32]) -> Result<ChangePoint, ChangePointError> {
    let periods: Vec<(f64, f64)> = series.iter().map(|&count| (f64::from(count), 1.0)).collect();
    // Gamma(1, 1): the marginal of a segment, leaving out the factorials that no split changes.
    let marginal = |(events, length): (f64, f64)| ln_gamma(1.0 + events) - (1.0 + events) * length.ln_1p();
    single(&periods, marginal, |(events, length)| (1.0 + events) / (1.0 + length))
}

/// The change in a series of (part, whole), such as pledges kept of pledges due, one per period; a period
/// with a whole of 0 says nothing.
///
/// Shares before and after have a uniform prior. Source: Smith (1975), *A Bayesian approach to inference about
/// a change-point in a sequence of random variables*, Biometrika 62.
///
/// # Errors
///
/// See [`ChangePointError`].
pub fn shares(series: &[(u32, u32)]) -> Result<ChangePoint, ChangePointError> {
    if let Some(index) = series.iter().position(|(part, whole)| part > whole) {
        return Err(ChangePointError::PartBeyondWhole(index));
    }
    let periods: Vec<(f64, f64)> =
        series.iter().map(|&(part, whole)| (f64::from(part), f64::from(whole))).collect();
    let marginal = |(part, whole): (f64, f64)| ln_beta(1.0 + part, 1.0 + whole - part);
    single(&periods, marginal, |(part, whole)| (1.0 + part) / (2.0 + whole))
}

/// Weighs every split of the periods by the marginals of its two segments, each segment given as its sums.
fn single(
    periods: &[(f64, f64)],
    log_marginal: impl Fn((f64, f64)) -> f64,
    level: impl Fn((f64, f64)) -> f64,
) -> Result<ChangePoint, ChangePointError> {
    if periods.len() < 2 {
        return Err(ChangePointError::TooFewPeriods);
    }
    let add = |a: (f64, f64), b: (f64, f64)| (a.0 + b.0, a.1 + b.1);
    let all = periods.iter().copied().fold((0.0, 0.0), add);
    let splits: Vec<_> = periods[..periods.len() - 1]
        .iter()
        .scan((0.0, 0.0), |sums, &period| {
            *sums = add(*sums, period);
            Some((*sums, (all.0 - sums.0, all.1 - sums.1)))
        })
        .collect();
    let logs: Vec<f64> = splits.iter().map(|&(a, b)| log_marginal(a) + log_marginal(b)).collect();
    let highest = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weight: f64 = logs.iter().map(|log| (log - highest).exp()).sum();
    let probabilities: Vec<f64> = logs.iter().map(|log| (log - highest).exp() / weight).collect();
    let averaged = |value: &dyn Fn(usize) -> f64| -> f64 {
        probabilities.iter().enumerate().map(|(index, p)| p * value(index)).sum()
    };
    Ok(ChangePoint {
        most_likely: logs.iter().position(|log| *log >= highest).unwrap_or(0),
        mean: averaged(&|index| index as f64),
        before: averaged(&|index| level(splits[index].0)),
        after: averaged(&|index| level(splits[index].1)),
        log_evidence: highest + (weight / logs.len() as f64).ln()
            - log_marginal(all)
            - log_marginal((0.0, 0.0)),
        probabilities,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// British coal mining disasters with ten or more deaths, by year, 1851 to 1962.
    const DISASTERS: [u32; 112] = [
        4, 5, 4, 1, 0, 4, 3, 4, 0, 6, 3, 3, 4, 0, 2, 6, 3, 3, 5, 4, 5, 3, 1, 4, 4, 1, 5, 5, 3, 4, 2, 5, 2, 2,
        3, 4, 2, 1, 3, 2, 2, 1, 1, 1, 1, 3, 0, 0, 1, 0, 1, 1, 0, 0, 3, 1, 0, 3, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1,
        0, 0, 0, 2, 1, 0, 0, 0, 1, 1, 0, 2, 3, 3, 1, 1, 2, 1, 1, 1, 1, 2, 4, 2, 0, 0, 0, 1, 4, 0, 0, 0, 1, 0,
        0, 0, 0, 0, 1, 0, 0, 1, 0, 1,
    ];

    #[test]
    fn coal_mines_became_safer_after_1891() {
        assert_eq!(DISASTERS.iter().sum::<u32>(), 191);
        let change = counts(&DISASTERS).unwrap();
        assert_eq!(1851 + change.most_likely, 1891);
        assert!((1851.0 + change.mean - 1890.07).abs() < 0.005);
        assert!((change.before - 3.064).abs() < 0.0005);
        assert!((change.after - 0.922).abs() < 0.0005);
        assert!(change.log_evidence > 20.0);
    }

    #[test]
    fn a_share_that_falls_by_half() {
        let weeks: Vec<(u32, u32)> = [(9, 10); 10].into_iter().chain([(4, 10); 6]).collect();
        let change = shares(&weeks).unwrap();
        assert_eq!(change.most_likely, 9);
        assert!((change.before - 0.9).abs() < 0.03 && (change.after - 0.4).abs() < 0.03);
        assert!(change.log_evidence > 3.0);
    }

    #[test]
    fn a_level_series_shows_no_change() {
        assert!(shares(&[(5, 10); 16]).unwrap().log_evidence < 0.0);
        assert!(counts(&[2; 16]).unwrap().log_evidence < 0.0);
    }

    #[test]
    fn impossible_series_are_refused() {
        assert_eq!(counts(&[3]), Err(ChangePointError::TooFewPeriods));
        assert_eq!(shares(&[(1, 2), (3, 2)]), Err(ChangePointError::PartBeyondWhole(1)));
    }

    proptest! {
        #[test]
        fn probabilities_sum_to_one_and_mirror(series in prop::collection::vec(0_u32..9, 2..40)) {
            let change = counts(&series).unwrap();
            prop_assert!((change.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let mirror: Vec<u32> = series.iter().rev().copied().collect();
            let mirrored = counts(&mirror).unwrap();
            prop_assert!((mirrored.before - change.after).abs() < 1e-9);
            prop_assert!((mirrored.log_evidence - change.log_evidence).abs() < 1e-9);
        }

        #[test]
        fn an_empty_period_leaves_the_evidence_of_shares_finite(at in 0_usize..6) {
            let mut weeks = vec![(3, 5); 6];
            weeks[at] = (0, 0);
            prop_assert!(shares(&weeks).unwrap().log_evidence.is_finite());
        }
    }
}
