//! The parties: who they are, who speaks for them, and whether their own business is described.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::Party;
use rowlock_core::fact::{PartyKind, PartyRole};
use rowlock_core::id::PartyId;
use rowlock_documents::Kind;

use crate::case::Scene;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/parties.html")]
struct Parties<'a> {
    frame: Frame,
    scene: &'a Scene,
    parties: Vec<Row<'a>>,
    may_write: bool,
}

/// One party in a list.
pub(crate) struct Row<'a> {
    pub id: &'a PartyId,
    pub party: &'a Party,
    pub role: &'static str,
    pub kind: &'static str,
    pub people: Vec<String>,
    pub described: bool,
}

/// The names of people by their ids.
pub(crate) async fn names(scene: &Scene) -> Result<BTreeMap<String, String>, Oops> {
    let people = scene.app.store.people(&scene.seat.alliance).await?;
    Ok(people
        .into_iter()
        .filter(|person| !person.name.is_empty())
        .map(|person| (person.id, person.name))
        .collect())
}

/// The name of a person, or the id where the name was erased.
pub(crate) fn name(names: &BTreeMap<String, String>, id: &str) -> String {
    names.get(id).cloned().unwrap_or_else(|| rowlock_core::fact::capital(&rowlock_core::fact::words(id)))
}

/// The role of a party in words.
pub(crate) fn role_in_words(role: PartyRole) -> &'static str {
    match role {
        PartyRole::Lead => "lead",
        PartyRole::Partner => "partner",
        PartyRole::Candidate => "candidate",
        PartyRole::Left => "has left",
    }
}

fn rows<'a>(scene: &'a Scene, names: &BTreeMap<String, String>) -> Vec<Row<'a>> {
    let mut rows: Vec<_> = scene
        .alliance
        .parties
        .iter()
        .filter_map(|(id, party)| {
            let role = party.role(scene.on)?;
            let people =
                party.joined.value.people.iter().map(|person| name(names, person.as_str())).collect();
            let kind = match party.joined.value.party_kind {
                PartyKind::Person => "a person",
                PartyKind::Firm => "a firm",
            };
            let described = party.model(scene.on).is_some();
            Some((role, Row { id, party, role: role_in_words(role), kind, people, described }))
        })
        .collect();
    rows.sort_by_key(|(role, row)| (*role, row.party.joined.seq));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let names = names(&scene).await?;
    Page::of(&Parties {
        frame: scene.frame("Parties", "focus", "parties"),
        parties: rows(&scene, &names),
        may_write: scene.may(Action::Write, Resource::Party),
        scene: &scene,
    })
}

/// The same as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("party", Kind::Text),
        ("role", Kind::Text),
        ("kind", Kind::Text),
        ("people", Kind::Text),
        ("brings", Kind::Text),
        ("since", Kind::Day),
        ("own business described", Kind::Text),
    ];
    let cells = |row: Row<'_>| {
        let joined = &row.party.joined;
        vec![
            joined.value.name.as_str().into(),
            row.role.into(),
            row.kind.into(),
            row.people.join("; ").into(),
            joined.value.brings.clone().into(),
            joined.on.into(),
            row.described.into(),
        ]
    };
    let names = names(&scene).await?;
    let sheet = list::sheet("Parties", &columns, rows(&scene, &names).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
