//! Looking back on paper: what an adviser hands to the founder when an alliance is over, or has come a good part of its
//! way. Its sentences are those of the analysis.

use rowlock_analysis::lookback::{FirstWarning, Lookback, Response, Settled, Turn, TurnKind};
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{DebriefHeld, Outcome, list, number};
use rowlock_core::framework::Framework;

use crate::document::{Block, Column, Document, Level, ListKind, Run, Table, Tone};
use crate::names;

/// The most steps that are told after one warning.
const MOST_STEPS: usize = 6;

/// What the paper is called: by how the alliance came out.
pub fn lookback_title(looked: &Lookback) -> &'static str {
    match looked.outcome.as_ref().map(|outcome| outcome.value) {
        Some(Outcome::Succeeded) => "Success analysis",
        Some(Outcome::Failed) => "Failure analysis",
        _ => "Looking back",
    }
}

/// An alliance looked back at, as a document.
pub fn lookback(looked: &Lookback, alliance: &Alliance, framework: &Framework) -> Document {
    let mut document = Document::new(alliance.name.clone(), looked.to);
    document.subtitle = Some(lookback_title(looked).to_owned());
    document.paragraph(looked.summary.join(" "));
    if looked.recalled {
        document.push(Block::Note(vec![Block::Paragraph(vec![
            Run::strong("Entered from memory."),
            Run::plain(format!(" {RECALLED}")),
        ])]));
    }
    if let Some(held) = &looked.debrief {
        told(&mut document, &held.value, framework);
    }
    areas(&mut document, looked);
    document.heading(Level::One, "The first warnings, and what was done then");
    warnings(&mut document, looked);
    families(&mut document, looked);
    next_time(&mut document, looked);
    turns(&mut document, looked);
    foot(&mut document, looked, framework);
    document
}

/// What a reader has to know of a record that was entered from memory.
pub const RECALLED: &str = "This record was written down after the alliance was over. Each fact is marked as remembered. Looking \
                            back, warnings seem clearer than they were, and what was forgotten is missing.";

fn told(document: &mut Document, held: &DebriefHeld, framework: &Framework) {
    document.heading(Level::One, "What those who held the debrief say");
    let parts = [
        ("What was meant", &held.meant),
        ("What happened", &held.happened),
        ("Why", &held.why),
        ("What to change", &held.change),
    ];
    let defined = parts.map(|(term, text)| (vec![Run::plain(term)], vec![Run::plain(text.clone())]));
    document.push(Block::Definitions(defined.to_vec()));
    let names: Vec<&str> =
        held.areas.iter().filter_map(|id| framework.area(id).map(|area| area.name.as_str())).collect();
    if !names.is_empty() {
        document.paragraph(format!("The areas that they see behind it: {}.", list(&names)));
    }
}

fn areas(document: &mut Document, looked: &Lookback) {
    document.heading(Level::One, "The core areas: when it began, and at the end");
    document.paragraph(
        "An area counts as settled when a clause on it was agreed by all and no gap in it was open. What was not settled and \
         came up most stands first.",
    );
    let mut table = Table::new([
        Column::text("Area", 4),
        Column::text("When it began", 2),
        Column::text("At the end", 2),
        Column::numbers("Issues", 1),
        Column::numbers("Grew out of it", 2),
        Column::text("Alarms, since", 4),
    ]);
    for area in &looked.areas {
        let alarms: Vec<String> =
            area.alarms.iter().map(|(name, day)| format!("{name}, {}", names::short_day(*day))).collect();
        let alarms = if alarms.is_empty() { "\u{2013}".to_owned() } else { alarms.join("; ") };
        table.rows.push(vec![
            vec![Run::plain(&area.name)],
            vec![state(area.at_start)],
            vec![state(area.at_end)],
            vec![Run::plain(number(area.issues as f64))],
            vec![Run::plain(number(area.rooted as f64))],
            vec![Run::plain(alarms)],
        ]);
    }
    document.push(Block::Table(table));
}

fn state(settled: Settled) -> Run {
    let tone = match settled {
        Settled::Yes => Tone::Clear,
        Settled::NotYet => Tone::Watch,
        Settled::NeverAsked => Tone::Quiet,
    };
    Run::State { text: settled.title().to_owned(), tone }
}

fn warnings(document: &mut Document, looked: &Lookback) {
    if looked.warnings.is_empty() {
        document.paragraph("No signal came to watch or alarm, and no verdict asked for a change, as far as the record tells.");
    }
    for warning in &looked.warnings {
        let before = if looked.outcome.is_some() {
            format!(", {} before the end", names::count(warning.weeks_before.max(0) as usize, "week"))
        } else {
            String::new()
        };
        document.heading(
            Level::Two,
            format!("{}: week {}, {}{before}", warning.sign.title(), warning.week, names::day(warning.on)),
        );
        document.paragraph(warning.text.clone());
        document.paragraph(format!("The verdict then: {}.", warning.verdict.title().to_lowercase()));
        done(document, warning);
    }
}

fn done(document: &mut Document, warning: &FirstWarning) {
    if warning.done.is_empty() {
        document.paragraph("In the four weeks after, the record has nothing that was done about it.");
        return;
    }
    document.paragraph("In the four weeks after:");
    let line = |response: &Response| {
        format!("{}: {} [{}]", names::short_day(response.on), response.text, response.fact)
    };
    let mut lines: Vec<String> = warning.done.iter().take(MOST_STEPS).map(line).collect();
    let more = warning.done.len().saturating_sub(MOST_STEPS);
    if more > 0 {
        lines.push(format!("and {}", names::count(more, "more step")));
    }
    document.list(ListKind::Bullets, lines);
}

fn families(document: &mut Document, looked: &Lookback) {
    document.heading(Level::One, "What the issues grew out of");
    if looked.families.is_empty() {
        document.paragraph("No issue was raised.");
        return;
    }
    document.paragraph("As far as people named what led to an issue. Roots are not guessed from dates.");
    let mut table = Table::new([
        Column::text("Root", 5),
        Column::text("Area, and how it stood then", 3),
        Column::numbers("Issues", 1),
        Column::numbers("Closed", 1),
        Column::text("Between", 3),
    ]);
    for family in &looked.families {
        let root = rowlock_core::fact::capital(&family.root);
        let parties: Vec<&str> = family.parties.iter().map(String::as_str).collect();
        table.rows.push(vec![
            vec![Run::plain(format!("{root} ({})", names::short_day(family.began)))],
            vec![Run::plain(format!("{}: ", family.area_name)), state(family.settled)],
            vec![Run::plain(number(family.issues as f64))],
            vec![Run::plain(number(family.closed as f64))],
            vec![Run::plain(list(&parties))],
        ]);
    }
    document.push(Block::Table(table));
}

fn next_time(document: &mut Document, looked: &Lookback) {
    let lessons = looked.debrief.as_ref().map(|held| held.value.lessons.as_slice()).unwrap_or_default();
    if looked.next_time.is_empty() && lessons.is_empty() {
        return;
    }
    document.heading(Level::One, "Before the next start");
    if !lessons.is_empty() {
        document.paragraph("Lessons that those who held the debrief take along:");
        document.list(ListKind::Bullets, lessons.iter().cloned());
    }
    for next in &looked.next_time {
        document.heading(Level::Two, next.name.clone());
        document.paragraph(next.why.clone());
        let ask = next.ask.iter().map(|ask| format!("Ask: {ask}"));
        let write = (!next.write.is_empty()).then(|| format!("Write down: {}.", next.write.join("; ")));
        document.list(ListKind::Bullets, ask.chain(write));
    }
}

fn turns(document: &mut Document, looked: &Lookback) {
    document.heading(Level::One, "The story, in order");
    let mut table = Table::new([
        Column::numbers("Week", 1),
        Column::text("Day", 2),
        Column::text("What", 9),
        Column::text("Its area then", 3),
    ]);
    for turn in &looked.turns {
        table.rows.push(vec![
            vec![Run::plain(number(f64::from(turn.week)))],
            vec![Run::plain(names::short_day(turn.on))],
            vec![kind(turn.kind), Run::plain(format!(" {}", turn.text))],
            area(turn),
        ]);
    }
    document.push(Block::Table(table));
}

fn kind(kind: TurnKind) -> Run {
    let tone = match kind {
        TurnKind::Watch => Tone::Watch,
        TurnKind::Alarm => Tone::Alarm,
        TurnKind::Verdict | TurnKind::Decision | TurnKind::Event => Tone::Quiet,
    };
    Run::State { text: format!("{}.", kind.title()), tone }
}

fn area(turn: &Turn) -> Vec<Run> {
    match &turn.area {
        Some((_, name, settled)) => vec![Run::plain(format!("{name}: ")), state(*settled)],
        None => vec![Run::plain("\u{2013}")],
    }
}

fn foot(document: &mut Document, looked: &Lookback, framework: &Framework) {
    document.heading(Level::One, "How to read this");
    let known = if looked.recalled { "as it is remembered" } else { "by what was known on each day" };
    document.paragraph(format!(
        "It is one case. It says what stood where and when, {known}; that one thing caused another only people can say. Signals \
         and verdicts are those of today\u{2019}s rules, looked at week by week; thresholds are chosen by judgment and not \
         validated. The areas are our own list, from published research ({} {}). Numbers in brackets are facts of the record.",
        framework.id, framework.version
    ));
}
