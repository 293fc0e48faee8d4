//! The end of an alliance, looking back at it, and a past one that is entered from memory.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use std::fmt::Write;

use jiff::civil::Date;
use rowlock_core::answers::seal_answers;
use rowlock_core::fact::*;
use rowlock_core::gate::{self, Said, Viewer};
use rowlock_core::record::{NewFact, Record};
use rowlock_core::seal::Seed;
use rowlock_core::unfolding::Unfolding;
use story::{Story, day, id, noon};

fn ended(outcome: Outcome) -> AllianceEnded {
    AllianceEnded { how: Ending::BrokeDown, outcome, why: "Nobody came".into(), measures: vec![] }
}

fn held(round: Option<&str>) -> DebriefHeld {
    DebriefHeld {
        round: round.map(id),
        meant: "A firm".into(),
        happened: "Four firms".into(),
        why: "Nobody asked".into(),
        change: "Ask".into(),
        outcome: Outcome::Failed,
        areas: vec![id("scope")],
        lessons: vec!["Ask before the start".into()],
        measures: vec![],
    }
}

#[test]
fn the_end_moves_the_stage_and_tells_the_outcome() {
    let mut story = Story::of(&["ben"]);
    assert_eq!(story.tell("2025-03-01", ended(Outcome::Failed)), ["stage_moved"]);
    let now = story.now();
    assert_eq!(now.stage(day("2025-03-01")), Some(Stage::Ended));
    assert_eq!(now.stage(day("2025-02-28")), Some(Stage::Running));
    assert_eq!(now.outcome(day("2025-03-01")).map(|known| known.value), Some(Outcome::Failed));
    assert_eq!(now.outcome(day("2025-02-28")), None);
    assert_eq!(now.closed_on(day("2025-04-01")), Some(day("2025-03-01")));
}

#[test]
fn what_is_over_is_over_once_and_does_not_go_on() {
    let mut story = Story::of(&["ben"]);
    assert_eq!(story.refused("2025-03-01", ended(Outcome::Ongoing)), "outcome: what is over does not go on");
    let never = AllianceEnded { how: Ending::NeverBegan, ..ended(Outcome::Failed) };
    assert_eq!(story.refused("2025-03-01", never), "how: the joint business was running");
    story.tell("2025-03-01", ended(Outcome::Failed));
    assert_eq!(story.refused("2025-03-02", ended(Outcome::Failed)), "how: the alliance has ended already");
}

#[test]
fn a_debrief_names_areas_that_are_there_and_a_round_that_is_locked() {
    let mut story = Story::of(&["ben"]);
    let odd = DebriefHeld { areas: vec![id("weather")], ..held(None) };
    assert!(story.refused("2025-03-01", odd).starts_with("areas: there is no area in the framework"));
    assert_eq!(
        story.refused("2025-03-01", held(Some("r1"))),
        "round: there is no debrief in which each answers alone \u{201c}r1\u{201d}"
    );
    story.open_round_of(RoundForm::Debrief, "2025-03-01", &["ana-1", "ben-1"], None);
    assert_eq!(story.refused("2025-03-01", held(Some("r1"))), "round: r1 is not locked yet");
    story.tell("2025-03-01", held(None));
}

/// Ana and Ben looked back alone, in a round of this form, each in words of their own.
fn looked_back(form: RoundForm, adviser: Option<&str>) -> Story {
    let mut story = Story::of(&["ben", "cas"]);
    for adviser in ["eve", "gil"] {
        story.tell("2025-01-11", AdviserInvited { adviser: id(adviser), by: id("ana") });
        for party in ["ana", "ben", "cas"] {
            story.tell("2025-01-11", AdviserConsented { adviser: id(adviser), party: id(party) });
        }
    }
    story.open_round_of(form, "2025-02-01", &["ana-1", "ben-1"], adviser);
    let questions = match form {
        RoundForm::Debrief => [("debrief-why", "Nobody asked"), ("debrief-adviser", "I was afraid")],
        _ => [("open-4", "The money ran out"), ("open-3", "A better offer")],
    };
    for person in ["ana-1", "ben-1"] {
        let words = questions.map(|(question, text)| (id(question), format!("{text}, says {person}")));
        write(&mut story, person, Sheet { open: words.into(), ..Sheet::default() });
    }
    story
}

fn write(story: &mut Story, person: &str, sheet: Sheet) {
    let (round, person, seed) = (story.round().drafted.value, id(person), Seed([7; 32]));
    let sealed = seal_answers(&story.framework, &round, &person, sheet, &mut story.ring, &seed).unwrap();
    story.tell("2025-02-02", sealed);
}

fn read(story: &Story, viewer: &Viewer) -> Vec<Said> {
    gate::words(&story.round(), viewer, &story.now(), &story.ring, day("2025-06-01"))
}

#[test]
fn words_are_read_by_whom_the_rule_says() {
    let viewers = [
        ("all parties", Viewer::AllParties),
        ("who wrote", Viewer::Party(id("ana"))),
        ("partner, not asked", Viewer::Party(id("cas"))),
        ("party nobody knows", Viewer::Party(id("zoe"))),
        ("adviser of the rule", Viewer::Adviser(id("eve"))),
        ("another adviser", Viewer::Adviser(id("gil"))),
        ("owner of the file", Viewer::Owner),
        ("stranger", Viewer::Stranger),
    ];
    let mut text = String::new();
    for form in [RoundForm::Debrief, RoundForm::Full] {
        for adviser in [None, Some("eve")] {
            for consents in [&[][..], &["ana"], &["ana", "ben"]] {
                let mut story = looked_back(form, adviser);
                for party in consents {
                    story.consent("2025-02-03", party, ReleaseScope::Items);
                }
                let rule = if adviser.is_some() { "the rule names eve" } else { "no adviser" };
                let _ = writeln!(text, "{} round, {rule}, {} of 2 consent", form.word(), consents.len());
                for (who, viewer) in &viewers {
                    let seen: Vec<String> = read(&story, viewer).iter().map(told).collect();
                    let seen = if seen.is_empty() { "nothing".to_owned() } else { seen.join(" | ") };
                    let _ = writeln!(text, "  {who:<20} {seen}");
                }
            }
        }
    }
    story::golden("words.golden", &text);
}

fn told(said: &Said) -> String {
    let by = said.by.as_ref().map_or("nobody", |by| by.as_str());
    format!("{} by {by}: {}", said.question, said.text)
}

#[test]
fn nothing_is_read_while_a_debrief_is_open() {
    let mut story = Story::of(&["ben"]);
    story.open_round_of(RoundForm::Debrief, "2025-02-01", &["ana-1", "ben-1"], None);
    let open = [(id("debrief-why"), "Nobody asked".to_owned())];
    write(&mut story, "ana-1", Sheet { open: open.into(), ..Sheet::default() });
    for viewer in [Viewer::AllParties, Viewer::Owner, Viewer::Party(id("ana"))] {
        assert_eq!(read(&story, &viewer), []);
    }
}

/// A record of which all was written down on one day, years later.
fn from_memory(recalled: bool) -> Record {
    let mut story = Story::of(&["ben"]);
    story.tell("2025-03-01", ended(Outcome::Failed));
    let mut record = Record::default();
    for fact in story.record.facts() {
        let mut event = fact.event.clone();
        if let Event::AllianceFounded(data) = &mut event {
            data.recalled = recalled;
        }
        let actor = fact.actor.clone();
        let recorded_at = noon(day("2027-01-01"));
        record.append(NewFact { recorded_at, effective_on: fact.effective_on, actor, event }).unwrap();
    }
    record
}

#[test]
fn what_is_remembered_is_read_by_its_days() {
    let (recalled, late) = (from_memory(true), from_memory(false));
    assert!(recalled.facts().iter().all(|fact| recalled.recalls(fact)));
    assert!(!late.facts().iter().any(|fact| late.recalls(fact)));
    let on = day("2025-02-01");
    assert_eq!(recalled.as_of(on).stage(on), Some(Stage::Running));
    assert_eq!(late.as_of(on).stage(on), None, "on that day nobody had written anything down");
    let mut unfolding = Unfolding::new(&recalled);
    assert_eq!(*unfolding.on(on), recalled.as_of(on));
    assert_eq!(*unfolding.on(Date::MAX), recalled.as_of(Date::MAX));
}
