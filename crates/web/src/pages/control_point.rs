//! One control point: who holds it, whether it works for the lead, and each look that was taken.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Alliance, ControlPoint, until};
use rowlock_core::fact::{ControlPointChecked, Seq, Works};
use rowlock_core::id::ControlPointId;

use super::control_points::{Row, holder, holder_in_words, holders, row};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/control_point.html")]
struct ControlPointPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    row: Row,
    looks: Vec<Look>,
    form: Form,
    may_write: bool,
}

/// A look that was taken.
struct Look {
    on: String,
    seq: Seq,
    holder: String,
    works: &'static str,
    seen: String,
}

const WORKS: [(&str, &str, Works); 3] = [
    ("yes", "Yes, it was tried", Works::Yes),
    ("no", "No", Works::No),
    ("unknown", "Nobody has tried", Works::Unknown),
];

impl ControlPointPage<'_> {
    fn holders(&self) -> String {
        self.form.select("holder", "Who holds it today?", "", &holders(self.scene, true))
    }

    fn works(&self) -> String {
        let options = WORKS.map(|(word, text, _)| (word, text));
        self.form.choices("works", "Does the lead party's right to it work in practice?", "", &options, false)
    }
}

fn find<'a>(alliance: &'a Alliance, id: &str) -> Result<(&'a ControlPointId, &'a ControlPoint), Oops> {
    alliance.control_points.iter().find(|(known, _)| known.as_str() == id).ok_or(Oops::NotFound)
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, &id, Form::default())
}

fn page(scene: &Scene, id: &str, form: Form) -> Result<Page, Oops> {
    let (id, point) = find(&scene.alliance, id)?;
    let look = |check: &rowlock_core::alliance::Dated<ControlPointChecked>| Look {
        on: day(check.on),
        seq: check.seq,
        holder: holder_in_words(&scene.alliance, &check.value.holder),
        works: match check.value.works_for_lead {
            Works::Yes => "works for the lead",
            Works::No => "does not work for the lead",
            Works::Unknown => "nobody has tried it",
        },
        seen: check.value.seen.clone(),
    };
    Page::of(&ControlPointPage {
        frame: scene.frame(&form.title(&point.named.value.what), "control", "control-points"),
        row: row(scene, id, point),
        looks: until(&point.checks, scene.on).rev().map(look).collect(),
        form,
        may_write: scene.may(Action::Write, Resource::ControlPoint),
        scene,
    })
}

/// Puts a look on the record.
pub(crate) async fn check(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (point, _) = find(&scene.alliance, &id)?;
    let mut form = Form::new(fields);
    let found = holder(form.fields.text("holder"));
    if found.is_none() {
        form.say("holder", "Choose who holds it.");
    }
    let works = WORKS.iter().find(|(word, ..)| *word == form.fields.text("works"));
    if works.is_none() {
        form.say("works", "Choose one.");
    }
    let seen = form.required("seen", "what you looked at", 400);
    let (Some(holder), Some((.., works)), false) = (found, works, form.is_wrong()) else {
        return page(&scene, &id, form).map(IntoResponse::into_response);
    };
    let checked = ControlPointChecked { point: point.clone(), holder, works_for_lead: *works, seen };
    match scene.put(checked, &format!("/control-points/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("holder", "holder")]);
            page(&scene, &id, form).map(IntoResponse::into_response)
        }
    }
}
