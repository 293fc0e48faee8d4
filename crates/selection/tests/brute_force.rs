//! Small random problems of every kind, solved by looking at all teams.
#![allow(clippy::unwrap_used, reason = "a problem that contradicts itself fails the test")]

mod common;

use std::collections::BTreeMap;

use common::{Dice, every_team, random_problem};
use rowlock_selection::{Candidate, Need, Pool, Problem, Search, Status, Team};

const INSTANCES: u64 = 10_000;
/// Of these many, the others contradict themselves and are never searched.
const DRAWN: u64 = 16_000;

#[test]
fn the_search_agrees_with_looking_at_all_teams() {
    let (mut possible, mut impossible) = (0_u64, 0_u64);
    let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
    for seed in 0..DRAWN {
        let Some(problem) = random_problem(&mut Dice::of(seed)) else { continue };
        let outcome = Search::new().with_seed(seed).best(&problem);
        let best = every_team(&problem).map(|team| team.value()).max();
        assert_eq!(outcome.team.as_ref().map(Team::value), best, "seed {seed}");
        let Some(team) = &outcome.team else {
            impossible += 1;
            assert_eq!(outcome.status, Status::Infeasible, "seed {seed}");
            continue;
        };
        possible += 1;
        assert_eq!(outcome.status, Status::Proven, "seed {seed}");
        assert_eq!(outcome.bound, best, "seed {seed}");
        assert_eq!(team.breaches(&problem), [], "seed {seed}");
        assert_eq!(&Team::of(&problem, team.members()), team, "seed {seed}");
        for kind in demands(&problem) {
            *kinds.entry(kind).or_default() += 1;
        }
    }
    assert!(impossible > 500 && possible + impossible >= INSTANCES, "{possible} {impossible}");
    // Every kind of demand occurs, in possible problems, often enough to mean something.
    assert_eq!(kinds.len(), ALL.len(), "{kinds:?}");
    assert!(kinds.values().all(|&count| count > 500), "{kinds:?}");
}

const ALL: [&str; 15] = [
    "people",
    "two people",
    "several people of one firm",
    "high level",
    "hours at a capability",
    "hours in all",
    "split hours",
    "conflict",
    "bonus",
    "malus",
    "size",
    "no largest size",
    "budget",
    "fixed in",
    "fixed out",
];

fn demands(problem: &Problem) -> Vec<&'static str> {
    let (pool, need) = (problem.pool(), problem.need());
    let asked = need.requirements();
    let split = |candidate: &rowlock_selection::Candidate| candidate.hours_at(0) != candidate.hours();
    let present = [
        asked.iter().any(|asked| asked.people > 0 && asked.level > 0),
        asked.iter().any(|asked| asked.people > 1),
        asked.iter().any(|asked| {
            asked.people > 0 && pool.candidates().iter().any(|one| one.people_at(asked.capability) > 1)
        }),
        asked.iter().any(|asked| asked.people > 0 && asked.level > 5),
        asked.iter().any(|asked| asked.hours > 0),
        need.hours() > 0,
        pool.candidates().iter().any(split)
            && (need.hours() > 0 || asked.iter().any(|asked| asked.hours > 0)),
        !pool.conflicts().is_empty(),
        pool.bonuses().iter().any(|bonus| bonus.value > 0),
        pool.bonuses().iter().any(|bonus| bonus.value < 0),
        need.smallest() > 0 && need.largest().is_some(),
        need.largest().is_none(),
        need.budget().is_some(),
        !need.fixed_in().is_empty(),
        !need.fixed_out().is_empty(),
    ];
    ALL.into_iter().zip(present).filter_map(|(kind, present)| present.then_some(kind)).collect()
}

/// Pools in which shares, clusters and tolls leave out most: sparse bonuses, and teams of four at most.
#[test]
fn larger_pools_agree_with_looking_at_all_teams_of_four() {
    let teams = teams_up_to(4, 36);
    for seed in 0..24 {
        let problem = sparse(&mut Dice::of(700 + seed), 36, if seed % 2 == 0 { 60 } else { 300 });
        let outcome = Search::new().with_seed(seed).best(&problem);
        let best = teams
            .iter()
            .map(|members| Team::of(&problem, members))
            .filter(|team| team.breaches(&problem).is_empty())
            .map(|team| team.value())
            .max();
        assert_eq!(outcome.team.as_ref().map(Team::value), best, "seed {seed}");
        assert!(matches!(outcome.status, Status::Proven | Status::Infeasible), "seed {seed}");
    }
}

fn sparse(dice: &mut Dice, count: usize, largest_bonus: i64) -> Problem {
    let candidates: Vec<Candidate> = (0..count)
        .map(|_| {
            let levels: Vec<u8> = (0..3).map(|_| dice.below(8) as u8).collect();
            Candidate::new(dice.between(100, 400)).with_levels(levels).with_cost(dice.between(5, 15))
        })
        .collect();
    let mut pool = Pool::new(3, candidates);
    for _ in 0..count * 2 {
        let (one, other) = (dice.below(count as u64) as usize, dice.below(count as u64) as usize);
        if one != other {
            let value = if dice.chance(15) { -20 } else { dice.between(10, largest_bonus) };
            pool = if dice.chance(20) {
                pool.with_conflict(one, other)
            } else {
                pool.with_bonus(one, other, value)
            };
        }
    }
    let need = Need::new().with_people(0, 4, 2).with_people(1, 4, 1).with_people(2, 5, 1);
    Problem::new(pool, need.with_size(2..=4).with_budget(42)).unwrap()
}

/// All sets of at most so many, each once.
fn teams_up_to(most: usize, count: usize) -> Vec<Vec<usize>> {
    let (mut teams, mut grown): (Vec<Vec<usize>>, usize) = (vec![Vec::new()], 0);
    for _ in 0..most {
        let known = teams.len();
        for place in grown..known {
            let next = teams[place].last().map_or(0, |last| last + 1);
            for who in next..count {
                let mut wider = teams[place].clone();
                wider.push(who);
                teams.push(wider);
            }
        }
        grown = known;
    }
    teams
}
