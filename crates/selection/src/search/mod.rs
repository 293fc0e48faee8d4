//! The best team, with a proof: Lagrangian bounds decide on almost everybody, and branch and bound does the rest.
//! The mathematics stands in `docs/methods/selection.md`.

mod ascent;
mod bound;
mod clusters;
mod density;
mod front;
mod improve;
mod links;
mod model;
mod narrow;
mod screen;
mod settle;
mod star;
mod tree;

use crate::problem::Problem;
use crate::team::Team;
pub(crate) use model::Exclusion;

/// How to search: a seed, a limit of nodes, and two callbacks.
///
/// The same problem, seed and limit give the same outcome. There is no clock in here: whoever wants to stop after
/// some time says so by the callback.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    seed: u64,
    nodes: u64,
    stop: &'a dyn Fn() -> bool,
    progress: &'a dyn Fn(Progress),
}

/// Where a search stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Parts of the search tree looked at.
    pub nodes: u64,
    /// The value of the best team so far.
    pub value: Option<i64>,
    /// No team is worth more, as far as known; absent until the first bound is there.
    pub bound: Option<i64>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The best team found.
    pub team: Option<Team>,
    /// No team is worth more; `None` if there is no team at all, or no bound was reached before the stop.
    pub bound: Option<i64>,
    /// Whether that is the end of it.
    pub status: Status,
    /// Parts of the search tree looked at.
    pub nodes: u64,
}

/// How a search ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// No better team exists.
    Proven,
    /// Proven: no team meets the need.
    Infeasible,
    /// Stopped before the proof; `bound` tells how much better a team could be.
    Stopped,
}

impl Default for Search<'_> {
    fn default() -> Self {
        Self { seed: 1, nodes: u64::MAX, stop: &|| false, progress: &|_| () }
    }
}

impl std::fmt::Debug for Search<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Search")
            .field("seed", &self.seed)
            .field("nodes", &self.nodes)
            .finish_non_exhaustive()
    }
}

impl<'a> Search<'a> {
    /// Makes a search that goes on until the proof.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the seed of the trials by chance for a first good team.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Stops after so many nodes.
    #[must_use]
    pub fn with_node_limit(self, nodes: u64) -> Self {
        Self { nodes, ..self }
    }

    /// Sets what is asked, often, whether to stop.
    #[must_use]
    pub fn with_stop(self, stop: &'a dyn Fn() -> bool) -> Self {
        Self { stop, ..self }
    }

    /// Sets what is told about progress, at every node.
    #[must_use]
    pub fn with_progress(self, progress: &'a dyn Fn(Progress)) -> Self {
        Self { progress, ..self }
    }

    /// Finds the best team of a problem.
    pub fn best(&self, problem: &Problem) -> Outcome {
        self.best_without(problem, &[])
    }

    /// Finds the best team that keeps its distance from earlier ones.
    pub(crate) fn best_without(&self, problem: &Problem, exclusions: &[Exclusion]) -> Outcome {
        tree::Tree::of(problem, exclusions, *self).search()
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    pub(crate) fn is_stopped(&self) -> bool {
        (self.stop)()
    }
}
