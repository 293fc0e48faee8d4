//! Tables on the work.

use jiff::civil::Date;

use super::{Id, PartyDayTable};

super::words! {
    /// Which list of the written model a tag is from.
    TagWord {
        /// It is one of the offers.
        Offer,
        /// It is for a segment of the joint market.
        Market,
        /// It needs a capability of the joint business.
        Capability,
        /// It is on the list of what is out.
        Exclusion,
    }

    /// What was decided on a project.
    AdmissionWord {
        /// It is joint work.
        Admit,
        /// It is not done.
        Refuse,
        /// It is passed to somebody outside.
        Refer,
        /// A party does it outside, disclosed.
        Outside,
        /// The scope is amended so that it fits.
        AmendScope,
    }

    /// How an outside interest came to light.
    DisclosureWord {
        /// Declared before it mattered.
        Declared,
        /// Declared by the party itself, late.
        DeclaredLate,
        /// Found by somebody else.
        Found,
    }
}

super::tables! {
    /// A project, proposed or running.
    ProjectTable {
        /// Its id.
        id: Id,
        /// What people call it.
        name: String,
        /// What it is about, in a sentence or more.
        description: String,
        /// For whom.
        #[serde(default, skip_serializing_if = "super::is_default")]
        client: Option<Id>,
        /// Who proposed it.
        proposer: Id,
        /// When it was proposed or began without a proposal.
        #[schemars(schema_with = "super::date")]
        proposed: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// Tags chosen by partners.
        #[serde(default, skip_serializing_if = "super::is_default")]
        tags: Vec<TagTable>,
        /// Decisions on its admission.
        #[serde(default, skip_serializing_if = "super::is_default")]
        decision: Vec<AdmissionTable>,
        /// When work began.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        started: Option<Date>,
        /// What partners say on whether it is in scope.
        #[serde(default, skip_serializing_if = "super::is_default")]
        judged: Vec<JudgedTable>,
        /// Payments.
        #[serde(default, skip_serializing_if = "super::is_default")]
        paid: Vec<PaidTable>,
        /// When and how it ended.
        #[serde(default, skip_serializing_if = "super::is_default")]
        ended: Option<HowTable>,
    }

    /// A tag: a line of the written model.
    TagTable {
        /// Which list the line is from.
        tag: TagWord,
        /// The line.
        line: String,
    }

    /// A decision on the admission of a project.
    AdmissionTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// What was decided.
        admission: AdmissionWord,
        /// By whom.
        by: Vec<Id>,
        /// Why.
        why: String,
        /// The answers to the admission test.
        #[serde(default, skip_serializing_if = "super::is_default")]
        answers: Vec<TestAnswerTable>,
    }

    /// One question of the admission test, answered.
    TestAnswerTable {
        /// The question.
        question: String,
        /// Whether the project passes it.
        passes: bool,
    }

    /// A party says whether a project is in scope.
    JudgedTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The party.
        party: Id,
        /// In scope or not.
        in_scope: bool,
    }

    /// A payment.
    PaidTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// How much.
        #[schemars(range(min = 0.0))]
        amount: f64,
        /// To whom: `joint`, `outside`, `unknown` or a party's id.
        to: String,
    }

    /// A day and how it went.
    HowTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// How.
        how: String,
    }

    /// Hours pledged.
    PledgeTable {
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
        /// By whom.
        party: Id,
        /// Hours a week.
        #[schemars(range(min = 0.0, max = 168.0))]
        hours_a_week: f64,
    }

    /// Hours worked: in all, or so many a week.
    EffortTable {
        /// By whom.
        party: Id,
        /// On what: `joint`, `outside` or `project:ID`.
        work: String,
        /// First day.
        #[schemars(schema_with = "super::date")]
        from: Date,
        /// Last day.
        #[schemars(schema_with = "super::date")]
        to: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Who wrote it down: a party or an adviser; the lead party if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        recorded_by: Option<Id>,
        /// Hours in all.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 0.0))]
        hours: Option<f64>,
        /// Hours in each week of the period, instead of `hours`.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 0.0, max = 168.0))]
        hours_a_week: Option<f64>,
    }

    /// A lead.
    LeadTable {
        /// Its id.
        id: Id,
        /// Who and what for.
        what: String,
        /// Who found it.
        found_by: Id,
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
        /// Whether it is in scope.
        in_scope: bool,
        /// When it was passed to the joint business.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        passed: Option<Date>,
        /// Who kept it, and when.
        #[serde(default, skip_serializing_if = "super::is_default")]
        kept: Option<PartyDayTable>,
    }

    /// An outside interest.
    OutsideInterestTable {
        /// Its id.
        id: Id,
        /// Whose.
        party: Id,
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
        /// How it came to light.
        disclosure: DisclosureWord,
        /// Who found it, where somebody else did.
        #[serde(default, skip_serializing_if = "super::is_default")]
        found_by: Option<Id>,
    }

    /// A client of the joint business.
    ClientTable {
        /// Its id.
        id: Id,
        /// What people call it.
        name: String,
        /// Who holds the contact, from day to day.
        contacts: Vec<ContactTable>,
    }

    /// Who holds the contact with a client.
    ContactTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The main contact.
        contact: Id,
        /// A second contact.
        #[serde(default, skip_serializing_if = "super::is_default")]
        second: Option<Id>,
        /// Joint revenue with the client so far.
        #[schemars(range(min = 0.0))]
        revenue: f64,
    }
}
