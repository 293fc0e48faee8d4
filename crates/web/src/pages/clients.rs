//! Clients of the joint business: who is their contact, who else is, and what each has brought.

use askama::Template;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::last_on;
use rowlock_core::fact::ClientRecorded;
use rowlock_core::id::{ClientId, PartyId};
use rowlock_documents::Kind;

use super::who::parties;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/clients.html")]
struct Clients<'a> {
    frame: Frame,
    scene: &'a Scene,
    rows: Vec<Row>,
    /// The clients that are there, and a new one.
    known: Vec<(String, String)>,
    parties: Vec<(String, String)>,
    /// The same, or nobody.
    seconds: Vec<(String, String)>,
    form: Form,
    may_write: bool,
}

/// A client in the list.
struct Row {
    name: String,
    contact: String,
    second: Option<String>,
    revenue: f64,
    on: Date,
    mark: &'static str,
    word: &'static str,
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let mut known = vec![(String::new(), "a new client".to_owned())];
    known.extend(
        scene.alliance.clients.iter().filter_map(|(id, entries)| {
            Some((id.to_string(), last_on(entries, scene.on)?.value.name.clone()))
        }),
    );
    let mut seconds = vec![(String::new(), "nobody".to_owned())];
    seconds.extend(parties(scene));
    Page::of(&Clients {
        frame: scene.frame(&form.title("Clients"), "control", "projects"),
        rows: rows(scene),
        known,
        parties: parties(scene),
        seconds,
        form,
        may_write: scene.may(Action::Write, Resource::Work),
        scene,
    })
}

fn rows(scene: &Scene) -> Vec<Row> {
    let alliance = &scene.alliance;
    let row = |entries: &Vec<rowlock_core::alliance::Dated<ClientRecorded>>| {
        let entry = last_on(entries, scene.on)?;
        let client = &entry.value;
        let second = client.second.as_ref().filter(|second| **second != client.contact);
        let (mark, word) = match second {
            Some(_) => ("clear", "Two contacts"),
            None => ("watch", "One contact alone"),
        };
        Some(Row {
            name: client.name.clone(),
            contact: alliance.party_name(&client.contact).to_owned(),
            second: second.map(|second| alliance.party_name(second).to_owned()),
            revenue: client.revenue,
            on: entry.on,
            mark,
            word,
        })
    };
    let mut rows: Vec<Row> = alliance.clients.values().filter_map(row).collect();
    rows.sort_by(|a, b| b.revenue.total_cmp(&a.revenue));
    rows
}

/// Puts a client on the record, new or as it stands now.
pub(crate) async fn record(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let entries = ClientId::parse(form.fields.text("client")).ok().and_then(|id| {
        let name = last_on(scene.alliance.clients.get(&id)?, scene.on)?.value.name.clone();
        Some((id, name))
    });
    let name = match &entries {
        Some((_, name)) => form.fields.some("name").unwrap_or_else(|| name.clone()),
        None => form.required("name", "the name of the client", 120),
    };
    form.bounded("name", 120);
    let contact = PartyId::parse(form.fields.text("contact")).ok();
    if contact.is_none() {
        form.say("contact", "Choose who is the main contact.");
    }
    let second = PartyId::parse(form.fields.text("second")).ok();
    let revenue = form.number("revenue", 0.0, 1e12).unwrap_or(0.0);
    let (Some(contact), false) = (contact, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let known = &scene.case.whole.clients;
    let client = match entries {
        Some((id, _)) => id,
        None => free_id(&name, |id| known.keys().any(|known| known.as_str() == id), ClientId::parse)?,
    };
    match scene.put(ClientRecorded { client, name, contact, second, revenue }, "/clients", "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            let names = [("contact", "contact"), ("second", "second"), ("revenue", "revenue")];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("client", Kind::Text),
        ("contact", Kind::Text),
        ("second contact", Kind::Text),
        ("revenue so far", Kind::Number),
        ("as of", Kind::Day),
    ];
    let cells = |row: Row| {
        let Row { name, contact, second, revenue, on, .. } = row;
        vec![name.into(), contact.into(), second.into(), revenue.into(), on.into()]
    };
    let sheet = list::sheet("Clients", &columns, rows(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
