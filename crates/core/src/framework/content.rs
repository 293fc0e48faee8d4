//! Clauses, open questions, checks of due diligence, sources and terms.

use super::Strength;
use crate::fact::RoundForm;
use crate::id::{AreaId, CheckId, ClauseId, QuestionId, SourceId};

/// A clause of a charter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its id.
    pub id: ClauseId,
    /// Its name.
    pub name: String,
    /// The question that it answers.
    pub answers: String,
    /// The areas whose gaps it closes.
    pub areas: Vec<AreaId>,
    /// The forms of alliance that it fits.
    pub fits: Vec<Fit>,
    /// Whether counsel should look at it.
    pub counsel: bool,
    /// Whether it belongs to a first charter.
    pub tier: ClauseTier,
    /// What to beware of.
    pub caution: Option<String>,
    /// A text to begin with, in Markdown: `___` is what people fill in, words in braces come from the record.
    pub start: Option<String>,
}

/// A form of alliance that a clause fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Independent firms under a contract.
    Contract,
    /// A joint entity.
    Entity,
}

/// How early a clause is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClauseTier {
    /// In a first charter.
    Starter,
    /// In a full one.
    Full,
}

/// A question that is answered in words and not scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Its id.
    pub id: QuestionId,
    /// The question.
    pub text: String,
    /// Whether the adviser alone may read the answer; others are released by consent.
    pub adviser_only: bool,
    /// The forms that ask it.
    pub forms: Vec<RoundForm>,
}

/// A check of due diligence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiligenceCheck {
    /// Its id.
    pub id: CheckId,
    /// Its name.
    pub name: String,
    /// What shows it.
    pub evidence: Vec<String>,
    /// Days after which the evidence is stale; 0 when it does not go stale.
    pub stale_after_days: u32,
    /// Whether the person's written consent comes first.
    pub consent: bool,
    /// What should make one stop.
    pub red_flags: Vec<String>,
    /// The areas it speaks to.
    pub areas: Vec<AreaId>,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Who wrote it.
    pub author: String,
    /// The year, or "n.d.".
    pub year: String,
    /// Its title and where it appeared.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// How much of it the authors of the framework have read.
    pub seen: Seen,
}

/// How much of a source was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Its abstract.
    Abstract,
    /// A part.
    Excerpt,
    /// What another source says of it.
    Secondary,
    /// Nothing; it is quoted from memory and must be checked.
    Memory,
}

/// Evidence for the method as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceGeneral {
    /// What it is about.
    pub about: String,
    /// The finding.
    pub claim: String,
    /// How much stands behind it.
    pub strength: Strength,
    /// Where it was published.
    pub sources: Vec<SourceId>,
}

/// An entry of the glossary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub term: String,
    /// What it means.
    pub means: String,
    /// What not to say in its place.
    pub avoid: String,
}
