//! Your account: name, password, sessions; everything that is held about you, to take away or to delete.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::Role;
use rowlock_core::seal::Subject;
use rowlock_store::Session;
use serde::Deserialize;

use crate::app::App;
use crate::auth::{password, session};
use crate::credential;
use crate::form::{Fields, Form};
use crate::guard::{Who, seat_of};
use crate::list::download;
use crate::oops::Oops;
use crate::packs;
use crate::page::{Frame, Page};
use crate::words;

#[derive(Template)]
#[template(path = "pages/you.html")]
struct You {
    frame: Frame,
    who: Who,
    sessions: Vec<(Session, String, bool)>,
    name: Form,
    password: Form,
    has_muted: bool,
    keeps_notes: bool,
}

#[derive(Template)]
#[template(path = "pages/you_delete.html")]
struct Delete {
    frame: Frame,
    form: Form,
    led: Vec<String>,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    pub(super) done: Option<String>,
}

/// Shows it.
pub(crate) async fn show(State(app): State<App>, who: Who, Query(asked): Query<Asked>) -> Result<Page, Oops> {
    let mut page = you(&app, who, None, None).await?;
    page.frame.done = asked.done.as_deref().and_then(words::done);
    Page::of(&page)
}

async fn you(app: &App, who: Who, name: Option<Form>, password: Option<Form>) -> Result<You, Oops> {
    let now = app.world.now();
    let sessions = app.store.sessions(&who.account, now).await?;
    let sessions = sessions.into_iter().map(|session| {
        let (seen, this) = (words::ago(session.seen_at, now), session.id == who.session);
        (session, seen, this)
    });
    let name = name.unwrap_or_else(|| Form::new(Fields::from([("your_name", who.name.clone())])));
    let password = password.unwrap_or_default();
    let has_muted = app.store.has_muted_letters(&who.account).await?;
    let keeps_notes = !app.store.all_notes(&who.account).await?.is_empty();
    let frame = Frame::of("You", &who.name);
    Ok(You { frame, sessions: sessions.collect(), who, name, password, has_muted, keeps_notes })
}

/// Changes the name.
pub(crate) async fn rename(State(app): State<App>, who: Who, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let name = form.required("your_name", "your name", 80);
    if form.is_wrong() {
        return Ok(Page::of(&you(&app, who, Some(form), None).await?)?.into_response());
    }
    app.store.rename_account(&who.account, &name).await?;
    Ok(Redirect::to("/you?done=named").into_response())
}

/// Sets the password, and ends every other session.
pub(crate) async fn password(State(app): State<App>, who: Who, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let account = app.store.account(&who.account).await?.ok_or(Oops::NotFound)?;
    let secret = form.fields.text("new_password").to_owned();
    if let Some(problem) = password::problem(&secret) {
        form.say("new_password", problem);
    }
    if account.password_hash.is_some()
        && !password::verify(form.fields.text("password"), account.password_hash).await?
    {
        form.say("password", "This is not your present password.");
    }
    if form.is_wrong() {
        return Ok(Page::of(&you(&app, who, None, Some(form)).await?)?.into_response());
    }
    let hash = password::hash(&app, &secret).await?;
    app.store.set_password(&who.account, &hash, &who.session).await?;
    Ok(Redirect::to("/you?done=password").into_response())
}

/// Turns the letters that come by themselves off, or on again.
pub(crate) async fn letters(State(app): State<App>, who: Who, fields: Fields) -> Result<Redirect, Oops> {
    app.store.mute_letters(&who.account, fields.text("letters") == "off").await?;
    Ok(Redirect::to("/you?done=letters"))
}

/// Ends one session.
pub(crate) async fn end_session(
    State(app): State<App>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Oops> {
    app.store.end_session(&who.account, &id).await?;
    if id == who.session {
        return Ok((session::ended()?, Redirect::to("/sign-in")).into_response());
    }
    Ok(Redirect::to("/you?done=ended").into_response())
}

/// Signs out everywhere else: every other session ends, and every link to sign in.
pub(crate) async fn end_sessions(State(app): State<App>, who: Who) -> Result<Redirect, Oops> {
    app.store.end_other_sessions(&who.account, &who.session).await?;
    app.store.end_links(&who.account).await?;
    Ok(Redirect::to("/you?done=ended"))
}

/// Everything that is held about a person, as one JSON file. Answers are in it only as far as they are unfinished
/// or theirs; sealed ones stay sealed.
pub(crate) async fn export(State(app): State<App>, who: Who) -> Result<Response, Oops> {
    let now = app.world.now();
    let account = app.store.account(&who.account).await?.ok_or(Oops::NotFound)?;
    let sessions = app.store.sessions(&who.account, now).await?;
    let mut seats = Vec::new();
    for (alliance, seat) in app.store.seats(&who.account).await? {
        let people = app.store.people(&alliance).await?;
        let person = people.iter().find(|person| Some(&person.id) == seat.person.as_ref());
        let case = app.latest_case(&alliance).await?;
        let mine = |fact: &&rowlock_core::fact::Fact| match (&fact.actor, &seat.party, &seat.person) {
            (rowlock_core::fact::Actor::Party(party), Some(own), _) => party.as_str() == own,
            (rowlock_core::fact::Actor::Adviser(adviser), _, Some(own)) => adviser.as_str() == own,
            _ => false,
        };
        let facts: Vec<_> = case
            .record
            .facts()
            .iter()
            .filter(mine)
            .map(|fact| {
                serde_json::json!({
                    "fact": fact.seq.0,
                    "on": fact.effective_on.to_string(),
                    "written": fact.recorded_at.to_string(),
                    "says": rowlock_core::fact::sentence(&fact.event, &case.whole),
                })
            })
            .collect();
        let packs = match seat_of(&who, &alliance, &seat) {
            Some(seat) => packs::yours::export(&app, &seat).await?,
            None => serde_json::json!([]),
        };
        seats.push(serde_json::json!({
            "alliance": case.whole.name,
            "id": alliance,
            "role": seat.role,
            "party": seat.party,
            "person": seat.person,
            "name": person.map(|person| &person.name),
            "address": person.and_then(|person| person.address.as_ref()),
            "facts_in_the_name_of_your_party": facts,
            "diligence_packs_of_yours": packs,
            "in_confidence": super::confidences::export(&app, &alliance, &who.account).await?,
        }));
    }
    let sessions: Vec<_> = sessions
        .iter()
        .map(|session| serde_json::json!({ "browser": session.agent, "since": session.created_at.to_string() }))
        .collect();
    let kept = app.store.all_kept(&who.account).await?;
    let kept: Vec<_> = kept
        .iter()
        .map(|(alliance, what, value)| serde_json::json!({ "alliance": alliance, "as": what, "what": value }))
        .collect();
    let views = app.store.views(&who.account).await?;
    let views: Vec<_> =
        views.iter().map(|(name, query)| serde_json::json!({ "name": name, "shows": query })).collect();
    let all = serde_json::json!({
        "name": account.name,
        "address": account.address,
        "since": account.created_at.to_string(),
        "has_a_password": account.password_hash.is_some(),
        "wants_letters": !app.store.has_muted_letters(&who.account).await?,
        "sessions": sessions,
        "kept_from_files_of_hours": kept,
        "notes_of_your_own": super::notes::export(&app, &who.account).await?,
        "marks_of_your_own": super::marks::export(&app, &who.account).await?,
        "playbooks": super::playbooks::export(&app, &who).await?,
        "views_of_the_portfolio": views,
        "seats": seats,
    });
    let text = serde_json::to_vec_pretty(&all).map_err(|error| Oops::Internal(error.to_string()))?;
    Ok(download("rowlock-about-you.json", "application/json", text))
}

/// Says what deleting means, and asks.
pub(crate) async fn ask_to_delete(State(app): State<App>, who: Who) -> Result<Page, Oops> {
    let page = delete_page(&app, who, Form::default()).await?;
    Page::of(&page)
}

async fn delete_page(app: &App, who: Who, form: Form) -> Result<Delete, Oops> {
    let mut led = Vec::new();
    for (alliance, seat) in app.store.seats(&who.account).await? {
        if seat.role == "lead" {
            led.push(app.latest_case(&alliance).await?.whole.name.clone());
        }
    }
    Ok(Delete { frame: Frame::of("Delete your account", &who.name), form, led })
}

/// Deletes the account, and destroys the keys of the person's answers.
pub(crate) async fn delete(State(app): State<App>, who: Who, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    if form.fields.text("sure").to_lowercase() != who.address {
        form.say("sure", "Type your mail address exactly, so that nothing is deleted by mistake.");
        return Ok(Page::of(&delete_page(&app, who, form).await?)?.into_response());
    }
    for (alliance, seat) in app.store.seats(&who.account).await? {
        let Some(seat) = seat_of(&who, &alliance, &seat) else { continue };
        packs::yours::erase_own(&app, &seat).await?;
        // Only what this account sealed goes with it: what somebody else sealed in the same name is theirs.
        let person = seat.person.clone();
        if let Some(person) = person.filter(|_| seat.role != Role::Adviser)
            && credential::own_keys(&app, &seat).await?.contains(&Subject::answers(&person))
        {
            let subjects =
                [Subject::answers(&person), Subject::adviser_only(&person), Subject::scores(&person)];
            // What was kept of a round goes with any of its answers, at once.
            let case = app.latest_case(&alliance).await?;
            let rested_on =
                case.whole.rounds.iter().filter(|(_, round)| round.submitted.contains_key(&person));
            let results = rested_on.map(|(round, _)| Subject::result(round));
            let subjects: Vec<String> =
                subjects.into_iter().chain(results).map(|subject| subject.as_str().to_owned()).collect();
            app.store.destroy_keys(&alliance, &subjects).await?;
            app.forget(&alliance);
        }
    }
    app.store.delete_account(&who.account).await?;
    Ok((session::ended()?, Redirect::to("/sign-in")).into_response())
}
