//! Points shared out among aims, and shares that people claim for themselves: how many points would have to
//! move, and how much more is claimed than there is.

use thiserror::Error;

/// The whole that shares of ownership add up to, in points.
pub const WHOLE: f64 = 100.0;

/// How far two allocations may differ in their sum, in points, from rounding.
const SLACK: f64 = 0.01;

/// Why two allocations cannot be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AllocationError {
    /// The allocations are over different aims.
    #[error("the two allocations are not over the same aims")]
    LengthsDiffer,
    /// The allocations share out different numbers of points.
    #[error("the two allocations do not share out the same points")]
    TotalsDiffer,
    /// A number of points is negative or not a number.
    #[error("an allocation holds something that is not a number of points")]
    BadPoints,
}

/// The points that would have to move from one aim to another to turn `a` into `b`: half the sum of absolute
/// differences (total variation), between 0 and the points shared out.
///
/// # Errors
///
/// See [`AllocationError`].
pub fn points_to_move(a: &[f64], b: &[f64]) -> Result<f64, AllocationError> {
    if a.len() != b.len() {
        return Err(AllocationError::LengthsDiffer);
    }
    if a.iter().chain(b).any(|points| !points.is_finite() || *points < 0.0) {
        return Err(AllocationError::BadPoints);
    }
    if (a.iter().sum::<f64>() - b.iter().sum::<f64>()).abs() > SLACK {
        return Err(AllocationError::TotalsDiffer);
    }
    Ok(a.iter().zip(b).map(|(x, y)| (x - y).abs()).sum::<f64>() / 2.0)
}

/// The points claimed beyond the whole when each claims a share for themselves, in points; negative when
/// less than the whole is claimed.
///
/// Source: Ross and Sicoly (1979), *Egocentric biases in availability and attribution*, Journal of Personality
/// and Social Psychology 37.
pub fn overclaim(own_claims: &[f64]) -> f64 {
    own_claims.iter().sum::<f64>() - WHOLE
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn twenty_points_would_have_to_move() {
        assert_eq!(points_to_move(&[50.0, 30.0, 20.0], &[30.0, 50.0, 20.0]), Ok(20.0));
    }

    #[test]
    fn claims_beyond_the_whole() {
        assert!((overclaim(&[60.0, 45.0, 20.0]) - 25.0).abs() < 1e-12);
        assert!((overclaim(&[40.0, 40.0]) + 20.0).abs() < 1e-12);
    }

    #[test]
    fn allocations_that_do_not_match_are_refused() {
        assert_eq!(points_to_move(&[100.0], &[50.0, 50.0]), Err(AllocationError::LengthsDiffer));
        assert_eq!(points_to_move(&[100.0], &[90.0]), Err(AllocationError::TotalsDiffer));
        assert_eq!(points_to_move(&[-1.0, 101.0], &[50.0, 50.0]), Err(AllocationError::BadPoints));
    }

    proptest! {
        #[test]
        fn it_is_a_distance(cuts in prop::collection::vec((0_u32..=100, 0_u32..=100), 3)) {
            let share = |(x, y): (u32, u32)| {
                let (low, high) = (x.min(y), x.max(y));
                [low, high - low, 100 - high].map(f64::from)
            };
            let [a, b, c] = [share(cuts[0]), share(cuts[1]), share(cuts[2])];
            let far = |x: [f64; 3], y: [f64; 3]| points_to_move(&x, &y).unwrap();
            prop_assert!(far(a, a).abs() < 1e-12);
            prop_assert!((far(a, b) - far(b, a)).abs() < 1e-12);
            prop_assert!(far(a, c) <= far(a, b) + far(b, c) + 1e-9);
            prop_assert!(far(a, b) <= WHOLE);
        }
    }
}
