//! The next best teams and the explanations, against all teams of small random problems.

mod common;

use common::{Dice, every_team, random_problem};
use rowlock_selection::explain::{Price, members, outsider};
use rowlock_selection::{Problem, Search, Team, alternatives};

fn problems(seeds: std::ops::Range<u64>) -> impl Iterator<Item = (u64, Problem, Vec<Team>)> {
    seeds.filter_map(|seed| {
        let problem = random_problem(&mut Dice::of(seed))?;
        let teams: Vec<Team> = every_team(&problem).collect();
        (!teams.is_empty()).then_some((seed, problem, teams))
    })
}

#[test]
fn the_best_teams_keep_their_distance() {
    for (seed, problem, teams) in problems(20_000..21_500) {
        let distance = 1 + seed as usize % 3;
        let found = alternatives(&problem, 4, distance, &Search::new());
        let mut before: Vec<&Team> = Vec::new();
        for outcome in &found {
            let far = |team: &&Team| before.iter().all(|better| better.distance(team) >= distance);
            let best = teams.iter().filter(far).map(Team::value).max();
            assert_eq!(outcome.team.as_ref().map(Team::value), best, "seed {seed}");
            if let Some(team) = &outcome.team {
                assert!(far(&team), "seed {seed}");
                assert_eq!(team.breaches(&problem), [], "seed {seed}");
                before.push(team);
            }
        }
        assert!(found.len() == 4 || found.last().is_some_and(|last| last.team.is_none()), "seed {seed}");
    }
}

#[test]
fn a_member_costs_what_the_best_team_loses_without_them() {
    for (seed, problem, teams) in problems(30_000..30_400) {
        let Some(best) = Search::new().best(&problem).team else { panic!("seed {seed}: no team") };
        for (member, price) in members(&problem, &best, &Search::new()) {
            if problem.need().fixed_in().contains(&member) {
                continue;
            }
            let without = teams.iter().filter(|team| !team.has(member)).map(Team::value).max();
            let found = match price {
                Price::Loses { value, .. } => Some(best.value() - value),
                Price::Impossible => None,
                Price::AtLeast(_) => panic!("seed {seed}: nobody stopped it"),
            };
            assert_eq!(found, without, "seed {seed}, without {member}");
        }
        let outside = (0..problem.pool().candidates().len())
            .filter(|&index| !best.has(index) && !problem.need().fixed_out().contains(&index));
        for candidate in outside {
            let with = teams.iter().filter(|team| team.has(candidate)).map(Team::value).max();
            let found = match outsider(&problem, &best, candidate, &Search::new()).with {
                Price::Loses { value, .. } => Some(best.value() - value),
                Price::Impossible => None,
                Price::AtLeast(_) => panic!("seed {seed}: nobody stopped it"),
            };
            assert_eq!(found, with, "seed {seed}, with {candidate}");
        }
    }
}
