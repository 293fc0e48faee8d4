//! The shape of a framework file: one readable table for each concept. The doc comments here become the
//! descriptions in `schemas/framework.schema.json`.

mod item;
mod scoring;
mod words;

use std::collections::BTreeMap;

use rowlock_core::id::{AreaId, CheckId, ClauseId, FrameworkId, ItemId, QuestionId, SignalId, SourceId};

pub use item::*;
pub use scoring::*;
pub use words::*;

use crate::case::format::{Id, tables};

fn the_full_form() -> Vec<FormWord> {
    vec![FormWord::Full]
}

tables! {
    /// A framework file: areas, questions, clauses, signals, checks and words.
    FrameworkFile {
        /// The version of this format; 1.
        #[schemars(range(min = 1, max = 1))]
        schema_version: u32,
        /// The framework itself.
        framework: FrameworkTable,
        /// The scales.
        scale: ScaleTable,
        /// How answers become bands.
        scoring: ScoringTable,
        /// The rules for repair, restructure and separate.
        verdict: VerdictTable,
        /// The literature, by id.
        #[serde(default)]
        source: BTreeMap<String, SourceTable>,
        /// Evidence for the method as a whole.
        #[serde(default)]
        evidence_general: Vec<EvidenceGeneralTable>,
        /// The areas.
        area: Vec<AreaTable>,
        /// Questions answered in words.
        #[serde(default)]
        open_question: Vec<OpenQuestionTable>,
        /// Clauses of a charter.
        clause: Vec<ClauseTable>,
        /// Signals of drift.
        signal: Vec<SignalTable>,
        /// Checks of due diligence.
        diligence: Vec<DiligenceTable>,
        /// The glossary.
        #[serde(default)]
        term: Vec<TermTable>,
    }

    /// The framework itself.
    FrameworkTable {
        /// Its id.
        #[schemars(with = "Id")]
        id: FrameworkId,
        /// Its name.
        name: String,
        /// The version of its content.
        version: String,
        /// What a reader should know about it.
        note: String,
        /// Minutes for the full form.
        minutes_full: u32,
        /// Minutes for the short form.
        minutes_short: u32,
        /// Minutes for the pulse.
        minutes_pulse: u32,
        /// Minutes for the debrief, where each answers alone.
        minutes_debrief: u32,
        /// When a full round is due, in words.
        cadence_full: String,
        /// When a pulse is due, in words.
        cadence_pulse: String,
    }

    /// A publication.
    SourceTable {
        /// Who wrote it.
        author: String,
        /// The year, or "n.d.".
        year: String,
        /// Its title and where it appeared.
        title: String,
        /// Where it can be read.
        #[serde(default)]
        url: Option<String>,
        /// How much of it was read.
        seen: SeenWord,
    }

    /// Evidence for the method as a whole.
    EvidenceGeneralTable {
        /// What it is about.
        about: String,
        /// The finding.
        claim: String,
        /// How much stands behind it.
        strength: StrengthWord,
        /// Where it was published.
        #[schemars(with = "Vec<Id>")]
        sources: Vec<SourceId>,
    }

    /// An area of alignment.
    AreaTable {
        /// Its id.
        #[schemars(with = "Id")]
        id: AreaId,
        /// Its name.
        name: String,
        /// A label of at most 16 characters.
        #[schemars(length(max = 16))]
        short: String,
        /// What it covers, in one line.
        definition: String,
        /// Why it matters, in plain language.
        why: String,
        /// What a difference means.
        difference: RuleWord,
        /// What a good result does not tell.
        limits: String,
        /// What a gap looks like in real life.
        divergence: Vec<String>,
        /// Questions for the conversation between partners.
        ask_next: Vec<String>,
        /// Clauses that close a gap, the most useful first.
        #[schemars(with = "Vec<Id>")]
        clauses: Vec<ClauseId>,
        /// What is known about it.
        #[serde(default)]
        evidence: Vec<EvidenceTable>,
        /// Its questions.
        item: Vec<ItemTable>,
    }

    /// A finding and where it comes from.
    EvidenceTable {
        /// The finding.
        claim: String,
        /// How much stands behind it.
        strength: StrengthWord,
        /// Where it was published.
        #[schemars(with = "Vec<Id>")]
        sources: Vec<SourceId>,
    }

    /// A question that is answered in words and not scored.
    OpenQuestionTable {
        /// Its id.
        #[schemars(with = "Id")]
        id: QuestionId,
        /// The question.
        text: String,
        /// Who may read the answer.
        visibility: VisibilityWord,
        /// The forms that ask it; the full form if left out.
        #[serde(default = "the_full_form")]
        forms: Vec<FormWord>,
    }

    /// A clause of a charter.
    ClauseTable {
        /// Its id.
        #[schemars(with = "Id")]
        id: ClauseId,
        /// Its name.
        name: String,
        /// The question that it answers.
        answers: String,
        /// The areas whose gaps it closes.
        #[schemars(with = "Vec<Id>")]
        areas: Vec<AreaId>,
        /// The forms of alliance that it fits.
        #[schemars(length(min = 1))]
        fits: Vec<FitWord>,
        /// Whether counsel should look at it.
        counsel: bool,
        /// Whether it belongs to a first charter.
        tier: TierWord,
        /// What to beware of.
        #[serde(default)]
        caution: Option<String>,
        /// A text to begin with, in Markdown: `___` is what people fill in, words in braces come from the record.
        #[serde(default)]
        start: Option<String>,
    }

    /// A signal of drift.
    SignalTable {
        /// Its id.
        #[schemars(with = "Id")]
        id: SignalId,
        /// Its name.
        name: String,
        /// The area it speaks to.
        #[schemars(with = "Id")]
        area: AreaId,
        /// What is measured, in words.
        measure: String,
        /// When to look, in words.
        watch: String,
        /// When to act, in words.
        alarm: String,
        /// The records it is measured on, in words.
        source_data: String,
        /// The same as a rule.
        rule: SignalRuleTable,
    }

    /// How a signal is measured.
    SignalRuleTable {
        /// The method.
        measure: MeasureWord,
        /// The engine of the verdict that it speaks for.
        speaks_for: EngineWord,
        /// The item whose answers it reads.
        #[serde(default)]
        #[schemars(with = "Option<Id>")]
        item: Option<ItemId>,
        /// The numbers that the method asks for, by name.
        numbers: BTreeMap<String, f64>,
    }

    /// A check of due diligence.
    DiligenceTable {
        /// Its id.
        #[schemars(with = "Id")]
        id: CheckId,
        /// Its name.
        name: String,
        /// What shows it.
        evidence: Vec<String>,
        /// Days after which the evidence is stale; 0 when it does not go stale.
        stale_after_days: u32,
        /// Whether the person's written consent comes first.
        consent: bool,
        /// What should make one stop.
        red_flags: Vec<String>,
        /// The areas it speaks to.
        #[schemars(with = "Vec<Id>")]
        areas: Vec<AreaId>,
    }

    /// An entry of the glossary.
    TermTable {
        /// The term.
        term: String,
        /// What it means.
        means: String,
        /// What not to say in its place.
        avoid: String,
    }
}
