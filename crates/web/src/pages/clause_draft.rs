//! Drafting a clause: the text to begin with, or the latest version, in Markdown.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::charter::{admission_text, starting_text};
use rowlock_core::fact::ClauseDrafted;
use rowlock_core::framework::Clause;

use super::clause::find;
use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::markdown;
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// The most characters of a clause.
const MOST: usize = 20_000;

#[derive(Template)]
#[template(path = "pages/clause_draft.html")]
struct Draft<'a> {
    frame: Frame,
    back: String,
    clause: &'a Clause,
    form: Form,
    is_first: bool,
    /// The text as it would stand, where somebody asked for it.
    preview: Option<String>,
}

/// Shows the form.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    let clause = find(&scene, &id)?;
    let latest = scene.alliance.clauses.get(&clause.id).and_then(|known| known.latest(scene.on));
    let text = match latest {
        Some(version) => version.value.text.clone(),
        None => first_text(&scene, clause),
    };
    page(&scene, clause, Form::new(Fields::from([("text", text)])), None)
}

/// The text that a first draft begins with: what was agreed in a form of its own, or the text of the framework.
fn first_text(scene: &Scene, clause: &Clause) -> String {
    let agreed =
        (clause.id.as_str() == "project-admission").then(|| admission_text(&scene.alliance, scene.on));
    agreed.flatten().unwrap_or_else(|| starting_text(clause, &scene.alliance, scene.on))
}

fn page(scene: &Scene, clause: &Clause, form: Form, preview: Option<String>) -> Result<Page, Oops> {
    Page::of(&Draft {
        frame: scene.frame(&format!("Draft: {}", clause.name), "control", "charter"),
        back: scene.to(&format!("/charter/{}", clause.id)),
        is_first: !scene.alliance.clauses.contains_key(&clause.id),
        clause,
        form,
        preview,
    })
}

/// Shows how it would look, or puts it on the record as a new version.
pub(crate) async fn submit(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let clause = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let text = form.required("text", "the text of the clause", MOST).replace("\r\n", "\n");
    if form.fields.text("go") == "look" && !form.is_wrong() {
        let preview = Some(markdown::shown(&text));
        return page(&scene, clause, form, preview).map(IntoResponse::into_response);
    }
    let latest = scene.case.whole.clauses.get(&clause.id).and_then(|known| known.latest(scene.today));
    if latest.is_some_and(|latest| latest.value.text == text) {
        form.say("text", "This is the latest version, word for word. Change something, or go back.");
    }
    if form.is_wrong() {
        return page(&scene, clause, form, None).map(IntoResponse::into_response);
    }
    let drafted = ClauseDrafted { clause: clause.id.clone(), text };
    let deed = |_: &Case| Ok(Deed::of(vec![drafted.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => {
            let path = scene.now(&format!("/charter/{}", clause.id));
            Ok(Redirect::to(&format!("{path}?done=clause-drafted")).into_response())
        }
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("text", "text")]);
            page(&scene, clause, form, None).map(IntoResponse::into_response)
        }
    }
}
