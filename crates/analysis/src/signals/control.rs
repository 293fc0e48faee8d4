//! Signals on control: levers that the lead party's right no longer moves, clients held by one partner.

use std::collections::BTreeMap;

use rowlock_core::alliance::last_on;
use rowlock_core::fact::{Lever, Seq, Works, list, number};
use rowlock_core::id::PartyId;

use super::{Gauge, state_from};
use crate::finding::{Reading, State, percent};

pub(super) fn founder_control(gauge: &Gauge<'_>) -> Reading {
    let (mut lost, mut unknown, mut works) = (Vec::new(), Vec::new(), 0_usize);
    let (mut facts, mut key_lost): (Vec<Seq>, bool) = (Vec::new(), false);
    for point in gauge.alliance().control_points.values().filter(|point| point.named.on <= gauge.on) {
        let named = &point.named.value;
        let check = last_on(&point.checks, gauge.on);
        match check.map(|check| check.value.works_for_lead) {
            Some(Works::Yes) => works += 1,
            Some(Works::No) => {
                key_lost |= matches!(named.lever, Lever::Bank | Lever::KeyContract);
                lost.push(named.lever.words());
                facts.extend(check.map(|check| check.seq));
            }
            Some(Works::Unknown) | None => {
                unknown.push(named.lever.words());
                facts.push(check.map_or(point.named.seq, |check| check.seq));
            }
        }
    }
    let all = lost.len() + unknown.len() + works;
    if all == 0 {
        return Reading::unknown("We cannot tell yet: no control point is written down.");
    }
    let state = if key_lost || lost.len() as f64 >= gauge.number("alarm_lost") {
        State::Alarm
    } else if lost.len() as f64 >= gauge.number("watch_lost") || !unknown.is_empty() {
        State::Watch
    } else {
        State::Clear
    };
    let mut text = format!("The lead party\u{2019}s right works in {works} of {all} control points");
    if !lost.is_empty() {
        text.push_str(&format!("; it does not work for {}", list(&lost)));
    }
    if !unknown.is_empty() {
        text.push_str(&format!("; nobody has tried for {}", list(&unknown)));
    }
    Reading::new(state, format!("{text}."), facts)
}

pub(super) fn client_concentration(gauge: &Gauge<'_>) -> Reading {
    let mut held: BTreeMap<&PartyId, (f64, bool, Vec<Seq>)> = BTreeMap::new();
    let mut all = 0.0;
    for states in gauge.alliance().clients.values() {
        let Some(client) = last_on(states, gauge.on) else { continue };
        let value = &client.value;
        all += value.revenue;
        let entry = held.entry(&value.contact).or_insert((0.0, true, Vec::new()));
        entry.0 += value.revenue;
        entry.1 &= value.second.is_none();
        entry.2.push(client.seq);
    }
    if all <= 0.0 {
        return Reading::unknown("We cannot tell yet: no client with revenue is on the record.");
    }
    let Some((party, (revenue, alone, facts))) = held.into_iter().max_by(|a, b| a.1.0.total_cmp(&b.1.0))
    else {
        return Reading::unknown("We cannot tell yet: no client is on the record.");
    };
    let share = revenue / all;
    let state = match state_from(share, gauge.number("watch"), gauge.number("alarm")) {
        State::Alarm if !alone => State::Watch,
        state => state,
    };
    let second = if alone { "without a second contact" } else { "some with a second contact" };
    let text = format!(
        "{} of joint revenue ({} of {}) comes through {}, {second}.",
        percent(share),
        number(revenue),
        number(all),
        gauge.name(party)
    );
    Reading::new(state, text, facts)
}
