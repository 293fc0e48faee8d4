//! A pool of candidates from a table, CSV or XLSX: who they are, what they can do, what they cost, who cannot work with
//! whom.
//!
//! `table` takes the file in, `guess` proposes which column says what, `read` turns rows into candidates. A proposal
//! is data that the caller may change.

mod guess;
pub mod limits;
mod mapping;
mod pairs;
mod read;
mod words;

use serde::Serialize;

pub use guess::{Doubt, Expected, Guessed, guess};
pub use mapping::{Mapping, Named};
pub use read::read;

use crate::diagnostic::Diagnostics;
use crate::table::{Kind as TableKind, Table, fold};

const POOL: TableKind = TableKind {
    is_heading: words::is_known,
    largest_file: limits::LARGEST_FILE,
    most_rows: limits::MOST_CANDIDATES,
    most_text: limits::MOST_TEXT,
    fill: "write a line of headings, and a line for each candidate",
    shorten: "leave out candidates who are not to be considered, or columns that are not needed",
    instead: "save it as CSV in UTF-8, or as XLSX",
};

/// Reads a pool as a table: a CSV file or an XLSX workbook, which shows in its first bytes, not in its name.
///
/// # Errors
/// When it is neither, when it is damaged, empty or too large.
pub fn table(bytes: &[u8], file_name: &str) -> Result<Table, Diagnostics> {
    Table::read(bytes, file_name, &POOL)
}

/// Candidates, and what holds between them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Pool {
    /// The candidates, in the order of the rows; everywhere else they are named by their index here.
    pub candidates: Vec<Candidate>,
    /// The names of the capabilities that levels are given for.
    pub capabilities: Vec<String>,
    /// The names of the criteria that scores are given for.
    pub criteria: Vec<String>,
    /// Pairs that cannot be on one team, each once.
    pub conflicts: Vec<(usize, usize)>,
    /// Pairs that are worth more or less together, each once.
    pub pairs: Vec<Pair>,
    /// The headings of columns that were used for nothing.
    pub ignored: Vec<String>,
}

impl Pool {
    /// The candidate of a name; capitals, accents and hyphens do not matter.
    pub fn find(&self, name: &str) -> Option<usize> {
        let folded = fold(name);
        self.candidates.iter().position(|candidate| fold(&candidate.name) == folded)
    }
}

/// One row of a pool.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Candidate {
    /// The line of the file, or the row of the sheet.
    pub row: usize,
    /// The name.
    pub name: String,
    /// Whether it is a person or a firm, where that is said.
    pub kind: Option<Kind>,
    /// Whom to talk to; empty where nobody is named.
    pub contact: String,
    /// The mail address; empty where there is none.
    pub mail: String,
    /// What they bring, in words.
    pub brings: String,
    /// Hours a month.
    pub hours: Option<f64>,
    /// Cost a month.
    pub cost: Option<f64>,
    /// How well they fit, in points.
    pub fit: Option<f64>,
    /// The level of each capability, 0 to 7; none where it is not known.
    pub levels: Vec<Option<u8>>,
    /// The score on each criterion, 1 to 7; none where it is not known.
    pub scores: Vec<Option<f64>>,
}

/// A person or a firm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person.
    Person,
    /// A firm.
    Firm,
}

/// Two candidates who are worth more or less together.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pair {
    /// The two, as indices.
    pub between: (usize, usize),
    /// What both together add, in points; below 0 if they chafe.
    pub value: f64,
}
