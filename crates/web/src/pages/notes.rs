//! An adviser's own notes on an alliance: a page for the one who wrote them, while the case is open to them.

use askama::Template;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::notes::{self, Note, Said};
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// The most characters of a note.
const MOST: usize = 8000;

#[derive(Template)]
#[template(path = "pages/notes.html")]
struct Notes<'a> {
    frame: Frame,
    scene: &'a Scene,
    form: Form,
    notes: Vec<Note>,
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let form = Form::new(Fields::from([("on", scene.today.to_string())]));
    page(&scene, form).await
}

async fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    Page::of(&Notes {
        frame: scene.frame(&form.title("Your notes"), "overview", ""),
        notes: notes::of(&scene.app, &scene.seat.who.account, &scene.seat.alliance).await?,
        form,
        scene,
    })
}

/// Writes one.
pub(crate) async fn write(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let said = said(&mut form, &scene);
    if form.is_wrong() {
        return page(&scene, form).await.map(IntoResponse::into_response);
    }
    notes::add(&scene.app, &scene.seat.who.account, &scene.seat.alliance, &said).await?;
    Ok(scene.done_at("/notes", "note-kept"))
}

/// What a form says.
pub(super) fn said(form: &mut Form, scene: &Scene) -> Said {
    Said { text: form.required("text", "what you want to remember", MOST), on: form.date("on", scene.today) }
}

/// All notes of an account, for its own export.
pub(super) async fn export(app: &App, account: &str) -> Result<Vec<serde_json::Value>, Oops> {
    let notes = notes::all(app, account).await?;
    let told = notes.into_iter().map(|note| {
        serde_json::json!({
            "alliance": note.alliance,
            "on": note.said.on.to_string(),
            "written": note.changed_at.to_string(),
            "text": note.said.text,
        })
    });
    Ok(told.collect())
}
