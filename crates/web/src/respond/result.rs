//! The result through a personal link: what a party may see of it, saying whether a gap is real, and consent.

use axum::extract::{Path, Query, State};
use axum::response::Redirect;
use rowlock_core::alliance::RoundState;

use super::sheet::Desk;
use crate::app::App;
use crate::case::Asked;
use crate::form::Fields;
use crate::guard::Guest;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::pages;
use crate::pages::result::Door;
use crate::words;

async fn locked(app: &App, guest: &Guest) -> Result<Desk, Oops> {
    let desk = Desk::of(app, guest).await?;
    if desk.round()?.state(desk.scene.on) < RoundState::Locked { Err(Oops::NotFound) } else { Ok(desk) }
}

fn frame(title: &str, asked: &Asked) -> Frame {
    Frame { done: asked.done.as_deref().and_then(words::done), ..Frame::bare(title) }
}

/// Shows it.
pub(crate) async fn show(
    State(app): State<App>,
    guest: Guest,
    Query(asked): Query<Asked>,
) -> Result<Page, Oops> {
    let desk = locked(&app, &guest).await?;
    let frame = frame(&format!("Result \u{b7} {}", desk.scene.name()), &asked);
    let holds = pages::result::holds(&app, &guest.seat, desk.round.as_str()).await?;
    pages::result::page(&desk.scene, desk.round()?, frame, Door::link(&guest.token), holds)
}

/// Shows one area.
pub(crate) async fn area(
    State(app): State<App>,
    guest: Guest,
    Path((_, area)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Page, Oops> {
    let desk = locked(&app, &guest).await?;
    let frame = frame("An area", &asked);
    pages::area::page(&desk.scene, desk.round()?, &area, frame, Door::link(&guest.token))
}

/// Says whether a gap is real.
pub(crate) async fn say(State(app): State<App>, guest: Guest, fields: Fields) -> Result<Redirect, Oops> {
    let area = pages::area::speak(&app, &guest.seat, &guest.invitation.round, &fields).await?;
    Ok(Redirect::to(&format!("/r/{}/areas/{area}?done=said", guest.token)))
}

/// Consents to showing the single answers.
pub(crate) async fn consent(State(app): State<App>, guest: Guest, fields: Fields) -> Result<Redirect, Oops> {
    pages::result::give(&app, &guest.seat, &guest.invitation.round, &fields).await?;
    Ok(Redirect::to(&format!("/r/{}/result?done=consented", guest.token)))
}
