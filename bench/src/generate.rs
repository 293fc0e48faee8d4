//! A large alliance, made up from a number: six parties over three years, most facts being hours.

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use rowlock_core::fact::{
    Actor, Admission, AllianceForm, AllianceFounded, Cause, EffortRecorded, Event, FrameworkRef, IssueClosed,
    IssueRaised, JointBusinessDescribed, LeadFound, LeadPassed, ObligationDone, ObligationTaken, PartyJoined,
    PartyKind, PartyRole, PledgeMade, ProjectDecided, ProjectProposed, ProjectStarted, Severity, Stage, Work,
};
use rowlock_core::record::{NewFact, Record};

const PARTIES: u64 = 6;
const DAYS: u64 = 3 * 365;

/// A row of numbers that looks like chance and is always the same (Knuth's constants for 64 bits).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// An alliance of `facts` facts.
pub fn alliance(facts: usize, seed: u64) -> Result<Record> {
    let mut record = Record::default();
    let mut numbers = Numbers(seed);
    let begun = date(2022, 1, 3);
    for event in opening()? {
        append(&mut record, begun, event)?;
    }
    let (mut projects, mut issues) = (0_u64, 0_u64);
    while record.facts().len() < facts {
        let day =
            begun.checked_add((record.facts().len() as u64 * DAYS / facts as u64).cast_signed().days())?;
        let party = format!("party-{}", numbers.below(PARTIES)).parse()?;
        match numbers.below(100) {
            0..3 => {
                projects += 1;
                for event in project(projects, &party)? {
                    append(&mut record, day, event)?;
                }
            }
            3..6 => {
                issues += 1;
                for event in issue(issues, numbers.below(3) == 0, &party)? {
                    append(&mut record, day, event)?;
                }
            }
            6..10 => {
                let id = format!("obligation-{}", record.facts().len());
                let taken = ObligationTaken {
                    obligation: id.parse()?,
                    what: "send the offer".into(),
                    who: party,
                    due: day,
                };
                append(&mut record, day, taken.into())?;
                append(&mut record, day, ObligationDone { obligation: id.parse()? }.into())?;
            }
            10..12 => {
                let id = format!("lead-{}", record.facts().len());
                let found =
                    LeadFound { lead: id.parse()?, what: "a school".into(), by: party, in_scope: true };
                append(&mut record, day, found.into())?;
                append(&mut record, day, LeadPassed { lead: id.parse()? }.into())?;
            }
            _ => {
                let work = match projects {
                    0 => Work::Joint,
                    known => Work::Project(format!("project-{}", 1 + numbers.below(known)).parse()?),
                };
                let hours = 1.0 + numbers.below(8) as f64;
                append(&mut record, day, EffortRecorded { party, work, hours, from: day, to: day }.into())?;
            }
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
    Ok(events)
}

fn project(number: u64, proposer: &rowlock_core::id::PartyId) -> Result<Vec<Event>> {
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

fn issue(number: u64, caused: bool, by: &rowlock_core::id::PartyId) -> Result<Vec<Event>> {
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
