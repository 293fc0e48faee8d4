//! Signals on commitment and loyalty: outside interests, leads, pledges, own work first.

use jiff::civil::Date;
use rowlock_core::alliance::{Lead, LeadFate, by_then};
use rowlock_core::bounds::days_from;
use rowlock_core::fact::{Disclosure, MissedFor, Seq, Work, list, number};
use rowlock_core::id::PartyId;

use super::{Gauge, state_from};
use crate::finding::{Reading, State, count, percent, within};

/// The fewest in-scope leads for a share.
const FEWEST_LEADS: usize = 3;
/// The fewest days of a pledge for a gap.
const FEWEST_DAYS: f64 = 28.0;

pub(super) fn undeclared_interest(gauge: &Gauge<'_>) -> Reading {
    let closed_on = closing_clause(gauge);
    if closed_on.is_none() && gauge.alliance().interests.values().all(|interest| interest.noted.on > gauge.on)
    {
        return Reading::unknown(
            "We cannot tell yet: there is no register of outside interests, and none is on the record.",
        );
    }
    let mut late = Vec::new();
    let mut found = Vec::new();
    for interest in gauge.alliance().interests.values().filter(|interest| interest.noted.on <= gauge.on) {
        if closed_on.is_some_and(|closed| closed >= interest.noted.on) {
            continue;
        }
        match &interest.noted.value.disclosure {
            Disclosure::Declared => {}
            Disclosure::DeclaredLate => late.push(&interest.noted),
            Disclosure::FoundBy(_) => found.push(&interest.noted),
        }
    }
    let alarm = gauge.number("alarm");
    let state = if found.len() as f64 >= alarm {
        State::Alarm
    } else {
        state_from((late.len() + found.len()) as f64, gauge.number("watch"), f64::INFINITY)
    };
    let named = found.iter().chain(&late).map(|noted| {
        let whose = gauge.alliance().party_name(&noted.value.party);
        let how = match &noted.value.disclosure {
            Disclosure::FoundBy(finder) => format!("found by {}", gauge.alliance().party_name(finder)),
            _ => "declared late".to_owned(),
        };
        format!("{whose}, {}, {how}", noted.value.what.trim_end_matches('.'))
    });
    let named: Vec<String> = named.collect();
    let facts: Vec<Seq> = found.iter().chain(&late).map(|noted| noted.seq).collect();
    let text = if named.is_empty() {
        "No outside interest came to light that was not declared first.".to_owned()
    } else {
        format!("{} was not declared first: {}.", count(named.len(), "outside interest"), list(&named))
            .replace("interests was", "interests were")
    };
    Reading::new(state, text, facts)
}

/// When the first clause that closes a gap in this signal's area was agreed.
fn closing_clause(gauge: &Gauge<'_>) -> Option<Date> {
    let area = gauge.look.framework.area(&gauge.signal.area)?;
    let clause = gauge.alliance().clauses.get(area.clauses.first()?)?;
    clause.agreed(gauge.on).and_then(|version| version.value.agreed.as_ref()).map(|agreed| agreed.on)
}

pub(super) fn lead_leakage(gauge: &Gauge<'_>) -> Reading {
    let days = gauge.number("window_days");
    let fate = |lead: &Lead| by_then(lead.fate.as_ref(), gauge.on).map(|fate| fate.value.clone());
    let known: Vec<&Lead> = gauge
        .alliance()
        .leads
        .values()
        .filter(|lead| lead.found.value.in_scope && within(lead.found.on, gauge.on, days))
        .collect();
    let kept: Vec<(&Lead, PartyId)> = known
        .iter()
        .filter_map(|lead| match fate(lead) {
            Some(LeadFate::Kept(party)) => Some((*lead, party)),
            _ => None,
        })
        .collect();
    if known.len() < FEWEST_LEADS && kept.is_empty() {
        let text = format!(
            "We cannot tell yet: {} in scope known in {days:.0} days, and a share needs {FEWEST_LEADS}.",
            count(known.len(), "lead")
        );
        return Reading::unknown(text);
    }
    let share = kept.len() as f64 / known.len() as f64;
    let one_keeper = kept.windows(2).all(|pair| pair[0].1 == pair[1].1);
    let concentrated = one_keeper && kept.len() as f64 >= gauge.number("concentrated_from");
    let few = known.len() < FEWEST_LEADS;
    let state = match state_from(share, gauge.number("watch"), gauge.number("alarm")) {
        State::Alarm if few && !concentrated => State::Watch,
        State::Watch if concentrated => State::Alarm,
        state => state,
    };
    let facts = kept.iter().filter_map(|(lead, _)| lead.fate.as_ref().map(|fate| fate.seq)).collect();
    let mut keepers: Vec<&str> = kept.iter().map(|(_, party)| gauge.alliance().party_name(party)).collect();
    keepers.dedup();
    let by = if keepers.is_empty() { String::new() } else { format!(", kept by {}", list(&keepers)) };
    let text = format!(
        "{} of {} in scope in the last {days:.0} days did not reach the joint business{by} ({}).",
        kept.len(),
        count(known.len(), "lead"),
        percent(share)
    );
    Reading::new(state, text, facts)
}

/// What one party pledged and delivered in a window.
struct Delivery {
    pledged: f64,
    delivered: f64,
    days: f64,
    facts: Vec<Seq>,
}

impl Delivery {
    fn gap(&self) -> Option<f64> {
        (self.days >= FEWEST_DAYS && self.pledged > 0.0)
            .then(|| (1.0 - self.delivered / self.pledged).max(0.0))
    }
}

/// Pledged and delivered hours of `party` in the `days` up to `on`. Hours on projects that nobody admitted do
/// not count: they were not pledged.
fn delivery(gauge: &Gauge<'_>, party: &PartyId, on: Date, days: f64) -> Delivery {
    let alliance = gauge.alliance();
    let mut sum = Delivery { pledged: 0.0, delivered: 0.0, days: 0.0, facts: Vec::new() };
    let Some(pledge) = alliance.pledge(party, on) else { return sum };
    let begun = alliance.pledges[party].first().map_or(pledge.on, |first| first.on);
    let since = alliance.running_since(on).map_or(begun, |running| running.max(begun));
    sum.days = (f64::from((on - since).get_days()) + 1.0).clamp(0.0, days);
    sum.pledged = pledge.value * sum.days / 7.0;
    sum.facts.push(pledge.seq);
    for effort in alliance.efforts.iter().filter(|effort| effort.on <= on && effort.value.party == *party) {
        let value = &effort.value;
        let counts = match &value.work {
            Work::Joint => true,
            Work::Project(id) => alliance.projects.get(id).is_some_and(|project| project.is_admitted(on)),
            Work::Outside => false,
        };
        if counts && within(value.to, on, sum.days) {
            let length = f64::from((value.to - value.from).get_days()) + 1.0;
            let inside = (sum.days - f64::from((on - value.to).get_days())).min(length);
            sum.delivered += value.hours * inside / length;
        }
    }
    sum
}

pub(super) fn pledge_gap(gauge: &Gauge<'_>) -> Reading {
    let alliance = gauge.alliance();
    let days = gauge.number("window_days");
    let any_hours = alliance.efforts.iter().any(|effort| within(effort.value.to, gauge.on, days));
    // Days after the last hours on record are days without records, not days without work.
    let recorded = alliance.efforts.iter().map(|effort| effort.value.to).filter(|day| *day <= gauge.on).max();
    let until = recorded.unwrap_or(gauge.on);
    let pledgers: Vec<&PartyId> = alliance
        .signers(gauge.on)
        .into_iter()
        .filter(|party| alliance.pledge(party, gauge.on).is_some())
        .collect();
    if pledgers.is_empty() || !any_hours {
        let missing = if pledgers.is_empty() { "nobody has pledged hours" } else { "no hours are recorded" };
        return Reading::unknown(format!("We cannot tell yet: {missing}."));
    }
    let (watch, alarm) = (gauge.number("watch"), gauge.number("alarm"));
    let periods = gauge.number("periods") as i64;
    let mut worst = State::Unknown;
    let mut told = Vec::new();
    let mut facts = Vec::new();
    for party in pledgers {
        let now = delivery(gauge, party, until, days);
        let Some(gap) = now.gap() else { continue };
        let before = |back: i64| {
            let day = days_from(until, back.saturating_mul((days as i64).saturating_neg()))?;
            delivery(gauge, party, day, days).gap()
        };
        let lasting = gap > watch && (1..periods).all(|back| before(back).is_some_and(|gap| gap > watch));
        let state = if gap >= alarm || lasting { State::Alarm } else { state_from(gap, watch, alarm) };
        worst = worst.max(state);
        if state >= State::Watch {
            let name = alliance.party_name(party);
            let (delivered, pledged) = (number(now.delivered), number(now.pledged));
            told.push(format!("{name} gave {delivered} of {pledged} hours ({} short)", percent(gap)));
            facts.extend(now.facts);
        }
    }
    let text = match worst {
        State::Unknown => format!("We cannot tell yet: a pledge has to run for {FEWEST_DAYS:.0} days."),
        State::Clear => {
            format!("Everybody kept within {} of what was pledged in {days:.0} days.", percent(watch))
        }
        _ => format!("In the last {days:.0} days {}.", list(&told)),
    };
    Reading::new(worst, text, facts)
}

pub(super) fn priority_inversion(gauge: &Gauge<'_>) -> Reading {
    let days = gauge.number("window_days");
    let alliance = gauge.alliance();
    let known = alliance.obligations.values().any(|entry| entry.taken.on <= gauge.on);
    let missed: Vec<_> = alliance
        .obligations
        .values()
        .filter_map(|entry| entry.missed.as_ref().map(|missed| (entry, missed)))
        .filter(|(_, missed)| missed.value.reason == MissedFor::OwnWork && within(missed.on, gauge.on, days))
        .collect();
    if !known {
        return Reading::unknown("We cannot tell yet: no joint deadline is on the record.");
    }
    let state = state_from(missed.len() as f64, gauge.number("watch"), gauge.number("alarm"));
    let facts = missed.iter().map(|(_, missed)| missed.seq).collect();
    let text = if missed.is_empty() {
        format!("No joint deadline was missed for own work in the last {days:.0} days.")
    } else {
        let told: Vec<String> = missed
            .iter()
            .map(|(entry, _)| {
                let taken = &entry.taken.value;
                format!("{} ({})", taken.what.trim_end_matches('.'), alliance.party_name(&taken.who))
            })
            .collect();
        format!(
            "{} missed in the last {days:.0} days because own work came first: {}.",
            count(missed.len(), "joint deadline"),
            list(&told)
        )
    };
    Reading::new(state, text, facts)
}
