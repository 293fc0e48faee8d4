//! What stands in a document, and nothing of how it looks.

mod block;
mod figure;
mod run;

pub use block::{Block, Column, Level, List, ListKind, Table};
pub(crate) use figure::top;
pub use figure::{Chart, Dots, Figure, Series};
pub use run::{Run, Tone};

use jiff::civil::Date;

/// What every document says of itself: it is no contract, and no lawyer wrote it.
const NOTICE: &str = "Working paper, not legal advice.";

/// A document, ready to be written as Markdown, Word or PDF.
///
/// ```
/// use rowlock_documents::{Document, Level, ListKind, markdown};
/// let mut document = Document::new("Rowboat", jiff::civil::date(2025, 6, 8));
/// document.heading(Level::One, "What to do next");
/// document.list(ListKind::Numbers, ["Write down who decides #1"]);
/// assert!(markdown(&document).ends_with("\n## What to do next\n\n1. Write down who decides #1\n"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// A line under the title.
    pub subtitle: Option<String>,
    /// What its head and the foot of each page say.
    pub head: Head,
    /// What stands in it, from top to bottom.
    pub blocks: Vec<Block>,
}

/// What the head of a document and the foot of each page say.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The version, in words; none for what is not versioned.
    pub version: Option<String>,
    /// The day of which it speaks.
    pub date: Date,
    /// Who approved it, one line each.
    pub approvals: Vec<String>,
    /// What it is not.
    pub notice: String,
}

impl Document {
    /// The language of all documents, as BCP 47 has it.
    pub const LANGUAGE: &'static str = "en";
    /// What stands over the tables behind the figures.
    const NUMBERS: &'static str = "The numbers behind the figures";

    /// An empty document that speaks of a day.
    pub fn new(title: impl Into<String>, date: Date) -> Self {
        let head = Head { version: None, date, approvals: Vec::new(), notice: NOTICE.to_owned() };
        Self { title: title.into(), subtitle: None, head, blocks: Vec::new() }
    }

    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a heading.
    pub fn heading(&mut self, level: Level, text: impl Into<String>) {
        self.push(Block::Heading(level, vec![Run::plain(text)]));
    }

    /// Adds a paragraph of plain text.
    pub fn paragraph(&mut self, text: impl Into<String>) {
        self.push(Block::Paragraph(vec![Run::plain(text)]));
    }

    /// Adds a list of plain texts, if there are any.
    pub fn list<S: Into<String>>(&mut self, kind: ListKind, texts: impl IntoIterator<Item = S>) {
        let items: Vec<_> =
            texts.into_iter().map(|text| vec![Block::Paragraph(vec![Run::plain(text)])]).collect();
        if !items.is_empty() {
            self.push(Block::List(List { kind, items }));
        }
    }

    /// The tables behind the figures under a heading of their own, as writers put them at the end.
    pub(crate) fn numbers(&self) -> Vec<Block> {
        let figures = self.blocks.iter().filter_map(|block| match block {
            Block::Figure(figure) => Some(Block::Table(figure.table.clone())),
            _ => None,
        });
        let mut numbers: Vec<Block> = figures.collect();
        if !numbers.is_empty() {
            numbers.insert(0, Block::Heading(Level::One, vec![Run::plain(Self::NUMBERS)]));
        }
        numbers
    }

    /// Date and version in one line.
    pub(crate) fn imprint(&self) -> String {
        let day = crate::names::day(self.head.date);
        match &self.head.version {
            Some(version) => format!("{version} \u{b7} as of {day}"),
            None => format!("As of {day}"),
        }
    }
}
