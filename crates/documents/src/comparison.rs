//! Candidates side by side: what each offers, covers and was scored, and where each collides, conflicts first.

use jiff::civil::Date;
use rowlock_core::fact::{amount, number};

use crate::document::{Block, Column, Document, Level, ListKind, Run, Table};
use crate::sheet::{Cell, Kind, Sheet};

/// How many candidates stand side by side on a page.
const ABREAST: usize = 4;
/// What stands where nothing is known.
const UNKNOWN: &str = "\u{2013}";

/// All that is compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What people call the alliance.
    pub alliance: String,
    /// The day of which it speaks.
    pub date: Date,
    /// What is needed: the name and the level that counts.
    pub needs: Vec<(String, u8)>,
    /// The criteria with how much each counts; empty where no scores are open.
    pub criteria: Vec<(String, f64)>,
    /// What is to be said of the scores, in a sentence.
    pub scores: String,
    /// The candidates.
    pub candidates: Vec<Compared>,
}

/// One candidate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Compared {
    /// The name.
    pub name: String,
    /// What they bring.
    pub brings: Option<String>,
    /// Hours a month.
    pub hours: Option<f64>,
    /// Cost a month.
    pub cost: Option<f64>,
    /// Findings of fit in sentences, conflicts first.
    pub fit: Vec<String>,
    /// How many of these are conflicts.
    pub conflicts: usize,
    /// The level at each need.
    pub levels: Vec<Option<u8>>,
    /// The mean score on each criterion.
    pub scores: Vec<Option<f64>>,
    /// What they are worth under the weights, 0 to 100.
    pub worth: Option<f64>,
    /// What due diligence has come to.
    pub diligence: String,
    /// What became of trials.
    pub trials: Vec<String>,
}

impl Comparison {
    /// The rows of the comparison: what is compared, and the cell of each candidate.
    fn rows(&self) -> Vec<(String, Vec<String>)> {
        let each = |cell: &dyn Fn(&Compared) -> String| self.candidates.iter().map(cell).collect::<Vec<_>>();
        let maybe =
            |value: Option<f64>, told: &dyn Fn(f64) -> String| value.map_or_else(|| UNKNOWN.to_owned(), told);
        let mut rows = vec![
            ("Brings".to_owned(), each(&|one| one.brings.clone().unwrap_or_else(|| UNKNOWN.to_owned()))),
            ("Structural conflicts".to_owned(), each(&|one| one.conflicts.to_string())),
        ];
        for (place, (need, level)) in self.needs.iter().enumerate() {
            let cell = |one: &Compared| match one.levels.get(place).copied().flatten() {
                None => UNKNOWN.to_owned(),
                Some(has) if has >= *level => format!("{has}: enough"),
                Some(has) => format!("{has}: not enough"),
            };
            rows.push((format!("{need}, level {level} needed"), each(&cell)));
        }
        rows.push(("Hours a month".to_owned(), each(&|one| maybe(one.hours, &number))));
        rows.push(("Cost a month".to_owned(), each(&|one| maybe(one.cost, &amount))));
        if !self.criteria.is_empty() {
            rows.push((
                "Worth by scores, 0 to 100".to_owned(),
                each(&|one| maybe(one.worth, &|worth| format!("{worth:.0}"))),
            ));
        }
        for (place, (criterion, weight)) in self.criteria.iter().enumerate() {
            let cell = |one: &Compared| maybe(one.scores.get(place).copied().flatten(), &number);
            rows.push((format!("{criterion} ({:.0} %)", weight * 100.0), each(&cell)));
        }
        rows.push(("Due diligence".to_owned(), each(&|one| one.diligence.clone())));
        rows
    }

    /// The comparison as a document.
    pub fn document(&self) -> Document {
        let mut document = Document::new("Candidates side by side", self.date);
        document.subtitle = Some(self.alliance.clone());
        if self.candidates.is_empty() {
            document.paragraph("Nobody is being considered.");
            return document;
        }
        let rows = self.rows();
        for (page, group) in self.candidates.chunks(ABREAST).enumerate() {
            let mut columns = vec![Column::text("", 4)];
            columns.extend(group.iter().map(|one| Column::text(one.name.clone(), 4)));
            let mut table = Table::new(columns);
            for (what, cells) in &rows {
                let cells = cells.iter().skip(page * ABREAST).take(group.len());
                table.rows.push(
                    std::iter::once(vec![Run::strong(what)])
                        .chain(cells.map(|cell| vec![Run::plain(cell)]))
                        .collect(),
                );
            }
            document.push(Block::Table(table));
        }
        document.paragraph(self.scores.clone());
        for one in &self.candidates {
            document.heading(Level::One, one.name.clone());
            if one.fit.is_empty() {
                document.paragraph("Nothing is known of the fit yet.");
            }
            document.list(ListKind::Bullets, one.fit.iter().cloned());
            if !one.trials.is_empty() {
                document.heading(Level::Two, "Trials");
                document.list(ListKind::Bullets, one.trials.iter().cloned());
            }
        }
        document
    }

    /// The comparison as a list, a row for each candidate.
    pub fn sheet(&self) -> Sheet {
        let mut columns = vec![
            ("candidate".to_owned(), Kind::Text),
            ("brings".to_owned(), Kind::Text),
            ("structural conflicts".to_owned(), Kind::Number),
        ];
        columns
            .extend(self.needs.iter().map(|(need, level)| (format!("{need}, level {level}"), Kind::Number)));
        columns.extend(["hours a month", "cost a month"].map(|name| (name.to_owned(), Kind::Number)));
        if !self.criteria.is_empty() {
            columns.push(("worth by scores".to_owned(), Kind::Number));
        }
        columns.extend(self.criteria.iter().map(|(criterion, _)| (criterion.clone(), Kind::Number)));
        columns.extend(["due diligence", "fit", "trials"].map(|name| (name.to_owned(), Kind::Text)));
        let rows = self.candidates.iter().map(|one| self.row(one)).collect();
        Sheet { title: "Candidates side by side".to_owned(), columns, rows }
    }

    fn row(&self, one: &Compared) -> Vec<Cell> {
        let maybe =
            |value: Option<f64>| value.map_or(Cell::Empty, |value| ((value * 10.0).round() / 10.0).into());
        let mut cells: Vec<Cell> =
            vec![one.name.as_str().into(), one.brings.clone().into(), (one.conflicts as f64).into()];
        let level = |place: usize| one.levels.get(place).copied().flatten().map(f64::from);
        cells.extend((0..self.needs.len()).map(|place| maybe(level(place))));
        cells.extend([maybe(one.hours), maybe(one.cost)]);
        if !self.criteria.is_empty() {
            cells.push(maybe(one.worth));
        }
        cells.extend((0..self.criteria.len()).map(|place| maybe(one.scores.get(place).copied().flatten())));
        cells.extend([one.diligence.as_str().into(), one.fit.join(" ").into(), one.trials.join(" ").into()]);
        cells
    }
}
