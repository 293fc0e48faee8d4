//! How many hours went off focus when each project is off only with some probability: the exact
//! distribution of a sum of hours, one independent yes-or-no per project (Poisson-binomial, weighted).

mod grid;

use thiserror::Error;

use grid::Grid;
pub use grid::{FINEST_STEP, MAX_CELLS, MAX_UPDATES};

/// The most projects one distribution takes; with it and [`MAX_UPDATES`] the work is bounded.
pub const MAX_PROJECTS: usize = 20_000;

/// The distribution of the hours off focus.
#[derive(Debug, Clone, PartialEq)]
pub struct OffHours {
    total: f64,
    expected: f64,
    grid: Grid,
}

/// Why hours off focus cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OffHoursError {
    /// No project has hours.
    #[error("no project has hours")]
    NoHours,
    /// There are more than [`MAX_PROJECTS`] projects.
    #[error("{0} projects are too many for one distribution")]
    TooManyProjects(usize),
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
    /// Hours are counted in steps. The step is the largest number of quarter hours that divides the hours of
    /// every project; then, and while it fits, the distribution is exact. Otherwise it is a quarter of an hour,
    /// and in both cases it doubles until the work fits within [`MAX_CELLS`] and [`MAX_UPDATES`]. Hours between
    /// two steps are shared out over both so that the mean stays exact. No project moves by a step or more;
    /// [`OffHours::rounding_spread`] says how much wider the whole became, at most half a step times the root
    /// of the number of projects. Source: Poisson (1837), *Recherches sur la probabilité des jugements*; exact
    /// recursion as in Hong (2013), *On computing the distribution function for the Poisson binomial
    /// distribution*, Computational Statistics & Data Analysis 59.
    ///
    /// # Errors
    ///
    /// See [`OffHoursError`].
    pub fn new(projects: &[(f64, f64)]) -> Result<Self, OffHoursError> {
        if projects.len() > MAX_PROJECTS {
            return Err(OffHoursError::TooManyProjects(projects.len()));
        }
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
        let expected = projects.iter().map(|&(hours, on)| hours * (1.0 - on)).sum();
        Ok(Self { total, expected, grid: Grid::new(projects, total) })
    }

    /// All hours, on and off focus.
    pub fn total(&self) -> f64 {
        self.total
    }

    /// The expected hours off focus: Σ hours · (1 − probability of being on).
    pub fn expected(&self) -> f64 {
        self.expected
    }

    /// The step of hours that the distribution is counted in.
    pub fn step(&self) -> f64 {
        self.grid.step
    }

    /// The standard deviation, in hours, that counting in steps added; 0 when the distribution is exact.
    pub fn rounding_spread(&self) -> f64 {
        self.grid.added_variance.sqrt()
    }

    /// The fewest hours that are not exceeded with probability at least `q` (0 to 1).
    pub fn quantile(&self, q: f64) -> f64 {
        let mut sum = 0.0;
        for (hours, p) in self.grid.cells() {
            sum += p;
            // The rounding of a long sum must not push a quantile one cell up.
            if sum >= q - 1e-12 {
                return hours.min(self.total);
            }
        }
        self.total
    }

    /// The probability that more than the share `x` (0 to 1) of all hours is off focus.
    pub fn probability_share_above(&self, x: f64) -> f64 {
        // Hours are sums of decimals: the slack grows with them.
        let bound = x * self.total + 1e-9 * self.total.max(1.0);
        self.grid.cells().filter(|(hours, _)| *hours > bound).map(|(_, p)| p).sum::<f64>().min(1.0)
    }
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
        assert!(off.rounding_spread().abs() < 1e-12);
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
        let off = OffHours::new(&[(50_000.25, 0.5), (30_000.0, 0.5)]).unwrap();
        assert!(off.grid.cells().count() <= MAX_CELLS + 3);
        assert!(off.step() > FINEST_STEP && off.rounding_spread() <= off.step() / 2.0_f64.sqrt());
    }

    #[test]
    fn five_thousand_projects_of_a_thousand_hours_are_exact() {
        let off = OffHours::new(&vec![(1_000.0, 0.5); 5_000]).unwrap();
        assert!((off.step() - 1_000.0).abs() < 1e-9 && off.rounding_spread().abs() < 1e-12);
        assert!((off.quantile(0.5) - 2_500_000.0).abs() < 1e-6);
        // The binomial's upper quantile: half of 5,000 and 1.96 times the root of 1,250.
        assert!((off.quantile(0.975) - 2_569_000.0).abs() <= 1_000.0);
    }

    #[test]
    fn five_thousand_uneven_projects_stay_near_the_truth() {
        let projects: Vec<(f64, f64)> =
            (0..5_000).map(|i| (1_000.0 + 0.137 * f64::from(i), 0.3 + 0.0001 * f64::from(i))).collect();
        let off = OffHours::new(&projects).unwrap();
        let mean: f64 = off.grid.cells().map(|(hours, p)| hours * p).sum();
        let second: f64 = off.grid.cells().map(|(hours, p)| (hours - mean).powi(2) * p).sum();
        let truth: f64 = projects.iter().map(|(hours, on)| hours * hours * on * (1.0 - on)).sum();
        assert!((mean / off.expected() - 1.0).abs() < 1e-9);
        assert!(((second - truth) / off.rounding_spread().powi(2) - 1.0).abs() < 1e-6);
        assert!(second.sqrt() / truth.sqrt() < 1.01);
    }

    #[test]
    fn impossible_projects_are_refused() {
        assert_eq!(OffHours::new(&[]), Err(OffHoursError::NoHours));
        assert_eq!(OffHours::new(&[(1.0, 0.5), (-1.0, 0.5)]), Err(OffHoursError::BadHours(1)));
        assert_eq!(OffHours::new(&[(1.0, f64::NAN)]), Err(OffHoursError::BadProbability(0)));
        let many = OffHours::new(&vec![(1.0, 0.5); MAX_PROJECTS + 1]);
        assert_eq!(many, Err(OffHoursError::TooManyProjects(MAX_PROJECTS + 1)));
    }

    proptest! {
        #[test]
        fn the_distribution_sums_to_one_around_the_expected_hours(
            projects in prop::collection::vec((0.01_f64..60.0, 0.0_f64..=1.0), 1..20)
        ) {
            let off = OffHours::new(&projects).unwrap();
            prop_assert!((off.grid.cells().map(|(_, p)| p).sum::<f64>() - 1.0).abs() < 1e-9);
            let mean: f64 = off.grid.cells().map(|(hours, p)| hours * p).sum();
            prop_assert!((mean - off.expected()).abs() < 1e-6);
            prop_assert!(off.quantile(0.025) <= off.quantile(0.5) && off.quantile(0.5) <= off.quantile(0.975));
            let widest = off.step() / 2.0 * (projects.len() as f64).sqrt();
            prop_assert!(off.rounding_spread() <= widest + 1e-12);
        }

        #[test]
        fn few_projects_in_quarters_match_the_list_of_all_cases(
            projects in prop::collection::vec((1_u32..200, 0.0_f64..=1.0), 1..9), share in 0.0_f64..1.0
        ) {
            let projects: Vec<(f64, f64)> =
                projects.into_iter().map(|(quarters, on)| (f64::from(quarters) / 4.0, on)).collect();
            let off = OffHours::new(&projects).unwrap();
            let mut above = 0.0;
            for case in 0..1_u32 << projects.len() {
                let is_off = |i: usize| case & (1 << i) != 0;
                let hours: f64 = (0..projects.len()).filter(|&i| is_off(i)).map(|i| projects[i].0).sum();
                if hours > share * off.total() {
                    let p = |i: usize| if is_off(i) { 1.0 - projects[i].1 } else { projects[i].1 };
                    above += (0..projects.len()).map(p).product::<f64>();
                }
            }
            prop_assert!((off.probability_share_above(share) - above).abs() < 1e-9);
        }
    }
}
