//! A past alliance as the learning reads it: how it came out, what was said week by week, and which areas stood open.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::Outcome;
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::id::AreaId;
use rowlock_core::record::Record;
use rowlock_core::seal::Keyring;

use super::WEEKS_BEFORE;
use crate::finding::State;
use crate::lookback::{Lookback, Settled, look_back_by};
use crate::report::{Every, Step, replay};
use crate::verdict::{Part, Warning, Word};

/// How many days before the end given looks have to begin: those of the nearest distance at which a word is read.
const FEWEST_DAYS: i32 = 7 * WEEKS_BEFORE[WEEKS_BEFORE.len() - 1];

/// Where the looks of a case come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// They were given at the time, and kept.
    Given,
    /// They are what today's rules would have said by what was known then.
    Replayed,
}

/// What was said on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct PastLook {
    /// The day.
    pub on: Date,
    /// The verdict.
    pub word: Word,
    /// How many signals were at alarm.
    pub alarms: usize,
    /// What each engine said; empty where that was not kept.
    pub engines: BTreeMap<Part, Warning>,
}

/// One area of a past alliance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastArea {
    /// Which.
    pub area: AreaId,
    /// Whether it was settled when the joint business began.
    pub was_settled: bool,
    /// Whether issues, alarms or the word of a debrief came up in it later.
    pub came_up: bool,
}

/// A past alliance.
#[derive(Debug, Clone, PartialEq)]
pub struct PastCase {
    /// What people call it.
    pub name: String,
    /// How it came out; none where nobody knows yet.
    pub outcome: Option<Outcome>,
    /// Whether it goes on: one that is over and of which nobody said how it came out does not.
    pub goes_on: bool,
    /// Whether the joint business ever ran.
    pub ran: bool,
    /// The day from which it ran.
    pub from: Date,
    /// The day on which it was over, else the day looked at.
    pub to: Date,
    /// Where its looks come from.
    pub source: Source,
    /// What was said, in order of days.
    pub looks: Vec<PastLook>,
    /// Its areas.
    pub areas: Vec<PastArea>,
}

impl PastCase {
    /// A case by its record, with looks replayed by today's rules.
    pub fn of(record: &Record, framework: &Framework, ring: &Keyring, on: Date) -> Self {
        let known = record.known_by(on);
        let mut steps = replay(record, framework, ring, &Viewer::AllParties, Every::Week, on);
        let looked = look_back_by(&steps, record, framework, ring, on, known);
        let alliance = record.alliance(on, known);
        steps.retain(|step| step.on <= looked.to);
        let mut looks: Vec<PastLook> = steps.iter().map(look).collect();
        // A look that says what the one before said adds nothing.
        looks.dedup_by(|later, before| {
            (later.word, later.alarms, &later.engines) == (before.word, before.alarms, &before.engines)
        });
        Self {
            name: alliance.name.clone(),
            outcome: looked.outcome.as_ref().map(|outcome| outcome.value),
            goes_on: alliance.closed_on(on).is_none(),
            ran: looked.ran,
            from: looked.from,
            to: looked.to,
            source: Source::Replayed,
            looks,
            areas: areas(&looked),
        }
    }

    /// A case that goes on, by looks that were given at the time alone; none where they do not reach back far enough.
    pub fn going_on(alliance: &Alliance, on: Date, looks: &[PastLook]) -> Option<Self> {
        if alliance.closed_on(on).is_some() || alliance.outcome(on).is_some() {
            return None;
        }
        let begun = alliance.running_since(on);
        let case = Self {
            name: alliance.name.clone(),
            outcome: None,
            goes_on: true,
            ran: begun.is_some(),
            from: begun.or(alliance.founded_on)?,
            to: on,
            source: Source::Replayed,
            looks: Vec::new(),
            areas: Vec::new(),
        };
        Some(case.given(looks)).filter(|case| case.source == Source::Given)
    }

    /// The same case with looks as they were given at the time, where they reach back at least to the last day before the
    /// end on which a word is read; it is then looked at from the first of them on. Else it stays as it is.
    #[must_use]
    pub fn given(self, looks: &[PastLook]) -> Self {
        let before: Vec<PastLook> = looks.iter().filter(|look| look.on <= self.to).cloned().collect();
        match before.first() {
            Some(first) if (self.to - first.on).get_days() >= FEWEST_DAYS => {
                Self { source: Source::Given, from: self.from.max(first.on), looks: before, ..self }
            }
            _ => self,
        }
    }

    /// What was last said by a day.
    pub fn look_on(&self, on: Date) -> Option<&PastLook> {
        self.looks.iter().rev().find(|look| look.on <= on)
    }

    /// What the verdict said so many weeks before the end; none where it did not run then, or was not looked at.
    pub fn said_before(&self, weeks: i32) -> Option<Word> {
        let on = self.to.checked_sub((i64::from(weeks) * 7).days()).ok()?;
        self.look_on(on).filter(|_| on >= self.from).map(|look| look.word)
    }

    /// The years that it ran.
    pub fn years(&self) -> f64 {
        if self.ran { f64::from((self.to - self.from).get_days().max(0)) / 365.25 } else { 0.0 }
    }
}

fn look(step: &Step) -> PastLook {
    PastLook {
        on: step.on,
        word: step.verdict.word,
        alarms: step.signals.values().filter(|state| **state == State::Alarm).count(),
        engines: step.verdict.engines.iter().copied().collect(),
    }
}

fn areas(looked: &Lookback) -> Vec<PastArea> {
    let area = |look: &crate::lookback::AreaLook| PastArea {
        area: look.area.clone(),
        was_settled: look.at_start == Settled::Yes,
        came_up: look.issues > 0 || look.rooted > 0 || !look.alarms.is_empty() || look.named,
    };
    let mut areas: Vec<PastArea> = looked.areas.iter().map(area).collect();
    areas.sort_by(|one, other| one.area.cmp(&other.area));
    areas
}
