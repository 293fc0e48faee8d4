//! Blocks as paragraphs and tables of Word.

use docx_rs::{
    AlignmentType, BorderType, BreakType, Docx, HeightRule, Hyperlink, HyperlinkData, HyperlinkType,
    Numbering, Paragraph, Run as WordRun, Shading, Table as WordTable, TableCell, TableCellBorder,
    TableCellBorderPosition, TableCellBorders, TableCellMargins, TableLayoutType, TableRow, WidthType,
};

use super::{WIDTH, styles};
use crate::document::{Block, Column, Figure, Level, List, ListKind, Run, Table, Tone};

/// What a file is made of.
enum Part {
    Paragraph(Box<Paragraph>),
    Table(Box<WordTable>),
}

/// The body of a file while it is written.
pub struct Body {
    parts: Vec<Part>,
    counts: Vec<Numbering>,
    links: usize,
}

/// The first id for a count of its own.
const FIRST_COUNT: usize = 10;

impl Body {
    pub fn new() -> Self {
        Self { parts: Vec::new(), counts: Vec::new(), links: 0 }
    }

    /// Puts the body into a file.
    pub fn add_to(self, docx: Docx) -> Docx {
        let docx = self.counts.into_iter().fold(docx, Docx::add_numbering);
        self.parts.into_iter().fold(docx, |docx, part| match part {
            Part::Paragraph(paragraph) => docx.add_paragraph(*paragraph),
            Part::Table(table) => docx.add_table(*table),
        })
    }

    /// Adds a paragraph in a style.
    pub fn line(&mut self, style: &str, runs: &[Run]) {
        let paragraph = self.filled(Paragraph::new().style(style), runs);
        self.parts.push(Part::Paragraph(Box::new(paragraph)));
    }

    /// Adds a block, `depth` lists deep.
    pub fn block(&mut self, block: &Block, depth: usize) {
        match block {
            Block::Heading(level, runs) => self.line(heading(*level), runs),
            Block::Paragraph(runs) => self.text(runs, depth),
            Block::List(list) => self.list(list, depth),
            Block::Table(table) => self.table(table),
            Block::Definitions(entries) => {
                for (term, told) in entries {
                    let term = term.iter().map(|run| Run::strong(run.text()));
                    let runs: Vec<Run> =
                        term.chain([Run::strong(": ")]).chain(told.iter().cloned()).collect();
                    self.set("Definition", &runs, depth);
                }
            }
            Block::Note(blocks) => {
                for block in blocks {
                    match block {
                        Block::Paragraph(runs) => self.line("Note", runs),
                        other => self.block(other, depth),
                    }
                }
            }
            Block::Figure(figure) => self.figure(figure),
            Block::Signatures(names) => self.signatures(names),
            Block::PageBreak => {
                let run = WordRun::new().add_break(BreakType::Page);
                self.parts.push(Part::Paragraph(Box::new(Paragraph::new().add_run(run))));
            }
        }
    }

    fn text(&mut self, runs: &[Run], depth: usize) {
        let quiet = runs.iter().all(|run| matches!(run, Run::State { tone: Tone::Quiet, .. }));
        self.set(if quiet { "Evidence" } else { "Body" }, runs, depth);
    }

    fn set(&mut self, style: &str, runs: &[Run], depth: usize) {
        let mut paragraph = Paragraph::new().style(style);
        if depth > 0 {
            paragraph = paragraph.indent(Some(styles::indent(depth)), None, None, None);
        }
        let paragraph = self.filled(paragraph, runs);
        self.parts.push(Part::Paragraph(Box::new(paragraph)));
    }

    fn list(&mut self, list: &List, depth: usize) {
        let count = match list.kind {
            ListKind::Bullets => None,
            ListKind::Numbers => {
                let id = FIRST_COUNT + self.counts.len();
                self.counts.push(styles::fresh_count(id));
                Some(id)
            }
        };
        for item in &list.items {
            let mut rest = item.iter();
            let first = item.first().and_then(|block| match block {
                Block::Paragraph(runs) => Some(runs.as_slice()),
                _ => None,
            });
            if first.is_some() {
                rest.next();
            }
            let paragraph = styles::item(Paragraph::new().style("ListItem"), count, depth);
            let keep = rest.len() > 0;
            let paragraph = self.filled(paragraph.keep_next(keep), first.unwrap_or_default());
            self.parts.push(Part::Paragraph(Box::new(paragraph)));
            for block in rest {
                self.block(block, depth + 1);
            }
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.line("Caption", &[Run::plain(&figure.title)]);
        self.line("Body", &[Run::plain(format!("{} The numbers stand at the end.", figure.sentence))]);
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.line("Caption", &[Run::plain(caption)]);
        }
        let widths: Vec<usize> =
            table.shares().iter().map(|share| (share * WIDTH as f64).floor() as usize).collect();
        let head = table.columns.iter().zip(&widths).map(|(column, width)| {
            let run = text(&column.title);
            let paragraph = aligned(Paragraph::new().style("TableHead").add_run(run), column);
            cell(*width, "3A4450", 8).add_paragraph(paragraph)
        });
        let mut rows = vec![TableRow::new(head.collect()).cant_split()];
        for row in &table.rows {
            let mut cells = Vec::new();
            for ((runs, column), width) in row.iter().zip(&table.columns).zip(&widths) {
                let paragraph = self.filled(Paragraph::new().style("TableText"), runs);
                cells.push(cell(*width, styles::RULE, 4).add_paragraph(aligned(paragraph, column)));
            }
            rows.push(TableRow::new(cells).cant_split());
        }
        self.finished(rows, widths);
    }

    fn signatures(&mut self, names: &[String]) {
        let widths = vec![WIDTH * 3 / 10, WIDTH * 5 / 10, WIDTH * 2 / 10];
        let titles = ["Party", "Signature", "Date"];
        let head = titles.iter().zip(&widths).map(|(title, width)| {
            let run = WordRun::new().add_text(*title);
            cell(*width, "3A4450", 8).add_paragraph(Paragraph::new().style("TableHead").add_run(run))
        });
        let mut rows = vec![TableRow::new(head.collect()).cant_split()];
        for name in names {
            let cells = [name.as_str(), "", ""].into_iter().zip(&widths).map(|(said, width)| {
                let paragraph = Paragraph::new().style("TableText").add_run(text(said));
                cell(*width, styles::RULE, 4).add_paragraph(paragraph)
            });
            let row = TableRow::new(cells.collect()).cant_split();
            rows.push(row.row_height(760.0).height_rule(HeightRule::AtLeast));
        }
        self.finished(rows, widths);
    }

    fn finished(&mut self, rows: Vec<TableRow>, widths: Vec<usize>) {
        let table = WordTable::without_borders(rows)
            .set_grid(widths)
            .width(WIDTH, WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .margins(TableCellMargins::new().margin(20, 140, 20, 0));
        self.parts.push(Part::Table(Box::new(table)));
        // Without a paragraph between them two tables would become one.
        self.parts.push(Part::Paragraph(Box::new(Paragraph::new().style("Gap"))));
    }

    fn filled(&mut self, paragraph: Paragraph, runs: &[Run]) -> Paragraph {
        runs.iter().fold(paragraph, |paragraph, run| match run {
            Run::Plain { text: said } => paragraph.add_run(text(said)),
            Run::Strong { text: said } => paragraph.add_run(text(said).bold()),
            Run::Emphasis { text: said } => paragraph.add_run(text(said).italic()),
            Run::State { text: said, tone: Tone::Quiet } => {
                paragraph.add_run(text(said).color(styles::colour(Tone::Quiet)))
            }
            Run::State { text: said, tone } => {
                paragraph.add_run(text(said).bold().color(styles::colour(*tone)))
            }
            Run::Link { text: said, to } => {
                self.links += 1;
                let mut link = Hyperlink::new(to, HyperlinkType::External);
                // Ids that the crate counts for all files at once could meet in one file.
                if let HyperlinkData::External { rid, .. } = &mut link.link {
                    *rid = format!("rIdLink{}", self.links);
                }
                paragraph.add_hyperlink(link.add_run(text(said).color(styles::LINK).underline("single")))
            }
        })
    }
}

fn heading(level: Level) -> &'static str {
    match level {
        Level::One => "Heading1",
        Level::Two => "Heading2",
        Level::Three => "Heading3",
    }
}

/// A run of text without what XML cannot hold.
pub fn text(said: &str) -> WordRun {
    let fits = |letter: &char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    let spaced = said.replace(['\n', '\t'], " ");
    WordRun::new().add_text(spaced.chars().filter(fits).collect::<String>())
}

fn aligned(paragraph: Paragraph, column: &Column) -> Paragraph {
    if column.numbers { paragraph.align(AlignmentType::Right) } else { paragraph }
}

/// An empty cell with a line under it.
fn cell(width: usize, colour: &str, size: usize) -> TableCell {
    let line = TableCellBorder::new(TableCellBorderPosition::Bottom)
        .border_type(BorderType::Single)
        .size(size)
        .color(colour);
    TableCell::new()
        .width(width, WidthType::Dxa)
        .set_borders(TableCellBorders::with_empty().set(line))
        .shading(Shading::new().fill("auto"))
}
