//! Adding a talent that one of a party's people has.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{CapabilityClaimed, words};
use rowlock_core::id::{CapabilityId, PartyId, PersonId};

use super::parties::{name, names};
use super::party::find;
use crate::app::App;
use crate::case::{Deed, Scene};
use crate::form::{Fields, Form};
use crate::found::slug;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/party_capabilities.html")]
struct Capabilities {
    frame: Frame,
    back: String,
    form: Form,
    people: Vec<(String, String)>,
    needed: Vec<String>,
}

/// Shows the form.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    let (id, _) = find(&scene, &id)?;
    page(&scene, id, Form::default()).await
}

async fn page(scene: &Scene, id: &PartyId, form: Form) -> Result<Page, Oops> {
    let names = names(scene).await?;
    let people = &scene.alliance.parties[id].joined.value.people;
    let needed = scene.alliance.joint_business(scene.on).map_or_else(Vec::new, |joint| {
        joint.value.needs.iter().map(|need| words(need.capability.as_str())).collect()
    });
    Page::of(&Capabilities {
        frame: scene.frame("Add a talent", "focus", "parties"),
        back: scene.to(&format!("/parties/{id}")),
        form,
        people: people.iter().map(|person| (person.to_string(), name(&names, person.as_str()))).collect(),
        needed,
    })
}

/// Puts it on the record.
pub(crate) async fn submit(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (id, _) = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let what = form.required("capability", "the talent, in a word or two", 60);
    let level = form.number("level", 1.0, 7.0);
    if level.is_none() {
        form.say("level", "Give a level from 1 to 7.");
    }
    let peer_level = form.number("peer_level", 1.0, 7.0).map(|level| level as u8);
    form.bounded("evidence", 300);
    let person = PersonId::parse(form.fields.text("person"))
        .map_err(|_| Oops::BadRequest("no such person".to_owned()))?;
    let on = form.date("since", scene.today);
    let (Ok(capability), Some(level), false) = (CapabilityId::parse(&slug(&what)), level, form.is_wrong())
    else {
        return page(&scene, id, form).await.map(IntoResponse::into_response);
    };
    let evidence = form.fields.some("evidence");
    let claimed =
        CapabilityClaimed { party: id.clone(), person, capability, level: level as u8, peer_level, evidence };
    let deed = |_: &_| Ok(Deed::of(vec![claimed.clone().into()], on));
    match app.act(&scene.seat, deed).await {
        Ok(_) => {
            Ok(Redirect::to(&format!("{}?done=saved", scene.now(&format!("/parties/{id}")))).into_response())
        }
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("person", "person"), ("level", "level"), ("on", "since")]);
            page(&scene, id, form).await.map(IntoResponse::into_response)
        }
    }
}
