//! Signing in with a password, or asking for a link by mail. The answer is the same whether an address has an
//! account or not.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{link, password, session};
use crate::app::App;
use crate::form::{Fields, Form};
use crate::guard::{Network, Who};
use crate::mail::Post;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "auth/sign_in.html")]
struct SignIn {
    frame: Frame,
    form: Form,
    mails: bool,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    next: String,
}

/// Shows the form.
pub(crate) async fn show(State(app): State<App>, Query(asked): Query<Asked>) -> Result<Page, Oops> {
    page(&app, Form::new(Fields::from([("next", asked.next)])))
}

fn page(app: &App, form: Form) -> Result<Page, Oops> {
    let mails = app.settings.post != Post::Nowhere;
    Page::of(&SignIn { frame: Frame::bare("Sign in"), form, mails })
}

/// Signs in, or sends a link.
pub(crate) async fn submit(
    State(app): State<App>,
    network: Network,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let address = form.address("address");
    if form.is_wrong() {
        return page(&app, form).map(IntoResponse::into_response);
    }
    let now = app.world.now();
    if !app.limits.sign_in(network.0, now) {
        return Err(Oops::TooMany);
    }
    if form.fields.text("by") == "link" {
        link::send(&app, &address);
        return Ok(Redirect::to("/sign-in/sent").into_response());
    }
    if !app.limits.password(&address, network.0, now) {
        return Err(Oops::TooMany);
    }
    let account = app.store.account_at(&address).await?;
    let hash = account.as_ref().and_then(|account| account.password_hash.clone());
    let matches = password::verify(form.fields.text("password"), hash).await?;
    if let Some(account) = account.filter(|_| matches) {
        app.limits.password_was_right(&address, network.0);
        return session::begin(&app, &account.id, &headers, form.fields.text("next")).await;
    }
    form.say("password", "This address and this password do not go together.");
    page(&app, form).map(IntoResponse::into_response)
}

/// Ends the session.
pub(crate) async fn sign_out(State(app): State<App>, who: Who) -> Result<Response, Oops> {
    app.store.end_session(&who.account, &who.session).await?;
    Ok((session::ended()?, Redirect::to("/sign-in")).into_response())
}
