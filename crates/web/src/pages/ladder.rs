//! The escalation ladder: the steps that an issue takes, and how many days each has.

use askama::Template;
use axum::response::{IntoResponse, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::fact::{LadderAgreed, LadderStep};

use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::{count, day};

/// The most steps of a ladder.
const MOST: usize = 8;
/// The steps that a first ladder is offered with: talk first, somebody from outside next, the end last.
const USUAL: [(&str, u32); 4] = [
    ("Those concerned talk, alone", 7),
    ("All parties meet on it", 14),
    ("A mediator is asked, whom all accept", 30),
    ("The clause on leaving applies", 30),
];

#[derive(Template)]
#[template(path = "pages/ladder.html")]
struct LadderPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    /// The steps that hold, each with its days in words.
    steps: Vec<(String, String)>,
    since: Option<String>,
    rungs: Vec<usize>,
    form: Form,
    may_write: bool,
}

impl LadderPage<'_> {
    fn what(&self, rung: &usize) -> String {
        self.form.line(&format!("what-{rung}"), &format!("Step {rung}"), "")
    }

    fn days(&self, rung: &usize) -> String {
        self.form.input(&format!("days-{rung}"), &format!("Days for step {rung}"), "", "text")
    }
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let mut fields = Fields::default();
    let mut put = |place: usize, what: &str, days: u32| {
        fields.put(format!("what-{}", place + 1), what);
        fields.put(format!("days-{}", place + 1), days.to_string());
    };
    match scene.alliance.ladder(scene.on) {
        Some(ladder) => {
            ladder.value.steps.iter().enumerate().for_each(|(place, step)| put(place, &step.what, step.days));
        }
        None => USUAL.iter().enumerate().for_each(|(place, (what, days))| put(place, what, *days)),
    }
    page(&scene, Form::new(fields))
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let ladder = scene.alliance.ladder(scene.on);
    let steps = ladder.iter().flat_map(|ladder| &ladder.value.steps);
    let filled = (1..=MOST).rev().find(|rung| !form.fields.text(&format!("what-{rung}")).is_empty());
    Page::of(&LadderPage {
        frame: scene.frame(&form.title("The ladder"), "control", "issues"),
        steps: steps.map(|step| (step.what.clone(), count(step.days as usize, "day", "days"))).collect(),
        since: ladder.map(|ladder| day(ladder.on)),
        rungs: (1..=(filled.unwrap_or(0) + 1).min(MOST)).collect(),
        form,
        may_write: scene.may(Action::Write, Resource::Charter),
        scene,
    })
}

/// Puts it on the record.
pub(crate) async fn agree(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let steps = steps(&mut form, MOST);
    if steps.is_empty() {
        form.say("what-1", "Write at least one step.");
    }
    if form.is_wrong() {
        return page(&scene, form).map(IntoResponse::into_response);
    }
    match scene.put(LadderAgreed { steps }, "/ladder", "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("steps", "what-1")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}

/// The steps that were filled in, of at most `most`; says where one has no days.
pub(super) fn steps(form: &mut Form, most: usize) -> Vec<LadderStep> {
    let mut steps = Vec::new();
    for rung in 1..=most {
        let (what_field, days_field) = (format!("what-{rung}"), format!("days-{rung}"));
        let what = form.fields.text(&what_field).to_owned();
        if what.is_empty() {
            continue;
        }
        form.bounded(&what_field, 200);
        let days = form.number(&days_field, 1.0, 365.0);
        if days.is_none() {
            form.say(&days_field, "Write how many days it has, from 1 to 365.");
        }
        steps.push(LadderStep { what, days: days.unwrap_or(1.0) as u32 });
    }
    steps
}
