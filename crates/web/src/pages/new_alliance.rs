//! A new alliance, by three doors: considering a partner, already partners, or from a file.

use askama::Template;
use axum::extract::State;
use axum::extract::multipart::Multipart;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use rowlock_core::bounds::Bounds;
use rowlock_core::fact::{
    Actor, AllianceForm, AllianceFounded, Event, FrameworkRef, PartyJoined, PartyKind, PartyRole, Stage,
};
use rowlock_core::id::{PartyId, PersonId};
use rowlock_core::record::Record;
use rowlock_core::seal::Keyring;
use rowlock_files::case::read_case;
use rowlock_files::record::{is_record, read_record};
use rowlock_store::{Membership, Person, Write};

use crate::app::App;
use crate::case::Deed;
use crate::form::{Fields, Form};
use crate::found::{Founder, import, new_id, slug};
use crate::guard::Who;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/new_doors.html")]
struct Doors {
    frame: Frame,
}

#[derive(Template)]
#[template(path = "pages/new_alliance.html")]
struct New {
    frame: Frame,
    form: Form,
    title: &'static str,
    door: Door,
}

/// Through which door one came.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Door {
    Considering,
    Partners,
    Past,
}

impl Door {
    fn of(form: &Form) -> Self {
        match form.fields.text("stage") {
            "considering" => Self::Considering,
            "past" => Self::Past,
            _ => Self::Partners,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Considering => "Considering a partner",
            Self::Partners => "Already partners",
            Self::Past => "A past alliance",
        }
    }
}

#[derive(Template)]
#[template(path = "pages/new_file.html")]
struct FromFile {
    frame: Frame,
    problems: Vec<String>,
    adviser: bool,
}

/// The three doors.
pub(crate) async fn doors(who: Who) -> Result<Page, Oops> {
    Page::of(&Doors { frame: Frame::of("New alliance", &who.name) })
}

/// Considering a partner.
pub(crate) async fn considering(who: Who) -> Result<Page, Oops> {
    page(
        &who,
        Form::new(Fields::from([("stage", "considering".to_owned()), ("form", "informal".to_owned())])),
    )
}

/// One that is over, from memory.
pub(crate) async fn past(who: Who) -> Result<Page, Oops> {
    page(&who, Form::new(Fields::from([("stage", "past".to_owned()), ("form", "contract".to_owned())])))
}

/// Already partners.
pub(crate) async fn partners(who: Who) -> Result<Page, Oops> {
    page(&who, Form::new(Fields::from([("stage", "running".to_owned()), ("form", "contract".to_owned())])))
}

fn page(who: &Who, form: Form) -> Result<Page, Oops> {
    let door = Door::of(&form);
    let title = door.title();
    Page::of(&New { frame: Frame::of(&form.title(title), &who.name), form, title, door })
}

/// Founds it.
pub(crate) async fn submit(State(app): State<App>, who: Who, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let today = app.world.today();
    let name = form.required("name", "what you call it", 80);
    let own = form.required("own", "what your firm is called, or your own name", 80);
    form.bounded("brings", 300);
    let since = form.date("since", today);
    if since > today {
        form.say("since", "This day has not come yet.");
    }
    let door = Door::of(&form);
    if door == Door::Past && form.fields.text("since").is_empty() {
        form.say("since", "Write down the day on which it began, as well as you remember it.");
    }
    let stage = if door == Door::Considering { Stage::Considering } else { Stage::Running };
    let legal = match form.fields.text("form") {
        "entity" => AllianceForm::Entity,
        "informal" => AllianceForm::Informal,
        _ => AllianceForm::Contract,
    };
    let parsed = (PartyId::parse(&slug(&own)), PersonId::parse(&slug(&who.name)));
    let (Ok(party), Ok(person)) = parsed else {
        return Err(Oops::BadRequest("no id can be made of it".to_owned()));
    };
    if form.is_wrong() {
        return page(&who, form).map(IntoResponse::into_response);
    }
    let founded = AllianceFounded {
        name: name.clone(),
        form: legal,
        stage,
        lead: party.clone(),
        framework: FrameworkRef {
            id: app.framework.id.clone(),
            version: app.framework.version.as_str().into(),
        },
        from_playbook: None,
        recalled: door == Door::Past,
    };
    let kind = if form.fields.text("kind") == "person" { PartyKind::Person } else { PartyKind::Firm };
    let joined = PartyJoined {
        party: party.clone(),
        name: own,
        party_kind: kind,
        role: PartyRole::Lead,
        people: vec![person.clone()],
        brings: form.fields.some("brings"),
    };
    let id = new_id(&app, &name);
    let deed = founding(&who, founded, joined, since);
    match app.put(&id, None, &Actor::Party(party), deed).await {
        Ok(_) => Ok(Redirect::to(&format!("/a/{id}?done=founded")).into_response()),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("on", "since"), ("name", "name")]);
            page(&who, form).map(IntoResponse::into_response)
        }
    }
}

fn founding(who: &Who, founded: AllianceFounded, joined: PartyJoined, since: Date) -> Deed {
    let person = joined.people.first().map(ToString::to_string);
    let member = Membership {
        account: who.account.clone(),
        role: "lead".to_owned(),
        party: Some(joined.party.to_string()),
        person: person.clone(),
    };
    let known =
        Person { id: person.unwrap_or_default(), name: who.name.clone(), address: Some(who.address.clone()) };
    let events = vec![Event::from(founded), Event::from(joined)];
    Deed { writes: vec![Write::Person(known), Write::Member(member)], ..Deed::of(events, since) }
}

/// From a file.
pub(crate) async fn file(who: Who) -> Result<Page, Oops> {
    file_page(&who, Vec::new(), false)
}

fn file_page(who: &Who, problems: Vec<String>, adviser: bool) -> Result<Page, Oops> {
    Page::of(&FromFile { frame: Frame::of("From a case file", &who.name), problems, adviser })
}

/// Takes a case file or an exported record in.
pub(crate) async fn submit_file(
    State(app): State<App>,
    who: Who,
    mut parts: Multipart,
) -> Result<Response, Oops> {
    let (mut file, mut adviser) = (None, false);
    let unreadable = |error: axum::extract::multipart::MultipartError| Oops::BadRequest(error.body_text());
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        match part.name() {
            Some("file") => {
                let name = part.file_name().unwrap_or_default().to_owned();
                file = Some((name, part.bytes().await.map_err(unreadable)?));
            }
            Some("role") => adviser = part.text().await.map_err(unreadable)? == "adviser",
            _ => {}
        }
    }
    let Some((name, bytes)) = file.filter(|(_, bytes)| !bytes.is_empty()) else {
        return file_page(&who, vec!["Choose a file first.".to_owned()], adviser)
            .map(IntoResponse::into_response);
    };
    let name = if name.is_empty() { "case.toml".to_owned() } else { name };
    let reading = {
        let app = app.clone();
        tokio::task::spawn_blocking(move || read(&app, &name, &bytes))
    };
    let read = reading.await.map_err(|error| Oops::Internal(error.to_string()))?;
    let (record, keys) = match read {
        Ok(read) => read,
        Err(problems) => return file_page(&who, problems, adviser).map(IntoResponse::into_response),
    };
    let role = if adviser { "adviser" } else { "lead" };
    match import(&app, &Founder { account: who.account.clone(), role }, record, keys).await {
        Ok(imported) => Ok(Redirect::to(&format!("/a/{}?done=imported", imported.id)).into_response()),
        Err(problem) => file_page(&who, vec![problem], adviser).map(IntoResponse::into_response),
    }
}

fn read(app: &App, name: &str, bytes: &[u8]) -> Result<(Record, Keyring), Vec<String>> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        let line = before.matches('\n').count() + 1;
        vec![format!("{name}:{line}: this is not UTF-8 text. Save the file as UTF-8.")]
    })?;
    if is_record(text) {
        let record = read_record(name, text).map_err(|error| vec![format!("{error}. {}.", error.hint())])?;
        return Ok((record, Keyring::default()));
    }
    let told = |problems: rowlock_files::diagnostic::Diagnostics| {
        let text = problems.to_string();
        text.split("\n\n").map(|problem| problem.trim().to_owned()).filter(|text| !text.is_empty()).collect()
    };
    let case = read_case(name, text).map_err(told)?;
    let bounds = Bounds::on(app.world.today());
    case.record_within(bounds, &app.framework, &app.world.seed()).map_err(told)
}
