//! Exclusivity: a party that is bound to somebody alone, by a tie of its own or by a clause that it agreed to, and is in
//! another alliance as well. Whether that is allowed stands in a text that people have to read.

use std::collections::{BTreeMap, BTreeSet};

use rowlock_core::fact::list;

use super::conflicts::{facts, key, names};
use super::{Conflict, ConflictKind, Facet, FacetParty};

type SeatIn<'a> = (usize, &'a Facet, &'a FacetParty);

/// Whoever is bound and is in more than one alliance; one finding for each party.
pub(super) fn found(alive: &[(usize, &Facet)]) -> Vec<Conflict> {
    let mut by_name: BTreeMap<String, Vec<SeatIn<'_>>> = BTreeMap::new();
    for (place, facet) in alive {
        for party in &facet.parties {
            by_name.entry(key(&party.name)).or_default().push((*place, facet, party));
        }
    }
    by_name.values().filter_map(|seats| bound(alive, seats)).collect()
}

fn bound(alive: &[(usize, &Facet)], seats: &[SeatIn<'_>]) -> Option<Conflict> {
    let places: BTreeSet<usize> = seats.iter().map(|(place, ..)| *place).collect();
    let to: BTreeSet<&str> =
        seats.iter().flat_map(|(.., party)| &party.bound_to).map(String::as_str).collect();
    let clauses: BTreeSet<usize> =
        seats.iter().filter(|(_, facet, _)| facet.exclusive.is_some()).map(|(place, ..)| *place).collect();
    if places.len() < 2 || to.is_empty() && clauses.is_empty() {
        return None;
    }
    let mut ways = Vec::new();
    if !to.is_empty() {
        ways.push(format!("to {}", list(&to.into_iter().collect::<Vec<_>>())));
    }
    if !clauses.is_empty() {
        ways.push(format!("by a clause on exclusivity in {}", names(alive, &clauses)));
    }
    let text = format!(
        "{} is bound {}, and is in {}: read whether what binds it leaves room for that.",
        seats.first()?.2.name,
        list(&ways),
        names(alive, &places)
    );
    let behind = seats.iter().flat_map(|(place, facet, party)| {
        let model = party.model.filter(|_| !party.bound_to.is_empty());
        [(*place, model), (*place, facet.exclusive)]
    });
    let facts = facts(behind);
    Some(Conflict { kind: ConflictKind::Exclusive, text, facts, alliances: places.into_iter().collect() })
}
