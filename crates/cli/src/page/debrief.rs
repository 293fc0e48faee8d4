//! A case looked back at: the whole in a few sentences, then areas, warnings, issues, and what to settle next time.

use rowlock_analysis::lookback::{FirstWarning, Lookback, Settled, TurnKind};
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{capital, list};
use rowlock_core::framework::Framework;
use rowlock_documents::{RECALLED, lookback_title};

use super::sheet::{Ink, Sheet};
use super::{day_in_words, short_day};

/// The most steps that are told after one warning.
const MOST_STEPS: usize = 4;

/// The look back at a case.
pub fn debrief(looked: &Lookback, alliance: &Alliance, framework: &Framework) -> String {
    let mut sheet = Sheet::for_output();
    sheet.title(&format!("{}: {}", alliance.name, lookback_title(looked).to_lowercase()));
    sheet.note(0, &format!("Looked at from {} to {}", day_in_words(looked.from), day_in_words(looked.to)));
    sheet.blank();
    for sentence in &looked.summary {
        sheet.paragraph(0, sentence);
    }
    if looked.recalled {
        sheet.note(0, &format!("Entered from memory. {RECALLED}"));
    }
    told(&mut sheet, looked, framework);
    areas(&mut sheet, looked);
    sheet.heading("The first warnings, and what was done then");
    if looked.warnings.is_empty() {
        sheet.paragraph(2, "None stands on the record.");
    }
    for found in &looked.warnings {
        warning(&mut sheet, looked, found);
    }
    families(&mut sheet, looked);
    next_time(&mut sheet, looked);
    turns(&mut sheet, looked);
    sheet.heading("How to read this");
    let known = if looked.recalled { "as it is remembered" } else { "by what was known on each day" };
    sheet.paragraph(
        2,
        &format!(
            "It is one case. It says what stood where and when, {known}; that one thing caused another only people can say. \
             Thresholds are chosen by judgment and not validated. Framework: {} {}.",
            framework.id, framework.version
        ),
    );
    sheet.finish()
}

fn told(sheet: &mut Sheet, looked: &Lookback, framework: &Framework) {
    let Some(held) = looked.debrief.as_ref().map(|held| &held.value) else { return };
    sheet.heading("What those who held the debrief say");
    let parts = [
        ("Meant", &held.meant),
        ("Happened", &held.happened),
        ("Why", &held.why),
        ("To change", &held.change),
    ];
    for (what, text) in parts {
        sheet.item(&format!("  {what}: "), 4, text, Ink::Plain);
    }
    let names: Vec<&str> =
        held.areas.iter().filter_map(|id| framework.area(id)).map(|area| area.name.as_str()).collect();
    if !names.is_empty() {
        sheet.item("  Areas behind it: ", 4, &format!("{}.", list(&names)), Ink::Plain);
    }
}

fn areas(sheet: &mut Sheet, looked: &Lookback) {
    sheet.heading("The core areas: when it began, and at the end");
    for area in &looked.areas {
        let states = format!("{} \u{2192} {}", area.at_start.title(), area.at_end.title().to_lowercase());
        let mut parts = vec![states];
        if area.issues > 0 {
            parts.push(counted(area.issues, "issue"));
        }
        if area.rooted > 0 {
            parts.push(format!("{} grew out of a root in it", counted(area.rooted, "issue")));
        }
        for (name, day) in &area.alarms {
            parts.push(format!("alarm: {name} ({})", short_day(*day)));
        }
        let ink = match area.at_start {
            Settled::Yes => Ink::Plain,
            Settled::NotYet => Ink::Watch,
            Settled::NeverAsked => Ink::Quiet,
        };
        sheet.item(&format!("  {}: ", area.name), 4, &parts.join("; "), ink);
    }
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

fn warning(sheet: &mut Sheet, looked: &Lookback, warning: &FirstWarning) {
    let before = if looked.outcome.is_some() {
        format!(", {} before the end", counted(warning.weeks_before.max(0) as usize, "week"))
    } else {
        String::new()
    };
    let head =
        format!("{}, week {} ({}){before}: ", warning.sign.title(), warning.week, short_day(warning.on));
    sheet.item(&format!("  {head}"), 4, &warning.text, Ink::Plain);
    sheet.item("    The verdict then: ", 6, &warning.verdict.title().to_lowercase(), Ink::Plain);
    if warning.done.is_empty() {
        sheet.item(
            "    ",
            6,
            "In the four weeks after, the record has nothing that was done about it.",
            Ink::Plain,
        );
    }
    for response in warning.done.iter().take(MOST_STEPS) {
        let text = format!("{}: {} [{}]", short_day(response.on), response.text, response.fact);
        sheet.item("    - ", 6, &text, Ink::Plain);
    }
    let more = warning.done.len().saturating_sub(MOST_STEPS);
    if more > 0 {
        sheet.item("    - ", 6, &format!("and {}", counted(more, "more step")), Ink::Quiet);
    }
}

fn families(sheet: &mut Sheet, looked: &Lookback) {
    sheet.heading("What the issues grew out of");
    if looked.families.is_empty() {
        sheet.paragraph(2, "No issue was raised.");
    }
    for family in &looked.families {
        let parties: Vec<&str> = family.parties.iter().map(String::as_str).collect();
        let text = format!(
            "{} ({}): {}, {} closed; {}, {} then; between {}",
            capital(&family.root),
            short_day(family.began),
            counted(family.issues, "issue"),
            family.closed,
            family.area_name,
            family.settled.title().to_lowercase(),
            list(&parties)
        );
        sheet.item("  - ", 4, &text, Ink::Plain);
    }
}

fn next_time(sheet: &mut Sheet, looked: &Lookback) {
    let lessons = looked.debrief.as_ref().map(|held| held.value.lessons.as_slice()).unwrap_or_default();
    if looked.next_time.is_empty() && lessons.is_empty() {
        return;
    }
    sheet.heading("Before the next start");
    for lesson in lessons {
        sheet.item("  - ", 4, lesson, Ink::Plain);
    }
    for next in &looked.next_time {
        sheet.item(&format!("  {}: ", next.name), 4, &next.why, Ink::Plain);
        if let Some(ask) = &next.ask {
            sheet.item("    Ask: ", 6, ask, Ink::Plain);
        }
        if !next.write.is_empty() {
            sheet.item("    Write down: ", 6, &next.write.join("; "), Ink::Plain);
        }
    }
}

fn turns(sheet: &mut Sheet, looked: &Lookback) {
    sheet.heading("The story, in order");
    for turn in &looked.turns {
        let ink = match turn.kind {
            TurnKind::Alarm => Ink::Alarm,
            TurnKind::Watch => Ink::Watch,
            TurnKind::Verdict => Ink::Strong,
            TurnKind::Decision | TurnKind::Event => Ink::Plain,
        };
        let area = turn.area.as_ref().map_or_else(String::new, |(_, name, settled)| {
            format!(" ({name}: {})", settled.title().to_lowercase())
        });
        let text = format!("{}: {}{area}", turn.kind.title(), turn.text);
        sheet.item(&format!("  {:>3}  {:<11}  ", turn.week, short_day(turn.on)), 20, &text, ink);
    }
}
