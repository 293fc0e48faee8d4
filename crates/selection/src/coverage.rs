//! Who on a team covers what, and where it hangs on one person.

use crate::problem::Problem;
use crate::team::Team;

/// How a team meets one requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The place of the requirement in the need.
    pub requirement: usize,
    /// The level of each member at the capability, in the order of the team's members.
    pub levels: Vec<u8>,
    /// The members who reach the level asked for.
    pub able: Vec<usize>,
    /// How many people these bring.
    pub people: usize,
    /// The hours that these bring.
    pub hours: i64,
    /// Whether the requirement fails if one of those who reach the level leaves.
    pub tight: bool,
}

impl Coverage {
    /// Lays out a team against a need, one line for each requirement.
    pub fn of(problem: &Problem, team: &Team) -> Vec<Self> {
        let candidates = problem.pool().candidates();
        let line = |(requirement, asked): (usize, &crate::Requirement)| {
            let able: Vec<usize> =
                team.members().iter().copied().filter(|&member| problem.reaches(member, asked)).collect();
            let each: Vec<i64> =
                able.iter().map(|&member| candidates[member].hours_at(asked.capability)).collect();
            let hours: i64 = each.iter().sum();
            let heads = |&member: &usize| candidates[member].people_at(asked.capability);
            let people: usize = able.iter().map(heads).sum();
            let largest = able.iter().map(heads).max().unwrap_or(0);
            let most = each.iter().copied().max().unwrap_or(0);
            Self {
                requirement,
                levels: team
                    .members()
                    .iter()
                    .map(|&member| candidates[member].level(asked.capability))
                    .collect(),
                tight: !able.is_empty() && (people - largest < asked.people || hours - most < asked.hours),
                people,
                able,
                hours,
            }
        };
        problem.need().requirements().iter().enumerate().map(line).collect()
    }

    /// The only member who reaches the level, if there is just one.
    pub fn sole(&self) -> Option<usize> {
        match self.able[..] {
            [member] => Some(member),
            _ => None,
        }
    }
}
