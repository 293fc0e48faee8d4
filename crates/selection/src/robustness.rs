//! How often a candidate is on an optimal team, over all admissible weights of criteria: the core index of robust
//! portfolio modelling (Liesiö, Mild and Salo 2007), by drawing weights and solving exactly at each.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::problem::Problem;
use crate::search::{Search, Status};
use crate::smaa::Study;

/// What one unit of a score with weight 1 is in fits, which are whole numbers.
const UNIT: f64 = 1_000_000.0;

/// How candidates and teams stand up to changing weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Robustness {
    /// For each candidate the share of weights under which the optimal team has them.
    pub core_index: Vec<f64>,
    /// The optimal teams with their shares of weights, the most frequent first.
    pub teams: Vec<(Vec<usize>, f64)>,
    /// How many weights were solved to the proof.
    pub draws: usize,
}

/// Solves a problem under weights drawn by a study of its candidates' scores, which replace their fits; bonuses
/// stay as they are, in millionths of a score.
///
/// Scores lie within ±1,000 and there is one line of them for each candidate; otherwise, or if no draw was
/// solved, the answer is `None`. Runs on all threads of the pool that it is called in.
pub fn robustness(problem: &Problem, study: &Study<'_>) -> Option<Robustness> {
    let count = problem.pool().candidates().len();
    let scores = study.scores();
    if scores.alternatives() != count {
        return None;
    }
    let solve = |number: usize| {
        let weights = study.draw(number);
        let value = |candidate: usize| -> f64 {
            scores
                .of_one(candidate)
                .iter()
                .zip(&weights)
                .map(|(&score, weight)| f64::from(score) * weight)
                .sum()
        };
        let fits: Vec<i64> = (0..count).map(|candidate| (value(candidate) * UNIT).round() as i64).collect();
        let weighted = Problem::new(problem.pool().with_fits(&fits), problem.need().clone()).ok()?;
        let outcome = Search::new().best(&weighted);
        outcome.team.filter(|_| outcome.status == Status::Proven).map(|team| team.members().to_vec())
    };
    let solved: Vec<Vec<usize>> = (0..study.draws()).into_par_iter().filter_map(solve).collect();
    let draws = solved.len();
    if draws == 0 {
        return None;
    }
    let mut core_index = vec![0.0; count];
    let mut teams: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
    for team in solved {
        for &member in &team {
            core_index[member] += 1.0 / draws as f64;
        }
        *teams.entry(team).or_default() += 1;
    }
    let mut teams: Vec<(Vec<usize>, f64)> =
        teams.into_iter().map(|(team, times)| (team, times as f64 / draws as f64)).collect();
    teams.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    Some(Robustness { core_index, teams, draws })
}
