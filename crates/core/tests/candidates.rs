//! Choosing partners: who may score whom, when the scores open, and what nobody sees before.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use std::fmt::Write;

use rowlock_core::fact::*;
use rowlock_core::gate::{self, ScoresSeen, Viewer};
use rowlock_core::id::{PartyId, PersonId};
use rowlock_core::scores::{UnfitScore, own_scores_draft, seal_scores, seal_scores_draft, unfit_scores};
use rowlock_core::seal::{SealError, Seed, Subject};
use story::{Story, day, id};

const LATE: &str = "2025-06-01";

/// Ana leads, Ben is a partner; Dora and Gus are candidates, Fay has left; Eve advises, Kim is kept out.
fn cast() -> Story {
    let mut story = Story::of(&["ben", "fay"]);
    for candidate in ["dora", "gus"] {
        story.tell(
            "2025-01-10",
            PartyJoined {
                party: id(candidate),
                name: candidate.to_uppercase(),
                party_kind: PartyKind::Person,
                role: PartyRole::Candidate,
                people: vec![id(&format!("{candidate}-1"))],
                brings: None,
            },
        );
    }
    story.tell(
        "2025-01-10",
        PartyRoleChanged { party: id("fay"), role: PartyRole::Left, why: "Retires".into() },
    );
    for adviser in ["eve", "kim"] {
        story.tell("2025-01-11", AdviserInvited { adviser: id(adviser), by: id("ana") });
    }
    for party in ["ana", "ben"] {
        story.tell("2025-01-11", AdviserConsented { adviser: id("eve"), party: id(party) });
    }
    story
}

fn reviewer(person: &str) -> Reviewer {
    Reviewer { person: id(person), party: Some(id(person.split('-').next().unwrap())) }
}

fn scoring() -> ScoringOpened {
    let criterion =
        |name: &str| Criterion { criterion: id(name), name: name.to_uppercase(), low: None, high: None };
    ScoringOpened {
        scoring: id("s1"),
        criteria: vec![criterion("skill"), criterion("trust")],
        candidates: vec![id("dora"), id("gus")],
        reviewers: vec![reviewer("ana-1"), reviewer("ben-1"), Reviewer { person: id("eve"), party: None }],
    }
}

fn sheet(point: u8) -> ScoreSheet {
    let points = [(id("skill"), point), (id("trust"), point)].into();
    ScoreSheet { points: [(id("dora"), points)].into(), ..ScoreSheet::default() }
}

fn score(story: &mut Story, person: &str, point: u8) -> ScoresSubmitted {
    seal_scores(&id("s1"), &id(person), &sheet(point), &mut story.ring, &Seed([7; 32])).unwrap()
}

fn scored(people: &[&str]) -> Story {
    let mut story = cast();
    story.tell("2025-02-01", scoring());
    for person in people {
        let scores = score(&mut story, person, 5);
        story.tell("2025-02-02", scores);
    }
    story
}

#[test]
fn the_last_scores_open_all_of_them() {
    let mut story = scored(&["ana-1", "ben-1"]);
    let last = score(&mut story, "eve", 3);
    assert_eq!(story.tell("2025-02-03", last), ["scoring_locked"]);
    let now = story.now();
    assert!(
        now.scorings["s1"].is_locked(day("2025-02-03")) && !now.scorings["s1"].is_locked(day("2025-02-02"))
    );
}

#[test]
fn the_last_excuse_opens_them_too_if_somebody_scored() {
    let excuse = |person: &str| ReviewerExcused { scoring: id("s1"), person: id(person), why: "Ill".into() };
    let mut story = scored(&["ana-1", "ben-1"]);
    assert_eq!(story.tell("2025-02-03", excuse("eve")), ["scoring_locked"]);
    let mut story = scored(&[]);
    for person in ["ana-1", "ben-1", "eve"] {
        assert!(story.tell("2025-02-03", excuse(person)).is_empty());
    }
    assert_eq!(story.refused("2025-02-04", excuse("eve")), "person: eve was excused");
}

#[test]
fn what_nobody_may_do() {
    let mut story = scored(&["ana-1"]);
    let again = score(&mut story, "ana-1", 2);
    let stranger = score(&mut story, "zoe", 2);
    let mut text = String::new();
    let with = |change: &dyn Fn(&mut ScoringOpened)| {
        let mut other = ScoringOpened { scoring: id("s2"), ..scoring() };
        change(&mut other);
        other
    };
    for (what, refused) in [
        ("scores twice", story.refused(LATE, again)),
        ("scores without being asked", story.refused(LATE, stranger)),
        ("the same id", story.refused(LATE, scoring())),
        ("a partner as a candidate", story.refused(LATE, with(&|s| s.candidates = vec![id("ben")]))),
        ("a candidate twice", story.refused(LATE, with(&|s| s.candidates = vec![id("gus"), id("gus")]))),
        ("no candidate", story.refused(LATE, with(&|s| s.candidates.clear()))),
        ("no criterion", story.refused(LATE, with(&|s| s.criteria.clear()))),
        ("a criterion twice", story.refused(LATE, with(&|s| s.criteria[1] = s.criteria[0].clone()))),
        ("nobody scores", story.refused(LATE, with(&|s| s.reviewers.clear()))),
        ("a candidate scores", story.refused(LATE, with(&|s| s.reviewers.push(reviewer("gus-1"))))),
        (
            "an adviser who is kept out scores",
            story.refused(LATE, with(&|s| s.reviewers = vec![Reviewer { person: id("kim"), party: None }])),
        ),
        ("opened by hand", story.refused(LATE, ScoringLocked { scoring: id("s1") })),
        (
            "half a ranking",
            story.refused(
                LATE,
                CriteriaWeighted { scoring: id("s1"), weighting: Weighting::Ranking(vec![id("skill")]) },
            ),
        ),
        (
            "no points at all",
            story.refused(
                LATE,
                CriteriaWeighted {
                    scoring: id("s1"),
                    weighting: Weighting::Swings([(id("skill"), 0.0), (id("trust"), 0.0)].into()),
                },
            ),
        ),
        (
            "with oneself",
            story.refused(
                LATE,
                PairJudged { between: [id("gus"), id("gus")], together: Together::Well, why: "Ha".into() },
            ),
        ),
        (
            "a partner chosen",
            story.refused(LATE, SelectionConcluded { chosen: vec![id("ben")], why: "Good".into() }),
        ),
        (
            "nobody, without a reason",
            story.refused(LATE, SelectionConcluded { chosen: vec![], why: " ".into() }),
        ),
    ] {
        let _ = writeln!(text, "{what}: {refused}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn the_course_of_a_scoring_is_not_withdrawn() {
    let mut story = scored(&["ana-1"]);
    let submitted = story.now().scorings["s1"].submitted[&id::<PersonId>("ana-1")].seq;
    let refused = story.refused(LATE, FactWithdrawn { fact: submitted, why: "Again".into() });
    assert!(refused.contains("belongs to the course of a scoring"), "{refused}");
}

fn words(seen: &ScoresSeen) -> String {
    match seen {
        ScoresSeen::Nothing => "nothing".to_owned(),
        ScoresSeen::Count { scored, asked } => format!("{scored} of {asked} have scored"),
        ScoresSeen::Erased => "erased".to_owned(),
        ScoresSeen::Sheets(sheets) => format!("{} sheets", sheets.len()),
    }
}

#[test]
fn every_viewer_in_every_state_of_a_scoring() {
    let viewers = [
        ("all parties", Viewer::AllParties),
        ("lead", Viewer::Party(id("ana"))),
        ("partner", Viewer::Party(id("ben"))),
        ("candidate who is scored", Viewer::Party(id("dora"))),
        ("left", Viewer::Party(id("fay"))),
        ("adviser, all consent", Viewer::Adviser(id("eve"))),
        ("adviser, no consent", Viewer::Adviser(id("kim"))),
        ("owner of the file", Viewer::Owner),
        ("stranger", Viewer::Stranger),
    ];
    let mut text = String::new();
    for (scene, people, joins) in [
        ("nobody has scored", &[][..], None),
        ("one is missing", &["ana-1", "ben-1"], None),
        ("all have scored", &["ana-1", "ben-1", "eve"], None),
        ("one who was scored is a partner now", &["ana-1", "ben-1", "eve"], Some("dora")),
    ] {
        let mut story = scored(people);
        if let Some(party) = joins {
            let why = "Chosen".into();
            story.tell("2025-03-01", PartyRoleChanged { party: id(party), role: PartyRole::Partner, why });
            story.tell("2025-03-01", AdviserConsented { adviser: id("eve"), party: id(party) });
        }
        let now = story.now();
        let _ = writeln!(text, "{scene}");
        for (who, viewer) in &viewers {
            let seen = gate::scores(&now.scorings["s1"], viewer, &now, &story.ring, day(LATE));
            let _ = writeln!(text, "  {who:<24} {}", words(&seen));
        }
        let before = gate::scores(&now.scorings["s1"], &Viewer::Owner, &now, &story.ring, day("2025-01-20"));
        assert_eq!(words(&before), "nothing", "before it began");
    }
    story::golden("scores.golden", &text);
}

#[test]
fn scores_whose_key_is_destroyed_are_gone_and_a_draft_is_its_owners_alone() {
    let mut story = scored(&["ana-1", "ben-1", "eve"]);
    story.ring.destroy(&Subject::scores(&id("ben-1")));
    let now = story.now();
    let seen = gate::scores(&now.scorings["s1"], &Viewer::Owner, &now, &story.ring, day(LATE));
    assert_eq!(words(&seen), "erased", "the other two alone would tell by the difference");
    let (ana, eve): (PersonId, PersonId) = (id("ana-1"), id("eve"));
    assert!(gate::own_scores(&now.scorings["s1"], &ana, &story.ring).is_some_and(|own| own == sheet(5)));
    let draft = seal_scores_draft(&sheet(6), &id("s1"), &ana, &story.ring, &Seed([9; 32])).unwrap();
    assert!(!draft.contains("skill"));
    assert!(own_scores_draft(&draft, &id("s1"), &ana, &story.ring).is_ok_and(|read| read == sheet(6)));
    assert_eq!(own_scores_draft(&draft, &id("s1"), &eve, &story.ring).err(), Some(SealError::Broken));
    assert_eq!(own_scores_draft(&draft, &id("s2"), &ana, &story.ring).err(), Some(SealError::Broken));
}

#[test]
fn a_sheet_of_scores_is_checked_before_it_is_sealed() {
    let story = scored(&[]);
    let scoring = story.now().scorings["s1"].clone();
    assert_eq!(unfit_scores(&sheet(7), &scoring), []);
    let mut wrong = sheet(8);
    wrong.points.insert(id("ben"), [(id("skill"), 3)].into());
    wrong.points.insert(id("gus"), [(id("style"), 3)].into());
    wrong.remarks.insert(id("gus"), "x".repeat(1001));
    let dora: PartyId = id("dora");
    assert_eq!(
        unfit_scores(&wrong, &scoring),
        [
            UnfitScore::Candidate(id("ben")),
            UnfitScore::Point(dora.clone(), id("skill"), 8),
            UnfitScore::Point(dora, id("trust"), 8),
            UnfitScore::Criterion(id("gus"), id("style")),
            UnfitScore::Remark(id("gus"), 1001),
        ]
    );
    assert_eq!(unfit_scores(&ScoreSheet::default(), &scoring), [UnfitScore::Empty]);
}

#[test]
fn a_trial_is_debriefed_once_by_each_side() {
    let mut story = cast();
    let trial = TrialAgreed {
        trial: id("t1"),
        party: id("dora"),
        what: "One audit".into(),
        until: day("2025-03-31"),
        paid: Some(1500.0),
        signs: vec!["Handed in on the day".into()],
    };
    let debrief = |by: &str| TrialDebriefed {
        trial: id("t1"),
        by: id(by),
        again: Again::Yes,
        seen: "All as agreed".into(),
    };
    let no_sign = TrialAgreed { signs: vec![" ".into()], ..trial.clone() };
    assert!(story.refused("2025-02-01", no_sign).starts_with("signs"));
    let backwards = TrialAgreed { until: day("2025-01-31"), ..trial.clone() };
    assert!(story.refused("2025-02-01", backwards).starts_with("until"));
    story.tell("2025-02-01", trial);
    assert!(story.refused("2025-04-01", debrief("gus")).contains("no part in this trial"));
    story.tell("2025-04-01", debrief("dora"));
    story.tell("2025-04-01", debrief("ana"));
    assert!(story.refused("2025-04-02", debrief("dora")).contains("is there already"));
    let now = story.now();
    assert!(now.trials["t1"].debrief(&id("ana"), day("2025-04-01")).is_some());
    assert!(now.trials["t1"].debrief(&id("ana"), day("2025-03-31")).is_none());
}

#[test]
fn the_latest_word_on_an_offer_and_on_a_pair_counts() {
    let mut story = cast();
    for (on, hours) in [("2025-02-01", 40.0), ("2025-02-10", 60.0)] {
        story.tell(
            on,
            CandidateProfiled {
                party: id("dora"),
                hours_a_month: Some(hours),
                cost_a_month: None,
                source: None,
                note: None,
            },
        );
    }
    let pair = |one: &str, other: &str, together| PairJudged {
        between: [id(one), id(other)],
        together,
        why: "Seen".into(),
    };
    story.tell("2025-02-01", pair("ben", "dora", Together::Apart));
    story.tell("2025-02-02", pair("ben", "gus", Together::Well));
    story.tell("2025-02-03", pair("dora", "ben", Together::Neutral));
    let now = story.now();
    let hours = |on: &str| now.offer(&id("dora"), day(on)).unwrap().value.hours_a_month;
    assert_eq!((hours("2025-02-09"), hours("2025-02-10")), (Some(40.0), Some(60.0)));
    assert_eq!(now.pairs(day("2025-02-02")).len(), 2);
    assert_eq!(
        now.pairs(day("2025-02-03")).iter().map(|p| p.value.together).collect::<Vec<_>>(),
        [Together::Well]
    );
}
