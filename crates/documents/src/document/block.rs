//! Blocks: headings, paragraphs, lists, tables and the rest.

use super::{Figure, Run};

/// A block of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(Level, Vec<Run>),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// Terms, each with what belongs to it.
    Definitions(Vec<(Vec<Run>, Vec<Run>)>),
    /// A note that is set off from the text.
    Note(Vec<Block>),
    /// A figure.
    Figure(Figure),
    /// Lines to sign on, one for each name.
    Signatures(Vec<String>),
    /// What follows begins on a new page, where there are pages.
    PageBreak,
}

/// The level of a heading under the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A section.
    One,
    /// A part of a section.
    Two,
    /// A part of a part.
    Three,
}

impl From<Level> for u8 {
    fn from(level: Level) -> Self {
        match level {
            Level::One => 1,
            Level::Two => 2,
            Level::Three => 3,
        }
    }
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// How its items are marked.
    pub kind: ListKind,
    /// What stands in each item.
    pub items: Vec<Vec<Block>>,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// By a dash.
    Bullets,
    /// By numbers from 1.
    Numbers,
}

/// A table with a header row that is repeated on every page.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What it shows; none where the text before it says so.
    pub caption: Option<String>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with one cell for each column.
    pub rows: Vec<Vec<Vec<Run>>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What stands in the header row.
    pub title: String,
    /// How wide it is, against the other columns.
    pub share: u8,
    /// Whether it holds numbers, which stand to the right.
    pub numbers: bool,
}

impl Column {
    /// A column of text.
    pub fn text(title: impl Into<String>, share: u8) -> Self {
        Self { title: title.into(), share, numbers: false }
    }

    /// A column of numbers.
    pub fn numbers(title: impl Into<String>, share: u8) -> Self {
        Self { title: title.into(), share, numbers: true }
    }
}

impl Table {
    /// A table without rows.
    pub fn new(columns: impl Into<Vec<Column>>) -> Self {
        Self { caption: None, columns: columns.into(), rows: Vec::new() }
    }

    /// Adds a row of plain texts.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(|cell| vec![Run::plain(cell)]).collect());
    }

    /// The width of each column as a share of 1.
    pub(crate) fn shares(&self) -> Vec<f64> {
        let all: f64 = self.columns.iter().map(|column| f64::from(column.share.max(1))).sum();
        self.columns.iter().map(|column| f64::from(column.share.max(1)) / all).collect()
    }
}
