//! The file of a hand-over: made under a passphrase that is shown once, and taken in where a case comes back.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::extract::multipart::Multipart;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::HandedOver;
use rowlock_core::gate;
use rowlock_core::id::ExchangeId;
use rowlock_files::hand_over::{Evidence, Joined, Luggage, Passphrase, lock};
use rowlock_store::PackPlace;

use super::hand_over;
use crate::app::App;
use crate::case::{Case, Deed, NotDone, Scene};
use crate::form::{Fields, Form, refusal_in_words};
use crate::list::download;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::taking;

/// What the file is called: nothing that says of whom it is.
const NAME: &str = "case.age";

#[derive(Template)]
#[template(path = "pages/hand_over_made.html")]
struct Made<'a> {
    frame: Frame,
    scene: &'a Scene,
    passphrase: &'a str,
    to: String,
    facts: usize,
    hash: &'a str,
}

/// Puts the hand-over on the record, where that was not done before, and shows a passphrase for its file, once.
pub(crate) async fn make(State(app): State<App>, scene: Scene) -> Result<Response, Oops> {
    if scene.case.whole.lives_elsewhere().is_none() {
        let Some(asked) = scene.case.whole.hand_over_asked() else {
            let problems = vec!["No hand-over is asked for. Ask for one first.".to_owned()];
            return hand_over::page(&scene, Form::default(), problems).map(IntoResponse::into_response);
        };
        let event = HandedOver { hand_over: asked.asked.value.hand_over.clone() };
        let deed = |_: &Case| Ok(Deed::of(vec![event.clone().into()], scene.today));
        match app.act(&scene.seat, deed).await {
            Ok(_) => {}
            Err(NotDone::Refused(refusal)) => {
                let problems = vec![refusal_in_words(&refusal)];
                return hand_over::page(&scene, Form::default(), problems).map(IntoResponse::into_response);
            }
            Err(NotDone::Oops(oops)) => return Err(oops),
        }
    }
    let scene = Scene::of(&app, scene.seat.clone(), None).await?;
    let gone = scene.case.whole.lives_elsewhere().ok_or(Oops::Conflict)?;
    let passphrase = Passphrase::draw(&app.world.seed());
    let page = Page::of(&Made {
        frame: scene.frame("The passphrase", "record", ""),
        passphrase: passphrase.shown(),
        to: gone.asked.value.to.clone(),
        facts: scene.case.record.lines().len(),
        hash: scene.case.record.final_hash(),
        scene: &scene,
    });
    page.map(IntoResponse::into_response)
}

/// Makes the file under the passphrase that the page before showed. Nothing of it is kept.
pub(crate) async fn save(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let passphrase = Passphrase::read(fields.text("passphrase"))
        .map_err(|error| Oops::BadRequest(crate::words::sentence(&error.to_string())))?;
    if scene.case.whole.lives_elsewhere().is_none() {
        let why = "The case lives here: there is no file to make. Look at the page of the hand-over.";
        return Err(Oops::BadRequest(why.to_owned()));
    }
    let luggage = packed(&app, &scene).await?;
    let _one_at_a_time = app.hand_overs.acquire().await.map_err(|error| Oops::Internal(error.to_string()))?;
    let seed = app.world.seed();
    let made =
        tokio::task::spawn_blocking(move || lock(&luggage, env!("CARGO_PKG_VERSION"), &passphrase, &seed));
    match made.await.map_err(|error| Oops::Internal(error.to_string()))? {
        Ok(file) => Ok(download(NAME, "application/octet-stream", file)),
        Err(error) => Err(Oops::BadRequest(taking::in_words(&error))),
    }
}

/// The record, with the keys and files that go along by the consents on it.
async fn packed(app: &App, scene: &Scene) -> Result<Luggage, Oops> {
    let case = &scene.case;
    let Some(gone) = case.whole.lives_elsewhere() else { return Err(Oops::Conflict) };
    let on = gone.made.as_ref().map_or(scene.today, |made| made.on);
    let along = gate::luggage(&case.whole, gone, on);
    let mut evidence = Vec::new();
    for exchange in &along.exchanges {
        evidence.extend(files(app, scene, exchange).await?);
    }
    let people = app.store.people(&scene.seat.alliance).await?;
    let people: BTreeMap<String, String> =
        people.into_iter().map(|person| (person.id, person.name)).collect();
    Ok(Luggage { record: case.record.clone(), keys: gate::keys_along(&case.ring, &along), people, evidence })
}

/// The files in the packs of an exchange, sealed as they are kept.
async fn files(app: &App, scene: &Scene, exchange: &ExchangeId) -> Result<Vec<Evidence>, Oops> {
    let mut files = Vec::new();
    let Some(known) = scene.case.whole.pack_exchanges.get(exchange) else { return Ok(files) };
    for party in &known.opened.value.parties {
        let (alliance, exchange, party) = (&scene.seat.alliance, exchange.as_str(), party.as_str());
        let place = PackPlace { alliance, exchange, party };
        for (id, _) in app.store.evidence_of(place).await? {
            if let Some(sealed) = app.store.evidence(place, &id).await? {
                files.push(Evidence { exchange: exchange.to_owned(), party: party.to_owned(), id, sealed });
            }
        }
    }
    Ok(files)
}

/// Takes the case back, with what was written elsewhere.
pub(crate) async fn back(State(app): State<App>, scene: Scene, parts: Multipart) -> Result<Response, Oops> {
    let problem = |problem: String| {
        hand_over::page(&scene, Form::default(), vec![problem]).map(IntoResponse::into_response)
    };
    if scene.case.whole.lives_elsewhere().is_none() {
        return problem("The case lives here already: nothing was taken in.".to_owned());
    }
    let brought = match taking::Brought::of(parts).await? {
        Ok(brought) => brought,
        Err(told) => return problem(told),
    };
    let opened = match taking::opened(&app, brought).await? {
        Ok(opened) => opened,
        Err(told) => return problem(told),
    };
    let joined = Joined::of(&scene.case.record, &opened.record);
    if !matches!(joined, Joined::Same | Joined::GoesOn(_)) {
        return problem(joined.told());
    }
    let actor = scene.seat.actor()?;
    match taking::take(&app, (&scene.seat.alliance, Some(scene.case.head())), opened, &actor, vec![]).await {
        Ok(()) => {
            let word = if joined == Joined::Same { "hand-over-undone" } else { "hand-over-back" };
            Ok(Redirect::to(&format!("{}?done={word}", scene.now("/hand-over"))).into_response())
        }
        Err(NotDone::Refused(refusal)) => problem(refusal_in_words(&refusal)),
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}
