//! The next best teams: who changes, and what it costs.

use rowlock_selection::{Outcome, Problem, Status, Team};

use super::question::Question;
use super::scales::{AMOUNT, POINT};

/// Another team.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// Its members.
    pub members: Vec<usize>,
    /// Who comes in, against the best team.
    pub comes: Vec<usize>,
    /// Who goes, against the best team.
    pub goes: Vec<usize>,
    /// What it is worth, in points.
    pub value: f64,
    /// What it costs a month.
    pub cost: f64,
    /// Whether it is certain that no better team lies as far from those before it.
    pub is_proven: bool,
    /// In words.
    pub sentence: String,
}

/// The teams after the first, the best first.
pub(super) fn alternatives(
    question: &Question,
    problem: &Problem,
    best: &Team,
    found: &[Outcome],
) -> Vec<Alternative> {
    let others = found.iter().filter_map(|outcome| Some((outcome.team.as_ref()?, outcome.status)));
    others.skip(1).map(|(team, status)| alternative(question, problem, best, team, status)).collect()
}

fn alternative(
    question: &Question,
    problem: &Problem,
    best: &Team,
    team: &Team,
    status: Status,
) -> Alternative {
    let only = |one: &Team, other: &Team| -> Vec<usize> {
        one.members().iter().copied().filter(|&member| !other.has(member)).collect()
    };
    let cost = team.cost(problem);
    let dearer = cost - best.cost(problem);
    let money = match dearer {
        0 => String::new(),
        1.. => format!("; {} a month dearer", question.money(dearer)),
        _ => format!("; {} a month cheaper", question.money(-dearer)),
    };
    let difference = Question::difference(best.value(), best.value() - team.value());
    Alternative {
        members: team.members().to_vec(),
        comes: only(team, best),
        goes: only(best, team),
        value: team.value() as f64 / POINT,
        cost: cost as f64 / AMOUNT,
        is_proven: status == Status::Proven,
        sentence: format!("{}: worth {difference}{money}.", question.change(best, team)),
    }
}
