//! How many hours went off focus when each project is off only with some probability: the exact
//! distribution of a sum of hours, one independent yes-or-no per project (Poisson-binomial, weighted).

use thiserror::Error;

/// The finest step of hours that is kept apart: a quarter of an hour.
pub const FINEST_STEP: f64 = 0.25;

/// The most cells the distribution may have; beyond it the step doubles until the hours fit.
pub const MAX_CELLS: usize = 40_000;

/// The distribution of the hours off focus.
#[derive(Debug, Clone, PartialEq)]
pub struct OffHours {
    step: f64,
    total: f64,
    expected: f64,
    /// Probability of `index * step` hours off focus.
    cells: Vec<f64>,
}

/// Why hours off focus cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OffHoursError {
    /// No project has hours.
    #[error("no project has hours")]
    NoHours,
    /// The hours of a project are negative or not a number.
    #[error("the hours of project {0} are not a number of hours")]
    BadHours(usize),
    /// A probability is not between 0 and 1.
    #[error("the probability of project {0} is not between 0 and 1")]
    BadProbability(usize),
}

impl OffHours {
    /// The distribution for projects given as (hours, probability of being on focus), independent of each
    /// other.
    ///
    /// Hours are rounded to a step: a quarter of an hour, doubled as often as needed to stay within
    /// [`MAX_CELLS`] cells (so up to 10,000 hours at the finest step). [`OffHours::expected`] is not rounded.
    /// Source: Poisson (1837); exact recursion as in Hong (2013), *On computing the distribution function for
    /// the Poisson binomial distribution*, Computational Statistics & Data Analysis 59.
    ///
    /// # Errors
    ///
    /// See [`OffHoursError`].
    pub fn new(projects: &[(f64, f64)]) -> Result<Self, OffHoursError> {
        for (index, &(hours, on)) in projects.iter().enumerate() {
            if !hours.is_finite() || hours < 0.0 {
                return Err(OffHoursError::BadHours(index));
            }
            if !(0.0..=1.0).contains(&on) {
                return Err(OffHoursError::BadProbability(index));
            }
        }
        let total: f64 = projects.iter().map(|p| p.0).sum();
        if total <= 0.0 || !total.is_finite() {
            return Err(OffHoursError::NoHours);
        }
        let mut step = FINEST_STEP;
        while total / step > MAX_CELLS as f64 {
            step *= 2.0;
        }
        Ok(Self {
            step,
            total,
            expected: projects.iter().map(|&(hours, on)| hours * (1.0 - on)).sum(),
            cells: distribution(projects, step),
        })
    }

    /// All hours, on and off focus.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// The expected hours off focus: Σ hours · (1 − probability of being on).
    pub fn expected(&self) -> f64 {
        self.expected
    }

    /// The step of hours that the distribution is rounded to.
    pub fn step(&self) -> f64 {
        self.step
    }

    /// The fewest hours that are not exceeded with probability at least `q` (0 to 1).
    pub fn quantile(&self, q: f64) -> f64 {
        let mut sum = 0.0;
        for (index, p) in self.cells.iter().enumerate() {
            sum += p;
            // The rounding of a long sum must not push a quantile one cell up.
            if sum >= q - 1e-12 {
                return index as f64 * self.step;
            }
        }
        self.cells.len().saturating_sub(1) as f64 * self.step
    }

    /// The probability that more than the share `x` (0 to 1) of all hours is off focus.
    pub fn probability_share_above(&self, x: f64) -> f64 {
        let bound = x * self.total + 1e-9;
        let above = self.cells.iter().enumerate().filter(|(index, _)| *index as f64 * self.step > bound);
        above.map(|(_, p)| p).sum::<f64>().min(1.0)
    }
}

/// Adds one project after the other: each one either moves the sum up by its hours or does not.
fn distribution(projects: &[(f64, f64)], step: f64) -> Vec<f64> {
    let widths: Vec<usize> = projects.iter().map(|p| (p.0 / step).round() as usize).collect();
    let mut cells = vec![0.0; widths.iter().sum::<usize>() + 1];
    cells[0] = 1.0;
    let mut filled = 0;
    for (width, &(_, on)) in widths.into_iter().zip(projects) {
        if width == 0 {
            continue;
        }
        filled += width;
        for index in (0..=filled).rev() {
            let moved_here = if index >= width { cells[index - width] } else { 0.0 };
            cells[index] = cells[index] * on + moved_here * (1.0 - on);
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PROJECTS: [(f64, f64); 7] =
        [(40.0, 0.95), (25.0, 0.9), (60.0, 0.6), (15.0, 0.35), (30.0, 0.15), (20.0, 0.5), (10.0, 0.05)];

    #[test]
    fn seven_projects_of_two_hundred_hours() {
        let off = OffHours::new(&PROJECTS).unwrap();
        assert!((off.total() - 200.0).abs() < 1e-9);
        assert!((off.expected() - 83.25).abs() < 1e-9);
        let interval = [0.025, 0.5, 0.975].map(|q| off.quantile(q));
        assert_eq!(interval.map(|hours| hours as i64), [25, 75, 145]);
        assert!((off.probability_share_above(1.0 / 3.0) - 0.6047).abs() < 5e-5);
    }

    #[test]
    fn certainty_leaves_no_spread() {
        let off = OffHours::new(&[(10.0, 0.0), (30.0, 1.0)]).unwrap();
        assert!((off.quantile(0.025) - 10.0).abs() < 1e-9 && (off.quantile(0.975) - 10.0).abs() < 1e-9);
        assert!(off.probability_share_above(0.25) < 1e-12);
        assert!((off.probability_share_above(0.24) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn many_hours_are_kept_within_the_bound() {
        let off = OffHours::new(&[(50_000.0, 0.5), (30_000.0, 0.5)]).unwrap();
        assert!(off.cells.len() <= MAX_CELLS + 2);
        assert!(off.step() > FINEST_STEP);
    }

    #[test]
    fn impossible_projects_are_refused() {
        assert_eq!(OffHours::new(&[]), Err(OffHoursError::NoHours));
        assert_eq!(OffHours::new(&[(1.0, 0.5), (-1.0, 0.5)]), Err(OffHoursError::BadHours(1)));
        assert_eq!(OffHours::new(&[(1.0, f64::NAN)]), Err(OffHoursError::BadProbability(0)));
    }

    proptest! {
        #[test]
        fn the_distribution_sums_to_one_around_the_expected_hours(
            projects in prop::collection::vec((1_u32..200, 0.0_f64..=1.0), 1..20)
        ) {
            let projects: Vec<(f64, f64)> =
                projects.into_iter().map(|(quarters, on)| (f64::from(quarters) / 4.0, on)).collect();
            let off = OffHours::new(&projects).unwrap();
            prop_assert!((off.cells.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            let mean: f64 = off.cells.iter().enumerate().map(|(i, p)| i as f64 * off.step() * p).sum();
            prop_assert!((mean - off.expected()).abs() < 1e-6);
            prop_assert!(off.quantile(0.025) <= off.quantile(0.5) && off.quantile(0.5) <= off.quantile(0.975));
        }
    }
}
