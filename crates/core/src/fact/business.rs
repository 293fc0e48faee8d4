//! Facts on the alliance, its joint business, its parties and what each brings.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::id::{
    ActivityId, CapabilityId, CheckId, ExchangeId, FrameworkId, PartyId, PersonId, PlaybookId, SegmentId,
};

/// The legal form of an alliance, in plain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllianceForm {
    /// Independent firms under a contract.
    Contract,
    /// A joint legal entity.
    Entity,
    /// Neither written nor founded.
    Informal,
}

/// Where an alliance stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Partners are being considered.
    Considering,
    /// Partners are settling the terms.
    Forming,
    /// The joint business runs.
    Running,
    /// It is being wound up.
    Ending,
    /// It is over.
    Ended,
}

impl Stage {
    /// The stage in one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Considering => "considering",
            Self::Forming => "forming",
            Self::Running => "running",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }

    /// Whether the partners have not yet committed themselves.
    pub fn is_before_signing(self) -> bool {
        matches!(self, Self::Considering | Self::Forming)
    }
}

/// The framework a record was begun with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkRef {
    /// The framework's id.
    pub id: FrameworkId,
    /// Its version.
    pub version: SmolStr,
}

/// The record begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AllianceFounded {
    /// What people call the alliance.
    pub name: String,
    /// Its form.
    pub form: AllianceForm,
    /// The stage at which the record begins.
    pub stage: Stage,
    /// The lead party.
    pub lead: PartyId,
    /// The framework in use.
    pub framework: FrameworkRef,
    /// The playbook it was begun from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_playbook: Option<PlaybookId>,
    /// Whether the record is of a past alliance, entered afterwards from memory.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recalled: bool,
}

/// The alliance moves to another stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageMoved {
    /// The new stage.
    pub stage: Stage,
    /// Why.
    pub why: String,
}

/// The alliance takes another form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormChanged {
    /// The new form.
    pub form: AllianceForm,
    /// Why.
    pub why: String,
}

/// One capability that the joint business needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// The capability.
    pub capability: CapabilityId,
    /// The level needed, 1 to 7.
    pub level: u8,
    /// How many people should have it.
    pub cover: u8,
    /// Hours a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_a_month: Option<f64>,
    /// Whether the joint business stands still without it.
    pub must_have: bool,
}

/// The joint business: the yardstick for fit and for drift.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JointBusinessDescribed {
    /// What it is for, in a sentence or two.
    pub purpose: String,
    /// What it sells, a line each.
    pub offers: Vec<String>,
    /// The activities the offers are made of.
    pub activities: Vec<ActivityId>,
    /// Whom it serves.
    pub segments: Vec<SegmentId>,
    /// What the partners are up against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foe: Option<String>,
    /// What work is in, a line each.
    pub in_scope: Vec<String>,
    /// What work is out, a line each.
    pub out_of_scope: Vec<String>,
    /// Examples on the edge.
    pub edge: Vec<String>,
    /// Capabilities needed.
    pub needs: Vec<Need>,
    /// Yearly revenue aimed at, in the alliance's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revenue_aim: Option<f64>,
}

/// Whether a party is one person or a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// One person.
    Person,
    /// A firm.
    Firm,
}

/// What a party is to the alliance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    /// The founder or lead partner.
    Lead,
    /// A partner.
    Partner,
    /// A party being considered.
    Candidate,
    /// A party that was considered and not chosen, or has left.
    Left,
}

/// A party comes in, or is considered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartyJoined {
    /// Its id.
    pub party: PartyId,
    /// What people call it.
    pub name: String,
    /// Person or firm.
    pub party_kind: PartyKind,
    /// Its role.
    pub role: PartyRole,
    /// The people who speak for it; the first speaks first.
    pub people: Vec<PersonId>,
    /// What it brings, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brings: Option<String>,
}

/// A party takes another role, or leaves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartyRoleChanged {
    /// The party.
    pub party: PartyId,
    /// Its new role.
    pub role: PartyRole,
    /// Why.
    pub why: String,
}

/// One thing that a party sells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sale {
    /// What.
    pub activity: ActivityId,
    /// To whom; empty: to all its segments.
    pub segments: Vec<SegmentId>,
    /// The part of its own revenue, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revenue_share: Option<f64>,
}

/// How a party is paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaidBy {
    /// By the hour.
    Hour,
    /// A fixed price.
    FixedPrice,
    /// A margin on goods.
    Margin,
    /// Commission from a third party.
    Commission,
    /// A retainer or service contract.
    Retainer,
    /// By result.
    Result,
}

/// A tie to somebody outside: ownership, exclusivity, commission, employment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// To whom.
    pub to: String,
    /// What the tie is.
    pub what: String,
}

/// A reason why one's gain is another's loss.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pull {
    /// Against whom; none: against the joint business.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<PartyId>,
    /// Why, in a sentence.
    pub why: String,
}

/// A party's own business is described.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BusinessModelDescribed {
    /// The party.
    pub party: PartyId,
    /// What it sells.
    pub sells: Vec<Sale>,
    /// What it says it will not sell.
    pub excludes: Vec<ActivityId>,
    /// Whom it serves.
    pub segments: Vec<SegmentId>,
    /// The rivals it names.
    pub rivals: Vec<String>,
    /// How it is paid.
    pub paid_by: Vec<PaidBy>,
    /// What else binds it.
    pub ties: Vec<Tie>,
    /// Where its gain is another's loss.
    pub pulls: Vec<Pull>,
}

/// A capability is claimed, or claimed anew.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CapabilityClaimed {
    /// The party.
    pub party: PartyId,
    /// The person who has it.
    pub person: PersonId,
    /// The capability.
    pub capability: CapabilityId,
    /// The level claimed, 1 to 7.
    pub level: u8,
    /// The level that peers see, 1 to 7.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peer_level: Option<u8>,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

/// A capability is there no more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CapabilityEnded {
    /// The party.
    pub party: PartyId,
    /// The person who had it.
    pub person: PersonId,
    /// The capability.
    pub capability: CapabilityId,
    /// Why.
    pub why: String,
}

/// The accounts of two parties were compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountsCompared {
    /// The two parties.
    pub between: [PartyId; 2],
    /// How many accounts each has.
    pub accounts: [u32; 2],
    /// How many of them are common.
    pub common: u32,
    /// How many named competitors are common.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub common_rivals: Option<u32>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A check of due diligence was asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiligenceAsked {
    /// Of which party.
    pub party: PartyId,
    /// Which check.
    pub check: CheckId,
    /// Whether the party consented in writing.
    pub consented: bool,
}

/// What a check of due diligence came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// Nothing to talk about.
    Clear,
    /// Something to talk about.
    Flag,
    /// Something that has to be settled first.
    RedFlag,
}

/// A check of due diligence found something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiligenceFound {
    /// Of which party.
    pub party: PartyId,
    /// Which check.
    pub check: CheckId,
    /// What it came to.
    pub finding: Finding,
    /// The evidence seen.
    pub evidence: String,
    /// When it goes stale; none: by the framework's days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stale_on: Option<Date>,
}

/// The diligence packs were exchanged, all at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DiligenceExchanged {
    /// Between whom.
    pub parties: Vec<PartyId>,
    /// The exchange whose packs they are; none: they were exchanged elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchange: Option<ExchangeId>,
}

/// What the others say of a party that is not at the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// It has left the alliance.
    Left,
    /// Nobody who spoke for it can be reached any more, and somebody else is to.
    Silent,
}

/// A party says that another is not at the table any more. It holds when all others have said the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AbsenceSaid {
    /// Of which party.
    pub party: PartyId,
    /// What.
    pub absence: Absence,
    /// Which party says so.
    pub by: PartyId,
    /// Why.
    pub why: String,
}

/// An adviser was asked in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdviserInvited {
    /// Who.
    pub adviser: PersonId,
    /// By whom.
    pub by: PartyId,
}

/// A party lets the adviser see the case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdviserConsented {
    /// The adviser.
    pub adviser: PersonId,
    /// The party.
    pub party: PartyId,
}

/// A party takes its consent back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdviserRevoked {
    /// The adviser.
    pub adviser: PersonId,
    /// The party.
    pub party: PartyId,
}
