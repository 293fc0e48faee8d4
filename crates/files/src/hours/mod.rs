//! Hours from time trackers: an export as CSV or XLSX becomes entries, and entries become facts on effort.
//!
//! `table` takes the file in, `guess` proposes which column says what, `read` turns rows into entries,
//! `Assignment::guess` proposes whose and for what they are, and `plan` adds them up by week. Each proposal is
//! data that the caller may change; nothing is put on a record here.

mod assignment;
mod day;
mod entry;
mod guess;
pub mod limits;
mod mapping;
mod plan;
mod spent;
mod week;
mod words;

use crate::diagnostic::Diagnostics;
use crate::table::{Kind, Table};
pub use assignment::{Assignment, Destination, Owner, PersonLine, ProjectLine};
pub use entry::Entry;
pub use guess::{Doubt, Export, Guess, guess};
pub use mapping::{DayOrder, Hours, Mapping, Unit};
pub use plan::{LeftOut, Plan, Planned, Problem, Why, plan};

const EXPORT: Kind = Kind {
    is_heading: words::is_known,
    largest_file: limits::LARGEST_FILE,
    most_rows: limits::MOST_ROWS,
    most_text: limits::MOST_TEXT,
    fill: "export the detailed report again, with at least one entry in its period",
    shorten: "export a shorter period, and the rest as further files",
    instead: "export the detailed report as CSV in UTF-8, or as XLSX",
};

/// Reads an export as a table: a CSV file or an XLSX workbook, which shows in its first bytes, not in its name.
///
/// # Errors
/// When it is neither, when it is damaged, empty or too large.
pub fn table(bytes: &[u8], file_name: &str) -> Result<Table, Diagnostics> {
    Table::read(bytes, file_name, &EXPORT)
}

/// Reads the entries of an export. Rows that only hold sums are passed over.
///
/// # Errors
/// Everything that is wrong, each with its row and a hint: at most 50, and how many more. Nothing is read by
/// half.
pub fn read(bytes: &[u8], file_name: &str, mapping: &Mapping) -> Result<Vec<Entry>, Diagnostics> {
    table(bytes, file_name)?.entries(mapping)
}

impl Table {
    /// Reads the entries of a table that is at hand.
    ///
    /// # Errors
    /// As for [`read`].
    pub fn entries(&self, mapping: &Mapping) -> Result<Vec<Entry>, Diagnostics> {
        entry::entries(self, mapping)
    }
}
