//! The framework as data: the areas with their questions, how answers are scored, the clauses that close
//! gaps, the signals of drift, the checks of due diligence, and the words. The default stands in
//! `frameworks/core-alignment.toml`; the reader in `rowlock-files` guarantees that references hold.

mod area;
mod content;
mod item;
mod scoring;
mod signal;

pub use area::{Area, Evidence, Rule, Strength};
pub use content::{
    Clause, ClauseTier, DiligenceCheck, EvidenceGeneral, Fit, OpenQuestion, Seen, Source, Term,
};
pub use item::{Choice, FromRecord, Item, Kind, Options, Role, Score, Target, Tolerance};
pub use scoring::{Cluster, Confidentiality, Coorientation, LikertScale, Scoring, VerdictRules};
pub use signal::{Engine, Measure, Signal, SignalRule};

use crate::fact::RoundForm;
use crate::id::{AreaId, CheckId, ClauseId, ClusterId, FrameworkId, ItemId, SignalId, SourceId};

/// A framework: everything about alignment that is content and not code.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    /// Its id.
    pub id: FrameworkId,
    /// Its name.
    pub name: String,
    /// The version of its content.
    pub version: String,
    /// What a reader should know about it.
    pub note: String,
    /// How long each form takes and when it is due.
    pub rounds: RoundAdvice,
    /// The words of the seven-point scale.
    pub likert: LikertScale,
    /// How answers become bands.
    pub scoring: Scoring,
    /// The rules for repair, restructure and separate.
    pub verdict: VerdictRules,
    /// The literature.
    pub sources: Vec<Source>,
    /// Evidence for the method as a whole.
    pub evidence: Vec<EvidenceGeneral>,
    /// The areas, in the order of the questionnaire.
    pub areas: Vec<Area>,
    /// Questions that are answered in words and not scored.
    pub open_questions: Vec<OpenQuestion>,
    /// Clauses of a charter.
    pub clauses: Vec<Clause>,
    /// Signals of drift.
    pub signals: Vec<Signal>,
    /// Checks of due diligence.
    pub diligence: Vec<DiligenceCheck>,
    /// The glossary.
    pub terms: Vec<Term>,
}

/// How long the forms of a round take, in minutes, and when they are due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundAdvice {
    /// Minutes for the full form.
    pub minutes_full: u32,
    /// Minutes for the short form.
    pub minutes_short: u32,
    /// Minutes for the pulse.
    pub minutes_pulse: u32,
    /// Minutes for the debrief, where each answers alone.
    pub minutes_debrief: u32,
    /// When a full round is due, in words.
    pub cadence_full: String,
    /// When a pulse is due, in words.
    pub cadence_pulse: String,
}

impl RoundAdvice {
    /// How long a form takes, in minutes.
    pub fn minutes(&self, form: RoundForm) -> u32 {
        match form {
            RoundForm::Full => self.minutes_full,
            RoundForm::Short => self.minutes_short,
            RoundForm::Pulse => self.minutes_pulse,
            RoundForm::Debrief => self.minutes_debrief,
        }
    }
}

impl Framework {
    /// The area with this id.
    pub fn area(&self, id: &AreaId) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == *id)
    }

    /// The item with this id, and its area.
    pub fn item(&self, id: &ItemId) -> Option<(&Area, &Item)> {
        self.areas.iter().find_map(|area| Some((area, area.items.iter().find(|item| item.id == *id)?)))
    }

    /// The items of a form, each with its area, in the order of the questionnaire.
    pub fn items_of(&self, form: RoundForm) -> impl Iterator<Item = (&Area, &Item)> {
        let all = self.areas.iter().flat_map(|area| area.items.iter().map(move |item| (area, item)));
        all.filter(move |(_, item)| item.forms.contains(&form))
    }

    /// The questions in one's own words of a form; those for an adviser alone only where there is one.
    pub fn open_questions_of(
        &self,
        form: RoundForm,
        has_adviser: bool,
    ) -> impl Iterator<Item = &OpenQuestion> {
        let asked = move |question: &&OpenQuestion| has_adviser || !question.adviser_only;
        self.open_questions.iter().filter(move |question| question.forms.contains(&form)).filter(asked)
    }

    /// The clause with this id.
    pub fn clause(&self, id: &ClauseId) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == *id)
    }

    /// The signal with this id.
    pub fn signal(&self, id: &SignalId) -> Option<&Signal> {
        self.signals.iter().find(|signal| signal.id == *id)
    }

    /// The check of due diligence with this id.
    pub fn check(&self, id: &CheckId) -> Option<&DiligenceCheck> {
        self.diligence.iter().find(|check| check.id == *id)
    }

    /// The source with this id.
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == *id)
    }

    /// The cluster with this id.
    pub fn cluster(&self, id: &ClusterId) -> Option<&Cluster> {
        self.scoring.clusters.iter().find(|cluster| cluster.id == *id)
    }

    /// The cluster that an area belongs to.
    pub fn cluster_of(&self, area: &AreaId) -> Option<&Cluster> {
        self.scoring.clusters.iter().find(|cluster| cluster.areas.contains(area))
    }
}
