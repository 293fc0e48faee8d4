//! Drift: each project against the written model. Tags chosen by partners come first (an exclusion is a hard
//! rule), then partners' judgments, then the likeness of the texts, which never decides: where only the text
//! speaks and it is not sure, the answer is *ask*.

mod weeks;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, Project};
use rowlock_core::fact::{Seq, TagKind, Work, number};
use rowlock_core::id::ProjectId;

use crate::finding::count;
use crate::method::poisson_binomial::OffHours;
use crate::method::text::{self, Index, Language};

/// The likeness from which a text speaks for the model, and below which against it. Chosen by judgment: texts
/// tell on from off with an area under the curve of about .8, and what is slightly related of about .7.
const LIKE: f64 = 0.22;
const UNLIKE: f64 = 0.06;
/// How sure each source of evidence is that a project is on the model. Chosen by judgment.
const SURE_ON: f64 = 0.98;
const SURE_OFF: f64 = 0.02;
const TEXT_ON: f64 = 0.8;
const TEXT_OFF: f64 = 0.2;
const ASK: f64 = 0.5;
/// How many partners' judgments override the text.
const JUDGES: usize = 2;

/// Where a project lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placing {
    /// On the written model.
    On,
    /// Off it.
    Off,
    /// Ask the partners.
    Ask,
}

impl Placing {
    /// The placing as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
            Self::Ask => "ask",
        }
    }
}

/// One project against the written model.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The project.
    pub project: ProjectId,
    /// Where it lies.
    pub placing: Placing,
    /// How likely it is on the model, 0 to 1, for the share of hours.
    pub p_on: f64,
    /// Why, in one sentence, with the matched line and the shared words where the text speaks.
    pub sentence: String,
    /// Whether two partners disagree on it.
    pub disputed: bool,
    /// The facts behind it.
    pub facts: Vec<Seq>,
}

/// The share of project hours off the model, with its interval.
#[derive(Debug, Clone, PartialEq)]
pub struct OffShare {
    /// Project hours in all.
    pub hours: f64,
    /// Expected hours off.
    pub expected: f64,
    /// 2.5 %, 50 % and 97.5 % of the distribution of hours off.
    pub interval: [f64; 3],
    /// The probability that more than a third is off.
    pub more_than_a_third: f64,
}

/// What is known of drift.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// Every project, the latest first.
    pub projects: Vec<Placed>,
    /// The share of project hours off the model; none below 8 projects or 100 hours.
    pub share: Option<OffShare>,
    /// Why there is no share, where there is none.
    pub unknown: Option<String>,
    /// How the share moved over the weeks; none below sixteen weeks.
    pub movement: Option<String>,
}

/// The fewest projects, or hours, for a share.
const FEWEST_PROJECTS: usize = 8;
const FEWEST_HOURS: f64 = 100.0;

/// The drift of an alliance on a day.
pub fn drift(alliance: &Alliance, on: Date) -> Drift {
    let lines: Vec<&str> = alliance.joint_business(on).map_or_else(Vec::new, |joint| {
        let joint = &joint.value;
        joint.in_scope.iter().chain(&joint.offers).map(String::as_str).collect()
    });
    let mut known: Vec<(&ProjectId, &Project)> = alliance.projects_on(on).collect();
    known.sort_by_key(|(_, project)| std::cmp::Reverse((project.proposed.on, project.proposed.seq)));
    let texts = Texts::of(&lines, &known, on);
    let projects: Vec<Placed> = known
        .iter()
        .enumerate()
        .map(|(index, (id, project))| place(id, project, index, &texts, on))
        .collect();
    let (share, unknown) = off_share(alliance, &projects, on);
    let movement = weeks::movement(alliance, &projects, on);
    Drift { projects, share, unknown, movement }
}

/// The texts of a model and its projects, compared; without an index where the model is too short.
struct Texts<'a> {
    lines: &'a [&'a str],
    index: Option<Index>,
    /// Likeness to the model and to projects that people confirmed as on, less that to those confirmed as off.
    scores: Vec<f64>,
}

impl<'a> Texts<'a> {
    fn of(lines: &'a [&'a str], projects: &[(&ProjectId, &Project)], on: Date) -> Self {
        let all_spoken = projects.iter().all(|(_, project)| spoken(project, on).is_some());
        if lines.len() < text::MIN_LINES || all_spoken {
            return Self { lines, index: None, scores: Vec::new() };
        }
        let descriptions: Vec<&str> =
            projects.iter().map(|(_, project)| project.proposed.value.description.as_str()).collect();
        let confirmed = |wanted: Placing| -> Vec<usize> {
            let found = projects
                .iter()
                .enumerate()
                .filter_map(|(index, (_, project))| Some((index, spoken(project, on)?.0)));
            found.filter(|(_, placing)| *placing == wanted).map(|(index, _)| index).collect()
        };
        let index = Index::new(Language::default(), lines, &descriptions);
        let scores = index.scores(&confirmed(Placing::On), &confirmed(Placing::Off)).unwrap_or_default();
        Self { lines, index: Some(index), scores }
    }
}

/// What people say of a project: an exclusion, or at least two partners.
fn spoken(project: &Project, on: Date) -> Option<(Placing, String, Vec<Seq>)> {
    let proposed = &project.proposed;
    if let Some(tag) = proposed.value.tags.iter().find(|tag| tag.tag == TagKind::Exclusion) {
        let text = format!("It is on the list of what is out: \u{201c}{}\u{201d}.", tag.line);
        return Some((Placing::Off, text, vec![proposed.seq]));
    }
    let judgments = project.judgments(on);
    let inside = judgments.values().filter(|inside| **inside).count();
    let outside = judgments.len() - inside;
    let facts: Vec<Seq> = project.judged.iter().filter(|said| said.on <= on).map(|said| said.seq).collect();
    match (inside, outside) {
        (0, outside) if outside >= JUDGES => {
            Some((Placing::Off, format!("{outside} partners see it outside the scope."), facts))
        }
        (inside, 0) if inside >= JUDGES => {
            Some((Placing::On, format!("{inside} partners see it inside the scope."), facts))
        }
        (inside, outside) if inside > 0 && outside > 0 => {
            let text =
                format!("Partners differ: {inside} inside, {outside} outside. That is a question of scope.");
            Some((Placing::Ask, text, facts))
        }
        _ if project.is_admitted(on) => {
            let facts = project.decision(on).map(|decision| decision.seq).into_iter().collect();
            Some((Placing::On, "The partners admitted it.".to_owned(), facts))
        }
        _ => None,
    }
}

fn place(id: &ProjectId, project: &Project, index: usize, texts: &Texts<'_>, on: Date) -> Placed {
    let placed = |placing, p_on, sentence, disputed, facts| Placed {
        project: id.clone(),
        placing,
        p_on,
        sentence,
        disputed,
        facts,
    };
    if let Some((placing, sentence, facts)) = spoken(project, on) {
        let p_on = match placing {
            Placing::On => SURE_ON,
            Placing::Off => SURE_OFF,
            Placing::Ask => ASK,
        };
        return placed(placing, p_on, sentence, placing == Placing::Ask, facts);
    }
    let description = &project.proposed.value.description;
    let facts = vec![project.proposed.seq];
    let long_enough = text::words(description) >= text::MIN_WORDS;
    let (Some(known), Some(score), true) = (&texts.index, texts.scores.get(index).copied(), long_enough)
    else {
        let why = format!(
            "Ask two partners: the model needs {} lines and the project {} words before texts can be compared.",
            text::MIN_LINES,
            text::MIN_WORDS
        );
        return placed(Placing::Ask, ASK, why, false, facts);
    };
    let matched = known.best_match(index).ok().flatten();
    let shared = matched.as_ref().map_or_else(
        || "it shares no word with the written model".to_owned(),
        |found| {
            format!(
                "nearest line \u{201c}{}\u{201d}, shared words: {}",
                texts.lines[found.line],
                found.shared.join(", ")
            )
        },
    );
    if score >= LIKE {
        placed(Placing::On, TEXT_ON, format!("Its text is like the written model: {shared}."), false, facts)
    } else if score <= UNLIKE {
        placed(
            Placing::Off,
            TEXT_OFF,
            format!("Its text is unlike the written model: {shared}."),
            false,
            facts,
        )
    } else {
        placed(
            Placing::Ask,
            ASK,
            format!("Ask two partners; the text does not tell: {shared}."),
            false,
            facts,
        )
    }
}

fn off_share(alliance: &Alliance, projects: &[Placed], on: Date) -> (Option<OffShare>, Option<String>) {
    let mut hours: BTreeMap<&ProjectId, f64> = BTreeMap::new();
    for effort in alliance.efforts.iter().filter(|effort| effort.on <= on) {
        if let Work::Project(id) = &effort.value.work {
            *hours.entry(id).or_default() += effort.value.hours;
        }
    }
    let worked: Vec<(f64, f64)> = projects
        .iter()
        .filter_map(|placed| Some((*hours.get(&placed.project)?, placed.p_on)))
        .filter(|(hours, _)| *hours > 0.0)
        .collect();
    let all: f64 = worked.iter().map(|(hours, _)| hours).sum();
    if all < FEWEST_HOURS && worked.len() < FEWEST_PROJECTS {
        let text = format!(
            "We cannot tell yet: {} hours on {}, and a share needs {FEWEST_HOURS:.0} hours or {FEWEST_PROJECTS} projects.",
            number(all),
            count(worked.len(), "project")
        );
        return (None, Some(text));
    }
    match OffHours::new(&worked) {
        Ok(off) => {
            let share = OffShare {
                hours: all,
                expected: off.expected(),
                interval: [off.quantile(0.025), off.quantile(0.5), off.quantile(0.975)],
                more_than_a_third: off.probability_share_above(1.0 / 3.0),
            };
            (Some(share), None)
        }
        Err(error) => (None, Some(format!("We cannot tell: {error}."))),
    }
}
