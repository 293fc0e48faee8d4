//! Hours from time trackers: an export as CSV or XLSX becomes entries, and entries become facts on effort.
//!
//! `Table::read` takes the file in, `guess` proposes which column says what, `read` turns rows into entries,
//! `Assignment::guess` proposes whose and for what they are, and `plan` adds them up by week. Each proposal is
//! data that the caller may change; nothing is put on a record here.

mod assignment;
mod day;
mod entry;
mod guess;
pub mod limits;
mod mapping;
mod name;
mod plan;
mod sheet;
mod spent;
mod table;
mod text;
mod week;
mod words;

pub use assignment::{Assignment, Destination, Owner, PersonLine, ProjectLine};
pub use entry::Entry;
pub use guess::{Doubt, Export, Guess, guess};
pub use mapping::{DayOrder, Hours, Mapping, Unit};
pub use plan::{LeftOut, Plan, Planned, Problem, Why, plan};
pub use table::{Remark, Row, Table};

use crate::diagnostic::Diagnostics;

/// Reads the entries of an export. Rows that only hold sums are passed over.
///
/// # Errors
/// Everything that is wrong, each with its row and a hint: at most 50, and how many more. Nothing is read by
/// half.
pub fn read(bytes: &[u8], file_name: &str, mapping: &Mapping) -> Result<Vec<Entry>, Diagnostics> {
    Table::read(bytes, file_name)?.entries(mapping)
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
