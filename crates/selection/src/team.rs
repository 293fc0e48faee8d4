//! A team with its value, and an independent check of everything that was asked of it.

use crate::problem::Problem;

/// Some members of a pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    members: Vec<usize>,
    value: i64,
}

/// One thing that a team does not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breach {
    /// Fewer members than asked.
    TooSmall,
    /// More members than allowed.
    TooLarge,
    /// Too few people at a requirement, by its place in the need.
    People(usize),
    /// Too few hours at a requirement, by its place in the need.
    Hours(usize),
    /// Too few hours in all.
    HoursInTotal,
    /// Dearer than the budget.
    Budget,
    /// Two members who cannot work together.
    Conflict(usize, usize),
    /// Somebody who has to be on the team is not.
    Missing(usize),
    /// Somebody who must not be on the team is.
    Unwanted(usize),
}

impl Team {
    /// Gathers members, in any order, and reckons their value: all fits and the bonuses of all pairs.
    pub fn of(problem: &Problem, members: &[usize]) -> Self {
        let mut members = members.to_vec();
        members.sort_unstable();
        members.dedup();
        let pool = problem.pool();
        let fits: i64 = members.iter().map(|&member| pool.candidates()[member].fit()).sum();
        let inside = |member: usize| members.binary_search(&member).is_ok();
        let bonuses: i64 = pool
            .bonuses()
            .iter()
            .filter(|bonus| inside(bonus.pair.0) && inside(bonus.pair.1))
            .map(|bonus| bonus.value)
            .sum();
        Self { value: fits + bonuses, members }
    }

    /// Takes members whose value is known.
    pub(crate) fn of_value(mut members: Vec<usize>, value: i64) -> Self {
        members.sort_unstable();
        Self { members, value }
    }

    /// The members' indices, ascending.
    pub fn members(&self) -> &[usize] {
        &self.members
    }

    /// All fits and the bonuses of all pairs.
    pub fn value(&self) -> i64 {
        self.value
    }

    /// What all members cost together.
    pub fn cost(&self, problem: &Problem) -> i64 {
        self.members.iter().map(|&member| problem.pool().candidates()[member].cost()).sum()
    }

    /// Tells whether somebody is a member.
    pub fn has(&self, candidate: usize) -> bool {
        self.members.binary_search(&candidate).is_ok()
    }

    /// How many members one team has that the other does not; the larger of the two numbers.
    pub fn distance(&self, other: &Self) -> usize {
        let shared = self.members.iter().filter(|&&member| other.has(member)).count();
        self.members.len().max(other.members.len()) - shared
    }

    /// Everything that the team does not meet, from the pool and the need alone; empty if it is feasible.
    pub fn breaches(&self, problem: &Problem) -> Vec<Breach> {
        let (pool, need) = (problem.pool(), problem.need());
        let mut breaches = Vec::new();
        if self.members.len() < need.smallest() {
            breaches.push(Breach::TooSmall);
        }
        if need.largest().is_some_and(|largest| self.members.len() > largest) {
            breaches.push(Breach::TooLarge);
        }
        let members = || self.members.iter().map(|&member| &pool.candidates()[member]);
        for (place, asked) in need.requirements().iter().enumerate() {
            let able = || members().filter(|member| member.level(asked.capability) >= asked.level);
            if able().map(|member| member.people_at(asked.capability)).sum::<usize>() < asked.people {
                breaches.push(Breach::People(place));
            }
            if able().map(|member| member.hours_at(asked.capability)).sum::<i64>() < asked.hours {
                breaches.push(Breach::Hours(place));
            }
        }
        if members().map(crate::Candidate::hours).sum::<i64>() < need.hours() {
            breaches.push(Breach::HoursInTotal);
        }
        if need.budget().is_some_and(|budget| self.cost(problem) > budget) {
            breaches.push(Breach::Budget);
        }
        let clashes = pool.conflicts().iter().filter(|pair| self.has(pair.0) && self.has(pair.1));
        breaches.extend(clashes.map(|pair| Breach::Conflict(pair.0, pair.1)));
        let missing = need.fixed_in().iter().filter(|&&member| !self.has(member));
        breaches.extend(missing.map(|&member| Breach::Missing(member)));
        let unwanted = need.fixed_out().iter().filter(|&&member| self.has(member));
        breaches.extend(unwanted.map(|&member| Breach::Unwanted(member)));
        breaches
    }
}
