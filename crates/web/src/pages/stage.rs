//! Moving the alliance to another stage of its life.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{Stage, StageMoved};

use crate::app::App;
use crate::case::{Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};

const STAGES: [(&str, &str, Stage); 4] = [
    ("considering", "Considering: you look at each other", Stage::Considering),
    ("forming", "Forming: you settle the terms", Stage::Forming),
    ("running", "Running: the joint business works", Stage::Running),
    ("ending", "Ending: it is being wound up", Stage::Ending),
];

#[derive(Template)]
#[template(path = "pages/stage.html")]
struct Move {
    frame: Frame,
    back: String,
    end: String,
    form: Form,
    stages: Vec<(&'static str, &'static str)>,
}

/// Shows the form.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let now = scene.alliance.stage(scene.on).map_or("", Stage::word).to_owned();
    page(&scene, Form::new(Fields::from([("stage", now)])))
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let stages = STAGES.map(|(word, text, _)| (word, text)).to_vec();
    Page::of(&Move {
        frame: scene.frame("Stage", "overview", ""),
        back: scene.to(""),
        end: scene.to("/end"),
        form,
        stages,
    })
}

/// Puts it on the record.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let chosen =
        STAGES.iter().find(|(word, ..)| *word == form.fields.text("stage")).map(|(.., stage)| *stage);
    if chosen.is_none() {
        form.say("stage", "Choose one.");
    }
    let why = form.required("why", "why, in a sentence", 300);
    let on = form.date("since", scene.today);
    let (Some(stage), false) = (chosen, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let moved = StageMoved { stage, why };
    let deed = |_: &_| Ok(Deed::of(vec![moved.clone().into()], on));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=saved", scene.now(""))).into_response()),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("stage", "stage"), ("on", "since"), ("why", "why")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}
