//! What a team must have: capabilities, hours, a size, a budget, and who is in or out by decision.

use std::ops::RangeInclusive;

/// What is asked of a team.
///
/// Each part is a named builder; what is left out is not asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Need {
    requirements: Vec<Requirement>,
    hours: i64,
    smallest: usize,
    largest: Option<usize>,
    budget: Option<i64>,
    fixed_in: Vec<usize>,
    fixed_out: Vec<usize>,
}

/// What is asked at one capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// The capability, as an index.
    pub capability: usize,
    /// The level that counts, 0 to 7; whoever is below does not count.
    pub level: u8,
    /// How many members must reach the level.
    pub people: usize,
    /// How many hours the members who reach the level must bring together.
    pub hours: i64,
}

impl Need {
    /// Makes a need that asks for nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks for so many people at a level of a capability.
    #[must_use]
    pub fn with_people(self, capability: usize, level: u8, people: usize) -> Self {
        self.with_requirement(Requirement { capability, level, people, hours: 0 })
    }

    /// Asks for people and hours at a level of a capability.
    #[must_use]
    pub fn with_requirement(mut self, requirement: Requirement) -> Self {
        self.requirements.push(requirement);
        self
    }

    /// Asks for so many hours of all members together.
    #[must_use]
    pub fn with_hours(mut self, hours: i64) -> Self {
        self.hours = hours;
        self
    }

    /// Bounds the number of members from both sides.
    #[must_use]
    pub fn with_size(mut self, size: RangeInclusive<usize>) -> Self {
        (self.smallest, self.largest) = (*size.start(), Some(*size.end()));
        self
    }

    /// Takes away the bounds on the number of members.
    #[must_use]
    pub fn with_any_size(mut self) -> Self {
        (self.smallest, self.largest) = (0, None);
        self
    }

    /// Bounds the cost of all members together.
    #[must_use]
    pub fn with_budget(mut self, budget: i64) -> Self {
        self.budget = Some(budget);
        self
    }

    /// Takes away the budget.
    #[must_use]
    pub fn without_budget(mut self) -> Self {
        self.budget = None;
        self
    }

    /// Asks for other numbers of people and hours at a requirement, by its place in the list.
    #[must_use]
    pub fn with_amounts(mut self, place: usize, people: usize, hours: i64) -> Self {
        if let Some(requirement) = self.requirements.get_mut(place) {
            (requirement.people, requirement.hours) = (people, hours);
        }
        self
    }

    /// Decides that a candidate is on the team.
    #[must_use]
    pub fn with_fixed_in(mut self, candidate: usize) -> Self {
        self.fixed_in.push(candidate);
        self
    }

    /// Decides that a candidate is not on the team.
    #[must_use]
    pub fn with_fixed_out(mut self, candidate: usize) -> Self {
        self.fixed_out.push(candidate);
        self
    }

    /// Leaves open again whether a candidate is on the team.
    #[must_use]
    pub fn with_open(mut self, candidate: usize) -> Self {
        self.fixed_in.retain(|&other| other != candidate);
        self.fixed_out.retain(|&other| other != candidate);
        self
    }

    /// What is asked, capability by capability.
    pub fn requirements(&self) -> &[Requirement] {
        &self.requirements
    }

    /// The hours asked of all members together.
    pub fn hours(&self) -> i64 {
        self.hours
    }

    /// The smallest number of members.
    pub fn smallest(&self) -> usize {
        self.smallest
    }

    /// The largest number of members, if there is one.
    pub fn largest(&self) -> Option<usize> {
        self.largest
    }

    /// The budget, if there is one.
    pub fn budget(&self) -> Option<i64> {
        self.budget
    }

    /// Who is on the team by decision.
    pub fn fixed_in(&self) -> &[usize] {
        &self.fixed_in
    }

    /// Who is off the team by decision.
    pub fn fixed_out(&self) -> &[usize] {
        &self.fixed_out
    }
}
