//! Intervals for a share and for a rate. `docs/methods/learning.md`.
//!
//! Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22:209. Garwood, F.
//! (1936), Fiducial limits for the Poisson distribution, Biometrika 28:437.

use statrs::distribution::{ChiSquared, ContinuousCDF, Normal};

/// A number with the interval that it lies in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub value: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The score interval of a share: `hits` of `all`, at a level such as 0.95; none of nothing.
pub fn share(hits: usize, all: usize, level: f64) -> Option<Interval> {
    if all == 0 || hits > all {
        return None;
    }
    let z = Normal::standard().inverse_cdf(0.5 + level / 2.0);
    let (n, p) = (all as f64, hits as f64 / all as f64);
    let scale = 1.0 + z * z / n;
    let middle = (p + z * z / (2.0 * n)) / scale;
    let half = z / scale * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    // At the ends the bound is the end itself; rounding would leave a hair.
    let low = if hits == 0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if hits == all { 1.0 } else { (middle + half).min(1.0) };
    Some(Interval { value: p, low, high })
}

/// The exact interval of a rate: `events` in `exposure`, at a level such as 0.95; none without exposure.
pub fn rate(events: usize, exposure: f64, level: f64) -> Option<Interval> {
    if exposure.is_nan() || exposure <= 0.0 {
        return None;
    }
    let bound = |degrees: f64, q: f64| ChiSquared::new(degrees).map(|known| known.inverse_cdf(q) / 2.0).ok();
    let k = events as f64;
    let low = if events == 0 { 0.0 } else { bound(2.0 * k, 0.5 - level / 2.0)? };
    let high = bound(2.0 * k + 2.0, 0.5 + level / 2.0)?;
    Some(Interval { value: k / exposure, low: low / exposure, high: high / exposure })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe, R. G. (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17:857,
    /// table I, method 3 (score, no continuity correction), 95 %.
    #[test]
    fn shares_as_newcombe_has_them() {
        for (hits, all, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let found = share(hits, all, 0.95).unwrap();
            assert!(
                (found.low - low).abs() < 5e-5 && (found.high - high).abs() < 5e-5,
                "{hits} of {all}: {found:?}"
            );
        }
        assert_eq!(share(0, 0, 0.95), None);
        assert!((share(20, 20, 0.95).unwrap().high - 1.0).abs() < 1e-12);
    }

    /// Garwood's limits for a count of ten and of none, 95 %.
    #[test]
    fn rates_as_garwood_has_them() {
        let ten = rate(10, 1.0, 0.95).unwrap();
        assert!((ten.low - 4.795).abs() < 1e-3 && (ten.high - 18.390).abs() < 1e-3, "{ten:?}");
        let none = rate(0, 2.0, 0.95).unwrap();
        assert!(none.low == 0.0 && (none.high - 3.6889 / 2.0).abs() < 1e-4, "{none:?}");
        assert_eq!(rate(1, 0.0, 0.95), None);
    }
}
