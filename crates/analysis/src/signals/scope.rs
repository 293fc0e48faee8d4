//! Signals on scope: hours on projects that nobody admitted, and projects that began without a decision.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_core::alliance::by_then;
use rowlock_core::bounds::days_from;
use rowlock_core::fact::{AnswerValue, Seq, Work, list, number};
use rowlock_core::id::ProjectId;

use super::{Gauge, state_from};
use crate::alignment::{latest_round, round_view};
use crate::finding::{Reading, State, count, percent, within};

/// The fewest hours, and the fewest projects, for a split.
const FEWEST_HOURS: f64 = 100.0;
const FEWEST_PROJECTS: usize = 8;
/// The days of a month, for the question whether a share is rising.
const MONTH: f64 = 30.0;

/// Hours spent in a window, by where they went.
#[derive(Default)]
struct Hours<'a> {
    all: f64,
    off: f64,
    by_project: BTreeMap<&'a ProjectId, f64>,
}

/// The hours that fall into the `days` up to `on`; a period that reaches over the edge counts by its days.
fn hours<'a>(gauge: &Gauge<'a>, on: Date, days: f64) -> Hours<'a> {
    let mut hours = Hours::default();
    for effort in &gauge.alliance().efforts {
        let value = &effort.value;
        if effort.on > on || !within(value.to, on, days) {
            continue;
        }
        let length = f64::from((value.to - value.from).get_days()) + 1.0;
        let inside = (days - f64::from((on - value.to).get_days())).min(length);
        let worked = value.hours * inside / length;
        match &value.work {
            Work::Outside => continue,
            Work::Joint => {}
            Work::Project(id) => {
                *hours.by_project.entry(id).or_default() += worked;
                if !gauge.alliance().projects.get(id).is_some_and(|project| project.is_admitted(on)) {
                    hours.off += worked;
                }
            }
        }
        hours.all += worked;
    }
    hours
}

fn share(hours: &Hours<'_>) -> f64 {
    if hours.all > 0.0 { hours.off / hours.all } else { 0.0 }
}

pub(super) fn off_scope_share(gauge: &Gauge<'_>) -> Reading {
    let (days, factor) = (gauge.number("window_days"), gauge.number("alarm_factor"));
    let now = hours(gauge, gauge.on, days);
    if now.all < FEWEST_HOURS && now.by_project.len() < FEWEST_PROJECTS {
        let text = format!(
            "We cannot tell yet: {} hours in {days:.0} days, and a split needs {FEWEST_HOURS:.0} hours or \
             {FEWEST_PROJECTS} projects.",
            number(now.all)
        );
        return Reading::unknown(text);
    }
    let (limit, agreed) = limit(gauge);
    let off = share(&now);
    let months = gauge.number("rising_months");
    let rising = off > limit && is_rising(gauge, months);
    let state = match off {
        off if off > limit * factor || rising => State::Alarm,
        off if off > limit => State::Watch,
        _ => State::Clear,
    };
    let whose = if agreed { "your agreed limit is" } else { "no limit was agreed; the default is" };
    let rise =
        if rising { format!(" The share has risen {months:.0} months running.") } else { String::new() };
    let text = format!(
        "{} of {} hours in {days:.0} days ({}) went to projects that nobody admitted; {whose} {}.{rise}",
        number(now.off),
        number(now.all),
        percent(off),
        percent(limit),
    );
    Reading::new(state, text, facts(gauge, &now))
}

fn facts(gauge: &Gauge<'_>, hours: &Hours<'_>) -> Vec<Seq> {
    let mut projects: Vec<_> = hours.by_project.iter().collect();
    projects.sort_by(|a, b| b.1.total_cmp(a.1));
    let entries = projects.into_iter().filter_map(|(id, _)| gauge.alliance().projects.get(*id));
    entries.filter(|project| !project.is_admitted(gauge.on)).map(|project| project.proposed.seq).collect()
}

/// The share three months running: each of the last months above the one before it.
fn is_rising(gauge: &Gauge<'_>, months: f64) -> bool {
    let mut shares = Vec::new();
    for back in 0..=(months as i64) {
        let Some(day) = days_from(gauge.on, back.saturating_mul(-(MONTH as i64))) else { return false };
        let month = hours(gauge, day, MONTH);
        if month.all < FEWEST_HOURS / 2.0 {
            return false;
        }
        shares.push(share(&month));
    }
    shares.windows(2).all(|pair| pair[0] > pair[1])
}

/// The limit, and whether the partners agreed it: the lowest of their released answers to the framework's
/// item where those lie close together, else the threshold in force.
fn limit(gauge: &Gauge<'_>) -> (f64, bool) {
    let default = gauge.number("watch");
    let changed = gauge.look.alliance.thresholds.iter().any(|change| {
        change.on <= gauge.on && change.value.signal == gauge.signal.id && change.value.number == "watch"
    });
    if changed {
        return (default, true);
    }
    let answered = || {
        let item = gauge.signal.rule.item.as_ref()?;
        let view = round_view(gauge.look, latest_round(gauge.alliance(), gauge.on)?, gauge.on);
        let seen = view.items.into_iter().find(|seen| seen.item == *item)?;
        let close = seen.band == crate::alignment::Band::Aligned;
        let limits = seen.answers.iter().filter_map(|(_, answer)| match answer {
            AnswerValue::Number(number) => Some(number / 100.0),
            _ => None,
        });
        limits.reduce(f64::min).filter(|_| close)
    };
    answered().map_or((default, false), |limit| (limit, true))
}

pub(super) fn skipped_admission(gauge: &Gauge<'_>) -> Reading {
    let days = gauge.number("window_days");
    let mut skipped: Vec<_> = gauge
        .alliance()
        .projects
        .values()
        .filter(|project| {
            by_then(project.started.as_ref(), gauge.on)
                .is_some_and(|started| within(started.on, gauge.on, days))
                && project.decision(gauge.on).is_none()
        })
        .collect();
    skipped.sort_by_key(|project| std::cmp::Reverse(project.proposed.on));
    let state = state_from(skipped.len() as f64, gauge.number("watch"), gauge.number("alarm"));
    let facts = skipped.iter().map(|project| project.proposed.seq).collect();
    if skipped.is_empty() {
        if gauge.alliance().projects_on(gauge.on).next().is_none() {
            return Reading::unknown("We cannot tell yet: no project is on the record.");
        }
        let text = format!("Every project begun in the last {days:.0} days has a recorded decision.");
        return Reading::new(state, text, facts);
    }
    let names: Vec<String> = skipped
        .iter()
        .map(|project| {
            let proposed = &project.proposed.value;
            format!("\u{201c}{}\u{201d} ({})", proposed.name, gauge.alliance().party_name(&proposed.proposer))
        })
        .collect();
    let text = format!(
        "{} began in the last {days:.0} days and nobody decided to admit {}: {}.",
        count(skipped.len(), "project"),
        if skipped.len() == 1 { "it" } else { "them" },
        list(&names)
    );
    Reading::new(state, text, facts)
}
