//! Why somebody is not on the best team, and what would have to be different.

use super::Price;
use crate::problem::Problem;
use crate::search::Search;
use crate::team::{Breach, Team};

/// What keeps a candidate out of the best team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outsider {
    /// What the best team loses if the candidate is on it. This is also by how much their fit would have to rise
    /// for them to be on a best team: it raises every team that they are on by the same.
    pub with: Price,
    /// The best team's members whom the candidate is in conflict with.
    pub conflicts: Vec<usize>,
    /// Whether there is a best team with the candidate once the budget is lifted; absent without a budget, or
    /// if a search was stopped.
    pub blocked_by_budget: Option<bool>,
    /// Whether there is one once the candidate's conflicts are lifted; absent if they have none, or if a search
    /// was stopped.
    pub blocked_by_conflicts: Option<bool>,
    /// What would become of the best team with the candidate in each member's place, the least loss first.
    pub swaps: Vec<Swap>,
}

/// The best team with one member replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// Who makes room.
    pub member: usize,
    /// By how much the value changes.
    pub change: i64,
    /// What would no longer be met.
    pub breaches: Vec<Breach>,
}

/// Looks at a candidate who is not on the best team.
pub fn outsider(problem: &Problem, best: &Team, candidate: usize, search: &Search<'_>) -> Outsider {
    let pool = problem.pool();
    let other = |pair: &(usize, usize)| match *pair {
        (one, other) if one == candidate => Some(other),
        (other, one) if one == candidate => Some(other),
        _ => None,
    };
    let mut conflicts: Vec<usize> =
        pool.conflicts().iter().filter_map(other).filter(|&other| best.has(other)).collect();
    conflicts.sort_unstable();
    conflicts.dedup();
    let in_conflict = pool.conflicts().iter().any(|pair| other(pair).is_some());
    Outsider {
        with: with(problem, best, candidate, search),
        conflicts,
        blocked_by_budget: problem.need().budget().and_then(|_| {
            let lifted = problem.with_need(problem.need().clone().without_budget()).ok()?;
            joins(&lifted, candidate, search)
        }),
        blocked_by_conflicts: in_conflict.then_some(()).and_then(|()| {
            let lifted =
                Problem::new(pool.clone().without_conflicts_of(candidate), problem.need().clone()).ok()?;
            joins(&lifted, candidate, search)
        }),
        swaps: swaps(problem, best, candidate),
    }
}

fn with(problem: &Problem, best: &Team, candidate: usize, search: &Search<'_>) -> Price {
    let need = problem.need().clone().with_open(candidate).with_fixed_in(candidate);
    let outcome = problem.with_need(need).ok().map(|problem| search.best(&problem));
    Price::of(best, outcome)
}

/// Whether some best team of a changed problem has the candidate.
fn joins(lifted: &Problem, candidate: usize, search: &Search<'_>) -> Option<bool> {
    let best = search.best(lifted).team?;
    match with(lifted, &best, candidate, search) {
        Price::Loses { value, .. } => Some(value <= 0),
        Price::Impossible => Some(false),
        Price::AtLeast(_) => None,
    }
}

fn swaps(problem: &Problem, best: &Team, candidate: usize) -> Vec<Swap> {
    let swap = |&member: &usize| {
        let others = best.members().iter().copied().filter(|&other| other != member);
        let team = Team::of(problem, &others.chain([candidate]).collect::<Vec<_>>());
        Swap { member, change: team.value() - best.value(), breaches: team.breaches(problem) }
    };
    let mut swaps: Vec<Swap> = best.members().iter().map(swap).collect();
    swaps.sort_by_key(|swap| (swap.breaches.len(), std::cmp::Reverse(swap.change), swap.member));
    swaps
}
