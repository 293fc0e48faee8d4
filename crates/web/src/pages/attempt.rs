//! One proposal: what it offers, by when everybody answers, and what each said.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Alliance, Attempt, AttemptOutcome, until};
use rowlock_core::fact::AttemptAnswered;
use rowlock_core::id::AttemptId;

use super::attempts::{offers, state_in_words};
use super::issues::area_name;
use super::who::{speaker, speaker_field};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/attempt.html")]
struct AttemptPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    attempt: &'a Attempt,
    by: String,
    mark: &'static str,
    word: String,
    offers: String,
    areas: String,
    /// Each party's answer; none where it has not said.
    answers: Vec<(String, Option<(bool, String)>)>,
    form: Form,
    may_answer: bool,
}

impl AttemptPage<'_> {
    fn party(&self) -> String {
        speaker_field(self.scene, &self.form, "party", "Who answers?")
    }
}

fn find<'a>(alliance: &'a Alliance, id: &str) -> Result<(&'a AttemptId, &'a Attempt), Oops> {
    alliance.attempts.iter().find(|(known, _)| known.as_str() == id).ok_or(Oops::NotFound)
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, &id, Form::default())
}

fn page(scene: &Scene, id: &str, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let (_, attempt) = find(alliance, id)?;
    let begun = &attempt.begun.value;
    let (mark, word) = state_in_words(attempt, scene);
    let signers = alliance.signers(scene.on);
    let open = attempt.outcome(&signers, scene.on) == AttemptOutcome::Open;
    let is_asked = scene.seat.party.as_ref() != Some(&begun.by);
    let answer = |party: &&rowlock_core::id::PartyId| {
        let said = until(&attempt.answers, scene.on).rev().find(|answer| answer.value.party == **party);
        let said = said.map(|answer| (answer.value.accepts, answer.value.why.clone()));
        (alliance.party_name(party).to_owned(), said)
    };
    let areas: Vec<String> = begun.areas.iter().map(|area| area_name(scene, area)).collect();
    Page::of(&AttemptPage {
        frame: scene.frame(&form.title("A proposal"), "control", "verdict"),
        by: format!("{}, {}", alliance.party_name(&begun.by), day(attempt.begun.on)),
        mark,
        word,
        offers: offers(&begun.structure),
        areas: areas.join(", "),
        answers: signers.iter().filter(|party| ***party != begun.by).map(answer).collect(),
        form,
        may_answer: scene.may(Action::Write, Resource::Attempt) && open && is_asked,
        attempt,
        scene,
    })
}

/// Puts an answer on the record.
pub(crate) async fn answer(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (attempt, known) = find(&scene.alliance, &id)?;
    let mut form = Form::new(fields);
    let party = speaker(&scene, &mut form, "party");
    if party.as_ref() == Some(&known.begun.value.by) {
        form.say("party", "Whoever proposes does not answer.");
    }
    let accepts = match form.fields.text("accepts") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            form.say("accepts", "Say yes or no.");
            None
        }
    };
    let why = form.required("why", "why, in a sentence", 600);
    let (Some(party), Some(accepts), false) = (party, accepts, form.is_wrong()) else {
        return page(&scene, &id, form).map(IntoResponse::into_response);
    };
    let answered = AttemptAnswered { attempt: attempt.clone(), party, accepts, why };
    match scene.put(answered, &format!("/attempts/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("party", "party")]);
            page(&scene, &id, form).map(IntoResponse::into_response)
        }
    }
}
