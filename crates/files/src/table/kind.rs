//! What a table is about: how its headings are known, how much of it is read, and what to advise.

/// A kind of table, such as an export of hours.
#[derive(Debug)]
pub struct Kind {
    /// Whether a cell is one of the headings that are known: it shows where the headings are, and the separator.
    pub(crate) is_heading: fn(&str) -> bool,
    /// The largest file, in bytes.
    pub(crate) largest_file: usize,
    /// The most rows.
    pub(crate) most_rows: usize,
    /// The most text in all cells together, in bytes.
    pub(crate) most_text: usize,
    /// What to do about an empty file.
    pub(crate) fill: &'static str,
    /// What to do about a file that is too large.
    pub(crate) shorten: &'static str,
    /// What to hand over instead of what is no table.
    pub(crate) instead: &'static str,
}
