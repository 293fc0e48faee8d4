//! The comparison as a document: tables of a few candidates side by side, then what does not fit into a cell.

use rowlock_analysis::fit::FitKind;
use rowlock_core::fact::{Finding, number};

use super::{Compared, ComparedCheck, Comparison};
use crate::document::{Block, Column, Document, Level, List, ListKind, Run, Table, Tone};

/// How many candidates stand side by side on a page.
const ABREAST: usize = 4;

/// What stands where something is not known.
const UNKNOWN: &str = "not known";

pub(super) fn document(comparison: &Comparison) -> Document {
    let mut document = Document::new(comparison.title.clone(), comparison.on);
    document.subtitle = Some("Candidates side by side".to_owned());
    if comparison.candidates.is_empty() {
        document.paragraph("There are no candidates yet.");
        return document;
    }
    document.paragraph(
        "Conflicts that are built into two businesses come first: no score makes up for them. Levels and scores go up to 7 and mean \
         the same for everybody.",
    );
    for abreast in comparison.candidates.chunks(ABREAST) {
        side_by_side(&mut document, comparison, abreast);
    }
    document.heading(Level::One, "Fit, conflicts first");
    for candidate in &comparison.candidates {
        document.heading(Level::Two, candidate.name.clone());
        fit(&mut document, candidate);
    }
    document.heading(Level::One, "Due diligence");
    for candidate in &comparison.candidates {
        document.heading(Level::Two, candidate.name.clone());
        diligence(&mut document, candidate);
    }
    let tried: Vec<&Compared> =
        comparison.candidates.iter().filter(|candidate| !candidate.trials.is_empty()).collect();
    if !tried.is_empty() {
        document.heading(Level::One, "Trials");
    }
    for candidate in tried {
        document.heading(Level::Two, candidate.name.clone());
        document.list(ListKind::Bullets, candidate.trials.iter().cloned());
    }
    document
}

fn side_by_side(document: &mut Document, comparison: &Comparison, abreast: &[Compared]) {
    let names: Vec<&str> = abreast.iter().map(|candidate| candidate.name.as_str()).collect();
    document.heading(Level::One, rowlock_core::fact::list(&names));
    let mut columns = vec![Column::text("", 3)];
    columns.extend(names.iter().map(|name| Column::text(*name, 4)));
    let mut table = Table::new(columns);
    let mut row = |label: String, cell: &dyn Fn(&Compared) -> Vec<Run>| {
        let cells = abreast.iter().map(cell);
        table.rows.push(std::iter::once(vec![Run::strong(label)]).chain(cells).collect());
    };
    row("What they bring".to_owned(), &|candidate| text(&candidate.profile));
    row("Hours a month".to_owned(), &|candidate| amount(candidate.hours, ""));
    row("Cost a month".to_owned(), &|candidate| amount(candidate.cost, &comparison.currency));
    for (place, need) in comparison.needs.iter().enumerate() {
        let label = format!("{}, {} needed", rowlock_core::fact::capital(&need.capability), need.level);
        row(label, &|candidate| level(candidate.levels.get(place).copied().flatten(), need.level));
    }
    for (place, (criterion, weight)) in comparison.criteria.iter().enumerate() {
        let weight = weight.map_or_else(String::new, |weight| format!(", counts {:.0} %", weight * 100.0));
        let label = format!("{}{weight}", rowlock_core::fact::capital(criterion));
        row(label, &|candidate| amount(candidate.scores.get(place).copied().flatten(), ""));
    }
    if !comparison.criteria.is_empty() {
        row("All scores, of 100 points".to_owned(), &|candidate| amount(candidate.points, ""));
    }
    row("Conflicts".to_owned(), &conflicts);
    row("Due diligence".to_owned(), &|candidate| text(&candidate.diligence_in_words()));
    document.push(Block::Table(table));
}

fn text(text: &str) -> Vec<Run> {
    if text.is_empty() { vec![Run::quiet(UNKNOWN)] } else { vec![Run::plain(text)] }
}

fn amount(value: Option<f64>, unit: &str) -> Vec<Run> {
    match value {
        None => vec![Run::quiet(UNKNOWN)],
        Some(value) if unit.is_empty() => vec![Run::plain(number(value))],
        Some(value) => vec![Run::plain(format!("{} {unit}", number(value)))],
    }
}

fn level(level: Option<u8>, needed: u8) -> Vec<Run> {
    match level {
        None => vec![Run::quiet(UNKNOWN)],
        Some(level) if level >= needed => vec![Run::strong(format!("{level}, enough"))],
        Some(level) => vec![Run::plain(level.to_string())],
    }
}

fn conflicts(candidate: &Compared) -> Vec<Run> {
    let count = candidate.fit.iter().filter(|(kind, _)| *kind == FitKind::StructuralConflict).count();
    match count {
        0 if candidate.fit.is_empty() => vec![Run::quiet(UNKNOWN)],
        0 => vec![Run::plain("none found")],
        count => vec![Run::State { text: format!("{count}, see below"), tone: Tone::Alarm }],
    }
}

fn fit(document: &mut Document, candidate: &Compared) {
    if candidate.fit.is_empty() {
        document.paragraph("Not enough known: their business model is not written down.");
        return;
    }
    let line = |(kind, sentence): &(FitKind, String)| {
        vec![Block::Paragraph(vec![
            Run::strong(format!("{}.", kind.title())),
            Run::plain(format!(" {sentence}")),
        ])]
    };
    let items = candidate.conflicts_first().into_iter().map(line).collect();
    document.push(Block::List(List { kind: ListKind::Bullets, items }));
}

fn diligence(document: &mut Document, candidate: &Compared) {
    if candidate.diligence.is_empty() {
        document.paragraph("Not begun.");
        return;
    }
    let mut table =
        Table::new([Column::text("Check", 5), Column::text("Found", 2), Column::text("Remark", 5)]);
    for check in &candidate.diligence {
        table.rows.push(vec![
            vec![Run::plain(&check.check)],
            vec![found(check)],
            vec![Run::plain(&check.note)],
        ]);
    }
    document.push(Block::Table(table));
}

fn found(check: &ComparedCheck) -> Run {
    let (text, tone) = match check.finding {
        None => ("open", Tone::Quiet),
        Some(Finding::Clear) => ("clear", Tone::Clear),
        Some(Finding::Flag) => ("flag", Tone::Watch),
        Some(Finding::RedFlag) => ("red flag", Tone::Alarm),
    };
    Run::State { text: text.to_owned(), tone }
}
