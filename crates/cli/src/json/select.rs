//! The JSON of `select`.

use std::collections::BTreeMap;

use rowlock_analysis::team::{Best, Found, Question};
use serde::Serialize;

use crate::commands::Selected;

/// The JSON of `select`. Candidates stand by their names, fit and value in points, shares between 0 and 1.
#[derive(Serialize)]
pub struct SelectJson<'a> {
    title: &'a str,
    currency: &'a str,
    pool: PoolJson<'a>,
    /// `proven`, `stopped`, `infeasible` or `nothing`.
    status: &'static str,
    /// What is certain, in a sentence.
    sentence: &'a str,
    team: Option<TeamJson<'a>>,
    alternatives: Vec<AlternativeJson<'a>>,
    outside: Vec<OutsideJson<'a>>,
    keep: Vec<KeepJson<'a>>,
    sure: Option<SureJson<'a>>,
    ways_out: Vec<&'a str>,
    remark: Option<&'a str>,
    weights: BTreeMap<&'a str, f64>,
    unknown: &'a [String],
}

#[derive(Serialize)]
struct PoolJson<'a> {
    file: &'a str,
    candidates: usize,
    capabilities: &'a [String],
    criteria: &'a [String],
    ignored: &'a [String],
}

#[derive(Serialize)]
struct TeamJson<'a> {
    members: Vec<MemberJson<'a>>,
    value: f64,
    /// By how much a better team could be worth more at most, as a share of the value.
    gap: Option<f64>,
    cost: f64,
    hours: f64,
    coverage: Vec<CoverJson<'a>>,
    pairs: &'a [String],
}

#[derive(Serialize)]
struct MemberJson<'a> {
    name: &'a str,
    decided: bool,
    /// Whether no team meets the need without them.
    indispensable: bool,
    /// What the best team loses without them, in points.
    loses: Option<f64>,
    why: &'a str,
}

#[derive(Serialize)]
struct CoverJson<'a> {
    capability: &'a str,
    level: u8,
    people: usize,
    hours_asked: f64,
    hours: f64,
    levels: BTreeMap<&'a str, Option<u8>>,
    covered_by: Vec<&'a str>,
    sentence: &'a str,
    warning: Option<&'a str>,
}

#[derive(Serialize)]
struct AlternativeJson<'a> {
    members: Vec<&'a str>,
    comes: Vec<&'a str>,
    goes: Vec<&'a str>,
    value: f64,
    cost: f64,
    proven: bool,
    sentence: &'a str,
}

#[derive(Serialize)]
struct OutsideJson<'a> {
    name: &'a str,
    /// By how many points their fit would have to rise.
    short_by: Option<f64>,
    conflicts: Vec<&'a str>,
    why: &'a str,
}

#[derive(Serialize)]
struct KeepJson<'a> {
    name: &'a str,
    team: Option<Vec<&'a str>>,
    sentence: &'a str,
}

#[derive(Serialize)]
struct SureJson<'a> {
    weights_tried: usize,
    team: f64,
    /// Whoever is on the best team under any of the weights.
    on_best_team: BTreeMap<&'a str, f64>,
    /// Whoever comes first alone under any of the weights.
    first_alone: BTreeMap<&'a str, f64>,
    sentences: &'a [String],
}

/// The JSON of a selection.
pub fn select<'a>(selected: &'a Selected<'a>) -> SelectJson<'a> {
    let question = selected.question;
    let criteria = question.brief().judged.as_ref().map_or(&[][..], |judged| &judged.criteria);
    let weights = criteria.iter().map(String::as_str).zip(question.weights().into_iter().flatten().copied());
    let mut json = SelectJson {
        title: &selected.asked.title,
        currency: &selected.asked.currency,
        pool: PoolJson {
            file: selected.file,
            candidates: selected.pool.candidates.len(),
            capabilities: &selected.pool.capabilities,
            criteria: &selected.pool.criteria,
            ignored: &selected.pool.ignored,
        },
        status: "nothing",
        sentence: "",
        team: None,
        alternatives: Vec::new(),
        outside: Vec::new(),
        keep: selected
            .keeps
            .iter()
            .map(|keep| KeepJson {
                name: question.name(keep.candidate),
                team: keep.team.as_ref().map(|team| names(question, team)),
                sentence: &keep.sentence,
            })
            .collect(),
        sure: None,
        ways_out: Vec::new(),
        remark: None,
        weights: weights.collect(),
        unknown: &selected.report.unknowns,
    };
    match &selected.report.found {
        Found::Team(best) => fill(&mut json, question, best),
        Found::Impossible(impossible) => {
            (json.status, json.sentence) = ("infeasible", &impossible.sentence);
            json.remark = impossible.remark.as_deref();
            json.ways_out = impossible.ways_out.iter().map(|way| way.sentence.as_str()).collect();
        }
        Found::Nothing { sentence } => json.sentence = sentence,
    }
    json
}

fn names<'a>(question: &'a Question, candidates: &[usize]) -> Vec<&'a str> {
    candidates.iter().map(|&who| question.name(who)).collect()
}

fn fill<'a>(json: &mut SelectJson<'a>, question: &'a Question, best: &'a Best) {
    json.status = if best.proof.is_proven { "proven" } else { "stopped" };
    json.sentence = &best.proof.sentence;
    json.team = Some(team(question, best));
    let alternative = |other: &'a rowlock_analysis::team::Alternative| AlternativeJson {
        members: names(question, &other.members),
        comes: names(question, &other.comes),
        goes: names(question, &other.goes),
        value: other.value,
        cost: other.cost,
        proven: other.is_proven,
        sentence: &other.sentence,
    };
    json.alternatives = best.alternatives.iter().map(alternative).collect();
    let outside = |other: &'a rowlock_analysis::team::Outside| OutsideJson {
        name: question.name(other.candidate),
        short_by: other.short_by,
        conflicts: names(question, &other.found.conflicts),
        why: &other.sentence,
    };
    json.outside = best.outside.iter().map(outside).collect();
    json.sure = best.sure.as_ref().map(|sure| {
        let some = |shares: &[f64]| -> BTreeMap<&'a str, f64> {
            let each = shares.iter().copied().enumerate().filter(|(_, share)| *share > 0.0);
            each.map(|(who, share)| (question.name(who), share)).collect()
        };
        SureJson {
            weights_tried: sure.draws,
            team: sure.team,
            on_best_team: some(&sure.on_best_team),
            first_alone: some(&sure.first_alone),
            sentences: &sure.sentences,
        }
    });
}

fn team<'a>(question: &'a Question, best: &'a Best) -> TeamJson<'a> {
    let member = |member: &'a rowlock_analysis::team::Member| MemberJson {
        name: question.name(member.candidate),
        decided: member.is_decided,
        indispensable: member.is_indispensable(),
        loses: member.loses(),
        why: &member.sentence,
    };
    let cover = |cover: &'a rowlock_analysis::team::Cover| CoverJson {
        capability: &cover.capability,
        level: cover.needed.level,
        people: cover.needed.people,
        hours_asked: cover.needed.hours,
        hours: cover.hours,
        levels: best.team.iter().map(|&who| question.name(who)).zip(cover.levels.iter().copied()).collect(),
        covered_by: names(question, &cover.able),
        sentence: &cover.sentence,
        warning: cover.warning.as_deref(),
    };
    TeamJson {
        members: best.members.iter().map(member).collect(),
        value: best.value,
        gap: best.proof.gap,
        cost: best.cost,
        hours: best.hours,
        coverage: best.covers.iter().map(cover).collect(),
        pairs: &best.pairs,
    }
}
