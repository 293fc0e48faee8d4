//! Diligence packs: sealed until the last is in, exchanged at one moment, and what each viewer sees in every state.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use std::fmt::Write;

use jiff::civil::Date;
use rowlock_core::alliance::{Exchange, ExchangeState};
use rowlock_core::decide::{Refusal, decide};
use rowlock_core::fact::*;
use rowlock_core::gate::{self, PackSight, PackView, Viewer};
use rowlock_core::pack::{self, list_file, missing, own_draft, own_file, seal_draft, seal_file, seal_pack};
use rowlock_core::seal::{SealError, Seed, Subject};
use story::{Story, day, id};

const LATE: &str = "2025-06-01";
const SEED: Seed = Seed([8; 32]);

/// Ana leads, Ben and Cas are partners, Dora and Gus candidates, Fay left; Eve advises and Gil would like to.
fn cast() -> Story {
    let mut story = Story::of(&["ben", "cas", "fay"]);
    for candidate in ["dora", "gus"] {
        let joined = PartyJoined {
            party: id(candidate),
            name: candidate.to_uppercase(),
            party_kind: PartyKind::Firm,
            role: PartyRole::Candidate,
            people: vec![],
            brings: None,
        };
        story.tell("2025-01-10", joined);
    }
    story.tell(
        "2025-01-10",
        PartyRoleChanged { party: id("fay"), role: PartyRole::Left, why: "Retires".into() },
    );
    for adviser in ["eve", "gil"] {
        story.tell("2025-01-11", AdviserInvited { adviser: id(adviser), by: id("ana") });
    }
    for party in ["ana", "ben", "cas"] {
        story.tell("2025-01-11", AdviserConsented { adviser: id("eve"), party: id(party) });
    }
    story
}

fn asked() -> ExchangeOpened {
    ExchangeOpened {
        exchange: id("x1"),
        parties: vec![id("ana"), id("dora")],
        checks: vec![id("insurance"), id("litigation"), id("criminal")],
        due: day("2025-03-01"),
        why: "Before we sign".into(),
    }
}

fn opened() -> Story {
    let mut story = cast();
    assert_eq!(story.tell("2025-02-01", asked()), ["diligence_asked"; 2], "litigation, of both");
    story
}

fn filled(party: &str) -> Pack {
    let note = EvidenceNote { on: day("2025-01-20"), text: format!("{party} is insured") };
    let shown = [
        (
            id("insurance"),
            Shown {
                consented_on: Some(day("2025-02-02")),
                what: Evidence::Given { notes: vec![note], files: vec![] },
            },
        ),
        (id("litigation"), Shown { consented_on: None, what: Evidence::Nothing("No case, ever".into()) }),
        (id("criminal"), Shown { consented_on: None, what: Evidence::Declined("It has no bearing".into()) }),
    ];
    Pack { shown: shown.into() }
}

fn hand_in(story: &mut Story, on: &str, party: &str) -> Vec<&'static str> {
    let handed = seal_pack(&filled(party), &id("x1"), &id(party), &mut story.ring, &SEED).unwrap();
    story.tell(on, handed)
}

fn exchanged() -> Story {
    let mut story = opened();
    hand_in(&mut story, "2025-02-10", "ana");
    hand_in(&mut story, "2025-02-12", "dora");
    story
}

fn closed() -> Story {
    let mut story = opened();
    hand_in(&mut story, "2025-02-10", "ana");
    story.tell("2025-02-11", ExchangeClosed { exchange: id("x1"), why: "We found another".into() });
    story
}

fn exchange(story: &Story) -> Exchange {
    story.now().pack_exchanges["x1"].clone()
}

fn by(story: &Story, actor: &Actor, on: &str, event: impl Into<Event>) -> Result<(), Refusal> {
    decide(&story.now(), &story.framework, day(on), actor, event.into()).map(|_| ())
}

fn refusal(said: Result<(), Refusal>) -> String {
    said.map_or_else(|refusal| format!("{}: {refusal}", refusal.field()), |()| "done".to_owned())
}

#[test]
fn the_last_pack_exchanges_all_at_one_moment() {
    let mut story = opened();
    assert_eq!(hand_in(&mut story, "2025-02-10", "ana"), [""; 0]);
    assert_eq!(exchange(&story).state(day(LATE)), ExchangeState::Open);
    assert_eq!(exchange(&story).missing(day(LATE)), [&id("dora")]);
    assert_eq!(hand_in(&mut story, "2025-02-12", "dora"), ["diligence_exchanged"]);
    assert_eq!(exchange(&story).state(day("2025-02-11")), ExchangeState::Open);
    assert_eq!(exchange(&story).state(day("2025-02-12")), ExchangeState::Exchanged);
    assert_eq!(story.now().exchanges[0].value.exchange, Some(id("x1")));
}

#[test]
fn what_is_consented_to_becomes_known_with_the_packs_and_is_asked_from_then_on() {
    let mut story = opened();
    hand_in(&mut story, "2025-02-10", "ana");
    let due = |story: &Story| gate::consents_due(&story.now(), &story.framework, &story.ring, day(LATE));
    assert!(due(&story).is_empty());
    hand_in(&mut story, "2025-02-12", "dora");
    let said = due(&story);
    assert_eq!(said.len(), 2);
    assert_eq!(said[1].consented, [id("insurance")]);
    assert_eq!(said[1].declined, [id("criminal")]);
    for one in said {
        assert_eq!(story.tell("2025-02-12", one), ["diligence_asked"]);
    }
    assert!(due(&story).is_empty());
    let found = |check: &str| DiligenceFound {
        party: id("dora"),
        check: id(check),
        finding: Finding::Clear,
        evidence: "Seen".into(),
        stale_on: None,
    };
    story.tell("2025-02-13", found("insurance"));
    insta::assert_snapshot!(story.refused("2025-02-13", found("criminal")), @"check: criminal was not asked of dora");
}

#[test]
fn who_declines_is_not_looked_into() {
    let mut story = exchanged();
    story.tell("2025-02-12", DiligenceAsked { party: id("dora"), check: id("criminal"), consented: true });
    for one in gate::consents_due(&story.now(), &story.framework, &story.ring, day(LATE)) {
        story.tell("2025-02-12", one);
    }
    let found = DiligenceFound {
        party: id("dora"),
        check: id("criminal"),
        finding: Finding::Clear,
        evidence: "Seen".into(),
        stale_on: None,
    };
    insta::assert_snapshot!(story.refused("2025-02-13", found), @"check: dora has declined the check criminal");
}

#[test]
fn an_exchange_is_between_parties_at_the_table_on_checks_there_are() {
    let mut story = cast();
    let but = |change: fn(&mut ExchangeOpened)| {
        let mut opened = asked();
        change(&mut opened);
        opened
    };
    let mut refused = |change: fn(&mut ExchangeOpened)| story.refused("2025-02-01", but(change));
    insta::assert_snapshot!(refused(|x| x.parties = vec![id("ana")]), @"parties: parties is 1 of 1 parties");
    insta::assert_snapshot!(refused(|x| x.parties = vec![id("ana"), id("ana")]), @"parties: parties is 2 of 1 parties");
    insta::assert_snapshot!(refused(|x| x.parties = vec![id("ana"), id("zoe")]), @"parties: there is no party “zoe”");
    insta::assert_snapshot!(refused(|x| x.parties = vec![id("ana"), id("fay")]), @"parties: fay is not, or no longer, at the table");
    insta::assert_snapshot!(refused(|x| x.checks = vec![]), @"checks: checks is 0 of 0 checks");
    insta::assert_snapshot!(refused(|x| x.checks = vec![id("palms")]), @"checks: there is no check in the framework “palms”");
    insta::assert_snapshot!(refused(|x| x.due = day("2025-01-31")), @"due: 2025-01-31 is too early: the exchange is opened on 2025-02-01");
    insta::assert_snapshot!(refused(|x| x.why = " ".into()), @"why: why is an empty text");
    insta::assert_snapshot!(
        refusal(by(&story, &Actor::Party(id("ben")), "2025-02-01", asked())),
        @"parties: ben is not in this exchange"
    );
    story.tell("2025-02-01", asked());
    insta::assert_snapshot!(story.refused("2025-02-01", asked()), @"id: the exchange “x1” is there already");
}

#[test]
fn a_pack_is_its_partys_own_word() {
    let mut story = opened();
    let handed = seal_pack(&filled("dora"), &id("x1"), &id("dora"), &mut story.ring, &SEED).unwrap();
    for (actor, said) in [
        (Actor::Party(id("ana")), "party: the pack of dora is dora's own"),
        (Actor::Adviser(id("eve")), "party: the pack of dora is dora's own"),
        (Actor::Party(id("dora")), "done"),
    ] {
        assert_eq!(refusal(by(&story, &actor, "2025-02-10", handed.clone())), said);
    }
    let another = PackHandedIn { party: id("ana"), ..handed.clone() };
    insta::assert_snapshot!(story.refused("2025-02-10", another), @"pack: the pack of ana is sealed under another's key");
    let stranger = PackHandedIn { party: id("ben"), ..handed };
    insta::assert_snapshot!(story.refused("2025-02-10", stranger), @"party: there is no party of this exchange “ben”");
    let consent = DiligenceConsented {
        exchange: id("x1"),
        party: id("dora"),
        consented: vec![id("insurance")],
        declined: vec![],
    };
    insta::assert_snapshot!(story.refused("2025-02-10", consent.clone()), @"exchange: the packs of the exchange x1 are not exchanged");
    let story = exchanged();
    insta::assert_snapshot!(
        refusal(by(&story, &Actor::Party(id("dora")), LATE, consent)),
        @"party: the consent of dora stands in its pack"
    );
}

#[test]
fn a_pack_is_taken_back_and_handed_in_again_until_the_exchange() {
    let mut story = opened();
    let back = |party: &str| PackTakenBack { exchange: id("x1"), party: id(party) };
    insta::assert_snapshot!(story.refused("2025-02-10", back("ana")), @"party: ana has not handed in a pack");
    hand_in(&mut story, "2025-02-10", "ana");
    let again = seal_pack(&filled("ana"), &id("x1"), &id("ana"), &mut story.ring, &SEED).unwrap();
    insta::assert_snapshot!(story.refused("2025-02-10", again), @"party: the pack of “ana” is there already");
    story.tell("2025-02-11", back("ana"));
    assert_eq!(hand_in(&mut story, "2025-02-11", "dora"), [""; 0], "one is out again");
    assert_eq!(hand_in(&mut story, "2025-02-12", "ana"), ["diligence_exchanged"]);
    insta::assert_snapshot!(story.refused("2025-02-13", back("ana")), @"exchange: the exchange x1 is done: its packs were exchanged");
}

#[test]
fn nothing_of_an_exchange_is_undone_or_said_from_outside() {
    let mut story = exchanged();
    let (exchange, ever) = (exchange(&story), Date::MAX);
    let seqs = [exchange.opened.seq, exchange.handed_in["ana"].seq, exchange.exchanged.as_ref().unwrap().seq];
    for fact in seqs {
        let said = story.refused("2025-03-01", FactWithdrawn { fact, why: "A mistake".into() });
        assert!(said.contains("belongs to the course of an exchange"), "{said}");
    }
    let said = DiligenceExchanged { parties: vec![id("ana"), id("dora")], exchange: Some(id("x1")) };
    insta::assert_snapshot!(story.refused("2025-03-01", said), @"exchange: the packs of the exchange x1 are exchanged when the last is in");
    let close = ExchangeClosed { exchange: id("x1"), why: "Late".into() };
    insta::assert_snapshot!(story.refused("2025-03-01", close), @"exchange: the exchange x1 is done: its packs were exchanged");
    let mut story = closed();
    let handed = seal_pack(&filled("dora"), &id("x1"), &id("dora"), &mut story.ring, &SEED).unwrap();
    insta::assert_snapshot!(story.refused("2025-03-01", handed), @"exchange: the exchange x1 is closed");
    assert_eq!(story.now().pack_exchanges["x1"].state(ever), ExchangeState::Closed);
}

#[test]
fn an_exchange_waits_for_nobody_who_left() {
    let mut story = opened();
    story.tell(
        "2025-02-05",
        PartyRoleChanged { party: id("dora"), role: PartyRole::Left, why: "Not now".into() },
    );
    let handed = seal_pack(&filled("ana"), &id("x1"), &id("ana"), &mut story.ring, &SEED).unwrap();
    insta::assert_snapshot!(story.refused("2025-02-10", handed), @"parties: dora is not, or no longer, at the table");
}

fn viewers() -> Vec<(&'static str, Viewer)> {
    vec![
        ("all parties", Viewer::AllParties),
        ("lead, in it", Viewer::Party(id("ana"))),
        ("candidate, in it", Viewer::Party(id("dora"))),
        ("partner, not in it", Viewer::Party(id("ben"))),
        ("other candidate", Viewer::Party(id("gus"))),
        ("left, not in it", Viewer::Party(id("fay"))),
        ("party nobody knows", Viewer::Party(id("zoe"))),
        ("adviser, all consent", Viewer::Adviser(id("eve"))),
        ("adviser, no consent", Viewer::Adviser(id("gil"))),
        ("adviser nobody knows", Viewer::Adviser(id("zoe"))),
        ("owner of the file", Viewer::Owner),
        ("stranger", Viewer::Stranger),
    ]
}

#[test]
fn every_viewer_in_every_state() {
    let mut one_in = opened();
    hand_in(&mut one_in, "2025-02-10", "dora");
    let mut left = exchanged();
    left.tell(
        "2025-03-01",
        PartyRoleChanged { party: id("dora"), role: PartyRole::Left, why: "Not chosen".into() },
    );
    let mut erased = exchanged();
    erased.ring.destroy(&Subject::pack(&id("x1"), &id("dora")));
    let scenes = [
        ("opened, nothing handed in", opened()),
        ("the candidate has handed in", one_in),
        ("exchanged", exchanged()),
        ("exchanged, and the candidate left", left),
        ("exchanged, and the candidate's key destroyed", erased),
        ("closed without an exchange", closed()),
    ];
    let mut text = String::new();
    for (scene, story) in &scenes {
        for of in ["ana", "dora"] {
            let whose = if of == "ana" { "lead" } else { "candidate" };
            let _ = writeln!(text, "{scene}: the pack of the {whose}");
            for (who, viewer) in viewers() {
                let _ = writeln!(text, "  {who:<22} {}", words(story, &viewer, of));
            }
        }
    }
    story::golden("packs.golden", &text);
}

fn words(story: &Story, viewer: &Viewer, of: &str) -> &'static str {
    let (now, exchange, of, on) = (story.now(), exchange(story), id(of), day(LATE));
    let sight = gate::pack_sight(viewer, &now, &exchange, &of, on);
    let view = gate::pack(viewer, &now, &exchange, &of, (&story.ring, on));
    match (sight, view) {
        (PackSight::Nothing, PackView::Hidden) => "nothing",
        (PackSight::State, PackView::Hidden) => "whether it is in",
        (PackSight::Whole, PackView::NotIn) => "all of it, once it is in",
        (PackSight::Whole, PackView::Erased) => "that it was erased",
        (PackSight::Whole, PackView::Open(pack)) => {
            assert!(pack == filled(of.as_str()));
            "all of it"
        }
        _ => "what it may not",
    }
}

#[test]
fn the_past_of_an_exchange_stays_as_it_was() {
    let story = exchanged();
    let sight = |on: &str| {
        let on = day(on);
        gate::pack_sight(&Viewer::Party(id("dora")), &story.now(), &exchange(&story), &id("ana"), on)
    };
    assert_eq!(sight("2025-01-31"), PackSight::Nothing);
    assert_eq!(sight("2025-02-11"), PackSight::State);
    assert_eq!(sight("2025-02-12"), PackSight::Whole);
}

#[test]
fn a_file_opens_with_its_pack_at_its_place_only() {
    let mut story = opened();
    let (x1, ana, dora) = (id("x1"), id("ana"), id("dora"));
    let file = list_file(id("f1"), "../cert.pdf", b"%PDF-1.7 insured", day("2025-02-02")).unwrap();
    let mut draft = filled("ana");
    let given = Evidence::Given { notes: vec![], files: vec![file.clone()] };
    draft.shown.insert(id("insurance"), Shown { consented_on: Some(day("2025-02-02")), what: given });
    for party in [&ana, &dora] {
        story.ring.create(&Subject::pack(&x1, party), &SEED);
    }
    let sealed = seal_file(b"%PDF-1.7 insured", &file.id, (&x1, &ana), &story.ring, &SEED).unwrap();
    assert!(own_file(&sealed, &draft, &file.id, (&x1, &ana), &story.ring).is_ok());
    assert_eq!(own_file(&sealed, &draft, &file.id, (&x1, &dora), &story.ring).err(), Some(SealError::Broken));
    assert_eq!(own_file(&sealed, &draft, &id("f2"), (&x1, &ana), &story.ring).err(), Some(SealError::Broken));
    let text = seal_draft(&draft, &x1, &ana, &story.ring, &SEED).unwrap();
    assert!(!text.contains("cert") && !text.contains("insurance"));
    assert!(own_draft(&text, &x1, &ana, &story.ring).is_ok_and(|read| read == draft));
    assert_eq!(own_draft(&text, &x1, &dora, &story.ring).err(), Some(SealError::Broken));

    let handed = seal_pack(&draft, &x1, &ana, &mut story.ring, &SEED).unwrap();
    story.tell("2025-02-10", handed);
    let open = |story: &Story, viewer: &Viewer| {
        let (now, exchange) = (story.now(), exchange(story));
        let of = (&ana, &file.id);
        gate::evidence(viewer, &now, &exchange, of, (&story.ring, day(LATE)), &sealed).map(|(_, bytes)| bytes)
    };
    let candidate = Viewer::Party(dora.clone());
    assert_eq!(open(&story, &candidate), Err(SealError::NoKey), "not yet");
    assert!(open(&story, &Viewer::Party(ana.clone())).is_ok());
    hand_in(&mut story, "2025-02-12", "dora");
    assert_eq!(open(&story, &candidate).as_deref(), Ok(b"%PDF-1.7 insured".as_slice()));
    assert_eq!(open(&story, &Viewer::Party(id("ben"))), Err(SealError::NoKey));
    story.ring.destroy(&Subject::pack(&x1, &ana));
    assert_eq!(open(&story, &candidate), Err(SealError::NoKey), "erased");
}

#[test]
fn a_pack_is_whole_when_every_check_has_something_or_a_reason() {
    let story = opened();
    let told = |pack: &Pack| -> Vec<String> {
        let missing = missing(pack, &exchange(&story), &story.framework).into_iter();
        missing.map(|missing| format!("{}: {}", missing.check, missing.what)).collect()
    };
    assert_eq!(told(&filled("ana")), [""; 0]);
    assert_eq!(told(&Pack::default()).len(), 3);
    let mut pack = filled("ana");
    pack.shown.get_mut("insurance").unwrap().consented_on = None;
    pack.shown.get_mut("litigation").unwrap().what = Evidence::Given { notes: vec![], files: vec![] };
    pack.shown.get_mut("criminal").unwrap().what = Evidence::Declined(" ".into());
    insta::assert_snapshot!(told(&pack).join("\n"), @"
    insurance: Give your consent in writing, or say that you decline.
    litigation: Add a note or a file, or say that you have nothing to show.
    criminal: Say why, in a sentence.
    ");
    assert_eq!(pack::files(&pack).count(), 0);
}

#[test]
fn an_exchange_made_elsewhere_is_read_as_it_was_written() {
    let old: DiligenceExchanged = serde_json::from_str(r#"{"parties":["ana","ben"]}"#).unwrap();
    assert_eq!(old, DiligenceExchanged { parties: vec![id("ana"), id("ben")], exchange: None });
    let new = DiligenceExchanged { exchange: Some(id("x1")), ..old };
    assert_eq!(serde_json::to_string(&new).unwrap(), r#"{"parties":["ana","ben"],"exchange":"x1"}"#);
}
