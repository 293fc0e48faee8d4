//! Structural conflicts: the same activity in the same segment, ties to a named rival, gains that are
//! another's loss.

use std::collections::BTreeSet;

use rowlock_core::fact::{BusinessModelDescribed, PaidBy, Sale, list, words};
use rowlock_core::id::SegmentId;

use super::{FitFinding, FitKind, Side, Weight, Yardstick, finding};
use crate::finding::percent;

/// The share of a party's revenue from which an overlap is more than a nuisance.
const HEAVY_SHARE: f64 = 0.25;

/// The conflicts between two parties; empty where none is built in.
pub(super) fn between(a: &Side<'_>, b: &Side<'_>) -> Vec<FitFinding> {
    let mut findings = Vec::new();
    for ours in &a.model.value.sells {
        for theirs in &b.model.value.sells {
            let shared = shared_segments(&a.model.value, ours, &b.model.value, theirs);
            if ours.activity == theirs.activity && !shared.is_empty() {
                findings.push(overlap(a, ours, b, theirs, &shared));
            }
        }
    }
    for (side, other) in [(a, b), (b, a)] {
        for tie in &side.model.value.ties {
            if other.model.value.rivals.iter().any(|rival| same(rival, &tie.to)) {
                let text = format!(
                    "{} is bound to {}, a rival that {} names: {}.",
                    side.name,
                    tie.to,
                    other.name,
                    trimmed(&tie.what)
                );
                findings.push(finding(
                    FitKind::StructuralConflict,
                    Weight::Certain,
                    &[side, other],
                    text,
                    [],
                ));
            }
        }
        for pull in side.model.value.pulls.iter().filter(|pull| pull.against.as_ref() == Some(other.id)) {
            let text = format!(
                "{}\u{2019}s gain is {}\u{2019}s loss: {}.",
                side.name,
                other.name,
                trimmed(&pull.why)
            );
            findings.push(finding(FitKind::StructuralConflict, Weight::Likely, &[side, other], text, []));
        }
    }
    findings
}

/// The conflicts between one party and the joint business.
pub(super) fn with_the_joint_business(side: &Side<'_>, yardstick: &Yardstick<'_>) -> Vec<FitFinding> {
    let mut findings = Vec::new();
    let model = &side.model.value;
    for pull in model.pulls.iter().filter(|pull| pull.against.is_none()) {
        let text = format!("{} gains where the joint business loses: {}.", side.name, trimmed(&pull.why));
        findings.push(finding(FitKind::StructuralConflict, Weight::Likely, &[side], text, []));
    }
    if model.paid_by.contains(&PaidBy::Commission) {
        let from: Vec<&str> = model.ties.iter().map(|tie| tie.to.as_str()).collect();
        let from = if from.is_empty() { String::new() } else { format!(" ({})", list(&from)) };
        let text = format!(
            "{} is paid commission by a third party{from}, so its advice and its income can pull apart.",
            side.name
        );
        findings.push(finding(FitKind::StructuralConflict, Weight::Likely, &[side], text, []));
    }
    let Some(joint) = yardstick.joint else { return findings };
    for sale in &model.sells {
        let segments = segments_of(model, sale);
        let here: Vec<String> = joint
            .value
            .segments
            .iter()
            .filter(|s| segments.contains(*s))
            .map(|s| words(s.as_str()))
            .collect();
        if joint.value.activities.contains(&sale.activity)
            && !here.is_empty()
            && sells_outside(yardstick, side)
        {
            let share = sale
                .revenue_share
                .map_or(String::new(), |share| format!(", {} of its revenue", percent(share)));
            let text = format!(
                "{} also sells {} to {} on its own account{share}: the joint business sells the same there.",
                side.name,
                words(sale.activity.as_str()),
                list(&here),
            );
            let weight = if sale.revenue_share.unwrap_or(0.0) >= HEAVY_SHARE {
                Weight::Certain
            } else {
                Weight::Likely
            };
            findings.push(finding(FitKind::StructuralConflict, weight, &[side], text, [joint.seq]));
        }
    }
    findings
}

/// Where each party invoices its own part of a joint offer (a contract), its own sale *is* its part of the
/// offer; only beside a joint entity or an unwritten one does selling the same thing compete with it.
fn sells_outside(yardstick: &Yardstick<'_>, side: &Side<'_>) -> bool {
    let contract = yardstick.alliance.form(yardstick.on) == Some(rowlock_core::fact::AllianceForm::Contract);
    !contract && yardstick.alliance.signers(yardstick.on).contains(&side.id)
}

/// That no conflict is built in between two parties; strongest where each excludes what the other sells.
pub(super) fn none_between(a: &Side<'_>, b: &Side<'_>) -> FitFinding {
    let excluded = |side: &Side<'_>, other: &Side<'_>| {
        let sold =
            other.model.value.sells.iter().filter(|sale| side.model.value.excludes.contains(&sale.activity));
        sold.map(|sale| words(sale.activity.as_str())).collect::<Vec<_>>()
    };
    let (a_out, b_out) = (excluded(a, b), excluded(b, a));
    let text = match (a_out.is_empty(), b_out.is_empty()) {
        (false, false) => format!(
            "No conflict is built in: {} wants no {}, and {} wants no {}.",
            a.name,
            list(&a_out).replace(" and ", " or "),
            b.name,
            list(&b_out).replace(" and ", " or ")
        ),
        (false, true) => excludes_text(a, &a_out, b),
        (true, false) => excludes_text(b, &b_out, a),
        (true, true) => format!(
            "No conflict is built in between {} and {}: they sell nothing alike to the same clients.{}",
            a.name,
            b.name,
            unsaid(a, b)
        ),
    };
    finding(FitKind::NoConflict, Weight::None, &[a, b], text, [])
}

/// Who of two has not said what it will not sell.
fn unsaid(a: &Side<'_>, b: &Side<'_>) -> String {
    let silent: Vec<&str> = [a, b]
        .into_iter()
        .filter(|side| side.model.value.excludes.is_empty())
        .map(|side| side.name)
        .collect();
    match silent[..] {
        [] => String::new(),
        [one] => format!(" {one} has not said what it will not sell."),
        _ => " Neither has said what it will not sell.".to_owned(),
    }
}

fn excludes_text(side: &Side<'_>, out: &[String], other: &Side<'_>) -> String {
    format!(
        "No conflict is built in: {} wants no {}, which {} sells.",
        side.name,
        list(out).replace(" and ", " or "),
        other.name
    )
}

fn overlap(a: &Side<'_>, ours: &Sale, b: &Side<'_>, theirs: &Sale, shared: &[String]) -> FitFinding {
    let share = |side: &Side<'_>, sale: &Sale| match sale.revenue_share {
        Some(share) => format!("{} of {}\u{2019}s revenue", percent(share), side.name),
        None => format!("a part of {}\u{2019}s revenue that is not known", side.name),
    };
    let text = format!(
        "{} and {} both sell {} to {}: {} and {}.",
        a.name,
        b.name,
        words(ours.activity.as_str()),
        list(shared),
        share(a, ours),
        share(b, theirs),
    );
    let heavy = [ours, theirs].iter().any(|sale| sale.revenue_share.unwrap_or(0.0) >= HEAVY_SHARE);
    let weight = if heavy { Weight::Certain } else { Weight::Likely };
    finding(FitKind::StructuralConflict, weight, &[a, b], text, [])
}

fn segments_of(model: &BusinessModelDescribed, sale: &Sale) -> BTreeSet<SegmentId> {
    let segments = if sale.segments.is_empty() { &model.segments } else { &sale.segments };
    segments.iter().cloned().collect()
}

fn shared_segments(
    a: &BusinessModelDescribed,
    ours: &Sale,
    b: &BusinessModelDescribed,
    theirs: &Sale,
) -> Vec<String> {
    let theirs = segments_of(b, theirs);
    segments_of(a, ours).iter().filter(|s| theirs.contains(*s)).map(|s| words(s.as_str())).collect()
}

/// Whether two names mean the same rival, whatever their case and spacing.
pub(super) fn same(a: &str, b: &str) -> bool {
    let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(a) == plain(b)
}

fn trimmed(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}
