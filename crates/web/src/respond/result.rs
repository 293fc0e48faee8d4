//! The result through a personal link: what a party may see of it, saying whether a gap is real, and consent.

use axum::extract::{Path, State};
use axum::response::Redirect;
use rowlock_core::alliance::RoundState;

use super::sheet::Desk;
use crate::app::App;
use crate::form::Fields;
use crate::guard::Guest;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::pages;
use crate::pages::result::Door;

async fn locked(app: &App, guest: &Guest) -> Result<Desk, Oops> {
    let desk = Desk::of(app, guest).await?;
    if desk.round()?.state(desk.scene.on) < RoundState::Locked { Err(Oops::NotFound) } else { Ok(desk) }
}

/// Shows it.
pub(crate) async fn show(State(app): State<App>, guest: Guest) -> Result<Page, Oops> {
    let desk = locked(&app, &guest).await?;
    let frame = Frame::bare(&format!("Result \u{b7} {}", desk.scene.name()));
    pages::result::page(&desk.scene, desk.round()?, frame, Door::link(&guest.token))
}

/// Shows one area.
pub(crate) async fn area(
    State(app): State<App>,
    guest: Guest,
    Path((_, area)): Path<(String, String)>,
) -> Result<Page, Oops> {
    let desk = locked(&app, &guest).await?;
    let frame = Frame::bare("An area");
    pages::area::page(&desk.scene, desk.round()?, &area, frame, Door::link(&guest.token))
}

/// Says whether a gap is real.
pub(crate) async fn say(State(app): State<App>, guest: Guest, fields: Fields) -> Result<Redirect, Oops> {
    let area = pages::area::speak(&app, &guest.seat, &guest.invitation.round, &fields).await?;
    Ok(Redirect::to(&format!("/r/{}/areas/{area}", guest.token)))
}

/// Consents to showing the single answers.
pub(crate) async fn consent(State(app): State<App>, guest: Guest, fields: Fields) -> Result<Redirect, Oops> {
    pages::result::give(&app, &guest.seat, &guest.invitation.round, &fields).await?;
    Ok(Redirect::to(&format!("/r/{}/result", guest.token)))
}
