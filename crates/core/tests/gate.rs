//! The gate: how much of a round each viewer may see, in every state and with every consent.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use std::fmt::Write;

use rowlock_core::fact::*;
use rowlock_core::gate::{self, Disclose, Level, OpenSheet, Pass, Viewer};
use rowlock_core::seal::{Seed, Subject};
use story::{Story, day, id};

const LATE: &str = "2025-06-01";

/// Ana and Ben answer; Cas is a partner who was not asked; Dora a candidate, Fay one who left; Eve advises.
fn cast(adviser_of_the_round: Option<&str>) -> Story {
    let mut story = Story::of(&["ben", "cas", "fay"]);
    story.tell(
        "2025-01-10",
        PartyJoined {
            party: id("dora"),
            name: "Dora".into(),
            party_kind: PartyKind::Person,
            role: PartyRole::Candidate,
            people: vec![],
            brings: None,
        },
    );
    let left = PartyRoleChanged { party: id("fay"), role: PartyRole::Left, why: "Retires".into() };
    story.tell("2025-01-10", left);
    for adviser in ["eve", "gil"] {
        story.tell("2025-01-11", AdviserInvited { adviser: id(adviser), by: id("ana") });
    }
    for party in ["ana", "ben", "cas"] {
        story.tell("2025-01-11", AdviserConsented { adviser: id("eve"), party: id(party) });
    }
    story.open_round("2025-02-01", &["ana-1", "ben-1"], adviser_of_the_round);
    story
}

fn answered(mut story: Story) -> Story {
    for person in ["ana-1", "ben-1"] {
        let sheet = story.answers(person);
        story.tell("2025-02-02", sheet);
    }
    story
}

fn consented(mut story: Story, consents: &[(&str, ReleaseScope)]) -> Story {
    for (party, scope) in consents {
        story.consent("2025-02-03", party, *scope);
    }
    story
}

fn viewers() -> Vec<(&'static str, Viewer)> {
    vec![
        ("all parties", Viewer::AllParties),
        ("lead, asked", Viewer::Party(id("ana"))),
        ("partner, asked", Viewer::Party(id("ben"))),
        ("partner, not asked", Viewer::Party(id("cas"))),
        ("candidate, not asked", Viewer::Party(id("dora"))),
        ("left, not asked", Viewer::Party(id("fay"))),
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
    use ReleaseScope::{Items, Sensitive};
    let all = [("ana", Items), ("ben", Items)];
    let scenes: Vec<(&str, Story)> = vec![
        ("open, nobody answered", cast(None)),
        ("locked", answered(cast(None))),
        ("locked, one consents", consented(answered(cast(None)), &all[..1])),
        ("locked, both consent", consented(answered(cast(None)), &all)),
        (
            "both consent, one to sensitive ones",
            consented(answered(cast(None)), &[all[0], all[1], ("ana", Sensitive)]),
        ),
        (
            "both consent, also to sensitive ones",
            consented(answered(cast(None)), &[all[0], all[1], ("ana", Sensitive), ("ben", Sensitive)]),
        ),
        (
            "both consent to sensitive ones alone",
            consented(answered(cast(None)), &[("ana", Sensitive), ("ben", Sensitive)]),
        ),
        ("open, the rule names the adviser", cast(Some("eve"))),
        ("locked, the rule names the adviser", answered(cast(Some("eve")))),
        ("locked, the rule names one without consent", answered(cast(Some("gil")))),
    ];
    let mut text = String::new();
    for (scene, story) in &scenes {
        let _ = writeln!(text, "{scene}");
        for (who, viewer) in viewers() {
            let (now, round) = (story.now(), story.round());
            let pass = gate::pass(&viewer, &now, &round, day(LATE));
            let _ = writeln!(text, "  {who:<22} {}", words(&pass));
        }
    }
    story::golden("gate.golden", &text);
}

fn words(pass: &Pass) -> String {
    let sensitive = if pass.shows_item(true) { " with the sensitive ones" } else { "" };
    match pass.level() {
        Level::Nothing => "nothing".to_owned(),
        Level::Count => "how many have answered".to_owned(),
        Level::Bands => format!("bands of {} items or more", pass.min_items_behind_a_band()),
        Level::Items | Level::AllItems => format!("items{sensitive}"),
    }
}

#[test]
fn the_past_stays_as_it_was() {
    use ReleaseScope::Items;
    let story = consented(answered(cast(None)), &[("ana", Items), ("ben", Items)]);
    let level = |on: &str| gate::pass(&Viewer::AllParties, &story.now(), &story.round(), day(on)).level();
    assert_eq!(level("2025-02-01"), Level::Count);
    assert_eq!(level("2025-02-02"), Level::Bands);
    assert_eq!(level("2025-02-03"), Level::Items);
}

#[test]
fn consent_taken_back_shuts_the_adviser_out_at_once() {
    let mut story = answered(cast(Some("eve")));
    story.tell("2025-02-10", AdviserRevoked { adviser: id("eve"), party: id("cas") });
    let level =
        |on: &str| gate::pass(&Viewer::Adviser(id("eve")), &story.now(), &story.round(), day(on)).level();
    assert_eq!(level("2025-02-09"), Level::AllItems);
    assert_eq!(level("2025-02-10"), Level::Nothing);
}

/// How many sheets an engine was let in to.
struct Sheets(usize);

impl Disclose for Sheets {
    type View = Option<usize>;

    fn disclose(&self, pass: &Pass) -> Option<usize> {
        pass.shows_item(false).then_some(self.0)
    }
}

fn count(_: &str, sheets: &[OpenSheet<'_>]) -> Sheets {
    Sheets(sheets.len())
}

#[test]
fn an_engine_reads_what_the_keys_open_and_the_gate_keeps_it() {
    let mut story = answered(cast(None));
    let seen = |story: &Story, viewer: &Viewer, on: &str| {
        let (now, round) = (story.now(), story.round());
        let held = gate::compute(&round, &story.ring, day(on), "", count);
        held.view_for(viewer, &now, &round, day(on)).flatten()
    };
    assert_eq!(seen(&story, &Viewer::Owner, LATE), Some(2));
    assert_eq!(seen(&story, &Viewer::Owner, "2025-02-01"), None, "not locked yet");
    assert_eq!(seen(&story, &Viewer::AllParties, LATE), None);
    story.ring.destroy(&rowlock_core::seal::Subject::answers(&id("ben-1")));
    assert_eq!(
        seen(&story, &Viewer::Owner, LATE),
        None,
        "with one answer erased nothing is computed from the other"
    );
    assert!(!gate::is_whole(&story.round(), &story.ring));
}

#[test]
fn the_rule_is_told_before_the_first_question() {
    let full = gate::rule_in_words(RoundForm::Full, None, 3);
    for told in
        ["Coins are tossed", "confidential, not anonymous", "at least 3", "a little better than before"]
    {
        assert!(full.contains(told), "{told}");
    }
    let short = gate::rule_in_words(RoundForm::Short, Some(&id("eve")), 3);
    assert!(short.contains("adviser named to you") && short.contains("group of areas"));
    assert!(!gate::rule_in_words(RoundForm::Pulse, None, 3).contains("Coins"), "a pulse has no words");
}

/// A word for each sheet.
fn draw((): &(), sheets: &[OpenSheet<'_>]) -> KeptWords {
    KeptWords { areas: sheets.iter().map(|sheet| (id(sheet.party.as_str()), AreaWord::Talk)).collect() }
}

#[test]
fn a_result_is_kept_once_and_only_from_all_answers() {
    let mut story = answered(cast(None));
    let shown = |story: &Story, viewer: &Viewer, on: &str| {
        let (now, round) = (story.now(), story.round());
        gate::kept(&round, &story.ring).and_then(|held| held.view_for(viewer, &now, &round, day(on)))
    };
    let kept = gate::keep(&story.round(), &mut story.ring, &(), draw, &Seed([9; 32]));
    let kept = kept.unwrap().unwrap();
    story.tell("2025-02-02", kept.clone());
    let words = shown(&story, &Viewer::AllParties, LATE).unwrap();
    assert_eq!(words.areas.len(), 2);
    assert_eq!(shown(&story, &Viewer::Stranger, LATE), Some(KeptWords::default()));
    assert!(story.refused("2025-02-03", kept).contains("kept result"), "it is kept once");
    story.ring.destroy(&Subject::result(&id("r1")));
    assert!(!gate::is_whole(&story.round(), &story.ring) && shown(&story, &Viewer::Owner, LATE).is_none());
    assert!(Subject::result(&id("r1")).may_be_exported(), "where keys of answers go, this one goes too");
}

#[test]
fn nothing_that_an_open_round_rests_on_can_be_withdrawn() {
    let mut story = cast(Some("eve"));
    let sheet = story.answers("ana-1");
    story.tell("2025-02-02", sheet);
    let rests_on = |event: &Event| match event {
        Event::RoundDrafted(_) | Event::RoundOpened(_) | Event::AnswersSubmitted(_) => true,
        Event::PartyJoined(data) => ["ana", "ben"].contains(&data.party.as_str()),
        Event::AdviserInvited(data) => data.adviser.as_str() == "eve",
        Event::AdviserConsented(data) => data.adviser.as_str() == "eve",
        _ => false,
    };
    let facts: Vec<(Seq, bool)> =
        story.record.facts().iter().map(|fact| (fact.seq, rests_on(&fact.event))).collect();
    assert_eq!(facts.iter().filter(|(_, rests)| *rests).count(), 3 + 2 + 1 + 3);
    for (fact, _) in facts.iter().filter(|(_, rests)| *rests) {
        // As of today, and as of a day before the round was there.
        for on in ["2025-02-10", "2025-01-12"] {
            let said = story.refused(on, FactWithdrawn { fact: *fact, why: "A slip".into() });
            assert!(said.contains("course of a round"), "{fact}: {said}");
        }
    }
}

#[test]
fn a_round_is_not_locked_before_its_last_answer() {
    let mut story = cast(None);
    let sheet = story.answers("ana-1");
    story.tell("2025-02-10", sheet);
    let early = story.answers("ben-1");
    let said = story.refused("2025-02-08", early);
    assert!(said.contains("the last answer to this round came in"), "{said}");
}
