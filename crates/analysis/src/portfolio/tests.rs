//! Conflicts between alliances made up for it.

use super::*;

fn party(name: &str) -> FacetParty {
    FacetParty { name: name.to_owned(), is_person: true, people: 1, ..FacetParty::default() }
}

fn facet(name: &str, parties: Vec<FacetParty>) -> Facet {
    Facet {
        name: name.to_owned(),
        is_alive: true,
        runs: true,
        business: Some(2),
        parties,
        ..Facet::default()
    }
}

fn market(mut facet: Facet, activity: &str, segment: &str) -> Facet {
    facet.activities.push(activity.to_owned());
    facet.segments.push(segment.to_owned());
    facet
}

fn pledges(name: &str, hours: f64) -> FacetParty {
    FacetParty { pledged: Some(hours), pledge: Some(9), ..party(name) }
}

fn told(facets: &[Facet]) -> Vec<(ConflictKind, String)> {
    conflicts(facets, HOURS_OF_A_WEEK).into_iter().map(|conflict| (conflict.kind, conflict.text)).collect()
}

#[test]
fn the_same_offer_to_the_same_market_is_told_once() {
    let two = [
        market(facet("Bread", vec![party("Ana")]), "bread", "cafes"),
        market(facet("Loaves", vec![party("Ben")]), "bread", "cafes"),
        market(facet("Tiles", vec![party("Cas")]), "tiles", "cafes"),
    ];
    let found = conflicts(&two, HOURS_OF_A_WEEK);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].alliances.as_slice()), (ConflictKind::SameMarket, &[0, 1][..]));
    assert!(found[0].text.contains("sell bread to cafes"), "{}", found[0].text);
    assert_eq!(found[0].facts.len(), 2);
}

#[test]
fn what_is_over_stands_in_nobodys_way() {
    let mut over = market(facet("Loaves", vec![pledges("Ana", 60.0)]), "bread", "cafes");
    over.is_alive = false;
    assert_eq!(told(&[market(facet("Bread", vec![pledges("Ana", 30.0)]), "bread", "cafes"), over]), []);
}

#[test]
fn a_partner_here_may_be_a_rival_there() {
    let rival = FacetParty { rivals: vec!["Stone & Sons".to_owned()], ..party("Ana") };
    let found = told(&[
        facet("Yard", vec![rival]),
        facet("Quarry", vec![party("stone and sons"), party("Stone & Sons")]),
    ]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, ConflictKind::Rival);
    assert!(found[0].1.contains("Ana names it as a rival"), "{}", found[0].1);
}

#[test]
fn a_week_has_so_many_hours() {
    let pair = |hours| {
        [facet("One", vec![pledges("Ana Lind", 25.0)]), facet("Two", vec![pledges("Ana lind", hours)])]
    };
    assert_eq!(told(&pair(20.0)), [], "45 hours are a week");
    let found = told(&pair(30.0));
    assert_eq!(found[0].0, ConflictKind::OverPledged);
    assert!(found[0].1.contains("55 hours a week") && found[0].1.contains("a week of one person has 45"));
    assert_eq!(conflicts(&pair(30.0), 60.0), [], "the limit is whoever's who asks");
    let mut idle = pair(30.0);
    idle[1].runs = false;
    assert_eq!(told(&idle), [], "a pledge counts when the joint business runs");
}

#[test]
fn one_party_in_two_alliances_does_not_compete_with_itself() {
    let sells =
        |name: &str| FacetParty { sells: vec![("repairs".to_owned(), "ships".to_owned())], ..party(name) };
    assert_eq!(told(&[facet("One", vec![sells("Ana")]), facet("Two", vec![sells("ANA")])]), []);
    let found = told(&[facet("One", vec![sells("Ana")]), facet("Two", vec![sells("Ben")])]);
    assert_eq!(found[0].0, ConflictKind::Competing);
    assert!(found[0].1.contains("Ana and Ben sell the same: repairs to ships"), "{}", found[0].1);
}

#[test]
fn order_changes_places_alone() {
    let mut facets = vec![
        market(facet("Bread", vec![pledges("Ana", 30.0)]), "bread", "cafes"),
        market(facet("Loaves", vec![pledges("Ana", 30.0)]), "bread", "cafes"),
    ];
    let mut before: Vec<ConflictKind> = told(&facets).into_iter().map(|(kind, _)| kind).collect();
    facets.reverse();
    let mut after: Vec<ConflictKind> = told(&facets).into_iter().map(|(kind, _)| kind).collect();
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(before, after);
}
