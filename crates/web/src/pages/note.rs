//! One of an adviser's own notes: to change, and to delete.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use super::notes::said;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::notes::{self, Note, Said};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/note.html")]
struct Change<'a> {
    frame: Frame,
    scene: &'a Scene,
    note: Note,
    form: Form,
    /// What the note says by now, where that is not what one began to change.
    meanwhile: bool,
}

/// Shows it, to change.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    let note = find(&scene, &id).await?;
    let Said { on, text } = &note.said;
    let form = Form::new(Fields::from([("on", on.to_string()), ("text", text.clone())]));
    page(&scene, note, form)
}

fn page(scene: &Scene, note: Note, form: Form) -> Result<Page, Oops> {
    let frame = scene.frame(&form.title("Change a note"), "overview", "");
    Page::of(&Change { frame, scene, meanwhile: form.problem("seen").is_some(), note, form })
}

async fn find(scene: &Scene, id: &str) -> Result<Note, Oops> {
    let all = notes::of(&scene.app, &scene.seat.who.account, &scene.seat.alliance).await?;
    all.into_iter().find(|note| note.id == id).ok_or(Oops::NotFound)
}

/// Changes it, unless it was changed meanwhile in another window.
pub(crate) async fn submit(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let note = find(&scene, &id).await?;
    let mut form = Form::new(fields);
    let said = said(&mut form, &scene);
    if form.is_wrong() {
        return page(&scene, note, form).map(IntoResponse::into_response);
    }
    let seen = form.fields.text("seen").parse::<Timestamp>().ok();
    let changed = match seen {
        Some(seen) => notes::change(&scene.app, &scene.seat.who.account, &note, (&said, seen)).await?,
        None => false,
    };
    if changed {
        return Ok(scene.done_at("/notes", "note-changed"));
    }
    form.say(
        "seen",
        "This note was changed in another window. Both are here: what it says now, and what you wrote. Save again \
         to put yours in its place.",
    );
    page(&scene, find(&scene, &id).await?, form).map(IntoResponse::into_response)
}

/// Deletes it.
pub(crate) async fn delete(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Response, Oops> {
    let (store, seat) = (&scene.app.store, &scene.seat);
    if !store.delete_note(&seat.who.account, &seat.alliance, &id).await? {
        return Err(Oops::NotFound);
    }
    Ok(scene.done_at("/notes", "note-deleted"))
}
