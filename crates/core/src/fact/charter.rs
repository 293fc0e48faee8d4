//! Facts on the charter: clauses, decision rights, votes, the admission test, stop rules.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{ClauseId, DecisionKindId, PartyId, StopRuleId};

/// A clause was drafted, or drafted anew. Versions count from 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClauseDrafted {
    /// Which clause of the catalogue.
    pub clause: ClauseId,
    /// Its text, in Markdown.
    pub text: String,
}

/// A party approved one version of a clause.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClauseApproved {
    /// Which clause.
    pub clause: ClauseId,
    /// Which version.
    pub version: u32,
    /// Which party.
    pub party: PartyId,
    /// The name that was typed.
    pub typed_name: String,
    /// How: in the application, on paper, by mail.
    pub method: String,
}

/// Who decides a kind of decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// The lead party.
    Lead,
    /// One named party.
    Party(PartyId),
    /// More than half of the votes.
    Majority,
    /// All parties.
    All,
}

/// A row of the decision table was agreed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecisionRightAgreed {
    /// The kind of decision.
    pub decision_kind: DecisionKindId,
    /// The kind in words.
    pub name: String,
    /// Who proposes.
    pub proposes: Vec<PartyId>,
    /// Who must agree.
    pub must_agree: Vec<PartyId>,
    /// Who is heard.
    pub heard: Vec<PartyId>,
    /// Who decides.
    pub decides: Decider,
    /// Who carries it out.
    pub carries_out: Vec<PartyId>,
    /// Up to what amount one party may act alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<f64>,
    /// Whether it is a reserved matter.
    pub reserved: bool,
}

/// The votes were agreed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VotingAgreed {
    /// Votes of each party.
    pub votes: BTreeMap<PartyId, f64>,
    /// The votes needed to carry.
    pub quota: f64,
    /// Parties without whom nothing is carried.
    pub vetoes: Vec<PartyId>,
}

/// The project admission test was agreed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AdmissionTestAgreed {
    /// The questions a project must pass.
    pub questions: Vec<String>,
    /// Who decides.
    pub decides: Decider,
}

/// A stop rule was agreed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StopRuleAgreed {
    /// Its id.
    pub rule: StopRuleId,
    /// The sign and its threshold, in words.
    pub sign: String,
    /// The date by which it forces a decision.
    pub by_date: Date,
    /// Who agreed.
    pub agreed_by: Vec<PartyId>,
}

/// A stop rule's sign was seen before its date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StopRuleReached {
    /// Which.
    pub rule: StopRuleId,
    /// What was seen.
    pub what: String,
}

/// A stop rule was answered by a decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StopRuleAnswered {
    /// Which.
    pub rule: StopRuleId,
    /// The decision.
    pub decision: String,
}
