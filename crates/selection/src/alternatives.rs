//! The next best teams, each different enough from all better ones.

use crate::problem::Problem;
use crate::search::{Exclusion, Outcome, Search, Status};

/// Finds up to `count` teams, the best first; each has at least `distance` members that no better one has, or
/// lacks as many (see [`crate::Team::distance`]).
///
/// Each outcome carries its own proof: no team at that distance from the ones before it is worth more. The list
/// ends early with an outcome without a team if there are no more, or with one that was stopped.
pub fn alternatives(problem: &Problem, count: usize, distance: usize, search: &Search<'_>) -> Vec<Outcome> {
    let mut exclusions: Vec<Exclusion> = Vec::new();
    let mut found = Vec::new();
    while found.len() < count {
        let outcome = search.best_without(problem, &exclusions);
        let ended = outcome.status != Status::Proven;
        if let Some(team) = &outcome.team {
            exclusions.push(Exclusion { members: team.members().to_vec(), distance: distance.max(1) });
        }
        found.push(outcome);
        if ended {
            break;
        }
    }
    found
}
