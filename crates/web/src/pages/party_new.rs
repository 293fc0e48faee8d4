//! Adding a party: a firm or a person, a partner or a candidate, and who speaks for it.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{PartyJoined, PartyKind, PartyRole};
use rowlock_core::id::{PartyId, PersonId};
use rowlock_store::{Person, Write};

use crate::app::App;
use crate::case::{Deed, Scene};
use crate::form::{Fields, Form, is_address};
use crate::found::free_slug;
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// How many people one form takes.
const PEOPLE: usize = 3;

#[derive(Template)]
#[template(path = "pages/party_new.html")]
struct New {
    frame: Frame,
    back: String,
    form: Form,
    people: Vec<usize>,
}

/// As what a party is to come in, where the address says so.
#[derive(serde::Deserialize)]
pub(crate) struct As {
    role: Option<String>,
}

/// Shows the form.
pub(crate) async fn show(scene: Scene, Query(asked): Query<As>) -> Result<Page, Oops> {
    let role = if asked.role.as_deref() == Some("candidate") { "candidate" } else { "partner" };
    let form = Form::new(Fields::from([("role", role.to_owned()), ("kind", "firm".to_owned())]));
    page(&scene, form)
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let (frame, back) = (scene.frame("Add a party", "focus", "parties"), scene.to("/parties"));
    Page::of(&New { frame, back, form, people: (0..PEOPLE).collect() })
}

/// Puts the party on the record.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let name = form.required("name", "what the firm or the person is called", 80);
    form.bounded("brings", 300);
    let known = |id: &str| scene.case.whole.parties.keys().any(|party| party.as_str() == id);
    let party =
        PartyId::parse(&free_slug(&name, known)).map_err(|error| Oops::BadRequest(error.to_string()))?;
    let people = people(&mut form, &scene);
    if people.is_empty() {
        form.say("person_0", "Name at least one person who speaks for it: people answer, not firms.");
    }
    let on = form.date("since", scene.today);
    if form.is_wrong() {
        return page(&scene, form).map(IntoResponse::into_response);
    }
    let role =
        if form.fields.text("role") == "candidate" { PartyRole::Candidate } else { PartyRole::Partner };
    let kind = if form.fields.text("kind") == "person" { PartyKind::Person } else { PartyKind::Firm };
    let ids: Vec<PersonId> = people.iter().filter_map(|person| PersonId::parse(&person.id).ok()).collect();
    let brings = form.fields.some("brings");
    let joined = PartyJoined { party: party.clone(), name, party_kind: kind, role, people: ids, brings };
    let deed = |_: &_| {
        let writes = people.iter().cloned().map(Write::Person).collect();
        Ok(Deed { writes, ..Deed::of(vec![joined.clone().into()], on) })
    };
    match app.act(&scene.seat, deed).await {
        Ok(_) => {
            let path = scene.now(&format!("/parties/{party}"));
            Ok(Redirect::to(&format!("{path}?done=saved")).into_response())
        }
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("on", "since"), ("id", "name"), ("name", "name")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}

fn people(form: &mut Form, scene: &Scene) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for place in 0..PEOPLE {
        let (name_field, address_field) = (format!("person_{place}"), format!("address_{place}"));
        let address = form.fields.some(&address_field).map(|address| address.to_lowercase());
        if address.as_deref().is_some_and(|address| !is_address(address)) {
            form.say(&address_field, "Write a mail address, such as ana@example.org, or leave it empty.");
        }
        form.bounded(&name_field, 80);
        let Some(name) = form.fields.some(&name_field) else {
            if address.is_some() {
                form.say(&name_field, "Whose address is this? Write the name.");
            }
            continue;
        };
        let taken = |id: &str| {
            people.iter().any(|person| person.id == id)
                || scene.case.whole.advisers.keys().any(|person| person.as_str() == id)
                || scene
                    .case
                    .whole
                    .parties
                    .values()
                    .any(|party| party.joined.value.people.iter().any(|person| person.as_str() == id))
        };
        let id = free_slug(&name, taken);
        people.push(Person { id, name, address });
    }
    people
}
