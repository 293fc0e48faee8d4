//! The issue cascade: which issues led to which, the biggest family, and whether follow-ons are many. Counted
//! from what people said, never guessed from dates.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, until};
use rowlock_core::fact::{Cause, Seq, list};
use rowlock_core::id::{IssueId, PartyId};

use crate::finding::count;
use crate::method::crow_amsaa::{End, MIN_EVENTS_RISING, Trend, trend};
use crate::method::follow_on::{FollowOn, MIN_ISSUES, PRIOR, exposure, follow_on};

/// The level of intervals.
const LEVEL: f64 = 0.9;

/// One family of issues.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// Where it began, in words.
    pub root: String,
    /// The root, as a cause outside the issues or as the first issue.
    pub root_cause: Cause,
    /// Its issues, in the order in which they were raised.
    pub issues: Vec<IssueId>,
    /// How many generations deep.
    pub depth: usize,
    /// The parties in it.
    pub parties: Vec<PartyId>,
    /// The facts behind it.
    pub facts: Vec<Seq>,
}

/// What is known of issues that lead to issues.
#[derive(Debug, Clone, PartialEq)]
pub struct Cascade {
    /// Families of two issues or more, the biggest first.
    pub families: Vec<Family>,
    /// How many issues were raised.
    pub issues: usize,
    /// How many have an earlier issue, project or other cause named.
    pub caused: usize,
    /// Follow-on issues for each issue, with its interval; none below the minimum of data.
    pub follow_on: Option<FollowOn>,
    /// Whether issues come faster or slower; none below the minimum of data.
    pub trend: Option<Trend>,
    /// One sentence.
    pub sentence: String,
}

/// The cascade of an alliance on a day.
pub fn cascade(alliance: &Alliance, on: Date) -> Cascade {
    let mut raised: Vec<&IssueId> =
        alliance.issues.iter().filter(|(_, issue)| issue.raised.on <= on).map(|(id, _)| id).collect();
    raised.sort_by_key(|id| (alliance.issues[*id].raised.on, alliance.issues[*id].raised.seq));
    let when = |id: &IssueId| alliance.issues.get(id).map(|issue| (issue.raised.on, issue.raised.seq));
    // Only what was raised earlier can have led to an issue, so causes named in a circle end somewhere.
    let may_cause = |cause: &&Cause, id: &IssueId| match cause {
        Cause::Issue(earlier) => when(earlier).is_some_and(|earlier| Some(earlier) < when(id)),
        _ => true,
    };
    let causes_of = |id: &IssueId| {
        let named = until(&alliance.issues[id].causes, on).map(|cause| &cause.value);
        named.filter(|cause| may_cause(cause, id)).collect()
    };
    let causes: BTreeMap<&IssueId, Vec<&Cause>> = raised.iter().map(|id| (*id, causes_of(id))).collect();
    let families = families(alliance, &raised, &causes);
    let caused = causes.values().filter(|causes| !causes.is_empty()).count();
    let sentence = sentence(alliance, &families, raised.len(), caused);
    Cascade {
        follow_on: rate(alliance, &raised, &causes, on),
        trend: speed(alliance, &raised, on),
        issues: raised.len(),
        caused,
        families,
        sentence,
    }
}

fn families(
    alliance: &Alliance,
    raised: &[&IssueId],
    causes: &BTreeMap<&IssueId, Vec<&Cause>>,
) -> Vec<Family> {
    let mut by_root: BTreeMap<String, (Cause, Vec<(IssueId, usize)>)> = BTreeMap::new();
    for id in raised {
        let (root, depth) = root_of(id, causes);
        let key = format!("{root:?}");
        by_root.entry(key).or_insert_with(|| (root, Vec::new())).1.push(((*id).clone(), depth));
    }
    let mut families: Vec<Family> = by_root
        .into_values()
        .filter(|(_, issues)| issues.len() > 1)
        .map(|(root_cause, issues)| {
            let entries = issues.iter().map(|(id, _)| &alliance.issues[id].raised);
            let parties: BTreeSet<&PartyId> =
                entries.clone().flat_map(|raised| &raised.value.between).collect();
            let facts = entries.map(|raised| raised.seq).collect();
            Family {
                root: cause_in_words(alliance, &root_cause),
                depth: issues.iter().map(|(_, depth)| *depth).max().unwrap_or(0),
                parties: parties.into_iter().cloned().collect(),
                issues: issues.into_iter().map(|(id, _)| id).collect(),
                root_cause,
                facts,
            }
        })
        .collect();
    families.sort_by_key(|family| (std::cmp::Reverse(family.issues.len()), family.facts.first().copied()));
    families
}

/// The first cause back from an issue, and how many generations lie between. A cause outside the issues (a
/// project, a clause) is a root; so is an issue without a cause. The first cause named leads.
fn root_of(id: &IssueId, causes: &BTreeMap<&IssueId, Vec<&Cause>>) -> (Cause, usize) {
    let mut seen: BTreeSet<&IssueId> = BTreeSet::new();
    let mut now = id;
    let mut depth = 1;
    loop {
        seen.insert(now);
        match causes.get(now).and_then(|causes| causes.first()) {
            Some(Cause::Issue(earlier)) if causes.contains_key(earlier) && !seen.contains(earlier) => {
                now = earlier;
                depth += 1;
            }
            Some(Cause::Issue(_)) | None => return (Cause::Issue(now.clone()), depth),
            Some(outside) => return ((*outside).clone(), depth),
        }
    }
}

/// What led to an issue, in words.
pub fn cause_in_words(alliance: &Alliance, root: &Cause) -> String {
    match root {
        Cause::Project(id) => {
            let name = alliance.projects.get(id).map_or(id.as_str(), |project| &project.proposed.value.name);
            format!("the project \u{201c}{name}\u{201d}")
        }
        Cause::Issue(id) => alliance.issues.get(id).map_or_else(
            || "an earlier issue".to_owned(),
            |issue| format!("the issue \u{201c}{}\u{201d}", issue.raised.value.summary.trim_end_matches('.')),
        ),
        Cause::Clause(id) => {
            format!("the clause \u{201c}{}\u{201d} or its absence", rowlock_core::fact::words(id.as_str()))
        }
        Cause::Interest(id) => alliance.interests.get(id).map_or_else(
            || "an outside interest".to_owned(),
            |interest| format!("an outside interest ({})", interest.noted.value.what.trim_end_matches('.')),
        ),
        Cause::ControlPoint(id) => alliance.control_points.get(id).map_or_else(
            || "a control point".to_owned(),
            |point| format!("a control point ({})", point.named.value.what.trim_end_matches('.')),
        ),
    }
}

fn sentence(alliance: &Alliance, families: &[Family], issues: usize, caused: usize) -> String {
    match families.first() {
        None if issues == 0 => "No issue has been raised.".to_owned(),
        None => format!("{}, none of them led to another as far as people said.", count(issues, "issue")),
        Some(family) => {
            let names: Vec<&str> = family.parties.iter().map(|party| alliance.party_name(party)).collect();
            format!(
                "Of {}, {caused} came from something earlier. The biggest family has {} and began with {}; in it: {}.",
                count(issues, "issue"),
                count(family.issues.len(), "issue"),
                family.root,
                list(&names)
            )
        }
    }
}

/// Children for each issue over its exposure: the days it had to have any, cut off at the case's own lag, which
/// is the longest time that passed between an issue and one that it led to.
fn rate(
    alliance: &Alliance,
    raised: &[&IssueId],
    causes: &BTreeMap<&IssueId, Vec<&Cause>>,
    on: Date,
) -> Option<FollowOn> {
    let day = |id: &IssueId| alliance.issues[id].raised.on;
    let mut children = 0_u32;
    let mut lag = 0;
    for id in raised {
        for cause in &causes[id] {
            if let Cause::Issue(parent) = cause
                && causes.contains_key(parent)
            {
                children += 1;
                lag = lag.max((day(id) - day(parent)).get_days());
            }
        }
    }
    let age = |id: &&&IssueId| (on - day(id)).get_days();
    let old_enough = raised.iter().filter(|id| age(id) >= lag.max(1)).count();
    if lag == 0 || old_enough < MIN_ISSUES {
        return None;
    }
    let exposures: Vec<f64> = raised.iter().map(|id| exposure(f64::from(age(&id)), f64::from(lag))).collect();
    follow_on(children, &exposures, PRIOR, LEVEL).ok()
}

fn speed(alliance: &Alliance, raised: &[&IssueId], on: Date) -> Option<Trend> {
    if raised.len() < MIN_EVENTS_RISING {
        return None;
    }
    let begun = alliance.running_since(on)?;
    let times: Vec<f64> = raised
        .iter()
        .map(|id| f64::from((alliance.issues[*id].raised.on - begun).get_days()) + 0.5)
        .collect();
    trend(&times, End::At(f64::from((on - begun).get_days()) + 1.0), LEVEL).ok()
}
