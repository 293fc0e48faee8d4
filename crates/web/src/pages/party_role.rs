//! Changing what a party is to the alliance: a candidate becomes a partner, a partner leaves.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{Absence, PartyRole, PartyRoleChanged};

use super::party::find;
use super::speakers;
use crate::app::App;
use crate::case::{Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/party_role.html")]
struct Role {
    frame: Frame,
    back: String,
    name: String,
    form: Form,
}

/// Shows the form.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, &id, Form::default())
}

fn page(scene: &Scene, id: &str, form: Form) -> Result<Page, Oops> {
    let (id, party) = find(scene, id)?;
    let name = party.joined.value.name.clone();
    let frame = scene.frame(&format!("The role of {name}"), "focus", "parties");
    Page::of(&Role { frame, back: scene.to(&format!("/parties/{id}")), name, form })
}

/// Puts it on the record.
pub(crate) async fn submit(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (party, _) = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let role = match form.fields.text("role") {
        "partner" => Some(PartyRole::Partner),
        "candidate" => Some(PartyRole::Candidate),
        "left" => Some(PartyRole::Left),
        _ => None,
    };
    if role.is_none() {
        form.say("role", "Choose one.");
    }
    let why = form.required("why", "why, in a sentence", 300);
    let on = form.date("since", scene.today);
    let (Some(role), false) = (role, form.is_wrong()) else {
        return page(&scene, &id, form).map(IntoResponse::into_response);
    };
    // That a partner has left it says itself, or all others say it together; one alone says its own word only.
    let is_signer = scene.alliance.signers(scene.today).contains(&party);
    let done = if role == PartyRole::Left && is_signer && scene.seat.party.as_ref() != Some(party) {
        speakers::absent(&scene, party.clone(), Absence::Left, why, &format!("/parties/{id}")).await
    } else {
        let changed = PartyRoleChanged { party: party.clone(), role, why };
        let deed = |_: &_| Ok(Deed::of(vec![changed.clone().into()], on));
        let path = scene.now(&format!("/parties/{id}?done=saved"));
        app.act(&scene.seat, deed).await.map(|_| Redirect::to(&path).into_response())
    };
    match done {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("role", "role"), ("on", "since"), ("why", "why")]);
            page(&scene, &id, form).map(IntoResponse::into_response)
        }
    }
}
