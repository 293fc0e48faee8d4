//! One meeting on one screen, to be printed: who is asked, what there is to talk about, and afterwards its minutes
//! and what was decided.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Alliance, Meeting, by_then, until};
use rowlock_core::charter::party_names;
use rowlock_core::fact::{Event, MeetingCancelled, MeetingHeld};
use rowlock_core::id::{MeetingId, PartyId};

use super::meetings::state_in_words;
use super::who::{pairs, parties, ticked};
use crate::agenda::{Topic, agenda};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/meeting.html")]
struct MeetingPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    meeting: &'a Meeting,
    mark: &'static str,
    word: String,
    /// Agenda, while it is to come.
    topics: Vec<Topic>,
    held: Option<Held>,
    cancelled: Option<(String, String)>,
    decided: Vec<String>,
    names: String,
    parties: Vec<(String, String)>,
    form: Form,
    may_write: bool,
}

/// What was written down of it.
struct Held {
    present: String,
    absent: String,
    minutes: String,
}

impl MeetingPage<'_> {
    fn present(&self) -> String {
        self.form.choices("present", "Who was there?", "", &pairs(&self.parties), true)
    }

    fn cancelled_by(&self) -> String {
        self.form.choices("by", "Who cancelled it?", "", &pairs(&self.parties), true)
    }
}

fn find<'a>(alliance: &'a Alliance, id: &str) -> Result<(&'a MeetingId, &'a Meeting), Oops> {
    alliance.meetings.iter().find(|(known, _)| known.as_str() == id).ok_or(Oops::NotFound)
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    let mut fields = Fields::default();
    for (id, _) in parties(&scene) {
        fields.put("present", id);
    }
    page(&scene, &id, Form::new(fields))
}

fn page(scene: &Scene, id: &str, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let (_, meeting) = find(alliance, id)?;
    let (mark, word) = state_in_words(meeting, scene);
    let held = by_then(meeting.held.as_ref(), scene.on);
    let cancelled = by_then(meeting.cancelled.as_ref(), scene.on);
    let about = &meeting.planned.value.about;
    let title = if held.is_some() { format!("Minutes: {about}") } else { about.clone() };
    let decided = held
        .into_iter()
        .flat_map(|held| until(&alliance.decisions, scene.on).filter(move |decision| decision.on == held.on));
    Page::of(&MeetingPage {
        frame: scene.frame(&form.title(&title), "control", "meetings"),
        mark,
        word,
        topics: if held.is_none() && cancelled.is_none() { agenda(scene) } else { Vec::new() },
        decided: decided.map(|decision| decision.value.what.clone()).collect(),
        held: held.map(|held| Held {
            present: party_names(alliance, &held.value.present),
            absent: party_names(alliance, &held.value.absent),
            minutes: held.value.minutes.clone(),
        }),
        cancelled: cancelled.map(|known| (party_names(alliance, &known.value.by), known.value.why.clone())),
        names: parties(scene).into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(", "),
        parties: parties(scene),
        form,
        may_write: scene.may(Action::Write, Resource::Meeting),
        meeting,
        scene,
    })
}

/// Puts its minutes, or that it was cancelled, on the record.
pub(crate) async fn turn(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (meeting, _) = find(&scene.alliance, &id)?;
    let meeting = meeting.clone();
    let mut form = Form::new(fields);
    let event: Event = match form.fields.text("turn") {
        "held" => {
            let present = ticked(&form, "present");
            let absent: Vec<PartyId> = scene.alliance.signers(scene.on).into_iter().cloned().collect();
            let absent = absent.into_iter().filter(|party| !present.contains(party)).collect();
            let minutes = form.required("minutes", "what was said and agreed", 6000);
            if present.is_empty() {
                form.say("present", "Tick who was there.");
            }
            MeetingHeld { meeting, present, absent, minutes }.into()
        }
        "cancelled" => {
            let by = ticked(&form, "by");
            let why = form.required("why", "why", 300);
            if by.is_empty() {
                form.say("by", "Tick who cancelled it.");
            }
            MeetingCancelled { meeting, by, why }.into()
        }
        _ => return Err(Oops::BadRequest("A meeting is either held or cancelled.".to_owned())),
    };
    if form.is_wrong() {
        return page(&scene, &id, form).map(IntoResponse::into_response);
    }
    match scene.put(event, &format!("/meetings/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("present", "present"), ("absent", "present"), ("by", "by")]);
            page(&scene, &id, form).map(IntoResponse::into_response)
        }
    }
}
