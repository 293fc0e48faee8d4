//! A playbook as a page to read, and what was changed against one.

use jiff::civil::Date;
use rowlock_core::framework::Framework;
use rowlock_core::id::{CheckId, ClauseId};
use rowlock_core::playbook::{Change, Line, Part, Playbook};
use rowlock_documents::compared;

use super::sheet::{Ink, Sheet};
use super::short_day;

/// The page of a playbook.
pub fn playbook(playbook: &Playbook, framework: &Framework) -> String {
    let mut sheet = Sheet::for_output();
    let origin = playbook.origin;
    sheet.title(&format!("{}, a playbook in version {}", playbook.name, playbook.version));
    sheet.paragraph(
        0,
        &format!(
            "Made of an alliance that began on {} and {}, looked at up to {}; {}.",
            short_day(origin.began),
            origin.words(),
            short_day(origin.until),
            playbook.used.words(),
        ),
    );
    let order =
        [Part::Lessons].into_iter().chain(Part::ALL.into_iter().filter(|part| *part != Part::Lessons));
    for part in order {
        let lines = playbook.listed(part);
        if lines.is_empty() {
            continue;
        }
        sheet.heading(part.title());
        for (about, line) in lines {
            match part {
                Part::Clauses => {
                    sheet.item("  ", 2, &name(part, &about, framework), Ink::Strong);
                    sheet.paragraph(4, &line.split_whitespace().collect::<Vec<_>>().join(" "));
                }
                Part::Diligence => sheet.item("  \u{2022} ", 4, &name(part, &about, framework), Ink::Plain),
                _ => sheet.item("  \u{2022} ", 4, &line, Ink::Plain),
            }
        }
    }
    sheet.finish()
}

/// What was changed in an alliance against its playbook.
pub fn changes(
    alliance: &str,
    playbook: &Playbook,
    lines: &[Line],
    framework: &Framework,
    on: Date,
) -> String {
    let mut sheet = Sheet::for_output();
    sheet.title(&format!("{alliance}, against \u{201c}{}\u{201d}", playbook.name));
    let day = short_day(on);
    if lines.is_empty() {
        sheet.paragraph(0, &format!("Nothing is different on {day} from version {}.", playbook.version));
        return sheet.finish();
    }
    sheet.paragraph(0, &format!("What is different on {day} from version {}.", playbook.version));
    sheet.note(0, "+ is new, - is not on the record, ~ reads otherwise");
    for part in Part::ALL {
        let lines: Vec<&Line> = lines.iter().filter(|line| line.part == part).collect();
        if lines.is_empty() {
            continue;
        }
        sheet.heading(part.title());
        for line in lines {
            let about = name(part, &line.about, framework);
            match &line.change {
                Change::Added(text) => sheet.item("  + ", 4, &said(part, &about, text), Ink::Plain),
                Change::Dropped(text) => {
                    sheet.item("  - ", 4, &said(part, &about, text), Ink::Plain);
                }
                Change::Reworded { from, to } => {
                    sheet.item("  ~ ", 4, &about, Ink::Strong);
                    sheet.paragraph(4, &word_by_word(from, to));
                }
            }
        }
    }
    sheet.finish()
}

fn said(part: Part, about: &str, text: &str) -> String {
    match part {
        Part::Clauses => format!("{about}: {}", text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Part::Diligence => about.to_owned(),
        _ => text.to_owned(),
    }
}

/// What is gone stands in square brackets, what is new in braces: legible without colour.
fn word_by_word(from: &str, to: &str) -> String {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let pieces = compared(&flat(from), &flat(to)).into_iter().map(|piece| match piece.done {
        "added" => format!("{{+{}+}}", piece.text),
        "removed" => format!("[-{}-]", piece.text),
        _ => piece.text,
    });
    pieces.collect()
}

fn name(part: Part, about: &str, framework: &Framework) -> String {
    let known = match part {
        Part::Clauses => {
            ClauseId::parse(about).ok().and_then(|id| framework.clause(&id)).map(|clause| clause.name.clone())
        }
        Part::Diligence => {
            CheckId::parse(about).ok().and_then(|id| framework.check(&id)).map(|check| check.name.clone())
        }
        _ => None,
    };
    known.unwrap_or_else(|| about.to_owned())
}
