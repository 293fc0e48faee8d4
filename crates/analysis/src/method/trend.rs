//! Whether a weekly share has moved: the last eight weeks against the weeks before, as a difference in
//! points, judged by the spread that the weeks themselves show.

use statrs::distribution::{ContinuousCDF, StudentsT};
use thiserror::Error;

/// The weeks that are compared with those before them.
pub const RECENT_WEEKS: usize = 8;

/// The fewest weeks from which a trend may be shown.
pub const MIN_WEEKS: usize = 16;

/// The smallest difference that counts, in points of 100.
pub const MIN_POINTS: f64 = 10.0;

/// The level at which a difference counts.
pub const LEVEL: f64 = 0.95;

/// A part of a whole in one week: hours on focus of all hours, pledges kept of pledges due.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Week {
    /// The part, 0 to `whole`, in hours or in pledges.
    pub part: f64,
    /// The whole, in the same unit; 0 when the week says nothing.
    pub whole: f64,
}

/// The last weeks against those before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// The share before, 0 to 1.
    pub before: f64,
    /// The share in the last [`RECENT_WEEKS`] weeks.
    pub recent: f64,
    /// Recent less before, in points of 100.
    pub points: f64,
    /// The standard error of [`Trend::points`], in points, widened by the overdispersion.
    pub standard_error: f64,
    /// How much more the weeks vary than a binomial would, as a ratio of variances, at least 1.
    pub overdispersion: f64,
    /// The difference in standard errors, widened by the overdispersion.
    pub z: f64,
    /// The number of standard errors that a difference must exceed to count: the t quantile at [`LEVEL`].
    pub limit: f64,
}

/// Why a trend cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TrendError {
    /// There are fewer than [`MIN_WEEKS`] weeks.
    #[error("{0} weeks are too few for a trend")]
    TooFewWeeks(usize),
    /// A part or a whole is negative, not a number, or the part is larger than the whole.
    #[error("week {0} is not a part of a whole")]
    BadWeek(usize),
    /// One of the two stretches of weeks has nothing in it, or too few weeks with anything to judge by.
    #[error("too little is recorded in these weeks")]
    NothingRecorded,
}

impl Trend {
    /// Whether the difference counts: at least [`MIN_POINTS`] and beyond what the weeks vary by anyway. Before
    /// an alarm the caller asks for it two months in a row.
    pub fn counts(&self) -> bool {
        self.points.abs() >= MIN_POINTS - 1e-9 && self.z.abs() > self.limit
    }
}

/// The trend of `weeks`, oldest first, without gaps.
///
/// Standard error of a difference of two proportions times the square root of the overdispersion (Pearson's
/// chi-square within the two stretches over its degrees of freedom). Source: Wedderburn (1974),
/// *Quasi-likelihood functions, generalized linear models, and the Gauss–Newton method*, Biometrika 61.
///
/// # Errors
///
/// See [`TrendError`].
pub fn trend(weeks: &[Week]) -> Result<Trend, TrendError> {
    if weeks.len() < MIN_WEEKS {
        return Err(TrendError::TooFewWeeks(weeks.len()));
    }
    let possible = |w: &Week| w.whole.is_finite() && w.part >= 0.0 && w.part <= w.whole;
    if let Some(index) = weeks.iter().position(|week| !possible(week)) {
        return Err(TrendError::BadWeek(index));
    }
    let (earlier, last) = weeks.split_at(weeks.len() - RECENT_WEEKS);
    let (before, recent) = (sums(earlier), sums(last));
    let filled = weeks.iter().filter(|week| week.whole > 0.0).count();
    if before.whole <= 0.0 || recent.whole <= 0.0 || filled < 3 {
        return Err(TrendError::NothingRecorded);
    }
    let freedom = filled as f64 - 2.0;
    let limit = StudentsT::new(0.0, 1.0, freedom).map_err(|_| TrendError::NothingRecorded)?;
    let overdispersion = ((chi_square(earlier, before) + chi_square(last, recent)) / freedom).max(1.0);
    let pooled = (before.part + recent.part) / (before.whole + recent.whole);
    let variance = pooled * (1.0 - pooled) * (1.0 / before.whole + 1.0 / recent.whole) * overdispersion;
    let difference = recent.share() - before.share();
    Ok(Trend {
        before: before.share(),
        recent: recent.share(),
        points: 100.0 * difference,
        standard_error: 100.0 * variance.sqrt(),
        overdispersion,
        // Without any variance all shares are 0 or all are 1, and there is no difference.
        z: if variance > 0.0 { difference / variance.sqrt() } else { 0.0 },
        limit: limit.inverse_cdf(f64::midpoint(1.0, LEVEL)),
    })
}

impl Week {
    fn share(self) -> f64 {
        self.part / self.whole
    }
}

fn sums(weeks: &[Week]) -> Week {
    Week { part: weeks.iter().map(|w| w.part).sum(), whole: weeks.iter().map(|w| w.whole).sum() }
}

/// Pearson's chi-square of the weeks around the share of their stretch.
fn chi_square(weeks: &[Week], stretch: Week) -> f64 {
    let p = stretch.share();
    if p <= 0.0 || p >= 1.0 {
        return 0.0;
    }
    let filled = weeks.iter().filter(|week| week.whole > 0.0);
    filled.map(|w| (w.part - w.whole * p).powi(2) / (w.whole * p * (1.0 - p))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weeks(parts: &[f64], whole: f64) -> Vec<Week> {
        parts.iter().map(|&part| Week { part, whole }).collect()
    }

    fn step(before: f64, recent: f64) -> Vec<Week> {
        weeks(&[[before; 8], [recent; 8]].concat(), 40.0)
    }

    #[test]
    fn a_plain_fall_is_seen() {
        let found = trend(&step(32.0, 20.0)).unwrap();
        assert!((found.points + 30.0).abs() < 1e-9);
        assert!((found.overdispersion - 1.0).abs() < 1e-12);
        // By hand: −.3 / sqrt(.65 · .35 · 2 / 320).
        assert!((found.standard_error - 3.77078).abs() < 1e-5);
        assert!((found.z + 7.956).abs() < 0.001);
        assert!((found.limit - 2.1448).abs() < 5e-4);
        assert!(found.counts());
    }

    #[test]
    fn less_than_ten_points_does_not_count() {
        let found = trend(&step(400.0 / 12.0, 30.0)).unwrap();
        assert!(found.points > -10.0 && !found.counts());
    }

    #[test]
    fn restless_weeks_hide_a_difference() {
        let restless =
            [[40.0, 10.0, 38.0, 12.0, 40.0, 8.0, 36.0, 16.0], [32.0, 4.0, 30.0, 6.0, 32.0, 0.0, 28.0, 8.0]];
        let found = trend(&weeks(&restless.concat(), 40.0)).unwrap();
        assert!(found.points < -MIN_POINTS && found.overdispersion > 10.0 && !found.counts());
    }

    #[test]
    fn all_or_nothing_without_a_change_is_level() {
        let found = trend(&step(40.0, 40.0)).unwrap();
        assert!(found.z.abs() < 1e-12 && !found.counts());
    }

    #[test]
    fn impossible_weeks_are_refused() {
        assert_eq!(trend(&step(1.0, 1.0)[1..]), Err(TrendError::TooFewWeeks(15)));
        assert_eq!(trend(&step(41.0, 1.0)), Err(TrendError::BadWeek(0)));
        assert_eq!(trend(&weeks(&[0.0; 16], 0.0)), Err(TrendError::NothingRecorded));
    }

    proptest! {
        #[test]
        fn swapping_part_and_rest_turns_the_sign(parts in prop::collection::vec(0.0_f64..=40.0, 16..40)) {
            let plain = trend(&weeks(&parts, 40.0)).unwrap();
            let rest: Vec<f64> = parts.iter().map(|part| 40.0 - part).collect();
            let turned = trend(&weeks(&rest, 40.0)).unwrap();
            prop_assert!((plain.points + turned.points).abs() < 1e-9);
            prop_assert!((plain.z + turned.z).abs() < 1e-6);
        }
    }
}
