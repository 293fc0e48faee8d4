//! Tables on attempts to settle, the owner's position and decision, and what was learned.

use jiff::civil::Date;

use super::Id;

super::words! {
    /// A change of the deal that a proposal offers.
    StructureWord {
        /// Clauses inside the present deal.
        Clauses,
        /// A smaller scope.
        SmallerScope,
        /// Another form.
        OtherForm,
        /// Fewer partners.
        FewerPartners,
        /// A new split of shares or profit.
        NewSplit,
        /// Control points given back.
        RestoredControl,
    }

    /// What the owner decided.
    CourseWord {
        /// Begin.
        GoAhead,
        /// Settle something first.
        SettleFirst,
        /// Do not begin.
        DoNotStart,
        /// Go on.
        Proceed,
        /// Mend inside the deal.
        Repair,
        /// Change the deal.
        Restructure,
        /// End it in order.
        Separate,
    }

    /// How an alliance ended.
    EndingWord {
        /// What it was for is done.
        AimReached,
        /// The partners ended it together, as agreed.
        InOrder,
        /// One of them, or a third party, took it over.
        BoughtOut,
        /// It never began.
        NeverBegan,
        /// It broke down.
        BrokeDown,
    }

    /// How an alliance came out.
    OutcomeWord {
        /// It reached its aim.
        Succeeded,
        /// It reached some of it.
        Mixed,
        /// It failed.
        Failed,
        /// It goes on.
        Ongoing,
    }
}

super::tables! {
    /// An attempt to settle what is open.
    AttemptTable {
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
        /// Who proposed.
        by: Id,
        /// The areas it wants to settle.
        areas: Vec<Id>,
        /// What it offers to change.
        structure: Vec<StructureWord>,
        /// The proposal.
        proposal: String,
        /// The day by which all answer.
        #[schemars(schema_with = "super::date")]
        decide_by: Date,
        /// Whether it was facilitated and in writing.
        structured: bool,
        /// What the parties said.
        #[serde(default, skip_serializing_if = "super::is_default")]
        answers: Vec<AttemptAnswerTable>,
    }

    /// A party's answer to a proposal.
    AttemptAnswerTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The party.
        party: Id,
        /// Whether it accepts.
        accepts: bool,
        /// Why.
        why: String,
    }

    /// What leaving and staying cost the owner, looking forward only.
    LeavingTable {
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
        /// Leaving now.
        now: CostTable,
        /// Leaving in six months.
        in_six_months: CostTable,
        /// Staying.
        staying: CostTable,
    }

    /// What one way forward costs.
    CostTable {
        /// The amount.
        #[schemars(range(min = 0.0))]
        amount: f64,
        /// What it is, and what comes with it.
        what: String,
    }

    /// A breach of the charter or the agreement.
    BreachTable {
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
        /// Whose.
        party: Id,
        /// What.
        what: String,
    }

    /// The owner's own decision.
    OwnerDecisionTable {
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
        /// What.
        course: CourseWord,
        /// Why.
        why: String,
    }

    /// One thing by which an outcome is measured.
    MeasureTable {
        /// What is measured.
        what: String,
        /// What was aimed at, where something was.
        #[serde(default, skip_serializing_if = "super::is_default")]
        aimed: Option<f64>,
        /// What was reached.
        reached: f64,
        /// The unit of both.
        unit: String,
    }

    /// The end of the alliance.
    EndingTable {
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
        /// How it ended.
        how: EndingWord,
        /// How it came out.
        outcome: OutcomeWord,
        /// Why it ended.
        why: String,
        /// What was reached, against what was aimed at.
        #[serde(default, skip_serializing_if = "super::is_default")]
        measures: Vec<MeasureTable>,
    }

    /// A debrief.
    DebriefTable {
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
        /// What was meant.
        meant: String,
        /// What happened.
        happened: String,
        /// Why.
        why: String,
        /// What to change.
        change: String,
        /// How it came out.
        outcome: OutcomeWord,
        /// The round in which each answered alone before.
        #[serde(default, skip_serializing_if = "super::is_default")]
        round: Option<Id>,
        /// The areas that those present see behind it.
        #[serde(default, skip_serializing_if = "super::is_default")]
        areas: Vec<Id>,
        /// What they take along, a line each.
        #[serde(default, skip_serializing_if = "super::is_default")]
        lessons: Vec<String>,
        /// What was reached, against what was aimed at.
        #[serde(default, skip_serializing_if = "super::is_default")]
        measures: Vec<MeasureTable>,
    }

    /// A playbook made from this alliance.
    PlaybookTable {
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
        /// Its name.
        name: String,
        /// The clauses it takes along.
        clauses: Vec<Id>,
        /// The lessons it takes along.
        lessons: Vec<String>,
    }

    /// The playbook that this alliance began from. Its clauses become drafts; nothing counts as agreed.
    BegunFromTable {
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
        /// The playbook as it was then.
        playbook: crate::playbook::format::PlaybookFile,
    }

    /// A note without effect on any analysis.
    NoteTable {
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
        /// The note.
        text: String,
    }
}
