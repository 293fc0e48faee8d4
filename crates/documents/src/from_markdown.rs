//! From the Markdown of a clause to blocks. HTML, pictures and code blocks' markup are dropped; their text stays,
//! but for HTML, of which nothing stays.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::document::{Block, Column, Level, List, ListKind, Run, Table};

/// The blocks of a Markdown text. Headings begin at `highest`, whatever the text calls them.
///
/// ```
/// use rowlock_documents::{Block, Level, Run, from_markdown};
/// let blocks = from_markdown("In: **offices**.<script>", Level::Three);
/// let runs = vec![Run::plain("In: "), Run::strong("offices"), Run::plain(".")];
/// assert_eq!(blocks, [Block::Paragraph(runs)]);
/// ```
pub fn from_markdown(text: &str, highest: Level) -> Vec<Block> {
    let mut reader = Reader { highest, ..Reader::default() };
    for (event, place) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            // Three of these alone on a line are a place to fill in, and no rule across the page.
            Event::Rule if text[place.clone()].trim_start().starts_with('_') => {
                reader.push(Block::Paragraph(vec![Run::plain(text[place].trim())]));
            }
            event => reader.take(event),
        }
    }
    reader.finish()
}

/// What is open while a text is read.
struct Reader {
    highest: Level,
    /// Blocks of the text, and of each list item and quotation that is open.
    open: Vec<Vec<Block>>,
    lists: Vec<List>,
    runs: Vec<Run>,
    table: Option<Table>,
    row: Vec<Vec<Run>>,
    link: Option<String>,
    strong: usize,
    emphasis: usize,
    hidden: usize,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            highest: Level::One,
            open: vec![Vec::new()],
            lists: Vec::new(),
            runs: Vec::new(),
            table: None,
            row: Vec::new(),
            link: None,
            strong: 0,
            emphasis: 0,
            hidden: 0,
        }
    }
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::HtmlBlock => self.hidden += 1,
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } => self.link = Some(dest_url.into_string()),
            Tag::List(first) => {
                self.paragraph();
                let kind = if first.is_some() { ListKind::Numbers } else { ListKind::Bullets };
                self.lists.push(List { kind, items: Vec::new() });
            }
            Tag::Item | Tag::BlockQuote(_) => self.open.push(Vec::new()),
            Tag::Table(_) => self.table = Some(Table::default()),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::HtmlBlock => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => self.link = None,
            TagEnd::Paragraph | TagEnd::CodeBlock => self.paragraph(),
            TagEnd::Heading(level) => {
                let runs = std::mem::take(&mut self.runs);
                let level = below(self.highest, level);
                self.push(Block::Heading(level, runs));
            }
            TagEnd::Item => {
                self.paragraph();
                let item = self.open.pop().unwrap_or_default();
                if let Some(list) = self.lists.last_mut() {
                    list.items.push(item);
                }
            }
            TagEnd::List(_) => {
                if let Some(list) = self.lists.pop() {
                    self.push(Block::List(list));
                }
            }
            TagEnd::BlockQuote(_) => {
                self.paragraph();
                let quoted = self.open.pop().unwrap_or_default();
                self.push(Block::Note(quoted));
            }
            TagEnd::TableCell => self.row.push(std::mem::take(&mut self.runs)),
            TagEnd::TableHead => {
                let cells = std::mem::take(&mut self.row);
                let title = |cell: &Vec<Run>| cell.iter().map(Run::text).collect::<String>();
                if let Some(table) = &mut self.table {
                    table.columns = cells.iter().map(|cell| Column::text(title(cell), 1)).collect();
                }
            }
            TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.table {
                    table.rows.push(row);
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(Block::Table(table));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        let run = match &self.link {
            Some(to) => Run::link(text, to),
            None if self.strong > 0 => Run::strong(text),
            None if self.emphasis > 0 => Run::emphasis(text),
            None => Run::plain(text),
        };
        match (self.runs.last_mut(), run) {
            (Some(Run::Plain { text: before }), Run::Plain { text }) => before.push_str(&text),
            (Some(Run::Strong { text: before }), Run::Strong { text }) => before.push_str(&text),
            (_, run) => self.runs.push(run),
        }
    }

    fn paragraph(&mut self) {
        if self.runs.iter().any(|run| !run.text().trim().is_empty()) {
            let runs = std::mem::take(&mut self.runs);
            self.push(Block::Paragraph(runs));
        }
        self.runs.clear();
    }

    fn push(&mut self, block: Block) {
        if let Some(blocks) = self.open.last_mut() {
            blocks.push(block);
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.paragraph();
        self.open.into_iter().flatten().collect()
    }
}

fn below(highest: Level, level: HeadingLevel) -> Level {
    let under = match level {
        HeadingLevel::H1 => 0,
        HeadingLevel::H2 => 1,
        _ => 2,
    };
    match u8::from(highest) + under {
        1 => Level::One,
        2 => Level::Two,
        _ => Level::Three,
    }
}
