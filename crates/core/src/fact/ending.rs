//! Facts on attempts to settle, the owner's position and decision, and what was learned.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fact::Seq;
use crate::id::{AreaId, AttemptId, ClauseId, PartyId, PlaybookId, RoundId};
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

impl Outcome {
    /// The outcome in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Succeeded => "it reached its aim",
            Self::Mixed => "it reached some of its aim",
            Self::Failed => "it failed",
            Self::Ongoing => "it goes on",
        }
    }
}

/// How an alliance ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// What it was for is done.
    AimReached,
    /// The partners ended it together, as agreed.
    InOrder,
    /// One of them, or a third party, took it over.
    BoughtOut,
    /// It never began.
    NeverBegan,
    /// It broke down.
    BrokeDown,
}

impl Ending {
    /// All of them, in the order in which people are asked.
    pub const ALL: [Self; 5] =
        [Self::AimReached, Self::InOrder, Self::BoughtOut, Self::NeverBegan, Self::BrokeDown];

    /// Its name, as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::AimReached => "aim_reached",
            Self::InOrder => "in_order",
            Self::BoughtOut => "bought_out",
            Self::NeverBegan => "never_began",
            Self::BrokeDown => "broke_down",
        }
    }

    /// The ending in plain words, after "The alliance ended: ".
    pub fn words(self) -> &'static str {
        match self {
            Self::AimReached => "what it was for is done",
            Self::InOrder => "the partners ended it together, as agreed",
            Self::BoughtOut => "it was bought out or taken over",
            Self::NeverBegan => "it never began",
            Self::BrokeDown => "it broke down",
        }
    }
}

/// One thing by which an outcome is measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// What is measured.
    pub what: String,
    /// What was aimed at, where something was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aimed: Option<f64>,
    /// What was reached.
    pub reached: f64,
    /// The unit of both.
    pub unit: String,
}

/// The alliance is over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AllianceEnded {
    /// How it ended.
    pub how: Ending,
    /// How it came out.
    pub outcome: Outcome,
    /// Why it ended.
    pub why: String,
    /// What was reached, against what was aimed at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
}

/// A debrief was held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DebriefHeld {
    /// The round in which each answered alone before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<RoundId>,
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
    /// The areas that those present see behind it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaId>,
    /// What they take along, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lessons: Vec<String>,
    /// What was reached, against what was aimed at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
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
