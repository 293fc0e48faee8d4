//! Which single demand makes a need impossible, and how far it would have to give way.

use crate::need::Need;
use crate::pool::{Candidate, Pool};
use crate::problem::Problem;
use crate::search::{Search, Status};

/// One part of a need, or of a pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// How many people a requirement asks for, by its place in the need.
    People(usize),
    /// How many hours a requirement asks for, by its place in the need.
    Hours(usize),
    /// The hours in all.
    HoursInTotal,
    /// The budget.
    Budget,
    /// The smallest size.
    Smallest,
    /// The largest size.
    Largest,
    /// All conflicts together.
    Conflicts,
    /// Somebody who has to be on the team.
    FixedIn(usize),
    /// Somebody who must not be on the team.
    FixedOut(usize),
}

/// A demand without which there are teams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relaxation {
    /// The demand.
    pub demand: Demand,
    /// What it would have to be for a team to exist, all else being kept: the most people or hours, the least
    /// budget, the nearest size. Absent where a demand has no number, or if the search was stopped.
    pub reachable: Option<i64>,
}

/// Finds every demand that alone makes a need impossible; none if it takes more than one, or if there is a team.
///
/// Pool and need may contradict each other; what is wrong with names and numbers is told by [`Problem::new`].
pub fn relaxations(pool: &Pool, need: &Need, search: &Search<'_>) -> Vec<Relaxation> {
    let given = Problem::new(pool.clone(), need.clone());
    if given.is_ok_and(|problem| search.best(&problem).status != Status::Infeasible) {
        return Vec::new();
    }
    demands(pool, need).into_iter().filter_map(|demand| relaxed(pool, need, demand, search)).collect()
}

fn demands(pool: &Pool, need: &Need) -> Vec<Demand> {
    let mut demands = Vec::new();
    for (place, asked) in need.requirements().iter().enumerate() {
        demands.extend((asked.people > 0).then_some(Demand::People(place)));
        demands.extend((asked.hours > 0).then_some(Demand::Hours(place)));
    }
    demands.extend((need.hours() > 0).then_some(Demand::HoursInTotal));
    demands.extend(need.budget().map(|_| Demand::Budget));
    demands.extend((need.smallest() > 0).then_some(Demand::Smallest));
    demands.extend(need.largest().map(|_| Demand::Largest));
    demands.extend((!pool.conflicts().is_empty()).then_some(Demand::Conflicts));
    demands.extend(need.fixed_in().iter().map(|&candidate| Demand::FixedIn(candidate)));
    demands.extend(need.fixed_out().iter().map(|&candidate| Demand::FixedOut(candidate)));
    demands
}

/// What a candidate brings of what is asked.
type Worth<'a> = dyn Fn(&Candidate) -> i64 + 'a;

/// Searches without the demand for the team that comes nearest to it.
fn relaxed(pool: &Pool, need: &Need, demand: Demand, search: &Search<'_>) -> Option<Relaxation> {
    let asked = |place: usize| need.requirements()[place];
    let able = |place: usize, candidate: &Candidate| {
        let asked = asked(place);
        candidate.level(asked.capability) >= asked.level
    };
    let (easier, worth, sign): (Need, Box<Worth<'_>>, i64) = match demand {
        Demand::People(place) => (
            need.clone().with_amounts(place, 0, asked(place).hours),
            Box::new(move |candidate| {
                if able(place, candidate) { candidate.people_at(asked(place).capability) as i64 } else { 0 }
            }),
            1,
        ),
        Demand::Hours(place) => {
            let hours = move |candidate: &Candidate| {
                if able(place, candidate) { candidate.hours_at(asked(place).capability) } else { 0 }
            };
            (need.clone().with_amounts(place, asked(place).people, 0), Box::new(hours), 1)
        }
        Demand::HoursInTotal => (need.clone().with_hours(0), Box::new(Candidate::hours), 1),
        Demand::Budget => (need.clone().without_budget(), Box::new(|candidate| -candidate.cost()), -1),
        Demand::Smallest => {
            (need.clone().with_size(0..=need.largest().unwrap_or(usize::MAX)), Box::new(|_| 1), 1)
        }
        Demand::Largest => (need.clone().with_size(need.smallest()..=usize::MAX), Box::new(|_| -1), -1),
        Demand::FixedIn(candidate) | Demand::FixedOut(candidate) => {
            (need.clone().with_open(candidate), Box::new(|_| 0), 0)
        }
        Demand::Conflicts => (need.clone(), Box::new(|_| 0), 0),
    };
    let pool = pool.valued(worth);
    let pool = if demand == Demand::Conflicts { pool.without_conflicts() } else { pool };
    let outcome = search.best(&Problem::new(pool, easier).ok()?);
    let team = outcome.team?;
    let proven = outcome.status == Status::Proven && sign != 0;
    Some(Relaxation { demand, reachable: proven.then(|| sign * team.value()) })
}
