//! A document as data for the template. A letter that no font has becomes a box, and the end of the document says so.

use std::cell::Cell;

use serde_json::{Value, json};

use super::world;
use crate::document::{Block, Chart, Document, Figure, List, ListKind, Run, Table, Tone};

/// What stands for a letter that no font has.
const BOX: char = '\u{25a1}';

/// A table of so few rows, each cell so short, fits on a page.
const FEW: usize = 26;
const SHORT: usize = 16;

/// The document as the template reads it.
pub fn of(document: &Document) -> Value {
    let page = Page::default();
    let head = &document.head;
    let full_title = match &document.subtitle {
        Some(subtitle) => format!("{}, {}", document.title, subtitle.to_lowercase()),
        None => document.title.clone(),
    };
    let blocks: Vec<Value> =
        document.blocks.iter().chain(&document.numbers()).map(|block| page.block(block)).collect();
    let approvals: Vec<String> = head.approvals.iter().map(|line| page.text(line)).collect();
    json!({
        "title": page.text(&document.title),
        "subtitle": document.subtitle.as_deref().map(|text| page.text(text)),
        "full_title": page.text(&full_title),
        "language": Document::LANGUAGE,
        "date": { "year": head.date.year(), "month": head.date.month(), "day": head.date.day() },
        "imprint": page.text(&document.imprint()),
        "approvals": approvals,
        "notice": page.text(&head.notice),
        "blocks": blocks,
        "lost": lost(page.lost.get()),
    })
}

fn lost(letters: usize) -> Option<String> {
    match letters {
        0 => None,
        1 => Some(
            "One letter is in none of the fonts of this file and stands as a box; the Word file has it."
                .to_owned(),
        ),
        more => Some(format!(
            "{more} letters are in none of the fonts of this file and stand as boxes; the Word file has them."
        )),
    }
}

/// What is put on pages, with the letters that were lost on the way.
#[derive(Default)]
struct Page {
    lost: Cell<usize>,
}

impl Page {
    /// Text without line breaks, control letters, and letters that no font has.
    fn text(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '\n' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
                letter if letter.is_control() => {}
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {}
                letter if world::has(letter) => out.push(letter),
                _ => {
                    self.lost.set(self.lost.get() + 1);
                    out.push(BOX);
                }
            }
        }
        out
    }

    fn block(&self, block: &Block) -> Value {
        match block {
            Block::Heading(level, runs) => {
                json!({ "is": "heading", "level": u8::from(*level), "runs": self.runs(runs) })
            }
            Block::Paragraph(runs) => {
                let quiet = runs.iter().all(|run| matches!(run, Run::State { tone: Tone::Quiet, .. }));
                json!({ "is": "paragraph", "quiet": quiet, "runs": self.runs(runs) })
            }
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Definitions(entries) => {
                let entry = |(term, told): &(Vec<Run>, Vec<Run>)| json!([self.runs(term), self.runs(told)]);
                json!({ "is": "definitions", "entries": entries.iter().map(entry).collect::<Vec<_>>() })
            }
            Block::Note(blocks) => json!({ "is": "note", "blocks": self.blocks(blocks) }),
            Block::Figure(figure) => self.figure(figure),
            Block::Signatures(names) => {
                let names: Vec<String> = names.iter().map(|name| self.text(name)).collect();
                json!({ "is": "signatures", "names": names })
            }
            Block::PageBreak => json!({ "is": "page_break" }),
        }
    }

    fn blocks(&self, blocks: &[Block]) -> Vec<Value> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn list(&self, list: &List) -> Value {
        let items: Vec<Vec<Value>> = list.items.iter().map(|item| self.blocks(item)).collect();
        let loose = list.items.iter().any(|item| item.len() > 1);
        json!({ "is": "list", "numbered": list.kind == ListKind::Numbers, "loose": loose, "items": items })
    }

    fn table(&self, table: &Table) -> Value {
        let columns = table.columns.iter().zip(table.shares()).map(
            |(column, share)| json!({ "title": self.text(&column.title), "numbers": column.numbers, "share": share }),
        );
        let row = |row: &Vec<Vec<Run>>| row.iter().map(|cell| self.runs(cell)).collect::<Vec<_>>();
        json!({
            "is": "table",
            "caption": table.caption.as_deref().map(|text| self.text(text)),
            "columns": columns.collect::<Vec<_>>(),
            "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
            "whole": is_small(table),
        })
    }

    fn figure(&self, figure: &Figure) -> Value {
        let chart = match &figure.chart {
            Chart::Bars { unit, labels, series, top } => json!({
                "is": "bars",
                "unit": self.text(unit),
                "labels": labels.iter().map(|label| self.text(label)).collect::<Vec<_>>(),
                "series": series
                    .iter()
                    .map(|series| json!({ "name": self.text(&series.name), "values": series.values }))
                    .collect::<Vec<_>>(),
                "top": top,
            }),
            Chart::Dots { unit, kinds, rows, top } => json!({
                "is": "dots",
                "unit": self.text(unit),
                "kinds": kinds.iter().map(|kind| self.text(kind)).collect::<Vec<_>>(),
                "rows": rows
                    .iter()
                    .map(|row| json!({
                        "name": self.text(&row.name),
                        "values": row.values,
                        "told": row.values.map(rowlock_core::fact::number),
                    }))
                    .collect::<Vec<_>>(),
                "top": top,
            }),
        };
        json!({
            "is": "figure",
            "title": self.text(&figure.title),
            "sentence": self.text(&figure.sentence),
            "chart": chart,
        })
    }

    fn runs(&self, runs: &[Run]) -> Vec<Value> {
        let run = |run: &Run| {
            let text = self.text(run.text());
            match run {
                Run::Plain { .. } => json!({ "is": "plain", "text": text }),
                Run::Strong { .. } => json!({ "is": "strong", "text": text }),
                Run::Emphasis { .. } => json!({ "is": "emphasis", "text": text }),
                Run::Link { to, .. } => json!({ "is": "link", "text": text, "to": to }),
                Run::State { tone, .. } => json!({ "is": tone_word(*tone), "text": text }),
            }
        };
        runs.iter().map(run).collect()
    }
}

/// Whether a table is sure to fit on a page, so that it need not be broken.
fn is_small(table: &Table) -> bool {
    let short = |cell: &Vec<Run>| cell.iter().map(|run| run.text().chars().count()).sum::<usize>() <= SHORT;
    table.rows.len() <= FEW && table.columns.len() <= 4 && table.rows.iter().flatten().all(short)
}

fn tone_word(tone: Tone) -> &'static str {
    match tone {
        Tone::Quiet => "quiet",
        Tone::Clear => "clear",
        Tone::Watch => "watch",
        Tone::Alarm => "alarm",
    }
}
