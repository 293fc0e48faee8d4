//! Why a team is as it is, as data: what the best team loses without a member or with an outsider, and what makes
//! a need impossible. Each answer is an exact search of its own.

mod impossible;
mod outsider;

pub use impossible::{Demand, Relaxation, relaxations};
pub use outsider::{Outsider, Swap, outsider};

use crate::problem::Problem;
use crate::search::{Outcome, Search, Status};
use crate::team::Team;

/// What a decision on one candidate costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Price {
    /// The best team under the decision is worth so much less; 0 if there is another best team.
    Loses {
        /// By how much.
        value: i64,
        /// The best team then.
        team: Team,
    },
    /// No team meets the need under the decision.
    Impossible,
    /// The search was stopped; so much is lost at least.
    AtLeast(i64),
}

/// What the best team loses without each of its members, in the order of its members.
///
/// For whoever is fixed in the decision is lifted first.
pub fn members(problem: &Problem, best: &Team, search: &Search<'_>) -> Vec<(usize, Price)> {
    best.members().iter().map(|&member| (member, without(problem, best, member, search))).collect()
}

/// What the best team loses without one of its members.
pub fn without(problem: &Problem, best: &Team, member: usize, search: &Search<'_>) -> Price {
    let need = problem.need().clone().with_open(member).with_fixed_out(member);
    let outcome = problem.with_need(need).ok().map(|problem| search.best(&problem));
    Price::of(best, outcome)
}

impl Price {
    pub(crate) fn of(best: &Team, outcome: Option<Outcome>) -> Self {
        let Some(outcome) = outcome else { return Self::Impossible };
        match (outcome.status, outcome.team) {
            (Status::Proven, Some(team)) => Self::Loses { value: best.value() - team.value(), team },
            (Status::Stopped, _) => {
                Self::AtLeast(outcome.bound.map_or(0, |bound| (best.value() - bound).max(0)))
            }
            _ => Self::Impossible,
        }
    }
}
