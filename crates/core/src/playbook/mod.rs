//! A playbook: what of one alliance can be used again. It speaks of seats and not of parties, of days after the
//! beginning and not of dates, and names nobody.

mod difference;
mod made;
mod nobody;
mod proposal;
mod seat;

pub use difference::{Change, Line, Part, difference};
pub use made::{Choice, FIRST_DAYS, lessons_on_record, outcome};
pub use nobody::Names;
pub use proposal::{Proposal, open_rows, proposals};
pub use seat::{BadSeat, Seat, SeatDecider, Seating};

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fact::{AllianceForm, ContributionKind, FrameworkRef, LadderStep, Outcome, RoundForm};
use crate::id::{CheckId, ClauseId, DecisionKindId, ObligationId, PlaybookId, StopRuleId};

/// A playbook in one of its versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Playbook {
    /// Its id.
    pub id: PlaybookId,
    /// What people call it.
    pub name: String,
    /// Its version, from 1.
    pub version: u32,
    /// The framework whose clauses and checks it speaks of.
    pub framework: FrameworkRef,
    /// The form of the alliance it was made from.
    pub form: AllianceForm,
    /// Clauses with their text.
    pub clauses: Vec<ClauseText>,
    /// Rows of the decision table.
    pub decisions: Vec<DecisionRow>,
    /// The votes, if there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Votes>,
    /// How shares were held, if that was on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split: Option<Shares>,
    /// The admission test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admission: Option<AdmissionTest>,
    /// Stop rules.
    pub stop_rules: Vec<StopSign>,
    /// The steps that an issue takes.
    pub ladder: Vec<LadderStep>,
    /// When rounds were held.
    pub rounds: Vec<PlannedRound>,
    /// The plan of pulses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pulses: Option<Pulses>,
    /// Checks of due diligence that were asked for.
    pub diligence: Vec<CheckId>,
    /// Obligations.
    pub obligations: Vec<Duty>,
    /// What was learned.
    pub lessons: Vec<String>,
    /// The alliance it was made from.
    pub origin: Origin,
    /// What became of the alliances that began from it, as far as is known.
    pub used: Used,
}

/// A clause with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClauseText {
    /// Which clause of the catalogue.
    pub clause: ClauseId,
    /// Its text, in Markdown.
    pub text: String,
}

/// A row of the decision table, by seats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecisionRow {
    /// The kind of decision.
    pub kind: DecisionKindId,
    /// The kind in words.
    pub name: String,
    /// Who proposes.
    pub proposes: Vec<Seat>,
    /// Who must agree.
    pub must_agree: Vec<Seat>,
    /// Who is heard.
    pub heard: Vec<Seat>,
    /// Who decides.
    pub decides: SeatDecider,
    /// Who carries it out.
    pub carries_out: Vec<Seat>,
    /// Up to what amount one party may act alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<f64>,
    /// Whether it is a reserved matter.
    pub reserved: bool,
}

/// The votes, by seats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Votes {
    /// Votes of each.
    pub votes: BTreeMap<Seat, f64>,
    /// The part of all votes that carries, above 0.5 and up to 1.
    pub quota: f64,
    /// Without whom nothing is carried.
    pub vetoes: Vec<Seat>,
}

/// How shares are held, by seats.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shares {
    /// As agreed, in percent.
    Fixed {
        /// The share of each.
        shares: BTreeMap<Seat, f64>,
    },
    /// As each contributes, until a point at which they are fixed.
    Dynamic {
        /// What each kind of contribution weighs.
        weights: BTreeMap<ContributionKind, f64>,
        /// The point at which the shares are fixed, in words.
        freeze: String,
    },
}

/// The admission test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdmissionTest {
    /// The questions a project must pass.
    pub questions: Vec<String>,
    /// Who decides.
    pub decides: SeatDecider,
}

/// A stop rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopSign {
    /// Its id.
    pub rule: StopRuleId,
    /// The sign and its threshold.
    pub sign: String,
    /// How many days after the joint business begins it forces a decision.
    pub days: u32,
}

/// A round that was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedRound {
    /// Its form.
    pub form: RoundForm,
    /// How many days after the beginning of the record.
    pub days: u32,
}

/// The plan of pulses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pulses {
    /// Every how many weeks.
    pub every_weeks: u32,
    /// How many days there are to answer.
    pub answer_within_days: u32,
}

/// An obligation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Its id.
    pub obligation: ObligationId,
    /// What.
    pub what: String,
    /// Who.
    pub who: Seat,
    /// How many days after the joint business begins it is due.
    pub days: u32,
}

/// The alliance that a playbook was made from: how it came out and how long it ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// How it came out; ongoing where that is not known yet.
    pub outcome: Outcome,
    /// When it began.
    pub began: Date,
    /// The day up to which it was looked at.
    pub until: Date,
}

/// What became of alliances, as bare counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Used {
    /// How many reached their aim.
    pub reached: u32,
    /// How many reached some of it.
    pub some: u32,
    /// How many failed.
    pub failed: u32,
    /// How many go on.
    pub going_on: u32,
}

impl Used {
    /// One more alliance with this outcome.
    pub fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Succeeded => self.reached += 1,
            Outcome::Mixed => self.some += 1,
            Outcome::Failed => self.failed += 1,
            Outcome::Ongoing => self.going_on += 1,
        }
    }

    /// How many in all.
    pub fn all(self) -> u32 {
        self.reached.saturating_add(self.some).saturating_add(self.failed).saturating_add(self.going_on)
    }

    /// The counts in a sentence, such as "used 4 times: 3 reached their aim, 1 goes on".
    pub fn words(self) -> String {
        let times = match self.all() {
            0 => return "not used yet".to_owned(),
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            all => format!("{all} times"),
        };
        let of = |count: u32, one: &str, several: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {several}")),
        };
        let parts: Vec<String> = [
            of(self.reached, "reached its aim", "reached their aim"),
            of(self.some, "reached some of it", "reached some of it"),
            of(self.failed, "failed", "failed"),
            of(self.going_on, "goes on", "go on"),
        ]
        .into_iter()
        .flatten()
        .collect();
        format!("used {times}: {}", parts.join(", "))
    }
}

impl Origin {
    /// How it came out, in words.
    pub fn words(self) -> &'static str {
        match self.outcome {
            Outcome::Succeeded => "reached its aim",
            Outcome::Mixed => "reached some of its aim",
            Outcome::Failed => "failed",
            Outcome::Ongoing => "goes on",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_a_sentence() {
        let mut used = Used::default();
        assert_eq!(used.words(), "not used yet");
        used.count(Outcome::Ongoing);
        assert_eq!(used.words(), "used once: 1 goes on");
        used.count(Outcome::Succeeded);
        used.count(Outcome::Succeeded);
        used.count(Outcome::Succeeded);
        assert_eq!(used.words(), "used 4 times: 3 reached their aim, 1 goes on");
    }
}
