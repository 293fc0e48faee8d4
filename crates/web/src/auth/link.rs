//! Links that sign in. Opening one shows a button, so that a mail program that looks ahead uses nothing up.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use rowlock_store::{NewLink, Purpose, token_hash};

use super::session;
use crate::app::App;
use crate::mail::{self, Post};
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

/// Sees to it that a link goes to an address, if it has an account. Whoever asked is answered before anything is looked
/// up, and what is done is the same either way: a link is made and a mail is queued, which goes to nobody where there is
/// no account. So neither the answer nor its time tells.
pub(crate) fn send(app: &App, address: &str) {
    if app.settings.post == Post::Nowhere || !app.limits.sign_in_mail(address, app.world.now()) {
        return;
    }
    let (app, address) = (app.clone(), address.to_owned());
    tokio::spawn(async move {
        if let Err(error) = send_now(&app, &address).await {
            tracing::error!(?error, "a link to sign in was not sent");
        }
    });
}

async fn send_now(app: &App, address: &str) -> Result<(), Oops> {
    let known = app.store.account_at(address).await?.is_some();
    let link = make(app, address, 1, true).await?;
    let mut mail = mail::texts::sign_in(address, &link)?;
    if !known {
        mail::NOBODY.clone_into(&mut mail.to);
    }
    mail::send_always(app, &mail).await
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
