//! Structure that is data: what the ladder, the plan of pulses, shares and contributions may hold; when the next pulse
//! is due; what each party holds by the ledger.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use rowlock_core::fact::*;
use rowlock_core::ledger::holdings;
use story::{Story, day, id};

fn step(what: &str, days: u32) -> LadderStep {
    LadderStep { what: what.into(), days }
}

fn fixed(ana: f64, ben: f64) -> SplitAgreed {
    SplitAgreed { split: Split::Fixed { shares: [(id("ana"), ana), (id("ben"), ben)].into() } }
}

fn dynamic(money: f64) -> SplitAgreed {
    let weights = [(ContributionKind::Money, money), (ContributionKind::Work, 2.0)].into();
    SplitAgreed { split: Split::Dynamic { weights, freeze: "The first year without a loss".into() } }
}

fn made(party: &str, contribution: ContributionKind, amount: f64) -> ContributionMade {
    ContributionMade { party: id(party), contribution, amount, what: "As agreed".into() }
}

fn pulses(every_weeks: u32, people: &[&str]) -> PulseScheduled {
    let respondent = |person: &&str| {
        let (party, _) = person.split_once('-').unwrap();
        Respondent { party: id(party), person: id(person) }
    };
    PulseScheduled {
        every_weeks,
        respondents: people.iter().map(respondent).collect(),
        answer_within_days: 7,
    }
}

#[test]
fn what_is_out_of_bounds_is_refused() {
    let mut story = Story::of(&["ben"]);
    let mut refused = |event: Event| story.refused("2025-02-01", event);
    insta::assert_snapshot!(refused(LadderAgreed { steps: vec![] }.into()), @r#"
    steps: steps is 0 steps
    "#);
    insta::assert_snapshot!(refused(LadderAgreed { steps: vec![step("Talk", 0)] }.into()), @r#"
    days: days is 0
    "#);
    insta::assert_snapshot!(refused(LadderAgreed { steps: vec![step(" ", 7)] }.into()), @r#"
    steps: steps is an empty text
    "#);
    insta::assert_snapshot!(refused(fixed(60.0, 50.0).into()), @r#"
    shares: shares is 110 percent in all
    "#);
    insta::assert_snapshot!(refused(dynamic(0.0).into()), @r#"
    weights: weights is 0
    "#);
    insta::assert_snapshot!(refused(made("cas", ContributionKind::Work, 1.0).into()), @r#"
    party: there is no party “cas”
    "#);
    insta::assert_snapshot!(refused(pulses(2, &["ana-1"]).into()), @r#"
    respondents: respondents is people of 1 party
    "#);
    insta::assert_snapshot!(refused(pulses(40, &["ana-1", "ben-1"]).into()), @r#"
    every_weeks: every_weeks is 40
    "#);
    let comment = ClauseCommented { clause: id("purpose"), version: 1, by: None, text: "Why?".into() };
    insta::assert_snapshot!(refused(comment.into()), @r#"
    clause: there is no drafted clause “purpose”
    "#);
}

#[test]
fn a_comment_stands_with_its_version() {
    let mut story = Story::of(&["ben"]);
    let draft = |text: &str| ClauseDrafted { clause: id("purpose"), text: text.into() };
    story.tell("2025-02-01", draft("One"));
    story.tell("2025-02-02", draft("Two"));
    let comment = |version, text: &str| ClauseCommented {
        clause: id("purpose"),
        version,
        by: Some(id("ben")),
        text: text.into(),
    };
    story.tell("2025-02-03", comment(1, "Too short"));
    story.tell("2025-02-03", comment(2, "Better"));
    insta::assert_snapshot!(story.refused("2025-02-03", comment(3, "?")), @r#"
    version: purpose has 2 versions
    "#);
    insta::assert_snapshot!(story.refused("2025-02-01", comment(2, "?")), @r#"
    on: 2025-02-01 is too early: this version was drafted on 2025-02-02
    "#);
    let alliance = story.now();
    let versions = &alliance.clauses["purpose"].versions;
    let texts: Vec<&str> =
        versions.iter().map(|version| version.value.comments[0].value.text.as_str()).collect();
    assert_eq!(texts, ["Too short", "Better"]);
}

#[test]
fn the_next_pulse_comes_every_so_many_weeks_and_one_is_owed_at_most() {
    let mut story = Story::of(&["ben"]);
    assert_eq!(story.now().next_pulse(day("2025-02-03")), None);
    story.tell("2025-02-03", pulses(2, &["ana-1", "ben-1"]));
    let next = |story: &Story, on: &str| story.now().next_pulse(day(on)).map(|day| day.to_string());
    let due = |on: &str| Some(on.to_owned());
    // Nobody opened one: the latest day of the plan is due, and no more than that one.
    assert_eq!(next(&story, "2025-02-03"), due("2025-02-03"));
    assert_eq!(next(&story, "2025-03-10"), due("2025-03-03"));
    let drafted = RoundDrafted {
        round: id("r1"),
        form: RoundForm::Pulse,
        respondents: pulses(2, &["ana-1", "ben-1"]).respondents,
        asked_by: "Ana".into(),
        why: "As planned".into(),
    };
    story.tell("2025-02-03", drafted.clone());
    let rule = rowlock_core::gate::rule_at_opening(&story.framework, &drafted, None);
    story.tell("2025-02-04", RoundOpened { round: id("r1"), rule });
    assert_eq!(next(&story, "2025-02-10"), due("2025-02-17"));
    assert_eq!(next(&story, "2025-02-17"), due("2025-02-17"));
    story.tell("2025-02-18", pulses(0, &[]));
    assert_eq!(next(&story, "2025-02-18"), None);
}

#[test]
fn a_dynamic_split_shares_out_by_weighted_contributions() {
    let mut story = Story::of(&["ben"]);
    assert_eq!(holdings(&story.now(), day("2025-03-01")), None);
    story.tell("2025-02-01", dynamic(4.0));
    assert_eq!(holdings(&story.now(), day("2025-03-01")), None, "nobody has contributed anything");
    // Ana: 1,000 in money, weighing 4. Ben: 1,500 in work, weighing 2, and a van of 1,000, weighing 1.
    story.tell("2025-02-02", made("ana", ContributionKind::Money, 1000.0));
    story.tell("2025-02-03", made("ben", ContributionKind::Work, 1500.0));
    story.tell("2025-02-04", made("ben", ContributionKind::Thing, 1000.0));
    let told = |story: &Story, on: &str| {
        let holdings = holdings(&story.now(), day(on)).unwrap();
        holdings.iter().map(|held| (held.party.to_string(), held.weighted, held.share)).collect::<Vec<_>>()
    };
    let held = |party: &str, weighted, share| (party.to_owned(), weighted, share);
    assert_eq!(told(&story, "2025-02-02"), [held("ana", 4000.0, 1.0), held("ben", 0.0, 0.0)]);
    assert_eq!(told(&story, "2025-03-01"), [held("ana", 4000.0, 0.5), held("ben", 4000.0, 0.5)]);
    story.tell("2025-03-02", fixed(55.0, 45.0));
    assert_eq!(told(&story, "2025-03-02"), [held("ana", 1000.0, 0.55), held("ben", 2500.0, 0.45)]);
}

#[test]
fn numbers_are_said_as_people_write_them() {
    let nothing: f64 = Vec::<f64>::new().iter().sum();
    for (value, said) in
        [(nothing, "0"), (-0.04, "0"), (0.5, "0.5"), (7.0, "7"), (-3.0, "-3"), (120_000.0, "120,000")]
    {
        assert_eq!(number(value), said, "{value}");
    }
    assert_eq!((amount(-0.3), amount(-1200.0)), ("0".to_owned(), "-1,200".to_owned()));
}
