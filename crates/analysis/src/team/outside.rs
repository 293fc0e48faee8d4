//! Why somebody is not on the team, and what would have to be different.

use std::collections::HashMap;

use rowlock_core::fact::list;
use rowlock_selection::explain::{self, Demand, Outsider, Price};
use rowlock_selection::{Problem, Search, Status, Team};

use super::impossible::ways_out;
use super::question::Question;

/// How many of those outside are searched for: those who look best beside the team.
const SEARCHED: usize = 24;

/// The most changes that are named which would let somebody in.
const MOST_WAYS: usize = 3;

/// Somebody outside, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Outside {
    /// The candidate.
    pub candidate: usize,
    /// By how many points their fit would have to rise; none if no team with them meets the need.
    pub short_by: Option<f64>,
    /// What was found.
    pub found: Outsider,
    /// In words.
    pub sentence: String,
}

/// The nearest few outsiders, the nearest first.
pub(super) fn nearest(
    question: &Question,
    problem: &Problem,
    best: &Team,
    count: usize,
    search: &Search<'_>,
) -> Vec<Outside> {
    let mut near = by_value(problem, promising(question, best, SEARCHED.max(count)), search);
    near.truncate(count);
    let mut told: Vec<Outside> =
        near.into_iter().map(|who| outside(question, problem, best, who, search)).collect();
    told.sort_by_key(|outside| (loss(&outside.found.with).unwrap_or(i64::MAX), outside.candidate));
    told
}

/// Says of one candidate outside why.
pub(super) fn outside(
    question: &Question,
    problem: &Problem,
    best: &Team,
    who: usize,
    search: &Search<'_>,
) -> Outside {
    let found = explain::outsider(problem, best, who, search);
    let short_by = match found.with {
        Price::Loses { value, .. } => Some(value.max(0) as f64 / super::scales::POINT),
        Price::Impossible | Price::AtLeast(_) => None,
    };
    Outside { candidate: who, short_by, sentence: sentence(question, best, who, &found, search), found }
}

/// Those outside who look best beside the team: by their fit and by what they are worth together with its members.
fn promising(question: &Question, best: &Team, count: usize) -> Vec<usize> {
    let mut beside: HashMap<usize, i64> = HashMap::new();
    for bonus in question.pool().bonuses() {
        let (one, other) = bonus.pair;
        for (who, partner) in [(one, other), (other, one)] {
            if best.has(partner) {
                *beside.entry(who).or_default() += bonus.value;
            }
        }
    }
    let candidates = question.pool().candidates();
    let worth = |who: usize| candidates[who].fit() + beside.get(&who).copied().unwrap_or(0);
    let decided = &question.brief().fixed_out;
    let outside = (0..candidates.len()).filter(|who| !best.has(*who) && !decided.contains(who));
    let mut worthy: Vec<usize> = outside.collect();
    worthy.sort_by_key(|&who| (std::cmp::Reverse(worth(who)), who));
    worthy.truncate(count);
    worthy
}

/// By what the best team with each of them is worth, the highest first; those without any team last.
fn by_value(problem: &Problem, candidates: Vec<usize>, search: &Search<'_>) -> Vec<usize> {
    let value = |who: usize| {
        let need = problem.need().clone().with_fixed_in(who);
        let outcome = problem.with_need(need).ok().map(|problem| search.best(&problem))?;
        outcome.team.filter(|_| outcome.status == Status::Proven).map(|team| team.value())
    };
    let mut valued: Vec<(Option<i64>, usize)> = candidates.into_iter().map(|who| (value(who), who)).collect();
    valued.sort_by_key(|&(value, who)| (std::cmp::Reverse(value), who));
    valued.into_iter().map(|(_, who)| who).collect()
}

fn loss(price: &Price) -> Option<i64> {
    match price {
        Price::Loses { value, .. } => Some(*value),
        Price::AtLeast(value) => Some(*value),
        Price::Impossible => None,
    }
}

fn sentence(question: &Question, best: &Team, who: usize, found: &Outsider, search: &Search<'_>) -> String {
    let name = question.name(who);
    let mut parts = Vec::new();
    if question.brief().fixed_out.contains(&who) {
        parts.push(format!("{name} is out by decision."));
    }
    match &found.with {
        Price::Loses { value: 0, team } => {
            parts.push(format!("A team with {name} is worth just as much: {}.", question.change(best, team)));
        }
        Price::Loses { value, team } => {
            let difference = Question::difference(best.value(), *value);
            let change = question.change(best, team);
            parts.push(format!("With {name} the best team is worth {difference}: {change}."));
            if *value > 0 {
                parts.push(format!("The fit of {name} would have to rise by {}.", Question::points(*value)));
            }
        }
        Price::Impossible => parts.push(match why_impossible(question, who) {
            Some(why) => format!("No team with {name} meets the need{why}."),
            None => format!("No team with {name} meets the need{}", what_would_do(question, who, search)),
        }),
        Price::AtLeast(0) => parts.push(format!(
            "Whether {name} could be on a best team was still open when the search was stopped."
        )),
        Price::AtLeast(value) => {
            let difference = Question::difference(best.value(), *value);
            parts.push(format!("With {name} the best team is worth at least {difference}."));
        }
    }
    if !found.conflicts.is_empty() {
        parts.push(format!("{name} is in conflict with {}, on the team.", question.names(&found.conflicts)));
    }
    if found.blocked_by_conflicts == Some(true) && !is_equal(found) {
        parts.push(format!("Without the conflicts of {name}, a best team would have them."));
    }
    if found.blocked_by_budget == Some(true) && !is_equal(found) {
        parts.push(format!("With a larger budget, a best team would have {name}."));
    }
    parts.extend(levels(question, who));
    parts.join(" ")
}

fn is_equal(found: &Outsider) -> bool {
    matches!(found.with, Price::Loses { value, .. } if value <= 0)
}

/// What rules somebody out, where it can be told from the data alone.
fn why_impossible(question: &Question, who: usize) -> Option<String> {
    let conflicts = question.pool().conflicts().iter();
    let decided: Vec<usize> = conflicts
        .filter_map(|&(one, other)| if one == who { Some(other) } else { (other == who).then_some(one) })
        .filter(|other| question.brief().fixed_in.contains(other))
        .collect();
    if !decided.is_empty() {
        let are = if decided.len() == 1 { "is" } else { "are" };
        return Some(format!(
            ", as {} {are} in by decision and in conflict with them",
            question.names(&decided)
        ));
    }
    let (cost, budget) = (question.pool().candidates()[who].cost(), question.need().budget()?);
    let money = |units| question.money(units);
    (cost > budget).then(|| format!(": they cost {}, and the budget is {}", money(cost), money(budget)))
}

/// The changes each of which would let a team with somebody meet the need.
fn what_would_do(question: &Question, who: usize, search: &Search<'_>) -> String {
    let need = question.need().clone().with_open(who).with_fixed_in(who);
    let ways = ways_out(question, &need, search);
    let others = ways.iter().filter(|way| way.relaxation.demand != Demand::FixedIn(who));
    let told: Vec<&str> = others.take(MOST_WAYS).map(|way| way.sentence.as_str()).collect();
    match told[..] {
        [] => ".".to_owned(),
        [way] => format!(". What would do: {way}"),
        _ => format!(". Any one of these would do: {}", told.join(" ")),
    }
}

/// Where somebody is one level short of what is asked, or reaches nothing of it.
fn levels(question: &Question, who: usize) -> Option<String> {
    let name = question.name(who);
    let needs = &question.brief().needs;
    let level = |capability: usize| question.pool().candidates()[who].level(capability);
    if needs.is_empty() || needs.iter().any(|asked| level(asked.capability) >= asked.level) {
        return None;
    }
    let near = needs.iter().filter(|asked| level(asked.capability) + 1 == asked.level);
    let near: Vec<&str> = near.map(|asked| question.capability(asked.capability)).collect();
    Some(if near.is_empty() {
        format!("{name} reaches none of the levels that are asked for.")
    } else {
        format!("{name} reaches none of the levels that are asked for, and is one short in {}.", list(&near))
    })
}
