//! A large alliance, made up from a number: six parties, seven facts of ten being hours.

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use rowlock_core::fact::{
    Actor, Admission, AllianceForm, AllianceFounded, Cause, ControlPointChecked, ControlPointNamed,
    DecisionTaken, EffortRecorded, Event, FrameworkRef, Holder, IssueClosed, IssueRaised,
    JointBusinessDescribed, LeadFound, LeadKept, LeadPassed, Lever, MeetingHeld, MeetingPlanned,
    ObligationDone, ObligationTaken, PartyJoined, PartyKind, PartyRole, PledgeMade, ProjectDecided,
    ProjectProposed, ProjectStarted, Severity, Stage, Work, Works,
};
use rowlock_core::id::PartyId;
use rowlock_core::record::{NewFact, Record};

const PARTIES: u64 = 6;

/// A row of numbers that looks like chance and is always the same (Knuth's constants for 64 bits).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// An alliance of at least `facts` facts, spread evenly over `years`.
pub fn alliance(facts: usize, years: u64, seed: u64) -> Result<Record> {
    let mut record = Record::default();
    let mut numbers = Numbers(seed);
    let begun = date(2022, 1, 3);
    for event in opening()? {
        append(&mut record, begun, event)?;
    }
    let (mut projects, mut issues) = (0_u64, 0_u64);
    while record.facts().len() < facts {
        let days = record.facts().len() as u64 * years * 364 / facts as u64;
        let day = begun.checked_add(days.cast_signed().days())?;
        let party: PartyId = format!("party-{}", numbers.below(PARTIES)).parse()?;
        let number = record.facts().len();
        let events = match numbers.below(1000) {
            0..20 => {
                projects += 1;
                project(projects, &party)?
            }
            20..50 => {
                issues += 1;
                issue(issues, numbers.below(3) == 0, &party)?
            }
            50..90 => obligation(number, party, day)?,
            90..105 => lead(number, party, numbers.below(20) == 0)?,
            105..125 => meeting(number, numbers.below(20) == 0, day)?,
            125..165 => vec![decision(number, party)?],
            165..180 => vec![check(numbers.below(50) == 0)?],
            _ => vec![effort(party, projects, &mut numbers, day)?],
        };
        for event in events {
            append(&mut record, day, event)?;
        }
    }
    Ok(record)
}

fn append(record: &mut Record, day: Date, event: Event) -> Result<()> {
    let recorded_at = TimeZone::UTC.to_timestamp(day.at(12, 0, 0, 0))?;
    record.append(NewFact { recorded_at, effective_on: day, actor: Actor::Rowlock, event })?;
    Ok(())
}

fn opening() -> Result<Vec<Event>> {
    let lead = "party-0".parse()?;
    let framework = FrameworkRef { id: "core-alignment-12".parse()?, version: "1.0.0".into() };
    let mut events: Vec<Event> = vec![
        AllianceFounded {
            name: "Large".into(),
            form: AllianceForm::Entity,
            stage: Stage::Running,
            lead,
            framework,
            from_playbook: None,
            recalled: false,
        }
        .into(),
    ];
    for number in 0..PARTIES {
        let role = if number == 0 { PartyRole::Lead } else { PartyRole::Partner };
        let id = format!("party-{number}");
        events.push(
            PartyJoined {
                party: id.parse()?,
                name: format!("Party {number}"),
                party_kind: PartyKind::Firm,
                role,
                people: vec![id.parse()?],
                brings: None,
            }
            .into(),
        );
        events.push(PledgeMade { party: id.parse()?, hours_a_week: 30.0 }.into());
    }
    events.push(
        JointBusinessDescribed {
            purpose: "Roofs with panels for schools".into(),
            offers: vec!["Roofs with panels".into(), "Upkeep of panels".into(), "Advice on grants".into()],
            activities: Vec::new(),
            segments: vec!["schools".parse()?],
            foe: None,
            in_scope: vec![
                "Roofs of schools".into(),
                "Panels on school roofs".into(),
                "Upkeep of panels".into(),
            ],
            out_of_scope: Vec::new(),
            edge: Vec::new(),
            needs: Vec::new(),
            revenue_aim: None,
        }
        .into(),
    );
    for (point, lever) in [("bank", Lever::Bank), ("domain", Lever::Domain)] {
        let what = format!("The {point}");
        let named = ControlPointNamed { point: point.parse()?, lever, what, should_hold: Holder::Joint };
        events.push(named.into());
    }
    Ok(events)
}

fn effort(party: PartyId, projects: u64, numbers: &mut Numbers, day: Date) -> Result<Event> {
    let work = match projects {
        0 => Work::Joint,
        known => Work::Project(format!("project-{}", 1 + numbers.below(known)).parse()?),
    };
    let hours = 1.0 + numbers.below(8) as f64;
    Ok(EffortRecorded { party, work, hours, from: day, to: day }.into())
}

fn obligation(number: usize, who: PartyId, due: Date) -> Result<Vec<Event>> {
    let id = format!("obligation-{number}");
    let taken = ObligationTaken { obligation: id.parse()?, what: "send the offer".into(), who, due };
    Ok(vec![taken.into(), ObligationDone { obligation: id.parse()? }.into()])
}

fn lead(number: usize, by: PartyId, keeps: bool) -> Result<Vec<Event>> {
    let id = format!("lead-{number}");
    let found = LeadFound { lead: id.parse()?, what: "a school".into(), by: by.clone(), in_scope: true };
    let fate = if keeps {
        LeadKept { lead: id.parse()?, by }.into()
    } else {
        LeadPassed { lead: id.parse()? }.into()
    };
    Ok(vec![found.into(), fate])
}

fn meeting(number: usize, without_one: bool, due: Date) -> Result<Vec<Event>> {
    let id = format!("meeting-{number}");
    let planned = MeetingPlanned { meeting: id.parse()?, about: "the week".into(), due };
    let absent = if without_one { vec!["party-5".parse()?] } else { Vec::new() };
    let minutes = "nothing open".into();
    let held = MeetingHeld { meeting: id.parse()?, present: vec!["party-0".parse()?], absent, minutes };
    Ok(vec![planned.into(), held.into()])
}

fn decision(number: usize, party: PartyId) -> Result<Event> {
    let by = vec!["party-0".parse()?, "party-1".parse()?, "party-2".parse()?, "party-3".parse()?, party];
    let decided = DecisionTaken {
        decision: format!("decision-{number}").parse()?,
        what: "buy a ladder".into(),
        decision_kind: None,
        by,
        against: Vec::new(),
        carried: true,
        amount: Some(120.0),
        why: "the old one is too short".into(),
    };
    Ok(decided.into())
}

fn check(untried: bool) -> Result<Event> {
    let works_for_lead = if untried { Works::Unknown } else { Works::Yes };
    let seen = "a statement".into();
    Ok(ControlPointChecked { point: "bank".parse()?, holder: Holder::Joint, works_for_lead, seen }.into())
}

fn project(number: u64, proposer: &PartyId) -> Result<Vec<Event>> {
    let id = format!("project-{number}");
    let proposed = ProjectProposed {
        project: id.parse()?,
        name: format!("School {number}"),
        description: "A new roof with solar panels for a school, and their upkeep for ten years".into(),
        client: None,
        proposer: proposer.clone(),
        tags: Vec::new(),
    };
    let mut events = vec![proposed.into()];
    if !number.is_multiple_of(20) {
        let decided = ProjectDecided {
            project: id.parse()?,
            admission: Admission::Admit,
            by: vec![proposer.clone()],
            why: "a school".into(),
            answers: Vec::new(),
        };
        events.push(decided.into());
    }
    events.push(ProjectStarted { project: id.parse()? }.into());
    Ok(events)
}

fn issue(number: u64, caused: bool, by: &PartyId) -> Result<Vec<Event>> {
    let id = format!("issue-{number}");
    let earlier = if caused && number > 1 {
        vec![Cause::Issue(format!("issue-{}", number - 1).parse()?)]
    } else {
        Vec::new()
    };
    let raised = IssueRaised {
        issue: id.parse()?,
        by: by.clone(),
        between: vec!["party-0".parse()?, "party-1".parse()?],
        area: "commitment".parse()?,
        severity: Severity::Minor,
        summary: "The panels came late".into(),
        caused_by: earlier,
        answer_by: None,
    };
    Ok(vec![raised.into(), IssueClosed { issue: id.parse()?, how: "talked over".into() }.into()])
}
