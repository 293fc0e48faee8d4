//! Fit: the matrix of business models, conflicts first.

use askama::Template;
use axum::response::Response;
use rowlock_analysis::fit::{FitFinding, FitKind, Weight, fit};
use rowlock_core::id::PartyId;
use rowlock_documents::Kind;

use crate::case::Scene;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/fit.html")]
struct Fit<'a> {
    frame: Frame,
    scene: &'a Scene,
    names: Vec<&'a str>,
    rows: Vec<Row<'a>>,
    groups: Vec<(&'static str, Vec<&'a FitFinding>)>,
}

struct Row<'a> {
    name: &'a str,
    cells: Vec<Cell>,
}

/// What stands between two parties.
struct Cell {
    state: &'static str,
    words: String,
    is_self: bool,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let found = fit(&scene.alliance, scene.on);
    let alliance = &scene.alliance;
    let parties: Vec<&PartyId> =
        alliance.signers(scene.on).into_iter().chain(alliance.candidates(scene.on)).collect();
    let rows = parties.iter().map(|row| Row {
        name: alliance.party_name(row),
        cells: parties.iter().map(|column| cell(&found, row, column)).collect(),
    });
    Page::of(&Fit {
        frame: scene.frame("Fit", "focus", "fit"),
        names: parties.iter().map(|party| alliance.party_name(party)).collect(),
        rows: rows.collect(),
        groups: groups(&found),
        scene: &scene,
    })
}

/// The findings by kind, conflicts first.
fn groups(found: &[FitFinding]) -> Vec<(&'static str, Vec<&FitFinding>)> {
    let mut groups: Vec<(&'static str, Vec<&FitFinding>)> = Vec::new();
    for finding in found {
        match groups.last_mut() {
            Some((title, group)) if *title == finding.kind.title() => group.push(finding),
            _ => groups.push((finding.kind.title(), vec![finding])),
        }
    }
    groups
}

fn cell(found: &[FitFinding], row: &PartyId, column: &PartyId) -> Cell {
    let is_self = row == column;
    let between = found.iter().filter(|finding| {
        if is_self {
            finding.parties == [row.clone()]
        } else {
            finding.parties.contains(row) && finding.parties.contains(column)
        }
    });
    let between: Vec<&FitFinding> = between.collect();
    let conflicts: Vec<_> = between.iter().filter(|f| f.kind == FitKind::StructuralConflict).collect();
    let certain = conflicts.iter().any(|finding| finding.weight == Weight::Certain);
    let state = match (conflicts.is_empty(), certain) {
        (false, true) => "alarm",
        (false, false) => "watch",
        _ if between.iter().any(|finding| finding.kind == FitKind::NotEnoughKnown) => "unknown",
        _ if between.is_empty() && !is_self => "unknown",
        _ => "clear",
    };
    let mut kinds: Vec<&str> = Vec::new();
    for finding in &between {
        if !kinds.contains(&finding.kind.title()) {
            kinds.push(finding.kind.title());
        }
    }
    let words = if kinds.is_empty() {
        if is_self { "No conflict with the joint business" } else { "Not enough known" }.to_owned()
    } else {
        kinds.join("; ")
    };
    Cell { state, words, is_self }
}

/// The same as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns =
        [("kind", Kind::Text), ("between", Kind::Text), ("finding", Kind::Text), ("facts", Kind::Text)];
    let cells = |finding: &FitFinding| {
        let names: Vec<&str> = finding.parties.iter().map(|party| scene.alliance.party_name(party)).collect();
        let facts: Vec<String> = finding.facts.iter().map(ToString::to_string).collect();
        let sentence = finding.sentence.as_str().into();
        vec![finding.kind.title().into(), names.join("; ").into(), sentence, facts.join(" ").into()]
    };
    let found = fit(&scene.alliance, scene.on);
    list::file(&list::sheet("Fit", &columns, found.iter().map(cells)), format, scene.on)
}
