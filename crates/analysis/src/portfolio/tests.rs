//! Conflicts between alliances made up for it.

use rowlock_core::fact::Seq;

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

fn sells(name: &str, activity: &str) -> FacetParty {
    FacetParty { sells: vec![(activity.to_owned(), "ships".to_owned())], ..party(name) }
}

#[test]
fn an_owner_who_is_in_all_competes_with_no_partner_of_theirs() {
    let owner = || sells("Owner", "repairs");
    let one = facet("One", vec![owner(), sells("Ana", "repairs")]);
    assert_eq!(told(&[one.clone(), facet("Two", vec![owner(), party("Ben")])]), []);
    // Two of those partners do compete, and the owner is not named with them.
    let found = told(&[one, facet("Two", vec![owner(), sells("Ben", "repairs")])]);
    let text = "Ana and Ben sell the same: repairs to ships. They are partners in \u{201c}One\u{201d} and \
                \u{201c}Two\u{201d}.";
    assert_eq!(found, [(ConflictKind::Competing, text.to_owned())]);
}

#[test]
fn behind_each_group_of_competitors_stand_its_own_facts() {
    let at = |model, party: FacetParty| FacetParty { model: Some(model), ..party };
    let one = facet("One", vec![at(3, sells("Ana", "repairs")), at(4, sells("Cas", "sails"))]);
    let two = facet("Two", vec![at(5, sells("Ben", "repairs")), at(6, sells("Dov", "sails"))]);
    let found = conflicts(&[one, two], HOURS_OF_A_WEEK);
    let behind: Vec<_> = found.iter().map(|conflict| conflict.facts.clone()).collect();
    assert_eq!(behind, [[(0, Seq(3)), (1, Seq(5))], [(0, Seq(4)), (1, Seq(6))]]);
}

#[test]
fn an_offer_of_the_same_name_is_the_same_offer() {
    let offers = |name: &str, offer: &str| {
        let mut facet = facet(name, vec![party(name)]);
        facet.offers.push(offer.to_owned());
        facet.segments.push("cafes".to_owned());
        facet
    };
    let found = told(&[offers("One", "Bread, by the week"), offers("Two", "bread by the week")]);
    assert_eq!(found.len(), 1);
    assert!(found[0].1.contains("sell Bread, by the week to cafes"), "{}", found[0].1);
    assert_eq!(told(&[offers("One", "Bread"), offers("Two", "Cakes")]), []);
}

#[test]
fn two_thousand_competitors_and_their_owner_are_one_finding() {
    let partners = |place: usize| vec![sells("Owner", "repairs"), sells(&format!("P{place}"), "repairs")];
    let facets: Vec<Facet> = (0..2000).map(|place| facet(&format!("A{place}"), partners(place))).collect();
    let found = conflicts(&facets, HOURS_OF_A_WEEK);
    assert_eq!((found.len(), found[0].alliances.len()), (1, 2000));
    assert!(found[0].text.contains("and 1996 more sell the same"), "{}", found[0].text);
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

#[test]
fn whoever_is_bound_to_somebody_alone_is_told_where_else_they_are() {
    let bound = FacetParty { bound_to: vec!["Acme".to_owned()], model: Some(5), ..party("Ben") };
    let found = told(&[facet("North", vec![bound.clone()]), facet("South", vec![party("Ben")])]);
    let text = "Ben is bound to Acme, and is in \u{201c}North\u{201d} and \u{201c}South\u{201d}: read whether what \
                binds it leaves room for that.";
    assert_eq!(found, [(ConflictKind::Exclusive, text.to_owned())]);
    assert_eq!(told(&[facet("North", vec![bound]), facet("South", vec![party("Cas")])]), []);
    let mut clause = facet("North", vec![party("Ben")]);
    clause.exclusive = Some(7);
    let found = conflicts(&[clause, facet("South", vec![party("Ben")])], HOURS_OF_A_WEEK);
    assert_eq!((found[0].kind, found[0].facts.as_slice()), (ConflictKind::Exclusive, &[(0, Seq(7))][..]));
}

#[test]
fn a_rival_named_in_many_is_one_finding() {
    let names = |name: &str| FacetParty { rivals: vec!["Big Stone".to_owned()], ..party(name) };
    let facets: Vec<Facet> = (0..2000)
        .map(|place| match place % 2 {
            0 => facet(&format!("A{place}"), vec![names(&format!("P{place}"))]),
            _ => facet(&format!("A{place}"), vec![party("Big Stone")]),
        })
        .collect();
    let found = conflicts(&facets, HOURS_OF_A_WEEK);
    assert_eq!((found.len(), found[0].alliances.len()), (1, 2000));
    // Within one alliance it is for the fit of its business models to say.
    assert_eq!(
        told(&[facet("One", vec![names("Ana"), party("Big Stone")]), facet("Two", vec![party("Cas")])]),
        []
    );
}

#[test]
fn two_thousand_in_one_market_are_one_finding() {
    let facets: Vec<Facet> = (0..2000)
        .map(|place| market(facet(&format!("A{place}"), vec![party(&format!("P{place}"))]), "bread", "cafes"))
        .collect();
    let found = conflicts(&facets, HOURS_OF_A_WEEK);
    assert_eq!((found.len(), found[0].facts.len()), (1, 2000));
}
