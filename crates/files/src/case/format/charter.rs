//! Tables on the charter.

use jiff::civil::Date;

use super::Id;

super::tables! {
    /// A clause of the charter.
    ClauseTable {
        /// The clause, from the framework's catalogue.
        id: Id,
        /// Its versions, the first one first.
        draft: Vec<DraftTable>,
    }

    /// One version of a clause.
    DraftTable {
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
        /// Its text, in Markdown.
        text: String,
        /// Who approved this version.
        #[serde(default, skip_serializing_if = "super::is_default")]
        approvals: Vec<ApprovalTable>,
        /// What was said of this version.
        #[serde(default, skip_serializing_if = "super::is_default")]
        comments: Vec<super::CommentTable>,
    }

    /// A party's approval.
    ApprovalTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The party.
        party: Id,
        /// The name that was typed.
        typed_name: String,
        /// How: in the application, on paper, by mail.
        method: String,
    }

    /// A row of the decision table.
    DecisionRightTable {
        /// The kind of decision.
        id: Id,
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
        /// The kind in words.
        name: String,
        /// Who proposes.
        #[serde(default, skip_serializing_if = "super::is_default")]
        proposes: Vec<Id>,
        /// Who must agree.
        #[serde(default, skip_serializing_if = "super::is_default")]
        must_agree: Vec<Id>,
        /// Who is heard.
        #[serde(default, skip_serializing_if = "super::is_default")]
        heard: Vec<Id>,
        /// Who decides: `lead`, `majority`, `all` or a party's id.
        decides: String,
        /// Who carries it out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        carries_out: Vec<Id>,
        /// Up to what amount one party may act alone.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 0.0))]
        limit: Option<f64>,
        /// Whether it is a reserved matter.
        #[serde(default, skip_serializing_if = "super::is_default")]
        reserved: bool,
    }

    /// The votes.
    VotingTable {
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
        /// Votes of each party.
        votes: std::collections::BTreeMap<String, f64>,
        /// The votes needed to carry.
        #[schemars(range(min = 0.0))]
        quota: f64,
        /// Parties without whom nothing is carried.
        #[serde(default, skip_serializing_if = "super::is_default")]
        vetoes: Vec<Id>,
    }

    /// The project admission test.
    AdmissionTestTable {
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
        /// The questions that a project must pass.
        questions: Vec<String>,
        /// Who decides: `lead`, `majority`, `all` or a party's id.
        decides: String,
    }

    /// A stop rule.
    StopRuleTable {
        /// Its id.
        id: Id,
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
        /// The sign and its threshold, in words.
        sign: String,
        /// The date by which it forces a decision.
        #[schemars(schema_with = "super::date")]
        by_date: Date,
        /// Who agreed.
        agreed_by: Vec<Id>,
        /// The sign was seen before its date.
        #[serde(default, skip_serializing_if = "super::is_default")]
        reached: Option<StopReachedTable>,
        /// It was answered by a decision.
        #[serde(default, skip_serializing_if = "super::is_default")]
        answered: Option<StopAnsweredTable>,
    }

    /// The sign of a stop rule was seen.
    StopReachedTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// What was seen.
        what: String,
    }

    /// A stop rule was answered.
    StopAnsweredTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The decision.
        decision: String,
    }
}
