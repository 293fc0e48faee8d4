//! Where alliances of one portfolio stand in one another's way. Found through indexes by market, by name and by party, so
//! that thousands of alliances stay quick; who shares a market is told as one group, not pair by pair.

use std::collections::{BTreeMap, BTreeSet};

use rowlock_core::fact::{Seq, list, number, words};

use super::{Facet, FacetParty, competing, rivals, ties};

/// The hours of a week that one person can pledge, where nothing else is said: a default chosen by judgment.
pub const HOURS_OF_A_WEEK: f64 = 45.0;

/// The most names in one sentence.
const MOST_NAMES: usize = 4;

/// What kind of conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConflictKind {
    /// A person is pledged beyond a week's hours.
    OverPledged,
    /// A party of one alliance is a rival or foe in another.
    Rival,
    /// A party is bound to somebody alone, and is in another alliance as well.
    Exclusive,
    /// Partners in different alliances sell the same to the same people.
    Competing,
    /// Two joint businesses sell the same to the same market.
    SameMarket,
}

impl ConflictKind {
    /// The kind as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::OverPledged => "over_pledged",
            Self::Rival => "rival",
            Self::Exclusive => "exclusive",
            Self::Competing => "competing",
            Self::SameMarket => "same_market",
        }
    }

    /// The kind as reports say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::OverPledged => "More hours than a week has",
            Self::Rival => "A partner here, a rival there",
            Self::Exclusive => "Bound to somebody alone",
            Self::Competing => "Partners who compete",
            Self::SameMarket => "Same market, same offer",
        }
    }
}

/// A conflict between alliances.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// What kind.
    pub kind: ConflictKind,
    /// The alliances, by their place in the list looked at.
    pub alliances: Vec<usize>,
    /// In a sentence or two.
    pub text: String,
    /// The facts behind it, each with the place of its alliance.
    pub facts: Vec<(usize, Seq)>,
}

/// All conflicts between alliances of a portfolio, the heaviest kind first. `hours_of_a_week` is what one person can give.
pub fn conflicts(facets: &[Facet], hours_of_a_week: f64) -> Vec<Conflict> {
    let alive: Vec<(usize, &Facet)> = facets.iter().enumerate().filter(|(_, facet)| facet.is_alive).collect();
    let mut found = over_pledged(&alive, hours_of_a_week);
    found.extend(rivals::found(&alive));
    found.extend(ties::found(&alive));
    found.extend(competing::found(&alive));
    found.extend(same_market(&alive));
    found.sort_by(|one, other| {
        (one.kind, &one.alliances, &one.text).cmp(&(other.kind, &other.alliances, &other.text))
    });
    found
}

/// A name as it is compared: without case and without what is no letter or digit.
pub(super) fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The alliance at a place; the list is in the order of the places.
fn at<'a>(alive: &[(usize, &'a Facet)], place: usize) -> Option<&'a Facet> {
    let found = alive.binary_search_by_key(&place, |(known, _)| *known).ok()?;
    Some(alive[found].1)
}

/// The alliances in words, the first few by name.
pub(super) fn names(alive: &[(usize, &Facet)], places: &BTreeSet<usize>) -> String {
    let name = |place: &usize| at(alive, *place).map_or("", |facet| &facet.name);
    list(&first_few(places.iter().map(|place| format!("\u{201c}{}\u{201d}", name(place)))))
}

/// The first few of several names or things, and how many more there are.
pub(super) fn first_few(mut all: impl ExactSizeIterator<Item = String>) -> Vec<String> {
    let more = all.len().saturating_sub(MOST_NAMES);
    let mut told: Vec<String> = all.by_ref().take(MOST_NAMES).collect();
    if more > 0 {
        told.push(format!("{more} more"));
    }
    told
}

fn over_pledged(alive: &[(usize, &Facet)], hours_of_a_week: f64) -> Vec<Conflict> {
    let mut by_party: BTreeMap<String, Vec<(usize, &FacetParty)>> = BTreeMap::new();
    for (place, facet) in alive.iter().filter(|(_, facet)| facet.runs) {
        for party in facet.parties.iter().filter(|party| party.pledged.is_some()) {
            by_party.entry(key(&party.name)).or_default().push((*place, party));
        }
    }
    let check = |pledges: Vec<(usize, &FacetParty)>| {
        let places: BTreeSet<usize> = pledges.iter().map(|(place, _)| *place).collect();
        let hours: f64 = pledges.iter().filter_map(|(_, party)| party.pledged).sum();
        let people =
            pledges.iter().map(|(_, party)| if party.is_person { 1 } else { party.people.max(1) }).max()?;
        let week = hours_of_a_week * people as f64;
        if places.len() < 2 || hours <= week {
            return None;
        }
        let people = if people == 1 { "one person".to_owned() } else { format!("{people} people") };
        Some(Conflict {
            kind: ConflictKind::OverPledged,
            text: format!(
                "{} has pledged {} hours a week over {}; a week of {people} has {}.",
                pledges.first()?.1.name,
                number(hours),
                names(alive, &places),
                number(week)
            ),
            facts: facts(pledges.iter().map(|(place, party)| (*place, party.pledge))),
            alliances: places.into_iter().collect(),
        })
    };
    by_party.into_values().filter_map(check).collect()
}

pub(super) fn facts(seqs: impl Iterator<Item = (usize, Option<u64>)>) -> Vec<(usize, Seq)> {
    let known: BTreeSet<(usize, u64)> = seqs.filter_map(|(place, seq)| Some((place, seq?))).collect();
    known.into_iter().map(|(place, seq)| (place, Seq(seq))).collect()
}

/// Joint businesses that sell the same to the same market: the same activity, or an offer of the same name.
fn same_market(alive: &[(usize, &Facet)]) -> Vec<Conflict> {
    let mut markets: BTreeMap<(String, &str), (String, BTreeSet<usize>)> = BTreeMap::new();
    for (place, facet) in alive {
        let activities = facet.activities.iter().map(|activity| words(activity));
        for sold in activities.chain(facet.offers.iter().cloned()) {
            for segment in &facet.segments {
                let market = markets.entry((key(&sold), segment));
                market.or_insert_with(|| (sold.clone(), BTreeSet::new())).1.insert(*place);
            }
        }
    }
    let mut groups: BTreeMap<BTreeSet<usize>, [BTreeSet<String>; 2]> = BTreeMap::new();
    for ((_, segment), (sold, places)) in markets.into_iter().filter(|(_, (_, places))| places.len() > 1) {
        let [all_sold, segments] = groups.entry(places).or_default();
        all_sold.insert(sold);
        segments.insert(words(segment));
    }
    let conflict = |(places, [sold, segments]): (BTreeSet<usize>, [BTreeSet<String>; 2])| {
        let business = |place: &usize| (*place, at(alive, *place).and_then(|facet| facet.business));
        Conflict {
            kind: ConflictKind::SameMarket,
            text: format!(
                "{} sell {} to {}. Who gets the next client?",
                names(alive, &places),
                list(&first_few(sold.into_iter())),
                list(&first_few(segments.into_iter()))
            ),
            facts: facts(places.iter().map(business)),
            alliances: places.into_iter().collect(),
        }
    };
    groups.into_iter().map(conflict).collect()
}
