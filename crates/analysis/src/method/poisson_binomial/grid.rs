//! The steps in which hours are counted: how wide one is, and the probability of every number of them.

/// The finest step of hours that is kept apart: a quarter of an hour.
pub const FINEST_STEP: f64 = 0.25;

/// The most steps that all hours together may take.
pub const MAX_CELLS: usize = 40_000;

/// The most cells that are touched in all, projects times steps; beyond it steps are widened.
pub const MAX_UPDATES: usize = 200_000_000;

/// How near to a whole number of steps counts as whole.
const SLACK: f64 = 1e-9;

/// The probability of every number of steps.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    /// The width of a step, in hours.
    pub(super) step: f64,
    /// The variance that sharing hours out over two steps added, in hours squared.
    pub(super) added_variance: f64,
    probabilities: Vec<f64>,
}

impl Grid {
    /// Adds one project after the other: each either moves the sum up by its hours or does not. `total` is the
    /// sum of all hours, above 0.
    pub(super) fn new(projects: &[(f64, f64)], total: f64) -> Self {
        let step = step(projects, total);
        let mut probabilities = vec![1.0];
        let mut added_variance = 0.0;
        for &(hours, on) in projects {
            let (whole, rest) = steps(hours, step);
            if hours > 0.0 && on < 1.0 {
                add(&mut probabilities, whole, rest, 1.0 - on);
                added_variance += (1.0 - on) * rest * (1.0 - rest) * step * step;
            }
        }
        Self { step, added_variance, probabilities }
    }

    /// Hours and their probability, upwards from 0 hours.
    pub(super) fn cells(&self) -> impl Iterator<Item = (f64, f64)> {
        self.probabilities.iter().enumerate().map(|(index, p)| (index as f64 * self.step, *p))
    }
}

/// Lets a project that is off with probability `off` move the sum by `whole` steps, or by one more with
/// probability `rest`.
fn add(cells: &mut Vec<f64>, whole: usize, rest: f64, off: f64) {
    let longer = whole + usize::from(rest > 0.0);
    cells.resize(cells.len() + longer, 0.0);
    let (by_whole, by_longer) = (off * (1.0 - rest), off * rest);
    for index in (0..cells.len()).rev() {
        let from = |steps: usize| if index >= steps { cells[index - steps] } else { 0.0 };
        cells[index] = cells[index] * (1.0 - off) + from(whole) * by_whole + from(longer) * by_longer;
    }
}

/// Hours as whole steps and the part of one that is left, 0 to below 1.
fn steps(hours: f64, step: f64) -> (usize, f64) {
    let exact = hours / step;
    let nearest = exact.round();
    if (exact - nearest).abs() <= SLACK * nearest.max(1.0) {
        return (nearest as usize, 0.0);
    }
    (exact as usize, exact.fract())
}

/// The step: the largest that keeps all hours whole, widened until the work fits.
fn step(projects: &[(f64, f64)], total: f64) -> f64 {
    let mut quarters = projects.iter().map(|&(hours, _)| steps(hours, FINEST_STEP));
    let common =
        quarters.try_fold(0, |common, (whole, rest)| (rest <= 0.0).then(|| common_divisor(common, whole)));
    let mut step = FINEST_STEP * common.map_or(1.0, |common: usize| common.max(1) as f64);
    let most = MAX_CELLS.min(MAX_UPDATES / projects.len().max(1)) as f64;
    while total / step > most {
        step *= 2.0;
    }
    step
}

/// The greatest common divisor; 0 divides nothing away.
fn common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(hours: &[f64], expected: f64) {
        let projects: Vec<(f64, f64)> = hours.iter().map(|&hours| (hours, 0.5)).collect();
        let found = step(&projects, hours.iter().sum());
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn the_step_divides_all_hours_where_it_can() {
        check(&[40.0, 25.0, 60.0], 5.0);
        check(&[1.5, 0.75, 0.0], 0.75);
        check(&[1.0, 0.1], FINEST_STEP);
        check(&[10_000.0, 0.1], 2.0 * FINEST_STEP);
        check(&[1_000_000.0; 40], 1_000_000.0);
        check(&vec![1.0; 20_000], 2.0);
    }

    #[test]
    fn hours_between_two_steps_keep_their_mean() {
        let grid = Grid::new(&[(0.4, 0.0)], 0.4);
        let cells: Vec<(f64, f64)> = grid.cells().collect();
        assert!((cells[1].1 - 0.4).abs() < 1e-12 && (cells[2].1 - 0.6).abs() < 1e-12);
        assert!((grid.added_variance - 0.4 * 0.6 / 16.0).abs() < 1e-12);
    }
}
