//! What an import would put on the record, and that the record takes it.

use jiff::civil::{Date, date};
use rowlock_core::alliance::Alliance;
use rowlock_core::decide::decide;
use rowlock_core::fact::{Actor, Event, Work};
use rowlock_files::hours::{Assignment, Destination, Entry, Owner, Plan, Why, plan};

use crate::{FRAMEWORK, entries, two_roofs};

const TODAY: Date = date(2026, 11, 23);
const TOGGL: &[u8] = include_bytes!("samples/toggl.csv");

/// The guess, with joint work for meetings and outside work for one's own firm.
fn assigned(entries: &[Entry], alliance: &Alliance) -> Assignment {
    let mut assignment = Assignment::guess(entries, alliance);
    for line in &mut assignment.people {
        let party = line.person.split(' ').next().unwrap_or_default().to_lowercase();
        line.owner.get_or_insert(party.parse().map_or(Owner::Nobody, Owner::Party));
    }
    for line in &mut assignment.projects {
        let work = if line.project == "Own firm" { Work::Outside } else { Work::Joint };
        line.destination.get_or_insert(Destination::Work(work));
    }
    assignment
}

/// The plan for rows of day, person, project and hours; the record takes whatever it says.
#[track_caller]
fn planned(rows: &str, more: &str) -> Plan {
    let alliance = two_roofs(more, TODAY);
    let entries = entries(format!("Date,Person,Project,Hours\n{rows}").as_bytes());
    let plan = plan(&entries, &assigned(&entries, &alliance), &alliance, TODAY);
    taken(&plan, &alliance);
    plan
}

#[track_caller]
fn taken(plan: &Plan, alliance: &Alliance) {
    let actor = Actor::Party(alliance.lead.clone().unwrap());
    for planned in &plan.efforts {
        let event = Event::EffortRecorded(planned.effort.clone());
        decide(alliance, &FRAMEWORK, planned.on(), &actor, event)
            .unwrap_or_else(|refusal| panic!("{refusal}"));
    }
}

/// Party, work, Monday and hours of what goes on the record.
fn sums(plan: &Plan) -> Vec<String> {
    let sum = |planned: &rowlock_files::hours::Planned| {
        let effort = &planned.effort;
        let work = match &effort.work {
            Work::Project(project) => project.as_str(),
            Work::Joint => "joint",
            Work::Outside => "outside",
        };
        format!("{} {work} {} {} h", effort.party, effort.from, effort.hours)
    };
    plan.efforts.iter().map(sum).collect()
}

#[track_caller]
fn problem(plan: &Plan, row: usize, part: &str) {
    assert!(plan.efforts.is_empty() && plan.left_out.is_empty(), "nothing goes in by half");
    let found = plan.problems.iter().any(|problem| problem.row == row && problem.message.contains(part));
    assert!(found, "{row}, {part:?}: {:?}", plan.problems);
}

#[test]
fn hours_are_added_up_by_week() {
    let alliance = two_roofs("", TODAY);
    let entries = entries(TOGGL);
    let plan = plan(&entries, &assigned(&entries, &alliance), &alliance, TODAY);
    taken(&plan, &alliance);
    let expected = [
        "ana north-school 2026-11-02 6.75 h",
        "ana joint 2026-11-02 1 h",
        "ana outside 2026-11-09 2 h",
        "ben north-school 2026-11-02 5.5 h",
        "ben north-school 2026-11-09 2 h",
    ];
    assert_eq!(sums(&plan), expected);
    assert_eq!(
        (plan.efforts[0].rows.as_slice(), plan.efforts[0].effort.to),
        (&[2, 3][..], date(2026, 11, 8))
    );
    assert_eq!((plan.left_out.len(), plan.set_aside, plan.more_problems), (0, 0, 0));
}

#[test]
fn names_are_guessed_when_they_are_the_same() {
    let alliance = two_roofs("", TODAY);
    let text = "Date,Person,Project,Hours\n2026-11-02,ANA,NORTH-SCHOOL,1\n2026-11-02,Bén's Panels,North school,1\n\
                2026-11-02,Anna,School,1\n";
    let guess = Assignment::guess(&entries(text.as_bytes()), &alliance);
    let owners: Vec<_> = guess.people.iter().map(|line| (line.person.as_str(), line.owner.clone())).collect();
    let party = |id: &str| Some(Owner::Party(id.parse().unwrap()));
    assert_eq!(owners, [("ANA", party("ana")), ("Anna", None), ("Bén's Panels", party("ben"))]);
    let open: Vec<_> = guess.projects.iter().filter(|line| line.destination.is_none()).collect();
    assert_eq!(open.iter().map(|line| line.project.as_str()).collect::<Vec<_>>(), ["School"]);
    let kept: Assignment = serde_json::from_str(&serde_json::to_string(&guess).unwrap()).unwrap();
    assert_eq!(kept, guess);
    let mut earlier = guess.clone();
    earlier.people[1].owner = Some(Owner::Nobody);
    assert_eq!(guess.with_earlier(&earlier), earlier);
}

#[test]
fn what_nobody_assigned_is_asked_once() {
    let alliance = two_roofs("", TODAY);
    let text = "Date,Person,Project,Hours\n2026-11-02,Zoe,North school,1\n2026-11-03,Zoe,Shed,1\n2026-11-03,Ana,Shed,1\n";
    let entries = entries(text.as_bytes());
    let plan = plan(&entries, &Assignment::guess(&entries, &alliance), &alliance, TODAY);
    problem(&plan, 2, "it is not said whose hours these are: \u{201c}Zoe\u{201d}");
    problem(&plan, 3, "it is not said what these hours are for: \u{201c}Shed\u{201d}");
    assert_eq!(plan.problems.len(), 2);
}

#[test]
fn what_is_not_to_be_imported_is_counted() {
    let alliance = two_roofs("", TODAY);
    let entries = entries(TOGGL);
    let mut assignment = assigned(&entries, &alliance);
    assignment.people[0].owner = Some(Owner::Nobody);
    // Where whose they are is settled, nobody asks what they are for.
    assignment.projects.retain(|line| line.project == "North school");
    let plan = plan(&entries, &assignment, &alliance, TODAY);
    assert_eq!((plan.set_aside, plan.problems.len(), plan.efforts.len()), (4, 0, 2));
}

#[test]
fn what_the_record_has_is_left_out() {
    let effort = |hours: &str, from: &str, to: &str| {
        format!(
            "[[effort]]\nparty = \"ana\"\nwork = \"project:north-school\"\nhours = {hours}\nfrom = {from}\nto = {to}\n"
        )
    };
    let rows =
        "2026-11-02,Ana,North school,2\n2026-11-10,Ana,North school,3\n2026-11-17,Ana,North school,4\n";
    let record = [
        effort("2", "2026-11-02", "2026-11-08"),
        effort("9", "2026-11-09", "2026-11-15"),
        effort("9", "2026-11-20", "2026-11-22"),
    ];
    let plan = planned(rows, &record.concat());
    assert_eq!(sums(&plan), [""; 0]);
    let why: Vec<Why> = plan.left_out.iter().map(|left| left.why).collect();
    let overlapping = Why::Overlapping { from: date(2026, 11, 20), to: date(2026, 11, 22) };
    assert_eq!(why, [Why::Recorded { hours: 2.0 }, Why::Recorded { hours: 9.0 }, overlapping]);
    let said: Vec<String> = plan.left_out.iter().map(ToString::to_string).collect();
    assert_eq!(said[0], "ana, north-school, 2026-11-02 to 2026-11-08, 2 h: the record has them already");
    // Another party, another work and another week are no duplicates.
    let plan = planned("2026-11-02,Ben,North school,2\n2026-11-02,Ana,Meeting,2\n", &record.concat());
    assert_eq!(sums(&plan), ["ana joint 2026-11-02 2 h", "ben north-school 2026-11-02 2 h"]);
}

#[test]
fn an_import_done_twice_adds_nothing() {
    let alliance = two_roofs("", TODAY);
    let entries = entries(TOGGL);
    let assignment = assigned(&entries, &alliance);
    let first = plan(&entries, &assignment, &alliance, TODAY);
    let mut known = alliance;
    for planned in &first.efforts {
        let value = planned.effort.clone();
        known.efforts.push(rowlock_core::alliance::Dated {
            on: planned.on(),
            seq: rowlock_core::fact::Seq(0),
            value,
        });
    }
    let second = plan(&entries, &assignment, &known, TODAY);
    assert_eq!((second.efforts.len(), second.left_out.len()), (0, first.efforts.len()));
}

#[test]
fn a_week_that_is_not_over_waits() {
    let plan = planned("2026-11-22,Ana,North school,2\n2026-11-23,Ana,North school,3\n", "");
    assert_eq!(sums(&plan), ["ana north-school 2026-11-16 2 h"]);
    assert_eq!((plan.left_out[0].why, plan.left_out[0].effort.hours), (Why::NotOver, 3.0));
}

#[test]
fn days_to_come_are_refused() {
    problem(
        &planned("2026-11-20,Ana,North school,2\n2026-11-24,Ana,North school,3\n", ""),
        3,
        "2026-11-24 is still to come",
    );
}

#[test]
fn weeks_of_more_than_168_hours_are_refused() {
    let day = |day: u32, hours: &str| format!("2026-11-{day:02},Ana,North school,{hours}\n");
    let week = |hours: &str| (2..9).map(|n| day(n, hours)).collect::<String>();
    assert_eq!(sums(&planned(&week("24"), "")), ["ana north-school 2026-11-02 168 h"]);
    let twice = format!("{}{}", week("24"), day(8, "0:30"));
    problem(
        &planned(&twice, ""),
        9,
        "\u{201c}Ana\u{201d} has more than 168 hours in the week from 2026-11-02",
    );
}

#[test]
fn a_firm_may_work_more_than_a_week_has() {
    let day = |person: &str, day: u32| format!("2026-11-{day:02},{person},North school,24\n");
    let rows: String = ["Ana A", "Ana B", "Ana C"].iter().flat_map(|p| (2..9).map(|n| day(p, n))).collect();
    let rows = format!("{rows}2026-11-08,Ana D,North school,0.01\n");
    let plan = planned(&rows, "");
    let hours: Vec<f64> = plan.efforts.iter().map(|planned| planned.effort.hours).collect();
    assert_eq!(hours, [126.01, 126.0, 126.0, 126.0]);
}

#[test]
fn hours_from_before_a_party_came_in_are_refused() {
    problem(&planned("2024-11-20,Ana,North school,2\n", ""), 2, "the record has ana from 2025-01-06 on only");
}

#[test]
fn what_left_the_record_is_told() {
    let alliance = two_roofs("", TODAY);
    let entries = entries(b"Date,Person,Project,Hours\n2026-11-02,Ana,Shed,1\n2026-11-02,Ben,Shed,1\n");
    let mut assignment = assigned(&entries, &alliance);
    assignment.people[0].owner = Some(Owner::Party("cleo".parse().unwrap()));
    assignment.projects[0].destination = Some(Destination::Work(Work::Project("shed".parse().unwrap())));
    let plan = plan(&entries, &assignment, &alliance, TODAY);
    problem(&plan, 2, "there is no party \u{201c}cleo\u{201d}");
    problem(&plan, 2, "there is no project \u{201c}shed\u{201d}");
}

#[test]
fn no_time_at_all_is_left_out() {
    let plan = planned("2026-11-02,Ana,North school,0:00:10\n2026-11-02,Ben,North school,1:20\n", "");
    assert_eq!(
        (plan.left_out[0].why, sums(&plan)),
        (Why::NoHours, vec!["ben north-school 2026-11-02 1.33 h".to_owned()])
    );
}
