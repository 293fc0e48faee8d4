//! Rows as entries: who worked when, how long, on what. All rows are read or none.

use jiff::civil::Date;
use serde::Serialize;

use super::day::{self, Verdict};
use super::limits::LONGEST_PERIOD;
use super::mapping::{Columns, DayOrder, HoursColumns, Mapping};
use super::{spent, words};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::table::{Problems, Row, Table, fold};

/// One row of an export.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The line of the file, or the row of the sheet.
    pub row: usize,
    /// Who worked, as the file has it; empty where it does not say.
    pub person: String,
    /// On which project, as the file has it.
    pub project: String,
    /// For which client, as the file has it.
    pub client: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Hours in all.
    pub hours: f64,
    /// What was done.
    pub note: String,
    /// Whether it is billed, where the file says so in words that are known.
    pub billable: Option<bool>,
}

/// Reads the rows of a table.
pub(super) fn entries(table: &Table, mapping: &Mapping) -> Result<Vec<Entry>, Diagnostics> {
    let mut problems = Vec::new();
    let columns = mapping.columns(table, &mut problems);
    Diagnostics::check(problems)?;
    let Some(columns) = columns else { return Ok(Vec::new()) };
    let reader =
        Reader { table, order: order(table, mapping, &columns).map_err(|problem| *problem)?, columns };
    let mut found = Vec::new();
    let mut problems = Problems::of(table);
    for row in table.rows().iter().filter(|row| !reader.is_total(row)) {
        match reader.entry(row) {
            Ok(entry) => found.push(entry),
            Err(problem) => problems.add(*problem),
        }
    }
    problems.check()?;
    if found.is_empty() {
        let problem =
            Diagnostic::at(table.file(), table.headings_line(), 1, "there are no rows below the headings");
        return Err(problem.hint("export a period in which somebody worked").into());
    }
    Ok(found)
}

fn order(table: &Table, mapping: &Mapping, columns: &Columns) -> Result<DayOrder, Box<Diagnostic>> {
    if let Some(order) = mapping.day_order {
        return Ok(order);
    }
    let heading = table.headings()[columns.date].clone();
    let at = |message: String| {
        let mut problem = Diagnostic::at(table.file(), table.headings_line(), columns.date + 1, message);
        problem.field = Some(heading.clone());
        problem
    };
    match verdict(table, columns.date, columns.end_date) {
        Verdict::Any => Ok(DayOrder::DayFirst),
        Verdict::Order(order) => Ok(order),
        Verdict::Open(example) => {
            let problem = at("it is not clear whether the day or the month comes first".to_owned());
            Err(Box::new(problem.found(example).hint("say which one, or export days as 2026-11-23")))
        }
        Verdict::Mixed { day_first, month_first } => {
            let message = format!(
                "in \u{201c}{day_first}\u{201d} the day comes first, in \u{201c}{month_first}\u{201d} the month"
            );
            Err(Box::new(at(message).hint("write all days alike, best as 2026-11-23")))
        }
    }
}

/// What the columns of days tell together of their order.
pub(super) fn verdict(table: &Table, date: usize, end_date: Option<usize>) -> Verdict {
    let cells = table.rows().iter().flat_map(|row| {
        let last = end_date.map(|column| row.cell(column));
        std::iter::once(row.cell(date)).chain(last)
    });
    day::decide(cells)
}

struct Reader<'t> {
    table: &'t Table,
    order: DayOrder,
    columns: Columns,
}

impl Reader<'_> {
    /// Whether a row has sums instead of an entry: no day, but a word for a sum.
    fn is_total(&self, row: &Row) -> bool {
        let day = row.cell(self.columns.date);
        (day.is_empty() || words::is_total(day)) && row.cells().any(words::is_total)
    }

    fn entry(&self, row: &Row) -> Result<Entry, Box<Diagnostic>> {
        let columns = &self.columns;
        let line =
            |column: Option<usize>| column.map_or_else(String::new, |column| one_line(row.cell(column)));
        let from = self.day(row, columns.date)?;
        let last = columns.end_date.filter(|column| !row.cell(*column).is_empty());
        let mut to = last.map_or(Ok(from), |column| self.day(row, column))?;
        let hours = match columns.hours {
            HoursColumns::Amount { column, unit } => {
                let found = spent::hours(row.cell(column), unit);
                found.ok_or_else(|| {
                    self.table.at(row, column, "this is no time spent").hint("write 1:30, 1.5 or 90 min")
                })?
            }
            HoursColumns::Between { start, end } => {
                let begin = self.time(row, start)?;
                let finish = self.time(row, end)?;
                if last.is_none() {
                    // A date beside the time counts; without one, a shift that ends earlier ended the next day.
                    let own = day::split(row.cell(end)).and_then(|(written, _)| written.day(self.order));
                    let next = if finish < begin { from.tomorrow().unwrap_or(from) } else { from };
                    to = own.unwrap_or(next);
                }
                let seconds = i64::from((to - from).get_days()) * spent::DAY + finish - begin;
                if seconds < 0 {
                    let problem = self.table.at(row, end, "this is before the start");
                    return Err(Box::new(problem.hint("check both times")));
                }
                seconds as f64 / 3600.0
            }
        };
        let days = (to - from).get_days() + 1;
        if !(1..=LONGEST_PERIOD).contains(&days) {
            let message = if days < 1 {
                "the last day is before the first"
            } else {
                "the period is longer than a year"
            };
            let problem = self.table.at(row, last.unwrap_or(columns.date), message);
            return Err(Box::new(problem.hint("check both days")));
        }
        if hours > f64::from(days) * 24.0 {
            let column = match columns.hours {
                HoursColumns::Amount { column, .. } | HoursColumns::Between { end: column, .. } => column,
            };
            let hint = "check the time spent, and whether the column counts hours or minutes";
            return Err(Box::new(
                self.table.at(row, column, "these are more than 24 hours a day").hint(hint),
            ));
        }
        let names: Vec<String> = columns.person.iter().map(|column| one_line(row.cell(*column))).collect();
        Ok(Entry {
            row: row.line(),
            person: names.join(" ").trim().to_owned(),
            project: line(columns.project),
            client: line(columns.client),
            from,
            to,
            hours,
            note: columns.note.map_or_else(String::new, |column| row.cell(column).to_owned()),
            billable: columns.billable.and_then(|column| yes_or_no(row.cell(column))),
        })
    }

    fn day(&self, row: &Row, column: usize) -> Result<Date, Box<Diagnostic>> {
        if let Some(day) = day::split(row.cell(column)).and_then(|(written, _)| written.day(self.order)) {
            return Ok(day);
        }
        let hint = match self.order {
            DayOrder::DayFirst => "write 2026-11-23, 23.11.2026 or 23/11/2026",
            DayOrder::MonthFirst => "write 2026-11-23, 23.11.2026 or 11/23/2026",
        };
        Err(Box::new(self.table.at(row, column, "this is no day").hint(hint)))
    }

    fn time(&self, row: &Row, column: usize) -> Result<i64, Box<Diagnostic>> {
        let cell = row.cell(column);
        let time = day::split(cell).map_or(cell, |(_, time)| time);
        let time = time.replacen([',', '.'], "0.", usize::from(time.starts_with([',', '.'])));
        let found = spent::time_of_day(&time);
        found.ok_or_else(|| {
            Box::new(self.table.at(row, column, "this is no time of the day").hint("write 9:30"))
        })
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn yes_or_no(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "yes" | "y" | "ja" | "j" | "true" | "wahr" | "1" | "x" | "billable" | "abrechenbar" => Some(true),
        "no" | "n" | "nein" | "false" | "falsch" | "0" | "non billable" | "nicht abrechenbar" => Some(false),
        _ => None,
    }
}
