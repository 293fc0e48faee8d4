//! The owner's position: what leaving costs, what is still in hand, what is not known, and the opposite case.

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, good_until, last_on};
use rowlock_core::fact::{Holder, Works, amount, list, number};

use super::Reason;
use super::rules::Word;
use super::situation::{Part, Situation, Warning};
use super::warnings::EngineWarning;
use crate::alignment::Look;
use crate::control;

/// What leaving and staying cost, as the owner wrote it down.
pub(super) fn leaving(alliance: &Alliance, on: Date) -> Option<Reason> {
    let entry = last_on(&alliance.leaving, on)?;
    let cost = |cost: &rowlock_core::fact::Cost| {
        format!("{} ({})", amount(cost.amount), cost.what.trim_end_matches('.'))
    };
    let value = &entry.value;
    let text = format!(
        "Leaving now: {}. In six months: {}. Staying: {}. Looking forward only, by the owner\u{2019}s own estimate.",
        cost(&value.now),
        cost(&value.in_six_months),
        cost(&value.staying)
    );
    Some(Reason { text, facts: vec![entry.seq] })
}

/// What the owner still controls: levers that work, votes that block, clients, and the own hours.
pub(super) fn still_controls(alliance: &Alliance, on: Date) -> Vec<String> {
    let mut held = Vec::new();
    let mut points: Vec<_> = alliance.control_points.values().filter(|point| point.named.on <= on).collect();
    points.sort_by_key(|point| point.named.seq);
    for point in points {
        if last_on(&point.checks, on).is_some_and(|check| check.value.works_for_lead == Works::Yes) {
            held.push(rowlock_core::fact::capital(point.named.value.what.trim_end_matches('.')));
        }
    }
    let Some(lead) = alliance.lead_on(on) else { return held };
    if let Some(power) = control::voting(alliance, on).and_then(|votes| votes.of(lead).cloned()) {
        if power.can_act_alone {
            held.push("Every ordinary decision: your votes carry it alone".to_owned());
        } else if power.can_block {
            held.push("A veto: nothing is carried without you".to_owned());
        }
    }
    let contacts: Vec<_> = alliance.clients.values().filter_map(|client| last_on(client, on)).collect();
    let mine = contacts.iter().filter(|client| client.value.contact == *lead).count();
    if mine > 0 {
        held.push(format!("The first contact with {mine} of {} clients", contacts.len()));
    }
    if let Some(pledge) = alliance.pledge(lead, on) {
        held.push(format!("Your own {} hours a week", number(pledge.value)));
    }
    held
}

/// Control points that another party holds, though they should be joint or the lead's, and that do not work for
/// the lead.
pub(super) fn in_other_hands(alliance: &Alliance, on: Date) -> Vec<Reason> {
    let mut points: Vec<_> = alliance.control_points.values().filter(|point| point.named.on <= on).collect();
    points.sort_by_key(|point| point.named.seq);
    let mut held = Vec::new();
    for point in points {
        let Some(check) = last_on(&point.checks, on) else { continue };
        let named = &point.named.value;
        if let Holder::Party(party) = &check.value.holder
            && alliance.lead_on(on) != Some(party)
            && named.should_hold != check.value.holder
        {
            let (what, who) = (named.what.trim_end_matches('.'), alliance.party_name(party));
            let text = format!("{} ({}): with {who}", rowlock_core::fact::capital(named.lever.words()), what);
            held.push(Reason { text, facts: vec![check.seq] });
        }
    }
    held
}

/// What is not known, and the cheapest question that would settle it, cheapest first.
pub(super) fn unknown(look: Look<'_>, situation: &Situation, on: Date) -> Vec<String> {
    let mut unknown = Vec::new();
    let framework = look.framework;
    let ask = |part: Part| situation.warning(part) == Warning::NotEnough;
    if ask(Part::Control) && !situation.before_signing {
        unknown.push(
            "Control: who holds the bank, the domain, the key contract? Ten minutes with a list.".to_owned(),
        );
    }
    if ask(Part::Fit) {
        let text =
            "Fit: what does each of you sell besides, to whom, and how are you paid? Ten minutes each.";
        unknown.push(text.to_owned());
    }
    if ask(Part::Alignment) {
        let minutes = framework.rounds.minutes_short;
        unknown.push(format!(
            "Alignment: a short round, {minutes} minutes each, sealed until all have answered."
        ));
    }
    if ask(Part::Issues) && !situation.before_signing {
        unknown.push("Issues: hold one partner meeting and write down what is open.".to_owned());
    }
    if ask(Part::Drift) && !situation.before_signing {
        unknown.push("Drift: record projects, who admitted them, and four weeks of hours.".to_owned());
    }
    if situation.before_signing && !situation.diligence_known {
        unknown.push("Due diligence: the same checks on both sides, exchanged on one day.".to_owned());
    }
    if situation.way_out_no_worse.is_none() && !situation.before_signing {
        unknown.push("What leaving costs, now and in six months, and what staying costs.".to_owned());
    }
    let stale = stale_checks(look, on);
    if stale > 0 {
        unknown.push(format!("{} of due diligence gone stale.", crate::finding::count(stale, "check")));
    }
    unknown
}

fn stale_checks(look: Look<'_>, on: Date) -> usize {
    let signers = look.alliance.signers(on);
    let mut stale = 0;
    for party in signers {
        for check in look.alliance.parties[party].diligence.values() {
            let Some(found) = last_on(&check.found, on) else { continue };
            stale += usize::from(good_until(look.framework, found).is_some_and(|day| day < on));
        }
    }
    stale
}

/// The opposite case, in one sentence.
pub(super) fn opposite(word: Word, warnings: &[EngineWarning]) -> String {
    let quiet: Vec<&str> = warnings
        .iter()
        .filter(|said| said.warning == Warning::NoneSeen)
        .map(|said| said.part.word())
        .collect();
    let loudest = warnings
        .iter()
        .filter(|said| said.warning >= Warning::Likely)
        .max_by_key(|said| said.warning)
        .and_then(|said| said.reasons.first());
    match word {
        Word::Proceed | Word::GoAhead => loudest.map_or_else(
            || {
                "The case against: nothing on the record; what is not on the record can still be so."
                    .to_owned()
            },
            |reason| format!("The case against: {}", reason.text),
        ),
        Word::NotEnoughKnown => "Either word could still be right; that is why none stands here.".to_owned(),
        _ if quiet.is_empty() => {
            "The case against this word: records gather what went wrong, and no engine speaks for staying."
                .to_owned()
        }
        _ => format!("The case against this word: no warning in {}.", list(&quiet)),
    }
}
