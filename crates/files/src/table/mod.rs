//! A CSV file or a workbook as a plain table: headings, and rows of text cells with the line each begins on. What the
//! table is about (hours, a pool of candidates) is said by its kind.

mod kind;
pub mod limits;
mod name;
mod problems;
mod sheet;
mod text;

use std::fmt;

pub(crate) use kind::Kind;
pub(crate) use name::fold;
pub(crate) use problems::Problems;

use crate::diagnostic::{Diagnostic, Diagnostics};
use limits::{LONGEST_CELL, MOST_COLUMNS};

/// How far down the headings are looked for: some sheets begin with a title.
const DEEPEST_HEADINGS: usize = 20;

/// One row. Its cells lie in one text, which keeps a large table small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    line: usize,
    text: Box<str>,
    ends: Box<[u32]>,
}

impl Row {
    /// The line of the file, or the row of the sheet, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The text of a cell without the blanks around it; empty where there is none.
    pub fn cell(&self, column: usize) -> &str {
        let start = column.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        let span = start.zip(self.ends.get(column)).map(|(start, end)| *start as usize..*end as usize);
        span.and_then(|span| self.text.get(span)).unwrap_or_default().trim()
    }

    /// The cells from the first to the last one that is not empty.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len()).map(|column| self.cell(column))
    }
}

/// Something a reader should know of, though the file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The text is no UTF-8 and was read as Windows-1252.
    OldEncoding,
    /// Rows before the headings were passed over.
    TitleRows {
        /// The line of the headings.
        headings: usize,
    },
    /// The workbook has more than one sheet.
    OtherSheets {
        /// The sheet that was read.
        read: String,
        /// How many were not.
        others: usize,
    },
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OldEncoding => {
                f.write_str("The file was read as Windows-1252. Check that names with accents look right.")
            }
            Self::TitleRows { headings } => {
                write!(f, "The headings were found in line {headings}; what is above was passed over.")
            }
            Self::OtherSheets { read, others } => {
                write!(f, "Only the sheet \u{201c}{read}\u{201d} was read; the workbook has {others} more.")
            }
        }
    }
}

/// A table of text cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    file: String,
    headings: Vec<String>,
    headings_line: usize,
    rows: Vec<Row>,
    remarks: Vec<Remark>,
}

impl Table {
    /// Reads a CSV file or an XLSX workbook; which one it is shows in its first bytes, not in its name.
    ///
    /// # Errors
    /// When it is neither, when it is damaged, empty or too large.
    pub(crate) fn read(bytes: &[u8], file: &str, kind: &'static Kind) -> Result<Self, Diagnostics> {
        let builder = Builder::new(file, kind);
        let read =
            if sheet::is_workbook(bytes) { sheet::read(bytes, &builder) } else { text::read(bytes, builder) };
        read.and_then(Builder::finish).map_err(|problem| (*problem).into())
    }

    /// The name of the file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The names of the columns, each different from the others.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    /// The line on which the headings stand.
    pub fn headings_line(&self) -> usize {
        self.headings_line
    }

    /// The rows below the headings that are not blank.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What a reader should know of.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}

/// A table in the making, which keeps the limits.
struct Builder {
    file: String,
    kind: &'static Kind,
    rows: Vec<Row>,
    size: usize,
    remarks: Vec<Remark>,
}

impl Builder {
    fn new(file: &str, kind: &'static Kind) -> Self {
        Self { file: file.to_owned(), kind, rows: Vec::new(), size: 0, remarks: Vec::new() }
    }

    /// An empty one for the same file.
    fn again(&self) -> Self {
        Self::new(&self.file, self.kind)
    }

    fn remark(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a row; a blank one is passed over.
    fn push<'c>(&mut self, line: usize, cells: impl Iterator<Item = &'c str>) -> Result<(), Box<Diagnostic>> {
        let at = |column: usize, message: String| Diagnostic::at(&self.file, line, column + 1, message);
        let (mut text, mut ends, mut blank_until) = (String::new(), Vec::new(), (0, 0));
        for (column, cell) in cells.enumerate() {
            let cell = cell.trim();
            if cell.len() > LONGEST_CELL && cell.chars().count() > LONGEST_CELL {
                let message =
                    format!("the cell in column {} has more than {LONGEST_CELL} characters", column + 1);
                let hint = "look for a quotation mark that is never closed, or shorten the text";
                return Err(Box::new(at(column, message).found(cell).hint(hint)));
            }
            text.push_str(cell);
            ends.push(text.len() as u32);
            if !cell.is_empty() {
                if column >= MOST_COLUMNS {
                    let message = format!("there are more than {MOST_COLUMNS} columns");
                    return Err(Box::new(
                        at(column, message).hint("leave out the columns that are not needed"),
                    ));
                }
                blank_until = (text.len(), ends.len());
            }
        }
        ends.truncate(blank_until.1);
        if ends.is_empty() {
            return Ok(());
        }
        self.size += text.len();
        let Kind { most_text, most_rows, .. } = *self.kind;
        if self.size > most_text || self.rows.len() > most_rows {
            let message = if self.size > most_text {
                format!("there are more than {} MiB of text in the cells", most_text >> 20)
            } else {
                format!("there are more than {most_rows} rows")
            };
            return Err(Box::new(at(0, message).hint(self.kind.shorten)));
        }
        self.rows.push(Row { line, text: text.into(), ends: ends.into() });
        Ok(())
    }

    fn finish(mut self) -> Result<Table, Box<Diagnostic>> {
        let known = |row: &Row| row.cells().filter(|cell| (self.kind.is_heading)(cell)).count();
        // The first of the best: `min_by_key` keeps the first where there are several.
        let top = self.rows.iter().take(DEEPEST_HEADINGS).enumerate();
        let best = top.min_by_key(|(_, row)| std::cmp::Reverse(known(row))).map(|(index, _)| index);
        let Some(best) = best else {
            let problem = Diagnostic::of_file(&self.file, "this file is empty");
            return Err(Box::new(problem.hint(self.kind.fill)));
        };
        let rows = self.rows.split_off(best + 1);
        let headings = &self.rows[best];
        let headings_line = headings.line;
        if best > 0 {
            self.remarks.push(Remark::TitleRows { headings: headings_line });
        }
        let columns = rows.iter().map(|row| row.ends.len()).max().unwrap_or_default();
        let headings = names(headings, columns);
        Ok(Table { file: self.file, headings, headings_line, rows, remarks: self.remarks })
    }
}

/// The headings, told apart: an empty one is called by its place, a second one of a name is counted.
fn names(row: &Row, columns: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for column in 0..columns.max(row.ends.len()) {
        let heading = row.cell(column).split_whitespace().collect::<Vec<_>>().join(" ");
        let base = if heading.is_empty() { format!("column {}", column + 1) } else { heading };
        let is_free = |name: &String| !names.iter().any(|taken| taken == name);
        let counted = (2..).map(|count| format!("{base} ({count})"));
        let name = std::iter::once(base.clone()).chain(counted).find(is_free);
        names.push(name.unwrap_or(base));
    }
    names
}
