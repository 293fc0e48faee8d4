//! One's own marks on an alliance: the next look, and a pause. They are on no record and sort one's own desk alone.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;

use crate::app::App;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::marks::{self, Marks};
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// The most characters of what for, and of why.
const MOST: usize = 200;

#[derive(Template)]
#[template(path = "pages/marks.html")]
struct MarksPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    form: Form,
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let marks = marks::of(&scene.app, &scene.seat.who.account, &scene.seat.alliance).await?;
    let (look_on, look_for) = text(marks.look.as_ref());
    let (paused_until, pause_why) = text(marks.paused(scene.today));
    let fields = [
        ("look_on", look_on),
        ("look_for", look_for),
        ("paused_until", paused_until),
        ("pause_why", pause_why),
    ];
    page(&scene, Form::new(Fields::from(fields)))
}

fn text(mark: Option<&(Date, String)>) -> (String, String) {
    mark.map_or_else(Default::default, |(day, words)| (day.to_string(), words.clone()))
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let frame = scene.frame(&form.title("Next look and pause"), "overview", "");
    Page::of(&MarksPage { frame, scene, form })
}

/// Puts them in the place of those that were there; what is empty is taken off.
pub(crate) async fn submit(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let marks = Marks {
        look: mark(&mut form, scene.today, ("look_on", "look_for")),
        pause: mark(&mut form, scene.today, ("paused_until", "pause_why")),
    };
    let before = marks::of(&scene.app, &scene.seat.who.account, &scene.seat.alliance).await?;
    let is_new = |look: &(Date, String)| before.look.as_ref().is_none_or(|before| before.0 != look.0);
    if marks.due(scene.today).is_some_and(|look| look.0 < scene.today && is_new(look)) {
        form.say("look_on", "This day is over. Choose today or a later one.");
    }
    if marks.pause.is_some() && marks.paused(scene.today).is_none() {
        form.say("paused_until", "Choose a day after today, or leave it empty to have it back now.");
    }
    if form.is_wrong() {
        return page(&scene, form).map(IntoResponse::into_response);
    }
    marks::set(&scene.app, &scene.seat.who.account, &scene.seat.alliance, marks).await?;
    Ok(Redirect::to("/desk?done=marked").into_response())
}

/// A day with its words; words without a day are asked for one.
fn mark(form: &mut Form, today: Date, (day, words): (&str, &str)) -> Option<(Date, String)> {
    form.bounded(words, MOST);
    let said = form.fields.some(words);
    if form.fields.some(day).is_none() {
        if said.is_some() {
            form.say(day, "Choose a day, or empty the words below it.");
        }
        return None;
    }
    Some((form.date(day, today), said.unwrap_or_default()))
}

/// All marks of an account, for its own export.
pub(super) async fn export(app: &App, account: &str) -> Result<Vec<serde_json::Value>, Oops> {
    let told = marks::all(app, account).await?.into_iter().map(|(alliance, marks)| {
        let part = |mark: Option<(Date, String)>| {
            mark.map(|(day, words)| serde_json::json!({ "day": day.to_string(), "words": words }))
        };
        serde_json::json!({
            "alliance": alliance,
            "next_look": part(marks.look),
            "put_aside_until": part(marks.pause),
        })
    });
    Ok(told.collect())
}
