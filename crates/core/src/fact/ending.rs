//! Facts on attempts to settle, the owner's position and decision, and what was learned.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fact::Seq;
use crate::id::{AreaId, AttemptId, ClauseId, PartyId, PlaybookId};
use crate::playbook::Playbook;

/// A change of the deal that a proposal offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Structure {
    /// Clauses inside the present deal.
    Clauses,
    /// A smaller scope.
    SmallerScope,
    /// Another form.
    OtherForm,
    /// Fewer partners.
    FewerPartners,
    /// A new split of shares or profit.
    NewSplit,
    /// Control points given back.
    RestoredControl,
}

impl Structure {
    /// The change in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Clauses => "new clauses",
            Self::SmallerScope => "a smaller scope",
            Self::OtherForm => "another form",
            Self::FewerPartners => "fewer partners",
            Self::NewSplit => "a new split",
            Self::RestoredControl => "control points given back",
        }
    }
}

/// A structured attempt began: a written proposal, and a decision by a date set in advance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttemptBegun {
    /// Its id.
    pub attempt: AttemptId,
    /// Who proposed.
    pub by: PartyId,
    /// The areas it wants to settle.
    pub areas: Vec<AreaId>,
    /// What it offers to change.
    pub structure: Vec<Structure>,
    /// The proposal.
    pub proposal: String,
    /// The day by which all answer.
    pub decide_by: Date,
    /// Whether it was facilitated and in writing, as a structured attempt has to be.
    pub structured: bool,
}

/// A party answered the attempt's proposal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttemptAnswered {
    /// Which.
    pub attempt: AttemptId,
    /// Who.
    pub party: PartyId,
    /// Whether it accepts.
    pub accepts: bool,
    /// Why.
    pub why: String,
}

/// What one way forward costs the owner, looking forward only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// The amount.
    pub amount: f64,
    /// What it is, and what comes with it.
    pub what: String,
}

/// The owner wrote down what leaving and staying cost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeavingEstimated {
    /// Leaving now.
    pub now: Cost,
    /// Leaving in six months.
    pub in_six_months: Cost,
    /// Staying.
    pub staying: Cost,
}

/// A breach of the charter or the agreement was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BreachFound {
    /// Whose.
    pub party: PartyId,
    /// What.
    pub what: String,
}

/// What the owner decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// Begin.
    GoAhead,
    /// Settle something first.
    SettleFirst,
    /// Do not begin.
    DoNotStart,
    /// Go on.
    Proceed,
    /// Mend inside the deal.
    Repair,
    /// Change the deal.
    Restructure,
    /// End it in order.
    Separate,
}

/// The owner decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnerDecided {
    /// What.
    pub course: Course,
    /// Why.
    pub why: String,
}

/// How an alliance came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It reached its aim.
    Succeeded,
    /// It reached some of it.
    Mixed,
    /// It failed.
    Failed,
    /// It goes on.
    Ongoing,
}

/// A debrief was held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DebriefHeld {
    /// What was meant.
    pub meant: String,
    /// What happened.
    pub happened: String,
    /// Why.
    pub why: String,
    /// What to change.
    pub change: String,
    /// How it came out.
    pub outcome: Outcome,
}

/// A playbook was made from this alliance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaybookMade {
    /// Its id.
    pub playbook: PlaybookId,
    /// Its name.
    pub name: String,
    /// The clauses it takes along.
    pub clauses: Vec<ClauseId>,
    /// The lessons it takes along.
    pub lessons: Vec<String>,
}

/// This alliance began from a playbook, which stands here as it was, so that the record is whole in itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlaybookApplied {
    /// The playbook.
    pub playbook: Box<Playbook>,
}

/// A note without effect on any analysis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteMade {
    /// The note.
    pub text: String,
}

/// An earlier fact was a mistake and no longer counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactWithdrawn {
    /// Which.
    pub fact: Seq,
    /// Why.
    pub why: String,
}
