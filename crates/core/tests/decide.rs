//! What may stand on the record, and what a fact entails: the life of a round, references, projects, advisers,
//! the charter.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use rowlock_core::alliance::RoundState;
use rowlock_core::decide::Refusal;
use rowlock_core::fact::*;
use rowlock_core::gate::adviser_may_see;
use story::{FIRST, Story, day, id};

fn state(story: &Story, on: &str) -> RoundState {
    story.round().state(day(on))
}

fn withdraw(person: &str) -> RespondentWithdrew {
    RespondentWithdrew { round: id("r1"), person: id(person) }
}

#[test]
fn the_last_answer_locks_a_round_and_the_last_consent_releases_it() {
    let mut story = Story::of(&["ben"]);
    story.open_round("2025-02-01", &["ana-1", "ben-1"], None);
    assert_eq!(state(&story, "2025-02-01"), RoundState::Open);
    let sheet = story.answers("ana-1");
    assert_eq!(story.tell("2025-02-02", sheet), [""; 0]);
    let sheet = story.answers("ben-1");
    assert_eq!(story.tell("2025-02-03", sheet), ["round_locked"]);
    assert_eq!(state(&story, "2025-02-02"), RoundState::Open);
    assert_eq!(state(&story, "2025-02-03"), RoundState::Locked);
    assert_eq!(story.consent("2025-02-04", "ana", ReleaseScope::Items), [""; 0]);
    assert_eq!(state(&story, "2025-02-04"), RoundState::Locked);
    assert_eq!(story.consent("2025-02-05", "ben", ReleaseScope::Items), ["items_released"]);
    assert_eq!(state(&story, "2025-02-05"), RoundState::Released);
    assert_eq!(story.consent("2025-02-06", "ana", ReleaseScope::Items), [""; 0], "released once");
}

#[test]
fn who_withdraws_before_the_lock_no_longer_counts() {
    let mut story = Story::of(&["ben", "cas"]);
    story.open_round("2025-02-01", &["ana-1", "ben-1", "cas-1"], None);
    for person in ["ana-1", "ben-1"] {
        let sheet = story.answers(person);
        story.tell("2025-02-02", sheet);
    }
    assert_eq!(story.tell("2025-02-03", withdraw("cas-1")), ["round_locked"]);
    let sheet = story.answers("cas-1");
    insta::assert_snapshot!(story.refused("2025-02-03", sheet), @"person: cas-1 has withdrawn");
    insta::assert_snapshot!(story.refused("2025-02-03", withdraw("ana-1")), @"withdrawn: the round r1 is locked");
    let parties: Vec<_> = story.round().parties().into_iter().cloned().collect();
    assert_eq!(parties, [id("ana"), id("ben")]);
}

#[test]
fn a_sheet_that_was_withdrawn_is_gone_and_does_not_lock() {
    let mut story = Story::of(&["ben", "cas"]);
    story.open_round("2025-02-01", &["ana-1", "ben-1", "cas-1"], None);
    let sheet = story.answers("ana-1");
    story.tell("2025-02-02", sheet);
    assert_eq!(story.tell("2025-02-03", withdraw("ana-1")), [""; 0]);
    assert_eq!(story.round().answered(day("2025-02-03")), 0);
    let sheet = story.answers("ben-1");
    assert_eq!(story.tell("2025-02-04", sheet), [""; 0]);
    let sheet = story.answers("cas-1");
    assert_eq!(story.tell("2025-02-05", sheet), ["round_locked"]);
}

#[test]
fn a_round_does_not_lock_on_one_answer_nor_twice() {
    let mut story = Story::of(&["ben", "cas"]);
    let lock = || RoundLocked { round: id("r1") };
    story.open_round("2025-02-01", &["ana-1", "ben-1", "cas-1"], None);
    let sheet = story.answers("ana-1");
    story.tell("2025-02-02", sheet);
    insta::assert_snapshot!(story.refused("2025-02-03", lock()), @"locked: 1 has answered, and a round needs two");
    let sheet = story.answers("ben-1");
    story.tell("2025-02-04", sheet);
    story.tell("2025-02-05", lock());
    insta::assert_snapshot!(story.refused("2025-02-06", lock()), @"locked: the round r1 is locked");
    let sheet = story.answers("cas-1");
    insta::assert_snapshot!(story.refused("2025-02-06", sheet), @"on: the round r1 is locked");
}

#[test]
fn nothing_is_released_or_spoken_of_before_its_time() {
    let mut story = Story::of(&["ben"]);
    let consent = |party: &str| ReleaseConsented {
        round: id("r1"),
        party: id(party),
        person: None,
        scope: ReleaseScope::Items,
    };
    let release = || ItemsReleased { round: id("r1"), scope: ReleaseScope::Items };
    let gap = |item: Option<&str>| GapConfirmed {
        round: id("r1"),
        area: id("purpose"),
        item: item.map(id),
        by: id("ana"),
    };
    story.open_round("2025-02-01", &["ana-1", "ben-1"], None);
    insta::assert_snapshot!(story.refused("2025-02-01", consent("ana")), @"consent: the round r1 is not locked");
    insta::assert_snapshot!(story.refused("2025-02-01", gap(None)), @"gap: the round r1 is not locked");
    for person in ["ana-1", "ben-1"] {
        let sheet = story.answers(person);
        story.tell("2025-02-02", sheet);
    }
    story.consent("2025-02-03", "ana", ReleaseScope::Items);
    insta::assert_snapshot!(story.refused("2025-02-03", release()), @"round: not every party has consented to the release");
    insta::assert_snapshot!(story.refused("2025-02-03", gap(Some("pur-1"))), @"item: the items of the round r1 are not released");
    story.tell("2025-02-03", gap(None));
    story.consent("2025-02-04", "ben", ReleaseScope::Items);
    story.tell("2025-02-04", gap(Some("pur-1")));
    insta::assert_snapshot!(story.refused("2025-02-04", gap(Some("val-1"))), @"item: there is no item in the area purpose “val-1”");
}

#[test]
fn the_rule_of_a_round_is_never_weaker_than_the_frameworks() {
    let mut story = Story::of(&["ben"]);
    let respondent = |party: &str| Respondent { person: id(&format!("{party}-1")), party: id(party) };
    let draft = |respondents: Vec<Respondent>| RoundDrafted {
        round: id("r1"),
        form: RoundForm::Full,
        respondents,
        asked_by: "Ana".into(),
        why: "To see".into(),
    };
    insta::assert_snapshot!(
        story.refused(FIRST, draft(vec![respondent("ana")])),
        @"respondents: respondents is people of 1 party"
    );
    insta::assert_snapshot!(
        story.refused(FIRST, draft(vec![respondent("ana"), respondent("ana"), respondent("ben")])),
        @"respondents: the respondent “ana-1” is there already"
    );
    story.tell(FIRST, draft(vec![respondent("ana"), respondent("ben")]));
    let open = |items, adviser: Option<&str>| RoundOpened {
        round: id("r1"),
        rule: FrozenRule { min_items_behind_a_band: items, adviser: adviser.map(id), shown: "Sealed".into() },
    };
    insta::assert_snapshot!(story.refused(FIRST, open(2, None)), @"opened: opened is a band with 2 items behind it");
    insta::assert_snapshot!(story.refused(FIRST, open(3, Some("eve"))), @"adviser: there is no adviser “eve”");
    story.tell(FIRST, open(3, None));
    insta::assert_snapshot!(story.refused(FIRST, open(3, None)), @"opened: the round r1 is open");
}

#[test]
fn a_fact_that_builds_on_nothing_is_refused() {
    let mut story = Story::of(&["ben"]);
    let (ana, nobody) = (|| id("ana"), || id("nobody"));
    let facts: Vec<(Event, &str)> = vec![
        (PledgeMade { party: nobody(), hours_a_week: 1.0 }.into(), "party"),
        (ProjectStarted { project: id("p9") }.into(), "project"),
        (LeadPassed { lead: id("l9") }.into(), "lead"),
        (IssueClosed { issue: id("x9"), how: "so".into() }.into(), "issue"),
        (
            ControlPointChecked {
                point: id("b9"),
                holder: Holder::Joint,
                works_for_lead: Works::Yes,
                seen: "so".into(),
            }
            .into(),
            "id",
        ),
        (ObligationDone { obligation: id("o9") }.into(), "id"),
        (MeetingCancelled { meeting: id("m9"), by: vec![], why: "so".into() }.into(), "id"),
        (StopRuleReached { rule: id("s9"), what: "so".into() }.into(), "id"),
        (AttemptAnswered { attempt: id("a9"), party: ana(), accepts: true, why: "so".into() }.into(), "id"),
        (AdviserConsented { adviser: id("eve"), party: ana() }.into(), "adviser"),
        (ClauseDrafted { clause: id("nothing"), text: "so".into() }.into(), "clause"),
        (DiligenceAsked { party: ana(), check: id("nothing"), consented: true }.into(), "check"),
        (RoundLocked { round: id("r9") }.into(), "round"),
        (
            ThresholdChanged { signal: id("silence"), number: "watsch".into(), value: 1.0, why: "so".into() }
                .into(),
            "number",
        ),
        (
            CapabilityClaimed {
                party: ana(),
                person: id("ben-1"),
                capability: id("design"),
                level: 3,
                peer_level: None,
                evidence: None,
            }
            .into(),
            "person",
        ),
        (
            GapSettled { area: id("purpose"), item: None, how: Settlement::Clause(id("nothing")) }.into(),
            "clause",
        ),
    ];
    for (event, field) in facts {
        let kind = event.kind();
        match story.try_tell("2025-02-01", event) {
            Err(refusal @ Refusal::Unknown { .. }) => assert_eq!(refusal.field(), field, "{kind}"),
            other => panic!("{kind}: {other:?}"),
        }
    }
}

#[test]
fn nothing_begins_twice() {
    let mut story = Story::of(&["ben"]);
    let once: Vec<Event> = story::samples::events()
        .into_iter()
        .filter(|event| {
            matches!(
                event.kind(),
                "round_drafted"
                    | "project_proposed"
                    | "lead_found"
                    | "interest_noted"
                    | "issue_raised"
                    | "control_point_named"
                    | "obligation_taken"
                    | "meeting_planned"
                    | "stop_rule_agreed"
                    | "attempt_begun"
            )
        })
        .collect();
    assert_eq!(once.len(), 10);
    for event in once {
        story.tell("2025-02-01", event.clone());
        let again = story.try_tell("2025-02-02", event.clone());
        assert!(matches!(again, Err(Refusal::AlreadyThere { .. })), "{}: {again:?}", event.kind());
    }
    let ben = PartyJoined {
        party: id("ben"),
        name: "Ben".into(),
        party_kind: PartyKind::Person,
        role: PartyRole::Partner,
        people: vec![],
        brings: None,
    };
    insta::assert_snapshot!(story.refused("2025-02-01", ben.clone()), @"id: the party “ben” is there already");
    let cas = PartyJoined { party: id("cas"), people: vec![id("ben-1")], ..ben.clone() };
    insta::assert_snapshot!(story.refused("2025-02-01", cas), @"people: the person in another party, called “ben-1” is there already");
    let second_lead = PartyJoined { party: id("cas"), role: PartyRole::Lead, ..ben };
    insta::assert_snapshot!(story.refused("2025-02-01", second_lead), @"role: the lead party is ana");
}

#[test]
fn nothing_holds_before_what_it_builds_on() {
    let mut story = Story::of(&["ben"]);
    let note = || NoteMade { text: "early".into() };
    assert!(matches!(story.try_tell("2025-01-05", note()), Err(Refusal::TooEarly { .. })));
    let project =
        story::samples::events().into_iter().find(|event| event.kind() == "project_proposed").unwrap();
    story.tell("2025-02-10", project);
    let started = story.try_tell("2025-02-09", ProjectStarted { project: id("p1") });
    assert!(matches!(started, Err(Refusal::TooEarly { .. })), "{started:?}");
    let mut empty = Story { record: rowlock_core::record::Record::default(), ..Story::of(&[]) };
    insta::assert_snapshot!(empty.refused(FIRST, note()), @"on: this is dated before the record begins");
}

#[test]
fn a_refused_project_begins_only_after_a_new_decision() {
    let mut story = Story::of(&["ben"]);
    let project =
        story::samples::events().into_iter().find(|event| event.kind() == "project_proposed").unwrap();
    let decided = |admission| ProjectDecided {
        project: id("p1"),
        admission,
        by: vec![id("ana")],
        why: "So be it".into(),
        answers: vec![],
    };
    let start = || ProjectStarted { project: id("p1") };
    story.tell("2025-02-01", project);
    story.tell("2025-02-02", decided(Admission::Refuse));
    insta::assert_snapshot!(story.refused("2025-02-03", start()), @"started: p1 was refused");
    story.tell("2025-02-03", decided(Admission::Refer));
    insta::assert_snapshot!(story.refused("2025-02-03", start()), @"started: p1 was referred out");
    story.tell("2025-02-04", decided(Admission::Admit));
    story.tell("2025-02-05", start());
    let now = story.now();
    assert!(
        now.projects["p1"].is_admitted(day("2025-02-05"))
            && !now.projects["p1"].is_admitted(day("2025-02-03"))
    );
    let nobody = ProjectDecided { by: vec![], ..decided(Admission::Admit) };
    insta::assert_snapshot!(story.refused("2025-02-05", nobody), @"by: by is empty");
}

#[test]
fn an_adviser_sees_the_case_while_all_parties_consent() {
    let mut story = Story::of(&["ben"]);
    let sees = |story: &Story, on: &str| adviser_may_see(&story.now(), &id("eve"), day(on));
    let consent = |party: &str| AdviserConsented { adviser: id("eve"), party: id(party) };
    let revoke = |party: &str| AdviserRevoked { adviser: id("eve"), party: id(party) };
    story.tell("2025-02-01", AdviserInvited { adviser: id("eve"), by: id("ana") });
    assert!(!sees(&story, "2025-02-01"));
    story.tell("2025-02-02", consent("ana"));
    assert!(!sees(&story, "2025-02-02"));
    story.tell("2025-02-03", consent("ben"));
    assert!(sees(&story, "2025-02-03") && !sees(&story, "2025-02-02"));
    story.tell("2025-02-05", revoke("ana"));
    assert!(!sees(&story, "2025-02-05") && sees(&story, "2025-02-04"));
    story.tell("2025-02-06", consent("ana"));
    assert!(sees(&story, "2025-02-06"));
    let cas = PartyJoined {
        party: id("cas"),
        name: "Cas".into(),
        party_kind: PartyKind::Person,
        role: PartyRole::Partner,
        people: vec![],
        brings: None,
    };
    story.tell("2025-02-07", cas);
    assert!(!sees(&story, "2025-02-07"), "a new partner has not consented");
}

#[test]
fn a_clause_is_agreed_when_all_signers_approved_the_same_version() {
    let mut story = Story::of(&["ben"]);
    let draft = |text: &str| ClauseDrafted { clause: id("purpose"), text: text.into() };
    let approve = |party: &str, version| ClauseApproved {
        clause: id("purpose"),
        version,
        party: id(party),
        typed_name: "A name".into(),
        method: "typed".into(),
    };
    let agreed = |story: &Story, on: &str| {
        story.now().clauses["purpose"].agreed(day(on)).map(|version| version.value.text.clone())
    };
    insta::assert_snapshot!(story.refused("2025-02-01", approve("ana", 1)), @"clause: there is no drafted clause “purpose”");
    story.tell("2025-02-01", draft("Hospitals."));
    story.tell("2025-02-02", approve("ana", 1));
    story.tell("2025-02-03", draft("Hospitals and clinics."));
    story.tell("2025-02-04", approve("ben", 2));
    assert_eq!(agreed(&story, "2025-02-04"), None, "each approved another version");
    story.tell("2025-02-05", approve("ben", 1));
    assert_eq!(agreed(&story, "2025-02-05").as_deref(), Some("Hospitals."));
    insta::assert_snapshot!(story.refused("2025-02-06", approve("ben", 1)), @"party: the approval of this version by “ben” is there already");
    insta::assert_snapshot!(story.refused("2025-02-06", approve("ana", 3)), @"version: purpose has 2 versions");
    insta::assert_snapshot!(story.refused("2025-02-06", approve("ana", 0)), @"version: purpose has 2 versions");
    story.tell("2025-02-06", approve("ana", 2));
    assert_eq!(agreed(&story, "2025-02-06").as_deref(), Some("Hospitals and clinics."));
    assert_eq!(agreed(&story, "2025-02-05").as_deref(), Some("Hospitals."));
}

#[test]
fn numbers_stay_within_what_they_can_be() {
    let mut story = Story::of(&["ben"]);
    let votes =
        |quota| VotingAgreed { votes: [(id("ana"), 40.0), (id("ben"), 60.0)].into(), quota, vetoes: vec![] };
    for quota in [0.0, 50.0, 100.5, f64::NAN] {
        assert!(matches!(story.try_tell(FIRST, votes(quota)), Err(Refusal::OutOfRange { .. })), "{quota}");
    }
    story.tell(FIRST, votes(50.5));
    for hours in [-1.0, 169.0, f64::NAN, f64::INFINITY] {
        let pledge = PledgeMade { party: id("ben"), hours_a_week: hours };
        assert!(matches!(story.try_tell(FIRST, pledge), Err(Refusal::OutOfRange { .. })), "{hours}");
    }
}

#[test]
fn an_issue_is_open_then_closed_then_perhaps_reopened() {
    let mut story = Story::of(&["ben"]);
    let issue = IssueRaised {
        issue: id("x1"),
        by: id("ana"),
        between: vec![id("ana"), id("ben")],
        area: id("purpose"),
        severity: Severity::Minor,
        summary: "Late".into(),
        caused_by: vec![],
        answer_by: None,
    };
    let alone = IssueRaised { between: vec![id("ana")], ..issue.clone() };
    insta::assert_snapshot!(story.refused("2025-02-01", alone), @"between: between is 1 party");
    let itself = IssueRaised { caused_by: vec![Cause::Issue(id("x1"))], ..issue.clone() };
    insta::assert_snapshot!(story.refused("2025-02-01", itself), @"caused_by: an issue does not cause itself");
    story.tell("2025-02-01", issue);
    let reopen = || IssueReopened { issue: id("x1"), why: "Again".into() };
    let close = || IssueClosed { issue: id("x1"), how: "Talked".into() };
    insta::assert_snapshot!(story.refused("2025-02-02", reopen()), @"reopened: x1: it is still open");
    story.tell("2025-02-02", close());
    insta::assert_snapshot!(story.refused("2025-02-03", close()), @"closed: x1: it is closed already");
    story.tell("2025-02-03", reopen());
    let now = story.now();
    let open =
        ["2025-01-31", "2025-02-01", "2025-02-02", "2025-02-03"].map(|on| now.issues["x1"].is_open(day(on)));
    assert_eq!(open, [false, true, false, true]);
}
