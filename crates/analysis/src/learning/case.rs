//! A past alliance as the learning reads it: how it came out, what was said week by week, and which areas stood open.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_core::fact::Outcome;
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::id::AreaId;
use rowlock_core::record::Record;
use rowlock_core::seal::Keyring;

use crate::finding::State;
use crate::lookback::{Lookback, Settled, look_back};
use crate::report::{Every, Step, replay};
use crate::verdict::{Part, Warning, Word};

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
        let looked = look_back(record, framework, ring, on, known);
        let alliance = record.alliance(on, known);
        let mut steps = replay(record, framework, ring, &Viewer::AllParties, Every::Week);
        steps.retain(|step| step.on <= looked.to);
        Self {
            name: alliance.name.clone(),
            outcome: looked.outcome.as_ref().map(|outcome| outcome.value),
            ran: looked.ran,
            from: looked.from,
            to: looked.to,
            source: Source::Replayed,
            looks: steps.iter().map(look).collect(),
            areas: areas(&looked),
        }
    }

    /// The same case with looks as they were given at the time.
    #[must_use]
    pub fn given(self, looks: Vec<PastLook>) -> Self {
        Self { source: Source::Given, looks, ..self }
    }

    /// What was last said by a day.
    pub fn look_on(&self, on: Date) -> Option<&PastLook> {
        self.looks.iter().rev().find(|look| look.on <= on)
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
