//! Tables for the watch.

use jiff::civil::Date;

use super::{HowTable, Id, WhyTable};

super::words! {
    /// How heavy an issue is.
    SeverityWord {
        /// A nuisance.
        Minor,
        /// It costs money, time or goodwill.
        Serious,
        /// It puts the alliance in question.
        Grave,
    }

    /// What a control point is about.
    LeverWord {
        /// Bank account and signing.
        Bank,
        /// Web domain and mail.
        Domain,
        /// A key contract.
        KeyContract,
        /// The lead with clients.
        ClientLead,
        /// Name and brand.
        Brand,
        /// Methods and know-how.
        KnowHow,
        /// A reserved matter.
        ReservedMatter,
        /// Books, files and numbers.
        Information,
    }

    /// Whether the lead party's right works in practice.
    WorksWord {
        /// It works.
        Yes,
        /// It does not.
        No,
        /// Nobody has tried.
        Unknown,
    }

    /// Why a deadline was missed.
    MissedForWord {
        /// Own or outside work came first.
        OwnWork,
        /// The client or a third party.
        ThirdParty,
        /// Illness or another call that nobody chose.
        Illness,
        /// Anything else.
        Other,
    }
}

super::tables! {
    /// An issue between parties.
    IssueTable {
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
        /// Who raised it.
        by: Id,
        /// Between whom.
        between: Vec<Id>,
        /// In which area.
        area: Id,
        /// How heavy.
        severity: SeverityWord,
        /// What happened.
        summary: String,
        /// What led to it: `issue:ID`, `project:ID`, `clause:ID`, `interest:ID` or `control_point:ID`.
        #[serde(default, skip_serializing_if = "super::is_default")]
        caused_by: Vec<String>,
        /// When the first step of the ladder is due.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        answer_by: Option<Date>,
        /// Later steps of the ladder.
        #[serde(default, skip_serializing_if = "super::is_default")]
        steps: Vec<StepTable>,
        /// Causes named later.
        #[serde(default, skip_serializing_if = "super::is_default")]
        causes: Vec<CauseTable>,
        /// When and how it was closed.
        #[serde(default, skip_serializing_if = "super::is_default")]
        closed: Vec<HowTable>,
        /// When and why it came back.
        #[serde(default, skip_serializing_if = "super::is_default")]
        reopened: Vec<WhyTable>,
    }

    /// A step of the ladder.
    StepTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The step.
        step: String,
        /// When it is due.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        answer_by: Option<Date>,
    }

    /// A cause named later.
    CauseTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// What led to it, as in `caused_by`.
        cause: String,
        /// Who says so.
        by: Id,
    }

    /// A decision, or a proposal voted down.
    DecisionTable {
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
        /// What.
        what: String,
        /// The row of the decision table it falls under.
        #[serde(default, skip_serializing_if = "super::is_default")]
        kind: Option<Id>,
        /// Who decided, or voted for it.
        by: Vec<Id>,
        /// Who voted against it.
        #[serde(default, skip_serializing_if = "super::is_default")]
        against: Vec<Id>,
        /// Whether it was carried.
        carried: bool,
        /// The amount it binds.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 0.0))]
        amount: Option<f64>,
        /// Why.
        why: String,
    }

    /// A control point.
    ControlPointTable {
        /// Its id.
        id: Id,
        /// What it is about.
        lever: LeverWord,
        /// What exactly.
        what: String,
        /// Who should hold it: `joint`, `outside`, `unknown` or a party's id.
        should_hold: String,
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
        /// What was seen, from day to day.
        #[serde(default, skip_serializing_if = "super::is_default")]
        checks: Vec<CheckTable>,
    }

    /// A check of a control point.
    CheckTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who holds it: `joint`, `outside`, `unknown` or a party's id.
        holder: String,
        /// Whether the lead party's right works in practice.
        works: WorksWord,
        /// What was seen.
        seen: String,
    }

    /// Something a party has to do by a day.
    ObligationTable {
        /// Its id.
        id: Id,
        /// What.
        what: String,
        /// Who.
        who: Id,
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
        /// When it is due.
        #[schemars(schema_with = "super::date")]
        due: Date,
        /// When it was done.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        done: Option<Date>,
        /// When it was noted as missed, and why.
        #[serde(default, skip_serializing_if = "super::is_default")]
        missed: Option<MissedTable>,
    }

    /// A missed deadline.
    MissedTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Why.
        reason: MissedForWord,
        /// In words.
        note: String,
    }

    /// A meeting or a review.
    MeetingTable {
        /// Its id.
        id: Id,
        /// What it is about.
        about: String,
        /// When it was planned.
        #[schemars(schema_with = "super::date")]
        planned: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// The day it was planned for.
        #[schemars(schema_with = "super::date")]
        due: Date,
        /// It took place.
        #[serde(default, skip_serializing_if = "super::is_default")]
        held: Option<HeldTable>,
        /// It was cancelled.
        #[serde(default, skip_serializing_if = "super::is_default")]
        cancelled: Option<CancelledTable>,
    }

    /// A meeting that took place.
    HeldTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who came.
        present: Vec<Id>,
        /// Who did not.
        #[serde(default, skip_serializing_if = "super::is_default")]
        absent: Vec<Id>,
        /// What was said and decided.
        minutes: String,
    }

    /// A meeting that was cancelled.
    CancelledTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// By whom.
        by: Vec<Id>,
        /// Why.
        why: String,
    }

    /// A changed threshold of a signal.
    ThresholdTable {
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
        /// Which signal.
        signal: Id,
        /// Which of its numbers, as the framework names it.
        number: String,
        /// The new value.
        value: f64,
        /// Why.
        why: String,
    }
}
