//! The pack for counsel: the questions of each clause that a lawyer should look at, with what the parties wrote.

use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::framework::{Clause, Framework};

use crate::charter::{fits, parties};
use crate::document::{Block, Document, Level, Run};
use crate::from_markdown::from_markdown;
use crate::names;

/// The questions on which the parties should see counsel, each with where they stand.
pub fn counsel_pack(alliance: &Alliance, framework: &Framework, on: Date) -> Document {
    let mut document = Document::new(alliance.name.clone(), on);
    document.subtitle = Some("Questions for counsel".to_owned());
    let clauses: Vec<&Clause> =
        framework.clauses.iter().filter(|clause| clause.counsel && fits(alliance, clause, on)).collect();
    let (drafted, blank): (Vec<&Clause>, Vec<&Clause>) = clauses
        .iter()
        .partition(|clause| alliance.clauses.get(&clause.id).is_some_and(|entry| entry.latest(on).is_some()));
    if let Some(joint) = alliance.joint_business(on) {
        document.paragraph(joint.value.purpose.clone());
    }
    document.paragraph(format!(
        "{} of the catalogue should be seen by counsel. On {} the parties have written something; it is theirs, in plain \
         words, and meant to be put into law by counsel.",
        names::count(clauses.len(), "clause"),
        drafted.len()
    ));
    parties(&mut document, alliance, on);
    section(&mut document, "Written by the parties", &drafted, alliance, on);
    section(&mut document, "Not yet written", &blank, alliance, on);
    document
}

fn section(document: &mut Document, title: &str, clauses: &[&Clause], alliance: &Alliance, on: Date) {
    if clauses.is_empty() {
        return;
    }
    document.heading(Level::One, title);
    for clause in clauses {
        document.heading(Level::Two, clause.name.clone());
        document.push(Block::Paragraph(vec![Run::emphasis(&clause.answers)]));
        if let Some(caution) = &clause.caution {
            document.push(Block::Note(vec![Block::Paragraph(vec![
                Run::strong("Beware."),
                Run::plain(format!(" {caution}")),
            ])]));
        }
        if let Some(entry) = alliance.clauses.get(&clause.id)
            && let Some(version) = entry.agreed(on).or_else(|| entry.latest(on))
        {
            document.blocks.extend(from_markdown(&version.value.text, Level::Three));
            let state = match &version.value.agreed {
                Some(agreed) if agreed.on <= on => format!("Agreed on {}.", names::day(agreed.on)),
                _ => format!("Drafted on {}, not agreed.", names::day(version.on)),
            };
            document.push(Block::Paragraph(vec![Run::quiet(state)]));
        }
    }
}
