//! The question that an alliance poses: those who are in already, the candidates, what the joint business needs, who is
//! in conflict with whom, and what several people scored.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, Scoring, last_on};
use rowlock_core::fact::{Need, ScoreSheet, Together, words};
use rowlock_core::id::{CapabilityId, PartyId, PersonId};

use rowlock_selection::{Problem, Search};

use super::question::{Brief, Candidate, Judged, Needed, Question, Weighing};
use super::scales::points_of_score;
use crate::fit::{FitFinding, FitKind, Weight, among_candidates, fit};
use crate::scoring;

/// What somebody wants of the team, besides what the joint business needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// The fewest new partners.
    pub fewest: usize,
    /// The most new partners; none: as few as cover what is needed.
    pub most: Option<usize>,
    /// What all new partners may cost a month.
    pub budget: Option<f64>,
    /// Candidates who are in by decision.
    pub keep: Vec<PartyId>,
    /// Candidates who are out by decision.
    pub leave: Vec<PartyId>,
    /// What a pair that works well together adds, and one that chafes costs, in points.
    pub pair_points: f64,
    /// Whether the hours that are needed count.
    pub hours: Hours,
}

/// Whether hours count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hours {
    /// What is needed at each capability has to be brought.
    Count,
    /// Nobody is asked for hours.
    Ignore,
}

/// A question with whom each of its candidates stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Roster {
    /// The parties, in the order of the brief's candidates: those who are in first.
    pub parties: Vec<PartyId>,
    /// How many of them are in already.
    pub inside: usize,
    /// The most new partners that were asked for.
    pub most: usize,
    /// What is known and asked.
    pub brief: Brief,
    /// Pairs that cannot be on one team, each with the reason.
    pub apart: Vec<(PartyId, PartyId, String)>,
    /// Whether what somebody is worth comes from scores; if not, from their levels at what is needed.
    pub is_scored: bool,
}

/// Puts the question of an alliance on a day, with scores where whoever asks may see them.
pub fn roster(
    alliance: &Alliance,
    on: Date,
    scores: Option<(&Scoring, &BTreeMap<PersonId, ScoreSheet>)>,
    wish: &Wish,
) -> Roster {
    let signers = alliance.signers(on);
    let inside = signers.len();
    let parties: Vec<PartyId> = signers.into_iter().chain(alliance.candidates(on)).cloned().collect();
    let needs = alliance.joint_business(on).map_or(&[][..], |joint| &joint.value.needs);
    let candidates =
        parties.iter().enumerate().map(|(place, id)| candidate(alliance, on, id, needs, place < inside));
    let candidates: Vec<Candidate> = candidates.collect();
    let place = |id: &PartyId| parties.iter().position(|party| party == id);
    let apart = apart(alliance, on);
    let pairs = alliance.pairs(on).into_iter().filter_map(|pair| {
        let points = match pair.value.together {
            Together::Well => wish.pair_points,
            Together::Chafe => -wish.pair_points,
            Together::Apart | Together::Neutral => return None,
        };
        Some((place(&pair.value.between[0])?, place(&pair.value.between[1])?, points))
    });
    let judged = scores.map(|(scoring, sheets)| judged(&parties, inside, scoring, sheets, on));
    let counts = wish.hours == Hours::Count;
    let mut brief = Brief {
        title: String::new(),
        currency: String::new(),
        conflicts: apart.iter().filter_map(|(one, other, _)| Some((place(one)?, place(other)?))).collect(),
        pairs: pairs.collect(),
        capabilities: needs.iter().map(|need| words(need.capability.as_str())).collect(),
        needs: needs.iter().enumerate().map(|(capability, need)| needed(capability, need, counts)).collect(),
        hours: 0.0,
        smallest: inside + wish.fewest,
        largest: None,
        budget: wish.budget,
        fixed_in: (0..inside).chain(wish.keep.iter().filter_map(place)).collect(),
        fixed_out: wish.leave.iter().filter_map(place).collect(),
        candidates,
        judged,
    };
    let most = wish.most.unwrap_or_else(|| fewest_that_cover(&brief, inside, wish.fewest)).max(wish.fewest);
    brief.largest = Some(inside + most);
    Roster { is_scored: brief.judged.is_some(), parties, inside, most, brief, apart }
}

/// With how many new partners, from `fewest` on, a team can meet the whole need; where none does, as many as a small
/// alliance takes in at once.
fn fewest_that_cover(brief: &Brief, inside: usize, fewest: usize) -> usize {
    let candidates = brief.candidates.len() - inside;
    let covers = |most: &usize| {
        let limited = Brief { largest: Some(inside + most), judged: None, ..brief.clone() };
        let Ok(question) = Question::new(limited) else { return false };
        let Ok(problem) = Problem::new(question.pool().clone(), question.need().clone()) else {
            return false;
        };
        Search::new().with_node_limit(ENOUGH_NODES).best(&problem).team.is_some()
    };
    (fewest..=candidates.min(MOST_AT_ONCE)).find(covers).unwrap_or(fewest.max(candidates.min(USUAL_MOST)))
}

/// The most new partners that are tried, and those that are asked for where nothing covers the need.
const MOST_AT_ONCE: usize = 8;
const USUAL_MOST: usize = 3;
/// Parts of a search tree after which a number of new partners counts as too few.
const ENOUGH_NODES: u64 = 200;

fn needed(capability: usize, need: &Need, counts_hours: bool) -> Needed {
    Needed {
        capability,
        level: need.level,
        people: need.cover.into(),
        hours: need.hours_a_month.filter(|_| counts_hours).unwrap_or(0.0),
    }
}

fn candidate(alliance: &Alliance, on: Date, id: &PartyId, needs: &[Need], is_inside: bool) -> Candidate {
    let reach: Vec<(Option<u8>, u16)> = needs.iter().map(|need| reach(alliance, on, id, need)).collect();
    let offer = alliance.offer(id, on).map(|offer| &offer.value);
    let pledged = || alliance.pledges.get(id).and_then(|pledges| last_on(pledges, on)).map(|week| week.value);
    // Whoever is in already costs nothing more and adds no points: the question is who should come.
    let (hours, cost, fit) = if is_inside {
        (pledged().map(|week| week * WEEKS_OF_A_MONTH), Some(0.0), Some(0.0))
    } else {
        let levels: Vec<f64> = reach
            .iter()
            .map(|(level, _)| level.map_or(0.0, |level| points_of_score(f64::from(level))))
            .collect();
        let mean = levels.iter().sum::<f64>() / levels.len().max(1) as f64;
        (offer.and_then(|offer| offer.hours_a_month), offer.and_then(|offer| offer.cost_a_month), Some(mean))
    };
    Candidate {
        name: alliance.party_name(id).to_owned(),
        levels: reach.iter().map(|(level, _)| *level).collect(),
        people: reach.iter().map(|(_, people)| *people).collect(),
        hours,
        cost,
        fit,
    }
}

/// Weeks in a month, on average.
const WEEKS_OF_A_MONTH: f64 = 52.0 / 12.0;

/// The highest level of a party's people at what is needed, and how many of them reach the level that counts.
fn reach(alliance: &Alliance, on: Date, id: &PartyId, need: &Need) -> (Option<u8>, u16) {
    let levels = levels(alliance, on, id, &need.capability);
    let able = levels.iter().filter(|level| **level >= need.level).count();
    (levels.iter().max().copied(), able.max(1) as u16)
}

fn levels(alliance: &Alliance, on: Date, id: &PartyId, capability: &CapabilityId) -> Vec<u8> {
    let Some(party) = alliance.parties.get(id) else { return Vec::new() };
    let entries = party.capabilities.iter().filter(|((known, _), _)| known == capability);
    entries.filter_map(|(_, entry)| Some(last_on(&entry.levels, on)?.value?.checked())).collect()
}

/// Pairs that cannot be on one team: judged so, or in a structural conflict that no clause can hold.
fn apart(alliance: &Alliance, on: Date) -> Vec<(PartyId, PartyId, String)> {
    let judged = alliance.pairs(on).into_iter().filter(|pair| pair.value.together == Together::Apart);
    let judged = judged.map(|pair| {
        let [one, other] = pair.value.between.clone();
        (one, other, pair.value.why.clone())
    });
    let found = fit(alliance, on).into_iter().chain(among_candidates(alliance, on));
    let structural = found.filter_map(|finding| match finding {
        FitFinding {
            kind: FitKind::StructuralConflict, weight: Weight::Certain, parties, sentence, ..
        } => {
            let [one, other] = <[PartyId; 2]>::try_from(parties).ok()?;
            Some((one, other, sentence))
        }
        _ => None,
    });
    let mut apart: Vec<(PartyId, PartyId, String)> = Vec::new();
    for (one, other, why) in judged.chain(structural) {
        let known =
            |(a, b, _): &(PartyId, PartyId, String)| (*a == one && *b == other) || (*a == other && *b == one);
        if !apart.iter().any(known) {
            apart.push((one, other, why));
        }
    }
    apart
}

fn judged(
    parties: &[PartyId],
    inside: usize,
    scoring: &Scoring,
    sheets: &BTreeMap<PersonId, ScoreSheet>,
    on: Date,
) -> Judged {
    let table = scoring::table(scoring, sheets, on);
    let count = scoring.criteria().len();
    let of = |(place, id): (usize, &PartyId)| {
        if place < inside {
            return vec![Some(1.0); count];
        }
        let row = table.rows.iter().find(|row| row.candidate == *id);
        row.map_or_else(|| vec![None; count], |row| row.cells.iter().map(|cell| cell.mean).collect())
    };
    Judged {
        criteria: scoring.criteria().iter().map(|criterion| criterion.name.clone()).collect(),
        scores: parties.iter().enumerate().map(of).collect(),
        weights: scoring::weighing(scoring, on).unwrap_or_else(|| Weighing::Given(vec![1.0; count])),
    }
}
