//! Tables on choosing partners: offers, pairs, scorings, trials, and how a selection ended.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Id;

super::words! {
    /// How two parties would be together.
    TogetherWord {
        /// They cannot be on one team.
        Apart,
        /// They chafe.
        Chafe,
        /// Nothing is to be said.
        Neutral,
        /// They work well together.
        Well,
    }

    /// Whether one would do it again.
    AgainWord {
        /// As it was.
        Yes,
        /// With other arrangements.
        Differently,
        /// Not.
        No,
    }
}

super::tables! {
    /// What a candidate offers and asks; a later table takes the place of an earlier one.
    OfferTable {
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
        /// Which candidate.
        party: Id,
        /// Hours a month.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 0.0, max = 744.0))]
        hours_a_month: Option<f64>,
        /// What it would cost a month.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 0.0))]
        cost_a_month: Option<f64>,
        /// How it came to be known.
        #[serde(default, skip_serializing_if = "super::is_default")]
        source: Option<String>,
        /// A remark.
        #[serde(default, skip_serializing_if = "super::is_default")]
        note: Option<String>,
    }

    /// How two parties would be together.
    PairTable {
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
        /// The two.
        between: [Id; 2],
        /// How they would be.
        together: TogetherWord,
        /// What shows it.
        why: String,
    }

    /// Candidates scored by several people, each alone; it opens by itself when all have scored.
    ScoringTable {
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
        /// By what.
        criteria: Vec<CriterionTable>,
        /// Whom.
        candidates: Vec<Id>,
        /// Who scores.
        reviewers: Vec<ReviewerTable>,
        /// Who will not score.
        #[serde(default, skip_serializing_if = "super::is_default")]
        excused: Vec<ExcusedTable>,
        /// What each gave.
        #[serde(default, skip_serializing_if = "super::is_default")]
        sheet: Vec<ScoreSheetTable>,
        /// How the criteria are weighted; a later table takes the place of an earlier one.
        #[serde(default, skip_serializing_if = "super::is_default")]
        weighting: Vec<WeightingTable>,
    }

    /// One thing by which candidates are scored.
    CriterionTable {
        /// Its id.
        id: Id,
        /// Its name.
        name: String,
        /// What a 1 looks like.
        #[serde(default, skip_serializing_if = "super::is_default")]
        low: Option<String>,
        /// What a 7 looks like.
        #[serde(default, skip_serializing_if = "super::is_default")]
        high: Option<String>,
    }

    /// Somebody who scores.
    ReviewerTable {
        /// The person.
        person: Id,
        /// The party they speak for; an adviser if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        party: Option<Id>,
    }

    /// Somebody who will not score.
    ExcusedTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The person.
        person: Id,
        /// Why.
        why: String,
    }

    /// All that one reviewer gave.
    ScoreSheetTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The person.
        person: Id,
        /// Points from 1 to 7 by candidate and criterion.
        points: BTreeMap<String, BTreeMap<String, u8>>,
        /// What the reviewer says of a candidate.
        #[serde(default, skip_serializing_if = "super::is_default")]
        remarks: BTreeMap<String, String>,
    }

    /// How the criteria are weighted: `ranking` or `swings`.
    WeightingTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// The criteria, the most important one first.
        #[serde(default, skip_serializing_if = "super::is_default")]
        ranking: Vec<Id>,
        /// What a swing from the worst to the best is worth, in points up to 100.
        #[serde(default, skip_serializing_if = "super::is_default")]
        swings: BTreeMap<String, f64>,
    }

    /// A trial project with a candidate.
    TrialTable {
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
        /// Which candidate.
        party: Id,
        /// What is done in it.
        what: String,
        /// Until when.
        #[schemars(schema_with = "super::date")]
        until: Date,
        /// What it is paid.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(range(min = 0.0))]
        paid: Option<f64>,
        /// What would show that it went well.
        signs: Vec<String>,
        /// What each side saw.
        #[serde(default, skip_serializing_if = "super::is_default")]
        debrief: Vec<TrialDebriefTable>,
    }

    /// One side's debrief of a trial.
    TrialDebriefTable {
        /// The day from which it holds.
        #[schemars(schema_with = "super::date")]
        on: Date,
        /// When it was written down; the same day if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        #[schemars(schema_with = "super::maybe_date")]
        recorded: Option<Date>,
        /// Which side.
        by: Id,
        /// Whether it would do it again.
        again: AgainWord,
        /// What it saw.
        seen: String,
    }

    /// How a selection ended.
    SelectionTable {
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
        /// Who was chosen; nobody if left out.
        #[serde(default, skip_serializing_if = "super::is_default")]
        chosen: Vec<Id>,
        /// Why.
        why: String,
    }
}
