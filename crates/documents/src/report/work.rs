//! The work: hours, projects against the written model, issues that led to issues.

use rowlock_analysis::drift::{Placed, Placing};
use rowlock_analysis::report::Analysis;
use rowlock_core::alliance::LeadFate;
use rowlock_core::fact::{capital, number};

use super::{Subject, evidence};
use crate::document::{Block, Document, Level, List, ListKind, Run};
use crate::figures;

/// The hours on record, as figures.
pub fn hours(document: &mut Document, analysis: &Analysis, subject: Subject<'_>) {
    let hours = figures::hours(subject.alliance, analysis.on);
    let pledges = figures::pledges(subject.alliance, analysis.on);
    if hours.is_none() && pledges.is_none() {
        return;
    }
    document.heading(Level::One, "The hours");
    document.blocks.extend(hours.into_iter().chain(pledges).map(Block::Figure));
}

/// Projects against the written model.
pub fn projects(document: &mut Document, analysis: &Analysis, subject: Subject<'_>) {
    let drift = &analysis.drift;
    if drift.projects.is_empty() {
        return;
    }
    document.heading(Level::One, "Projects against what you wrote down");
    match (&drift.share, &drift.unknown) {
        (Some(share), _) => document.paragraph(format!(
            "Of {} project hours so far about {} went outside it ({} to {}).",
            number(share.hours),
            number(share.expected),
            number(share.interval[0]),
            number(share.interval[2])
        )),
        (None, Some(unknown)) => document.paragraph(unknown.clone()),
        (None, None) => {}
    }
    if let Some(movement) = &drift.movement {
        document.paragraph(movement.clone());
    }
    let mut items: Vec<Vec<Block>> =
        drift.projects.iter().filter_map(|placed| project(analysis, subject, placed)).collect();
    for lead in subject.alliance.leads.values() {
        if let Some(LeadFate::Kept(party)) = lead.fate.as_ref().map(|fate| &fate.value) {
            let name = subject.alliance.party_name(party);
            let text = format!("A lead in scope that {name} kept: {}", lead.found.value.what);
            items.push(vec![Block::Paragraph(vec![Run::plain(text)])]);
        }
    }
    if !items.is_empty() {
        document.push(Block::List(List { kind: ListKind::Bullets, items }));
    }
}

/// A project that is off or in question, or that nobody decided to admit.
fn project(analysis: &Analysis, subject: Subject<'_>, placed: &Placed) -> Option<Vec<Block>> {
    let project = subject.alliance.projects.get(&placed.project)?;
    let skipped = project.started.is_some() && project.decision(analysis.on).is_none();
    if placed.placing == Placing::On && !skipped {
        return None;
    }
    let proposed = &project.proposed.value;
    let admitted = if skipped { " Nobody decided to admit it." } else { "" };
    let text = format!(
        ": \u{201c}{}\u{201d}, brought by {}.{admitted} {}",
        proposed.name,
        subject.alliance.party_name(&proposed.proposer),
        placed.sentence
    );
    Some(vec![Block::Paragraph(vec![Run::strong(capital(placed.placing.word())), Run::plain(text)])])
}

/// Issues that led to issues.
pub fn issues(document: &mut Document, analysis: &Analysis, subject: Subject<'_>) {
    let cascade = &analysis.cascade;
    if cascade.families.is_empty() {
        return;
    }
    document.heading(Level::One, "Issues that led to issues");
    document.paragraph(cascade.sentence.clone());
    if let Some(rate) = &cascade.follow_on {
        document.paragraph(format!(
            "Each issue led to {:.2} others on average ({:.2} to {:.2}, 90 % interval).",
            rate.mean, rate.interval.0, rate.interval.1
        ));
    }
    let items = cascade.families.iter().take(3).map(|family| {
        let text = format!("Began with {}; {} generations deep.", family.root, family.depth);
        evidence::told(vec![Run::plain(text)], &family.facts, 5, subject)
    });
    document.push(Block::List(List { kind: ListKind::Bullets, items: items.collect() }));
}
