//! The decision table: for each kind of decision who proposes, must agree, is heard, decides and carries it out.

use askama::Template;
use axum::response::Response;
use rowlock_core::access::{Action, Resource};
use rowlock_core::charter::{decider_in_words, decision_rights, party_names};
use rowlock_core::fact::number;
use rowlock_core::framework;
use rowlock_documents::{Cell, Kind};

use crate::case::Scene;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/decision_table.html")]
struct Table<'a> {
    frame: Frame,
    scene: &'a Scene,
    rows: Vec<Row>,
    /// Kinds of decision that have no row yet: the id and the words.
    missing: Vec<(String, String)>,
    may_write: bool,
}

struct Row {
    kind: String,
    name: String,
    proposes: String,
    must_agree: String,
    heard: String,
    decides: String,
    carries_out: String,
    limit: String,
    reserved: bool,
    since: String,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let rows = rows(&scene);
    let missing =
        usual_kinds(&scene).into_iter().filter(|(kind, _)| rows.iter().all(|row| row.kind != *kind));
    Page::of(&Table {
        frame: scene.frame("The decision table", "control", "charter"),
        missing: missing.collect(),
        may_write: scene.may(Action::Write, Resource::Charter),
        rows,
        scene: &scene,
    })
}

fn rows(scene: &Scene) -> Vec<Row> {
    let alliance = &scene.alliance;
    decision_rights(alliance, scene.on)
        .map(|(kind, entry)| {
            let row = &entry.value;
            Row {
                kind: kind.to_string(),
                name: row.name.clone(),
                proposes: party_names(alliance, &row.proposes),
                must_agree: party_names(alliance, &row.must_agree),
                heard: party_names(alliance, &row.heard),
                decides: decider_in_words(alliance, &row.decides),
                carries_out: party_names(alliance, &row.carries_out),
                limit: row.limit.map_or_else(|| "\u{2013}".to_owned(), number),
                reserved: row.reserved,
                since: day(entry.on),
            }
        })
        .collect()
}

/// The kinds of decision that the framework asks about.
pub(super) fn usual_kinds(scene: &Scene) -> Vec<(String, String)> {
    let mut kinds = Vec::new();
    for area in &scene.app.framework.areas {
        for item in &area.items {
            if let (framework::Kind::MatrixChoice { rows, .. }, "decisions") = (&item.kind, area.id.as_str())
            {
                kinds.extend(rows.fixed.iter().map(|row| (row.id.to_string(), row.text.clone())));
            }
        }
    }
    kinds
}

/// The table as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let heads = [
        "decision",
        "proposes",
        "must agree",
        "is heard",
        "decides",
        "carries out",
        "alone up to",
        "needs everyone",
        "since",
    ];
    let columns = heads.map(|head| (head, Kind::Text));
    let cells = |row: Row| {
        let Row { name, proposes, must_agree, heard, decides, carries_out, limit, reserved, since, .. } = row;
        let texts = [name, proposes, must_agree, heard, decides, carries_out, limit];
        texts.into_iter().map(Cell::from).chain([reserved.into(), since.into()]).collect()
    };
    let sheet = list::sheet("Decision table", &columns, rows(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
