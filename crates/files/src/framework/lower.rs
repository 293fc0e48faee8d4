//! From the tables of a framework file to the framework of the core.

use std::collections::BTreeMap;

use rowlock_core::framework::{
    Area, Clause, Cluster, Confidentiality, Coorientation, DiligenceCheck, Evidence, EvidenceGeneral,
    Framework, LikertScale, OpenQuestion, RoundAdvice, Scoring, Signal, SignalRule, Source, Term,
    VerdictRules,
};
use rowlock_core::id::{ClusterId, SourceId};

use super::check::Checks;
use super::format::{
    AreaTable, ClauseTable, DiligenceTable, FrameworkFile, FrameworkTable, LikertTable, OpenQuestionTable,
    ScoringTable, SignalTable, SourceTable, VerdictTable, VisibilityWord,
};
use super::item;
use crate::tree::Value;

/// The framework of a checked file. What cannot be lowered is reported and left out.
pub(super) fn framework(checks: &mut Checks<'_>, file: FrameworkFile) -> Framework {
    let scale = file.scale.likert7;
    let clusters = clusters(checks, &file.scoring);
    Framework {
        scoring: scoring(file.scoring, clusters),
        verdict: verdict(file.verdict),
        sources: sources(checks, file.source),
        evidence: file
            .evidence_general
            .into_iter()
            .map(|table| EvidenceGeneral {
                about: table.about,
                claim: table.claim,
                strength: table.strength.into(),
                sources: table.sources,
            })
            .collect(),
        areas: file.area.into_iter().map(|table| area(table, &scale)).collect(),
        open_questions: file.open_question.into_iter().map(open_question).collect(),
        clauses: file.clause.into_iter().map(clause).collect(),
        signals: file.signal.into_iter().map(signal).collect(),
        diligence: file.diligence.into_iter().map(diligence).collect(),
        terms: file
            .term
            .into_iter()
            .map(|table| Term { term: table.term, means: table.means, avoid: table.avoid })
            .collect(),
        rounds: rounds(&file.framework),
        id: file.framework.id,
        name: file.framework.name,
        version: file.framework.version,
        note: file.framework.note,
        likert: likert(scale),
    }
}

fn rounds(table: &FrameworkTable) -> RoundAdvice {
    RoundAdvice {
        minutes_full: table.minutes_full,
        minutes_short: table.minutes_short,
        minutes_pulse: table.minutes_pulse,
        minutes_debrief: table.minutes_debrief,
        cadence_full: table.cadence_full.clone(),
        cadence_pulse: table.cadence_pulse.clone(),
    }
}

fn likert(table: LikertTable) -> LikertScale {
    LikertScale {
        points: table.points,
        level_low: table.level_low,
        level_high: table.level_high,
        mid: table.mid,
        allow_dont_know: table.allow_dont_know,
    }
}

/// The clusters in the order of the file, which is the order in which they are shown.
fn clusters(checks: &Checks<'_>, table: &ScoringTable) -> Vec<Cluster> {
    let node = checks.locator.root().pointer("/scoring/clusters");
    let Some(Value::Table(entries)) = node.map(|node| &node.value) else { return Vec::new() };
    let known = entries.iter().filter_map(|(key, _)| {
        let areas = table.clusters.get(&key.name)?.clone();
        Some(Cluster { id: ClusterId::parse(&key.name).ok()?, areas })
    });
    known.collect()
}

/// The sources in the order of the file.
fn sources(checks: &mut Checks<'_>, mut tables: BTreeMap<String, SourceTable>) -> Vec<Source> {
    let locator = checks.locator;
    let Some(Value::Table(entries)) = locator.root().get("source").map(|node| &node.value) else {
        return Vec::new();
    };
    let mut sources = Vec::new();
    for name in entries.iter().map(|(key, _)| &key.name) {
        let Some(table) = tables.remove(name) else { continue };
        let Ok(id) = SourceId::parse(name) else {
            let pointer = format!("/source/{}", name.replace('~', "~0").replace('/', "~1"));
            checks.report(checks.wrong(&pointer, "this cannot stand as an id"));
            continue;
        };
        sources.push(Source {
            id,
            author: table.author,
            year: table.year,
            title: table.title,
            url: table.url,
            seen: table.seen.into(),
        });
    }
    sources
}

fn scoring(table: ScoringTable, clusters: Vec<Cluster>) -> Scoring {
    Scoring {
        confirm_gap_before_it_counts: table.confirm_gap_before_it_counts,
        likert_aligned_max_gap: table.likert_aligned_max_gap,
        likert_talk_max_gap: table.likert_talk_max_gap,
        allocation_aligned_max: table.allocation_aligned_max,
        allocation_talk_max: table.allocation_talk_max,
        area_gap_mean_distance: table.area_gap_mean_distance,
        area_talk_mean_distance: table.area_talk_mean_distance,
        min_answered_share: table.min_answered_share,
        level_alarm_min: table.level_alarm_min,
        level_watch_mean: table.level_watch_mean,
        pulse_drop_watch: table.pulse_drop_watch,
        pulse_slide_count: table.pulse_slide_count,
        pulse_slide_step: table.pulse_slide_step,
        overclaim_talk: table.overclaim_talk,
        overclaim_gap: table.overclaim_gap,
        coverage_ok: table.coverage_ok,
        rwg_min_raters: table.rwg_min_raters,
        rwg_null_variance: table.rwg_null_variance,
        ad_cutoff: table.ad_cutoff,
        coorientation: Coorientation {
            shared: table.coorientation.shared,
            known_difference: table.coorientation.known_difference,
            hidden_gap: table.coorientation.hidden_gap,
            needless_worry: table.coorientation.needless_worry,
            order_of_attention: table.coorientation.order_of_attention,
        },
        confidentiality: Confidentiality {
            mode: table.confidentiality.mode,
            release_level_before_consent: table.confidentiality.release_level_before_consent,
            min_items_behind_a_band: table.confidentiality.min_items_behind_a_band,
            item_release: table.confidentiality.item_release,
            lock_answers_before_any_result: table.confidentiality.lock_answers_before_any_result,
            name_outlier: table.confidentiality.name_outlier,
            pulse_two_parties: table.confidentiality.pulse_two_parties,
            short_form_unit: table.confidentiality.short_form_unit,
            anonymous_word_allowed_from: table.confidentiality.anonymous_word_allowed_from,
        },
        clusters,
    }
}

fn verdict(table: VerdictTable) -> VerdictRules {
    VerdictRules {
        certain_for_repair: table.certain_for_repair,
        likely_for_repair: table.likely_for_repair,
        certain_for_restructure: table.certain_for_restructure,
        engines_known_for_proceed: table.engines_known_for_proceed,
        words: table.words,
        repair: table.repair,
        restructure: table.restructure,
        separate: table.separate,
        structured_attempt: table.structured_attempt,
        must_show: table.must_show,
        precommit: table.precommit,
    }
}

fn area(table: AreaTable, scale: &LikertTable) -> Area {
    let evidence = table.evidence.into_iter().map(|row| Evidence {
        claim: row.claim,
        strength: row.strength.into(),
        sources: row.sources,
    });
    Area {
        id: table.id,
        name: table.name,
        short: table.short,
        definition: table.definition,
        why: table.why,
        rule: table.difference.into(),
        limits: table.limits,
        divergence: table.divergence,
        ask_next: table.ask_next,
        clauses: table.clauses,
        evidence: evidence.collect(),
        items: table.item.into_iter().map(|row| item::lower(row, scale)).collect(),
    }
}

fn open_question(table: OpenQuestionTable) -> OpenQuestion {
    let adviser_only = table.visibility == VisibilityWord::AdviserOnly;
    let forms = table.forms.into_iter().map(Into::into).collect();
    OpenQuestion { id: table.id, text: table.text, adviser_only, forms }
}

fn clause(table: ClauseTable) -> Clause {
    Clause {
        id: table.id,
        name: table.name,
        answers: table.answers,
        areas: table.areas,
        fits: table.fits.into_iter().map(Into::into).collect(),
        counsel: table.counsel,
        tier: table.tier.into(),
        caution: table.caution,
        start: table.start,
    }
}

fn signal(table: SignalTable) -> Signal {
    let rule = SignalRule {
        measure: table.rule.measure.into(),
        speaks_for: table.rule.speaks_for.into(),
        item: table.rule.item,
        numbers: table.rule.numbers.into_iter().map(|(name, number)| (name.into(), number)).collect(),
    };
    Signal {
        id: table.id,
        name: table.name,
        area: table.area,
        measure: table.measure,
        watch: table.watch,
        alarm: table.alarm,
        source_data: table.source_data,
        rule,
    }
}

fn diligence(table: DiligenceTable) -> DiligenceCheck {
    DiligenceCheck {
        id: table.id,
        name: table.name,
        evidence: table.evidence,
        stale_after_days: table.stale_after_days,
        consent: table.consent,
        red_flags: table.red_flags,
        areas: table.areas,
    }
}
