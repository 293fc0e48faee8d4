//! Tables on structure that is data: comments on clauses, the ladder, the plan of pulses, shares and contributions.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Id;

super::tables! {
    /// A comment on a version of a clause.
    CommentTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Which party says so; the adviser if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        by: Option<Id>,
        /// What is said.
        text: String,
    }

    /// The escalation ladder.
    LadderTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// The steps, the first one first.
        steps: Vec<LadderStepTable>,
    }

    /// One step of the ladder.
    LadderStepTable {
        /// What is done.
        what: String,
        /// How many days it has.
        #[schemars(range(min = 1, max = 365))]
        days: u32,
    }

    /// A plan of pulses.
    PulsePlanTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// Every how many weeks; 0: no more.
        #[schemars(range(max = 26))]
        every_weeks: u32,
        /// How many days there are to answer; 7 if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 1, max = 60))]
        answer_within_days: Option<u32>,
        /// Who is asked.
        #[serde(default, skip_serializing_if = "super::is_default")]
        respondents: Vec<super::RespondentTable>,
    }

    /// How shares are held: `shares`, or `weights` and `freeze`.
    SplitTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// The share of each party, in percent.
        #[serde(default, skip_serializing_if = "super::is_default")]
        shares: BTreeMap<String, f64>,
        /// What each kind of contribution weighs: `money`, `work`, `thing`, `name`.
        #[serde(default, skip_serializing_if = "super::is_default")]
        weights: BTreeMap<String, f64>,
        /// The point at which the shares are fixed, in words.
        #[serde(default, skip_serializing_if = "super::is_default")]
        freeze: Option<String>,
    }

    /// A contribution.
    ContributionTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// Which party.
        party: Id,
        /// What kind: `money`, `work`, `thing` or `name`.
        contribution: String,
        /// Its value.
        #[schemars(range(min = 0.0))]
        amount: f64,
        /// What it is.
        what: String,
    }
}
