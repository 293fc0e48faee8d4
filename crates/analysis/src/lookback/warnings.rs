//! The first warnings, and what was done in the weeks after each.

use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::fact::{Actor, Event, Seq, sentence};

use super::Past;
use super::turns::{self, Turn, TurnKind, is_owners, seen_on};
use crate::verdict::Word;

/// The days after a warning in which what was done is told.
pub const DAYS_TO_RESPOND: i64 = 28;

/// What a first warning was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// The first signal at watch.
    Watch,
    /// The first signal at alarm.
    Alarm,
    /// The first verdict that asked for a change.
    Change,
}

impl Sign {
    /// What it was, as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Watch => "first_watch",
            Self::Alarm => "first_alarm",
            Self::Change => "first_change",
        }
    }

    /// What it was, as reports say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Watch => "The first watch",
            Self::Alarm => "The first alarm",
            Self::Change => "The first verdict that asked for a change",
        }
    }
}

/// Something that was done after a warning.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// When.
    pub on: Date,
    /// What, in a sentence.
    pub text: String,
    /// Its fact.
    pub fact: Seq,
    /// Whether it is the owner's own.
    pub is_owners: bool,
}

/// The first warning of its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstWarning {
    /// What it was.
    pub sign: Sign,
    /// The day of the look at which it stood.
    pub on: Date,
    /// In which week of the record.
    pub week: i32,
    /// Whole weeks before the end.
    pub weeks_before: i32,
    /// What it said.
    pub text: String,
    /// The verdict on that day.
    pub verdict: Word,
    /// What was done in the four weeks after.
    pub done: Vec<Response>,
    /// The facts behind it.
    pub facts: Vec<Seq>,
}

/// The first watch, the first alarm, and the first verdict that asked for a change.
pub(super) fn warnings(past: &Past<'_>) -> Vec<FirstWarning> {
    let signals = turns::signals(past);
    let first = |kind| signals.iter().find(|turn| turn.kind == kind);
    let watch = first(TurnKind::Watch).map(|turn| by_signal(past, Sign::Watch, turn));
    let alarm = first(TurnKind::Alarm).map(|turn| by_signal(past, Sign::Alarm, turn));
    let mut found: Vec<FirstWarning> = watch.into_iter().chain(alarm).chain(change(past)).collect();
    found.sort_by_key(|warning| warning.on);
    found
}

fn by_signal(past: &Past<'_>, sign: Sign, turn: &Turn) -> FirstWarning {
    let step = past.steps.iter().find(|step| step.on == turn.on);
    FirstWarning {
        sign,
        on: turn.on,
        week: turn.week,
        weeks_before: past.weeks_left(turn.on),
        text: turn.text.clone(),
        verdict: step.map_or(Word::NotEnoughKnown, |step| step.verdict.word),
        done: done_after(past, turn.on),
        facts: turn.facts.clone(),
    }
}

fn change(past: &Past<'_>) -> Option<FirstWarning> {
    let asks = |word| matches!(word, Word::Repair | Word::Restructure | Word::Separate | Word::DoNotStart);
    let step = past.steps.iter().find(|step| asks(step.verdict.word))?;
    let reason = step.verdict.reasons.first();
    Some(FirstWarning {
        sign: Sign::Change,
        on: step.on,
        week: step.week,
        weeks_before: past.weeks_left(step.on),
        text: reason.map_or_else(String::new, |reason| reason.text.clone()),
        verdict: step.verdict.word,
        done: done_after(past, step.on),
        facts: reason.map(|reason| reason.facts.clone()).unwrap_or_default(),
    })
}

fn done_after(past: &Past<'_>, on: Date) -> Vec<Response> {
    let until = on.checked_add(DAYS_TO_RESPOND.days()).unwrap_or(on).min(past.to);
    let facts = past.record.holding(past.to, past.known);
    let mut responses: Vec<Response> = facts
        .into_iter()
        .filter(|fact| fact.actor != Actor::Rowlock && answers(&fact.event))
        .filter(|fact| fact.effective_on > on && seen_on(past, fact) <= until)
        .map(|fact| Response {
            on: fact.effective_on,
            text: sentence(&fact.event, past.alliance),
            fact: fact.seq,
            is_owners: is_owners(&fact.event),
        })
        .collect();
    responses.sort_by_key(|response| (response.on, response.fact));
    responses
}

/// Whether a fact is something that people do about a warning. Decisions of daily business are not: whether one of them
/// was an answer, the record does not tell.
fn answers(event: &Event) -> bool {
    matches!(
        event,
        Event::AdviserInvited(_)
            | Event::RoundOpened(_)
            | Event::GapSettled(_)
            | Event::ClauseDrafted(_)
            | Event::LadderAgreed(_)
            | Event::DecisionRightAgreed(_)
            | Event::VotingAgreed(_)
            | Event::SplitAgreed(_)
            | Event::AdmissionTestAgreed(_)
            | Event::StopRuleAgreed(_)
            | Event::StopRuleAnswered(_)
            | Event::IssueStepped(_)
            | Event::IssueClosed(_)
            | Event::AttemptBegun(_)
            | Event::PartyRoleChanged(_)
            | Event::CapabilityClaimed(_)
            | Event::JointBusinessDescribed(_)
            | Event::LeavingEstimated(_)
            | Event::OwnerDecided(_)
            | Event::AllianceEnded(_)
    )
}
