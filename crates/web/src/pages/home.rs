//! The door: what Rowlock is, and whether it is up.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Redirect;
use rowlock_core::framework::Framework;

use crate::app::App;
use crate::guard::session_token;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/about.html")]
struct About<'a> {
    frame: Frame,
    framework: &'a Framework,
}

/// Leads to the desk, or to the page to sign in.
pub(crate) async fn show(headers: HeaderMap) -> Redirect {
    Redirect::to(if session_token(&headers).is_some() { "/desk" } else { "/sign-in" })
}

/// What Rowlock is, and what it is not.
pub(crate) async fn about(State(app): State<App>) -> Result<Page, Oops> {
    Page::of(&About { frame: Frame::bare("What Rowlock is"), framework: &app.framework })
}

/// Whether the application and its database are up.
pub(crate) async fn health(State(app): State<App>) -> Result<&'static str, Oops> {
    app.store.has_accounts().await?;
    Ok("well\n")
}
