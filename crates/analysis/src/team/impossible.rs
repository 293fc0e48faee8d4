//! What makes a need impossible, and how far it would have to give way.

use rowlock_selection::explain::{self, Demand, Relaxation};
use rowlock_selection::{Contradiction, Need, Search};

use super::question::Question;
use super::words::counted;

/// What is said where several demands would have to give way.
const NOT_ONE: &str = "No single number, conflict or decision is enough: two at least would have to give way at once, or a level.";

/// Why no team meets a need, and what would let one do.
#[derive(Debug, Clone, PartialEq)]
pub struct Impossible {
    /// What is wrong, in words.
    pub sentence: String,
    /// What contradicts itself, where that could be told without a search.
    pub contradiction: Option<Contradiction>,
    /// Changes each of which is enough, in words.
    pub ways_out: Vec<WayOut>,
    /// What is to be said where there is no such change, or where it was not found out.
    pub remark: Option<String>,
}

/// One change that is enough.
#[derive(Debug, Clone, PartialEq)]
pub struct WayOut {
    /// What would give way.
    pub relaxation: Relaxation,
    /// In words.
    pub sentence: String,
}

/// Tells why no team meets the need.
pub(super) fn impossible(
    question: &Question,
    contradiction: Option<Contradiction>,
    search: &Search<'_>,
    stop: &dyn Fn() -> bool,
) -> Impossible {
    let sentence = contradiction.map_or_else(
        || "No team of these candidates meets the whole need.".to_owned(),
        |contradiction| said(question, contradiction),
    );
    let ways_out = ways_out(question, question.need(), search);
    // An answer that was cut short says nothing of what is not in it.
    let remark = match (ways_out.is_empty(), stop()) {
        (_, true) => Some("The search for what would be enough was stopped.".to_owned()),
        (true, false) => Some(NOT_ONE.to_owned()),
        (false, false) => None,
    };
    Impossible { sentence, contradiction, ways_out, remark }
}

/// Every single change that would let a team meet a need, which is the question's but for who is in or out by decision.
pub(super) fn ways_out(question: &Question, need: &Need, search: &Search<'_>) -> Vec<WayOut> {
    let found = explain::relaxations(question.pool(), need, search);
    found
        .into_iter()
        .map(|relaxation| WayOut { relaxation, sentence: way_out(question, relaxation) })
        .collect()
}

/// A contradiction in words, with the names in it.
pub fn said(question: &Question, contradiction: Contradiction) -> String {
    let name = |who: usize| question.name(who);
    match contradiction {
        Contradiction::CandidateNumber { candidate } => {
            format!("Fit, cost or hours of {} are out of range.", name(candidate))
        }
        Contradiction::CandidateLevel { candidate, level } => {
            format!("{} has level {level} somewhere; levels go from 0 to 7.", name(candidate))
        }
        Contradiction::BonusNumber { pair } => {
            format!("What {} and {} are worth together is out of range.", name(pair.0), name(pair.1))
        }
        Contradiction::NeedNumber { .. } => "Hours or budget of the need are out of range.".to_owned(),
        Contradiction::UnknownCandidate { .. } => "Somebody is named who is not in the pool.".to_owned(),
        Contradiction::UnknownCapability { .. } => {
            "A capability is asked for that the pool does not know.".to_owned()
        }
        Contradiction::NeedLevel { capability, level } => {
            format!(
                "Level {level} is asked for in {}; levels go from 1 to 7.",
                question.capability(capability)
            )
        }
        Contradiction::PairWithOneself { candidate } => {
            format!("{} is paired with themselves.", name(candidate))
        }
        Contradiction::InAndOut { candidate } => format!("{} is fixed in and fixed out.", name(candidate)),
        Contradiction::FixedInConflict { pair } => {
            format!(
                "{} and {} are both in by decision, and in conflict with each other.",
                name(pair.0),
                name(pair.1)
            )
        }
        Contradiction::SizeReversed { smallest, largest } => {
            format!("The team is to have at least {smallest} members and at most {largest}.")
        }
        Contradiction::FixedInBeyondSize { decided, largest } => {
            format!(
                "{decided} are in by decision, but the team has at most {}.",
                counted(largest, "member", "members")
            )
        }
        Contradiction::PoolTooSmall { smallest, exist } => {
            let can = if exist == 1 {
                "only one candidate can".to_owned()
            } else {
                format!("only {exist} candidates can")
            };
            format!("The team has at least {smallest} members, but {can} be on it.")
        }
        Contradiction::TooFewReach { requirement, capability, exist, needed, .. } => {
            let level = question.brief().needs[requirement].level;
            let reach = match exist {
                0 => "nobody who can be on the team does".to_owned(),
                1 => "only one who can be on the team does".to_owned(),
                _ => format!("only {exist} who can be on the team do"),
            };
            let must = if needed == 1 { "Somebody has to".to_owned() } else { format!("{needed} have to") };
            let highest = highest(question, requirement)
                .filter(|highest| *highest > 0 && *highest < level)
                .map(|highest| format!(" At level {highest} there would be enough."))
                .unwrap_or_default();
            format!("{must} reach level {level} in {}; {reach}.{highest}", question.capability(capability))
        }
        Contradiction::MoreThanTheSize { capability, needed, largest } => format!(
            "{needed} people are asked for in {}, but the team has at most {}.",
            question.capability(capability),
            counted(largest, "member", "members")
        ),
        Contradiction::TooFewHours { requirement, exist, needed, .. } => format!(
            "{} a month are asked for in {}; those who reach the level bring {} at most.",
            Question::hours(needed),
            question.asked(requirement),
            Question::hours(exist)
        ),
        Contradiction::TooFewHoursInTotal { exist, needed } => format!(
            "{} a month are asked for in all; a team of these candidates brings {} at most.",
            Question::hours(needed),
            Question::hours(exist)
        ),
        Contradiction::BudgetTooSmall { budget, at_least } => format!(
            "The budget is {} a month; the cheapest team costs at least {}.",
            question.money(budget),
            question.money(at_least)
        ),
    }
}

/// The highest level at a requirement's capability that enough candidates reach.
fn highest(question: &Question, requirement: usize) -> Option<u8> {
    let asked = question.brief().needs[requirement];
    let open =
        (0..question.pool().candidates().len()).filter(|who| !question.brief().fixed_out.contains(who));
    let heads = |who: usize| {
        let candidate = &question.pool().candidates()[who];
        std::iter::repeat_n(candidate.level(asked.capability), candidate.people_at(asked.capability))
    };
    let mut levels: Vec<u8> = open.flat_map(heads).collect();
    levels.sort_unstable_by(|one, other| other.cmp(one));
    levels.get(asked.people.checked_sub(1)?).copied()
}

fn way_out(question: &Question, relaxation: Relaxation) -> String {
    let brief = question.brief();
    let reachable = relaxation.reachable;
    match relaxation.demand {
        Demand::People(place) => {
            let people = brief.needs[place].people;
            match reachable {
                Some(0) => format!("Do without {}.", question.asked(place)),
                Some(most) => format!("Ask for {most} instead of {people} in {}.", question.asked(place)),
                None => format!("Ask for fewer people in {}.", question.asked(place)),
            }
        }
        Demand::Hours(place) => {
            let asked = Question::hours((brief.needs[place].hours * super::scales::AMOUNT).round() as i64);
            match reachable {
                Some(most) => format!(
                    "Ask for {} instead of {asked} a month in {}.",
                    Question::hours(most),
                    question.asked(place)
                ),
                None => format!("Ask for less than {asked} a month in {}.", question.asked(place)),
            }
        }
        Demand::HoursInTotal => {
            let asked = Question::hours(question.need().hours());
            match reachable {
                Some(most) => format!("Ask for {} instead of {asked} a month in all.", Question::hours(most)),
                None => format!("Ask for less than {asked} a month in all."),
            }
        }
        Demand::Budget => {
            let budget = question.money(question.need().budget().unwrap_or(0));
            match reachable {
                Some(least) => {
                    format!("Raise the budget from {budget} to {} a month.", question.money(least))
                }
                None => format!("Raise the budget of {budget} a month."),
            }
        }
        Demand::Smallest => match reachable {
            Some(most) => format!(
                "Let the team have {} instead of {} at least.",
                counted(usize::try_from(most).unwrap_or(0), "member", "members"),
                brief.smallest
            ),
            None => format!("Let the team have fewer than {} members.", brief.smallest),
        },
        Demand::Largest => {
            let largest = brief.largest.unwrap_or(0);
            match reachable {
                Some(least) => format!(
                    "Let the team have {} instead of {largest} at most.",
                    counted(usize::try_from(least).unwrap_or(0), "member", "members")
                ),
                None => format!("Let the team have more than {largest} members."),
            }
        }
        Demand::Conflicts => {
            "Settle the conflicts that stand in the way: without any there is a team.".to_owned()
        }
        Demand::FixedIn(who) => format!("Leave open whether {} is in.", question.name(who)),
        Demand::FixedOut(who) => format!("Leave open again whether {} is in.", question.name(who)),
    }
}
