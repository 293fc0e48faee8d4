//! Why each member is on the team: what the best team loses without them.

use rowlock_core::fact::list;
use rowlock_selection::explain::Price;
use rowlock_selection::{Problem, Search, Team, explain};

use super::cover::Cover;
use super::question::Question;

/// A member, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The candidate.
    pub candidate: usize,
    /// Whether somebody decided that they are in.
    pub is_decided: bool,
    /// What the best team loses without them, if that is known.
    pub price: Option<Price>,
    /// In words.
    pub sentence: String,
}

impl Member {
    /// Whether no team meets the need without them.
    pub fn is_indispensable(&self) -> bool {
        self.price == Some(Price::Impossible)
    }

    /// What the best team loses without them, in points; none if that is not known, or if there is no other team.
    pub fn loses(&self) -> Option<f64> {
        match &self.price {
            Some(Price::Loses { value, .. }) => Some(*value as f64 / super::scales::POINT),
            Some(Price::Impossible | Price::AtLeast(_)) | None => None,
        }
    }
}

/// Says of each member why they are in, by searching without them.
pub(super) fn members(
    question: &Question,
    problem: &Problem,
    best: &Team,
    covers: &[Cover],
    search: &Search<'_>,
) -> Vec<Member> {
    let told = explain::members(problem, best, search);
    told.into_iter().map(|(who, price)| member(question, best, covers, who, Some(price))).collect()
}

/// The same where the search was stopped: what can be told from the data alone.
pub(super) fn members_without_search(question: &Question, best: &Team, covers: &[Cover]) -> Vec<Member> {
    best.members().iter().map(|&who| member(question, best, covers, who, None)).collect()
}

fn member(question: &Question, best: &Team, covers: &[Cover], who: usize, price: Option<Price>) -> Member {
    let name = question.name(who);
    let is_decided = question.brief().fixed_in.contains(&who);
    let mut parts = Vec::new();
    if is_decided {
        parts.push(format!("{name} is in by decision."));
    }
    parts.extend(price.as_ref().and_then(|price| loss(question, best, who, price)));
    let alone = alone(covers, who);
    if !alone.is_empty() && !matches!(price, Some(Price::Impossible)) {
        parts.push(format!("On this team nobody else covers {}.", list(&alone)));
    }
    if parts.is_empty() {
        parts.push(format!(
            "{name} adds {} of fit.",
            Question::points(question.pool().candidates()[who].fit())
        ));
    }
    Member { candidate: who, is_decided, price, sentence: parts.join(" ") }
}

fn loss(question: &Question, best: &Team, who: usize, price: &Price) -> Option<String> {
    let name = question.name(who);
    match price {
        Price::Impossible => Some(impossible(question, who)),
        Price::Loses { value, team } => {
            let change = question.change(best, team);
            Some(match value {
                0 => format!("A team without {name} is worth just as much: {change}."),
                _ => format!(
                    "Without {name} the best team is worth {}: {change}.",
                    Question::difference(best.value(), *value)
                ),
            })
        }
        Price::AtLeast(0) => None,
        Price::AtLeast(value) => Some(format!(
            "Without {name} the best team is worth at least {}.",
            Question::difference(best.value(), *value)
        )),
    }
}

/// Why no team meets the need without somebody: who else reaches what they reach.
fn impossible(question: &Question, who: usize) -> String {
    let name = question.name(who);
    let candidates = question.pool().candidates();
    let reach = |place: usize| -> Vec<usize> {
        let asked = question.brief().needs[place];
        let can = |&other: &usize| {
            candidates[other].level(asked.capability) >= asked.level
                && !question.brief().fixed_out.contains(&other)
        };
        (0..candidates.len()).filter(can).collect()
    };
    let needs = 0..question.brief().needs.len();
    let short = |place: &usize| {
        let (able, asked) = (reach(*place), question.brief().needs[*place]);
        let others = able.iter().filter(|&&other| other != who);
        let heads: usize = others.map(|&other| candidates[other].people_at(asked.capability)).sum();
        able.contains(&who) && heads < asked.people
    };
    let lacking: Vec<String> = needs
        .filter(short)
        .map(|place| match reach(place).len() {
            1 => format!(
                "nobody else reaches level {} in {}",
                question.brief().needs[place].level,
                question.capability(question.brief().needs[place].capability)
            ),
            others => format!(
                "only {} others reach level {} in {}",
                others - 1,
                question.brief().needs[place].level,
                question.capability(question.brief().needs[place].capability)
            )
            .replace("only 1 others reach", "only one other reaches"),
        })
        .collect();
    if lacking.is_empty() {
        format!(
            "Without {name} no team meets the need: the others cannot cover it together within size, budget, hours and conflicts."
        )
    } else {
        format!("Without {name} no team meets the need: {}.", list(&lacking))
    }
}

/// What only this member covers on the team.
fn alone(covers: &[Cover], who: usize) -> Vec<&str> {
    covers.iter().filter(|cover| cover.able == [who]).map(|cover| cover.capability.as_str()).collect()
}
