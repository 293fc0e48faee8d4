//! The first account, by the one-time link that the first start prints.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use rowlock_store::{Account, Purpose, token_hash};

use super::{password, session};
use crate::app::App;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};

const ENDED: &str = "The installation is set up already, or a newer start printed a newer link.";

#[derive(Template)]
#[template(path = "auth/set_up.html")]
struct SetUp {
    frame: Frame,
    form: Form,
}

/// Shows the form.
pub(crate) async fn show(State(app): State<App>, Path(token): Path<String>) -> Result<Page, Oops> {
    let link = app.store.link(&token_hash(&token), Purpose::SetUp, app.world.now()).await?;
    link.ok_or(Oops::LinkEnded(ENDED))?;
    page(Form::default())
}

fn page(form: Form) -> Result<Page, Oops> {
    Page::of(&SetUp { frame: Frame::bare("Set up Rowlock"), form })
}

/// Opens the account and signs in.
pub(crate) async fn submit(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Oops> {
    let link = app.store.link(&token_hash(&token), Purpose::SetUp, app.world.now()).await?;
    link.ok_or(Oops::LinkEnded(ENDED))?;
    let mut form = Form::new(fields);
    let name = form.required("your_name", "your name", 80);
    let address = form.address("address");
    let secret = form.fields.text("new_password").to_owned();
    if let Some(problem) = password::problem(&secret) {
        form.say("new_password", problem);
    }
    if form.is_wrong() {
        return page(form).map(IntoResponse::into_response);
    }
    let hash = password::hash(&app, &secret).await?;
    let used = app.store.use_link(&token_hash(&token), Purpose::SetUp, app.world.now()).await?;
    used.ok_or(Oops::LinkEnded(ENDED))?;
    let (id, created_at) = (app.world.id(), app.world.now());
    let account =
        app.store.open_account(&Account { id, address, name, password_hash: Some(hash), created_at }).await?;
    session::begin(&app, &account.id, &headers, "/desk").await
}
