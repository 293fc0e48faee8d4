//! Exclusivity: a party that is bound to somebody alone, by a tie of its own or by a clause that it agreed to, and is in
//! another alliance as well.

use std::collections::{BTreeMap, BTreeSet};

use rowlock_core::fact::{PartyRole, list};

use super::facets::PartyFacets;
use super::names::{alliances, key};
use super::{Behind, Conflict, ConflictKind, Facets};

/// Whoever is bound in one alliance and is in another; one finding for each party.
pub(super) fn found(all: &[Facets]) -> Vec<Conflict> {
    let mut by_name: BTreeMap<String, Vec<(usize, &PartyFacets)>> = BTreeMap::new();
    for (place, facets) in all.iter().enumerate().filter(|(_, facets)| !facets.is_over) {
        for party in facets.parties.iter().filter(|party| party.role != PartyRole::Candidate) {
            by_name.entry(key(&party.name)).or_default().push((place, party));
        }
    }
    by_name.values().filter_map(|seats| bound(all, seats)).collect()
}

fn bound(all: &[Facets], seats: &[(usize, &PartyFacets)]) -> Option<Conflict> {
    let places: BTreeSet<usize> = seats.iter().map(|(place, _)| *place).collect();
    if places.len() < 2 {
        return None;
    }
    let mut ways: Vec<String> = Vec::new();
    let mut behind = Vec::new();
    for (place, party) in seats {
        if let (Some(model), false) = (party.model, party.bound_to.is_empty()) {
            let to = list(&party.bound_to.iter().map(String::as_str).collect::<Vec<_>>());
            ways.push(format!("to {to}"));
            let says = format!("{} is bound to {to} alone", party.name);
            behind.push(Behind { alliance: *place, fact: model, says });
        }
        if let Some(clause) = all[*place].exclusive_by {
            ways.push(format!("by the clause on exclusivity in \u{201c}{}\u{201d}", all[*place].name));
            let says = "its partners agreed to a clause on exclusivity".to_owned();
            behind.push(Behind { alliance: *place, fact: clause, says });
        }
    }
    if ways.is_empty() {
        return None;
    }
    ways.sort();
    ways.dedup();
    for (place, party) in seats {
        let says = format!("{} is in it", party.name);
        behind.push(Behind { alliance: *place, fact: party.joined, says });
    }
    behind.sort_by_key(|behind| (behind.alliance, behind.fact));
    let sentence = format!(
        "{} is bound {}, and is in {}: read whether what binds it leaves room for that.",
        seats[0].1.name,
        list(&ways.iter().map(String::as_str).collect::<Vec<_>>()),
        alliances(all, &places)
    );
    let alliances = places.into_iter().collect();
    Some(Conflict { kind: ConflictKind::Exclusivity, alliances, sentence, behind })
}
