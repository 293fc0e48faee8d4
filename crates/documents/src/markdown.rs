//! A document as Markdown. What means something in Markdown is escaped, so that text stays text.

use crate::document::{Block, Document, Figure, Level, List, ListKind, Run, Table, Tone};

/// Writes a document as Markdown.
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", escaped(&document.title));
    if let Some(subtitle) = &document.subtitle {
        out.push_str(&format!("\n{}\n", escaped(subtitle)));
    }
    out.push_str(&format!("\n*{}*\n", escaped(&document.imprint())));
    for line in &document.head.approvals {
        out.push_str(&format!("\n- {}", escaped(line)));
    }
    if !document.head.approvals.is_empty() {
        out.push('\n');
    }
    out.push_str(&format!("\n> {}\n", escaped(&document.head.notice)));
    for block in document.blocks.iter().chain(&document.numbers()) {
        let text = block_text(block);
        if !text.is_empty() {
            out.push_str(&format!("\n{text}\n"));
        }
    }
    out
}

fn block_text(block: &Block) -> String {
    match block {
        Block::Heading(level, runs) => format!("{} {}", hashes(*level), runs_text(runs)),
        Block::Paragraph(runs) => runs_text(runs),
        Block::List(list) => list_text(list),
        Block::Table(table) => table_text(table),
        Block::Definitions(entries) => {
            let line =
                |(term, told): &(Vec<Run>, Vec<Run>)| format!("- {}: {}", runs_text(term), runs_text(told));
            entries.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Block::Note(blocks) => {
            let text = blocks.iter().map(block_text).collect::<Vec<_>>().join("\n\n");
            prefixed(&text, "> ", "> ")
        }
        Block::Figure(figure) => figure_text(figure),
        Block::Signatures(names) => {
            let line = |name: &String| {
                format!("- {}: \\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_", escaped(name))
            };
            names.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Block::PageBreak => String::new(),
    }
}

/// The title is the first level, so sections begin with two.
fn hashes(level: Level) -> &'static str {
    match level {
        Level::One => "##",
        Level::Two => "###",
        Level::Three => "####",
    }
}

fn list_text(list: &List) -> String {
    let mut lines = Vec::new();
    for (place, item) in list.items.iter().enumerate() {
        let mark = match list.kind {
            ListKind::Bullets => "- ".to_owned(),
            ListKind::Numbers => format!("{}. ", place + 1),
        };
        let text = item.iter().map(block_text).collect::<Vec<_>>().join("\n\n");
        lines.push(prefixed(&text, &mark, &" ".repeat(mark.len())));
    }
    let loose = list.items.iter().any(|item| item.len() > 1);
    lines.join(if loose { "\n\n" } else { "\n" })
}

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let mut lines = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let lead = if place == 0 { first } else { rest };
        lines.push(format!("{lead}{line}").trim_end().to_owned());
    }
    lines.join("\n")
}

fn table_text(table: &Table) -> String {
    let mut lines = Vec::new();
    if let Some(caption) = &table.caption {
        lines.push(format!("**{}**\n", escaped(caption)));
    }
    let titles: Vec<String> =
        table.columns.iter().map(|column| cell_text(&[Run::plain(&column.title)])).collect();
    lines.push(format!("| {} |", titles.join(" | ")));
    let rules: Vec<&str> =
        table.columns.iter().map(|column| if column.numbers { "---:" } else { "---" }).collect();
    lines.push(format!("| {} |", rules.join(" | ")));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| cell_text(cell)).collect();
        lines.push(format!("| {} |", cells.join(" | ")));
    }
    lines.join("\n")
}

fn cell_text(runs: &[Run]) -> String {
    runs_text(runs).replace('\n', " ")
}

fn figure_text(figure: &Figure) -> String {
    format!("**{}**\n\n{}", escaped(&figure.title), escaped(&figure.sentence))
}

fn runs_text(runs: &[Run]) -> String {
    let mut text = String::new();
    for (place, run) in runs.iter().enumerate() {
        let inner = if place == 0 { escaped(run.text()) } else { inside(run.text()) };
        match run {
            Run::Plain { .. } | Run::State { tone: Tone::Quiet, .. } => text.push_str(&inner),
            Run::Strong { .. } | Run::State { .. } => text.push_str(&marked(&inner, "**")),
            Run::Emphasis { .. } => text.push_str(&marked(&inner, "*")),
            Run::Link { to, .. } => {
                let to = to.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C");
                text.push_str(&format!("[{inner}](<{to}>)"));
            }
        }
    }
    text
}

/// Marks hold only where text touches them from inside.
fn marked(text: &str, mark: &str) -> String {
    let inner = text.trim();
    if inner.is_empty() {
        return text.to_owned();
    }
    let lead = &text[..text.len() - text.trim_start().len()];
    let tail = &text[text.trim_end().len()..];
    format!("{lead}{mark}{inner}{mark}{tail}")
}

/// Text with all that means something in Markdown escaped, at the beginning of a line.
fn escaped(text: &str) -> String {
    let inner = inside(text);
    let digits = inner.chars().take_while(char::is_ascii_digit).count();
    let after = inner[digits..].chars().next();
    if digits > 0 && matches!(after, Some('.' | ')')) {
        format!("{}\\{}", &inner[..digits], &inner[digits..])
    } else if inner.starts_with(['#', '+', '-', '=', '>']) {
        format!("\\{inner}")
    } else {
        inner
    }
}

/// Text with all that means something in Markdown escaped, within a line.
fn inside(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() {
            out.push(' ');
            continue;
        }
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
