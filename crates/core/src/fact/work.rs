//! Facts on the work: projects and their admission, hours, leads, outside interests, clients.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{ClientId, InterestId, LeadId, PartyId, ProjectId};

/// How a partner tags a project against the written model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TagKind {
    /// It is one of the offers.
    Offer,
    /// It is for a segment of the joint market.
    Market,
    /// It needs a capability of the joint business.
    Capability,
    /// It is on the list of what is out.
    Exclusion,
}

/// A tag on a project: the line of the written model that it matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// Which list the line is from.
    pub tag: TagKind,
    /// The line.
    pub line: String,
}

/// A project was proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectProposed {
    /// Its id.
    pub project: ProjectId,
    /// What people call it.
    pub name: String,
    /// What it is about, in a sentence or more.
    pub description: String,
    /// For whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<ClientId>,
    /// Who proposed it.
    pub proposer: PartyId,
    /// Tags chosen by partners.
    pub tags: Vec<Tag>,
}

/// Work on a project began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectStarted {
    /// Which.
    pub project: ProjectId,
}

/// What was decided on the admission of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// It is joint work.
    Admit,
    /// It is not done.
    Refuse,
    /// It is passed to somebody outside.
    Refer,
    /// A party does it outside, disclosed.
    Outside,
    /// The scope is amended so that it fits.
    AmendScope,
}

/// One question of the admission test, answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestAnswer {
    /// The question.
    pub question: String,
    /// Whether the project passes it.
    pub passes: bool,
}

/// The admission of a project was decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectDecided {
    /// Which.
    pub project: ProjectId,
    /// What was decided.
    pub admission: Admission,
    /// By whom.
    pub by: Vec<PartyId>,
    /// Why.
    pub why: String,
    /// The answers to the test, where there is one.
    pub answers: Vec<TestAnswer>,
}

/// A party says whether a project is in scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScopeJudged {
    /// Which project.
    pub project: ProjectId,
    /// Who says so.
    pub party: PartyId,
    /// In scope or not.
    pub in_scope: bool,
}

/// In whose hands something is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holder {
    /// The joint business.
    Joint,
    /// One party.
    Party(PartyId),
    /// Somebody outside.
    Outside,
    /// Nobody knows.
    Unknown,
}

/// A project was paid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectPaid {
    /// Which.
    pub project: ProjectId,
    /// How much.
    pub amount: f64,
    /// To whom.
    pub to: Holder,
}

/// A project ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProjectEnded {
    /// Which.
    pub project: ProjectId,
    /// How.
    pub how: String,
}

/// A party pledged hours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PledgeMade {
    /// Which party.
    pub party: PartyId,
    /// Hours a week.
    pub hours_a_week: f64,
}

/// What hours were spent on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Work {
    /// A project.
    Project(ProjectId),
    /// Joint work that belongs to no project.
    Joint,
    /// Work outside the joint business.
    Outside,
}

/// Hours were worked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EffortRecorded {
    /// By whom.
    pub party: PartyId,
    /// On what.
    pub work: Work,
    /// Hours in all.
    pub hours: f64,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// A lead was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadFound {
    /// Its id.
    pub lead: LeadId,
    /// Who and what for.
    pub what: String,
    /// Who found it.
    pub by: PartyId,
    /// Whether it is in scope.
    pub in_scope: bool,
}

/// A lead was passed to the joint business.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadPassed {
    /// Which.
    pub lead: LeadId,
}

/// A lead was kept by a party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LeadKept {
    /// Which.
    pub lead: LeadId,
    /// By whom.
    pub by: PartyId,
}

/// How an outside interest came to light.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// Declared before it mattered.
    Declared,
    /// Declared by the party itself, late.
    DeclaredLate,
    /// Found by somebody else.
    FoundBy(PartyId),
}

/// An outside interest came to light.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterestNoted {
    /// Its id.
    pub interest: InterestId,
    /// Whose.
    pub party: PartyId,
    /// What.
    pub what: String,
    /// How it came to light.
    pub disclosure: Disclosure,
}

/// A client of the joint business and its contacts, as of now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClientRecorded {
    /// Its id.
    pub client: ClientId,
    /// What people call it.
    pub name: String,
    /// The party that is its main contact.
    pub contact: PartyId,
    /// A second contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second: Option<PartyId>,
    /// Joint revenue with it so far.
    pub revenue: f64,
}
