//! What is told before any search, what is told when no team exists, and how a search is stopped.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod common;

use std::cell::Cell;

use common::{Dice, random_problem};
use rowlock_selection::explain::{Demand, Relaxation, relaxations};
use rowlock_selection::{
    Candidate, Contradiction, Coverage, Hours, Need, Pool, Problem, Requirement, Search, Status,
};

fn pool() -> Pool {
    Pool::new(
        2,
        [
            Candidate::new(10)
                .with_levels([5, 0])
                .with_cost(10)
                .with_hours(Hours::PerCapability(vec![20, 0])),
            Candidate::new(20)
                .with_levels([3, 2])
                .with_cost(20)
                .with_hours(Hours::PerCapability(vec![5, 10])),
            Candidate::new(30)
                .with_levels([0, 4])
                .with_cost(30)
                .with_hours(Hours::PerCapability(vec![0, 15])),
        ],
    )
    .with_conflict(0, 2)
}

#[track_caller]
fn refused(need: Need, expected: Contradiction, sentence: &str) {
    let found = Problem::new(pool(), need).expect_err("it contradicts itself");
    assert_eq!(found, expected);
    assert_eq!(found.to_string(), sentence);
}

#[test]
fn contradictions_name_who_what_and_how_many() {
    refused(
        Need::new().with_fixed_in(1).with_fixed_out(1),
        Contradiction::InAndOut { candidate: 1 },
        "candidate 1 is fixed in and fixed out",
    );
    refused(
        Need::new().with_fixed_in(7),
        Contradiction::UnknownCandidate { candidate: 7, pool: 3 },
        "candidate 7 is named, but the pool has 3, counted from 0",
    );
    refused(
        Need::new().with_fixed_in(0).with_fixed_in(2),
        Contradiction::FixedInConflict { pair: (0, 2) },
        "candidates 0 and 2 are both fixed in and are in conflict",
    );
    refused(
        Need::new().with_people(0, 4, 2),
        Contradiction::TooFewReach { requirement: 0, capability: 0, level: 4, exist: 1, needed: 2 },
        "2 must reach level 4 of capability 0, but only 1 do",
    );
    refused(
        Need::new().with_people(1, 3, 1).with_fixed_in(0),
        Contradiction::TooFewReach { requirement: 0, capability: 1, level: 3, exist: 0, needed: 1 },
        "1 must reach level 3 of capability 1, but only 0 do",
    );
    refused(
        Need::new().with_people(2, 1, 1),
        Contradiction::UnknownCapability { capability: 2, capabilities: 2 },
        "capability 2 is asked for, but there are 2, counted from 0",
    );
    refused(
        Need::new().with_people(0, 8, 1),
        Contradiction::NeedLevel { capability: 0, level: 8 },
        "level 8 is asked for at capability 0; the highest is 7",
    );
    let (smallest, largest) = (3, 2);
    refused(
        Need::new().with_size(smallest..=largest),
        Contradiction::SizeReversed { smallest: 3, largest: 2 },
        "the team has at least 3 and at most 2 members",
    );
    refused(
        Need::new().with_size(4..=5),
        Contradiction::PoolTooSmall { smallest: 4, exist: 3 },
        "the team has at least 4 members, but only 3 candidates can be on it",
    );
    refused(
        Need::new().with_people(0, 1, 2).with_size(1..=1),
        Contradiction::MoreThanTheSize { capability: 0, needed: 2, largest: 1 },
        "2 people are asked for at capability 0, but the team has at most 1 members, who have fewer",
    );
    refused(
        Need::new().with_requirement(Requirement { capability: 1, level: 1, people: 0, hours: 30 }),
        Contradiction::TooFewHours { requirement: 0, capability: 1, exist: 25, needed: 30 },
        "30 hours are asked for at capability 1, but at most 25 can be had",
    );
    refused(
        Need::new().with_people(0, 1, 2).with_budget(25),
        Contradiction::BudgetTooSmall { budget: 25, at_least: 30 },
        "the budget is 25, but the cheapest team costs at least 30",
    );
}

#[test]
fn wrong_candidates_are_told() {
    let one = |candidate: Candidate| Problem::new(Pool::new(1, [candidate]), Need::new()).err();
    assert_eq!(
        one(Candidate::new(1).with_levels([8])),
        Some(Contradiction::CandidateLevel { candidate: 0, level: 8 })
    );
    let number = Some(Contradiction::CandidateNumber { candidate: 0 });
    assert_eq!(one(Candidate::new(1).with_cost(-1)), number);
    assert_eq!(one(Candidate::new(i64::MIN + 1)), number);
    assert_eq!(one(Candidate::new(1).with_hours(Hours::InTotal(-1))), number);
    let paired = Pool::new(0, [Candidate::new(1)]).with_bonus(0, 0, 1);
    assert_eq!(
        Problem::new(paired, Need::new()).err(),
        Some(Contradiction::PairWithOneself { candidate: 0 })
    );
}

#[test]
fn what_makes_a_need_impossible_is_told_with_how_far_it_would_have_to_give_way() {
    // Level 4 of both capabilities is only had from the two who cannot work together.
    let need = Need::new().with_people(0, 4, 1).with_people(1, 4, 1).with_size(1..=3);
    let problem = Problem::new(pool(), need.clone()).unwrap();
    let outcome = Search::new().best(&problem);
    assert_eq!((outcome.status, outcome.team), (Status::Infeasible, None));
    let found = relaxations(&pool(), &need, &Search::new());
    let demand = |demand: Demand, reachable: Option<i64>| Relaxation { demand, reachable };
    assert_eq!(
        found,
        [
            demand(Demand::People(0), Some(0)),
            demand(Demand::People(1), Some(0)),
            demand(Demand::Conflicts, None),
        ]
    );
    // A budget that is too small, and by how much; nothing else alone would help.
    let need = Need::new().with_people(0, 1, 1).with_size(2..=2).with_budget(25);
    let found = relaxations(&pool(), &need, &Search::new());
    assert!(found.contains(&demand(Demand::Budget, Some(30))), "{found:?}");
    assert!(found.contains(&demand(Demand::Smallest, Some(1))), "{found:?}");
    assert_eq!(relaxations(&pool(), &Need::new(), &Search::new()), []);
}

#[test]
fn coverage_shows_on_whom_it_hangs() {
    let need = Need::new().with_people(0, 3, 1).with_people(1, 2, 1).with_size(2..=2).with_fixed_in(0);
    let problem = Problem::new(pool(), need).unwrap();
    let team = Search::new().best(&problem).team.unwrap();
    assert_eq!(team.members(), [0, 1]);
    let found = Coverage::of(&problem, &team);
    assert_eq!((found[0].able.as_slice(), found[0].tight, found[0].sole()), (&[0, 1][..], false, None));
    assert_eq!((found[1].levels.as_slice(), found[1].tight, found[1].sole()), (&[0, 2][..], true, Some(1)));
}

/// A problem that takes some hundreds of nodes.
fn hard() -> Problem {
    let mut dice = Dice::of(11);
    let candidates: Vec<Candidate> = (0..60).map(|_| Candidate::new(dice.between(90, 110))).collect();
    let mut pool = Pool::new(0, candidates);
    for _ in 0..900 {
        let (one, other) = (dice.below(60) as usize, dice.below(60) as usize);
        if one != other {
            pool = pool.with_bonus(one, other, dice.between(-50, 100));
        }
    }
    Problem::new(pool, Need::new().with_size(8..=8)).unwrap()
}

#[test]
fn a_stopped_search_has_a_team_and_a_bound() {
    let problem = hard();
    let whole = Search::new().best(&problem);
    assert_eq!(whole.status, Status::Proven);
    let best = whole.team.unwrap().value();
    for limit in [1, 3, 5] {
        let calls = Cell::new(0);
        let told = Cell::new(0);
        let stop = || {
            calls.set(calls.get() + 1);
            calls.get() > limit
        };
        let progress = |progress: rowlock_selection::Progress| told.set(progress.nodes);
        let outcome = Search::new().with_stop(&stop).with_progress(&progress).best(&problem);
        if outcome.status == Status::Stopped {
            let value = outcome.team.map_or(i64::MIN, |team| team.value());
            assert!(value <= best && outcome.bound.is_none_or(|bound| bound >= best));
        }
        assert!(told.get() <= outcome.nodes);
    }
    let none = Search::new().with_node_limit(0).best(&problem);
    assert_eq!((none.status, none.nodes), (Status::Stopped, 0));
}

#[test]
fn a_search_is_the_same_for_the_same_seed() {
    let problem = hard();
    assert_eq!(Search::new().with_seed(5).best(&problem), Search::new().with_seed(5).best(&problem));
    let small: Vec<Problem> = (0..50).filter_map(|seed| random_problem(&mut Dice::of(seed))).collect();
    for problem in &small {
        let (one, other) =
            (Search::new().with_seed(1).best(problem), Search::new().with_seed(2).best(problem));
        assert_eq!(one.team.map(|team| team.value()), other.team.map(|team| team.value()));
    }
}
