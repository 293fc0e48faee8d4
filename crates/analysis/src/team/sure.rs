//! How sure the choice is when nobody knows the weights exactly: many weights are tried that keep the order of the
//! criteria, and under each the best team is found. What comes out are shares of weights, and nothing else.

use rowlock_selection::smaa::{Study, Weights};
use rowlock_selection::{Bonus, Pool, Problem, Robustness, Team, robustness};

use super::question::Question;
use super::words::share_of_weights;

/// How many weights are solved before the caller is asked again whether to go on.
const BATCH: usize = 16;

/// What a score with weight 1 is in the engine's units there, by the units of a question.
const FINER: i64 = 1_000;

/// A candidate is told of if they are on the best team under this share of weights at least.
const WORTH_TELLING: f64 = 0.05;

/// How a choice stands up to other weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Sure {
    /// How many weights were tried.
    pub draws: usize,
    /// The share of weights under which the team is the best.
    pub team: f64,
    /// For each candidate the share of weights under which they are on the best team.
    pub on_best_team: Vec<f64>,
    /// For each candidate the share of weights under which they come first alone.
    pub first_alone: Vec<f64>,
    /// Of the team, of its members, and of others who are often on the best team, in words.
    pub sentences: Vec<String>,
}

/// Tries weights. None without scores, or if it was stopped before any was solved.
pub(super) fn sure(
    question: &Question,
    problem: &Problem,
    best: &Team,
    draws: usize,
    seed: u64,
    go_on: &dyn Fn(usize) -> bool,
) -> Option<Sure> {
    let scales = question.scales()?;
    let finer = finer(question, problem)?;
    let study = |seed: u64, draws: usize| {
        let study = Study::of(scales.scores()).with_draws(draws).with_seed(seed);
        study.with_weights(scales.admissible().clone()).ok()
    };
    let (mut done, mut team) = (0, 0.0);
    let mut on_best_team = vec![0.0; question.pool().candidates().len()];
    // Each batch has a seed of its own, so what was tried does not depend on where it was stopped.
    for batch in 0..draws.div_ceil(BATCH) {
        if !go_on(done) {
            break;
        }
        let size = BATCH.min(draws - batch * BATCH);
        let seed = seed.wrapping_add((batch as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let Some(Robustness { core_index, teams, draws }) = robustness(&finer, &study(seed, size)?) else {
            continue;
        };
        let share = draws as f64;
        on_best_team.iter_mut().zip(&core_index).for_each(|(sum, index)| *sum += index * share);
        team += teams
            .iter()
            .filter(|(members, _)| members == best.members())
            .map(|(_, of)| of * share)
            .sum::<f64>();
        done += draws;
    }
    if done == 0 {
        return None;
    }
    for sum in &mut on_best_team {
        *sum /= done as f64;
    }
    let alone = study(seed, 10_000)?.acceptability(1);
    let first_alone = (0..on_best_team.len()).map(|who| alone.share(who, 0)).collect();
    let mut sure =
        Sure { draws: done, team: team / done as f64, on_best_team, first_alone, sentences: Vec::new() };
    sure.sentences = sentences(question, best, &sure, scales.admissible());
    Some(sure)
}

/// The problem in the units in which weights are tried.
fn finer(question: &Question, problem: &Problem) -> Option<Problem> {
    let bonuses =
        question.pool().bonuses().iter().map(|bonus| Bonus { value: bonus.value * FINER, ..*bonus });
    let pool: Pool = question.pool().valued(|_| 0).with_bonuses(bonuses);
    Problem::new(pool, problem.need().clone()).ok()
}

fn sentences(question: &Question, best: &Team, sure: &Sure, admissible: &Weights) -> Vec<String> {
    let order = match admissible {
        Weights::Any => "",
        Weights::Ranked(_) => ", all in your order of the criteria",
    };
    let mut told = vec![format!(
        "This team is the best under {} of the {} weights we tried{order}.",
        share_of_weights(sure.team),
        rowlock_core::fact::amount(sure.draws as f64)
    )];
    let on = |who: usize| {
        let share = share_of_weights(sure.on_best_team[who]);
        format!("{} is on the best team under {share} of the weights.", question.name(who))
    };
    told.extend(best.members().iter().map(|&who| on(who)));
    let outside = (0..sure.on_best_team.len()).filter(|who| !best.has(*who));
    let mut often: Vec<usize> = outside.filter(|&who| sure.on_best_team[who] >= WORTH_TELLING).collect();
    often.sort_by(|&one, &other| sure.on_best_team[other].total_cmp(&sure.on_best_team[one]));
    told.extend(often.into_iter().map(|who| format!("Not on this team: {}", on(who))));
    told
}
