//! What if somebody must be on the team?

use rowlock_selection::explain::Price;
use rowlock_selection::{Problem, Search, Team};

use super::outside::outside;
use super::question::Question;
use super::report::Effort;

/// The answer to "what if we must keep this person".
#[derive(Debug, Clone, PartialEq)]
pub struct Keep {
    /// Who.
    pub candidate: usize,
    /// The best team with them; none if there is none, or if the search was stopped.
    pub team: Option<Vec<usize>>,
    /// In words.
    pub sentence: String,
}

/// Says what becomes of a best team, given by its members, if somebody must be on it.
pub fn keep(question: &Question, best: &[usize], candidate: usize, effort: &Effort<'_>) -> Option<Keep> {
    let problem = Problem::new(question.pool().clone(), question.need().clone()).ok()?;
    let search = Search::new().with_seed(effort.seed).with_stop(effort.stop);
    let best = Team::of(&problem, best);
    if best.has(candidate) {
        let sentence = format!("{} is on the team already.", question.name(candidate));
        return Some(Keep { candidate, team: Some(best.members().to_vec()), sentence });
    }
    let told = outside(question, &problem, &best, candidate, &search);
    let team = match &told.found.with {
        Price::Loses { team, .. } => Some(team.members().to_vec()),
        Price::Impossible | Price::AtLeast(_) => None,
    };
    Some(Keep { candidate, team, sentence: told.sentence })
}
