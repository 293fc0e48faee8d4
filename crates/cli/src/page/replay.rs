//! The time line of `replay`: what changed in each week, first watch, first alarm, verdict changes, what the
//! founder did.

use std::collections::BTreeMap;

use rowlock_analysis::State;
use rowlock_analysis::report::Step;
use rowlock_analysis::verdict::Word;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{Actor, Event, Fact, sentence};
use rowlock_core::id::SignalId;

use super::sheet::{Ink, Sheet};
use super::short_day;
use crate::input::Loaded;

/// The time line of a case.
pub fn replay(loaded: &Loaded, alliance: &Alliance, steps: &[Step]) -> String {
    let mut sheet = Sheet::for_output();
    sheet.title(&format!("{}, replayed", alliance.name));
    summary(&mut sheet, loaded, steps);
    let mut before: BTreeMap<SignalId, State> = BTreeMap::new();
    let mut word: Option<Word> = None;
    for step in steps {
        let lines = changes(loaded, alliance, step, &before, word);
        if !lines.is_empty() {
            sheet.blank();
            let heading = format!("Week {}, to {}", step.week, short_day(step.on));
            sheet.item("", 0, &heading, Ink::Strong);
            for (text, ink) in lines {
                sheet.item("  - ", 4, &text, ink);
            }
        }
        before.clone_from(&step.signals);
        word = Some(step.verdict.word);
    }
    sheet.finish()
}

fn first<'a>(steps: &'a [Step], state: State) -> Option<(&'a Step, Vec<&'a SignalId>)> {
    let fires = |step: &'a Step| step.signals.iter().filter(move |(_, now)| **now >= state).map(|(id, _)| id);
    steps.iter().find_map(|step| {
        let names: Vec<_> = fires(step).collect();
        (!names.is_empty()).then_some((step, names))
    })
}

fn summary(sheet: &mut Sheet, loaded: &Loaded, steps: &[Step]) {
    for (what, state) in [("First watch", State::Watch), ("First alarm", State::Alarm)] {
        match first(steps, state) {
            None => sheet.line(&format!("{what}: none")),
            Some((step, names)) => {
                let names: Vec<&str> = names.into_iter().map(|id| name(loaded, id)).collect();
                sheet.item("", 2, &format!("{what}: week {} ({})", step.week, names.join(", ")), Ink::Plain);
            }
        }
    }
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    for step in steps {
        if last != Some(step.verdict.word) {
            words.push(format!("{} from week {}", step.verdict.word.title().to_lowercase(), step.week));
            last = Some(step.verdict.word);
        }
    }
    sheet.item("", 2, &format!("Verdict: {}", words.join(", ")), Ink::Plain);
    let known = if loaded.record.is_recalled() {
        "This record was entered from memory: each week is told as it is remembered."
    } else {
        "Each week is told as it was known at its end."
    };
    sheet.note(0, known);
}

fn name<'a>(loaded: &'a Loaded, id: &'a SignalId) -> &'a str {
    loaded.framework.signal(id).map_or(id.as_str(), |signal| &signal.name)
}

fn changes(
    loaded: &Loaded,
    alliance: &Alliance,
    step: &Step,
    before: &BTreeMap<SignalId, State>,
    word: Option<Word>,
) -> Vec<(String, Ink)> {
    let mut lines = Vec::new();
    if word != Some(step.verdict.word) {
        let reason = step.verdict.reasons.first().map_or("", |reason| &reason.text);
        lines.push((format!("Verdict: {}. {reason}", step.verdict.word.title()), Ink::Strong));
    }
    for (id, now) in &step.signals {
        let then = before.get(id).copied().unwrap_or(State::Unknown);
        let told = match (then, *now) {
            (then, now) if then == now => continue,
            (_, State::Alarm) => ("Alarm", Ink::Alarm),
            (State::Alarm, State::Watch) => ("Down to watch", Ink::Watch),
            (_, State::Watch) => ("Watch", Ink::Watch),
            (State::Watch | State::Alarm, State::Clear) => ("Clear again", Ink::Clear),
            (State::Watch | State::Alarm, State::Unknown) => ("No longer known", Ink::Quiet),
            _ => continue,
        };
        lines.push((format!("{}: {}", told.0, name(loaded, id)), told.1));
    }
    let facts = step.facts.iter().filter_map(|seq| loaded.record.fact(*seq));
    let told: Vec<&Fact> = facts.filter(|fact| is_told(fact, alliance)).collect();
    lines.extend(told.into_iter().map(|fact| (sentence(&fact.event, alliance), Ink::Plain)));
    lines
}

/// The facts that a time line tells: what happened between people, not the keeping of books.
fn is_told(fact: &Fact, alliance: &Alliance) -> bool {
    match &fact.event {
        Event::StageMoved(_)
        | Event::PartyRoleChanged(_)
        | Event::CapabilityEnded(_)
        | Event::RoundLocked(_)
        | Event::ItemsReleased(_)
        | Event::GapConfirmed(_)
        | Event::GapMisread(_)
        | Event::GapSettled(_)
        | Event::InterestNoted(_)
        | Event::IssueRaised(_)
        | Event::IssueReopened(_)
        | Event::LeadKept(_)
        | Event::MeetingCancelled(_)
        | Event::DecisionTaken(_)
        | Event::AttemptBegun(_)
        | Event::AttemptAnswered(_)
        | Event::LeavingEstimated(_)
        | Event::OwnerDecided(_)
        | Event::BreachFound(_)
        | Event::DebriefHeld(_)
        | Event::PlaybookMade(_)
        | Event::PlaybookApplied(_)
        | Event::AdviserInvited(_)
        | Event::HandedOver(_)
        | Event::TakenOver(_)
        | Event::NoteMade(_) => true,
        Event::ProjectStarted(data) => {
            alliance.projects.get(&data.project).is_some_and(|project| project.decisions.is_empty())
        }
        Event::ProjectDecided(data) => !matches!(data.admission, rowlock_core::fact::Admission::Admit),
        Event::MeetingHeld(data) => !data.absent.is_empty(),
        Event::ControlPointChecked(data) => data.works_for_lead == rowlock_core::fact::Works::No,
        _ => fact.actor == Actor::Rowlock,
    }
}
