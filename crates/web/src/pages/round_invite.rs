//! Asking people: by mail, or by a link to hand over; taking a link back; reminding those who are missing.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::alliance::RoundState;
use rowlock_store::Person;

use super::round::page;
use super::rounds::find;
use crate::app::App;
use crate::case::Scene;
use crate::form::{Fields, is_address};
use crate::mail::Post;
use crate::oops::Oops;
use crate::respond::invite::{self, Way};
use crate::words;

/// Asks one person.
pub(crate) async fn invite(
    State(app): State<App>,
    scene: Scene,
    Path((_, id, person)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let round = find(&scene, &id)?;
    let asked = round.drafted.value.respondents.iter().find(|one| one.person.as_str() == person);
    let asked = asked.ok_or(Oops::NotFound)?;
    if round.state(scene.on) != RoundState::Open || round.submitted.contains_key(&asked.person) {
        return Err(Oops::BadRequest(
            "Links are made while a round is open, for those who have not answered.".to_owned(),
        ));
    }
    let by_mail = fields.text("by") == "mail" && app.settings.post != Post::Nowhere;
    let known = app.store.people(&scene.seat.alliance).await?;
    let before = known.into_iter().find(|known| known.id == person);
    let address = fields.some("address").map(|address| address.to_lowercase());
    let problem = match &address {
        Some(address) if !is_address(address) => Some("Write a mail address, such as ana@example.org."),
        None if by_mail => Some("To send a mail, write the address."),
        _ => None,
    };
    if let Some(problem) = problem {
        return Ok(page(&scene, &id, None, Some((person, problem.to_owned()))).await?.into_response());
    }
    let name: String = fields.some("name").unwrap_or_else(|| person.clone()).chars().take(80).collect();
    let address = address.or_else(|| before.and_then(|before| before.address));
    let person = Person { id: person, name: name.clone(), address };
    let way = Way { by_mail, made_by: Some(&scene.seat.who.account) };
    let link = invite::make(&app, &scene.seat.alliance, &scene.case, &id, &person, way).await?;
    if by_mail {
        let path = scene.now(&format!("/rounds/{id}"));
        return Ok(Redirect::to(&format!("{path}?done=invited")).into_response());
    }
    Ok(page(&scene, &id, Some((name, link)), None).await?.into_response())
}

/// Takes a link back.
pub(crate) async fn revoke(
    State(app): State<App>,
    scene: Scene,
    Path((_, id, invitation)): Path<(String, String, String)>,
) -> Result<Redirect, Oops> {
    invite::revoke(&app, &scene.seat.alliance, &id, &invitation).await?;
    Ok(Redirect::to(&format!("{}?done=revoked", scene.now(&format!("/rounds/{id}")))))
}

/// Reminds those who are missing, by mail, each once a day at most; the page says how many mails went out.
pub(crate) async fn remind(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
) -> Result<Redirect, Oops> {
    find(&scene, &id)?;
    let mut mails = 0;
    for invitation in app.store.invitations(&scene.seat.alliance, &id).await? {
        if invitation.address.is_some() && invitation.muted_at.is_none() {
            mails += usize::from(invite::remind(&app, &invitation).await?);
        }
    }
    let done = words::reminded(mails);
    Ok(Redirect::to(&format!("{}?done={done}", scene.now(&format!("/rounds/{id}")))))
}
