//! What is kept of an alliance for portfolios, beside what is kept for desks: written by whoever appends, as all parties
//! may see it.

use jiff::civil::Date;
use rowlock_analysis::portfolio::Facet;
use rowlock_core::alliance::{Alliance, AttemptOutcome, ExchangeState, by_then};
use rowlock_core::fact::Stage;
use rowlock_core::gate;
use rowlock_store::Beyond;

use crate::case::Case;

/// What is kept of a case, read on a day; who is let in is asked of today. Of the last weeks it says nothing.
pub(crate) fn of(case: &Case, alliance: &Alliance, on: Date, today: Date) -> Beyond {
    let advisers = case.whole.advisers.keys();
    let let_in: Vec<&str> = advisers
        .filter(|adviser| gate::adviser_may_see(&case.whole, adviser, today))
        .map(rowlock_core::id::PersonId::as_str)
        .collect();
    Beyond {
        outcome: alliance.outcome(on).map_or("", |outcome| outcome.value.words()).to_owned(),
        next_on: next_on(alliance, today).map_or_else(String::new, |day| day.to_string()),
        let_in: json(&let_in),
        facets: json(&Facet::of(alliance, on)),
        history: None,
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The next day, today or later, on which something on the record is due.
fn next_on(alliance: &Alliance, on: Date) -> Option<Date> {
    if alliance.stage(on) == Some(Stage::Ended) {
        return None;
    }
    let signers = alliance.signers(on);
    let rules = alliance.stop_rules.values().filter(|rule| by_then(rule.answered.as_ref(), on).is_none());
    let promises = alliance
        .obligations
        .values()
        .filter(|promise| !promise.is_done(on) && by_then(promise.missed.as_ref(), on).is_none());
    let attempts =
        alliance.attempts.values().filter(|attempt| attempt.outcome(&signers, on) == AttemptOutcome::Open);
    let issues = alliance.issues.values().filter(|issue| issue.is_open(on));
    let packs = alliance.pack_exchanges.values().filter(|packs| packs.state(on) == ExchangeState::Open);
    let meetings = alliance.meetings.values().filter(|meeting| {
        by_then(meeting.held.as_ref(), on).is_none() && by_then(meeting.cancelled.as_ref(), on).is_none()
    });
    let days = rules
        .map(|rule| rule.agreed.value.by_date)
        .chain(promises.map(|promise| promise.taken.value.due))
        .chain(attempts.map(|attempt| attempt.begun.value.decide_by))
        .chain(issues.filter_map(|issue| issue.answer_by(on)))
        .chain(packs.map(|packs| packs.opened.value.due))
        .chain(meetings.map(|meeting| meeting.planned.value.due))
        .chain(alliance.next_pulse(on));
    days.filter(|day| *day >= on).min()
}
