//! Scores of several people, side by side: means by candidate and criterion, where those who scored differ, and what
//! each candidate is worth under the weights. Points lie on a fixed scale, so one more candidate changes no other's.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_core::alliance::Scoring;
use rowlock_core::fact::{ScoreSheet, Weighting};
use rowlock_core::id::{CriterionId, PartyId, PersonId};
use rowlock_selection::elicitation::{weights_of_ranking, weights_of_swings};

use crate::team::{Weighing, points_of_score};

/// From this many points apart on, two who scored see a candidate differently enough to talk about it.
pub const WORTH_A_TALK: u8 = 3;

/// The scores of one criterion that one candidate got.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The mean, 1 to 7; none where nobody could tell.
    pub mean: Option<f64>,
    /// The lowest and the highest point.
    pub range: Option<(u8, u8)>,
    /// How many could tell.
    pub count: usize,
}

impl Cell {
    /// Whether those who scored differ enough to talk about it.
    pub fn is_worth_a_talk(&self) -> bool {
        self.range.is_some_and(|(low, high)| high - low >= WORTH_A_TALK)
    }
}

/// One candidate's scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Which candidate.
    pub candidate: PartyId,
    /// In the order of the criteria.
    pub cells: Vec<Cell>,
    /// What the candidate is worth under the weights, 0 to 100, over the criteria on which somebody could tell; none
    /// where nobody could on any.
    pub worth: Option<f64>,
}

/// All scores of a scoring.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// How much each criterion counts; the shares sum to 1.
    pub weights: Vec<f64>,
    /// The candidates, the worthiest first.
    pub rows: Vec<Row>,
}

/// Puts the sheets of a scoring side by side, under its weights on a day; without any, all criteria count alike.
pub fn table(scoring: &Scoring, sheets: &BTreeMap<PersonId, ScoreSheet>, on: Date) -> Table {
    let weights = weights(scoring, on);
    let row = |candidate: &PartyId| {
        let cells: Vec<Cell> = scoring
            .criteria()
            .iter()
            .map(|criterion| cell(sheets, candidate, &criterion.criterion))
            .collect();
        Row { candidate: candidate.clone(), worth: worth(&cells, &weights), cells }
    };
    let mut rows: Vec<Row> = scoring.opened.value.candidates.iter().map(row).collect();
    rows.sort_by(|one, other| other.worth.unwrap_or(-1.0).total_cmp(&one.worth.unwrap_or(-1.0)));
    Table { weights, rows }
}

/// How much each criterion of a scoring counts on a day; the shares sum to 1.
pub fn weights(scoring: &Scoring, on: Date) -> Vec<f64> {
    let count = scoring.criteria().len();
    let alike = || vec![1.0 / count as f64; count];
    match weighing(scoring, on) {
        Some(Weighing::Ranking(order)) => weights_of_ranking(&order),
        Some(Weighing::Swing(points) | Weighing::Given(points)) => {
            weights_of_swings(&points).unwrap_or_else(alike)
        }
        None => alike(),
    }
}

/// The weighting of a scoring on a day, by places of the criteria; none where they were not weighted.
pub fn weighing(scoring: &Scoring, on: Date) -> Option<Weighing> {
    let criteria = scoring.criteria();
    let place = |id: &CriterionId| criteria.iter().position(|criterion| criterion.criterion == *id);
    Some(match &scoring.weighting(on)?.value {
        Weighting::Ranking(order) => Weighing::Ranking(order.iter().filter_map(place).collect()),
        Weighting::Swings(points) => {
            let of = |criterion: &rowlock_core::fact::Criterion| {
                points.get(&criterion.criterion).copied().unwrap_or(0.0)
            };
            Weighing::Swing(criteria.iter().map(of).collect())
        }
    })
}

fn cell(sheets: &BTreeMap<PersonId, ScoreSheet>, candidate: &PartyId, criterion: &CriterionId) -> Cell {
    let points: Vec<u8> =
        sheets.values().filter_map(|sheet| sheet.points.get(candidate)?.get(criterion).copied()).collect();
    let sum: f64 = points.iter().map(|&point| f64::from(point)).sum();
    Cell {
        mean: (!points.is_empty()).then(|| sum / points.len() as f64),
        range: points.iter().min().copied().zip(points.iter().max().copied()),
        count: points.len(),
    }
}

fn worth(cells: &[Cell], weights: &[f64]) -> Option<f64> {
    let known = || cells.iter().zip(weights).filter_map(|(cell, weight)| Some((cell.mean?, *weight)));
    let all: f64 = known().map(|(_, weight)| weight).sum();
    (all > 0.0).then(|| known().map(|(mean, weight)| points_of_score(mean) * weight).sum::<f64>() / all)
}
