//! Many cases on a page: those that need a person first, where they are in each other's way, and whether we were right.

use rowlock_analysis::learning::{HitTable, Learned, Odds, in_words};
use rowlock_core::fact::Outcome;

use super::sheet::{Ink, Sheet};
use super::short_day;
use crate::commands::{Seen, SeenCase};

/// The most conflicts that are told.
const MOST_CONFLICTS: usize = 20;
/// The most lessons that are told.
const MOST_LESSONS: usize = 6;

/// The page of a portfolio.
pub fn portfolio(seen: &Seen) -> String {
    let mut sheet = Sheet::for_output();
    sheet.title(&format!("{} alliances", seen.cases.len()));
    if seen.unread > 0 {
        sheet.note(0, &format!("Files that could not be read, each named above: {}.", seen.unread));
    }
    for case in &seen.cases {
        told(&mut sheet, case);
    }
    sheet.heading("In each other's way");
    if seen.conflicts.is_empty() {
        sheet.paragraph(2, "Nothing that stands on these records.");
    }
    for conflict in seen.conflicts.iter().take(MOST_CONFLICTS) {
        sheet.item(&format!("  {}: ", conflict.kind.title()), 4, &conflict.text, Ink::Plain);
    }
    let more = seen.conflicts.len().saturating_sub(MOST_CONFLICTS);
    if more > 0 {
        sheet.note(2, &format!("and {more} more; --format json has all"));
    }
    learned(&mut sheet, &seen.learned);
    sheet.finish()
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
pub fn plain_cell(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn told(sheet: &mut Sheet, case: &SeenCase) {
    let standing = &case.standing;
    let stage = standing.stage.map_or("not begun", rowlock_core::fact::Stage::word);
    let outcome = standing.outcome.map_or_else(String::new, |outcome| format!(", {}", outcome.words()));
    let signals = match (standing.alarms, standing.watches) {
        (0, 0) => "no signal is up".to_owned(),
        (alarms, watches) => format!("alarms {alarms}, watches {watches}"),
    };
    let ink = match standing.attention().0 {
        6.. => Ink::Alarm,
        4..=5 => Ink::Watch,
        0 => Ink::Quiet,
        _ => Ink::Plain,
    };
    sheet.blank();
    sheet.item("", 2, &format!("{}: {}", standing.facet.name, standing.word.title().to_lowercase()), ink);
    let line = format!("{stage}{outcome}; {signals}; as of {}; {}", short_day(standing.on), case.file);
    sheet.note(2, &line);
    sheet.paragraph(2, &standing.next);
}

fn learned(sheet: &mut Sheet, learned: &Learned) {
    sheet.heading("Were we right?");
    for sentence in &learned.summary {
        sheet.paragraph(2, sentence);
    }
    for table in learned.hits.iter().filter(|table| !table.rows.is_empty()) {
        hits(sheet, table);
    }
    for lead in &learned.leads.each {
        let weeks = |weeks: Option<i32>| {
            weeks.map_or_else(|| "never".to_owned(), |weeks| format!("{weeks} weeks before the end"))
        };
        let text =
            format!("first alarm {}, first verdict for a change {}", weeks(lead.alarm), weeks(lead.change));
        sheet.item(&format!("  {}: ", lead.name), 4, &text, Ink::Plain);
    }
    for lesson in learned.lessons.iter().take(MOST_LESSONS) {
        sheet.item("  - ", 4, &lesson.sentence, Ink::Plain);
    }
    if let Odds::Better { going_on, .. } = &learned.odds {
        for (name, odds) in going_on {
            sheet.item(
                &format!("  {name}: "),
                4,
                &format!("fails in {} like it", in_words(odds)),
                Ink::Plain,
            );
        }
    }
    sheet.note(2, "What today's rules would have said by what was known then; an outcome that is mixed counts as neither.");
}

fn hits(sheet: &mut Sheet, table: &HitTable) {
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            let parts = [
                (row.reached, Outcome::Succeeded),
                (row.some, Outcome::Mixed),
                (row.failed, Outcome::Failed),
            ];
            let told: Vec<String> = parts
                .iter()
                .filter(|(count, _)| *count > 0)
                .map(|(count, outcome)| format!("{count} {}", short(*outcome)))
                .collect();
            format!("{}: {}", row.word.title().to_lowercase(), told.join(", "))
        })
        .collect();
    sheet.item(
        &format!("  Said {} weeks before the end: ", table.weeks_before),
        4,
        &rows.join("; "),
        Ink::Plain,
    );
}

fn short(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Succeeded => "reached",
        Outcome::Mixed => "reached some",
        Outcome::Failed => "failed",
        Outcome::Ongoing => "go on",
    }
}
