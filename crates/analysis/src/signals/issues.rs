//! Signals on issues: how they spread, and how old they grow.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rowlock_core::alliance::{Issue, IssueTurn, by_then, until};
use rowlock_core::bounds::days_from;
use rowlock_core::fact::{Seq, list};
use rowlock_core::id::PartyId;

use super::{Gauge, state_from};
use crate::finding::{Reading, State, count, percent, within};

/// The fewest issues for a share of those that came back.
const FEWEST_FOR_A_SHARE: usize = 3;

/// The pairs of parties that an issue touches.
fn pairs(issue: &Issue) -> impl Iterator<Item = (&PartyId, &PartyId)> {
    let between = &issue.raised.value.between;
    between
        .iter()
        .enumerate()
        .flat_map(|(place, a)| between[place + 1..].iter().map(move |b| if a < b { (a, b) } else { (b, a) }))
}

/// Days on which an issue was closed, by `on`.
fn closings(issue: &Issue, on: Date) -> impl Iterator<Item = Date> {
    until(&issue.turns, on).filter(|turn| matches!(turn.value, IssueTurn::Closed(_))).map(|turn| turn.on)
}

pub(super) fn issue_spread(gauge: &Gauge<'_>) -> Reading {
    let days = gauge.number("window_days");
    let raised: Vec<&Issue> =
        gauge.alliance().issues.values().filter(|issue| issue.raised.on <= gauge.on).collect();
    if raised.is_empty() {
        // Nobody raises an issue before anybody has met; silence is not yet peace.
        let met = gauge
            .alliance()
            .meetings
            .values()
            .any(|meeting| by_then(meeting.held.as_ref(), gauge.on).is_some());
        return if met {
            Reading::new(State::Clear, "No issue has been raised.", Vec::new())
        } else {
            Reading::unknown("We cannot tell yet: no issue has been raised, and no meeting is on the record.")
        };
    }
    let live: Vec<&Issue> = raised
        .iter()
        .copied()
        .filter(|issue| issue.is_open(gauge.on) || within(issue.raised.on, gauge.on, days))
        .collect();
    let touched: BTreeSet<_> = live.iter().flat_map(|issue| pairs(issue)).collect();
    let reopened = raised.iter().filter(|issue| issue.was_reopened(gauge.on)).count();
    let reopened_share = reopened as f64 / raised.len() as f64;
    let many = raised.len() >= FEWEST_FOR_A_SHARE;
    let relations = touched.len() as f64;
    let growing = is_growing(&raised, gauge, days);
    let state = if relations >= gauge.number("alarm_relationships")
        || (many && reopened_share > gauge.number("alarm_reopened"))
    {
        State::Alarm
    } else if relations >= gauge.number("watch_relationships") || growing {
        State::Watch
    } else {
        State::Clear
    };
    let parties = gauge.alliance().signers(gauge.on).len();
    let all_pairs = parties * parties.saturating_sub(1) / 2;
    let open = raised.iter().filter(|issue| issue.is_open(gauge.on)).count();
    let fresh = raised.iter().filter(|issue| within(issue.raised.on, gauge.on, days)).count();
    let mut text = format!(
        "{}, {fresh} of them in the last {days:.0} days; {open} open; live ones touch {} of {all_pairs} pairs of \
         partners",
        count(raised.len(), "issue"),
        touched.len()
    );
    if reopened > 0 {
        text.push_str(&format!("; {} came back ({})", count(reopened, "issue"), percent(reopened_share)));
    }
    if growing {
        text.push_str("; more are raised than closed, two months running");
    }
    let mut facts: Vec<Seq> = live.iter().map(|issue| issue.raised.seq).collect();
    facts.sort();
    Reading::new(state, format!("{text}."), facts)
}

/// Whether more issues were raised than closed in each of the last windows.
fn is_growing(raised: &[&Issue], gauge: &Gauge<'_>, days: f64) -> bool {
    let months = gauge.number("months_opened_exceeds_closed");
    (0..months as i64).all(|back| {
        let Some(end) = days_from(gauge.on, back.saturating_mul((days as i64).saturating_neg())) else {
            return false;
        };
        let new = raised.iter().filter(|issue| within(issue.raised.on, end, days)).count();
        let closed = raised
            .iter()
            .flat_map(|issue| closings(issue, end))
            .filter(|day| within(*day, end, days))
            .count();
        new > closed
    })
}

pub(super) fn issue_age(gauge: &Gauge<'_>) -> Reading {
    let mut late: Vec<(i32, &Issue)> = Vec::new();
    let mut with_a_clock = 0_usize;
    for issue in gauge.alliance().issues.values().filter(|issue| issue.is_open(gauge.on)) {
        if let Some(due) = issue.answer_by(gauge.on) {
            with_a_clock += 1;
            if due < gauge.on {
                late.push(((gauge.on - due).get_days(), issue));
            }
        }
    }
    late.sort_by_key(|(days, issue)| (std::cmp::Reverse(*days), issue.raised.seq));
    let open = gauge.alliance().issues.values().filter(|issue| issue.is_open(gauge.on)).count();
    if open > 0 && with_a_clock == 0 {
        let text = format!("We cannot tell yet: {} open, and no step has a date.", count(open, "issue"));
        return Reading::unknown(text);
    }
    let oldest = late.first().map_or(0, |(days, _)| *days);
    let state =
        state_from(f64::from(oldest), gauge.number("watch_days_late"), gauge.number("alarm_days_late"));
    let text = match late.first() {
        None => "No issue is past its agreed step.".to_owned(),
        Some((days, issue)) => {
            let between: Vec<&str> =
                issue.raised.value.between.iter().map(|party| gauge.alliance().party_name(party)).collect();
            let (verb, its) = if late.len() == 1 { ("is", "its") } else { ("are", "their") };
            format!(
                "{} {verb} past {its} agreed step, the oldest by {days} days, between {}.",
                count(late.len(), "issue"),
                list(&between)
            )
        }
    };
    Reading::new(state, text, late.iter().map(|(_, issue)| issue.raised.seq).collect())
}
