//! Laws of lives that are made up.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use jiff::civil::date;
use rowlock_core::fact::{Event, Outcome};
use rowlock_core::framework::Framework;
use rowlock_simulation::{End, Kind, Life, MAKERS, Plan, alliance};

fn framework() -> Framework {
    rowlock_files::framework::default_framework().unwrap()
}

fn plan(kind: Kind) -> Plan<'static> {
    Plan { kind, noise: 1.0, begins: date(2023, 1, 2), weeks: None, end: End::ByKind, cast: &MAKERS }
}

fn life(kind: Kind, seed: u64) -> Life {
    alliance(&framework(), &plan(kind), seed).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_record_and_another_seed_another() {
    let first = life(Kind::HoursDryUp, 7);
    assert_eq!(first.record.final_hash(), life(Kind::HoursDryUp, 7).record.final_hash());
    assert_ne!(first.record.final_hash(), life(Kind::HoursDryUp, 8).record.final_hash());
}

#[test]
fn every_kind_lives_and_what_fails_says_so_at_its_end() {
    for kind in Kind::HEALTHY.into_iter().chain(Kind::FAILING) {
        for seed in 0..3 {
            let life = life(kind, seed);
            let outcome = life.record.as_of(life.until).outcome(life.until).map(|entry| entry.value);
            assert_eq!(outcome, kind.is_failing().then_some(Outcome::Failed), "{kind:?}");
            assert_eq!(life.declines_from.is_some(), kind.is_failing());
            assert!(life.runs_from < life.until);
        }
    }
}

#[test]
fn healthy_ones_have_their_troubles_too() {
    let issues: Vec<usize> = (0..6).map(|seed| raised(&life(Kind::Busy, seed))).collect();
    assert!(issues.iter().all(|count| *count > 0), "{issues:?}");
}

fn raised(life: &Life) -> usize {
    life.record.facts().iter().filter(|fact| matches!(fact.event, Event::IssueRaised(_))).count()
}

#[test]
fn an_end_can_be_asked_for() {
    let framework = framework();
    for (end, outcome) in [
        (End::InOrder, Some(Outcome::Mixed)),
        (End::AimReached, Some(Outcome::Succeeded)),
        (End::BoughtOut, Some(Outcome::Succeeded)),
        (End::Considering, None),
        (End::GoesOn, None),
    ] {
        let plan = Plan { end, weeks: Some(30), ..plan(Kind::OwnProjects) };
        let life = alliance(&framework, &plan, 3).unwrap();
        assert_eq!(life.record.as_of(life.until).outcome(life.until).map(|entry| entry.value), outcome);
    }
}
