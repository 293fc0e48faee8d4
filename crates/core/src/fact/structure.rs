//! Facts on structure that is data: comments on clauses, the ladder, the plan of pulses, shares and contributions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Respondent;
use crate::id::{ClauseId, PartyId};

/// Somebody commented on one version of a clause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClauseCommented {
    /// Which clause.
    pub clause: ClauseId,
    /// Which version.
    pub version: u32,
    /// Which party says so; none: the adviser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<PartyId>,
    /// What is said.
    pub text: String,
}

/// One step of the escalation ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LadderStep {
    /// What is done.
    pub what: String,
    /// How many days it has.
    pub days: u32,
}

/// The escalation ladder was agreed: the steps that an issue takes, each with its clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LadderAgreed {
    /// The steps, the first one first.
    pub steps: Vec<LadderStep>,
}

/// Pulses were planned, to come by themselves from the day of this fact on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PulseScheduled {
    /// Every how many weeks; 0: no more.
    pub every_weeks: u32,
    /// Who is asked.
    pub respondents: Vec<Respondent>,
    /// How many days there are to answer.
    pub answer_within_days: u32,
}

/// What kind of contribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContributionKind {
    /// Money paid in.
    Money,
    /// Work that nobody paid for, at its market value.
    Work,
    /// A thing or a licence, at its market value.
    Thing,
    /// Contacts, or a name.
    Name,
}

impl ContributionKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Money, Self::Work, Self::Thing, Self::Name];

    /// The kind in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Money => "money paid in",
            Self::Work => "work that nobody paid for",
            Self::Thing => "a thing or a licence",
            Self::Name => "contacts or a name",
        }
    }
}

/// How shares are held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// As agreed, in percent.
    Fixed {
        /// The share of each party.
        shares: BTreeMap<PartyId, f64>,
    },
    /// As each contributes, until a point at which they are fixed.
    Dynamic {
        /// What each kind of contribution weighs; a kind that is missing weighs 1.
        weights: BTreeMap<ContributionKind, f64>,
        /// The point at which the shares are fixed, in words.
        freeze: String,
    },
}

/// It was agreed how shares are held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SplitAgreed {
    /// How.
    pub split: Split,
}

/// A party contributed something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContributionMade {
    /// Which party.
    pub party: PartyId,
    /// What kind.
    pub contribution: ContributionKind,
    /// Its value, in the currency of the alliance.
    pub amount: f64,
    /// What it is.
    pub what: String,
}
