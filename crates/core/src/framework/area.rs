//! Areas of alignment, with the evidence that each is worth talking about.

use super::Item;
use crate::id::{AreaId, ClauseId, SourceId};

/// What a difference in an area means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// A gap is a problem until it is closed.
    MustAgree,
    /// Partners may differ if the difference is stated and priced into the charter.
    MustBeKnown,
    /// Difference is the point: coverage, not sameness.
    ShouldDiffer,
    /// A level and not an opinion: higher is better.
    MustBeHigh,
}

/// An area of alignment.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its id.
    pub id: AreaId,
    /// Its name.
    pub name: String,
    /// A label of at most 16 characters.
    pub short: String,
    /// What it covers, in one line.
    pub definition: String,
    /// Why it matters, in plain language.
    pub why: String,
    /// What a difference means.
    pub rule: Rule,
    /// What a good result does not tell.
    pub limits: String,
    /// What a gap looks like in real life.
    pub divergence: Vec<String>,
    /// Questions for the conversation between partners.
    pub ask_next: Vec<String>,
    /// Clauses that close a gap, the most useful first.
    pub clauses: Vec<ClauseId>,
    /// What is known about it.
    pub evidence: Vec<Evidence>,
    /// Its questions.
    pub items: Vec<Item>,
}

/// A finding and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The finding.
    pub claim: String,
    /// How much stands behind it.
    pub strength: Strength,
    /// Where it was published.
    pub sources: Vec<SourceId>,
}

/// How much stands behind a finding, the most first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// A meta-analysis or systematic review on alliances, ventures or teams.
    Strong,
    /// Several primary studies, or a meta-analysis from a neighboring setting.
    Moderate,
    /// One or two primary studies, or theory and one case.
    Limited,
    /// A survey by a firm, expert practice, or a rule of law or ethics.
    Practitioner,
    /// A single story.
    Anecdotal,
}
