//! The JSON of `debrief`.

use jiff::civil::Date;
use rowlock_analysis::lookback::Lookback;
use rowlock_core::alliance::Alliance;
use serde::Serialize;

#[derive(Serialize)]
struct AreaLookJson<'a> {
    id: &'a str,
    name: &'a str,
    at_start: &'static str,
    at_end: &'static str,
    issues: usize,
    rooted: usize,
    alarms: Vec<AlarmJson<'a>>,
    named: bool,
}

#[derive(Serialize)]
struct AlarmJson<'a> {
    signal: &'a str,
    on: Date,
}

#[derive(Serialize)]
struct TurnJson<'a> {
    on: Date,
    week: i32,
    kind: &'static str,
    text: &'a str,
    area: Option<&'a str>,
    settled: Option<&'static str>,
    facts: Vec<u64>,
}

#[derive(Serialize)]
struct WarningJson<'a> {
    what: &'static str,
    on: Date,
    week: i32,
    weeks_before: i32,
    text: &'a str,
    verdict: &'static str,
    done: Vec<StepJson<'a>>,
    facts: Vec<u64>,
}

#[derive(Serialize)]
struct StepJson<'a> {
    on: Date,
    text: &'a str,
    fact: u64,
}

#[derive(Serialize)]
struct FamilyJson<'a> {
    root: &'a str,
    area: &'a str,
    settled: &'static str,
    began: Date,
    issues: usize,
    closed: usize,
    depth: usize,
    parties: &'a [String],
    facts: Vec<u64>,
}

#[derive(Serialize)]
struct NextTimeJson<'a> {
    area: &'a str,
    why: &'a str,
    ask: Option<&'a str>,
    write: &'a [String],
}

#[derive(Serialize)]
struct MeasureJson<'a> {
    what: &'a str,
    aimed: Option<f64>,
    reached: f64,
    unit: &'a str,
}

/// The JSON of `debrief`.
#[derive(Serialize)]
pub struct DebriefJson<'a> {
    alliance: &'a str,
    from: Date,
    to: Date,
    weeks: i32,
    outcome: Option<rowlock_core::fact::Outcome>,
    ending: Option<rowlock_core::fact::Ending>,
    recalled: bool,
    summary: &'a [String],
    measures: Vec<MeasureJson<'a>>,
    lessons: &'a [String],
    areas: Vec<AreaLookJson<'a>>,
    warnings: Vec<WarningJson<'a>>,
    issues: usize,
    closed: usize,
    families: Vec<FamilyJson<'a>>,
    next_time: Vec<NextTimeJson<'a>>,
    turns: Vec<TurnJson<'a>>,
}

/// The JSON of `debrief`.
pub fn debrief<'a>(looked: &'a Lookback, alliance: &'a Alliance) -> DebriefJson<'a> {
    DebriefJson {
        alliance: &alliance.name,
        from: looked.from,
        to: looked.to,
        weeks: looked.weeks,
        outcome: looked.outcome.as_ref().map(|outcome| outcome.value),
        ending: looked.ending.as_ref().map(|ending| ending.value.how),
        recalled: looked.recalled,
        summary: &looked.summary,
        measures: measures(looked),
        lessons: looked.debrief.as_ref().map(|held| held.value.lessons.as_slice()).unwrap_or_default(),
        areas: areas(looked),
        warnings: warnings(looked),
        issues: looked.issues,
        closed: looked.closed,
        families: families(looked),
        next_time: next_time(looked),
        turns: turns(looked),
    }
}

fn seqs(facts: &[rowlock_core::fact::Seq]) -> Vec<u64> {
    facts.iter().map(|seq| seq.0).collect()
}

fn measures(looked: &Lookback) -> Vec<MeasureJson<'_>> {
    looked
        .measures
        .iter()
        .map(|one| MeasureJson { what: &one.what, aimed: one.aimed, reached: one.reached, unit: &one.unit })
        .collect()
}

fn areas(looked: &Lookback) -> Vec<AreaLookJson<'_>> {
    let areas = looked.areas.iter().map(|look| AreaLookJson {
        id: look.area.as_str(),
        name: &look.name,
        at_start: look.at_start.word(),
        at_end: look.at_end.word(),
        issues: look.issues,
        rooted: look.rooted,
        alarms: look.alarms.iter().map(|(signal, on)| AlarmJson { signal, on: *on }).collect(),
        named: look.named,
    });
    areas.collect()
}

fn warnings(looked: &Lookback) -> Vec<WarningJson<'_>> {
    let warnings = looked.warnings.iter().map(|warning| WarningJson {
        what: warning.sign.word(),
        on: warning.on,
        week: warning.week,
        weeks_before: warning.weeks_before,
        text: &warning.text,
        verdict: warning.verdict.word(),
        done: warning
            .done
            .iter()
            .map(|done| StepJson { on: done.on, text: &done.text, fact: done.fact.0 })
            .collect(),
        facts: seqs(&warning.facts),
    });
    warnings.collect()
}

fn families(looked: &Lookback) -> Vec<FamilyJson<'_>> {
    let families = looked.families.iter().map(|family| FamilyJson {
        root: &family.root,
        area: family.area.as_str(),
        settled: family.settled.word(),
        began: family.began,
        issues: family.issues,
        closed: family.closed,
        depth: family.depth,
        parties: &family.parties,
        facts: seqs(&family.facts),
    });
    families.collect()
}

fn next_time(looked: &Lookback) -> Vec<NextTimeJson<'_>> {
    let next = looked.next_time.iter().map(|next| NextTimeJson {
        area: next.area.as_str(),
        why: &next.why,
        ask: next.ask.as_deref(),
        write: &next.write,
    });
    next.collect()
}

fn turns(looked: &Lookback) -> Vec<TurnJson<'_>> {
    let turns = looked.turns.iter().map(|turn| TurnJson {
        on: turn.on,
        week: turn.week,
        kind: turn.kind.word(),
        text: &turn.text,
        area: turn.area.as_ref().map(|(id, ..)| id.as_str()),
        settled: turn.area.as_ref().map(|(.., settled)| settled.word()),
        facts: seqs(&turn.facts),
    });
    turns.collect()
}
