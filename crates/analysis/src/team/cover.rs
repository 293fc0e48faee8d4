//! Who on a team covers what, and where it hangs on one person.

use rowlock_core::fact::{capital, list};
use rowlock_selection::{Coverage, Problem, Team};

use super::question::{Needed, Question};
use super::words::counted;

/// How a team meets one need.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    /// What is needed.
    pub needed: Needed,
    /// The name of the capability.
    pub capability: String,
    /// The level of each member, in the order of the team; none where it is not known.
    pub levels: Vec<Option<u8>>,
    /// The members who reach the level, as candidates.
    pub able: Vec<usize>,
    /// The hours a month that these bring.
    pub hours: f64,
    /// In words: who covers it.
    pub sentence: String,
    /// What would be lost with one member, if that is so.
    pub warning: Option<String>,
}

/// Lays a team out against the needs, one entry each.
pub(super) fn covers(question: &Question, problem: &Problem, team: &Team) -> Vec<Cover> {
    Coverage::of(problem, team).into_iter().map(|line| cover(question, team, line)).collect()
}

fn cover(question: &Question, team: &Team, line: Coverage) -> Cover {
    let needed = question.brief().needs[line.requirement];
    let level = |&member: &usize| {
        question.brief().candidates[member].levels.get(needed.capability).copied().flatten()
    };
    Cover {
        needed,
        capability: question.capability(needed.capability).to_owned(),
        levels: team.members().iter().map(level).collect(),
        sentence: sentence(question, &needed, &line),
        warning: warning(question, &needed, &line),
        hours: line.hours as f64 / super::scales::AMOUNT,
        able: line.able,
    }
}

fn sentence(question: &Question, needed: &Needed, line: &Coverage) -> String {
    let capability = capital(question.capability(needed.capability));
    if line.able.is_empty() {
        return format!("{capability}: nobody reaches level {}.", needed.level);
    }
    let level = |&member: &usize| {
        let level = question.pool().candidates()[member].level(needed.capability);
        match question.pool().candidates()[member].people_at(needed.capability) {
            1 => format!("{} ({level})", question.name(member)),
            people => format!("{} ({level}, {people} people)", question.name(member)),
        }
    };
    let who = list(&line.able.iter().map(level).collect::<Vec<_>>());
    let asked = match needed.people {
        0 => String::new(),
        people => format!(", {people} asked for"),
    };
    let hours = if needed.hours > 0.0 {
        let asked = Question::hours((needed.hours * super::scales::AMOUNT).round() as i64);
        format!(
            "; {} a month, {} asked for",
            Question::hours(line.hours),
            asked.trim_end_matches(" hours").trim_end_matches(" hour")
        )
    } else {
        String::new()
    };
    format!("{capability} at level {}{asked}: {who}{hours}.", needed.level)
}

fn warning(question: &Question, needed: &Needed, line: &Coverage) -> Option<String> {
    let capability = question.capability(needed.capability);
    if let Some(member) = line.sole() {
        let name = question.name(member);
        return Some(format!("Only {name} covers {capability}. If {name} goes, nobody does."));
    }
    let is_asked = needed.people > 0 || needed.hours > 0.0;
    if !line.tight || !is_asked {
        return None;
    }
    let heads = |member: usize| question.pool().candidates()[member].people_at(needed.capability);
    let (most_people, largest) = line.able.iter().map(|&member| (heads(member), member)).max()?;
    let left = line.people - most_people;
    if left < needed.people {
        let missing = needed.people - left;
        let who = match most_people {
            1 => format!("{}. If one of them goes", question.names(&line.able)),
            _ => format!("{}. If {} goes", question.names(&line.able), question.name(largest)),
        };
        return Some(format!(
            "{} needs {} people: {who}, {} missing.",
            capital(capability),
            needed.people,
            if missing == 1 { "one is".to_owned() } else { counted(missing, "is", "are") },
        ));
    }
    // Enough people, but the hours hang on whoever brings most of them.
    let most = line.able.iter().copied().max_by_key(|&member| {
        let hours = question.pool().candidates()[member].hours_at(needed.capability);
        (hours, std::cmp::Reverse(member))
    })?;
    let name = question.name(most);
    Some(format!("If {name} goes, the hours for {capability} are too few."))
}
