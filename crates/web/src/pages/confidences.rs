//! What somebody tells the adviser alone, before it is an issue: on no record, counted by no finding, and read by the two
//! of them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use rowlock_core::gate::adviser_may_see;
use rowlock_core::id::PersonId;
use rowlock_core::seal::filled_up;
use rowlock_store::Confidence;

use crate::app::App;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::mail;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::moment;

/// The most characters of what is told, and of what is answered.
const MOST: usize = 4000;

#[derive(Template)]
#[template(path = "pages/confidences.html")]
struct Confidences<'a> {
    frame: Frame,
    scene: &'a Scene,
    form: Form,
    /// Those who can be told: the account and the name.
    advisers: Vec<(String, String)>,
    is_adviser: bool,
    told: Vec<Told>,
}

/// Something told, as one of the two sees it.
struct Told {
    id: String,
    /// The other of the two.
    other: String,
    text: String,
    when: String,
    reply: Option<(String, String)>,
}

impl Confidences<'_> {
    fn adviser(&self) -> String {
        self.form.select("adviser", "Which adviser?", "", &self.advisers)
    }
}

/// Shows what one told, or was told.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default()).await
}

async fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let store = &scene.app.store;
    let names = store.members(&scene.seat.alliance).await?;
    let me = &scene.seat.who.account;
    let mut told = Vec::new();
    for one in store.confidences(&scene.seat.alliance, me).await? {
        let other = if one.author == *me { &one.adviser } else { &one.author };
        let name = names.iter().find(|(member, ..)| member.account == *other);
        let reply = match &one.reply {
            Some((sealed, at)) => Some((opened(&scene.app, &one.id, sealed)?, moment(*at))),
            None => None,
        };
        told.push(Told {
            text: opened(&scene.app, &one.id, &one.sealed)?,
            other: name
                .map_or_else(|| "somebody who has no seat any more".to_owned(), |(_, name, _)| name.clone()),
            when: moment(one.written_at),
            reply,
            id: one.id,
        });
    }
    Page::of(&Confidences {
        frame: scene.frame(&form.title("In confidence"), "control", "issues"),
        advisers: advisers(scene).await?,
        is_adviser: is_adviser(scene),
        told,
        form,
        scene,
    })
}

fn is_adviser(scene: &Scene) -> bool {
    scene.seat.role == rowlock_core::access::Role::Adviser
}

/// The advisers who see the case today: the account and the name.
async fn advisers(scene: &Scene) -> Result<Vec<(String, String)>, Oops> {
    let whole = &scene.case.whole;
    let sees = |person: &Option<String>| {
        let person = person.as_deref().and_then(|id| PersonId::parse(id).ok());
        person.is_some_and(|person| adviser_may_see(whole, &person, scene.today))
    };
    let members = scene.app.store.members(&scene.seat.alliance).await?;
    let advisers =
        members.into_iter().filter(|(member, ..)| member.role == "adviser" && sees(&member.person));
    Ok(advisers.map(|(member, name, _)| (member.account, name)).collect())
}

fn place(id: &str) -> String {
    format!("confidence {id}")
}

fn opened(app: &App, id: &str, sealed: &[u8]) -> Result<String, Oops> {
    let plain = app.house.open(&place(id), sealed)?;
    let text = String::from_utf8(plain).map_err(|error| Oops::Internal(error.to_string()))?;
    Ok(text.trim_end().to_owned())
}

fn sealed(app: &App, id: &str, text: &str) -> Result<Vec<u8>, Oops> {
    Ok(app.house.seal(&place(id), filled_up(text).as_bytes(), &app.world.seed())?)
}

/// Tells an adviser, and lets them know by mail that there is something to read.
pub(crate) async fn tell(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let text = form.required("text", "what the adviser should know", MOST);
    let known = advisers(&scene).await?;
    let adviser = match known.as_slice() {
        [(only, _)] => Some(only.clone()),
        _ => known.iter().map(|(id, _)| id).find(|id| *id == form.fields.text("adviser")).cloned(),
    };
    if adviser.is_none() {
        form.say("adviser", "Choose an adviser who sees this case.");
    }
    let (Some(adviser), false, false) = (adviser, form.is_wrong(), is_adviser(&scene)) else {
        return page(&scene, form).await.map(IntoResponse::into_response);
    };
    let id = app.world.id();
    let told = Confidence {
        sealed: sealed(&app, &id, &text)?,
        id,
        author: scene.seat.who.account.clone(),
        adviser: adviser.clone(),
        written_at: app.world.now(),
        reply: None,
    };
    app.store.confide(&scene.seat.alliance, &told).await?;
    let_know(&app, &scene, &adviser).await?;
    Ok(done(&scene, "confided"))
}

fn done(scene: &Scene, word: &str) -> Response {
    Redirect::to(&format!("{}?done={word}", scene.now("/confidences"))).into_response()
}

/// Tells an account by mail that there is something to read, and nothing of what.
async fn let_know(app: &App, scene: &Scene, account: &str) -> Result<(), Oops> {
    let Some(account) = app.store.account(account).await? else { return Ok(()) };
    let link = format!("{}{}", app.settings.base, scene.now("/confidences"));
    mail::send(app, &mail::texts::confidence(&account.address, scene.name(), &link)?).await
}

/// Answers, as the adviser who was told.
pub(crate) async fn answer(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let found = find(&scene, &id).await?.filter(|one| one.adviser == scene.seat.who.account);
    let told = found.ok_or(Oops::NotFound)?;
    let mut form = Form::new(fields);
    let field = format!("reply-{id}");
    let text = form.required(&field, "what you answer", MOST);
    if form.is_wrong() {
        return page(&scene, form).await.map(IntoResponse::into_response);
    }
    let reply = sealed(&app, &id, &text)?;
    let now: Timestamp = app.world.now();
    app.store.answer_confidence(&scene.seat.alliance, &told.adviser, &id, (&reply, now)).await?;
    let_know(&app, &scene, &told.author).await?;
    Ok(done(&scene, "answered"))
}

async fn find(scene: &Scene, id: &str) -> Result<Option<Confidence>, Oops> {
    let all = scene.app.store.confidences(&scene.seat.alliance, &scene.seat.who.account).await?;
    Ok(all.into_iter().find(|one| one.id == id))
}

/// What somebody told, to begin an issue with; nothing where it is not theirs.
pub(super) async fn text_of(scene: &Scene, id: &str) -> Result<Option<String>, Oops> {
    let mine = find(scene, id).await?.filter(|one| one.author == scene.seat.who.account);
    mine.map(|one| opened(&scene.app, &one.id, &one.sealed)).transpose()
}

/// Takes back what one told, with its answer.
pub(crate) async fn take_back(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Oops> {
    let (alliance, me) = (&scene.seat.alliance, &scene.seat.who.account);
    if !app.store.take_confidence_back(alliance, me, &id).await? {
        return Err(Oops::NotFound);
    }
    Ok(done(&scene, "taken_back"))
}

/// What an account told and was told, for its own export: who told whom, when, and what.
pub(super) async fn export(app: &App, alliance: &str, account: &str) -> Result<Vec<serde_json::Value>, Oops> {
    let mut all = Vec::new();
    for one in app.store.confidences(alliance, account).await? {
        let reply = one.reply.as_ref().map(|(sealed, _)| opened(app, &one.id, sealed)).transpose()?;
        all.push(serde_json::json!({
            "told_by_you": one.author == account,
            "on": one.written_at.to_string(),
            "text": opened(app, &one.id, &one.sealed)?,
            "answer": reply,
        }));
    }
    Ok(all)
}
