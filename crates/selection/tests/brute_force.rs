//! Small random problems of every kind, solved by looking at all teams.

mod common;

use std::collections::BTreeMap;

use common::{Dice, every_team, random_problem};
use rowlock_selection::{Problem, Search, Status, Team};

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
