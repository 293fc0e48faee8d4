//! Links that sign in. Opening one shows a button, so that a mail program that looks ahead uses nothing up.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use rowlock_store::{NewLink, Purpose, token_hash};

use super::session;
use crate::app::App;
use crate::mail;
use crate::oops::Oops;
use crate::page::{Frame, Page};

const ENDED: &str = "A link to sign in works once, for a short time. Ask for a new one.";

#[derive(Template)]
#[template(path = "auth/link.html")]
struct ByLink {
    frame: Frame,
    address: String,
}

#[derive(Template)]
#[template(path = "auth/sent.html")]
struct Sent {
    frame: Frame,
}

/// Makes a link that signs in, for hours. One that is not mailed proves nothing about an address.
pub(crate) async fn make(app: &App, address: &str, hours: i64, is_mailed: bool) -> Result<String, Oops> {
    let token = app.world.token();
    let new = NewLink {
        token_hash: &token_hash(&token),
        purpose: Purpose::SignIn,
        address: Some(address),
        at: app.world.now(),
        expires_at: app.world.in_hours(hours),
        is_mailed,
    };
    app.store.make_link(&new).await?;
    Ok(app.address(&format!("/sign-in/{token}")))
}

/// Sends a link to an address, if it has an account; whoever asked is told the same either way.
pub(crate) async fn send(app: &App, address: &str) -> Result<(), Oops> {
    if app.store.account_at(address).await?.is_some() {
        let link = make(app, address, 1, true).await?;
        mail::send(app, &mail::texts::sign_in(address, &link)?).await?;
    }
    Ok(())
}

/// Says that a link is on its way, if there is an account.
pub(crate) async fn sent() -> Result<Page, Oops> {
    Page::of(&Sent { frame: Frame::bare("Look into your mail") })
}

/// Shows the button.
pub(crate) async fn show(State(app): State<App>, Path(token): Path<String>) -> Result<Page, Oops> {
    let link = app.store.link(&token_hash(&token), Purpose::SignIn, app.world.now()).await?;
    let address = link.and_then(|link| link.address).ok_or(Oops::LinkEnded(ENDED))?;
    Page::of(&ByLink { frame: Frame::bare("Sign in"), address })
}

/// Signs in.
pub(crate) async fn submit(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Oops> {
    let link = app.store.use_link(&token_hash(&token), Purpose::SignIn, app.world.now()).await?;
    let link = link.ok_or(Oops::LinkEnded(ENDED))?;
    let address = link.address.ok_or(Oops::LinkEnded(ENDED))?;
    let account = app.store.account_at(&address).await?.ok_or(Oops::LinkEnded(ENDED))?;
    if link.is_mailed {
        app.store.prove(&account.id, app.world.now()).await?;
    }
    session::begin(&app, &account.id, &headers, "/desk").await
}
