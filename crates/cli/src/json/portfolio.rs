//! The JSON of `portfolio`.

use jiff::civil::Date;
use rowlock_analysis::learning::{Odds, Share};
use rowlock_core::fact::Outcome;
use serde::Serialize;

use crate::commands::Seen;

#[derive(Serialize)]
struct CaseJson<'a> {
    name: &'a str,
    file: &'a str,
    on: Date,
    stage: Option<&'static str>,
    outcome: Option<Outcome>,
    verdict: &'static str,
    alarms: usize,
    watches: usize,
    next: &'a str,
}

#[derive(Serialize)]
struct ConflictJson<'a> {
    kind: &'static str,
    text: &'a str,
    alliances: Vec<&'a str>,
    facts: Vec<(&'a str, u64)>,
}

#[derive(Serialize)]
struct HitJson {
    weeks_before: i32,
    verdict: &'static str,
    reached: usize,
    some: usize,
    failed: usize,
}

#[derive(Serialize)]
struct LeadJson<'a> {
    name: &'a str,
    alarm: Option<i32>,
    change: Option<i32>,
}

#[derive(Serialize)]
struct FalseAlarmsJson {
    alliances: usize,
    years: f64,
    episodes: usize,
    a_year: [f64; 3],
}

#[derive(Serialize)]
struct ShareJson {
    hits: usize,
    all: usize,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct LessonJson<'a> {
    area: &'a str,
    failed: ShareJson,
    reached: Option<ShareJson>,
    sentence: &'a str,
}

#[derive(Serialize)]
struct LearnedJson<'a> {
    summary: &'a [String],
    reached: usize,
    some: usize,
    failed: usize,
    hits: Vec<HitJson>,
    leads: Vec<LeadJson<'a>>,
    median_alarm: Option<f64>,
    median_change: Option<f64>,
    false_alarms: Option<FalseAlarmsJson>,
    lessons: Vec<LessonJson<'a>>,
    brier: Option<[f64; 3]>,
}

/// The JSON of `portfolio`.
#[derive(Serialize)]
pub struct PortfolioJson<'a> {
    alliances: Vec<CaseJson<'a>>,
    unread: usize,
    conflicts: Vec<ConflictJson<'a>>,
    learned: LearnedJson<'a>,
}

/// The JSON of `portfolio`.
pub fn portfolio(seen: &Seen) -> PortfolioJson<'_> {
    PortfolioJson {
        alliances: cases(seen),
        unread: seen.unread,
        conflicts: conflicts(seen),
        learned: learned(seen),
    }
}

fn cases(seen: &Seen) -> Vec<CaseJson<'_>> {
    let cases = seen.cases.iter().map(|seen| CaseJson {
        name: &seen.standing.facet.name,
        file: &seen.file,
        on: seen.standing.on,
        stage: seen.standing.stage.map(rowlock_core::fact::Stage::word),
        outcome: seen.standing.outcome,
        verdict: seen.standing.word.word(),
        alarms: seen.standing.alarms,
        watches: seen.standing.watches,
        next: &seen.standing.next,
    });
    cases.collect()
}

fn conflicts(seen: &Seen) -> Vec<ConflictJson<'_>> {
    let name = |place: usize| seen.cases.get(place).map_or("", |case| case.standing.facet.name.as_str());
    let conflicts = seen.conflicts.iter().map(|conflict| ConflictJson {
        kind: conflict.kind.word(),
        text: &conflict.text,
        alliances: conflict.alliances.iter().map(|place| name(*place)).collect(),
        facts: conflict.facts.iter().map(|(place, seq)| (name(*place), seq.0)).collect(),
    });
    conflicts.collect()
}

fn learned(seen: &Seen) -> LearnedJson<'_> {
    let learned = &seen.learned;
    let share = |share: Share| ShareJson {
        hits: share.hits,
        all: share.all,
        low: share.interval.low,
        high: share.interval.high,
    };
    let hits = learned.hits.iter().flat_map(|table| {
        table.rows.iter().map(|row| HitJson {
            weeks_before: table.weeks_before,
            verdict: row.word.word(),
            reached: row.reached,
            some: row.some,
            failed: row.failed,
        })
    });
    let leads = learned.leads.each.iter();
    LearnedJson {
        summary: &learned.summary,
        reached: learned.reached,
        some: learned.some,
        failed: learned.failed,
        hits: hits.collect(),
        leads: leads
            .map(|lead| LeadJson { name: &lead.name, alarm: lead.alarm, change: lead.change })
            .collect(),
        median_alarm: learned.leads.median_alarm,
        median_change: learned.leads.median_change,
        false_alarms: learned.false_alarms.as_ref().map(|found| FalseAlarmsJson {
            alliances: found.cases,
            years: found.years,
            episodes: found.episodes,
            a_year: [found.a_year.value, found.a_year.low, found.a_year.high],
        }),
        lessons: learned
            .lessons
            .iter()
            .map(|lesson| LessonJson {
                area: lesson.area.as_str(),
                failed: share(lesson.failed),
                reached: lesson.reached.map(share),
                sentence: &lesson.sentence,
            })
            .collect(),
        brier: match &learned.odds {
            Odds::TooFew { .. } => None,
            Odds::NoBetter(trial) | Odds::Better { trial, .. } => {
                Some([trial.model, trial.base_rate, trial.without_effects])
            }
        },
    }
}
