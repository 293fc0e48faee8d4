//! A portfolio on paper: each alliance with its one next step and its last weeks, and what was found between them. It is
//! for whoever asked for it.

use jiff::civil::Date;
use rowlock_analysis::portfolio::ConflictKind;

use crate::document::{Block, Column, Document, Level, Run, Table};
use crate::names;

/// An alliance of a portfolio, as far as whoever asks may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioRow {
    /// What people call it.
    pub name: String,
    /// Its stage, outcome, parties and seat in a line.
    pub line: String,
    /// Its one next step, or why nothing is said of it.
    pub next: String,
    /// The day of the next look.
    pub next_on: Option<Date>,
    /// The verdict; empty: not for this seat.
    pub verdict: String,
    /// How many signals are at alarm and at watch.
    pub signals: Option<[u32; 2]>,
    /// The last weeks in a sentence.
    pub weeks: String,
}

/// A portfolio as a document.
pub fn portfolio(rows: &[PortfolioRow], between: &[(ConflictKind, String)], who: &str, on: Date) -> Document {
    let mut document = Document::new("Portfolio", on);
    document.subtitle = Some(format!("{}, as {who} sees them", names::count(rows.len(), "alliance")));
    document.paragraph(
        "Those that need a person come first. A person decides; verdicts and signals read the records by stated rules and \
         predict nothing.",
    );
    let mut table = Table::new([
        Column::text("Alliance", 4),
        Column::text("Verdict", 2),
        Column::numbers("Alarm", 1),
        Column::numbers("Watch", 1),
        Column::text("Next look", 2),
    ]);
    for row in rows {
        let signals = row.signals.map(|counts| counts.map(|count| count.to_string()));
        let [alarms, watches] = signals.unwrap_or_else(|| [dash(), dash()]);
        let verdict = Some(row.verdict.clone()).filter(|verdict| !verdict.is_empty()).unwrap_or_else(dash);
        table.row([
            row.name.clone(),
            verdict,
            alarms,
            watches,
            row.next_on.map_or_else(dash, names::short_day),
        ]);
    }
    document.push(Block::Table(table));
    if !between.is_empty() {
        document.heading(Level::One, "Conflicts between them");
        for (kind, sentence) in between {
            let runs = vec![Run::strong(format!("{}.", kind.title())), Run::plain(format!(" {sentence}"))];
            document.push(Block::Paragraph(runs));
        }
    }
    document.heading(Level::One, "One by one");
    for row in rows {
        document.heading(Level::Two, row.name.clone());
        for text in [format!("{}.", row.line), row.next.clone(), row.weeks.clone()] {
            if !text.is_empty() {
                document.paragraph(text);
            }
        }
    }
    document
}

fn dash() -> String {
    "\u{2013}".to_owned()
}
