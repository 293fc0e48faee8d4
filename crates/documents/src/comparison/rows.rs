//! The comparison as a list: a row for each candidate, so that a spreadsheet can sort and filter it.

use super::{Compared, Comparison};
use crate::sheet::{Cell, Kind, Sheet};

pub(super) fn sheet(comparison: &Comparison) -> Sheet {
    let currency =
        if comparison.currency.is_empty() { String::new() } else { format!(" ({})", comparison.currency) };
    let mut columns = vec![
        ("Candidate".to_owned(), Kind::Text),
        ("What they bring".to_owned(), Kind::Text),
        ("Hours a month".to_owned(), Kind::Number),
        (format!("Cost a month{currency}"), Kind::Number),
    ];
    let needs = comparison.needs.iter();
    columns.extend(needs.map(|need| (format!("{}, {} needed", need.capability, need.level), Kind::Number)));
    for (criterion, weight) in &comparison.criteria {
        let weight = weight.map_or_else(String::new, |weight| format!(", counts {:.0} %", weight * 100.0));
        columns.push((format!("{criterion}{weight}"), Kind::Number));
    }
    columns.push(("All scores, of 100 points".to_owned(), Kind::Number));
    columns.push(("Fit, conflicts first".to_owned(), Kind::Text));
    columns.push(("Due diligence".to_owned(), Kind::Text));
    columns.push(("Trials".to_owned(), Kind::Text));
    Sheet {
        title: "Candidates".to_owned(),
        columns,
        rows: comparison.candidates.iter().map(|candidate| row(comparison, candidate)).collect(),
    }
}

fn row(comparison: &Comparison, candidate: &Compared) -> Vec<Cell> {
    let mut row = vec![
        Cell::from(candidate.name.as_str()),
        Cell::from(candidate.profile.as_str()),
        Cell::from(candidate.hours),
        Cell::from(candidate.cost),
    ];
    let level = |place: usize| candidate.levels.get(place).copied().flatten().map(f64::from);
    row.extend((0..comparison.needs.len()).map(|place| Cell::from(level(place))));
    let score = |place: usize| candidate.scores.get(place).copied().flatten();
    row.extend((0..comparison.criteria.len()).map(|place| Cell::from(score(place))));
    row.push(Cell::from(candidate.points));
    let fit = candidate.conflicts_first();
    let fit: Vec<String> =
        fit.into_iter().map(|(kind, sentence)| format!("{}. {sentence}", kind.title())).collect();
    row.push(Cell::from(fit.join("\n")));
    row.push(Cell::from(candidate.diligence_in_words()));
    row.push(Cell::from(candidate.trials.join("\n")));
    row
}
