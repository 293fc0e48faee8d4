//! One party pledged beyond a week's hours, over all alliances that run.

use std::collections::{BTreeMap, BTreeSet};

use rowlock_core::fact::{PartyRole, Seq, number};

use super::names::{alliances, key};
use super::{Behind, Conflict, ConflictKind, Facets, Limits};

struct Pledged<'a> {
    name: &'a str,
    people: usize,
    hours: f64,
    by: Vec<(usize, f64, Seq)>,
}

/// Whoever pledged more in all than their people have hours.
pub(super) fn found(all: &[Facets], limits: Limits) -> Vec<Conflict> {
    let mut sums: BTreeMap<String, Pledged<'_>> = BTreeMap::new();
    for (place, facets) in all.iter().enumerate().filter(|(_, facets)| facets.runs) {
        for party in facets.parties.iter().filter(|party| party.role != PartyRole::Candidate) {
            let Some((hours, fact)) = party.pledge.filter(|(hours, _)| *hours > 0.0) else { continue };
            let none = Pledged { name: &party.name, people: 1, hours: 0.0, by: Vec::new() };
            let sum = sums.entry(key(&party.name)).or_insert(none);
            sum.people = sum.people.max(party.people);
            sum.hours += hours;
            sum.by.push((place, hours, fact));
        }
    }
    sums.values().filter_map(|sum| in_words(all, sum, limits)).collect()
}

fn in_words(all: &[Facets], sum: &Pledged<'_>, limits: Limits) -> Option<Conflict> {
    let places: BTreeSet<usize> = sum.by.iter().map(|(place, ..)| *place).collect();
    let has = limits.hours_a_week * sum.people as f64;
    if places.len() < 2 || sum.hours <= has {
        return None;
    }
    let people = match sum.people {
        1 => format!("a week here counts {} hours", number(has)),
        some => format!("{some} people have {} together", number(has)),
    };
    let sentence = format!(
        "{} pledged {} hours a week in all, in {}; {people}.",
        sum.name,
        number(sum.hours),
        alliances(all, &places)
    );
    let behind = sum.by.iter().map(|(place, hours, fact)| Behind {
        alliance: *place,
        fact: *fact,
        says: format!("{} pledged {} hours a week", sum.name, number(*hours)),
    });
    let behind = behind.collect();
    let alliances = places.into_iter().collect();
    Some(Conflict { kind: ConflictKind::OverPledged, alliances, sentence, behind })
}
