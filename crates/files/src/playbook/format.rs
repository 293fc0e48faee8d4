//! The shape of a playbook file. The doc comments here become the descriptions in `schemas/playbook.schema.json`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::case::format::{AllianceFormWord, Id, LadderStepTable, OutcomeWord, RoundFormWord, date, tables};

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A playbook: what of one alliance can be used again. It speaks of seats: `lead`, `partner` (each of them where
/// there are several), or `partner-1`, `partner-2` and so on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Rowlock playbook file")]
pub struct PlaybookFile {
    /// Its id.
    pub id: Id,
    /// What people call it.
    #[schemars(length(min = 1, max = 120))]
    pub name: String,
    /// Its version, from 1.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub version: u32,
    /// The id of the framework whose clauses and checks it speaks of.
    pub framework: Id,
    /// The version of that framework.
    #[schemars(length(max = 40))]
    pub framework_version: String,
    /// The form of the alliance it was made from.
    pub form: AllianceFormWord,
    /// What was learned, a line each.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(length(max = 200))]
    pub lessons: Vec<String>,
    /// The ids of checks of due diligence that are asked for.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(length(max = 200))]
    pub diligence: Vec<Id>,
    /// The alliance it was made from: how it came out, and how long it ran.
    pub made_from: OriginTable,
    /// What became of the alliances that began from it, as counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub used: Option<UsedTable>,
    /// Clauses with their text.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(length(max = 200))]
    pub clause: Vec<ClauseTextTable>,
    /// Rows of the decision table.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(length(max = 200))]
    pub decision: Vec<DecisionRowTable>,
    /// The votes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub votes: Option<VotesTable>,
    /// How shares are held: `shares`, or `weights` and `freeze`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub split: Option<SharesTable>,
    /// The admission test.
    #[serde(default, skip_serializing_if = "is_default")]
    pub admission: Option<AdmissionTable>,
    /// Stop rules.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(length(max = 200))]
    pub stop_rule: Vec<StopSignTable>,
    /// The steps that an issue takes, the first one first.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(length(max = 8))]
    pub ladder: Vec<LadderStepTable>,
    /// When rounds were held.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(length(max = 200))]
    pub round: Vec<PlannedRoundTable>,
    /// The plan of pulses.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pulses: Option<PulsesTable>,
    /// Obligations.
    #[serde(default, skip_serializing_if = "is_default")]
    #[schemars(length(max = 200))]
    pub obligation: Vec<DutyTable>,
}

tables! {
    /// The alliance that a playbook was made from.
    OriginTable {
        /// How it came out.
        outcome: OutcomeWord,
        /// When it began.
        #[schemars(schema_with = "date")]
        began: Date,
        /// The day up to which it was looked at.
        #[schemars(schema_with = "date")]
        until: Date,
    }

    /// What became of alliances, as counts.
    UsedTable {
        /// How many reached their aim.
        #[schemars(range(max = 1_000_000))]
        reached: u32,
        /// How many reached some of it.
        #[schemars(range(max = 1_000_000))]
        some: u32,
        /// How many failed.
        #[schemars(range(max = 1_000_000))]
        failed: u32,
        /// How many go on.
        #[schemars(range(max = 1_000_000))]
        going_on: u32,
    }

    /// A clause with its text.
    ClauseTextTable {
        /// The clause, from the framework's catalogue.
        id: Id,
        /// Its text, in Markdown.
        #[schemars(length(min = 1, max = 20_000))]
        text: String,
    }

    /// A row of the decision table, by seats.
    DecisionRowTable {
        /// The kind of decision.
        id: Id,
        /// The kind in words.
        #[schemars(length(min = 1, max = 300))]
        name: String,
        /// Who proposes.
        #[serde(default, skip_serializing_if = "is_default")]
        proposes: Vec<String>,
        /// Who must agree.
        #[serde(default, skip_serializing_if = "is_default")]
        must_agree: Vec<String>,
        /// Who is heard.
        #[serde(default, skip_serializing_if = "is_default")]
        heard: Vec<String>,
        /// Who decides: `lead`, `majority`, `all` or a seat.
        decides: String,
        /// Who carries it out.
        #[serde(default, skip_serializing_if = "is_default")]
        carries_out: Vec<String>,
        /// Up to what amount one party may act alone.
        #[serde(default, skip_serializing_if = "is_default")]
        #[schemars(range(min = 0.0))]
        limit: Option<f64>,
        /// Whether it is a reserved matter.
        #[serde(default, skip_serializing_if = "is_default")]
        reserved: bool,
    }

    /// The votes, by seats.
    VotesTable {
        /// Votes of each seat.
        votes: BTreeMap<String, f64>,
        /// The part of all votes that carries: above 0.5, and up to 1.
        #[schemars(range(min = 0.5, max = 1.0))]
        quota: f64,
        /// Seats without which nothing is carried.
        #[serde(default, skip_serializing_if = "is_default")]
        vetoes: Vec<String>,
    }

    /// How shares are held.
    SharesTable {
        /// The share of each seat, in percent.
        #[serde(default, skip_serializing_if = "is_default")]
        shares: BTreeMap<String, f64>,
        /// What each kind of contribution weighs: `money`, `work`, `thing`, `name`.
        #[serde(default, skip_serializing_if = "is_default")]
        weights: BTreeMap<String, f64>,
        /// The point at which the shares are fixed, in words.
        #[serde(default, skip_serializing_if = "is_default")]
        freeze: Option<String>,
    }

    /// The admission test.
    AdmissionTable {
        /// The questions a project must pass.
        #[schemars(length(min = 1, max = 50))]
        questions: Vec<String>,
        /// Who decides: `lead`, `majority`, `all` or a seat.
        decides: String,
    }

    /// A stop rule.
    StopSignTable {
        /// Its id.
        id: Id,
        /// The sign and its threshold.
        #[schemars(length(min = 1, max = 1_000))]
        sign: String,
        /// How many days after the joint business begins it forces a decision.
        #[schemars(range(max = 36_500))]
        days: u32,
    }

    /// A round that was held.
    PlannedRoundTable {
        /// Its form.
        form: RoundFormWord,
        /// How many days after the beginning of the record.
        #[schemars(range(max = 36_500))]
        days: u32,
    }

    /// The plan of pulses.
    PulsesTable {
        /// Every how many weeks.
        #[schemars(range(min = 1, max = 26))]
        every_weeks: u32,
        /// How many days there are to answer.
        #[schemars(range(min = 1, max = 60))]
        answer_within_days: u32,
    }

    /// An obligation.
    DutyTable {
        /// Its id.
        id: Id,
        /// What.
        #[schemars(length(min = 1, max = 1_000))]
        what: String,
        /// Who: a seat.
        who: String,
        /// How many days after the joint business begins it is due.
        #[schemars(range(max = 36_500))]
        days: u32,
    }
}
