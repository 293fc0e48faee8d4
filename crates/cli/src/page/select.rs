//! The report of `select`: the team and its proof first, then who covers what, why, who else, and how sure.

use rowlock_analysis::team::{Best, Found, Impossible};
use rowlock_core::fact::{list as list_in_words, number};

use super::sheet::{Ink, Sheet};
use crate::commands::Selected;

/// The widest a name of a capability gets in the table of cover.
const WIDEST: usize = 30;

/// The report of a selection.
pub fn select(selected: &Selected<'_>) -> String {
    let mut sheet = Sheet::for_output();
    let title = &selected.asked.title;
    sheet.title(if title.is_empty() { "A team" } else { title });
    let count = selected.pool.candidates.len();
    sheet.paragraph(0, &format!("{count} candidates in {}.", selected.file));
    if let Some(weights) = &selected.report.weights {
        sheet.paragraph(0, weights);
    }
    for unknown in &selected.report.unknowns {
        sheet.item("", 0, unknown, Ink::Watch);
    }
    match &selected.report.found {
        Found::Team(best) => team(&mut sheet, selected, best),
        Found::Impossible(impossible) => none(&mut sheet, impossible),
        Found::Nothing { sentence } => {
            sheet.heading("No team yet");
            sheet.paragraph(2, sentence);
        }
    }
    sheet.finish()
}

fn team(sheet: &mut Sheet, selected: &Selected<'_>, best: &Best) {
    sheet.heading(if best.proof.is_proven { "The best team" } else { "The best team found" });
    for (place, &who) in best.team.iter().enumerate() {
        let candidate = &selected.pool.candidates[who];
        let brings =
            if candidate.brings.is_empty() { String::new() } else { format!(": {}", candidate.brings) };
        sheet.item(&format!("  {}. ", place + 1), 5, &format!("{}{brings}", candidate.name), Ink::Plain);
    }
    sheet.blank();
    sheet.item("  ", 2, &best.proof.sentence, Ink::Strong);
    sheet.paragraph(2, &best.summary);
    for pair in &best.pairs {
        sheet.paragraph(2, pair);
    }
    cover(sheet, best);
    sheet.heading("Why each of them is in");
    for (place, member) in best.members.iter().enumerate() {
        sheet.item(&format!("  {}. ", place + 1), 5, &member.sentence, Ink::Plain);
    }
    let alternatives = best.alternatives.iter().map(|other| other.sentence.as_str());
    list(sheet, "Other good teams, against the best", alternatives, Ink::Plain);
    list(
        sheet,
        "Why the nearest others are not in",
        best.outside.iter().map(|other| other.sentence.as_str()),
        Ink::Plain,
    );
    list(
        sheet,
        "If you must keep somebody",
        selected.keeps.iter().map(|keep| keep.sentence.as_str()),
        Ink::Plain,
    );
    if let Some(sure) = &best.sure {
        list(sheet, "How sure that is", sure.sentences.iter().map(String::as_str), Ink::Plain);
        sheet.note(
            4,
            "These are shares of the weights that were tried. They say nothing of how the team will do.",
        );
    }
}

/// The members stand by their numbers, so the table stays narrow.
fn cover(sheet: &mut Sheet, best: &Best) {
    if best.covers.is_empty() {
        return;
    }
    sheet.heading("Who covers what");
    let label = |cover: &rowlock_analysis::team::Cover| {
        let name: String = cover.capability.chars().take(WIDEST).collect();
        format!("{name}, level {}", cover.needed.level)
    };
    let width = best.covers.iter().map(|cover| label(cover).chars().count()).max().unwrap_or(0);
    let numbers: Vec<String> = (1..=best.team.len()).map(|place| format!("{place:>4} ")).collect();
    sheet.line(format!("  {:width$} {}", "", numbers.concat()).trim_end());
    for cover in &best.covers {
        let cell = |(level, who): (&Option<u8>, &usize)| match level {
            Some(level) if cover.able.contains(who) => format!("  [{level}]"),
            Some(level) => format!("   {level} "),
            None => "   - ".to_owned(),
        };
        let cells: String = cover.levels.iter().zip(&best.team).map(cell).collect();
        sheet.line(format!("  {:width$} {cells}", label(cover)).trim_end());
    }
    sheet.note(2, "[5] reaches the level asked for; - is not known.");
    let asked = best.covers.iter().filter(|cover| cover.needed.hours > 0.0);
    let hours: Vec<String> = asked
        .map(|cover| {
            format!("{} {} of {}", cover.capability, number(cover.hours), number(cover.needed.hours))
        })
        .collect();
    if !hours.is_empty() {
        sheet.paragraph(2, &format!("Hours a month, of those asked for: {}.", list_in_words(&hours)));
    }
    for warning in best.covers.iter().filter_map(|cover| cover.warning.as_deref()) {
        sheet.item("  ! ", 4, warning, Ink::Watch);
    }
}

fn none(sheet: &mut Sheet, impossible: &Impossible) {
    sheet.heading("There is no such team");
    sheet.item("  ", 2, &impossible.sentence, Ink::Strong);
    list(
        sheet,
        "Any one of these would be enough",
        impossible.ways_out.iter().map(|way| way.sentence.as_str()),
        Ink::Plain,
    );
    if let Some(remark) = &impossible.remark {
        sheet.paragraph(2, remark);
    }
}

fn list<'s>(sheet: &mut Sheet, heading: &str, lines: impl Iterator<Item = &'s str>, ink: Ink) {
    let mut lines = lines.peekable();
    if lines.peek().is_some() {
        sheet.heading(heading);
    }
    for line in lines {
        sheet.item("  - ", 4, line, ink);
    }
}
