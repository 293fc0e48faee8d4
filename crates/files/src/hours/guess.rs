//! What kind of export a table seems to be, and which columns say what. A guess is a proposal: whoever
//! imports sees it and may change it.

use std::fmt;

use super::day::{self, Verdict};
use super::entry::verdict;
use super::mapping::{DayOrder, Hours, Mapping, Unit};
use super::{spent, words};
use crate::table::{Table, fold};

/// How many rows are looked at to tell days from times.
const LOOKED_AT: usize = 200;

/// Where an export seems to come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// The detailed report of Toggl Track.
    Toggl,
    /// The detailed report of Clockify.
    Clockify,
    /// The detailed time report of Harvest.
    Harvest,
    /// A sheet that somebody keeps.
    Sheet,
}

impl fmt::Display for Export {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Toggl => "a detailed report of Toggl Track",
            Self::Clockify => "a detailed report of Clockify",
            Self::Harvest => "a detailed time report of Harvest",
            Self::Sheet => "a plain sheet",
        })
    }
}

/// What the table does not tell, so that somebody has to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// No column of days was found.
    NoDay,
    /// No column of hours was found.
    NoHours,
    /// No column of people was found.
    NoPerson,
    /// No column of projects was found.
    NoProject,
    /// Days can be read in two ways.
    DayOrder {
        /// One of them.
        example: String,
    },
    /// Some days can be read in one way only, others in the other way only.
    MixedDays {
        /// A day with the day first.
        day_first: String,
        /// A day with the month first.
        month_first: String,
    },
    /// Numbers were taken for parts of a day.
    PartsOfDays {
        /// The column.
        column: String,
    },
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDay => f.write_str("Which column has the day?"),
            Self::NoHours => f.write_str("Which column has the hours, or the start and the end?"),
            Self::NoPerson => {
                f.write_str("Which column says who worked? Without one, all hours are one party\u{2019}s.")
            }
            Self::NoProject => {
                f.write_str("Which column says on what? Without one, all hours are for one thing.")
            }
            Self::DayOrder { example } => {
                write!(f, "In \u{201c}{example}\u{201d}, does the day or the month come first?")
            }
            Self::MixedDays { day_first, month_first } => write!(
                f,
                "In \u{201c}{day_first}\u{201d} the day comes first, in \u{201c}{month_first}\u{201d} \
                 the month: the days have to be written alike."
            ),
            Self::PartsOfDays { column } => {
                write!(
                    f,
                    "The numbers in \u{201c}{column}\u{201d} were taken for parts of a day, \
                     as spreadsheets count. Are they hours?"
                )
            }
        }
    }
}

/// A proposal for reading a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Where it seems to come from.
    pub export: Export,
    /// Which column says what.
    pub mapping: Mapping,
    /// What is left open.
    pub doubts: Vec<Doubt>,
}

/// Guesses from the headings, and from the cells where headings do not tell.
pub fn guess(table: &Table) -> Guess {
    let headings: Vec<String> = table.headings().iter().map(|heading| fold(heading)).collect();
    let finder = Finder { table, headings };
    let mut doubts = Vec::new();
    // A column that is called so is taken even where its cells are not as they should be: then that is told.
    let date = finder.first(words::DAY, |column| finder.holds(column, is_day));
    let date = date.or_else(|| finder.first(words::SURELY_DAY, |_| true));
    let hours = finder.hours(&mut doubts);
    let is_last_day = |column| Some(column) != date && finder.holds(column, is_day);
    let end_date = finder.first(words::LAST_DAY, is_last_day);
    let person = finder.person();
    let project = finder.named(words::PROJECT);
    let verdict = date.map_or(Verdict::Any, |date| verdict(table, date, end_date));
    for (is_missing, doubt) in [
        (date.is_none(), Doubt::NoDay),
        (hours.is_none(), Doubt::NoHours),
        (person.is_empty(), Doubt::NoPerson),
        (project.is_none(), Doubt::NoProject),
    ] {
        doubts.extend(is_missing.then_some(doubt));
    }
    let mut day_order: Option<DayOrder> = None;
    match verdict {
        Verdict::Any => {}
        Verdict::Order(order) => day_order = Some(order),
        Verdict::Open(example) => doubts.push(Doubt::DayOrder { example }),
        Verdict::Mixed { day_first, month_first } => doubts.push(Doubt::MixedDays { day_first, month_first }),
    }
    let mapping = Mapping {
        person,
        project,
        client: finder.named(words::CLIENT),
        date: date.map(|column| finder.name(column)),
        end_date: end_date.map(|column| finder.name(column)),
        hours,
        note: finder.named(words::NOTE),
        billable: finder.named(words::BILLABLE),
        day_order,
    };
    Guess { export: finder.export(), mapping, doubts }
}

fn is_day(cell: &str) -> bool {
    day::split(cell).is_some()
}

fn is_time(cell: &str) -> bool {
    let time = day::split(cell).map_or(cell, |(_, time)| time);
    time.contains(':') && spent::time_of_day(time).is_some()
}

struct Finder<'t> {
    table: &'t Table,
    headings: Vec<String>,
}

impl Finder<'_> {
    fn export(&self) -> Export {
        let has = |name: &str| self.headings.iter().any(|heading| heading == name);
        if has("duration (h)") && has("duration (decimal)") {
            Export::Clockify
        } else if has("hours") && has("first name") && has("last name") && has("notes") {
            Export::Harvest
        } else if has("start date") && has("start time") && has("duration") && has("description") {
            Export::Toggl
        } else {
            Export::Sheet
        }
    }

    fn name(&self, column: usize) -> String {
        self.table.headings()[column].clone()
    }

    /// The first column whose heading is one of the words, in the order of the words.
    fn first(&self, words: &[&str], fits: impl Fn(usize) -> bool) -> Option<usize> {
        let place = |word: &&str| self.headings.iter().position(|heading| heading == word);
        words.iter().filter_map(place).find(|column| fits(*column))
    }

    fn named(&self, words: &[&str]) -> Option<String> {
        self.first(words, |_| true).map(|column| self.name(column))
    }

    /// Whether the first cells of a column that are not empty are mostly of a kind.
    fn holds(&self, column: usize, is: fn(&str) -> bool) -> bool {
        let cells = self.table.rows().iter().take(LOOKED_AT).map(|row| row.cell(column));
        let (mut fit, mut all) = (0, 0);
        for cell in cells.filter(|cell| !cell.is_empty()) {
            all += 1;
            fit += usize::from(is(cell));
        }
        // A table without rows is taken by its headings.
        fit * 2 > all || (all == 0 && self.table.rows().is_empty())
    }

    fn person(&self) -> Vec<String> {
        let (first, last) = (self.named(words::FIRST_NAME), self.named(words::LAST_NAME));
        let names: Vec<String> = first.into_iter().chain(last).collect();
        match self.named(words::PERSON) {
            Some(person) if names.len() < 2 => vec![person],
            _ => names,
        }
    }

    fn hours(&self, doubts: &mut Vec<Doubt>) -> Option<Hours> {
        let is_spent = |cell: &str| spent::hours(cell, Unit::Hours).is_some();
        if let Some(column) = self.first(words::SPENT, |column| self.holds(column, is_spent)) {
            let unit = if self.is_part_of_day(column) { Unit::Days } else { Unit::Hours };
            let column = self.name(column);
            if unit == Unit::Days {
                doubts.push(Doubt::PartsOfDays { column: column.clone() });
            }
            return Some(Hours::Amount { column, unit });
        }
        if let Some(column) = self.named(words::MINUTES) {
            return Some(Hours::Amount { column, unit: Unit::Minutes });
        }
        let start = self.first(words::BEGIN, |column| self.holds(column, is_time));
        let end = self.first(words::FINISH, |column| Some(column) != start && self.holds(column, is_time));
        if let Some((start, end)) = start.zip(end) {
            return Some(Hours::Between { start: self.name(start), end: self.name(end) });
        }
        let column = self.named(words::SURELY_SPENT)?;
        Some(Hours::Amount { column, unit: Unit::Hours })
    }

    /// Whether plain numbers are parts of a day: all below one, and one at least with more decimals than
    /// anybody writes in hours.
    fn is_part_of_day(&self, column: usize) -> bool {
        let cells = self.table.rows().iter().map(|row| row.cell(column)).filter(|cell| !cell.is_empty());
        let mut is_fine = false;
        for cell in cells.take(LOOKED_AT) {
            let decimals = cell.split_once(['.', ',']).map_or("", |(_, decimals)| decimals);
            match cell.replacen(',', ".", 1).parse::<f64>() {
                Ok(number) if (0.0..1.0).contains(&number) => is_fine |= decimals.len() > 3,
                _ => return false,
            }
        }
        is_fine
    }
}
