//! What two parties share: a market, and a foe.

use std::collections::BTreeSet;

use rowlock_core::fact::{Seq, list, words};
use rowlock_core::id::SegmentId;

use super::conflict::same;
use super::{FitFinding, FitKind, Side, Weight, Yardstick, finding};

/// The segments that two parties share: containment each way, not one index.
pub(super) fn market(a: &Side<'_>, b: &Side<'_>, yardstick: &Yardstick<'_>) -> Option<FitFinding> {
    let (ours, theirs) = (&a.model.value.segments, &b.model.value.segments);
    let ours: BTreeSet<&SegmentId> = ours.iter().collect();
    let theirs: BTreeSet<&SegmentId> = theirs.iter().collect();
    let shared: Vec<String> = ours.intersection(&theirs).map(|segment| words(segment.as_str())).collect();
    if shared.is_empty() {
        return None;
    }
    let mut text = format!(
        "A common market: {}. That is {} of {} segments of {} and {} of {} of {}.",
        list(&shared),
        shared.len(),
        ours.len(),
        a.name,
        shared.len(),
        theirs.len(),
        b.name
    );
    let mut facts: Vec<Seq> = Vec::new();
    let compared = yardstick.alliance.accounts.iter().rev().find(|accounts| {
        accounts.on <= yardstick.on
            && accounts.value.between.contains(a.id)
            && accounts.value.between.contains(b.id)
    });
    if let Some(compared) = compared {
        let value = &compared.value;
        let [first, second] = value.accounts;
        let (ours, theirs) = if value.between[0] == *a.id { (first, second) } else { (second, first) };
        text.push_str(&format!(
            " Of their accounts {} are common: {} of {}\u{2019}s {ours}, {} of {}\u{2019}s {theirs}.",
            value.common,
            part(value.common, ours),
            a.name,
            part(value.common, theirs),
            b.name
        ));
        facts.push(compared.seq);
    }
    Some(finding(FitKind::CommonMarket, Weight::None, &[a, b], text, facts))
}

fn part(common: u32, all: u32) -> String {
    if all == 0 { "none".to_owned() } else { format!("{:.0} %", f64::from(common) / f64::from(all) * 100.0) }
}

/// The rivals that both name, and the foe of the joint business.
pub(super) fn foe(a: &Side<'_>, b: &Side<'_>, yardstick: &Yardstick<'_>) -> Option<FitFinding> {
    let named_by_both: Vec<&str> = a
        .model
        .value
        .rivals
        .iter()
        .filter(|rival| b.model.value.rivals.iter().any(|other| same(rival, other)))
        .map(String::as_str)
        .collect();
    if named_by_both.is_empty() {
        return None;
    }
    let joint = yardstick.joint.filter(|joint| joint.value.foe.is_some());
    let text = format!(
        "A common foe, named by both {} and {}: {}. This glue holds as long as the foe does.",
        a.name,
        b.name,
        list(&named_by_both)
    );
    Some(finding(FitKind::CommonFoe, Weight::None, &[a, b], text, joint.map(|joint| joint.seq)))
}
