//! Handing the whole case over to another installation: asked for, consented to by every party, and where it stands.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{HandOver, HandOverState};
use rowlock_core::decide::under_way;
use rowlock_core::fact::{Event, HandOverAsked, HandOverConsented, HandOverRefused, Seq, UnderSeal, capital};
use rowlock_core::gate;
use rowlock_core::id::HandOverId;

use super::speakers;
use crate::app::App;
use crate::case::{Case, Deed, NotDone, Scene};
use crate::credential;
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::{count, day, sentence};

#[derive(Template)]
#[template(path = "pages/hand_over.html")]
struct HandOverPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    form: Form,
    /// What went wrong where no form can say so.
    problems: Vec<String>,
    /// Whether a new one may be asked for.
    may_ask: bool,
    /// The one that is asked for.
    asked: Option<Asked>,
    /// The one by which the case lives elsewhere.
    gone: Option<Gone>,
    facts: usize,
    earlier: Vec<String>,
}

/// A hand-over that is asked for.
struct Asked {
    to: String,
    why: String,
    on: String,
    parties: Vec<(String, String)>,
    /// Whether whoever looks is asked for the word of their party.
    may_say: bool,
    has_consented: bool,
    /// What is under way and has to end first.
    under_way: Vec<String>,
    /// Whether whoever looks may make the file now.
    may_make: bool,
    along: Vec<String>,
    left: Vec<String>,
}

/// A hand-over that was made.
struct Gone {
    to: String,
    on: String,
    /// Whether whoever looks may make the file again, or take the case back.
    may: bool,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default(), Vec::new())
}

/// The page with its form.
pub(crate) fn page(scene: &Scene, mut form: Form, problems: Vec<String>) -> Result<Page, Oops> {
    let whole = &scene.case.whole;
    let writes = scene.is_newest() && scene.seat.may(Action::Write, Resource::HandOver);
    let gone = whole.lives_elsewhere().filter(|_| scene.is_newest());
    let asked = whole.hand_over_asked().filter(|_| scene.is_newest());
    let said = asked.zip(scene.seat.party.as_ref()).and_then(|(asked, own)| asked.consent(own, scene.today));
    if let Some(said) = said.filter(|_| form.fields.text("under_seal").is_empty()) {
        form.fields.put("under_seal", if said == UnderSeal::Stays { "stays" } else { "goes_along" });
    }
    let state = match (&gone, &asked) {
        (Some(_), _) => "The case lives elsewhere",
        (None, Some(_)) => "Hand-over, asked for",
        (None, None) => "Hand-over",
    };
    let title = if problems.is_empty() { form.title(state) } else { format!("Please look again: {state}") };
    Page::of(&HandOverPage {
        frame: scene.frame(&title, "record", ""),
        may_ask: writes && gone.is_none() && asked.is_none(),
        asked: asked.map(|asked| asked_for(scene, asked)),
        gone: gone.map(|gone| Gone {
            to: gone.asked.value.to.clone(),
            on: gone.made.as_ref().map_or_else(String::new, |made| day(made.on)),
            may: writes,
        }),
        facts: scene.case.record.lines().len(),
        earlier: whole.hand_overs_on(scene.today).into_iter().filter_map(|one| earlier(scene, one)).collect(),
        form,
        problems,
        scene,
    })
}

fn asked_for(scene: &Scene, asked: &HandOver) -> Asked {
    let (whole, today) = (&scene.case.whole, scene.today);
    let said = |party| match asked.consent(party, today) {
        Some(UnderSeal::GoesAlong) => "consents; what it told under seal goes along",
        Some(UnderSeal::Stays) => "consents; what it told under seal stays",
        None => "has not said anything yet",
    };
    let own = scene.seat.party.as_ref().filter(|_| scene.seat.may(Action::Write, Resource::HandOverConsent));
    let signers = whole.signers(today);
    let under_way = under_way(whole, today);
    let is_complete = whole.not_yet_consented(asked, today).is_empty() && under_way.is_empty();
    let (along, left) = luggage(scene, asked);
    Asked {
        to: asked.asked.value.to.clone(),
        why: sentence(&asked.asked.value.why),
        on: day(asked.asked.on),
        parties: signers
            .iter()
            .map(|party| (whole.party_name(party).to_owned(), said(party).to_owned()))
            .collect(),
        may_say: own.is_some_and(|own| signers.contains(&own)),
        has_consented: own.is_some_and(|own| asked.consent(own, today).is_some()),
        may_make: is_complete && scene.seat.may(Action::Write, Resource::HandOver),
        under_way: under_way.iter().map(|what| sentence(what)).collect(),
        along,
        left,
    }
}

/// What would go along, and what would stay, if the file were made with the consents there are.
fn luggage(scene: &Scene, asked: &HandOver) -> (Vec<String>, Vec<String>) {
    let luggage = gate::luggage(&scene.case.whole, asked, scene.today);
    let told = |rounds: usize, exchanges: usize| {
        let mut lines = Vec::new();
        if rounds > 0 {
            lines.push(capital(&format!("the answers to {}", count(rounds, "round", "rounds"))));
        }
        if exchanges > 0 {
            let what = count(exchanges, "exchange", "exchanges");
            lines.push(capital(&format!("the diligence packs of {what}, with their files")));
        }
        lines
    };
    let along = told(luggage.rounds.len(), luggage.exchanges.len());
    (along, told(luggage.rounds_left.len(), luggage.exchanges_left.len()))
}

fn earlier(scene: &Scene, one: &HandOver) -> Option<String> {
    let to = &one.asked.value.to;
    match one.state(jiff::civil::Date::MAX) {
        HandOverState::Refused => {
            let refused = one.refused.as_ref()?;
            Some(format!("{}: to {to}; refused. {}", day(refused.on), sentence(&refused.value.why)))
        }
        HandOverState::Taken => {
            let (made, taken) = (one.made.as_ref()?, one.taken.as_ref()?);
            let hash = hash_of(scene, made.seq).unwrap_or_default();
            Some(format!(
                "{}: to {to}, by the fact {hash}\u{2026}; taken in on {}.",
                day(made.on),
                day(taken.on)
            ))
        }
        HandOverState::Asked | HandOverState::Made => None,
    }
}

/// The beginning of the hash of a fact, by which two installations compare what they have.
fn hash_of(scene: &Scene, fact: Seq) -> Option<&str> {
    let line = scene.case.record.lines().get(usize::try_from(fact.0).ok()?.checked_sub(1)?)?;
    line.get(line.len().checked_sub(66)?..)?.get(..16)
}

/// Asks for one.
pub(crate) async fn ask(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let to = form.required("to", "which installation, and whose it is", 120);
    let why = form.required("why", "why; every party reads it before it consents", 500);
    if form.is_wrong() {
        return page(&scene, form, Vec::new()).map(IntoResponse::into_response);
    }
    let known = &scene.case.whole.hand_overs;
    let name = format!("hand-over-{}", scene.today);
    let hand_over = free_id(&name, |id| known.keys().any(|known| known.as_str() == id), HandOverId::parse)?;
    let asked = HandOverAsked { hand_over, to, why };
    let done = put(&app, &scene, asked.into()).await;
    answered(&scene, form, done, "hand-over-asked")
}

/// Consents for one's own party.
pub(crate) async fn consent(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let under_seal = match form.fields.text("under_seal") {
        "goes_along" => UnderSeal::GoesAlong,
        "stays" => UnderSeal::Stays,
        _ => {
            form.say("under_seal", "Choose what becomes of what you told under seal.");
            return page(&scene, form, Vec::new()).map(IntoResponse::into_response);
        }
    };
    let (hand_over, party) = own_word(&scene)?;
    // Nobody lets go of the keys of what another sealed, whoever speaks for the party.
    let keys = match under_seal {
        UnderSeal::GoesAlong => credential::own_keys(&app, &scene.seat).await?,
        UnderSeal::Stays => Vec::new(),
    };
    let consented = HandOverConsented { hand_over, party: party.clone(), under_seal, keys: Some(keys) };
    let done = put(&app, &scene, consented.into()).await;
    if done.is_ok() {
        let what = "handing the whole case over to another installation";
        speakers::tell_consent(&app, &scene.seat.alliance, &party, what).await?;
    }
    answered(&scene, form, done, "consented")
}

/// Refuses for one's own party, or takes its consent back.
pub(crate) async fn refuse(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let why = form.required("refusal", "why; all parties read it", 500);
    if form.is_wrong() {
        return page(&scene, form, Vec::new()).map(IntoResponse::into_response);
    }
    let (hand_over, party) = own_word(&scene)?;
    let done = put(&app, &scene, HandOverRefused { hand_over, party, why }.into()).await;
    answered(&scene, form, done, "hand-over-refused")
}

fn own_word(scene: &Scene) -> Result<(HandOverId, rowlock_core::id::PartyId), Oops> {
    let Some(asked) = scene.case.whole.hand_over_asked() else {
        let why = "No hand-over is asked for. It was refused or made meanwhile; look at its page.";
        return Err(Oops::BadRequest(why.to_owned()));
    };
    let party = scene.seat.party.clone().ok_or(Oops::NotFound)?;
    Ok((asked.asked.value.hand_over.clone(), party))
}

async fn put(app: &App, scene: &Scene, event: Event) -> Result<(), NotDone> {
    let deed = |_: &Case| Ok(Deed::of(vec![event.clone()], scene.today));
    app.act(&scene.seat, deed).await.map(|_| ())
}

fn answered(scene: &Scene, form: Form, done: Result<(), NotDone>, word: &str) -> Result<Response, Oops> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("{}?done={word}", scene.now("/hand-over"))).into_response()),
        Err(NotDone::Refused(refusal)) => {
            let problems = vec![crate::form::refusal_in_words(&refusal)];
            page(scene, form, problems).map(IntoResponse::into_response)
        }
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}
