//! Tables on rounds of questions.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Id;

/// The value of an answer: a number, an option, a list of options, or a table by option or row.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Value {
    /// A point on a scale, or a number in the item's unit.
    Number(f64),
    /// An option, or `dont_know`.
    Word(String),
    /// Several options.
    Words(Vec<String>),
    /// Points by option or row.
    Numbers(BTreeMap<String, f64>),
    /// Options by row.
    Rows(BTreeMap<String, String>),
}

super::words! {
    /// The form of a round.
    RoundFormWord {
        /// All items.
        Full,
        /// The short form, shown by clusters of areas.
        Short,
        /// A few items, often.
        Pulse,
        /// Looking back, in words.
        Debrief,
    }

    /// What a release speaks of.
    ReleaseScopeWord {
        /// All items but the sensitive ones.
        Items,
        /// The sensitive items too.
        Sensitive,
    }

    /// What a party says of a suspected gap.
    GapWord {
        /// Yes, we differ.
        Differ,
        /// I misread it.
        Misread,
    }
}

super::tables! {
    /// A round of questions.
    RoundTable {
        /// Its id.
        id: Id,
        /// Its form.
        form: RoundFormWord,
        /// When it was prepared.
        #[schemars(schema_with = "super::date")]
        drafted: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// When it was opened and its rule frozen.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        opened: Option<Date>,
        /// When it was locked before all had answered; it locks by itself when all have.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        locked: Option<Date>,
        /// Who asks.
        asked_by: String,
        /// Why.
        why: String,
        /// The adviser who may read items, named to all before the first question.
        #[serde(default, skip_serializing_if = "super::is_default")]
        adviser: Option<Id>,
        /// Who is asked.
        respondents: Vec<RespondentTable>,
        /// Respondents who withdrew.
        #[serde(default, skip_serializing_if = "super::is_default")]
        withdrawn: Vec<PersonDayTable>,
        /// The answers.
        #[serde(default, skip_serializing_if = "super::is_default")]
        sheet: Vec<SheetTable>,
        /// Parties that agree to the release of items.
        #[serde(default, skip_serializing_if = "super::is_default")]
        consent: Vec<ConsentTable>,
        /// What the parties said of suspected gaps.
        #[serde(default, skip_serializing_if = "super::is_default")]
        gap: Vec<GapTable>,
    }

    /// A person asked.
    RespondentTable {
        /// The person.
        person: Id,
        /// The party they speak for.
        party: Id,
    }

    /// A person and a day.
    PersonDayTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The person.
        person: Id,
    }

    /// All that one respondent answered.
    SheetTable {
        /// Who.
        person: Id,
        /// When it was submitted.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Answers by item.
        #[serde(default, skip_serializing_if = "super::is_default")]
        answers: BTreeMap<String, AnswerTable>,
        /// Answers to open questions.
        #[serde(default, skip_serializing_if = "super::is_default")]
        open: BTreeMap<String, String>,
    }

    /// One answer to one item.
    AnswerTable {
        /// The own answer, or `dont_know`.
        #[serde(default, skip_serializing_if = "super::is_default")]
        own: Option<Value>,
        /// The answer about each partner.
        #[serde(default, skip_serializing_if = "super::is_default")]
        about: BTreeMap<String, Value>,
        /// What the respondent thinks each partner will answer.
        #[serde(default, skip_serializing_if = "super::is_default")]
        predicted: BTreeMap<String, Value>,
        /// What the respondent could not live with: an option, `low`, `high`, or `row/option`.
        #[serde(default, skip_serializing_if = "super::is_default")]
        red_lines: Vec<String>,
        /// How much it matters, 1 to 5.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 1, max = 5))]
        importance: Option<u8>,
    }

    /// A party agrees to a release.
    ConsentTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The party.
        party: Id,
        /// What it agrees to.
        scope: ReleaseScopeWord,
    }

    /// What a party says of a suspected gap.
    GapTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The party.
        by: Id,
        /// The area.
        area: Id,
        /// The item; the area as a whole if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        item: Option<Id>,
        /// What it says.
        says: GapWord,
    }

    /// A gap that came to rest: by a clause, or as an accepted difference.
    GapSettledTable {
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
        /// The area.
        area: Id,
        /// The item; the area as a whole if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        item: Option<Id>,
        /// The clause that closes it.
        #[serde(default, skip_serializing_if = "super::is_default")]
        clause: Option<Id>,
        /// The difference in the parties' words, where they accept it.
        #[serde(default, skip_serializing_if = "super::is_default")]
        accepted: Option<String>,
    }
}
