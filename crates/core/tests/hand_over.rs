//! Hand-overs of a whole case: who may do and see what in every state, what goes along, and where the case lives.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use std::fmt::Write;

use rowlock_core::access::{self, Action, Resource, Role};
use rowlock_core::decide::decide;
use rowlock_core::fact::*;
use rowlock_core::gate::{self, Level, Luggage, Viewer};
use rowlock_core::pack::seal_pack;
use rowlock_core::scores::seal_scores;
use rowlock_core::seal::{Seed, Subject};
use story::{Story, day, id};

const LATE: &str = "2025-06-01";
const SEED: Seed = Seed([8; 32]);

/// Ana leads, Ben and Cas are partners, Fay left; all four answered a round, and Ana and Ben exchanged packs.
fn cast() -> Story {
    let mut story = Story::of(&["ben", "cas", "fay"]);
    story.tell("2025-01-11", AdviserInvited { adviser: id("eve"), by: id("ana") });
    story.open_round("2025-02-01", &["ana-1", "ben-1", "cas-1"], Some("eve"));
    for person in ["ana-1", "ben-1", "cas-1"] {
        let sheet = story.answers(person);
        story.tell("2025-02-02", sheet);
    }
    let opened = ExchangeOpened {
        exchange: id("x1"),
        parties: vec![id("ana"), id("ben")],
        checks: vec![id("litigation")],
        due: day("2025-03-01"),
        why: "Before we sign".into(),
    };
    story.tell("2025-02-03", opened);
    for party in ["ana", "ben"] {
        let handed = seal_pack(&Pack::default(), &id("x1"), &id(party), &mut story.ring, &SEED).unwrap();
        story.tell("2025-02-04", handed);
    }
    let left = PartyRoleChanged { party: id("fay"), role: PartyRole::Left, why: "Retires".into() };
    story.tell("2025-02-10", left);
    story
}

fn asked() -> Story {
    let mut story = cast();
    story.tell("2025-03-01", request("h1"));
    story
}

fn request(hand_over: &str) -> HandOverAsked {
    HandOverAsked { hand_over: id(hand_over), to: "Ana's own server".into(), why: "We go on alone".into() }
}

fn consent(party: &str, under_seal: UnderSeal) -> HandOverConsented {
    HandOverConsented { hand_over: id("h1"), party: id(party), under_seal, keys: None }
}

fn consented(by: &[(&str, UnderSeal)]) -> Story {
    let mut story = asked();
    for (party, under_seal) in by {
        story.tell("2025-03-02", consent(party, *under_seal));
    }
    story
}

const ALL: [(&str, UnderSeal); 3] =
    [("ana", UnderSeal::GoesAlong), ("ben", UnderSeal::GoesAlong), ("cas", UnderSeal::GoesAlong)];

fn made() -> Story {
    let mut story = consented(&ALL);
    story.tell("2025-03-03", HandedOver { hand_over: id("h1") });
    story
}

fn taken() -> Story {
    let mut story = made();
    story.tell("2025-03-04", TakenOver { hand_over: id("h1"), without: vec![] });
    story
}

fn refused() -> Story {
    let mut story = consented(&ALL[..1]);
    story.tell("2025-03-02", HandOverRefused { hand_over: id("h1"), party: id("ben"), why: "No".into() });
    story
}

fn luggage(story: &Story) -> Luggage {
    let now = story.now();
    gate::luggage(&now, &now.hand_overs["h1"], day(LATE))
}

/// Who does, as what: the role of their seat and the actor that stands on the record.
fn doers() -> Vec<(&'static str, Role, Option<Actor>)> {
    vec![
        ("lead", Role::Lead, Some(Actor::Party(id("ana")))),
        ("partner", Role::Partner, Some(Actor::Party(id("ben")))),
        ("adviser", Role::Adviser, Some(Actor::Adviser(id("eve")))),
        ("who left", Role::Partner, Some(Actor::Party(id("fay")))),
        ("viewer", Role::Viewer, None),
        ("respondent", Role::Respondent, Some(Actor::Party(id("ben")))),
        ("stranger", Role::Stranger, None),
    ]
}

fn deeds() -> Vec<(&'static str, Event)> {
    let says = |party: &str| consent(party, UnderSeal::Stays).into();
    let refuses =
        |party: &str| HandOverRefused { hand_over: id("h1"), party: id(party), why: "No".into() }.into();
    vec![
        ("ask", HandOverAsked { hand_over: id("h2"), ..request("h2") }.into()),
        ("consent for ana", says("ana")),
        ("consent for ben", says("ben")),
        ("consent for fay", says("fay")),
        ("refuse for ben", refuses("ben")),
        ("make the file", HandedOver { hand_over: id("h1") }.into()),
        ("take it in", TakenOver { hand_over: id("h1"), without: vec![] }.into()),
        ("write a note", NoteMade { text: "Anything".into() }.into()),
    ]
}

#[test]
fn who_may_do_and_see_what_in_every_state() {
    let scenes: Vec<(&str, Story)> = vec![
        ("asked for", asked()),
        ("one has consented", consented(&ALL[..1])),
        ("all have consented", consented(&ALL)),
        ("refused", refused()),
        ("made", made()),
        ("taken in", taken()),
    ];
    let mut text = String::new();
    for (scene, story) in &scenes {
        let _ = writeln!(text, "{scene}");
        let now = story.now();
        for (who, role, actor) in doers() {
            let sees = access::may(role, Resource::HandOver, Action::See);
            let does = |event: &Event| {
                access::may(role, access::resource(event), Action::Write)
                    && actor.as_ref().is_some_and(|actor| {
                        decide(&now, &story.framework, day("2025-03-05"), actor, event.clone()).is_ok()
                    })
            };
            let may: Vec<&str> =
                deeds().into_iter().filter(|(_, event)| does(event)).map(|(word, _)| word).collect();
            let may = if may.is_empty() { "nothing".to_owned() } else { may.join(", ") };
            let sees = if sees { "sees it" } else { "sees nothing of it" };
            let _ = writeln!(text, "  {who:<11} {sees}; may: {may}");
        }
    }
    let choices: Vec<(&str, Vec<(&str, UnderSeal)>)> = vec![
        ("nobody has consented", vec![]),
        ("all let go along", ALL.to_vec()),
        ("ana keeps back", vec![("ana", UnderSeal::Stays), ALL[1], ALL[2]]),
        (
            "cas keeps back",
            vec![("ana", UnderSeal::GoesAlong), ("ben", UnderSeal::GoesAlong), ("cas", UnderSeal::Stays)],
        ),
        ("cas says nothing", vec![("ana", UnderSeal::GoesAlong), ("ben", UnderSeal::GoesAlong)]),
        (
            "all keep back",
            vec![("ana", UnderSeal::Stays), ("ben", UnderSeal::Stays), ("cas", UnderSeal::Stays)],
        ),
    ];
    for (choice, consents) in &choices {
        let luggage = luggage(&consented(consents));
        let keys: Vec<&str> = luggage.keys.iter().map(Subject::as_str).collect();
        let keys = if keys.is_empty() { "none".to_owned() } else { keys.join(", ") };
        let _ = writeln!(text, "{choice}\n  keys that go along: {keys}");
        let _ = writeln!(
            text,
            "  rounds along: {:?}, left: {:?}",
            luggage.rounds.len(),
            luggage.rounds_left.len()
        );
        let _ = writeln!(
            text,
            "  exchanges along: {:?}, left: {:?}",
            luggage.exchanges.len(),
            luggage.exchanges_left.len()
        );
    }
    story::golden("hand_over.golden", &text);
}

#[test]
fn a_case_that_lives_elsewhere_takes_no_fact() {
    let mut story = made();
    let said = story.refused(LATE, NoteMade { text: "Anything".into() });
    assert_eq!(said, "on: the case was handed over on 2025-03-03 and lives at Ana's own server");
    let said = story.refused("2025-01-20", NoteMade { text: "Dated back".into() });
    assert!(said.contains("lives at"), "{said}");
    story.tell(LATE, TakenOver { hand_over: id("h1"), without: vec![] });
    story.tell(LATE, NoteMade { text: "Here again".into() });
    let again = story.refused(LATE, TakenOver { hand_over: id("h1"), without: vec![] });
    assert_eq!(again, "hand_over: this hand-over is not on its way");
}

#[test]
fn what_is_under_way_is_named() {
    let mut story = cast();
    let exchange = ExchangeOpened {
        exchange: id("x2"),
        parties: vec![id("ana"), id("cas")],
        checks: vec![id("litigation")],
        due: day("2025-05-01"),
        why: "Anew".into(),
    };
    story.tell("2025-02-20", exchange);
    story.tell("2025-03-01", request("h1"));
    for (party, under_seal) in ALL {
        story.tell("2025-03-02", consent(party, under_seal));
    }
    let said = story.refused("2025-03-03", HandedOver { hand_over: id("h1") });
    assert!(said.ends_with("cannot be carried over: the exchange of packs x2 is open"), "{said}");
    story.tell("2025-03-04", ExchangeClosed { exchange: id("x2"), why: "Not needed".into() });
    story.tell("2025-03-05", HandedOver { hand_over: id("h1") });
}

#[test]
fn one_who_came_in_meanwhile_is_asked_too() {
    let mut story = consented(&ALL);
    let joined = PartyJoined {
        party: id("dora"),
        name: "Dora".into(),
        party_kind: PartyKind::Person,
        role: PartyRole::Partner,
        people: vec![],
        brings: None,
    };
    story.tell("2025-03-03", joined);
    let said = story.refused("2025-03-04", HandedOver { hand_over: id("h1") });
    assert_eq!(said, "hand_over: Dora has not consented");
}

#[test]
fn a_refusal_ends_it_and_another_may_be_asked_for() {
    let mut story = refused();
    let said = story.refused("2025-03-04", consent("cas", UnderSeal::Stays));
    assert_eq!(said, "hand_over: this hand-over was refused");
    story.tell("2025-03-04", request("h2"));
    let twice = story.refused("2025-03-04", request("h3"));
    assert_eq!(twice, "id: a hand-over to Ana's own server is asked for already");
}

#[test]
fn its_course_stays_on_the_record() {
    let mut story = consented(&ALL);
    let consents = &story.now().hand_overs["h1"].consents;
    let seq = consents["ben"].seq;
    let said = story.refused("2025-03-04", FactWithdrawn { fact: seq, why: "A slip".into() });
    assert!(said.contains("the course of a hand-over"), "{said}");
}

#[test]
fn a_round_that_stayed_is_not_shown_by_the_answers_that_came() {
    let mut story = made();
    let shown =
        |story: &Story| gate::pass(&Viewer::AllParties, &story.now(), &story.round(), day(LATE)).level();
    assert_eq!(shown(&story), Level::Bands);
    story.tell("2025-03-04", TakenOver { hand_over: id("h1"), without: vec![id("r1")] });
    assert_eq!(shown(&story), Level::Count);
    let whole = taken();
    assert_eq!(shown(&whole), Level::Bands);
}

#[test]
fn who_took_answers_back_keeps_the_key() {
    let mut story = cast();
    let respondents = ["ana-1", "ben-1"]
        .map(|person| Respondent { person: id(person), party: id(person.split('-').next().unwrap()) });
    let drafted = RoundDrafted {
        round: id("r2"),
        form: RoundForm::Full,
        respondents: respondents.to_vec(),
        asked_by: "Ana".into(),
        why: "Again".into(),
    };
    story.tell("2025-02-20", drafted);
    let rule = FrozenRule { min_items_behind_a_band: 3, adviser: None, shown: "Sealed".into() };
    story.tell("2025-02-20", RoundOpened { round: id("r2"), rule });
    let mut answers = story.answers("ben-1");
    answers.round = id("r2");
    story.tell("2025-02-21", answers);
    story.tell("2025-02-22", RespondentWithdrew { round: id("r2"), person: id("ben-1") });
    story.tell("2025-03-01", request("h1"));
    for (party, under_seal) in ALL {
        story.tell("2025-03-02", consent(party, under_seal));
    }
    let luggage = luggage(&story);
    assert!(!luggage.keys.contains(&Subject::answers(&id("ben-1"))));
    assert_eq!(luggage.rounds_left, [id("r1")]);
}

#[test]
fn only_named_keys_leave_and_no_round_is_shown_in_part() {
    let story = consented(&[ALL[0], ALL[1], ("cas", UnderSeal::Stays)]);
    let luggage = luggage(&story);
    let keys = gate::keys_along(&story.ring, &luggage);
    assert_eq!(keys.keys().collect::<Vec<_>>(), ["ana/pack/x1", "ben/pack/x1"]);
    let ring = rowlock_core::seal::Keyring::default();
    assert_eq!(gate::rounds_without(&story.now(), &luggage, &ring), [id("r1")]);
    assert!(
        gate::rounds_without(&story.now(), &luggage, &story.ring).is_empty(),
        "at home all keys are there"
    );
}

#[test]
fn scores_go_along_where_all_parties_may_see_them() {
    let mut story = cast();
    let candidate = |party: &str| PartyJoined {
        party: id(party),
        name: party.to_uppercase(),
        party_kind: PartyKind::Person,
        role: PartyRole::Candidate,
        people: vec![],
        brings: None,
    };
    story.tell("2025-02-11", candidate("dora"));
    let skill = Criterion { criterion: id("skill"), name: "Skill".into(), low: None, high: None };
    let reviewers =
        ["ana", "ben"].map(|party| Reviewer { person: id(&format!("{party}-1")), party: Some(id(party)) });
    let opened = ScoringOpened {
        scoring: id("s1"),
        criteria: vec![skill],
        candidates: vec![id("dora")],
        reviewers: reviewers.to_vec(),
    };
    story.tell("2025-02-12", opened);
    for person in ["ana-1", "ben-1"] {
        let sheet =
            ScoreSheet { points: [(id("dora"), [(id("skill"), 5)].into())].into(), remarks: [].into() };
        let sealed = seal_scores(&id("s1"), &id(person), &sheet, &mut story.ring, &SEED).unwrap();
        story.tell("2025-02-13", sealed);
    }
    story.tell("2025-03-01", request("h1"));
    let keys = luggage(&story).keys;
    assert!(keys.contains(&Subject::scores(&id("ana-1"))) && keys.contains(&Subject::scores(&id("ben-1"))));
    let chosen = PartyRoleChanged { party: id("dora"), role: PartyRole::Partner, why: "Chosen".into() };
    story.tell("2025-03-02", chosen);
    let later = luggage(&story);
    assert!(later.keys.is_empty(), "she was scored, and holds the file now");
    assert_eq!(later.scorings_left, [id("s1")]);
}
