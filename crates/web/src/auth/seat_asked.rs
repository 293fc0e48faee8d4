//! The page behind a mail that asks whether somebody is to speak for a party: whoever got the mail says yes or no.

use askama::Template;
use axum::extract::{Path, State};
use rowlock_store::{SeatRequest, Speaker};

use crate::app::App;
use crate::form::Fields;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::pages::speakers;

const ENDED: &str = "It was answered already, or taken back.";

#[derive(Template)]
#[template(path = "auth/seat_asked.html")]
struct Asked {
    frame: Frame,
    path: String,
    alliance: String,
    party: String,
    name: String,
    address: String,
    /// What was said just now.
    said: Option<bool>,
}

async fn found(app: &App, id: &str, token: &str) -> Result<(SeatRequest, Speaker), Oops> {
    let all = app.store.all_seats_asked(u32::MAX).await?;
    let asked = all.into_iter().find(|one| one.id == id).ok_or(Oops::LinkEnded(ENDED))?;
    let speakers = app.store.speakers(&asked.alliance).await?;
    let speaker = speakers.into_iter().find(|one| {
        one.party == asked.party && one.is_established && speakers::token(app, &asked, one) == token
    });
    Ok((asked, speaker.ok_or(Oops::NotFound)?))
}

/// Shows who it is, and two buttons.
pub(crate) async fn show(
    State(app): State<App>,
    Path((id, token)): Path<(String, String)>,
) -> Result<Page, Oops> {
    let (asked, _) = found(&app, &id, &token).await?;
    page(&app, &asked, &token, None).await
}

/// Says yes or no.
pub(crate) async fn submit(
    State(app): State<App>,
    Path((id, token)): Path<(String, String)>,
    fields: Fields,
) -> Result<Page, Oops> {
    let (asked, _) = found(&app, &id, &token).await?;
    let word = speakers::end(&app, &asked, &fields).await?;
    page(&app, &asked, &token, Some(word == "seated")).await
}

async fn page(app: &App, asked: &SeatRequest, token: &str, said: Option<bool>) -> Result<Page, Oops> {
    let case = app.latest_case(&asked.alliance).await?;
    let account = app.store.account(&asked.account).await?.ok_or(Oops::LinkEnded(ENDED))?;
    let party = rowlock_core::id::PartyId::parse(&asked.party).map_err(|_| Oops::NotFound)?;
    Page::of(&Asked {
        frame: Frame::bare("Somebody is to speak for your party"),
        path: format!("/seats/asked/{}/{token}", asked.id),
        alliance: case.whole.name.clone(),
        party: case.whole.party_name(&party).to_owned(),
        name: account.name,
        address: account.address,
        said,
    })
}
