//! Small random problems of every kind, solved by looking at all teams.

mod common;

use common::{Dice, every_team, random_problem};
use rowlock_selection::{Search, Status, Team};

const INSTANCES: u64 = 10_000;
/// Of these many, the others contradict themselves and are never searched.
const DRAWN: u64 = 14_500;

#[test]
fn the_search_agrees_with_looking_at_all_teams() {
    let mut kinds = [0_u64; 3];
    for seed in 0..DRAWN {
        let Some(problem) = random_problem(&mut Dice::of(seed)) else {
            kinds[0] += 1;
            continue;
        };
        let outcome = Search::new().with_seed(seed).best(&problem);
        let best = every_team(&problem).map(|team| team.value()).max();
        assert_eq!(outcome.team.as_ref().map(Team::value), best, "seed {seed}");
        match &outcome.team {
            None => {
                kinds[1] += 1;
                assert_eq!(outcome.status, Status::Infeasible, "seed {seed}");
            }
            Some(team) => {
                kinds[2] += 1;
                assert_eq!(outcome.status, Status::Proven, "seed {seed}");
                assert_eq!(outcome.bound, best, "seed {seed}");
                assert_eq!(team.breaches(&problem), [], "seed {seed}");
                assert_eq!(&Team::of(&problem, team.members()), team, "seed {seed}");
            }
        }
    }
    // Contradictory, impossible and possible ones all occur often enough to mean something.
    assert!(kinds[1] > 500 && kinds[1] + kinds[2] >= INSTANCES, "{kinds:?}");
}
