//! Preparing a round: which form, who is asked, and why.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{Respondent, RoundDrafted, RoundForm, capital};
use rowlock_core::id::RoundId;
use serde::Deserialize;

use super::parties::{name, names};
use crate::app::App;
use crate::case::{Deed, NotDone, Scene};
use crate::form::{Fields, Form};
use crate::found::free_slug;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/round_new.html")]
struct New {
    frame: Frame,
    back: String,
    form: Form,
    forms: Vec<(String, String)>,
    people: Vec<(String, String)>,
}

const FORMS: [RoundForm; 4] = [RoundForm::Full, RoundForm::Short, RoundForm::Pulse, RoundForm::Debrief];

/// Which form a link asks for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    form: Option<String>,
}

/// Shows the form.
pub(crate) async fn show(scene: Scene, Query(asked): Query<Asked>) -> Result<Page, Oops> {
    let form = asked.form.unwrap_or_else(|| "full".to_owned());
    let mut fields = Fields::from([("form", form), ("asked_by", scene.seat.who.name.clone())]);
    for (respondent, _) in people(&scene).await? {
        fields.put("respondents", respondent);
    }
    page(&scene, Form::new(fields)).await
}

/// Everybody who can be asked: the party and the person as they are sent, and in words.
pub(super) async fn people(scene: &Scene) -> Result<Vec<(String, String)>, Oops> {
    let names = names(scene).await?;
    let alliance = &scene.alliance;
    let everybody = alliance.signers(scene.on).into_iter().chain(alliance.candidates(scene.on));
    let of_party = |party| {
        let speak = alliance.parties[party].joined.value.people.iter();
        let names = &names;
        speak.map(move |person| {
            let who = name(names, person.as_str());
            (format!("{party}/{person}"), format!("{who}, for {}", alliance.party_name(party)))
        })
    };
    Ok(everybody.flat_map(of_party).collect())
}

/// Those who were ticked, of all who can be.
pub(super) fn chosen(known: &[(String, String)], form: &Form) -> Vec<Respondent> {
    let ticked = known.iter().filter(|(id, _)| form.fields.has("respondents", id));
    let respondent = |(id, _): &(String, String)| {
        let (party, person) = id.split_once('/')?;
        Some(Respondent { party: party.parse().ok()?, person: person.parse().ok()? })
    };
    ticked.filter_map(respondent).collect()
}

async fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let framework = &scene.app.framework;
    let forms = FORMS.map(|form| {
        let gives = match form {
            RoundForm::Full => "a word for each area",
            RoundForm::Short => "a word for each group of areas",
            RoundForm::Pulse => "a few questions, often; the watch reads them",
            RoundForm::Debrief => "looking back, in your own words; at the end, or at a turning point",
        };
        let (name, minutes) = (capital(form.word()), framework.rounds.minutes(form));
        let count = framework.items_of(form).count() + framework.open_questions_of(form, false).count();
        (form.word().to_owned(), format!("{name}: {count} questions, about {minutes} minutes; {gives}"))
    });
    let people = people(scene).await?;
    let (frame, back) = (scene.frame("Prepare a round", "focus", "rounds"), scene.to("/rounds"));
    Page::of(&New { frame, back, form, forms: forms.to_vec(), people })
}

/// Puts it on the record.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let chosen_form = FORMS.into_iter().find(|known| known.word() == form.fields.text("form"));
    if chosen_form.is_none() {
        form.say("form", "Choose one.");
    }
    let kind = chosen_form.unwrap_or(RoundForm::Full);
    let why = form.required("why", "why you ask; everybody reads it before the first question", 500);
    let asked_by = form.required("asked_by", "who asks", 120);
    let known = people(&scene).await?;
    let respondents = chosen(&known, &form);
    if form.is_wrong() {
        return page(&scene, form).await.map(IntoResponse::into_response);
    }
    let taken = |id: &str| scene.case.whole.rounds.keys().any(|round| round.as_str() == id);
    let id = free_slug(&format!("{}-{}", kind.word(), scene.today), taken);
    let round = RoundId::parse(&id).map_err(|error| Oops::BadRequest(error.to_string()))?;
    let drafted = RoundDrafted { round, form: kind, respondents, asked_by, why };
    let deed = |_: &_| Ok(Deed::of(vec![drafted.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => {
            Ok(Redirect::to(&format!("{}?done=drafted", scene.now(&format!("/rounds/{id}")))).into_response())
        }
        Err(NotDone::Refused(refusal)) => {
            form.refuse(
                &refusal,
                &[("respondents", "respondents"), ("why", "why"), ("asked_by", "asked_by")],
            );
            page(&scene, form).await.map(IntoResponse::into_response)
        }
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}
