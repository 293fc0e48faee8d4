//! Playbooks: what is taken along, that nobody is named, and that a beginning from one is no agreement.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use proptest::prelude::*;
use rowlock_core::fact::*;
use rowlock_core::playbook::{
    Change, Choice, Part, Playbook, Seat, difference, lessons_on_record, outcome, proposals,
};
use story::{Story, day, id};

const LATER: &str = "2025-06-02";

fn choice() -> Choice {
    Choice {
        id: id("boats"),
        name: "Boats".into(),
        clauses: None,
        obligations: None,
        lessons: vec!["BEN was right: ask early.".into()],
        known_as: vec![(id("ben"), "the ferryman".into())],
    }
}

fn agree(story: &mut Story, clause: &str, text: &str, parties: &[&str]) {
    story.tell("2025-01-07", ClauseDrafted { clause: id(clause), text: text.into() });
    for party in parties {
        story.tell(
            "2025-01-08",
            ClauseApproved {
                clause: id(clause),
                version: 1,
                party: id(party),
                typed_name: format!("{} Okafor", party.to_uppercase()),
                method: "on paper".into(),
            },
        );
    }
}

fn source() -> Story {
    let mut story = Story::of(&["ben"]);
    agree(
        &mut story,
        "purpose",
        "ANA pays Ben. The ferryman rows; ANA\u{2019}s boat, as ANA\nOkafor signed.",
        &["ana", "ben"],
    );
    agree(&mut story, "scope", "Only boats.", &["ana"]);
    story.tell(
        "2025-01-08",
        DecisionRightAgreed {
            decision_kind: id("prices"),
            name: "Prices".into(),
            proposes: vec![id("ana"), id("ben")],
            must_agree: vec![],
            heard: vec![],
            decides: Decider::Party(id("ben")),
            carries_out: vec![id("ben")],
            limit: None,
            reserved: false,
        },
    );
    story.tell(
        "2025-01-08",
        VotingAgreed { votes: [(id("ana"), 2.0), (id("ben"), 1.0)].into(), quota: 3.0, vetoes: vec![] },
    );
    story.tell(
        "2025-01-08",
        AdmissionTestAgreed { questions: vec!["Does Ben have hours?".into()], decides: Decider::All },
    );
    story.tell("2025-01-08", LadderAgreed { steps: vec![LadderStep { what: "Talk".into(), days: 7 }] });
    story.tell(
        "2025-01-08",
        StopRuleAgreed {
            rule: id("leaks"),
            sign: "Three leaks".into(),
            by_date: day("2025-07-06"),
            agreed_by: vec![id("ana"), id("ben")],
        },
    );
    for (obligation, due) in [("paint", "2025-02-05"), ("engine", "2025-12-01")] {
        story.tell(
            "2025-01-08",
            ObligationTaken {
                obligation: id(obligation),
                what: "Do it".into(),
                who: id("ben"),
                due: day(due),
            },
        );
    }
    story.tell(
        "2025-05-05",
        DebriefHeld {
            meant: "A".into(),
            happened: "B".into(),
            why: "C".into(),
            change: "Ask early. Paint first.".into(),
            outcome: Outcome::Succeeded,
            round: None,
            areas: vec![],
            lessons: vec![],
            measures: vec![],
        },
    );
    story
}

fn made(story: &Story) -> Playbook {
    Playbook::made(&story.now(), &story.framework, day(LATER), &choice())
}

/// An alliance that begins from a playbook, of the lead `ana` and partners.
fn begun(playbook: &Playbook, partners: &[&str]) -> Story {
    let mut story = Story::of(partners);
    story.tell("2025-01-06", PlaybookApplied { playbook: Box::new(playbook.clone()) });
    story
}

fn against(story: &Story) -> Vec<(Part, String, Change)> {
    let alliance = story.now();
    let begun = alliance.begun_from.clone().unwrap().value.playbook;
    let standing = begun.comparable(Playbook::standing(&alliance, day(LATER)));
    difference(&begun, &standing).into_iter().map(|line| (line.part, line.about, line.change)).collect()
}

#[test]
fn agreed_clauses_come_along_without_names() {
    let playbook = made(&source());
    let texts: Vec<&str> = playbook.clauses.iter().map(|clause| clause.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "The lead pays the partner. The partner rows; the lead\u{2019}s boat, as a person of the lead signed."
        ]
    );
    assert_eq!(playbook.lessons, ["The partner was right: ask early."]);
    assert_eq!(playbook.admission.unwrap().questions, ["Does the partner have hours?"]);
}

#[test]
fn days_are_counted_and_only_the_first_obligations_come_along() {
    let playbook = made(&source());
    let duties: Vec<_> =
        playbook.obligations.iter().map(|duty| (duty.obligation.as_str(), duty.who, duty.days)).collect();
    assert_eq!(duties, [("paint", Seat::Partner, 30)]);
    assert_eq!(playbook.stop_rules[0].days, 181);
    assert_eq!((playbook.origin.outcome, playbook.origin.until), (Outcome::Succeeded, day(LATER)));
}

#[test]
fn the_outcome_is_what_the_last_debrief_says() {
    let story = source();
    assert_eq!(outcome(&story.now(), day("2025-05-04")), Outcome::Ongoing);
    assert_eq!(outcome(&story.now(), day("2025-05-05")), Outcome::Succeeded);
    assert_eq!(lessons_on_record(&story.now(), day(LATER)), ["Ask early.", "Paint first."]);
}

#[test]
fn a_beginning_drafts_clauses_and_agrees_on_nothing() {
    let story = begun(&made(&source()), &["cy"]);
    let alliance = story.now();
    assert_eq!(alliance.clauses.len(), 1);
    assert!(alliance.agreed_clauses(day(LATER)).next().is_none());
    assert!(
        alliance.decision_rights.is_empty() && alliance.voting.is_empty() && alliance.obligations.is_empty()
    );
    let lines = against(&story);
    assert!(
        lines.iter().all(|(part, _, change)| *part != Part::Clauses && matches!(change, Change::Dropped(_)))
    );
}

#[test]
fn what_is_taken_over_is_different_no_more() {
    let playbook = made(&source());
    let mut story = begun(&playbook, &["cy"]);
    for proposal in
        proposals(&playbook, &story.now(), &story.framework.clone(), day("2025-01-06"), day("2025-01-06"))
    {
        for event in proposal.events {
            story.tell("2025-01-06", event);
        }
    }
    assert_eq!(against(&story), []);
    assert_eq!(
        proposals(&playbook, &story.now(), &story.framework, day("2025-01-06"), day("2025-01-06")),
        []
    );
    let alliance = story.now();
    assert_eq!(alliance.voting[0].value.votes, [(id("ana"), 2.0), (id("cy"), 1.0)].into());
    assert_eq!(alliance.obligations["paint"].taken.value.due, day("2025-02-05"));
}

#[test]
fn with_two_partners_a_row_that_one_decides_stays_open() {
    let playbook = made(&source());
    let story = begun(&playbook, &["cy", "dee"]);
    let alliance = story.now();
    let open = rowlock_core::playbook::open_rows(&playbook, &alliance, day(LATER));
    assert_eq!(open, [(&id("prices"), "Prices")]);
    let proposed = proposals(&playbook, &alliance, &story.framework, day(LATER), day(LATER));
    assert!(proposed.iter().all(|proposal| proposal.part != Part::Decisions));
}

#[test]
fn a_clause_that_reads_otherwise_is_told() {
    let playbook = made(&source());
    let mut story = begun(&playbook, &["cy"]);
    story.tell("2025-01-09", ClauseDrafted { clause: id("purpose"), text: "We row.".into() });
    let (part, about, change) = against(&story).remove(0);
    assert_eq!((part, about.as_str()), (Part::Clauses, "purpose"));
    assert_eq!(change, Change::Reworded { from: playbook.clauses[0].text.clone(), to: "We row.".into() });
}

#[test]
fn an_alliance_begins_once() {
    let playbook = made(&source());
    let mut story = begun(&playbook, &["cy"]);
    let again = story.refused("2025-01-07", PlaybookApplied { playbook: Box::new(playbook.clone()) });
    assert_eq!(again, "playbook: this alliance has begun from a playbook already");
    let mut unknown = playbook;
    unknown.clauses[0].clause = id("unheard-of");
    let refused = Story::of(&["cy"]).refused("2025-01-07", PlaybookApplied { playbook: Box::new(unknown) });
    assert_eq!(refused, "clause: there is no clause in the framework \u{201c}unheard-of\u{201d}");
}

proptest! {
    /// Whatever a clause says around them, no name of the source stands in the playbook.
    #[test]
    fn nobody_is_named(words in proptest::collection::vec(prop_oneof![
        Just("ANA"), Just("Ben"), Just("ben"), Just("Ana's"), Just("the"), Just("The"), Just("ANA Okafor"),
        Just("ben-1"), Just("ferryman"), Just("Banana"), Just("pays."), Just("("), Just("ben's\n"), Just("\u{e9}"),
    ], 1..24)) {
        let mut story = Story::of(&["ben"]);
        agree(&mut story, "purpose", &words.join(" "), &["ana", "ben"]);
        let playbook = made(&story);
        let text = playbook.clauses[0].text.to_lowercase();
        let mut said = text.split(|letter: char| !letter.is_alphanumeric());
        prop_assert!(!said.any(|word| ["ana", "ben", "okafor", "ferryman"].contains(&word)), "{text}");
        prop_assert_eq!(text.matches("banana").count(), words.iter().filter(|word| **word == "Banana").count());
    }
}
