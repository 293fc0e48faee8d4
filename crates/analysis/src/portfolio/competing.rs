//! Partners of different alliances that sell the same to the same people. What partners of one alliance do to each
//! other is for the fit of their business models to say.

use std::collections::{BTreeMap, BTreeSet};

use rowlock_core::fact::{Seq, list, words};

use super::conflicts::{facts, first_few, key, names};
use super::{Conflict, ConflictKind, Facet};

/// Somebody who sells one activity to one segment: the name, and each alliance with the fact that says so.
type Seller<'a> = (&'a str, BTreeMap<usize, Option<u64>>);

/// What one group of sellers has in common.
#[derive(Default)]
struct Shared {
    markets: Vec<String>,
    facts: BTreeSet<(usize, Seq)>,
}

/// Who competes, each group of sellers told once with all its markets.
pub(super) fn found(alive: &[(usize, &Facet)]) -> Vec<Conflict> {
    let seats = seats(alive);
    let mut groups: BTreeMap<(BTreeSet<usize>, Vec<&str>), Shared> = BTreeMap::new();
    for ((activity, segment), sellers) in sellers(alive) {
        let apart: Vec<&Seller<'_>> = sellers
            .iter()
            .filter(|(one, _)| sellers.keys().any(|other| are_apart(&seats[*one], &seats[other])))
            .map(|(_, seller)| seller)
            .collect();
        if apart.is_empty() {
            continue;
        }
        let behind =
            || apart.iter().flat_map(|(_, models)| models.iter().map(|(place, fact)| (*place, *fact)));
        let places = behind().map(|(place, _)| place).collect();
        let group = groups.entry((places, apart.iter().map(|(name, _)| *name).collect())).or_default();
        group.markets.push(format!("{} to {}", words(activity), words(segment)));
        group.facts.extend(facts(behind()));
    }
    let conflict = |((places, who), shared): ((BTreeSet<usize>, Vec<&str>), Shared)| Conflict {
        kind: ConflictKind::Competing,
        text: format!(
            "{} sell the same: {}. They are partners in {}.",
            list(&first_few(who.into_iter().map(str::to_owned))),
            list(&first_few(shared.markets.into_iter())),
            names(alive, &places)
        ),
        facts: shared.facts.into_iter().collect(),
        alliances: places.into_iter().collect(),
    };
    groups.into_iter().map(conflict).collect()
}

/// The alliances that each party sits in, whatever it sells there.
fn seats(alive: &[(usize, &Facet)]) -> BTreeMap<String, BTreeSet<usize>> {
    let mut seats: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (place, facet) in alive {
        for party in &facet.parties {
            seats.entry(key(&party.name)).or_default().insert(*place);
        }
    }
    seats
}

/// Who sells what to whom, by activity and segment.
fn sellers<'a>(alive: &[(usize, &'a Facet)]) -> BTreeMap<(&'a str, &'a str), BTreeMap<String, Seller<'a>>> {
    let mut sellers: BTreeMap<(&str, &str), BTreeMap<String, Seller<'_>>> = BTreeMap::new();
    for (place, facet) in alive {
        for party in &facet.parties {
            for (activity, segment) in &party.sells {
                let all = sellers.entry((activity, segment)).or_default();
                let seller = all.entry(key(&party.name)).or_insert_with(|| (&party.name, BTreeMap::new()));
                seller.1.insert(*place, party.model);
            }
        }
    }
    sellers
}

/// Whether each of two parties sits in an alliance without the other. An owner who is in all of them meets nobody
/// elsewhere.
fn are_apart(one: &BTreeSet<usize>, other: &BTreeSet<usize>) -> bool {
    !one.is_subset(other) && !other.is_subset(one)
}
