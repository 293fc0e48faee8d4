//! The verdict, what would change it, what is not known, and what the owner still controls.

use rowlock_analysis::control;
use rowlock_analysis::report::Analysis;
use rowlock_analysis::verdict::Verdict;
use rowlock_core::alliance::last_on;

use super::{Subject, evidence};
use crate::document::{Block, Document, Level, List, ListKind, Run};

/// The word, its reasons, and what would change it.
pub fn verdict(document: &mut Document, verdict: &Verdict, subject: Subject<'_>) {
    document.heading(Level::One, format!("Verdict: {}", verdict.word.title().to_lowercase()));
    document.push(Block::Paragraph(vec![Run::strong(verdict.word.means())]));
    let reasons = verdict.reasons.iter();
    let items =
        reasons.map(|reason| evidence::told(vec![Run::plain(&reason.text)], &reason.facts, 1, subject));
    document.push(Block::List(List { kind: ListKind::Numbers, items: items.collect() }));
    document.paragraph(verdict.opposite.clone());
    document.heading(Level::Two, "What would change it");
    if verdict.would_change.is_empty() {
        document.paragraph("No single change that we tried leads to another word.");
    }
    let changes = verdict.would_change.iter();
    document.list(
        ListKind::Bullets,
        changes.map(|flip| format!("{}: {}", flip.change, flip.word.title().to_lowercase())),
    );
    if !verdict.unknown.is_empty() {
        document.heading(Level::Two, "What is not known");
        document.list(ListKind::Bullets, verdict.unknown.iter().cloned());
    }
}

/// What the owner holds, what is in other hands, what leaving costs.
pub fn owner(document: &mut Document, analysis: &Analysis, subject: Subject<'_>) {
    let verdict = &analysis.verdict;
    document.heading(Level::One, "What the owner still controls");
    if verdict.owner_still_controls.is_empty() {
        document.paragraph("Nothing that is written down.");
    }
    document.list(ListKind::Bullets, verdict.owner_still_controls.iter().cloned());
    let votes = analysis.voting.as_ref();
    if let Some(say) = votes.and_then(|votes| control::lead_in_words(subject.alliance, votes, analysis.on)) {
        document.paragraph(say);
    }
    if !verdict.in_other_hands.is_empty() {
        document.heading(Level::Two, "What is in other hands");
        document.list(ListKind::Bullets, verdict.in_other_hands.iter().map(|held| held.text.clone()));
    }
    if let Some(leaving) = &verdict.leaving {
        document.heading(Level::Two, "What leaving costs");
        document.paragraph(leaving.text.clone());
    }
    if let Some(decided) = last_on(&subject.alliance.owner_decisions, analysis.on) {
        document.heading(Level::Two, "What the owner decided");
        document.blocks.extend(evidence::facts(&[decided.seq], 1, subject));
    }
}
