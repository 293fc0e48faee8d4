//! Signals on the charter: decisions outside the table, and stop rules.

use rowlock_core::alliance::{Dated, last_on};
use rowlock_core::bounds::days_from;
use rowlock_core::fact::{DecisionTaken, Seq, amount, list};
use rowlock_core::rights::{Heeded, heeded};

use super::{Gauge, state_from};
use crate::finding::{Reading, State, count, percent, within};

pub(super) fn off_charter_decisions(gauge: &Gauge<'_>) -> Reading {
    let days = gauge.number("window_days");
    let taken: Vec<&Dated<DecisionTaken>> = gauge
        .alliance()
        .decisions
        .iter()
        .filter(|decision| decision.value.carried && within(decision.on, gauge.on, days))
        .collect();
    if taken.is_empty() {
        return Reading::unknown(format!(
            "We cannot tell yet: no decision is on the record in the last {days:.0} days."
        ));
    }
    let mut outside = Vec::new();
    let mut reserved = false;
    for decision in &taken {
        match heeded(gauge.alliance(), decision) {
            Heeded::Within => {}
            Heeded::Outside => outside.push(*decision),
            Heeded::OutsideReserved => {
                reserved = true;
                outside.push(*decision);
            }
        }
    }
    let share = outside.len() as f64 / taken.len() as f64;
    let state =
        if reserved { State::Alarm } else { state_from(share, gauge.number("watch"), gauge.number("alarm")) };
    let agreed = gauge.alliance().decision_rights.values().any(|rows| last_on(rows, gauge.on).is_some());
    let table = if agreed { "" } else { " No decision table is agreed." };
    let told: Vec<String> = outside
        .iter()
        .map(|decision| {
            let value = &decision.value;
            let by: Vec<&str> = value.by.iter().map(|party| gauge.alliance().party_name(party)).collect();
            let sum = value.amount.map_or(String::new(), |sum| format!(", {}", amount(sum)));
            format!("{} ({}{sum})", value.what.trim_end_matches('.'), list(&by))
        })
        .collect();
    let what = if told.is_empty() { String::new() } else { format!(": {}", list(&told)) };
    let text = format!(
        "{} of {} in the last {days:.0} days ({}) was taken by somebody whom nobody had named to take it{what}.{table}",
        outside.len(),
        count(taken.len(), "decision"),
        percent(share)
    );
    Reading::new(state, text, outside.iter().map(|decision| decision.seq).collect())
}

pub(super) fn stop_rule(gauge: &Gauge<'_>) -> Reading {
    let before = gauge.number("watch_days_before") as i64;
    let (mut state, mut told, mut facts): (State, Vec<String>, Vec<Seq>) =
        (State::Clear, Vec::new(), Vec::new());
    let mut rules = gauge.alliance().stop_rules.values().filter(|rule| rule.agreed.on <= gauge.on).peekable();
    if rules.peek().is_none() {
        return Reading::unknown("We cannot tell yet: no stop rule is agreed.");
    }
    for rule in rules {
        let answered = rule.answered.as_ref().is_some_and(|answered| answered.on <= gauge.on);
        if answered {
            continue;
        }
        let agreed = &rule.agreed.value;
        let reached = rule.reached.as_ref().filter(|reached| reached.on <= gauge.on);
        let from = days_from(agreed.by_date, before.saturating_neg()).unwrap_or(agreed.by_date);
        let sign = agreed.sign.trim_end_matches('.');
        if gauge.on > agreed.by_date || reached.is_some() {
            state = State::Alarm;
            told.push(format!("\u{201c}{sign}\u{201d} has come, and no decision is recorded"));
        } else if gauge.on >= from {
            state = state.max(State::Watch);
            told.push(format!("\u{201c}{sign}\u{201d} asks for a decision by {}", agreed.by_date));
        } else {
            continue;
        }
        facts.push(rule.agreed.seq);
        facts.extend(reached.map(|reached| reached.seq));
    }
    let text = if told.is_empty() { "No stop rule is due.".to_owned() } else { format!("{}.", list(&told)) };
    Reading::new(state, text, facts)
}
