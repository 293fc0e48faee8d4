//! What a search found, as a page shows it.

use rowlock_analysis::team::{Best, Found as Result, Roster, TeamReport};
use rowlock_core::fact::{amount, capital, list, number};

use crate::case::Scene;

/// What was found.
pub(super) struct Found {
    pub team: Option<Team>,
    /// Where there is no team: why, and the ways out.
    pub impossible: Option<(String, Vec<String>)>,
    pub weights: Option<String>,
    pub unknowns: Vec<String>,
}

/// The best team.
pub(super) struct Team {
    /// Who would come in.
    pub title: String,
    pub proof: String,
    pub is_proven: bool,
    pub summary: String,
    pub members: Vec<Member>,
    pub covers: Vec<Cover>,
    pub warnings: Vec<String>,
    pub pairs: Vec<String>,
    pub others: Vec<Other>,
    pub outside: Vec<Outside>,
    pub sure: Vec<String>,
    pub dots: Vec<Dot>,
}

/// A member of the team.
pub(super) struct Member {
    pub id: String,
    pub name: String,
    pub is_inside: bool,
    pub why: String,
}

/// A line of the coverage matrix.
pub(super) struct Cover {
    pub what: String,
    pub asked: String,
    pub cells: Vec<Cell>,
    pub told: String,
}

/// A cell of it.
pub(super) struct Cell {
    pub state: &'static str,
    pub word: String,
}

/// Another team, beside the best.
pub(super) struct Other {
    pub team: String,
    pub worth: String,
    pub cost: String,
    pub told: String,
}

/// Somebody outside, and what would have to change.
pub(super) struct Outside {
    pub id: String,
    pub name: String,
    pub told: String,
}

/// A candidate with the share of weights under which they are on the best team.
pub(super) struct Dot {
    pub name: String,
    pub share: u32,
    pub is_member: bool,
}

impl Found {
    pub fn of(scene: &Scene, roster: &Roster, report: &TeamReport) -> Self {
        let (team, impossible) = match &report.found {
            Result::Team(best) => (Some(Team::of(scene, roster, best)), None),
            Result::Impossible(none) => {
                let ways = none.ways_out.iter().map(|way| way.sentence.clone()).collect();
                (None, Some((none.sentence.clone(), ways)))
            }
            Result::Nothing { sentence } => (None, Some((sentence.clone(), Vec::new()))),
        };
        Self { team, impossible, weights: report.weights.clone(), unknowns: report.unknowns.clone() }
    }
}

impl Team {
    fn of(scene: &Scene, roster: &Roster, best: &Best) -> Self {
        let name = |who: usize| scene.alliance.party_name(&roster.parties[who]).to_owned();
        let names = |team: &[usize]| {
            let fresh: Vec<String> =
                team.iter().filter(|who| **who >= roster.inside).map(|who| name(*who)).collect();
            if fresh.is_empty() { "nobody new".to_owned() } else { list(&fresh) }
        };
        let members = best.members.iter().map(|member| Member {
            id: roster.parties[member.candidate].to_string(),
            name: name(member.candidate),
            is_inside: member.candidate < roster.inside,
            why: member.sentence.clone(),
        });
        let cover = |cover: &rowlock_analysis::team::Cover| Cover {
            what: capital(&cover.capability),
            asked: asked_in_words(cover),
            cells: best
                .team
                .iter()
                .zip(&cover.levels)
                .map(|(who, level)| cell(cover, *who, *level))
                .collect(),
            told: cover.sentence.clone(),
        };
        let first = Other {
            team: names(&best.team),
            worth: number(best.value),
            cost: amount(best.cost),
            told: "The best team.".to_owned(),
        };
        let others = best.alternatives.iter().map(|other| Other {
            team: names(&other.members),
            worth: number(other.value),
            cost: amount(other.cost),
            told: other.sentence.clone(),
        });
        let outside = best.outside.iter().map(|one| Outside {
            id: roster.parties[one.candidate].to_string(),
            name: name(one.candidate),
            told: one.sentence.clone(),
        });
        let dots = best.sure.iter().flat_map(|sure| {
            let on = sure.on_best_team.iter().enumerate().skip(roster.inside);
            on.map(|(who, share)| Dot {
                name: name(who),
                share: (share * 100.0).round() as u32,
                is_member: best.team.contains(&who),
            })
        });
        let mut dots: Vec<Dot> = dots.collect();
        dots.sort_by_key(|dot| std::cmp::Reverse(dot.share));
        Self {
            title: capital(&first.team),
            proof: best.proof.sentence.clone(),
            is_proven: best.proof.is_proven,
            summary: best.summary.clone(),
            members: members.collect(),
            covers: best.covers.iter().map(cover).collect(),
            warnings: best.covers.iter().filter_map(|cover| cover.warning.clone()).collect(),
            pairs: best.pairs.clone(),
            others: std::iter::once(first).chain(others).collect(),
            outside: outside.collect(),
            sure: best
                .sure
                .as_ref()
                .map_or_else(Vec::new, |sure| sure.sentences.iter().take(1).cloned().collect()),
            dots,
        }
    }
}

fn asked_in_words(cover: &rowlock_analysis::team::Cover) -> String {
    let people = crate::words::count(cover.needed.people, "person", "people");
    format!("{people}, level {}", cover.needed.level)
}

fn cell(cover: &rowlock_analysis::team::Cover, who: usize, level: Option<u8>) -> Cell {
    match level {
        None => Cell { state: "unknown", word: "\u{2013}".to_owned() },
        Some(level) if cover.able.contains(&who) => {
            Cell { state: "clear", word: format!("{level}, covers it") }
        }
        Some(level) => Cell { state: "unknown", word: level.to_string() },
    }
}
