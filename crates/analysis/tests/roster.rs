//! The question that an alliance poses, and scores side by side, on the sample in which three firms were compared.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use rowlock_analysis::scoring::{table, weights};
use rowlock_analysis::team::{Effort, Found, Hours, Question, Roster, Wish, report, roster};
use rowlock_core::alliance::Alliance;
use rowlock_core::gate::{ScoresSeen, Viewer, scores};
use rowlock_core::id::PartyId;
use rowlock_core::seal::{Keyring, Seed};
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;

const SAMPLE: &str = include_str!("../../../examples/no-conflict.toml");

fn on(day: &str) -> (Alliance, Keyring, jiff::civil::Date) {
    let framework = default_framework().unwrap();
    let (record, ring) = read_case("case.toml", SAMPLE).unwrap().record(&framework, &Seed([1; 32])).unwrap();
    let day = day.parse().unwrap();
    (record.alliance(day, day), ring, day)
}

fn wish() -> Wish {
    Wish {
        fewest: 1,
        most: None,
        budget: None,
        keep: Vec::new(),
        leave: Vec::new(),
        pair_points: 10.0,
        hours: Hours::Ignore,
    }
}

fn posed(wish: &Wish) -> Roster {
    let (alliance, ring, day) = on("2023-10-30");
    let scoring = &alliance.scorings["service-firms"];
    let ScoresSeen::Sheets(sheets) = scores(scoring, &Viewer::AllParties, &alliance, &ring, day) else {
        panic!("the scores are open on that day")
    };
    roster(&alliance, day, Some((scoring, &sheets)), wish)
}

#[test]
fn scores_stand_side_by_side_with_where_people_differ() {
    let (alliance, ring, day) = on("2023-10-30");
    let scoring = &alliance.scorings["service-firms"];
    let ScoresSeen::Sheets(sheets) = scores(scoring, &Viewer::AllParties, &alliance, &ring, day) else {
        panic!("the scores are open on that day")
    };
    let found = table(scoring, &sheets, day);
    // The centroid of four ranks (Barron and Barrett 1996), in the order of the criteria: crew, reach, trouble, growth.
    let rounded: Vec<f64> =
        found.weights.iter().map(|weight| (weight * 10_000.0).round() / 10_000.0).collect();
    assert_eq!(rounded, [0.1458, 0.2708, 0.5208, 0.0625]);
    let order: Vec<&str> = found.rows.iter().map(|row| row.candidate.as_str()).collect();
    assert_eq!(order, ["service", "second", "third"]);
    let service = &found.rows[0];
    assert_eq!(service.cells[2].mean, Some(6.5));
    assert!(!service.cells[2].is_worth_a_talk());
    // By hand: means 6, 5.5, 6.5, 4 on a scale from 1 to 7.
    let worth = 100.0 / 6.0 * (0.145_833 * 5.0 + 0.270_833 * 4.5 + 0.520_833 * 5.5 + 0.0625 * 3.0);
    assert!((service.worth.unwrap() - worth).abs() < 0.01, "{:?}", service.worth);
    let before = weights(scoring, "2023-10-24".parse().unwrap());
    assert_eq!(before, [0.25; 4], "before anybody weighted them all count alike");
}

#[test]
fn those_who_are_in_stay_and_conflicts_are_those_of_the_record() {
    let posed = posed(&wish());
    assert_eq!(posed.inside, 1);
    let names: Vec<&str> = posed.parties.iter().map(PartyId::as_str).collect();
    assert_eq!(names, ["maker", "service", "second", "third"]);
    assert_eq!(posed.brief.fixed_in, [0]);
    assert!(posed.is_scored && posed.most == 1, "one firm covers the need: {}", posed.most);
    let rivals =
        |one: &str, other: &str| posed.apart.iter().any(|(a, b, _)| a.as_str() == one && b.as_str() == other);
    assert!(rivals("maker", "second"), "{:?}", posed.apart);
    // The service firm has two people at home and two across the border: they count as two.
    assert_eq!(posed.brief.candidates[1].people, [1, 2, 2, 1]);
}

#[test]
fn the_best_team_is_the_firm_that_was_chosen() {
    let posed = posed(&wish());
    let question = Question::new(posed.brief.clone()).unwrap();
    let found = report(&question, &Effort { draws: 64, ..Effort::default() });
    let Found::Team(best) = found.found else { panic!("there is a team") };
    let team: Vec<&str> = best.team.iter().map(|who| posed.parties[*who].as_str()).collect();
    assert_eq!(team, ["maker", "service"]);
    assert!(best.proof.is_proven && best.sure.is_some());
}

#[test]
fn whoever_must_be_out_is_out_and_hours_count_where_they_are_to() {
    let without = Wish { leave: vec!["service".parse().unwrap()], most: Some(3), ..wish() };
    let question = Question::new(posed(&without).brief).unwrap();
    let found = report(&question, &Effort::default());
    assert!(matches!(found.found, Found::Impossible(_)), "nobody else covers both countries");
    let counted = posed(&Wish { hours: Hours::Count, ..wish() });
    let hours: Vec<u32> = counted.brief.needs.iter().map(|need| need.hours as u32).collect();
    assert_eq!(hours, [160, 160, 100, 30]);
}
