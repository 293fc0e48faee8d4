//! How many further issues an issue leads to: the follow-on rate, from counted parents and children, with
//! an interval that is wide while little has been seen.

use statrs::distribution::{ContinuousCDF, Gamma};
use thiserror::Error;

/// The fewest issues, old enough to have had children, from which a rate may be shown.
pub const MIN_ISSUES: usize = 10;

/// What is assumed about the rate before anything is counted: a gamma distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// The children seen beforehand, so to speak.
    pub shape: f64,
    /// The exposure they were seen in, in issues.
    pub rate: f64,
}

/// Half a child to one issue: worth a single issue, centred on one follow-on in two, so that ten counted
/// issues outweigh it ten to one.
pub const PRIOR: Prior = Prior { shape: 0.5, rate: 1.0 };

/// The follow-on rate after counting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FollowOn {
    /// Children per issue, the mean of the posterior.
    pub mean: f64,
    /// The central interval of the posterior at the level asked for.
    pub interval: (f64, f64),
    posterior: Prior,
}

/// Why a follow-on rate cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum FollowOnError {
    /// The exposure is negative or not a number.
    #[error("the exposure is not a number of issues")]
    BadExposure,
    /// The prior is not above 0.
    #[error("the prior is not above 0")]
    BadPrior,
    /// The level is not between 0 and 1.
    #[error("the level of the interval is not between 0 and 1")]
    BadLevel,
}

/// The part of an issue's time for children that has gone by: 1 once it is as old as the lag, less before it
/// (right-censored). `age` and `lag` in the same unit; the lag is how long children usually take to appear.
/// An issue without a lag counts fully.
pub fn exposure(age: f64, lag: f64) -> f64 {
    if lag > 0.0 { (age / lag).clamp(0.0, 1.0) } else { 1.0 }
}

/// The rate at which issues lead to others: `children` counted over the sum of `exposures` (one per issue,
/// see [`exposure`]), with a central interval at `level` (0.9 for 90 %).
///
/// Poisson counts with a gamma prior: the posterior is gamma with shape + children and rate + exposure.
/// Source: Gelman and others (2013), *Bayesian Data Analysis*, third edition, section 2.6.
///
/// # Errors
///
/// See [`FollowOnError`].
pub fn follow_on(
    children: u32,
    exposures: &[f64],
    prior: Prior,
    level: f64,
) -> Result<FollowOn, FollowOnError> {
    if exposures.iter().any(|e| !e.is_finite() || *e < 0.0) {
        return Err(FollowOnError::BadExposure);
    }
    if !(level > 0.0 && level < 1.0) {
        return Err(FollowOnError::BadLevel);
    }
    if !(prior.shape > 0.0 && prior.rate > 0.0) {
        return Err(FollowOnError::BadPrior);
    }
    let posterior =
        Prior { shape: prior.shape + f64::from(children), rate: prior.rate + exposures.iter().sum::<f64>() };
    let gamma = Gamma::new(posterior.shape, posterior.rate).map_err(|_| FollowOnError::BadPrior)?;
    let tail = (1.0 - level) / 2.0;
    Ok(FollowOn {
        mean: posterior.shape / posterior.rate,
        interval: (gamma.inverse_cdf(tail), gamma.inverse_cdf(1.0 - tail)),
        posterior,
    })
}

impl FollowOn {
    /// The probability that the rate is above `bound` children per issue, given what was counted. Above 1,
    /// issues breed more issues than they are.
    pub fn probability_above(&self, bound: f64) -> f64 {
        Gamma::new(self.posterior.shape, self.posterior.rate).map_or(f64::NAN, |gamma| gamma.sf(bound))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn asthma_deaths_in_one_year_and_in_ten() {
        let prior = Prior { shape: 3.0, rate: 5.0 };
        let one = follow_on(3, &[2.0], prior, 0.95).unwrap();
        assert!((one.mean - 0.86).abs() < 0.005);
        assert!((one.probability_above(1.0) - 0.30).abs() < 0.005);
        let ten = follow_on(30, &[2.0; 10], prior, 0.95).unwrap();
        assert!((ten.mean - 1.32).abs() < 0.005);
        assert!((ten.probability_above(1.0) - 0.93).abs() < 0.005);
    }

    #[test]
    fn young_issues_count_in_part() {
        assert!((exposure(30.0, 90.0) - 1.0 / 3.0).abs() < 1e-12);
        assert!((exposure(200.0, 90.0) - 1.0).abs() < 1e-12);
        assert!(exposure(-1.0, 90.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_counted_leaves_the_prior() {
        let none = follow_on(0, &[], PRIOR, 0.9).unwrap();
        assert!((none.mean - 0.5).abs() < 1e-12);
        assert!(none.interval.0 < 0.01 && none.interval.1 > 1.5);
    }

    #[test]
    fn impossible_counts_are_refused() {
        assert_eq!(follow_on(1, &[-1.0], PRIOR, 0.9), Err(FollowOnError::BadExposure));
        assert_eq!(follow_on(1, &[1.0], PRIOR, 1.0), Err(FollowOnError::BadLevel));
        let empty = Prior { shape: 0.0, rate: 1.0 };
        assert_eq!(follow_on(1, &[1.0], empty, 0.9), Err(FollowOnError::BadPrior));
    }

    proptest! {
        #[test]
        fn more_children_is_a_higher_rate_within_its_interval(children in 0_u32..40, issues in 1_usize..60) {
            let exposures = vec![1.0; issues];
            let fewer = follow_on(children, &exposures, PRIOR, 0.9).unwrap();
            let more = follow_on(children + 1, &exposures, PRIOR, 0.9).unwrap();
            prop_assert!(fewer.mean < more.mean && fewer.interval.1 < more.interval.1);
            prop_assert!(more.interval.0 < more.mean && more.mean < more.interval.1);
        }
    }
}
