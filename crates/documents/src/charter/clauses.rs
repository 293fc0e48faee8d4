//! Clauses that are written, and clauses that are missing.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, ClauseVersion, Dated, until};
use rowlock_core::fact::{AllianceForm, list};
use rowlock_core::framework::{Clause, ClauseTier, Fit, Framework};
use rowlock_core::id::AreaId;

use crate::document::{Block, Column, Document, Level, Run, Table};
use crate::from_markdown::from_markdown;
use crate::names;

/// How much of a hash is told: enough to compare by eye.
const SHORT_HASH: usize = 12;

/// Each clause with a draft, in the order of the catalogue.
pub fn written(document: &mut Document, alliance: &Alliance, framework: &Framework, on: Date) {
    document.heading(Level::One, "Clauses");
    document.paragraph(standing(alliance, framework, on));
    for clause in &framework.clauses {
        let Some(latest) = alliance.clauses.get(&clause.id).and_then(|entry| entry.latest(on)) else {
            continue;
        };
        document.heading(Level::Two, clause.name.clone());
        match alliance.clauses.get(&clause.id).and_then(|entry| entry.agreed(on)) {
            None => {
                version(document, alliance, latest, number(alliance, clause, latest), on);
            }
            Some(agreed) => {
                version(document, alliance, agreed, number(alliance, clause, agreed), on);
                if latest.seq != agreed.seq {
                    document.heading(Level::Three, "A newer draft, not agreed");
                    version(document, alliance, latest, number(alliance, clause, latest), on);
                }
            }
        }
    }
}

/// How many clauses are where, in a sentence or two.
fn standing(alliance: &Alliance, framework: &Framework, on: Date) -> String {
    let known =
        |clause: &&Clause| alliance.clauses.get(&clause.id).and_then(|entry| entry.latest(on)).is_some();
    let drafted = framework.clauses.iter().filter(known).count();
    let agreed = super::agreed(alliance, framework, on).len();
    if drafted == 0 {
        return format!("None of the {} clauses of the catalogue is written yet.", framework.clauses.len());
    }
    let waiting = match drafted - agreed {
        0 => String::new(),
        1 => " 1 more is drafted and waits for approval.".to_owned(),
        more => format!(" {more} more are drafted and wait for approval."),
    };
    let are = if agreed == 1 { "is" } else { "are" };
    format!("{agreed} of the {} clauses of the catalogue {are} agreed.{waiting}", framework.clauses.len())
}

/// The number of a version, counted from 1.
fn number(alliance: &Alliance, clause: &Clause, version: &Dated<ClauseVersion>) -> usize {
    let versions = alliance.clauses.get(&clause.id).map_or(&[][..], |entry| &entry.versions);
    versions.iter().take_while(|before| before.seq <= version.seq).count()
}

fn version(
    document: &mut Document,
    alliance: &Alliance,
    version: &Dated<ClauseVersion>,
    number: usize,
    on: Date,
) {
    document.blocks.extend(from_markdown(&version.value.text, Level::Three));
    let agreed = rowlock_core::alliance::by_then(version.value.agreed.as_ref(), on);
    let state = match agreed {
        Some(agreed) => format!("Version {number}, agreed on {}", names::day(agreed.on)),
        None => format!("Version {number}, drafted on {}, not agreed", names::day(version.on)),
    };
    let hash: String = version.value.hash.chars().take(SHORT_HASH).collect();
    let mut told = format!("{state} \u{b7} hash {hash}");
    let approvals: Vec<String> = until(&version.value.approvals, on)
        .map(|approval| {
            let party = alliance.party_name(&approval.value.party);
            let day = if agreed.is_some_and(|agreed| agreed.on == approval.on) {
                String::new()
            } else {
                format!(" on {}", names::short_day(approval.on))
            };
            format!("{} for {party}{day}", approval.value.typed_name)
        })
        .collect();
    let missing: Vec<&str> = alliance
        .signers(on)
        .into_iter()
        .filter(|party| until(&version.value.approvals, on).all(|approval| approval.value.party != **party))
        .map(|party| alliance.party_name(party))
        .collect();
    if !approvals.is_empty() {
        told.push_str(&format!(" \u{b7} approved by {}", list(&approvals)));
    }
    if agreed.is_none() && !missing.is_empty() {
        told.push_str(&format!(" \u{b7} waits for {}", list(&missing)));
    }
    document.push(Block::Paragraph(vec![Run::quiet(told)]));
}

/// Whether a clause fits the form that the alliance has.
pub(crate) fn fits(alliance: &Alliance, clause: &Clause, on: Date) -> bool {
    match alliance.form(on) {
        Some(AllianceForm::Contract) => clause.fits.contains(&Fit::Contract),
        Some(AllianceForm::Entity) => clause.fits.contains(&Fit::Entity),
        Some(AllianceForm::Informal) | None => true,
    }
}

/// Clauses that nobody drafted, with the question each answers and the areas whose gaps it closes.
pub fn missing(document: &mut Document, alliance: &Alliance, framework: &Framework, on: Date) {
    let open = open_areas(alliance, on);
    let absent = |clause: &&Clause| {
        fits(alliance, clause, on)
            && alliance.clauses.get(&clause.id).and_then(|entry| entry.latest(on)).is_none()
    };
    let absent: Vec<&Clause> = framework.clauses.iter().filter(absent).collect();
    if absent.is_empty() {
        return;
    }
    document.heading(Level::One, "Clauses still missing");
    let marked = absent.iter().any(|clause| clause.areas.iter().any(|area| open.contains(area)));
    let note = if marked {
        " An area in strong type has a gap that partners confirmed and that is not settled."
    } else {
        ""
    };
    document.paragraph(format!(
        "Each is a question to answer, and the areas in which an answer closes a gap.{note}"
    ));
    for (tier, title) in
        [(ClauseTier::Starter, "For a first charter"), (ClauseTier::Full, "For a full charter")]
    {
        let here: Vec<&&Clause> = absent.iter().filter(|clause| clause.tier == tier).collect();
        if here.is_empty() {
            continue;
        }
        document.heading(Level::Two, title);
        let mut table = Table::new([Column::text("Clause", 9), Column::text("Closes a gap in", 4)]);
        for clause in here {
            let name =
                vec![Run::strong(format!("{}.", clause.name)), Run::plain(format!(" {}", clause.answers))];
            table.rows.push(vec![name, areas(framework, clause, &open)]);
        }
        document.push(Block::Table(table));
    }
}

fn areas(framework: &Framework, clause: &Clause, open: &BTreeSet<AreaId>) -> Vec<Run> {
    let mut runs = Vec::new();
    for (place, id) in clause.areas.iter().enumerate() {
        if place > 0 {
            // The short names have commas of their own.
            runs.push(Run::plain("; "));
        }
        let name = framework.area(id).map_or(id.as_str(), |area| &area.short);
        runs.push(if open.contains(id) { Run::strong(name) } else { Run::plain(name) });
    }
    runs
}

/// Areas with a gap that somebody confirmed and nobody settled.
fn open_areas(alliance: &Alliance, on: Date) -> BTreeSet<AreaId> {
    let open = alliance.gaps.iter().filter(|(_, gap)| {
        until(&gap.confirmed, on).next().is_some()
            && rowlock_core::alliance::by_then(gap.settled.as_ref(), on).is_none()
    });
    open.map(|(key, _)| key.area.clone()).collect()
}
