//! One event of every kind, in an order in which they could have happened.

use rowlock_core::fact::*;
use rowlock_core::playbook::{
    AdmissionTest, ClauseText, DecisionRow, Duty, Origin, PlannedRound, Playbook, Pulses, Seat, SeatDecider,
    Shares, StopSign, Used, Votes,
};
use rowlock_core::seal::{Keyring, Sealed, Seed, Subject};

use super::{day, id};

/// One event of every kind, in the order of `Event::KINDS`.
pub fn events() -> Vec<Event> {
    let mut events = business();
    events.extend(rounds());
    events.extend(charter());
    events.extend(work());
    events.extend(watch());
    events.extend(ending());
    // Playbooks are followed by hand-overs, and those by notes.
    let notes = events.split_off(events.len() - 2);
    events.extend(hand_over());
    events.extend(notes);
    events.extend(structure());
    events.extend(candidates());
    events.extend(diligence());
    events.extend(closing());
    events
}

#[expect(clippy::too_many_lines, reason = "one event of each kind: it reads as a list")]
fn business() -> Vec<Event> {
    vec![
        AllianceFounded {
            name: "Rowboat".into(),
            form: AllianceForm::Informal,
            stage: Stage::Forming,
            lead: id("ana"),
            framework: FrameworkRef { id: id("core-alignment"), version: "1".into() },
            from_playbook: Some(id("earlier")),
            recalled: false,
        }
        .into(),
        StageMoved { stage: Stage::Running, why: "The charter is signed.".into() }.into(),
        FormChanged { form: AllianceForm::Contract, why: "We wrote it down.".into() }.into(),
        JointBusinessDescribed {
            purpose: "Retrofits for hospitals".into(),
            offers: vec!["Audit".into()],
            activities: vec![id("audit")],
            segments: vec![id("hospitals")],
            foe: Some("The big house".into()),
            in_scope: vec!["Audits".into()],
            out_of_scope: vec!["New buildings".into()],
            edge: vec!["Clinics".into()],
            needs: vec![Need {
                capability: id("design"),
                level: 5,
                cover: 2,
                hours_a_month: Some(40.0),
                must_have: true,
            }],
            revenue_aim: Some(500_000.0),
        }
        .into(),
        PartyJoined {
            party: id("ben"),
            name: "Ben and Co".into(),
            party_kind: PartyKind::Firm,
            role: PartyRole::Partner,
            people: vec![id("ben-1"), id("ben-2")],
            brings: Some("Design".into()),
        }
        .into(),
        PartyRoleChanged { party: id("ben"), role: PartyRole::Left, why: "Retires.".into() }.into(),
        BusinessModelDescribed {
            party: id("ben"),
            sells: vec![Sale {
                activity: id("design"),
                segments: vec![id("hospitals")],
                revenue_share: Some(0.6),
            }],
            excludes: vec![id("building")],
            segments: vec![id("hospitals")],
            rivals: vec!["The big house".into()],
            paid_by: vec![
                PaidBy::Hour,
                PaidBy::FixedPrice,
                PaidBy::Margin,
                PaidBy::Commission,
                PaidBy::Retainer,
                PaidBy::Result,
            ],
            ties: vec![Tie { to: "A vendor".into(), what: "sells its pumps".into() }],
            pulls: vec![Pull { against: Some(id("ana")), why: "is paid by the hour".into() }],
        }
        .into(),
        CapabilityClaimed {
            party: id("ben"),
            person: id("ben-1"),
            capability: id("design"),
            level: 6,
            peer_level: Some(5),
            evidence: Some("Nine plants".into()),
        }
        .into(),
        CapabilityEnded {
            party: id("ben"),
            person: id("ben-1"),
            capability: id("design"),
            why: "Left the firm.".into(),
        }
        .into(),
        AccountsCompared {
            between: [id("ana"), id("ben")],
            accounts: [40, 30],
            common: 10,
            common_rivals: Some(2),
            note: Some("By hand".into()),
        }
        .into(),
        DiligenceAsked { party: id("ben"), check: id("identity"), consented: true }.into(),
        DiligenceFound {
            party: id("ben"),
            check: id("identity"),
            finding: Finding::Flag,
            evidence: "A register entry".into(),
            stale_on: Some(day("2026-01-01")),
        }
        .into(),
        DiligenceExchanged { parties: vec![id("ana"), id("ben")], exchange: None }.into(),
        AdviserInvited { adviser: id("eve"), by: id("ana") }.into(),
        AdviserConsented { adviser: id("eve"), party: id("ben") }.into(),
        AdviserRevoked { adviser: id("eve"), party: id("ben") }.into(),
    ]
}

fn rounds() -> Vec<Event> {
    let (sheet, adviser_only) = sealed();
    vec![
        RoundDrafted {
            round: id("r1"),
            form: RoundForm::Full,
            respondents: vec![
                Respondent { person: id("ana-1"), party: id("ana") },
                Respondent { person: id("ben-1"), party: id("ben") },
            ],
            asked_by: "Ana".into(),
            why: "Before signing".into(),
        }
        .into(),
        RoundOpened {
            round: id("r1"),
            rule: FrozenRule {
                min_items_behind_a_band: 3,
                adviser: Some(id("eve")),
                shown: "Sealed until all have answered.".into(),
            },
        }
        .into(),
        AnswersSubmitted { round: id("r1"), person: id("ana-1"), sheet, adviser_only: Some(adviser_only) }
            .into(),
        RespondentWithdrew { round: id("r1"), person: id("ben-1") }.into(),
        RoundLocked { round: id("r1") }.into(),
        ReleaseConsented { round: id("r1"), party: id("ana"), person: None, scope: ReleaseScope::Sensitive }
            .into(),
        ItemsReleased { round: id("r1"), scope: ReleaseScope::Items }.into(),
        GapConfirmed { round: id("r1"), area: id("purpose"), item: Some(id("pur-1")), by: id("ana") }.into(),
        GapMisread { round: id("r1"), area: id("purpose"), item: Some(id("pur-1")), by: id("ben") }.into(),
        GapSettled {
            area: id("purpose"),
            item: Some(id("pur-1")),
            how: Settlement::AcceptedDifference("We live with it.".into()),
        }
        .into(),
    ]
}

/// A sheet with every shape of answer, sealed under fixed seeds so that its cipher text stays the same.
fn sealed() -> (Sealed<Sheet>, Sealed<Sheet>) {
    let values = [
        AnswerValue::Likert(6),
        AnswerValue::Choice(id("a")),
        AnswerValue::Multi(vec![id("a"), id("b")]),
        AnswerValue::Allocation([(id("a"), 60.0), (id("b"), 40.0)].into()),
        AnswerValue::Number(12.5),
        AnswerValue::Matrix([(id("row"), 3)].into()),
        AnswerValue::MatrixChoice([(id("row"), id("a"))].into()),
        AnswerValue::DontKnow,
    ];
    let answer = |value: &AnswerValue| ItemAnswer {
        own: Some(value.clone()),
        about: [(id("ben"), value.clone())].into(),
        predicted: [(id("ben"), value.clone())].into(),
        red_lines: vec![
            RedLine::Option(id("a")),
            RedLine::Cell(id("row"), id("a")),
            RedLine::Low,
            RedLine::High,
        ],
        importance: Some(4),
    };
    let items = values.iter().enumerate().map(|(place, value)| (id(&format!("item-{place}")), answer(value)));
    let sheet = Sheet { items: items.collect(), open: [(id("hope"), "Growth".to_owned())].into() };
    let mut ring = Keyring::default();
    let person = id("ana-1");
    let seal = |subject: Subject, ring: &mut Keyring| {
        ring.create(&subject, &Seed([1; 32]));
        Sealed::seal(&sheet, &subject, "r1", ring, &Seed([2; 32])).unwrap()
    };
    (seal(Subject::answers(&person), &mut ring), seal(Subject::adviser_only(&person), &mut ring))
}

fn charter() -> Vec<Event> {
    vec![
        ClauseDrafted { clause: id("purpose"), text: "We retrofit hospitals.".into() }.into(),
        ClauseApproved {
            clause: id("purpose"),
            version: 1,
            party: id("ana"),
            typed_name: "Ana".into(),
            method: "typed".into(),
        }
        .into(),
        DecisionRightAgreed {
            decision_kind: id("hiring"),
            name: "Hiring".into(),
            proposes: vec![id("ana")],
            must_agree: vec![id("ben")],
            heard: vec![id("ben")],
            decides: Decider::Party(id("ana")),
            carries_out: vec![id("ana")],
            limit: Some(5000.0),
            reserved: true,
        }
        .into(),
        VotingAgreed {
            votes: [(id("ana"), 40.0), (id("ben"), 60.0)].into(),
            quota: 51.0,
            vetoes: vec![id("ana")],
        }
        .into(),
        AdmissionTestAgreed { questions: vec!["Is it a hospital?".into()], decides: Decider::All }.into(),
        StopRuleAgreed {
            rule: id("no-client"),
            sign: "No client by June".into(),
            by_date: day("2025-06-30"),
            agreed_by: vec![id("ana"), id("ben")],
        }
        .into(),
        StopRuleReached { rule: id("no-client"), what: "No client.".into() }.into(),
        StopRuleAnswered { rule: id("no-client"), decision: "Three months more.".into() }.into(),
    ]
}

fn work() -> Vec<Event> {
    vec![
        ProjectProposed {
            project: id("p1"),
            name: "North ward".into(),
            description: "An audit".into(),
            client: Some(id("c1")),
            proposer: id("ben"),
            tags: vec![
                Tag { tag: TagKind::Offer, line: "Audit".into() },
                Tag { tag: TagKind::Market, line: "hospitals".into() },
                Tag { tag: TagKind::Capability, line: "design".into() },
                Tag { tag: TagKind::Exclusion, line: "New buildings".into() },
            ],
        }
        .into(),
        ProjectStarted { project: id("p1") }.into(),
        ProjectDecided {
            project: id("p1"),
            admission: Admission::AmendScope,
            by: vec![id("ana")],
            why: "Only the ward.".into(),
            answers: vec![TestAnswer { question: "Is it a hospital?".into(), passes: true }],
        }
        .into(),
        ScopeJudged { project: id("p1"), party: id("ben"), in_scope: true }.into(),
        ProjectPaid { project: id("p1"), amount: 1200.5, to: Holder::Party(id("ben")) }.into(),
        ProjectEnded { project: id("p1"), how: "Delivered".into() }.into(),
        PledgeMade { party: id("ben"), hours_a_week: 20.0 }.into(),
        EffortRecorded {
            party: id("ben"),
            work: Work::Project(id("p1")),
            hours: 16.0,
            from: day("2025-02-03"),
            to: day("2025-02-09"),
        }
        .into(),
        LeadFound { lead: id("l1"), what: "South ward".into(), by: id("ben"), in_scope: true }.into(),
        LeadPassed { lead: id("l1") }.into(),
        LeadKept { lead: id("l1"), by: id("ben") }.into(),
        InterestNoted {
            interest: id("i1"),
            party: id("ben"),
            what: "A commission".into(),
            disclosure: Disclosure::FoundBy(id("ana")),
        }
        .into(),
        ClientRecorded {
            client: id("c1"),
            name: "City hospital".into(),
            contact: id("ana"),
            second: Some(id("ben")),
            revenue: 90_000.0,
        }
        .into(),
    ]
}

fn watch() -> Vec<Event> {
    vec![
        IssueRaised {
            issue: id("x1"),
            by: id("ana"),
            between: vec![id("ana"), id("ben")],
            area: id("purpose"),
            severity: Severity::Serious,
            summary: "Who spoke to the client?".into(),
            caused_by: vec![Cause::Project(id("p1")), Cause::Interest(id("i1"))],
            answer_by: Some(day("2025-03-01")),
        }
        .into(),
        IssueStepped { issue: id("x1"), step: "talk".into(), answer_by: Some(day("2025-03-08")) }.into(),
        IssueCauseNamed { issue: id("x1"), cause: Cause::Clause(id("purpose")), by: id("ben") }.into(),
        IssueClosed { issue: id("x1"), how: "Talked".into() }.into(),
        IssueReopened { issue: id("x1"), why: "Again".into() }.into(),
        DecisionTaken {
            decision: id("d1"),
            what: "Hire".into(),
            decision_kind: Some(id("hiring")),
            by: vec![id("ana")],
            against: vec![id("ben")],
            carried: true,
            amount: Some(3000.0),
            why: "Needed".into(),
        }
        .into(),
        ControlPointNamed {
            point: id("bank"),
            lever: Lever::Bank,
            what: "The account".into(),
            should_hold: Holder::Joint,
        }
        .into(),
        ControlPointChecked {
            point: id("bank"),
            holder: Holder::Unknown,
            works_for_lead: Works::No,
            seen: "No signature".into(),
        }
        .into(),
        ObligationTaken {
            obligation: id("o1"),
            what: "A draft".into(),
            who: id("ben"),
            due: day("2025-03-03"),
        }
        .into(),
        ObligationDone { obligation: id("o1") }.into(),
        ObligationMissed {
            obligation: id("o1"),
            reason: MissedFor::OwnWork,
            note: "Another client came first".into(),
        }
        .into(),
        MeetingPlanned { meeting: id("m1"), about: "Review".into(), due: day("2025-03-10") }.into(),
        MeetingHeld {
            meeting: id("m1"),
            present: vec![id("ana")],
            absent: vec![id("ben")],
            minutes: "Short".into(),
        }
        .into(),
        MeetingCancelled { meeting: id("m1"), by: vec![id("ben")], why: "Busy".into() }.into(),
        ThresholdChanged {
            signal: id("silence"),
            number: "watch".into(),
            value: 3.0,
            why: "We travel a lot".into(),
        }
        .into(),
    ]
}

fn ending() -> Vec<Event> {
    vec![
        AttemptBegun {
            attempt: id("a1"),
            by: id("ana"),
            areas: vec![id("purpose")],
            structure: vec![
                Structure::Clauses,
                Structure::SmallerScope,
                Structure::OtherForm,
                Structure::FewerPartners,
                Structure::NewSplit,
                Structure::RestoredControl,
            ],
            proposal: "Hospitals only".into(),
            decide_by: day("2025-05-01"),
            structured: true,
        }
        .into(),
        AttemptAnswered { attempt: id("a1"), party: id("ben"), accepts: false, why: "No".into() }.into(),
        LeavingEstimated {
            now: Cost { amount: 1.0, what: "The name".into() },
            in_six_months: Cost { amount: 2.0, what: "More".into() },
            staying: Cost { amount: 3.0, what: "Still more".into() },
        }
        .into(),
        BreachFound { party: id("ben"), what: "Kept a payment".into() }.into(),
        OwnerDecided { course: Course::Separate, why: "Enough".into() }.into(),
        DebriefHeld {
            round: None,
            meant: "A".into(),
            happened: "B".into(),
            why: "C".into(),
            change: "D".into(),
            outcome: Outcome::Mixed,
            areas: vec![],
            lessons: vec![],
            measures: vec![],
        }
        .into(),
        PlaybookMade {
            playbook: id("pb"),
            name: "Hospitals".into(),
            clauses: vec![id("purpose")],
            lessons: vec!["Write it down".into()],
        }
        .into(),
        NoteMade { text: "A note".into() }.into(),
        FactWithdrawn { fact: Seq(3), why: "Written twice".into() }.into(),
    ]
}

/// A playbook with every part filled.
pub fn playbook() -> Playbook {
    Playbook {
        id: id("pb"),
        name: "Hospitals".into(),
        version: 2,
        framework: FrameworkRef { id: id("core-alignment"), version: "1".into() },
        form: AllianceForm::Contract,
        clauses: vec![ClauseText { clause: id("purpose"), text: "The lead sells.".into() }],
        decisions: vec![DecisionRow {
            kind: id("prices"),
            name: "Prices".into(),
            proposes: vec![Seat::Lead, Seat::Partner],
            must_agree: vec![Seat::Nth(2)],
            heard: vec![],
            decides: SeatDecider::Seat(Seat::Partner),
            carries_out: vec![Seat::Lead],
            limit: Some(500.0),
            reserved: true,
        }],
        votes: Some(Votes {
            votes: [(Seat::Lead, 1.0), (Seat::Partner, 1.0)].into(),
            quota: 1.0,
            vetoes: vec![Seat::Lead],
        }),
        split: Some(Shares::Fixed { shares: [(Seat::Lead, 60.0), (Seat::Partner, 40.0)].into() }),
        admission: Some(AdmissionTest { questions: vec!["Hours free?".into()], decides: SeatDecider::All }),
        stop_rules: vec![StopSign { rule: id("late"), sign: "Three late calls".into(), days: 180 }],
        ladder: vec![LadderStep { what: "The two talk".into(), days: 14 }],
        rounds: vec![PlannedRound { form: RoundForm::Full, days: 60 }],
        pulses: Some(Pulses { every_weeks: 13, answer_within_days: 7 }),
        diligence: vec![id("license")],
        obligations: vec![Duty {
            obligation: id("list"),
            what: "A list".into(),
            who: Seat::Partner,
            days: 30,
        }],
        lessons: vec!["Write it down".into()],
        origin: Origin { outcome: Outcome::Succeeded, began: day("2023-01-02"), until: day("2025-01-02") },
        used: Used { reached: 1, some: 0, failed: 0, going_on: 1 },
    }
}

fn structure() -> Vec<Event> {
    let respondent = |party: &str| Respondent { person: id(&format!("{party}-1")), party: id(party) };
    vec![
        ClauseCommented {
            clause: id("purpose"),
            version: 1,
            by: Some(id("ben")),
            text: "All hospitals?".into(),
        }
        .into(),
        LadderAgreed {
            steps: vec![
                LadderStep { what: "The two talk".into(), days: 7 },
                LadderStep { what: "A mediator is asked".into(), days: 30 },
            ],
        }
        .into(),
        PulseScheduled {
            every_weeks: 4,
            respondents: vec![respondent("ana"), respondent("ben")],
            answer_within_days: 7,
        }
        .into(),
        SplitAgreed {
            split: Split::Dynamic {
                weights: [(ContributionKind::Money, 4.0), (ContributionKind::Work, 2.0)].into(),
                freeze: "The first year without a loss".into(),
            },
        }
        .into(),
        ContributionMade {
            party: id("ben"),
            contribution: ContributionKind::Thing,
            amount: 1200.0,
            what: "A van".into(),
        }
        .into(),
    ]
}

fn candidates() -> Vec<Event> {
    let subject = Subject::scores(&id("ana-1"));
    let mut ring = Keyring::default();
    ring.create(&subject, &Seed([7; 32]));
    let points = [(id("dora"), [(id("skill"), 6)].into())].into();
    let sheet = ScoreSheet { points, remarks: [(id("dora"), "Calm".into())].into() };
    let sheet = Sealed::seal(&sheet, &subject, "s1", &ring, &Seed([8; 32])).unwrap();
    vec![
        CandidateProfiled {
            party: id("dora"),
            hours_a_month: Some(60.0),
            cost_a_month: Some(2400.0),
            source: Some("Her letter".into()),
            note: Some("From May on".into()),
        }
        .into(),
        PairJudged {
            between: [id("ben"), id("dora")],
            together: Together::Well,
            why: "Two jobs done together".into(),
        }
        .into(),
        ScoringOpened {
            scoring: id("s1"),
            criteria: vec![Criterion {
                criterion: id("skill"),
                name: "Skill".into(),
                low: Some("Has not done it".into()),
                high: Some("Teaches it".into()),
            }],
            candidates: vec![id("dora")],
            reviewers: vec![Reviewer { person: id("ana-1"), party: Some(id("ana")) }],
        }
        .into(),
        ScoresSubmitted { scoring: id("s1"), person: id("ana-1"), sheet }.into(),
        ReviewerExcused { scoring: id("s1"), person: id("ben-1"), why: "On leave".into() }.into(),
        ScoringLocked { scoring: id("s1") }.into(),
        CriteriaWeighted { scoring: id("s1"), weighting: Weighting::Ranking(vec![id("skill")]) }.into(),
        TrialAgreed {
            trial: id("t1"),
            party: id("dora"),
            what: "One audit".into(),
            until: day("2025-04-30"),
            paid: Some(1500.0),
            signs: vec!["Handed in on the day".into()],
        }
        .into(),
        TrialDebriefed {
            trial: id("t1"),
            by: id("dora"),
            again: Again::Differently,
            seen: "The scope grew".into(),
        }
        .into(),
        SelectionConcluded { chosen: vec![id("dora")], why: "Covers design".into() }.into(),
    ]
}

fn diligence() -> Vec<Event> {
    let subject = Subject::pack(&id("x1"), &id("ben"));
    let mut ring = Keyring::default();
    ring.create(&subject, &Seed([7; 32]));
    let pack = Sealed::seal(&Pack::default(), &subject, "x1/pack", &ring, &Seed([8; 32])).unwrap();
    vec![
        ExchangeOpened {
            exchange: id("x1"),
            parties: vec![id("ana"), id("ben")],
            checks: vec![id("insurance"), id("litigation")],
            due: day("2025-03-01"),
            why: "Before we sign".into(),
        }
        .into(),
        PackHandedIn { exchange: id("x1"), party: id("ben"), pack }.into(),
        PackTakenBack { exchange: id("x1"), party: id("ben") }.into(),
        DiligenceConsented {
            exchange: id("x1"),
            party: id("ben"),
            consented: vec![id("insurance")],
            declined: vec![id("criminal")],
        }
        .into(),
        ExchangeClosed { exchange: id("x1"), why: "We found another".into() }.into(),
    ]
}

fn closing() -> Vec<Event> {
    let measure = Measure { what: "Revenue".into(), aimed: Some(4.0), reached: 4.3, unit: "million".into() };
    let ended = AllianceEnded {
        how: Ending::InOrder,
        outcome: Outcome::Mixed,
        why: "The lease ran out".into(),
        measures: vec![measure],
    };
    let absent = AbsenceSaid {
        party: id("ben"),
        absence: Absence::Silent,
        by: id("ana"),
        why: "No answer since May".into(),
    };
    let subject = Subject::result(&id("r1"));
    let mut ring = Keyring::default();
    ring.create(&subject, &Seed([7; 32]));
    let words = KeptWords { areas: [(id("purpose"), AreaWord::Talk)].into() };
    let result = Sealed::seal(&words, &subject, "r1/result", &ring, &Seed([8; 32])).unwrap();
    vec![
        ended.into(),
        PlaybookApplied { playbook: Box::new(playbook()) }.into(),
        absent.into(),
        ResultKept { round: id("r1"), result }.into(),
    ]
}

fn hand_over() -> Vec<Event> {
    vec![
        HandOverAsked {
            hand_over: id("h1"),
            to: "Ana's own server".into(),
            why: "She goes on by herself".into(),
        }
        .into(),
        HandOverConsented {
            hand_over: id("h1"),
            party: id("ben"),
            under_seal: UnderSeal::GoesAlong,
            keys: None,
        }
        .into(),
        HandOverRefused { hand_over: id("h1"), party: id("ben"), why: "Not yet".into() }.into(),
        HandedOver { hand_over: id("h1") }.into(),
        TakenOver { hand_over: id("h1"), without: vec![id("r1")] }.into(),
    ]
}
