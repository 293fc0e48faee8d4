//! The same offer in the same market: between alliances, and between partners in different alliances of one lead.

use std::collections::{BTreeMap, BTreeSet};

use rowlock_core::fact::{PartyRole, list};

use super::names::{alliances, key};
use super::{Behind, Conflict, ConflictKind, Facets};

/// Alliances that offer the same to the same. All pairs of offer and market that the same alliances share are one
/// finding.
pub(super) fn same_offer(all: &[Facets]) -> Vec<Conflict> {
    let mut where_offered: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
    for (place, facets) in all.iter().enumerate().filter(|(_, facets)| !facets.is_over) {
        let Some(market) = &facets.market else { continue };
        for activity in &market.activities {
            for segment in &market.segments {
                where_offered.entry((activity, segment)).or_default().insert(place);
            }
        }
    }
    let mut together: BTreeMap<BTreeSet<usize>, Vec<(&str, &str)>> = BTreeMap::new();
    for (what, places) in where_offered {
        if places.len() > 1 {
            together.entry(places).or_default().push(what);
        }
    }
    let told = together.into_iter().map(|(places, shared)| {
        let activities: BTreeSet<&str> = shared.iter().map(|(activity, _)| *activity).collect();
        let segments: BTreeSet<&str> = shared.iter().map(|(_, segment)| *segment).collect();
        let (activities, segments): (Vec<_>, Vec<_>) =
            (activities.into_iter().collect(), segments.into_iter().collect());
        let sentence = format!(
            "{} offer the same ({}) to the same market ({}): what one wins, another may lose.",
            alliances(all, &places),
            list(&activities),
            list(&segments)
        );
        let behind = places.iter().filter_map(|place| {
            let market = all[*place].market.as_ref()?;
            let says = format!("its joint business: {}, for {}", list(&activities), list(&segments));
            Some(Behind { alliance: *place, fact: market.fact, says })
        });
        let behind = behind.collect();
        Conflict { kind: ConflictKind::SameMarket, alliances: places.into_iter().collect(), sentence, behind }
    });
    told.collect()
}

/// Partners who sell the same to the same, in different alliances that one party leads.
pub(super) fn same_part(all: &[Facets]) -> Vec<Conflict> {
    type Sold<'a> = (String, &'a str, &'a str);
    let mut sellers: BTreeMap<Sold<'_>, BTreeSet<(usize, usize)>> = BTreeMap::new();
    for (place, facets) in all.iter().enumerate().filter(|(_, facets)| !facets.is_over) {
        let Some(lead) = facets.lead().map(|lead| key(&lead.name)) else { continue };
        let partners =
            facets.parties.iter().enumerate().filter(|(_, party)| party.role == PartyRole::Partner);
        for (at, partner) in partners {
            for sold in &partner.sells {
                let sold = (lead.clone(), sold.activity.as_str(), sold.segment.as_str());
                sellers.entry(sold).or_default().insert((place, at));
            }
        }
    }
    let mut together: BTreeMap<BTreeSet<(usize, usize)>, Vec<(&str, &str)>> = BTreeMap::new();
    for ((_, activity, segment), who) in sellers {
        let names: BTreeSet<String> =
            who.iter().map(|(place, at)| key(&all[*place].parties[*at].name)).collect();
        let places: BTreeSet<usize> = who.iter().map(|(place, _)| *place).collect();
        if names.len() > 1 && places.len() > 1 {
            together.entry(who).or_default().push((activity, segment));
        }
    }
    together.into_iter().map(|(who, shared)| in_words(all, &who, &shared)).collect()
}

fn in_words(all: &[Facets], who: &BTreeSet<(usize, usize)>, shared: &[(&str, &str)]) -> Conflict {
    let places: BTreeSet<usize> = who.iter().map(|(place, _)| *place).collect();
    let activities: BTreeSet<&str> = shared.iter().map(|(activity, _)| *activity).collect();
    let segments: BTreeSet<&str> = shared.iter().map(|(_, segment)| *segment).collect();
    let what = list(&activities.into_iter().collect::<Vec<_>>());
    let whom = list(&segments.into_iter().collect::<Vec<_>>());
    let names: BTreeSet<&str> = who.iter().map(|(place, at)| all[*place].parties[*at].name.as_str()).collect();
    let sentence = format!(
        "{} sell the same ({what}) to the same market ({whom}), each in another of {}: who gets which work?",
        list(&names.into_iter().collect::<Vec<_>>()),
        alliances(all, &places),
    );
    let behind = who.iter().filter_map(|(place, at)| {
        let party = &all[*place].parties[*at];
        let says = format!("{} sells {what} to {whom}", party.name);
        Some(Behind { alliance: *place, fact: party.model?, says })
    });
    let behind = behind.collect();
    Conflict { kind: ConflictKind::SamePart, alliances: places.into_iter().collect(), sentence, behind }
}
