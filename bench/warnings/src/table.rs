//! The table: one row for each way of warning.

use rowlock_analysis::method::interval::{rate, share};

use crate::rule::Rule;
use crate::watched::Watched;

/// The level of all intervals.
const LEVEL: f64 = 0.9;

/// The normal quantile of that level, for ranks.
const QUANTILE: f64 = 1.645;

/// The head of the table.
pub const HEAD: &str = "| way of warning | failing ones warned | weeks of lead: median | quarter to three quarters | false alarms a healthy year | under |\n|---|---|---|---|---|---|";

/// One way of warning, held against the truth.
pub fn row(rule: Rule, failing: &[&Watched], healthy: &[&Watched]) -> String {
    let mut leads: Vec<i32> = failing.iter().filter_map(|watched| rule.lead(watched)).collect();
    leads.sort_unstable();
    let warned = share(leads.len(), failing.len(), LEVEL)
        .map_or_else(String::new, |share| percent(share.value, share.low, share.high));
    let years: f64 = healthy.iter().map(|watched| watched.years()).sum();
    let episodes = healthy.iter().map(|watched| rule.episodes(watched)).sum();
    let false_alarms = rate(episodes, years, LEVEL)
        .map_or_else(String::new, |rate| format!("{:.2} ({:.2} to {:.2})", rate.value, rate.low, rate.high));
    let weeks: usize = healthy.iter().map(|watched| watched.looks.len()).sum();
    let under: usize = healthy.iter().map(|watched| rule.weeks(watched)).sum();
    format!(
        "| {} | {warned} | {} | {} | {false_alarms} | {:.0} % |",
        rule.words(),
        median(&leads),
        quarters(&leads),
        100.0 * under as f64 / weeks.max(1) as f64
    )
}

/// The share warned, and false alarms, kind by kind, by any alarm and by the verdict.
pub fn by_kind(failing: &[&Watched], healthy: &[&Watched]) -> String {
    let mut text = "| kind | any alarm | verdict asks for a change |\n|---|---|---|\n".to_owned();
    for kind in rowlock_simulation::Kind::FAILING {
        let of: Vec<&&Watched> = failing.iter().filter(|watched| watched.kind == kind).collect();
        let warned = |rule: Rule| of.iter().filter(|watched| rule.lead(watched).is_some()).count();
        let (alarm, verdict) = (warned(Rule::Alarm), warned(Rule::Verdict));
        text += &format!(
            "| {} | {alarm} of {} warned | {verdict} of {} warned |\n",
            kind.words(),
            of.len(),
            of.len()
        );
    }
    for kind in rowlock_simulation::Kind::HEALTHY {
        let of: Vec<&&Watched> = healthy.iter().filter(|watched| watched.kind == kind).collect();
        let years: f64 = of.iter().map(|watched| watched.years()).sum();
        let a_year =
            |rule: Rule| of.iter().map(|watched| rule.episodes(watched)).sum::<usize>() as f64 / years;
        let (alarm, verdict) = (a_year(Rule::Alarm), a_year(Rule::Verdict));
        text += &format!("| {} | {alarm:.2} a year | {verdict:.2} a year |\n", kind.words());
    }
    text
}

fn percent(value: f64, low: f64, high: f64) -> String {
    format!("{:.0} % ({:.0} to {:.0})", 100.0 * value, 100.0 * low, 100.0 * high)
}

/// The median, and the ranks around it between which it lies.
fn median(sorted: &[i32]) -> String {
    let Some(middle) = at(sorted, 0.5) else { return String::new() };
    let count = sorted.len() as f64;
    let away = QUANTILE * 0.5 / count.sqrt();
    match (at(sorted, 0.5 - away), at(sorted, 0.5 + away)) {
        (Some(low), Some(high)) => format!("{middle} ({low} to {high})"),
        _ => middle.to_string(),
    }
}

fn quarters(sorted: &[i32]) -> String {
    match (at(sorted, 0.25), at(sorted, 0.75)) {
        (Some(low), Some(high)) => format!("{low} to {high}"),
        _ => String::new(),
    }
}

/// The value at a place from 0 to 1 in a sorted list.
fn at(sorted: &[i32], place: f64) -> Option<i32> {
    let last = sorted.len().checked_sub(1)?;
    sorted.get((place.clamp(0.0, 1.0) * last as f64).round() as usize).copied()
}
