//! A party of one alliance that another names as a rival or as its foe. One finding for each name, however many name it.

use std::collections::{BTreeMap, BTreeSet};

use super::conflicts::{facts, key, names};
use super::{Conflict, ConflictKind, Facet};

/// The alliances in which a party sits, each with the fact that describes its business.
type Seats = Vec<(usize, Option<u64>)>;

/// Who names somebody, and where.
struct Naming<'a> {
    place: usize,
    /// The party that names a rival; none: it is what all partners are up against.
    by: Option<&'a str>,
    fact: Option<u64>,
}

/// Whoever is named in one alliance and is a party of another.
pub(super) fn found(alive: &[(usize, &Facet)]) -> Vec<Conflict> {
    let mut partners: BTreeMap<String, (&str, Seats)> = BTreeMap::new();
    let mut named: BTreeMap<String, Vec<Naming<'_>>> = BTreeMap::new();
    for (place, facet) in alive {
        let foe = facet.foe.iter().map(|foe| (foe, None, facet.business));
        let rivals = facet.parties.iter().flat_map(|party| {
            party.rivals.iter().map(|rival| (rival, Some(party.name.as_str()), party.model))
        });
        for (name, by, fact) in rivals.chain(foe) {
            named.entry(key(name)).or_default().push(Naming { place: *place, by, fact });
        }
        for party in &facet.parties {
            let entry = partners.entry(key(&party.name)).or_insert((&party.name, Vec::new()));
            entry.1.push((*place, party.model));
        }
    }
    let told = named.into_iter().filter_map(|(name, namings)| {
        let (name, seats) = partners.get(&name)?;
        told(alive, name, seats, &namings)
    });
    told.collect()
}

fn told(
    alive: &[(usize, &Facet)],
    name: &str,
    seats: &[(usize, Option<u64>)],
    namings: &[Naming<'_>],
) -> Option<Conflict> {
    let inside: BTreeSet<usize> = seats.iter().map(|(place, _)| *place).collect();
    // Within one alliance it is for the fit of its business models to say.
    let elsewhere = |naming: &&Naming<'_>| inside.iter().any(|place| *place != naming.place);
    let namings: Vec<&Naming<'_>> = namings.iter().filter(elsewhere).collect();
    let against: BTreeSet<usize> = namings.iter().map(|naming| naming.place).collect();
    let how = match namings.as_slice() {
        [] => return None,
        [Naming { by: Some(by), .. }] => format!("{by} names it as a rival"),
        [_] => "it is named as what they are up against".to_owned(),
        _ => "it is named as a rival, or as what they are up against".to_owned(),
    };
    let text =
        format!("{name} is a partner in {}, and in {} {how}.", names(alive, &inside), names(alive, &against));
    let behind = namings.iter().map(|naming| (naming.place, naming.fact)).chain(seats.iter().copied());
    Some(Conflict {
        kind: ConflictKind::Rival,
        text,
        facts: facts(behind),
        alliances: inside.union(&against).copied().collect(),
    })
}
