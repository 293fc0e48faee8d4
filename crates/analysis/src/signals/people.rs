//! Signals on people: talents that one person alone covers, and silence.

use std::collections::BTreeMap;

use rowlock_core::alliance::by_then;
use rowlock_core::fact::{RoundForm, Seq, list, words};
use rowlock_core::id::PartyId;

use super::{Gauge, state_from};
use crate::finding::{Reading, State, count, percent, within};

pub(super) fn single_cover(gauge: &Gauge<'_>) -> Reading {
    let alliance = gauge.alliance();
    let Some(joint) = alliance.joint_business(gauge.on).filter(|joint| !joint.value.needs.is_empty()) else {
        return Reading::unknown(
            "We cannot tell yet: the capabilities that the joint business needs are not written down.",
        );
    };
    let signers = alliance.signers(gauge.on);
    let claimed = |party: &&PartyId| {
        let entries = alliance.parties[*party].capabilities.values();
        entries.flat_map(|entry| &entry.levels).any(|level| level.on <= gauge.on)
    };
    if !signers.iter().any(claimed) {
        return Reading::unknown("We cannot tell yet: nobody has said what they can do.");
    }
    let (mut nobody, mut one, mut facts) = (Vec::new(), Vec::new(), vec![joint.seq]);
    for need in &joint.value.needs {
        let mut people = alliance.people_who_can(&need.capability, need.level, gauge.on);
        people.dedup_by_key(|(_, person, _)| *person);
        match people.len() {
            0 if need.must_have => nobody.push(words(need.capability.as_str())),
            1 => one.push(words(need.capability.as_str())),
            _ => {}
        }
    }
    facts.extend(ended(gauge));
    let share = one.len() as f64 / joint.value.needs.len() as f64;
    let state = if nobody.is_empty() {
        state_from(share + 1e-9, gauge.number("watch"), f64::INFINITY)
    } else {
        State::Alarm
    };
    let mut text = format!(
        "{} of {} needed capabilities stand on one person{}",
        one.len(),
        joint.value.needs.len(),
        if one.is_empty() { String::new() } else { format!(": {}", list(&one)) }
    );
    if !nobody.is_empty() {
        text = format!("Nobody covers {}. {text}", list(&nobody));
    }
    Reading::new(state, format!("{text} ({}).", percent(share)), facts)
}

/// Capabilities that ended, as evidence.
fn ended(gauge: &Gauge<'_>) -> Vec<Seq> {
    let parties = gauge.alliance().parties.values();
    let levels = parties.flat_map(|party| party.capabilities.values()).flat_map(|entry| &entry.levels);
    levels.filter(|level| level.value.is_none() && level.on <= gauge.on).map(|level| level.seq).collect()
}

pub(super) fn silence(gauge: &Gauge<'_>) -> Reading {
    let alliance = gauge.alliance();
    let days = gauge.number("window_days");
    let mut missed: BTreeMap<&PartyId, Vec<Seq>> = BTreeMap::new();
    let mut known = false;
    for meeting in alliance.meetings.values() {
        if let Some(held) = by_then(meeting.held.as_ref(), gauge.on) {
            known = true;
            for party in held.value.absent.iter().filter(|_| within(held.on, gauge.on, days)) {
                missed.entry(party).or_default().push(held.seq);
            }
        }
        if let Some(cancelled) = by_then(meeting.cancelled.as_ref(), gauge.on) {
            known = true;
            for party in cancelled.value.by.iter().filter(|_| within(cancelled.on, gauge.on, days)) {
                missed.entry(party).or_default().push(cancelled.seq);
            }
        }
    }
    let mut stopped: Vec<&PartyId> = Vec::new();
    let mut pulses: Vec<_> = alliance
        .locked_rounds(gauge.on)
        .into_iter()
        .filter(|round| round.drafted.value.form == RoundForm::Pulse)
        .collect();
    pulses.truncate(2);
    for round in &pulses {
        known = true;
        let asked = &round.drafted.value.respondents;
        for respondent in asked.iter().filter(|respondent| !round.withdrawn.contains_key(&respondent.person))
        {
            let silent = !round.submitted.contains_key(&respondent.person);
            let locked = round.locked.as_ref();
            if let Some(locked) = locked.filter(|locked| silent && within(locked.on, gauge.on, days)) {
                missed.entry(&respondent.party).or_default().push(locked.seq);
            }
            let never = pulses.iter().all(|pulse| !pulse.submitted.contains_key(&respondent.person));
            if never && pulses.len() == 2 && !stopped.contains(&&respondent.party) {
                stopped.push(&respondent.party);
            }
        }
    }
    if !known {
        return Reading::unknown("We cannot tell yet: no meeting and no pulse is on the record.");
    }
    let most = missed.values().map(Vec::len).max().unwrap_or(0);
    let state = if stopped.is_empty() {
        state_from(most as f64, gauge.number("watch"), gauge.number("alarm"))
    } else {
        State::Alarm
    };
    let told: Vec<String> =
        missed.iter().map(|(party, facts)| format!("{} {}", gauge.name(party), facts.len())).collect();
    let text = if told.is_empty() {
        format!("Nobody missed a meeting or a pulse in the last {days:.0} days.")
    } else {
        let all = count(missed.values().map(Vec::len).sum(), "absence");
        format!("{all} from meetings and pulses in the last {days:.0} days: {}.", list(&told))
    };
    let mut facts: Vec<Seq> = missed.into_values().flatten().collect();
    facts.sort();
    facts.dedup();
    Reading::new(state, text, facts)
}
