//! The register of outside interests: what each party does or owns outside, and how it came to light.

use askama::Template;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Interest, until};
use rowlock_core::fact::{BreachFound, Disclosure, InterestNoted, Seq};
use rowlock_core::id::{InterestId, PartyId};
use rowlock_documents::Kind;

use super::who::parties;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/interests.html")]
struct Interests<'a> {
    frame: Frame,
    scene: &'a Scene,
    rows: Vec<Row>,
    breaches: Vec<(String, String, String, Seq)>,
    parties: Vec<(String, String)>,
    disclosures: Vec<(String, String)>,
    form: Form,
    breach: Form,
    may_write: bool,
}

/// An interest in the list.
struct Row {
    party: String,
    what: String,
    on: Date,
    mark: &'static str,
    word: String,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default(), Form::default())
}

fn page(scene: &Scene, form: Form, breach: Form) -> Result<Page, Oops> {
    let mut disclosures = vec![
        ("declared".to_owned(), "declared before it mattered".to_owned()),
        ("late".to_owned(), "declared by themselves, late".to_owned()),
    ];
    let found = parties(scene).into_iter();
    disclosures.extend(found.map(|(id, name)| (format!("found:{id}"), format!("found by {name}"))));
    let breaches = until(&scene.alliance.breaches, scene.on).rev().map(|breach| {
        let who = scene.alliance.party_name(&breach.value.party).to_owned();
        (who, breach.value.what.clone(), day(breach.on), breach.seq)
    });
    let title = if breach.is_wrong() { &breach } else { &form };
    Page::of(&Interests {
        frame: scene.frame(&title.title("Outside interests"), "control", "projects"),
        rows: rows(scene),
        breaches: breaches.collect(),
        parties: parties(scene),
        disclosures,
        form,
        breach,
        may_write: scene.may(Action::Write, Resource::Interest),
        scene,
    })
}

fn rows(scene: &Scene) -> Vec<Row> {
    let known = scene.alliance.interests.values().filter(|known| known.noted.on <= scene.on);
    let mut rows: Vec<Row> = known.map(|interest| row(scene, interest)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.on));
    rows
}

fn row(scene: &Scene, interest: &Interest) -> Row {
    let noted = &interest.noted.value;
    let (mark, word) = match &noted.disclosure {
        Disclosure::Declared => ("clear", "Declared before it mattered".to_owned()),
        Disclosure::DeclaredLate => ("watch", "Declared by themselves, late".to_owned()),
        Disclosure::FoundBy(party) => ("alarm", format!("Found by {}", scene.alliance.party_name(party))),
    };
    Row {
        party: scene.alliance.party_name(&noted.party).to_owned(),
        what: noted.what.clone(),
        on: interest.noted.on,
        mark,
        word,
    }
}

/// Puts an interest on the record.
pub(crate) async fn note(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let what = form.required("what", "what it is", 300);
    let party = PartyId::parse(form.fields.text("party")).ok();
    if party.is_none() {
        form.say("party", "Choose whose it is.");
    }
    let disclosure = match form.fields.text("disclosure") {
        "declared" => Some(Disclosure::Declared),
        "late" => Some(Disclosure::DeclaredLate),
        word => word.strip_prefix("found:").and_then(|id| PartyId::parse(id).ok()).map(Disclosure::FoundBy),
    };
    if disclosure.is_none() {
        form.say("disclosure", "Choose how it came to light.");
    }
    let (Some(party), Some(disclosure), false) = (party, disclosure, form.is_wrong()) else {
        return page(&scene, form, Form::default()).map(IntoResponse::into_response);
    };
    let known = &scene.case.whole.interests;
    let interest = free_id(&what, |id| known.keys().any(|known| known.as_str() == id), InterestId::parse)?;
    match scene.put(InterestNoted { interest, party, what, disclosure }, "/interests", "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("party", "party"), ("found_by", "disclosure")]);
            page(&scene, form, Form::default()).map(IntoResponse::into_response)
        }
    }
}

/// Puts a breach of the charter or the agreement on the record.
pub(crate) async fn breach(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let what = form.required("breach", "what was breached, and how it shows", 400);
    let party = PartyId::parse(form.fields.text("breach_by")).ok();
    if party.is_none() {
        form.say("breach_by", "Choose whose it is.");
    }
    let (Some(party), false) = (party, form.is_wrong()) else {
        return page(&scene, Form::default(), form).map(IntoResponse::into_response);
    };
    match scene.put(BreachFound { party, what }, "/interests", "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("party", "breach_by")]);
            page(&scene, Form::default(), form).map(IntoResponse::into_response)
        }
    }
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns =
        [("party", Kind::Text), ("interest", Kind::Text), ("on", Kind::Day), ("came to light", Kind::Text)];
    let cells = |row: Row| vec![row.party.into(), row.what.into(), row.on.into(), row.word.into()];
    let sheet = list::sheet("Outside interests", &columns, rows(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
