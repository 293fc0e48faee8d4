//! One report on one question, for the command line and for pages.

use rowlock_core::fact::list;
use rowlock_selection::{Outcome, Problem, Progress, Search, Status, Team, alternatives};

use super::alternative::{self, Alternative};
use super::cover::{Cover, covers};
use super::impossible::{Impossible, impossible};
use super::member::{Member, members, members_without_search};
use super::outside::{Outside, nearest};
use super::proof::Proof;
use super::question::Question;
use super::scales::{AMOUNT, POINT};
use super::sure::{Sure, sure};
use super::words::{counted, percent};

/// How much is to be found out.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    /// How many teams, the best among them.
    pub top: usize,
    /// By how many members each of them differs from all better ones.
    pub distance: usize,
    /// How many of those outside are told of.
    pub outsiders: usize,
    /// How many weights are tried; 0 to leave that out.
    pub draws: usize,
    /// The seed of everything that is drawn.
    pub seed: u64,
    /// Asked often whether to stop; what is found by then is told.
    pub stop: &'a dyn Fn() -> bool,
    /// Told where it stands.
    pub progress: &'a dyn Fn(Stage),
}

impl Default for Effort<'_> {
    fn default() -> Self {
        Self { top: 4, distance: 1, outsiders: 3, draws: 0, seed: 1, stop: &|| false, progress: &|_| () }
    }
}

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stage {
    /// The best team is searched for.
    Searching {
        /// Parts of the search tree looked at.
        nodes: u64,
        /// By how much a better team could be worth more at most, as a share of the best so far.
        gap: Option<f64>,
    },
    /// Alternatives and reasons are searched for.
    Explaining,
    /// Weights are tried.
    Trying {
        /// How many are done.
        done: usize,
        /// Of how many.
        of: usize,
    },
}

/// What was found on a question.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamReport {
    /// What came out.
    pub found: Found,
    /// How much each criterion counts, in a sentence; none where the fit was given.
    pub weights: Option<String>,
    /// What was counted as nothing because it is not known, in sentences.
    pub unknowns: Vec<String>,
}

/// What came out.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// A team.
    Team(Box<Best>),
    /// No team meets the need.
    Impossible(Impossible),
    /// The search was stopped before any team was found.
    Nothing {
        /// In words.
        sentence: String,
    },
}

/// The best team found.
#[derive(Debug, Clone, PartialEq)]
pub struct Best {
    /// Its members as candidates, ascending.
    pub team: Vec<usize>,
    /// What it is worth, in points.
    pub value: f64,
    /// What it costs a month.
    pub cost: f64,
    /// The hours a month that it brings.
    pub hours: f64,
    /// Cost, hours and size against what is asked, in words.
    pub summary: String,
    /// Whether a better one exists.
    pub proof: Proof,
    /// Who covers what.
    pub covers: Vec<Cover>,
    /// Why each member is in, in the order of the team.
    pub members: Vec<Member>,
    /// What of the pairs is in the value, in words.
    pub pairs: Vec<String>,
    /// The next best teams.
    pub alternatives: Vec<Alternative>,
    /// Why the nearest of the others are not in.
    pub outside: Vec<Outside>,
    /// How sure it is, where weights were tried.
    pub sure: Option<Sure>,
}

/// Answers a question.
pub fn report(question: &Question, effort: &Effort<'_>) -> TeamReport {
    TeamReport { found: found(question, effort), weights: weights(question), unknowns: question.unknowns() }
}

fn weights(question: &Question) -> Option<String> {
    let criteria = &question.brief().judged.as_ref()?.criteria;
    let mut each: Vec<(&String, f64)> = criteria.iter().zip(question.weights()?.iter().copied()).collect();
    each.sort_by(|one, other| other.1.total_cmp(&one.1));
    let told: Vec<String> =
        each.iter().map(|(name, weight)| format!("{name} {}", percent(*weight))).collect();
    Some(format!("The fit is made of scores on fixed scales: {}.", list(&told)))
}

fn found(question: &Question, effort: &Effort<'_>) -> Found {
    let quiet = Search::new().with_seed(effort.seed).with_stop(effort.stop);
    let problem = match Problem::new(question.pool().clone(), question.need().clone()) {
        Ok(problem) => problem,
        Err(contradiction) => {
            return Found::Impossible(impossible(question, Some(contradiction), &quiet, effort.stop));
        }
    };
    let tell = |progress: Progress| (effort.progress)(searching(progress));
    let outcome = quiet.with_progress(&tell).best(&problem);
    match (&outcome.team, outcome.status) {
        (Some(team), _) => Found::Team(Box::new(best(question, &problem, team, &outcome, effort, &quiet))),
        (None, Status::Stopped) => {
            let sentence =
                "The search was stopped before a team was found. There may be one: give it more time.";
            Found::Nothing { sentence: sentence.to_owned() }
        }
        (None, _) => Found::Impossible(impossible(question, None, &quiet, effort.stop)),
    }
}

fn searching(progress: Progress) -> Stage {
    let gap = progress.value.zip(progress.bound).filter(|(value, _)| *value > 0);
    let gap = gap.map(|(value, bound)| ((bound - value) as f64 / value as f64).max(0.0));
    Stage::Searching { nodes: progress.nodes, gap }
}

fn best(
    question: &Question,
    problem: &Problem,
    team: &Team,
    outcome: &Outcome,
    effort: &Effort<'_>,
    search: &Search<'_>,
) -> Best {
    let covers = covers(question, problem, team);
    let is_proven = outcome.status == Status::Proven;
    if is_proven {
        (effort.progress)(Stage::Explaining);
    }
    // Where the time is up, further searches would say nothing.
    let (members, others, outside) = if is_proven {
        let others = if effort.top > 1 {
            alternatives(problem, effort.top, effort.distance, search)
        } else {
            Vec::new()
        };
        let outside = nearest(question, problem, team, effort.outsiders, search);
        (members(question, problem, team, &covers, search), others, outside)
    } else {
        (members_without_search(question, team, &covers), Vec::new(), Vec::new())
    };
    let go_on = |done: usize| {
        (effort.progress)(Stage::Trying { done, of: effort.draws });
        !(effort.stop)()
    };
    let hours: i64 = team.members().iter().map(|&who| question.pool().candidates()[who].hours()).sum();
    Best {
        team: team.members().to_vec(),
        value: team.value() as f64 / POINT,
        cost: team.cost(problem) as f64 / AMOUNT,
        hours: hours as f64 / AMOUNT,
        summary: summary(question, team, team.cost(problem), hours),
        proof: Proof::of(outcome),
        members,
        pairs: pairs(question, team),
        alternatives: alternative::alternatives(question, problem, team, &others),
        outside,
        sure: sure(question, problem, team, effort.draws, effort.seed, &go_on),
        covers,
    }
}

fn summary(question: &Question, team: &Team, cost: i64, hours: i64) -> String {
    let size = counted(team.members().len(), "person or firm", "people or firms");
    let budget = question
        .need()
        .budget()
        .map_or_else(String::new, |budget| format!(" of {} at most", question.money(budget)));
    let asked = match question.need().hours() {
        0 => String::new(),
        asked => format!(", {} asked for", rowlock_core::fact::number(asked as f64 / AMOUNT)),
    };
    format!(
        "{size}; {} a month{budget}; {} a month{asked}; worth {}.",
        question.money(cost),
        Question::hours(hours),
        Question::points(team.value())
    )
}

fn pairs(question: &Question, team: &Team) -> Vec<String> {
    let inside =
        question.pool().bonuses().iter().filter(|bonus| team.has(bonus.pair.0) && team.has(bonus.pair.1));
    let told = inside.map(|bonus| {
        let (one, other) = (question.name(bonus.pair.0), question.name(bonus.pair.1));
        let points = Question::points(bonus.value.abs());
        if bonus.value < 0 {
            format!("{one} and {other} chafe: that costs {points}.")
        } else {
            format!("{one} and {other} work well together: that adds {points}.")
        }
    });
    told.collect()
}
