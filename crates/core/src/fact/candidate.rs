//! Facts on choosing partners: what candidates offer, how several people score them, trials, and how it ended.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{CriterionId, PartyId, PersonId, ScoringId, TrialId};
use crate::seal::Sealed;

/// What a candidate offers and asks; a later one takes the place of an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CandidateProfiled {
    /// Which candidate.
    pub party: PartyId,
    /// Hours a month that it would bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_a_month: Option<f64>,
    /// What it would cost a month, in the alliance's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_a_month: Option<f64>,
    /// How we came to know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How two parties would be together on one team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Together {
    /// They cannot be on one team.
    Apart,
    /// They chafe: together they are worth less than each alone.
    Chafe,
    /// Nothing is to be said.
    Neutral,
    /// They work well together: they are worth more than each alone.
    Well,
}

/// Somebody judged how two parties would be together; a later judgment takes the place of an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairJudged {
    /// The two.
    pub between: [PartyId; 2],
    /// How they would be.
    pub together: Together,
    /// What shows it.
    pub why: String,
}

/// One thing by which candidates are scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its id.
    pub criterion: CriterionId,
    /// Its name.
    pub name: String,
    /// What a 1 looks like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// What a 7 looks like.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
}

/// Somebody who scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewer {
    /// The person.
    pub person: PersonId,
    /// The party they speak for; none: an adviser.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<PartyId>,
}

/// Several people begin to score candidates, each alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoringOpened {
    /// Its id.
    pub scoring: ScoringId,
    /// By what.
    pub criteria: Vec<Criterion>,
    /// Whom.
    pub candidates: Vec<PartyId>,
    /// Who scores.
    pub reviewers: Vec<Reviewer>,
}

/// All that one reviewer gave: for each candidate a point from 1 to 7 on each criterion. It never stands in a fact:
/// facts hold it sealed.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ScoreSheet {
    /// Points by candidate and criterion; what the reviewer cannot tell is left out.
    pub points: BTreeMap<PartyId, BTreeMap<CriterionId, u8>>,
    /// What the reviewer says of a candidate.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub remarks: BTreeMap<PartyId, String>,
}

/// One reviewer handed in their scores.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoresSubmitted {
    /// In which scoring.
    pub scoring: ScoringId,
    /// Who.
    pub person: PersonId,
    /// The scores, sealed.
    pub sheet: Sealed<ScoreSheet>,
}

/// One reviewer will not score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewerExcused {
    /// In which scoring.
    pub scoring: ScoringId,
    /// Who.
    pub person: PersonId,
    /// Why.
    pub why: String,
}

/// All have scored, or the others were excused: the scores are open to all who scored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoringLocked {
    /// Which.
    pub scoring: ScoringId,
}

/// How criteria are weighted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weighting {
    /// By their order, the most important one first.
    Ranking(Vec<CriterionId>),
    /// By what a swing from the worst to the best is worth; the greatest swing has 100 points.
    Swings(BTreeMap<CriterionId, f64>),
}

/// The criteria of a scoring were weighted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CriteriaWeighted {
    /// Of which scoring.
    pub scoring: ScoringId,
    /// How.
    pub weighting: Weighting,
}

/// A trial project with a candidate was agreed, before any commitment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialAgreed {
    /// Its id.
    pub trial: TrialId,
    /// With which candidate.
    pub party: PartyId,
    /// What is done in it: a small real project with a written scope.
    pub what: String,
    /// Until when.
    pub until: Date,
    /// What it is paid, in the alliance's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<f64>,
    /// What would show that it went well, a line each.
    pub signs: Vec<String>,
}

/// Whether one would do it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Again {
    /// As it was.
    Yes,
    /// With other arrangements.
    Differently,
    /// Not.
    No,
}

/// One side's debrief of a trial.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrialDebriefed {
    /// Which trial.
    pub trial: TrialId,
    /// Which side.
    pub by: PartyId,
    /// Whether it would do it again.
    pub again: Again,
    /// What it saw.
    pub seen: String,
}

/// A selection came to its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SelectionConcluded {
    /// Who was chosen; nobody: no suitable candidate.
    pub chosen: Vec<PartyId>,
    /// Why.
    pub why: String,
}
