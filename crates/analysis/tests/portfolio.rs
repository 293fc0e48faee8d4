//! Alliances beside each other: each kind of conflict once, what is none, and that many alliances stay one pass.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod sample;

use rowlock_analysis::portfolio::{Conflict, ConflictKind, Facets, Limits, Market, PartyFacets, SoldHere, conflicts};
use rowlock_core::fact::{PartyRole, Seq};
use sample::{NO_CONFLICT, ROWBOAT, Sample, day, running};

fn party(name: &str, role: PartyRole) -> PartyFacets {
    PartyFacets {
        name: name.to_owned(),
        role,
        people: 1,
        joined: Seq(2),
        sells: Vec::new(),
        rivals: Vec::new(),
        bound_to: Vec::new(),
        model: Some(Seq(3)),
        pledge: None,
    }
}

/// A running alliance that Ana leads, with one partner.
fn alliance(name: &str, partner: PartyFacets) -> Facets {
    let parties = vec![party("Ana", PartyRole::Lead), partner];
    Facets { name: name.to_owned(), runs: true, parties, ..Facets::default() }
}

fn with(name: &str) -> PartyFacets {
    party(name, PartyRole::Partner)
}

fn market(activity: &str, segment: &str) -> Option<Market> {
    let one = |text: &str| vec![text.to_owned()];
    Some(Market { activities: one(activity), segments: one(segment), foe: None, fact: Seq(1) })
}

fn pledging(name: &str, hours: f64) -> PartyFacets {
    PartyFacets { pledge: Some((hours, Seq(4))), ..with(name) }
}

fn found(alliances: &[Facets]) -> Vec<Conflict> {
    conflicts(alliances, Limits::default())
}

/// The one finding, as its kind, its alliances and its sentence.
#[track_caller]
fn check(alliances: &[Facets], kind: ConflictKind, places: &[usize], sentence: &str) {
    let found = found(alliances);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].kind, found[0].alliances.as_slice()), (kind, places));
    assert_eq!(found[0].sentence, sentence);
    assert!(places.iter().all(|place| found[0].behind.iter().any(|behind| behind.alliance == *place)), "{found:?}");
}

#[test]
fn the_same_offer_in_the_same_market_is_one_finding_for_all_who_make_it() {
    let all = ["North", "South", "West"].map(|name| Facets {
        market: market("repair", "dairies"),
        ..alliance(name, with(name))
    });
    check(
        &all,
        ConflictKind::SameMarket,
        &[0, 1, 2],
        "“North”, “South” and “West” offer the same (repair) to the same market (dairies): what one wins, another may lose.",
    );
    let elsewhere = [
        Facets { market: market("repair", "dairies"), ..alliance("North", with("Ben")) },
        Facets { market: market("repair", "bakers"), ..alliance("South", with("Cas")) },
        Facets { market: market("repair", "dairies"), is_over: true, ..alliance("West", with("Dan")) },
    ];
    assert_eq!(found(&elsewhere), []);
}

#[test]
fn a_rival_of_one_alliance_is_a_partner_in_another() {
    let named = PartyFacets { rivals: vec!["ben  & sons".to_owned()], ..with("Cas") };
    check(
        &[alliance("North", with("Ben & Sons")), alliance("South", named.clone())],
        ConflictKind::RivalPartners,
        &[0, 1],
        "Ben & Sons is named as a rival in “South”, and is in “North”.",
    );
    // Within one alliance it is for the fit to say.
    let mut one = alliance("North", with("Ben & Sons"));
    one.parties.push(named);
    assert_eq!(found(&[one, alliance("South", with("Dan"))]), []);
}

#[test]
fn what_one_alliance_is_up_against_is_a_party_of_another() {
    let foe = Some(Market { foe: Some("BEN".to_owned()), ..market("repair", "dairies").unwrap() });
    let south = Facets { market: foe, ..alliance("South", with("Cas")) };
    let found = found(&[alliance("North", with("Ben")), south]);
    assert_eq!(found.iter().map(|one| one.kind).collect::<Vec<_>>(), [ConflictKind::RivalPartners]);
}

#[test]
fn whoever_is_bound_to_somebody_alone_is_in_two_alliances() {
    let bound = PartyFacets { bound_to: vec!["Acme".to_owned()], ..with("Ben") };
    check(
        &[alliance("North", bound.clone()), alliance("South", with("Ben"))],
        ConflictKind::Exclusivity,
        &[0, 1],
        "Ben is bound to Acme, and is in “North” and “South”: read whether what binds it leaves room for that.",
    );
    assert_eq!(found(&[alliance("North", bound), alliance("South", with("Cas"))]), []);
}

#[test]
fn pledges_are_summed_over_all_that_run_and_held_against_a_week() {
    let three = |last: Facets| {
        [alliance("North", pledging("Ben", 24.0)), alliance("South", pledging("ben", 16.0)), last]
    };
    assert_eq!(found(&three(Facets { runs: false, ..alliance("West", pledging("Ben", 9.0)) })), []);
    let more = three(alliance("West", pledging("Ben", 1.0)));
    check(
        &more,
        ConflictKind::OverPledged,
        &[0, 1, 2],
        "Ben pledged 41 hours a week in all, in “North”, “South” and “West”; a week here counts 40 hours.",
    );
    assert_eq!(conflicts(&more, Limits { hours_a_week: 45.0 }), []);
    let firm = |hours| PartyFacets { people: 2, ..pledging("Ben", hours) };
    assert_eq!(found(&[alliance("North", firm(41.0)), alliance("South", firm(39.0))]), []);
    assert_eq!(found(&[alliance("North", firm(41.0)), alliance("South", firm(40.0))]).len(), 1);
}

#[test]
fn partners_of_one_lead_who_sell_the_same_to_the_same() {
    let sells = |name: &str| {
        let sold = SoldHere { activity: "service".to_owned(), segment: "dairies".to_owned() };
        PartyFacets { sells: vec![sold], ..with(name) }
    };
    check(
        &[alliance("North", sells("Ben")), alliance("South", sells("Cas"))],
        ConflictKind::SamePart,
        &[0, 1],
        "Ben and Cas sell the same (service) to the same market (dairies), each in another of “North” and “South”: who gets \
         which work?",
    );
    assert_eq!(found(&[alliance("North", sells("Ben")), alliance("South", sells("Ben"))]), []);
    let mut other = alliance("South", sells("Cas"));
    other.parties[0].name = "Zoe".to_owned();
    assert_eq!(found(&[alliance("North", sells("Ben")), other]), []);
}

#[test]
fn facets_are_what_the_record_says_on_a_day() {
    let sample = Sample::read(&running("[[pledge]]\nparty = \"ben\"\non = 2025-02-01\nhours_a_week = 24\n"));
    let whole = sample.whole();
    let on = |day| Facets::of(&whole, day);
    assert_eq!(on(day("2025-01-31")).parties[1].pledge, None);
    let later = on(day("2025-02-01"));
    assert_eq!(later.parties[1].pledge.map(|(hours, _)| hours), Some(24.0));
    assert_eq!((later.name.as_str(), later.runs, later.parties.len()), ("Rowboat", true, 4));
    assert!(on(day("2024-12-31")).is_over, "nothing has begun");
}

#[test]
fn the_samples_do_not_pull_against_each_other() {
    let on = day("2025-06-08");
    let facets = [ROWBOAT, NO_CONFLICT].map(|text| Facets::of(&Sample::read(text).whole(), on));
    assert!(facets.iter().all(|facets| facets.market.is_some() && facets.parties.len() > 1));
    assert_eq!(found(&facets), []);
    let twice = [facets[0].clone(), facets[0].clone()];
    assert!(found(&twice).iter().any(|one| one.kind == ConflictKind::SameMarket));
}

#[test]
fn of_two_thousand_in_one_market_one_finding_comes_out() {
    let all: Vec<Facets> = (0..2000)
        .map(|place| Facets {
            market: market("repair", "dairies"),
            ..alliance(&format!("A{place}"), with(&format!("P{place}")))
        })
        .collect();
    let found = found(&all);
    assert_eq!((found.len(), found[0].alliances.len()), (1, 2000));
    assert!(found[0].sentence.contains("“A2” and 1997 more"), "{}", found[0].sentence);
}
