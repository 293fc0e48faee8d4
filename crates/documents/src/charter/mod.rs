//! The charter: what the parties wrote down, clause by clause, with who approved what and when.

mod clauses;
mod rights;

use std::collections::BTreeSet;

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, by_then, until};
use rowlock_core::fact::Settlement;
use rowlock_core::framework::Framework;
use rowlock_core::id::ClauseId;

pub(crate) use clauses::fits;

use crate::document::{Block, Column, Document, Level, Run, Table};
use crate::names;

/// The charter of an alliance on a day.
pub fn charter(alliance: &Alliance, framework: &Framework, on: Date) -> Document {
    let mut document = Document::new(alliance.name.clone(), on);
    document.subtitle = Some("Charter".to_owned());
    document.head.version = version(alliance, on);
    document.head.approvals = approvals(alliance, framework, on);
    if let Some(joint) = alliance.joint_business(on) {
        document.paragraph(joint.value.purpose.clone());
    }
    parties(&mut document, alliance, on);
    clauses::written(&mut document, alliance, framework, on);
    rights::decisions(&mut document, alliance, on);
    rights::votes(&mut document, alliance, on);
    rights::admission_test(&mut document, alliance, on);
    rights::stop_rules(&mut document, alliance, on);
    accepted_differences(&mut document, alliance, framework, on);
    clauses::missing(&mut document, alliance, framework, on);
    signatures(&mut document, alliance, on);
    document
}

/// The lead and the partners, with what each brings.
pub(crate) fn parties(document: &mut Document, alliance: &Alliance, on: Date) {
    let signers = alliance.signers(on);
    if signers.is_empty() {
        return;
    }
    document.heading(Level::One, "Parties");
    let mut table =
        Table::new([Column::text("Party", 3), Column::text("Role", 2), Column::text("Brings", 6)]);
    for id in signers {
        let Some(party) = alliance.parties.get(id) else { continue };
        let joined = &party.joined.value;
        table.rows.push(vec![
            vec![Run::strong(&joined.name)],
            vec![Run::plain(names::role(party.role(on)))],
            vec![Run::plain(joined.brings.as_deref().unwrap_or("not written down"))],
        ]);
    }
    document.push(Block::Table(table));
}

/// Clauses agreed by a day, in the order of the catalogue.
fn agreed(alliance: &Alliance, framework: &Framework, on: Date) -> Vec<ClauseId> {
    let known: BTreeSet<&ClauseId> = alliance.agreed_clauses(on).map(|(id, _)| id).collect();
    let order = framework.clauses.iter().map(|clause| &clause.id);
    order.filter(|id| known.contains(id)).cloned().collect()
}

/// Versions are counted by the days on which clauses became agreed.
fn version(alliance: &Alliance, on: Date) -> Option<String> {
    let versions = alliance.clauses.values().flat_map(|clause| &clause.versions);
    let agreed = versions.filter_map(|version| by_then(version.value.agreed.as_ref(), on));
    let days: BTreeSet<Date> = agreed.map(|agreed| agreed.on).collect();
    match days.len() {
        0 if alliance.clauses.is_empty() => None,
        0 => Some("Draft".to_owned()),
        number => Some(format!("Version {number}")),
    }
}

/// How much each party approved, and by whose name.
fn approvals(alliance: &Alliance, framework: &Framework, on: Date) -> Vec<String> {
    let agreed = agreed(alliance, framework, on);
    let mut lines = Vec::new();
    for party in alliance.signers(on) {
        let versions = agreed.iter().filter_map(|id| alliance.clauses.get(id)?.agreed(on));
        let given = versions.flat_map(|version| until(&version.value.approvals, on));
        let given: Vec<_> = given.filter(|approval| approval.value.party == *party).collect();
        let Some(last) = given.iter().max_by_key(|approval| (approval.on, approval.seq)) else { continue };
        lines.push(format!(
            "{}: {} approved, the last on {} by {}",
            alliance.party_name(party),
            names::count(given.len(), "clause"),
            names::day(last.on),
            last.value.typed_name
        ));
    }
    lines
}

fn accepted_differences(document: &mut Document, alliance: &Alliance, framework: &Framework, on: Date) {
    let mut table = Table::new([
        Column::text("Area", 3),
        Column::text("What the parties accept", 7),
        Column::text("Since", 2),
    ]);
    for (key, gap) in &alliance.gaps {
        let Some(settled) = by_then(gap.settled.as_ref(), on) else { continue };
        let Settlement::AcceptedDifference(words) = &settled.value else { continue };
        let area = framework.area(&key.area).map_or(key.area.as_str(), |area| &area.name);
        table.row([area.to_owned(), words.clone(), names::short_day(settled.on)]);
    }
    if !table.rows.is_empty() {
        document.heading(Level::One, "Differences that are accepted");
        document.push(Block::Table(table));
    }
}

fn signatures(document: &mut Document, alliance: &Alliance, on: Date) {
    let signers = alliance.signers(on);
    if signers.is_empty() {
        return;
    }
    document.heading(Level::One, "Signatures");
    let approved = alliance
        .clauses
        .values()
        .filter_map(|clause| clause.latest(on))
        .any(|version| until(&version.value.approvals, on).next().is_some());
    let typed = if approved { "Approvals above were given by a typed name, clause by clause. " } else { "" };
    document.paragraph(format!("{typed}Sign here where a signature on paper is wanted."));
    let names = signers.into_iter().map(|party| alliance.party_name(party).to_owned());
    document.push(Block::Signatures(names.collect()));
}
