//! Meetings and reviews: the next one, what there is to talk about, those that were, and planning one.

use askama::Template;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Meeting, by_then};
use rowlock_core::charter::party_names;
use rowlock_core::fact::MeetingPlanned;
use rowlock_core::id::MeetingId;
use rowlock_documents::Kind;

use crate::agenda::{Topic, agenda};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/meetings.html")]
struct Meetings<'a> {
    frame: Frame,
    scene: &'a Scene,
    next: Vec<Row>,
    past: Vec<Row>,
    topics: Vec<Topic>,
    form: Form,
    may_write: bool,
}

/// A meeting in the list.
struct Row {
    id: String,
    about: String,
    due: Date,
    mark: &'static str,
    word: String,
    is_over: bool,
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let (mut past, next): (Vec<Row>, Vec<Row>) = rows(scene).into_iter().partition(|row| row.is_over);
    past.reverse();
    Page::of(&Meetings {
        frame: scene.frame(&form.title("Meetings"), "control", "meetings"),
        next,
        past,
        topics: agenda(scene),
        form,
        may_write: scene.may(Action::Write, Resource::Meeting),
        scene,
    })
}

/// All planned by the day looked at, by their days.
fn rows(scene: &Scene) -> Vec<Row> {
    let known = scene.alliance.meetings.iter().filter(|(_, meeting)| meeting.planned.on <= scene.on);
    let mut rows: Vec<Row> = known.map(|(id, meeting)| row(scene, id, meeting)).collect();
    rows.sort_by_key(|row| row.due);
    rows
}

fn row(scene: &Scene, id: &MeetingId, meeting: &Meeting) -> Row {
    let (mark, word) = state_in_words(meeting, scene);
    let planned = &meeting.planned.value;
    let is_over = !matches!(mark, "unknown");
    Row { id: id.to_string(), about: planned.about.clone(), due: planned.due, mark, word, is_over }
}

/// Where a meeting stands, with its mark: `unknown` while it is to come.
pub(super) fn state_in_words(meeting: &Meeting, scene: &Scene) -> (&'static str, String) {
    let held = by_then(meeting.held.as_ref(), scene.on);
    let cancelled = by_then(meeting.cancelled.as_ref(), scene.on);
    let due = meeting.planned.value.due;
    match (held, cancelled) {
        (Some(held), _) if !held.value.absent.is_empty() => {
            let absent = party_names(&scene.alliance, &held.value.absent);
            ("watch", format!("Held on {}, without {absent}", day(held.on)))
        }
        (Some(held), _) => ("clear", format!("Held on {}, all came", day(held.on))),
        (None, Some(cancelled)) => ("watch", format!("Cancelled on {}", day(cancelled.on))),
        (None, None) if due < scene.on => {
            ("alarm", format!("Planned for {}, and nothing is written down", day(due)))
        }
        (None, None) => ("unknown", format!("On {}", day(due))),
    }
}

/// Plans one.
pub(crate) async fn plan(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let about = form.required("about", "what it is about", 200);
    if form.fields.text("due").is_empty() {
        form.say("due", "Give the day.");
    }
    let due = form.date("due", scene.today);
    if due < scene.today {
        form.say("due", "That day is over; choose one to come.");
    }
    if form.is_wrong() {
        return page(&scene, form).map(IntoResponse::into_response);
    }
    let known = &scene.case.whole.meetings;
    let taken = |id: &str| known.keys().any(|known| known.as_str() == id);
    let meeting = free_id(&format!("{about} {due}"), taken, MeetingId::parse)?;
    let to = format!("/meetings/{meeting}");
    match scene.put(MeetingPlanned { meeting, about, due }, &to, "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("about", "about"), ("due", "due")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [("meeting", Kind::Text), ("on", Kind::Day), ("state", Kind::Text)];
    let rows = rows(&scene).into_iter().map(|row| vec![row.about.into(), row.due.into(), row.word.into()]);
    list::file(&list::sheet("Meetings", &columns, rows), format, scene.on)
}
