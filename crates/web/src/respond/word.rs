//! The first step behind a link that was handed over: whoever has it sets a word of their own, or says the one they
//! set. Nothing that is saved is shown without it.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};

use crate::app::App;
use crate::auth::session::browser_of;
use crate::form::{Fields, Form};
use crate::guard::Guest;
use crate::oops::Oops;
use crate::own_word::{self, Tried};
use crate::page::{Frame, Page};
use crate::words::moment as at;

#[derive(Template)]
#[template(path = "respond/word.html")]
struct Word {
    frame: Frame,
    base: String,
    alliance: String,
    made_by: String,
    /// When a word was set; empty where none is.
    set_at: String,
    openings: Vec<(String, String)>,
    form: Form,
}

/// Shows the form. Only here is an opening of the link noted: a program that looks ahead gets no further.
pub(crate) async fn show(State(app): State<App>, guest: Guest, headers: HeaderMap) -> Result<Page, Oops> {
    app.store.note_opening(&guest.invitation.id, &browser_of(&headers), app.world.now()).await?;
    page(&app, &guest, Form::default()).await
}

async fn page(app: &App, guest: &Guest, form: Form) -> Result<Page, Oops> {
    let case = app.latest_case(&guest.invitation.alliance).await?;
    let maker = match &guest.invitation.made_by {
        Some(account) => app.store.account(account).await?.map(|account| account.name),
        None => None,
    };
    let openings = app.store.openings(&guest.invitation.id).await?;
    Page::of(&Word {
        frame: Frame::bare(&form.title("A word of your own")),
        base: guest.base(),
        alliance: case.whole.name.clone(),
        made_by: maker.unwrap_or_else(|| "Whoever leads this alliance".to_owned()),
        set_at: guest.invitation.word_set_at.map(at).unwrap_or_default(),
        openings: openings.into_iter().map(|one| (at(one.at), one.agent)).collect(),
        form,
    })
}

/// Sets the word, or tries it.
pub(crate) async fn submit(State(app): State<App>, guest: Guest, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let word = form.fields.text("word").to_owned();
    let length = word.trim().chars().count();
    if !(own_word::SHORTEST..=own_word::LONGEST).contains(&length) {
        let text =
            format!("Use {} characters or more, and at most {}.", own_word::SHORTEST, own_word::LONGEST);
        form.say("word", &text);
        return page(&app, &guest, form).await.map(IntoResponse::into_response);
    }
    if guest.invitation.word_set_at.is_none()
        && let Some(opened) = own_word::set(&app, &guest.invitation, &word).await?
    {
        return enter(&guest, &opened.cookie);
    }
    match own_word::try_it(&app, &guest.invitation, &word).await? {
        Tried::Right(opened) => return enter(&guest, &opened.cookie),
        Tried::Wrong => form.say("word", "This is not the word that was set."),
        Tried::Pause(minutes) => {
            let text = format!(
                "Too many wrong words came. Wait {} and try again, or ask for a new link.",
                crate::words::count(minutes as usize, "minute", "minutes")
            );
            form.say("word", &text);
        }
    }
    page(&app, &guest, form).await.map(IntoResponse::into_response)
}

/// Goes on to the first page, with what opens the link until the browser is closed.
fn enter(guest: &Guest, value: &str) -> Result<Response, Oops> {
    let name = own_word::cookie_name(&guest.invitation);
    let cookie = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax");
    let value = HeaderValue::from_str(&cookie).map_err(|error| Oops::Internal(error.to_string()))?;
    Ok((AppendHeaders([(header::SET_COOKIE, value)]), Redirect::to(&guest.base())).into_response())
}
