//! Issues by the root that they grew out of, as far as people named one.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rowlock_core::fact::{Cause, Seq};
use rowlock_core::framework::Measure;
use rowlock_core::id::{AreaId, IssueId};

use super::Past;
use super::areas::{Settled, settled};
use crate::cascade::{Family, cascade};

/// A family of issues, or an issue that stands alone.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyLook {
    /// Where it began, in words.
    pub root: String,
    /// The area that its root lies in.
    pub area: AreaId,
    /// The name of that area.
    pub area_name: String,
    /// How far that area was settled on the day of the first issue.
    pub settled: Settled,
    /// The day of its first issue.
    pub began: Date,
    /// How many issues.
    pub issues: usize,
    /// How many of them were closed by the end.
    pub closed: usize,
    /// How many generations deep.
    pub depth: usize,
    /// The parties in it, by name.
    pub parties: Vec<String>,
    /// The facts behind it.
    pub facts: Vec<Seq>,
}

/// All issues by their roots, the biggest family first.
pub(super) fn families(past: &Past<'_>) -> Vec<FamilyLook> {
    let found = cascade(past.alliance, past.to).families;
    let in_family: BTreeSet<&IssueId> = found.iter().flat_map(|family| &family.issues).collect();
    let alone = past
        .alliance
        .issues
        .iter()
        .filter(|(id, issue)| issue.raised.on <= past.to && !in_family.contains(id));
    let alone = alone.map(|(id, issue)| Family {
        root: issue.raised.value.summary.trim_end_matches('.').to_owned(),
        root_cause: Cause::Issue(id.clone()),
        issues: vec![id.clone()],
        depth: 1,
        parties: issue.raised.value.between.clone(),
        facts: vec![issue.raised.seq],
    });
    let all: Vec<Family> = found.iter().cloned().chain(alone).collect();
    let mut looks: Vec<FamilyLook> = all.iter().filter_map(|family| look(past, family)).collect();
    looks.sort_by_key(|look| (std::cmp::Reverse(look.issues), look.began, look.facts.first().copied()));
    looks
}

fn look(past: &Past<'_>, family: &Family) -> Option<FamilyLook> {
    let alliance = past.alliance;
    let first = &alliance.issues.get(family.issues.first()?)?.raised;
    let area = past.framework.area(root_area(past, &family.root_cause, &first.value.area))?;
    let known = past.record.as_of(first.on);
    let closed = family.issues.iter().filter_map(|id| alliance.issues.get(id));
    Some(FamilyLook {
        root: family.root.clone(),
        area: area.id.clone(),
        area_name: area.name.clone(),
        settled: settled(&known, past.framework, area, first.on),
        began: first.on,
        issues: family.issues.len(),
        closed: closed.filter(|issue| !issue.is_open(past.to)).count(),
        depth: family.depth,
        parties: family.parties.iter().map(|party| alliance.party_name(party).to_owned()).collect(),
        facts: family.facts.clone(),
    })
}

/// The area that a root lies in: that of the signal which watches roots of its kind, that of a clause, else that of the
/// first issue. A project that somebody admitted is no root of its own kind.
fn root_area<'a>(past: &Past<'a>, root: &Cause, first: &'a AreaId) -> &'a AreaId {
    let watched = |measure| {
        let signal = past.framework.signals.iter().find(|signal| signal.rule.measure == measure);
        signal.map(|signal| &signal.area)
    };
    let area = match root {
        Cause::Project(id) => {
            let project = past.alliance.projects.get(id);
            let admitted = project.is_some_and(|project| project.is_admitted(past.to));
            if admitted { None } else { watched(Measure::SkippedAdmission) }
        }
        Cause::Interest(_) => watched(Measure::UndeclaredInterest),
        Cause::ControlPoint(_) => watched(Measure::FounderControl),
        Cause::Clause(id) => past.framework.clause(id).and_then(|clause| clause.areas.first()),
        Cause::Issue(id) => past.alliance.issues.get(id).map(|issue| &issue.raised.value.area),
    };
    area.unwrap_or(first)
}
