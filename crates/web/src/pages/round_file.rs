//! The offline way of a round: the questions as a file, and the answered file taken in under the same rules.

use axum::extract::multipart::Multipart;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::id::PersonId;

use super::rounds::find;
use crate::app::App;
use crate::case::Scene;
use crate::guard::Seat;
use crate::mail;
use crate::oops::Oops;
use crate::respond::file;
use rowlock_core::access::Role;

fn respondent(scene: &Scene, round: &str, person: &str) -> Result<Seat, Oops> {
    let round = find(scene, round)?;
    let asked = round.drafted.value.respondents.iter().find(|one| one.person.as_str() == person);
    let asked = asked.ok_or(Oops::NotFound)?;
    Ok(Seat {
        role: Role::Respondent,
        party: Some(asked.party.clone()),
        person: Some(asked.person.clone()),
        ..scene.seat.clone()
    })
}

/// The questions as a file.
pub(crate) async fn blank(
    scene: Scene,
    Path((_, round, person)): Path<(String, String, String)>,
) -> Result<Response, Oops> {
    respondent(&scene, &round, &person)?;
    let person = PersonId::parse(&person).map_err(|_| Oops::NotFound)?;
    file::questions(&scene, &round, &person)
}

/// Takes an answered file in.
pub(crate) async fn take_in(
    State(app): State<App>,
    scene: Scene,
    Path((_, round, person)): Path<(String, String, String)>,
    parts: Multipart,
) -> Result<Response, Oops> {
    let seat = respondent(&scene, &round, &person)?;
    let back = scene.now(&format!("/rounds/{round}"));
    match file::take(&app, &scene, &seat, &round, parts).await? {
        Ok(()) => {
            tell(&app, &scene, &round, &person).await?;
            Ok(Redirect::to(&format!("{back}?done=taken-in")).into_response())
        }
        Err(problems) => Ok(file::problems(&scene, &back, problems)?.into_response()),
    }
}

/// Tells whoever was asked by mail that a file with answers in their name was taken in.
async fn tell(app: &App, scene: &Scene, round: &str, person: &str) -> Result<(), Oops> {
    let asked = app.store.invitations(&scene.seat.alliance, round).await?;
    let about = app.address("/about");
    if let Some(address) = asked.into_iter().find(|one| one.person == person).and_then(|one| one.address) {
        let by = &scene.seat.who.name;
        mail::send(app, &mail::texts::answered_for(&address, scene.name(), by, &about)?).await?;
    }
    Ok(())
}
