//! What happened, in order: signals as they were first seen, the verdict as it changed, and what people decided, each
//! against the state of the area that it speaks of.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_core::fact::{Event, Fact, RoundForm, Seq, Stage, sentence};
use rowlock_core::gate::Viewer;
use rowlock_core::id::{AreaId, SignalId};
use rowlock_core::record::known_on;

use super::Past;
use super::areas::{Settled, settled};
use crate::alignment::Look;
use crate::finding::State;
use crate::signals::read;
use crate::verdict::Word;

/// What kind of turn it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TurnKind {
    /// A signal was at watch for the first time.
    Watch,
    /// A signal was at alarm for the first time.
    Alarm,
    /// The verdict spoke another word.
    Verdict,
    /// People decided, tried or settled something.
    Decision,
    /// Something else that is told of an alliance: its stage, who came in or left, a round.
    Event,
}

impl TurnKind {
    /// The kind as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Watch => "watch",
            Self::Alarm => "alarm",
            Self::Verdict => "verdict",
            Self::Decision => "decision",
            Self::Event => "event",
        }
    }

    /// The kind as reports say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Watch => "Watch",
            Self::Alarm => "Alarm",
            Self::Verdict => "Verdict",
            Self::Decision => "Decision",
            Self::Event => "Event",
        }
    }
}

/// One turn of the story.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// When: the day it held, for signals and the verdict the day of the look.
    pub on: Date,
    /// In which week of the record.
    pub week: i32,
    /// What kind.
    pub kind: TurnKind,
    /// What, in a sentence.
    pub text: String,
    /// The area it speaks of, by id and name, and how far that was settled on the day.
    pub area: Option<(AreaId, String, Settled)>,
    /// The facts behind it.
    pub facts: Vec<Seq>,
    /// Whether it is the owner's own: what leaving costs, what the owner decided.
    pub is_owners: bool,
}

/// All turns in order.
pub(super) fn turns(past: &Past<'_>) -> Vec<Turn> {
    let mut turns = signals(past);
    turns.extend(verdicts(past));
    turns.extend(facts(past));
    turns.sort_by_key(|turn| (turn.on, turn.kind == TurnKind::Verdict, turn.facts.first().copied()));
    turns
}

/// The first watch and the first alarm of each signal, each as it read on the day of the look.
pub(super) fn signals(past: &Past<'_>) -> Vec<Turn> {
    let mut worst: BTreeMap<&SignalId, State> = BTreeMap::new();
    let mut turns = Vec::new();
    for step in past.steps {
        let fresh = |(id, state): (&SignalId, &State)| {
            *state >= State::Watch && worst.get(id).is_none_or(|before| state > before)
        };
        let ids: Vec<&SignalId> =
            step.signals.iter().filter(|(id, state)| fresh((id, state))).map(|(id, _)| id).collect();
        if ids.is_empty() {
            continue;
        }
        let known = past.record.as_of(step.on);
        let look = Look {
            alliance: &known,
            framework: past.framework,
            ring: past.ring,
            viewer: &Viewer::AllParties,
        };
        for id in ids {
            worst.insert(id, step.signals[id]);
            let Some(signal) = past.framework.signal(id) else { continue };
            let reading = read(look, signal, step.on);
            let area = past.framework.area(&signal.area).map(|area| {
                (area.id.clone(), area.name.clone(), settled(&known, past.framework, area, step.on))
            });
            turns.push(Turn {
                on: step.on,
                week: step.week,
                kind: if reading.state == State::Alarm { TurnKind::Alarm } else { TurnKind::Watch },
                text: format!("{}: {}", signal.name, reading.sentence),
                area,
                facts: reading.facts,
                is_owners: false,
            });
        }
    }
    turns
}

/// Each look at which the verdict spoke another word than at the one before.
fn verdicts(past: &Past<'_>) -> Vec<Turn> {
    let mut before: Option<Word> = None;
    let mut turns = Vec::new();
    for step in past.steps {
        let word = step.verdict.word;
        if before != Some(word) {
            let reason = step.verdict.reasons.first();
            let why = reason.map_or_else(String::new, |reason| format!(" {}", reason.text));
            turns.push(Turn {
                on: step.on,
                week: step.week,
                kind: TurnKind::Verdict,
                text: format!("{}.{why}", word.title()),
                area: None,
                facts: reason.map(|reason| reason.facts.clone()).unwrap_or_default(),
                is_owners: false,
            });
        }
        before = Some(word);
    }
    turns
}

/// What people decided, tried or settled, and the events that are told with it.
fn facts(past: &Past<'_>) -> Vec<Turn> {
    let known = past.record.holding(past.to, past.known);
    let mut turns: Vec<Turn> = Vec::new();
    for fact in known {
        let Some(kind) = kind(fact) else { continue };
        if is_pulse(past, &fact.event) {
            continue;
        }
        let text = told(past, fact);
        // One day on which many clauses were agreed is one turn.
        if let (Event::ClauseApproved(_), Some(last)) = (&fact.event, turns.last_mut())
            && last.on == fact.effective_on
            && last.text == text
        {
            last.facts.push(fact.seq);
            continue;
        }
        turns.push(Turn {
            on: fact.effective_on,
            week: past.week(fact.effective_on),
            kind,
            text,
            area: area(past, fact),
            facts: vec![fact.seq],
            is_owners: is_owners(&fact.event),
        });
    }
    turns
}

/// Pulses are read by the watch; they are no turn of the story.
fn is_pulse(past: &Past<'_>, event: &Event) -> bool {
    let Event::RoundLocked(data) = event else { return false };
    past.alliance.rounds.get(&data.round).is_some_and(|round| round.drafted.value.form == RoundForm::Pulse)
}

/// The area that a fact settles or tries to settle, where it names one.
fn area(past: &Past<'_>, fact: &Fact) -> Option<(AreaId, String, Settled)> {
    let id = match &fact.event {
        Event::GapSettled(data) => &data.area,
        Event::AttemptBegun(data) => data.areas.first()?,
        _ => return None,
    };
    let area = past.framework.area(id)?;
    let known = past.record.as_of(fact.effective_on);
    let settled = settled(&known, past.framework, area, fact.effective_on);
    Some((area.id.clone(), area.name.clone(), settled))
}

fn told(past: &Past<'_>, fact: &Fact) -> String {
    match &fact.event {
        Event::RoundLocked(data) => {
            let form =
                past.alliance.rounds.get(&data.round).map_or("", |round| round.drafted.value.form.word());
            format!("A {form} round is locked: each has answered alone.")
        }
        Event::ClauseApproved(_) => {
            let agreed = past.alliance.clauses.values().flat_map(|clause| &clause.versions);
            let agreed = agreed.filter_map(|version| version.value.agreed.as_ref());
            let today = agreed.filter(|agreed| agreed.on == fact.effective_on).count();
            match today {
                0 => format!("{} approves clauses.", approver(past, fact)),
                1 => "All have approved: 1 clause of the charter is agreed.".to_owned(),
                count => format!("All have approved: {count} clauses of the charter are agreed."),
            }
        }
        event => sentence(event, past.alliance),
    }
}

fn approver(past: &Past<'_>, fact: &Fact) -> String {
    match &fact.event {
        Event::ClauseApproved(data) => past.alliance.party_name(&data.party).to_owned(),
        _ => String::new(),
    }
}

/// Whether a fact is the owner's own.
pub(super) fn is_owners(event: &Event) -> bool {
    matches!(event, Event::OwnerDecided(_) | Event::LeavingEstimated(_))
}

fn kind(fact: &Fact) -> Option<TurnKind> {
    match &fact.event {
        Event::StageMoved(data) if data.stage != Stage::Ended => Some(TurnKind::Event),
        Event::PartyRoleChanged(_)
        | Event::AdviserInvited(_)
        | Event::RoundLocked(_)
        | Event::DiligenceExchanged(_)
        | Event::BreachFound(_)
        | Event::StopRuleReached(_)
        | Event::AllianceEnded(_)
        | Event::DebriefHeld(_)
        | Event::PlaybookMade(_) => Some(TurnKind::Event),
        Event::GapSettled(_)
        | Event::ClauseApproved(_)
        | Event::DecisionTaken(_)
        | Event::AttemptBegun(_)
        | Event::AttemptAnswered(_)
        | Event::StopRuleAnswered(_)
        | Event::OwnerDecided(_)
        | Event::LeavingEstimated(_)
        | Event::SelectionConcluded(_) => Some(TurnKind::Decision),
        _ => None,
    }
}

/// The day from which a fact is seen: the later of holding and being written down; of what is remembered, its day.
pub(super) fn seen_on(past: &Past<'_>, fact: &Fact) -> Date {
    if past.record.is_recalled() { fact.effective_on } else { fact.effective_on.max(known_on(fact)) }
}
