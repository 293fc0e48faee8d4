//! The shape of a case file: one readable table for each concept of an alliance. The doc comments here
//! become the descriptions in `schemas/case.schema.json`.

mod business;
mod candidate;
mod charter;
mod ending;
mod exchange;
mod hand_over;
mod round;
mod structure;
mod watch;
mod work;

pub use business::*;
pub use candidate::*;
pub use charter::*;
pub use ending::*;
pub use exchange::*;
pub use hand_over::*;
pub use round::*;
pub use structure::*;
pub use watch::*;
pub use work::*;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An id: 1 to 64 characters from a-z, 0-9, `-` and `_`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Id(#[schemars(regex(pattern = r"^[a-z0-9][a-z0-9_-]{0,63}$"))] pub String);

/// Writes the struct of a table; every field that may be left out says so by its type.
macro_rules! tables {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident : $type:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }
    )*};
}
pub(crate) use tables;

/// Writes an enumeration of words.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident,)* })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_meta])* $variant,)* }
    )*};
}
pub(crate) use words;

/// The schema of a civil date.
pub(crate) fn date(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "format": "date" })
}

/// The schema of a civil date that may be left out.
pub(crate) fn maybe_date(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": ["string", "null"], "format": "date" })
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A case file: an alliance in one readable file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Rowlock case file")]
pub struct Case {
    /// The alliance itself.
    pub alliance: AllianceTable,
    /// Moves from stage to stage.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: Vec<StageTable>,
    /// Changes of form.
    #[serde(default, skip_serializing_if = "is_default")]
    pub form: Vec<FormTable>,
    /// The joint business; a later table replaces an earlier one from its day on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub joint_business: Vec<JointBusinessTable>,
    /// The parties, candidates among them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub party: Vec<PartyTable>,
    /// Comparisons of the accounts of two parties.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accounts: Vec<AccountsTable>,
    /// Exchanges of diligence packs that were made elsewhere.
    #[serde(default, skip_serializing_if = "is_default")]
    pub diligence_exchange: Vec<DiligenceExchangeTable>,
    /// What candidates offer and ask.
    #[serde(default, skip_serializing_if = "is_default")]
    pub offer: Vec<OfferTable>,
    /// How two parties would be together on one team.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pair: Vec<PairTable>,
    /// Scorings of candidates by several people.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scoring: Vec<ScoringTable>,
    /// Trial projects with candidates.
    #[serde(default, skip_serializing_if = "is_default")]
    pub trial: Vec<TrialTable>,
    /// How selections ended.
    #[serde(default, skip_serializing_if = "is_default")]
    pub selection: Vec<SelectionTable>,
    /// Exchanges of diligence packs, with what each side shows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pack_exchange: Vec<PackExchangeTable>,
    /// Advisers and who lets them see the case.
    #[serde(default, skip_serializing_if = "is_default")]
    pub adviser: Vec<AdviserTable>,
    /// Rounds of questions with their answers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub round: Vec<RoundTable>,
    /// Gaps that came to rest.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gap_settled: Vec<GapSettledTable>,
    /// Clauses of the charter.
    #[serde(default, skip_serializing_if = "is_default")]
    pub clause: Vec<ClauseTable>,
    /// Rows of the decision table.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decision_right: Vec<DecisionRightTable>,
    /// The votes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub voting: Vec<VotingTable>,
    /// The project admission test.
    #[serde(default, skip_serializing_if = "is_default")]
    pub admission_test: Vec<AdmissionTestTable>,
    /// Stop rules.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stop_rule: Vec<StopRuleTable>,
    /// The escalation ladder.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ladder: Vec<LadderTable>,
    /// Plans of pulses.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pulse_plan: Vec<PulsePlanTable>,
    /// How shares are held.
    #[serde(default, skip_serializing_if = "is_default")]
    pub split: Vec<SplitTable>,
    /// Contributions.
    #[serde(default, skip_serializing_if = "is_default")]
    pub contribution: Vec<ContributionTable>,
    /// Projects.
    #[serde(default, skip_serializing_if = "is_default")]
    pub project: Vec<ProjectTable>,
    /// Hours pledged.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pledge: Vec<PledgeTable>,
    /// Hours worked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub effort: Vec<EffortTable>,
    /// Leads.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lead: Vec<LeadTable>,
    /// Outside interests.
    #[serde(default, skip_serializing_if = "is_default")]
    pub outside_interest: Vec<OutsideInterestTable>,
    /// Clients and their contacts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client: Vec<ClientTable>,
    /// Issues.
    #[serde(default, skip_serializing_if = "is_default")]
    pub issue: Vec<IssueTable>,
    /// Decisions.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decision: Vec<DecisionTable>,
    /// Control points.
    #[serde(default, skip_serializing_if = "is_default")]
    pub control_point: Vec<ControlPointTable>,
    /// Obligations.
    #[serde(default, skip_serializing_if = "is_default")]
    pub obligation: Vec<ObligationTable>,
    /// Meetings and reviews.
    #[serde(default, skip_serializing_if = "is_default")]
    pub meeting: Vec<MeetingTable>,
    /// Changed thresholds of signals.
    #[serde(default, skip_serializing_if = "is_default")]
    pub threshold: Vec<ThresholdTable>,
    /// Structured attempts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attempt: Vec<AttemptTable>,
    /// What leaving and staying cost the owner.
    #[serde(default, skip_serializing_if = "is_default")]
    pub leaving: Vec<LeavingTable>,
    /// Breaches.
    #[serde(default, skip_serializing_if = "is_default")]
    pub breach: Vec<BreachTable>,
    /// The owner's decisions.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner_decision: Vec<OwnerDecisionTable>,
    /// The end of the alliance.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ending: Vec<EndingTable>,
    /// Debriefs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub debrief: Vec<DebriefTable>,
    /// Playbooks made from this alliance.
    #[serde(default, skip_serializing_if = "is_default")]
    pub playbook: Vec<PlaybookTable>,
    /// Hand-overs of the case to another installation.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hand_over: Vec<HandOverTable>,
    /// The playbook that this alliance began from, as it was then.
    #[serde(default, skip_serializing_if = "is_default")]
    pub begun_from: Option<BegunFromTable>,
    /// Notes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Vec<NoteTable>,
    /// Corrections: entries of this file that turned out to be mistaken.
    #[serde(default, skip_serializing_if = "is_default")]
    pub correction: Vec<CorrectionTable>,
}

tables! {
    /// An entry that turned out to be mistaken. Its facts stay on the record and count no more.
    CorrectionTable {
        /// The day from which it no longer counts.
        #[schemars(schema_with = "date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "is_default")]
        #[schemars(schema_with = "maybe_date")]
        recorded: Option<Date>,
        /// The entry, as `table:id`, for example `issue:late-figures`.
        withdraws: String,
        /// Why.
        why: String,
    }
}
