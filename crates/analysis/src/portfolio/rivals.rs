//! Rivals as partners: who is named as a rival or as a foe in one alliance, and is a party of another.

use std::collections::{BTreeMap, BTreeSet};

use super::names::{alliances, key};
use super::{Behind, Conflict, ConflictKind, Facets};

/// Whoever is named in one alliance and is in another; one finding for each name.
pub(super) fn found(all: &[Facets]) -> Vec<Conflict> {
    let mut named: BTreeMap<String, Vec<Behind>> = BTreeMap::new();
    let mut present: BTreeMap<String, (&str, Vec<Behind>)> = BTreeMap::new();
    for (place, facets) in all.iter().enumerate().filter(|(_, facets)| !facets.is_over) {
        if let Some(market) = &facets.market
            && let Some(foe) = &market.foe
        {
            let says = format!("its partners are up against {foe}");
            named.entry(key(foe)).or_default().push(Behind { alliance: place, fact: market.fact, says });
        }
        for party in &facets.parties {
            let says = format!("{} is in it", party.name);
            let here = Behind { alliance: place, fact: party.joined, says };
            present.entry(key(&party.name)).or_insert((&party.name, Vec::new())).1.push(here);
            let Some(model) = party.model else { continue };
            for rival in &party.rivals {
                let says = format!("{} names {rival} as a rival", party.name);
                named.entry(key(rival)).or_default().push(Behind { alliance: place, fact: model, says });
            }
        }
    }
    let told = named.into_iter().filter_map(|(name, by)| {
        let (name, here) = present.get(&name)?;
        let inside: BTreeSet<usize> = here.iter().map(|behind| behind.alliance).collect();
        let against: BTreeSet<usize> = by.iter().map(|behind| behind.alliance).collect();
        // Within one alliance it is for the fit of its business models to say.
        if against.iter().all(|place| inside.len() == 1 && inside.contains(place)) {
            return None;
        }
        let sentence = format!(
            "{name} is named as a rival in {}, and is in {}.",
            alliances(all, &against),
            alliances(all, &inside)
        );
        let both = against.union(&inside).copied().collect();
        let mut behind: Vec<Behind> = by.into_iter().chain(here.iter().cloned()).collect();
        behind.sort_by_key(|behind| (behind.alliance, behind.fact));
        Some(Conflict { kind: ConflictKind::RivalPartners, alliances: both, sentence, behind })
    });
    told.collect()
}
