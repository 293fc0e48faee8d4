//! What can be wrong with a pool and a need before any search: told with who, what, and how many.

/// A pool and a need that cannot be searched.
///
/// Candidates and capabilities are indices; shells put names in their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Contradiction {
    /// A candidate's fit, cost or hours are out of range.
    #[error(
        "candidate {candidate} has a fit beyond a thousand million, or a cost or hours beyond it or below 0"
    )]
    CandidateNumber {
        /// Whose.
        candidate: usize,
    },
    /// A candidate's level is out of range.
    #[error("candidate {candidate} has level {level}; the highest is 7")]
    CandidateLevel {
        /// Whose.
        candidate: usize,
        /// The level given.
        level: u8,
    },
    /// A bonus is out of range.
    #[error("the bonus of candidates {} and {} is beyond a thousand million", pair.0, pair.1)]
    BonusNumber {
        /// Between whom.
        pair: (usize, usize),
    },
    /// Hours or a budget of the need are out of range.
    #[error("the need has the number {number}; hours and budget lie between 0 and a thousand million")]
    NeedNumber {
        /// The number given.
        number: i64,
    },
    /// Somebody is named who is not in the pool.
    #[error("candidate {candidate} is named, but the pool has {pool}, counted from 0")]
    UnknownCandidate {
        /// The index given.
        candidate: usize,
        /// The size of the pool.
        pool: usize,
    },
    /// A capability is asked for that the pool does not know.
    #[error("capability {capability} is asked for, but there are {capabilities}, counted from 0")]
    UnknownCapability {
        /// The index given.
        capability: usize,
        /// How many there are.
        capabilities: usize,
    },
    /// A level is asked for that does not exist.
    #[error("level {level} is asked for at capability {capability}; the highest is 7")]
    NeedLevel {
        /// Where.
        capability: usize,
        /// The level given.
        level: u8,
    },
    /// A conflict or a bonus names one candidate twice.
    #[error("candidate {candidate} is paired with themselves")]
    PairWithOneself {
        /// Who.
        candidate: usize,
    },
    /// Somebody is decided to be in and out.
    #[error("candidate {candidate} is fixed in and fixed out")]
    InAndOut {
        /// Who.
        candidate: usize,
    },
    /// Two who are decided to be in cannot work together.
    #[error("candidates {} and {} are both fixed in and are in conflict", pair.0, pair.1)]
    FixedInConflict {
        /// The two.
        pair: (usize, usize),
    },
    /// The smallest size is above the largest.
    #[error("the team has at least {smallest} and at most {largest} members")]
    SizeReversed {
        /// The lower bound.
        smallest: usize,
        /// The upper bound.
        largest: usize,
    },
    /// More members are decided than the team may have.
    #[error("{decided} candidates are fixed in, but the team has at most {largest} members")]
    FixedInBeyondSize {
        /// How many are in by decision.
        decided: usize,
        /// The upper bound.
        largest: usize,
    },
    /// The pool has fewer candidates than the team has members.
    #[error("the team has at least {smallest} members, but only {exist} candidates can be on it")]
    PoolTooSmall {
        /// The lower bound.
        smallest: usize,
        /// Who is neither fixed out nor in conflict with somebody fixed in.
        exist: usize,
    },
    /// Nobody, or too few, reach a level.
    #[error("{needed} must reach level {level} of capability {capability}, but only {exist} do")]
    TooFewReach {
        /// The place of the requirement in the need.
        requirement: usize,
        /// Where.
        capability: usize,
        /// The level asked for.
        level: u8,
        /// How many reach it and can be on the team.
        exist: usize,
        /// How many are asked for.
        needed: usize,
    },
    /// A requirement asks for more people than a team of the largest size can have.
    #[error(
        "{needed} people are asked for at capability {capability}, but the team has at most {largest} members, \
         who have fewer"
    )]
    MoreThanTheSize {
        /// Where.
        capability: usize,
        /// How many are asked for.
        needed: usize,
        /// The upper bound.
        largest: usize,
    },
    /// The hours at a capability cannot be reached by a team of the largest size.
    #[error("{needed} hours are asked for at capability {capability}, but at most {exist} can be had")]
    TooFewHours {
        /// The place of the requirement in the need.
        requirement: usize,
        /// Where.
        capability: usize,
        /// The most that a team of the largest size brings.
        exist: i64,
        /// The hours asked for.
        needed: i64,
    },
    /// The hours in all cannot be reached by a team of the largest size.
    #[error("{needed} hours are asked for in all, but at most {exist} can be had")]
    TooFewHoursInTotal {
        /// The most that a team of the largest size brings.
        exist: i64,
        /// The hours asked for.
        needed: i64,
    },
    /// Even a part of what is asked costs more than the budget.
    #[error("the budget is {budget}, but the cheapest team costs at least {at_least}")]
    BudgetTooSmall {
        /// The budget.
        budget: i64,
        /// A lower bound on the cost of every team.
        at_least: i64,
    },
}
