//! The JSON of `check`.

use rowlock_analysis::alignment::{AreaFinding, GapFinding};
use rowlock_analysis::drift::Drift;
use rowlock_analysis::verdict::{Reason, Verdict};
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::Seq;
use rowlock_core::framework::Rule;
use rowlock_core::gate::Viewer;
use rowlock_core::record::Record;

use super::facts;
use super::shapes::{
    AreaJson, CheckJson, DriftJson, FamilyJson, FitJson, FlipJson, FrameworkJson, GapJson, NameJson,
    PowerJson, ProjectJson, ReasonJson, SignalJson, VerdictJson,
};
use crate::page::Shown;

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
        signals: signals(shown),
        fit: fit(shown),
        issue_families: families(shown),
        drift: drift(&analysis.drift),
        voting: voting(shown),
        next: rowlock_analysis::next_steps(shown.analysis, shown.alliance, &shown.loaded.framework),
    }
}

fn signals<'a>(shown: &'a Shown<'a>) -> Vec<SignalJson<'a>> {
    shown
        .analysis
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
            facts: facts(&shown.loaded.record, shown.alliance, &found.facts),
        })
        .collect()
}

fn fit<'a>(shown: &'a Shown<'a>) -> Vec<FitJson<'a>> {
    shown
        .analysis
        .fit
        .iter()
        .map(|found| FitJson {
            parties: found.parties.iter().map(rowlock_core::id::PartyId::as_str).collect(),
            kind: found.kind.word(),
            sentence: &found.sentence,
            facts: facts(&shown.loaded.record, shown.alliance, &found.facts),
        })
        .collect()
}

fn families<'a>(shown: &'a Shown<'a>) -> Vec<FamilyJson<'a>> {
    shown
        .analysis
        .cascade
        .families
        .iter()
        .map(|family| FamilyJson {
            root: &family.root,
            issues: family.issues.iter().map(rowlock_core::id::IssueId::as_str).collect(),
            depth: family.depth,
            parties: family.parties.iter().map(rowlock_core::id::PartyId::as_str).collect(),
        })
        .collect()
}

fn drift(drift: &Drift) -> DriftJson<'_> {
    DriftJson {
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
        movement: drift.movement.as_deref(),
    }
}

fn voting<'a>(shown: &'a Shown<'a>) -> Vec<PowerJson<'a>> {
    shown
        .analysis
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
        .collect()
}

fn rule_word(rule: Rule) -> &'static str {
    match rule {
        Rule::MustAgree => "must_agree",
        Rule::MustBeKnown => "must_be_known",
        Rule::ShouldDiffer => "should_differ",
        Rule::MustBeHigh => "must_be_high",
    }
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
        in_other_hands: verdict.in_other_hands.iter().map(reason).collect(),
        leaving: verdict.leaving.as_ref().map(reason),
        opposite: &verdict.opposite,
        engines: verdict.engines.iter().map(|(part, warning)| (part.word(), warning.word())).collect(),
    }
}
