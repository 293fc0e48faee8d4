//! Beginning and ending a session.

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use rowlock_store::{NewSession, token_hash};

use crate::app::App;
use crate::guard::COOKIE;
use crate::oops::Oops;
use crate::paths;

/// How many hours a session lasts: 30 days.
const HOURS: i64 = 30 * 24;

/// Begins a session for an account and leads to `next`.
pub(crate) async fn begin(
    app: &App,
    account: &str,
    headers: &HeaderMap,
    next: &str,
) -> Result<Response, Oops> {
    let token = app.world.token();
    let new = NewSession {
        id: &app.world.id(),
        token_hash: &token_hash(&token),
        account,
        agent: &browser_of(headers),
        at: app.world.now(),
        expires_at: app.world.in_hours(HOURS),
    };
    app.store.begin_session(&new).await?;
    let seconds = HOURS * 3600;
    let cookie = format!("{COOKIE}={token}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax");
    Ok((set_cookie(&cookie)?, Redirect::to(if paths::is_own(next) { next } else { paths::DESK }))
        .into_response())
}

/// The header that takes the cookie of a session away.
pub(crate) fn ended() -> Result<AppendHeaders<[(header::HeaderName, HeaderValue); 1]>, Oops> {
    set_cookie(&format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"))
}

fn set_cookie(cookie: &str) -> Result<AppendHeaders<[(header::HeaderName, HeaderValue); 1]>, Oops> {
    let value = HeaderValue::from_str(cookie).map_err(|error| Oops::Internal(error.to_string()))?;
    Ok(AppendHeaders([(header::SET_COOKIE, value)]))
}

/// The browser of a request in two words.
pub(crate) fn browser_of(headers: &HeaderMap) -> String {
    browser(headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default())
}

/// A browser in two words, from what it calls itself: "Firefox on Linux".
fn browser(agent: &str) -> String {
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "an iPhone"),
        ("iPad", "an iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "a Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        _ => "A browser we do not know".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_named_in_two_words() {
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        assert_eq!(browser(agent), "Firefox on Linux");
        assert_eq!(browser("curl/8"), "A browser we do not know");
    }
}
