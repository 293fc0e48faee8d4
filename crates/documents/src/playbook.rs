//! A playbook as a document: where it comes from, what was learned, and what to begin with.

use rowlock_core::fact::RoundForm;
use rowlock_core::framework::Framework;
use rowlock_core::playbook::{Part, Playbook, Seat};

use crate::document::{Block, Column, Document, Level, ListKind, Run, Table};
use crate::from_markdown::from_markdown;
use crate::names;

/// A playbook as a document.
pub fn playbook(playbook: &Playbook, framework: &Framework) -> Document {
    let mut document = Document::new(playbook.name.clone(), playbook.origin.until);
    document.subtitle = Some("A playbook".to_owned());
    document.head.version = Some(format!("Version {}", playbook.version));
    origin(&mut document, playbook);
    if !playbook.lessons.is_empty() {
        document.heading(Level::One, "What was learned");
        document.list(ListKind::Numbers, playbook.lessons.iter().cloned());
    }
    plan(&mut document, playbook, framework);
    decisions(&mut document, playbook);
    for part in [Part::Votes, Part::Split, Part::Admission, Part::StopRules, Part::Ladder, Part::Obligations]
    {
        lines(&mut document, playbook, part);
    }
    if !playbook.clauses.is_empty() {
        document.heading(Level::One, "Clauses");
    }
    for clause in &playbook.clauses {
        let known = framework.clause(&clause.clause);
        document.heading(Level::Two, known.map_or(clause.clause.as_str(), |known| &known.name));
        document.blocks.extend(from_markdown(&clause.text, Level::Three));
    }
    document
}

fn origin(document: &mut Document, playbook: &Playbook) {
    let origin = playbook.origin;
    let (began, until) = (names::day(origin.began), names::day(origin.until));
    document.paragraph(format!(
        "Made of an alliance that began on {began} and {}, looked at up to {until}. As far as is known, this \
         playbook was {}.",
        origin.words(),
        playbook.used.words(),
    ));
    document.paragraph(
        "It names nobody: \u{201c}the lead\u{201d} and \u{201c}the partner\u{201d} are whoever sits there next. \
         What stands here is a beginning, and nothing of it is agreed until those who begin have agreed to it.",
    );
}

fn plan(document: &mut Document, playbook: &Playbook, framework: &Framework) {
    let checks = playbook.diligence.iter();
    let checks: Vec<&str> = checks
        .map(|check| framework.check(check).map_or(check.as_str(), |known| known.name.as_str()))
        .collect();
    let rounds = playbook.rounds.iter().map(|round| {
        let form = match round.form {
            RoundForm::Full => "A full round",
            RoundForm::Short => "A short round",
            _ => "A round",
        };
        format!("{form}, {} days after the record begins", round.days)
    });
    let mut told: Vec<String> = rounds.collect();
    if let Some(pulses) = playbook.pulses {
        let (weeks, days) = (pulses.every_weeks, pulses.answer_within_days);
        told.push(format!("A pulse every {weeks} weeks, with {days} days to answer"));
    }
    if !told.is_empty() {
        document.heading(Level::One, "Rounds and pulses");
        document.list(ListKind::Bullets, told);
    }
    if !checks.is_empty() {
        document.heading(Level::One, Part::Diligence.title());
        document.paragraph("Asked of every party before anything is signed:");
        document.list(ListKind::Bullets, checks);
    }
}

fn decisions(document: &mut Document, playbook: &Playbook) {
    if playbook.decisions.is_empty() {
        return;
    }
    document.heading(Level::One, Part::Decisions.title());
    let mut table = Table::new([
        Column::text("Decision", 5),
        Column::text("proposes", 3),
        Column::text("must agree", 3),
        Column::text("is heard", 3),
        Column::text("decides", 3),
        Column::text("alone up to", 2),
    ]);
    for row in &playbook.decisions {
        let name = if row.reserved { format!("{} (reserved)", row.name) } else { row.name.clone() };
        let limit = row.limit.map_or_else(|| "\u{2013}".to_owned(), rowlock_core::fact::number);
        let cells = [
            Seat::list(&row.proposes),
            Seat::list(&row.must_agree),
            Seat::list(&row.heard),
            row.decides.words(),
            limit,
        ];
        let cells = cells.into_iter().map(|cell| vec![Run::plain(cell)]);
        table.rows.push(std::iter::once(vec![Run::strong(name)]).chain(cells).collect());
    }
    document.push(Block::Table(table));
}

fn lines(document: &mut Document, playbook: &Playbook, part: Part) {
    let days = |part: Part| -> Vec<u32> {
        match part {
            Part::StopRules => playbook.stop_rules.iter().map(|rule| rule.days).collect(),
            Part::Obligations => playbook.obligations.iter().map(|duty| duty.days).collect(),
            _ => Vec::new(),
        }
    };
    let days = days(part);
    let listed = playbook.listed(part);
    if listed.is_empty() {
        return;
    }
    document.heading(Level::One, part.title());
    if !days.is_empty() {
        document.paragraph("Days count from the day on which the joint business begins.");
    }
    let told = listed.into_iter().enumerate().map(|(at, (_, line))| match days.get(at) {
        Some(days) => format!("{line} (day {days})"),
        None => line,
    });
    document.list(ListKind::Bullets, told);
}
