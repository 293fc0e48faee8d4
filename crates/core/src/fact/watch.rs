//! Facts for the watch: issues, decisions, control points, obligations, meetings, thresholds.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::fact::Holder;
use crate::id::{
    AreaId, ClauseId, ControlPointId, DecisionId, DecisionKindId, InterestId, IssueId, MeetingId,
    ObligationId, PartyId, ProjectId, SignalId,
};

/// How heavy an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A nuisance.
    Minor,
    /// It costs money, time or goodwill.
    Serious,
    /// It puts the alliance in question.
    Grave,
}

/// What led to an issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// An earlier issue.
    Issue(IssueId),
    /// A project.
    Project(ProjectId),
    /// A clause, or its absence.
    Clause(ClauseId),
    /// An outside interest.
    Interest(InterestId),
    /// A control point.
    ControlPoint(ControlPointId),
}

/// An issue was raised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IssueRaised {
    /// Its id.
    pub issue: IssueId,
    /// Who raised it.
    pub by: PartyId,
    /// Between whom.
    pub between: Vec<PartyId>,
    /// In which area.
    pub area: AreaId,
    /// How heavy.
    pub severity: Severity,
    /// What happened.
    pub summary: String,
    /// What led to it.
    pub caused_by: Vec<Cause>,
    /// When the first step of the ladder is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Date>,
}

/// An issue went a step up the ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IssueStepped {
    /// Which.
    pub issue: IssueId,
    /// The step.
    pub step: String,
    /// When it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<Date>,
}

/// The cause of an issue was named after it was raised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IssueCauseNamed {
    /// Which.
    pub issue: IssueId,
    /// What led to it.
    pub cause: Cause,
    /// Who says so.
    pub by: PartyId,
}

/// An issue was closed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IssueClosed {
    /// Which.
    pub issue: IssueId,
    /// How.
    pub how: String,
}

/// An issue came back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IssueReopened {
    /// Which.
    pub issue: IssueId,
    /// Why.
    pub why: String,
}

/// A decision was taken, or a proposal voted down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecisionTaken {
    /// Its id.
    pub decision: DecisionId,
    /// What.
    pub what: String,
    /// The row of the decision table it falls under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_kind: Option<DecisionKindId>,
    /// Who decided, or voted for it.
    pub by: Vec<PartyId>,
    /// Who voted against it.
    pub against: Vec<PartyId>,
    /// Whether it was carried.
    pub carried: bool,
    /// The amount it binds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<f64>,
    /// Why.
    pub why: String,
}

/// What a control point is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lever {
    /// Bank account and signing.
    Bank,
    /// Web domain and mail.
    Domain,
    /// A key contract.
    KeyContract,
    /// The lead with clients.
    ClientLead,
    /// Name and brand.
    Brand,
    /// Methods and know-how.
    KnowHow,
    /// A reserved matter.
    ReservedMatter,
    /// Books, files and numbers.
    Information,
}

impl Lever {
    /// The lever in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Bank => "the bank account",
            Self::Domain => "the web domain",
            Self::KeyContract => "a key contract",
            Self::ClientLead => "the lead with clients",
            Self::Brand => "the name and brand",
            Self::KnowHow => "the methods and know-how",
            Self::ReservedMatter => "a reserved matter",
            Self::Information => "access to the books and files",
        }
    }

    /// Whether this lever is about money.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Bank)
    }

    /// Whether this lever is about the name or the know-how.
    pub fn is_name_or_know_how(self) -> bool {
        matches!(self, Self::Domain | Self::Brand | Self::KnowHow)
    }
}

/// A control point was named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ControlPointNamed {
    /// Its id.
    pub point: ControlPointId,
    /// What it is about.
    pub lever: Lever,
    /// What exactly.
    pub what: String,
    /// Who should hold it.
    pub should_hold: Holder,
}

/// Whether the lead party's right works in practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Works {
    /// It works.
    Yes,
    /// It does not.
    No,
    /// Nobody has tried.
    Unknown,
}

/// A control point was checked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ControlPointChecked {
    /// Which.
    pub point: ControlPointId,
    /// Who holds it.
    pub holder: Holder,
    /// Whether the lead party's right works in practice.
    pub works_for_lead: Works,
    /// What was seen.
    pub seen: String,
}

/// An obligation was taken on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ObligationTaken {
    /// Its id.
    pub obligation: ObligationId,
    /// What.
    pub what: String,
    /// Who.
    pub who: PartyId,
    /// When it is due.
    pub due: Date,
}

/// An obligation was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ObligationDone {
    /// Which.
    pub obligation: ObligationId,
}

/// Why a deadline was missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissedFor {
    /// Own or outside work came first.
    OwnWork,
    /// The client or a third party.
    ThirdParty,
    /// Illness or another call that nobody chose.
    Illness,
    /// Anything else.
    Other,
}

/// An obligation was missed: not done when due.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ObligationMissed {
    /// Which.
    pub obligation: ObligationId,
    /// Why.
    pub reason: MissedFor,
    /// In words.
    pub note: String,
}

/// A meeting was planned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeetingPlanned {
    /// Its id.
    pub meeting: MeetingId,
    /// What it is about.
    pub about: String,
    /// When.
    pub due: Date,
}

/// A meeting took place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeetingHeld {
    /// Which.
    pub meeting: MeetingId,
    /// Who came.
    pub present: Vec<PartyId>,
    /// Who did not.
    pub absent: Vec<PartyId>,
    /// What was said and decided.
    pub minutes: String,
}

/// A meeting was cancelled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeetingCancelled {
    /// Which.
    pub meeting: MeetingId,
    /// By whom.
    pub by: Vec<PartyId>,
    /// Why.
    pub why: String,
}

/// A threshold of a signal was changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ThresholdChanged {
    /// Which signal.
    pub signal: SignalId,
    /// Which of its numbers.
    pub number: SmolStr,
    /// The new value.
    pub value: f64,
    /// Why.
    pub why: String,
}
