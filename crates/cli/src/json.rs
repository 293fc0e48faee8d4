//! The JSON of reports: shapes that this shell owns and keeps.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_analysis::alignment::{AreaFinding, GapFinding};
use rowlock_analysis::report::Step;
use rowlock_analysis::verdict::{Reason, Verdict};
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{Seq, sentence};
use rowlock_core::framework::{Rule, Term};
use rowlock_core::gate::Viewer;
use rowlock_core::record::Record;
use serde::Serialize;

use crate::page::Shown;

#[derive(Serialize)]
struct FactJson {
    seq: u64,
    on: Date,
    text: String,
}

#[derive(Serialize)]
struct ReasonJson {
    text: String,
    facts: Vec<FactJson>,
}

#[derive(Serialize)]
struct FlipJson<'a> {
    change: &'a str,
    word: &'static str,
}

#[derive(Serialize)]
struct VerdictJson<'a> {
    word: &'static str,
    means: &'static str,
    reasons: Vec<ReasonJson>,
    would_change: Vec<FlipJson<'a>>,
    unknown: &'a [String],
    owner_still_controls: &'a [String],
    leaving: Option<ReasonJson>,
    opposite: &'a str,
    engines: BTreeMap<&'static str, &'static str>,
}

#[derive(Serialize)]
struct AreaJson<'a> {
    id: &'a str,
    name: &'a str,
    rule: &'static str,
    state: &'static str,
    hidden: bool,
    by_cluster: bool,
    sentence: &'a str,
    facts: Vec<FactJson>,
}

#[derive(Serialize)]
struct GapJson<'a> {
    area: &'a str,
    item: Option<&'a str>,
    state: &'static str,
    must_agree: bool,
    hidden: bool,
    red_line: bool,
    sentence: &'a str,
    answers: BTreeMap<&'a str, &'a str>,
    means: &'a str,
    clauses: Vec<&'a str>,
    facts: Vec<FactJson>,
}

#[derive(Serialize)]
struct SignalJson<'a> {
    id: &'a str,
    name: &'a str,
    area: &'a str,
    speaks_for: &'static str,
    state: &'static str,
    since: Option<Date>,
    sentence: &'a str,
    facts: Vec<FactJson>,
}

#[derive(Serialize)]
struct FitJson<'a> {
    parties: Vec<&'a str>,
    kind: &'static str,
    sentence: &'a str,
    facts: Vec<FactJson>,
}

#[derive(Serialize)]
struct FamilyJson<'a> {
    root: &'a str,
    issues: Vec<&'a str>,
    depth: usize,
    parties: Vec<&'a str>,
}

#[derive(Serialize)]
struct ProjectJson<'a> {
    id: &'a str,
    placing: &'static str,
    disputed: bool,
    sentence: &'a str,
}

#[derive(Serialize)]
struct DriftJson<'a> {
    projects: Vec<ProjectJson<'a>>,
    hours: Option<f64>,
    expected_off: Option<f64>,
    interval: Option<[f64; 3]>,
    unknown: Option<&'a str>,
}

#[derive(Serialize)]
struct PowerJson<'a> {
    party: &'a str,
    votes: f64,
    banzhaf: f64,
    shapley: f64,
    can_act_alone: bool,
    can_block: bool,
    can_be_outvoted: bool,
}

#[derive(Serialize)]
struct NameJson<'a> {
    name: &'a str,
    stage: Option<&'static str>,
}

#[derive(Serialize)]
struct FrameworkJson<'a> {
    id: &'a str,
    version: &'a str,
}

/// The JSON of `check`.
#[derive(Serialize)]
pub struct CheckJson<'a> {
    alliance: NameJson<'a>,
    on: Date,
    as_known: Option<Date>,
    week: Option<i32>,
    framework: FrameworkJson<'a>,
    asking: Option<&'a str>,
    verdict: VerdictJson<'a>,
    areas: Vec<AreaJson<'a>>,
    gaps: Vec<GapJson<'a>>,
    signals: Vec<SignalJson<'a>>,
    fit: Vec<FitJson<'a>>,
    issue_families: Vec<FamilyJson<'a>>,
    drift: DriftJson<'a>,
    voting: Vec<PowerJson<'a>>,
    next: Vec<String>,
}

fn rule_word(rule: Rule) -> &'static str {
    match rule {
        Rule::MustAgree => "must_agree",
        Rule::MustBeKnown => "must_be_known",
        Rule::ShouldDiffer => "should_differ",
        Rule::MustBeHigh => "must_be_high",
    }
}

/// Facts of a record as evidence.
fn facts(record: &Record, alliance: &Alliance, seqs: &[Seq]) -> Vec<FactJson> {
    let found = seqs.iter().filter_map(|seq| record.fact(*seq));
    found
        .map(|fact| FactJson {
            seq: fact.seq.0,
            on: fact.effective_on,
            text: sentence(&fact.event, alliance),
        })
        .collect()
}

fn verdict<'a>(verdict: &'a Verdict, record: &Record, alliance: &Alliance) -> VerdictJson<'a> {
    let reason = |reason: &Reason| ReasonJson {
        text: reason.text.clone(),
        facts: facts(record, alliance, &reason.facts),
    };
    VerdictJson {
        word: verdict.word.word(),
        means: verdict.word.means(),
        reasons: verdict.reasons.iter().map(reason).collect(),
        would_change: verdict
            .would_change
            .iter()
            .map(|flip| FlipJson { change: &flip.change, word: flip.word.word() })
            .collect(),
        unknown: &verdict.unknown,
        owner_still_controls: &verdict.owner_still_controls,
        leaving: verdict.leaving.as_ref().map(reason),
        opposite: &verdict.opposite,
        engines: verdict.engines.iter().map(|(part, warning)| (part.word(), warning.word())).collect(),
    }
}

/// The JSON of `check`.
pub fn check<'a>(shown: &'a Shown<'a>) -> CheckJson<'a> {
    let (record, alliance) = (&shown.loaded.record, shown.alliance);
    let (analysis, framework) = (shown.analysis, &shown.loaded.framework);
    let evidence = |seqs: &[Seq]| facts(record, alliance, seqs);
    let area = |found: &'a AreaFinding| AreaJson {
        id: found.area.as_str(),
        name: framework.area(&found.area).map_or("", |area| &area.name),
        rule: rule_word(found.rule),
        state: found.state.word(),
        hidden: found.hidden,
        by_cluster: found.by_cluster,
        sentence: &found.sentence,
        facts: evidence(&found.facts),
    };
    let gap = |found: &'a GapFinding| GapJson {
        area: found.area.as_str(),
        item: found.item.as_ref().map(rowlock_core::id::ItemId::as_str),
        state: found.state.word(),
        must_agree: found.must_agree,
        hidden: found.hidden,
        red_line: found.red_line,
        sentence: &found.sentence,
        answers: found.answers.iter().map(|(party, text)| (party.as_str(), text.as_str())).collect(),
        means: &found.says,
        clauses: found.clauses.iter().map(rowlock_core::id::ClauseId::as_str).collect(),
        facts: evidence(&found.facts),
    };
    let drift = &analysis.drift;
    CheckJson {
        alliance: NameJson {
            name: &alliance.name,
            stage: alliance.stage(analysis.on).map(rowlock_core::fact::Stage::word),
        },
        on: analysis.on,
        as_known: shown.as_known,
        week: rowlock_analysis::report::week(record, analysis.on),
        framework: FrameworkJson { id: framework.id.as_str(), version: &framework.version },
        asking: shown.loaded.asking.as_deref().filter(|_| shown.loaded.viewer == Viewer::Owner),
        verdict: verdict(&analysis.verdict, record, alliance),
        areas: analysis.alignment.areas.iter().map(area).collect(),
        gaps: analysis.alignment.gaps.iter().map(gap).collect(),
        signals: analysis
            .signals
            .iter()
            .map(|found| SignalJson {
                id: found.id.as_str(),
                name: &found.name,
                area: found.area.as_str(),
                speaks_for: found.speaks_for.word(),
                state: found.state.word(),
                since: found.since,
                sentence: &found.sentence,
                facts: evidence(&found.facts),
            })
            .collect(),
        fit: analysis
            .fit
            .iter()
            .map(|found| FitJson {
                parties: found.parties.iter().map(rowlock_core::id::PartyId::as_str).collect(),
                kind: found.kind.word(),
                sentence: &found.sentence,
                facts: evidence(&found.facts),
            })
            .collect(),
        issue_families: analysis
            .cascade
            .families
            .iter()
            .map(|family| FamilyJson {
                root: &family.root,
                issues: family.issues.iter().map(rowlock_core::id::IssueId::as_str).collect(),
                depth: family.depth,
                parties: family.parties.iter().map(rowlock_core::id::PartyId::as_str).collect(),
            })
            .collect(),
        drift: DriftJson {
            projects: drift
                .projects
                .iter()
                .map(|placed| ProjectJson {
                    id: placed.project.as_str(),
                    placing: placed.placing.word(),
                    disputed: placed.disputed,
                    sentence: &placed.sentence,
                })
                .collect(),
            hours: drift.share.as_ref().map(|share| share.hours),
            expected_off: drift.share.as_ref().map(|share| share.expected),
            interval: drift.share.as_ref().map(|share| share.interval),
            unknown: drift.unknown.as_deref(),
        },
        voting: analysis
            .voting
            .iter()
            .flat_map(|voting| &voting.powers)
            .map(|power| PowerJson {
                party: power.party.as_str(),
                votes: power.votes,
                banzhaf: power.banzhaf,
                shapley: power.shapley,
                can_act_alone: power.can_act_alone,
                can_block: power.can_block,
                can_be_outvoted: power.can_be_outvoted,
            })
            .collect(),
        next: crate::page::next_steps(shown),
    }
}

/// One step of the JSON of `replay`.
#[derive(Serialize)]
pub struct StepJson<'a> {
    on: Date,
    week: i32,
    verdict: &'static str,
    signals: BTreeMap<&'a str, &'static str>,
    changes: Vec<FactJson>,
}

/// The JSON of `replay`.
pub fn replay<'a>(record: &Record, alliance: &Alliance, steps: &'a [Step]) -> Vec<StepJson<'a>> {
    let step = |step: &'a Step| StepJson {
        on: step.on,
        week: step.week,
        verdict: step.verdict.word.word(),
        signals: step.signals.iter().map(|(id, state)| (id.as_str(), state.word())).collect(),
        changes: facts(record, alliance, &step.facts),
    };
    steps.iter().map(step).collect()
}

/// One term of the JSON of `glossary`.
#[derive(Serialize)]
pub struct TermJson<'a> {
    term: &'a str,
    means: &'a str,
    avoid: &'a str,
}

/// The JSON of `glossary`.
pub fn glossary<'a>(terms: &[&'a Term]) -> Vec<TermJson<'a>> {
    terms.iter().map(|term| TermJson { term: &term.term, means: &term.means, avoid: &term.avoid }).collect()
}
