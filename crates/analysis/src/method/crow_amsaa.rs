//! Whether events come faster or slower as time goes on: the power-law process (Crow–AMSAA) with an exact
//! interval for its shape, and Laplace's test. It says "more" or "fewer", never why.

use statrs::distribution::{ChiSquared, ContinuousCDF};
use thiserror::Error;

/// The fewest events from which a trend may be shown.
pub const MIN_EVENTS: usize = 10;

/// The fewest events from which a trend may be called rising.
pub const MIN_EVENTS_RISING: usize = 20;

/// When the watch over the events ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum End {
    /// With the last event (failure-truncated).
    AtLastEvent,
    /// At a time of its own, not before the last event (time-truncated), in the unit of the event times.
    At(f64),
}

/// The trend of events over time: expected number by time t = `scale` · t^`shape`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// β: above 1 events come faster and faster, below 1 slower and slower.
    pub shape: f64,
    /// λ: the expected number of events by time 1.
    pub scale: f64,
    /// The exact interval of the shape at the level asked for.
    pub shape_interval: (f64, f64),
    /// Laplace's statistic, standard normal without a trend; above 0 events crowd towards the end.
    pub laplace: f64,
    /// The number of events.
    pub events: usize,
}

/// Why a trend cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TrendError {
    /// There are too few events for an interval: three where the watch ended with the last one, else two.
    #[error("{0} events are too few for a trend")]
    TooFewEvents(usize),
    /// A time is not above 0, lies before an earlier one, or lies after the end.
    #[error("the times are not above 0 and in order, up to the end of the watch")]
    TimesOutOfOrder,
    /// All events fall on the end of the watch.
    #[error("all events fall on one time")]
    NoSpread,
    /// The level is not between 0 and 1.
    #[error("the level of the interval is not between 0 and 1")]
    BadLevel,
}

/// The trend of events at `times` since the watch began, in any unit, ascending; with an interval at `level`
/// (0.9 for 90 %).
///
/// Maximum likelihood; the interval from 2nβ/β̂ being chi-square with 2(n − 1) degrees of freedom (2n when
/// time-truncated). Source: Crow (1974), *Reliability analysis for complex, repairable systems*, in
/// Reliability and Biometry (SIAM); Laplace's test as in Cox and Lewis (1966), *The Statistical Analysis of
/// Series of Events*.
///
/// # Errors
///
/// See [`TrendError`].
pub fn trend(times: &[f64], end: End, level: f64) -> Result<Trend, TrendError> {
    let (last, free) = match end {
        // The last event fixes the end and says nothing more.
        End::AtLastEvent => (times.last().copied().unwrap_or(0.0), times.len().saturating_sub(1)),
        End::At(last) => (last, times.len()),
    };
    if free < 2 {
        return Err(TrendError::TooFewEvents(times.len()));
    }
    let ends_well = last.is_finite() && times.iter().all(|t| *t > 0.0 && *t <= last);
    if !times.is_sorted() || !ends_well {
        return Err(TrendError::TimesOutOfOrder);
    }
    let spread: f64 = times.iter().map(|t| (last / t).ln()).sum();
    if spread <= 0.0 {
        return Err(TrendError::NoSpread);
    }
    let n = times.len() as f64;
    let shape = n / spread;
    let tail = (1.0 - level) / 2.0;
    if !(tail > 0.0 && tail < 0.5) {
        return Err(TrendError::BadLevel);
    }
    let chi = ChiSquared::new(2.0 * free as f64).map_err(|_| TrendError::TooFewEvents(times.len()))?;
    let bound = |q: f64| shape * chi.inverse_cdf(q) / (2.0 * n);
    Ok(Trend {
        shape,
        scale: n / last.powf(shape),
        shape_interval: (bound(tail), bound(1.0 - tail)),
        laplace: laplace(&times[..free], last),
        events: times.len(),
    })
}

/// Laplace's statistic of events within 0 to `end`.
fn laplace(times: &[f64], end: f64) -> f64 {
    let n = times.len() as f64;
    let mean = times.iter().sum::<f64>() / n;
    (mean - end / 2.0) / (end / (12.0 * n).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const GROWTH: [f64; 22] = [
        2.7, 10.3, 12.5, 30.6, 57.0, 61.3, 80.0, 109.5, 125.0, 128.6, 143.8, 167.9, 229.2, 296.7, 320.6,
        328.2, 366.2, 396.7, 421.1, 438.2, 501.2, 620.0,
    ];

    #[track_caller]
    fn check(got: f64, expected: f64) {
        assert!((got - expected).abs() < 5.1e-5, "{got} is not {expected}");
    }

    #[test]
    fn twenty_two_events_that_come_more_slowly() {
        let found = trend(&GROWTH, End::AtLastEvent, 0.9).unwrap();
        check(found.shape, 0.6142);
        check(found.scale, 0.4239);
        check(found.shape_interval.0, 0.3929);
        check(found.shape_interval.1, 0.8114);
        check(found.laplace, -2.7832);
    }

    #[test]
    fn an_end_of_its_own() {
        let even: Vec<f64> = (1..=20).map(f64::from).collect();
        let found = trend(&even, End::At(20.5), 0.95).unwrap();
        assert!(found.shape_interval.0 < 1.0 && found.shape_interval.1 > 1.0);
        assert!(found.laplace.abs() < 0.3);
    }

    #[test]
    fn impossible_times_are_refused() {
        assert_eq!(trend(&[1.0, 2.0], End::AtLastEvent, 0.9), Err(TrendError::TooFewEvents(2)));
        assert_eq!(trend(&[2.0, 1.0], End::At(3.0), 0.9), Err(TrendError::TimesOutOfOrder));
        assert_eq!(trend(&[1.0, 2.0], End::At(1.5), 0.9), Err(TrendError::TimesOutOfOrder));
        assert_eq!(trend(&[3.0, 3.0, 3.0], End::AtLastEvent, 0.9), Err(TrendError::NoSpread));
        assert_eq!(trend(&GROWTH, End::AtLastEvent, 1.0), Err(TrendError::BadLevel));
    }

    proptest! {
        #[test]
        fn the_unit_of_time_does_not_matter(mut times in prop::collection::vec(0.1_f64..100.0, 3..30)) {
            times.sort_by(f64::total_cmp);
            let weeks: Vec<f64> = times.iter().map(|t| t / 7.0).collect();
            let (a, b) = (trend(&times, End::At(101.0), 0.9), trend(&weeks, End::At(101.0 / 7.0), 0.9));
            let (a, b) = (a.unwrap(), b.unwrap());
            prop_assert!((a.shape - b.shape).abs() < 1e-9 && (a.laplace - b.laplace).abs() < 1e-9);
            prop_assert!(a.shape_interval.0 < a.shape && a.shape < a.shape_interval.1);
        }
    }
}
