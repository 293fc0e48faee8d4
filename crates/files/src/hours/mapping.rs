//! Which column of an export says what. A mapping names columns by their headings, so one that was kept fits
//! the next export too, wherever the columns stand there.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::table::Table;

/// The most headings that a hint lists.
const MOST_NAMES: usize = 12;

/// Which column says what; each by its heading as `Table::headings` has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// Who worked; several columns are joined, such as first and last name. None: the file is one person's.
    pub person: Vec<String>,
    /// On which project.
    pub project: Option<String>,
    /// For which client.
    pub client: Option<String>,
    /// The day, or the first day. Nothing is read without it.
    pub date: Option<String>,
    /// The last day; none: it is the first.
    pub end_date: Option<String>,
    /// How long. Nothing is read without it.
    pub hours: Option<Hours>,
    /// What was done.
    pub note: Option<String>,
    /// Whether it is billed.
    pub billable: Option<String>,
    /// Whether the day or the month comes first; none: the column tells.
    pub day_order: Option<DayOrder>,
}

/// Where the time spent stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hours {
    /// One column has it.
    Amount {
        /// The column.
        column: String,
        /// What a number without a unit counts.
        unit: Unit,
    },
    /// It lies between two times of the day.
    Between {
        /// The column of the beginning.
        start: String,
        /// The column of the end.
        end: String,
    },
}

/// What a plain number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Days of 24 hours, as spreadsheets count time.
    Days,
}

/// Whether 03/04/2026 is in April or in March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// The day comes first: in April.
    DayFirst,
    /// The month comes first: in March.
    MonthFirst,
}

/// A mapping with the places of its columns in one table.
pub(super) struct Columns {
    pub person: Vec<usize>,
    pub project: Option<usize>,
    pub client: Option<usize>,
    pub date: usize,
    pub end_date: Option<usize>,
    pub hours: HoursColumns,
    pub note: Option<usize>,
    pub billable: Option<usize>,
}

pub(super) enum HoursColumns {
    Amount { column: usize, unit: Unit },
    Between { start: usize, end: usize },
}

impl Mapping {
    /// Finds the columns in a table; what is missing is added to the problems.
    pub(super) fn columns(&self, table: &Table, problems: &mut Vec<Diagnostic>) -> Option<Columns> {
        let at = |message: String| Diagnostic::at(table.file(), table.headings_line(), 1, message);
        let shown: Vec<&str> = table.headings().iter().take(MOST_NAMES).map(String::as_str).collect();
        let choose = |what: &str| format!("choose the column for {what}: there are {}", shown.join(", "));
        let mut find = |name: &String| {
            let found = table.headings().iter().position(|heading| heading == name);
            if found.is_none() {
                let missing = at("there is no such column".to_owned());
                problems.push(missing.found(name).hint(choose("it")));
            }
            found
        };
        let mut maybe = |name: &Option<String>| name.as_ref().and_then(&mut find);
        let (project, client) = (maybe(&self.project), maybe(&self.client));
        let (end_date, note, billable) = (maybe(&self.end_date), maybe(&self.note), maybe(&self.billable));
        let date = maybe(&self.date);
        let person = self.person.iter().filter_map(&mut find).collect();
        let hours = self.hours.as_ref().and_then(|hours| match hours {
            Hours::Amount { column, unit } => {
                find(column).map(|column| HoursColumns::Amount { column, unit: *unit })
            }
            Hours::Between { start, end } => {
                find(start).zip(find(end)).map(|(start, end)| HoursColumns::Between { start, end })
            }
        });
        for (is_named, what) in [(self.date.is_some(), "the day"), (self.hours.is_some(), "the hours")] {
            if !is_named {
                problems.push(at(format!("no column is named for {what}")).hint(choose(what)));
            }
        }
        let (date, hours) = (date?, hours?);
        Some(Columns { person, project, client, date, end_date, hours, note, billable })
    }
}
