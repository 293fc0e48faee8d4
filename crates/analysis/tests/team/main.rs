//! The best team in words: what a founder reads of the engine's proof.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod found;
mod none;
mod others;
mod weights;

use rowlock_analysis::team::{
    Best, Brief, Candidate, Effort, Found, Impossible, Needed, Question, TeamReport, report,
};

/// Levels in selling and law, hours, cost, fit.
fn candidate(name: &str, levels: [u8; 2], hours: f64, cost: f64, fit: f64) -> Candidate {
    Candidate {
        people: Vec::new(),
        name: name.to_owned(),
        levels: levels.into_iter().map(Some).collect(),
        hours: Some(hours),
        cost: Some(cost),
        fit: Some(fit),
    }
}

fn needed(capability: usize, level: u8, people: usize) -> Needed {
    Needed { capability, level, people, hours: 0.0 }
}

/// Five candidates, of whom two or three are to sell and to know the law for 8,000 a month.
fn brief() -> Brief {
    Brief {
        title: "A shop".to_owned(),
        currency: "EUR".to_owned(),
        candidates: vec![
            candidate("Ana", [1, 5], 40.0, 3_000.0, 60.0),
            candidate("Ben", [6, 1], 80.0, 2_500.0, 80.0),
            candidate("Cid", [5, 2], 90.0, 2_000.0, 70.0),
            candidate("Dora", [2, 4], 60.0, 2_400.0, 66.0),
            candidate("Eli", [5, 5], 100.0, 9_000.0, 90.0),
        ],
        capabilities: vec!["selling".to_owned(), "law".to_owned()],
        needs: vec![needed(0, 5, 1), needed(1, 5, 1)],
        smallest: 2,
        largest: Some(3),
        budget: Some(8_000.0),
        ..Brief::default()
    }
}

fn asked(change: impl FnOnce(&mut Brief)) -> Question {
    let mut brief = brief();
    change(&mut brief);
    Question::new(brief).unwrap()
}

fn answer(question: &Question) -> TeamReport {
    report(question, &Effort::default())
}

#[track_caller]
fn best(change: impl FnOnce(&mut Brief)) -> Best {
    match answer(&asked(change)).found {
        Found::Team(best) => *best,
        other => panic!("no team: {other:?}"),
    }
}

#[track_caller]
fn none(change: impl FnOnce(&mut Brief)) -> Impossible {
    match answer(&asked(change)).found {
        Found::Impossible(impossible) => impossible,
        other => panic!("not impossible: {other:?}"),
    }
}

#[track_caller]
fn ways(impossible: &Impossible, expected: &[&str]) {
    let told: Vec<&str> = impossible.ways_out.iter().map(|way| way.sentence.as_str()).collect();
    assert_eq!(told, expected);
}
