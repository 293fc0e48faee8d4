//! The first page behind a personal link: who asks, why, how long it takes, and who will see what and when. After
//! submitting: what happens next.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Redirect;
use rowlock_core::alliance::RoundState;
use rowlock_core::fact::RoundForm;
use rowlock_store::Turn;

use super::invite;
use super::sheet::{Desk, Step};
use crate::app::App;
use crate::case::Asked;
use crate::form::Fields;
use crate::guard::Guest;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::pages::speakers::{Waiting, others_in_words, waiting_for};
use crate::words::{day, day_of};

#[derive(Template)]
#[template(path = "respond/welcome.html")]
struct Welcome<'a> {
    frame: Frame,
    base: String,
    name: String,
    alliance: &'a str,
    party: &'a str,
    asked_by: &'a str,
    why: &'a str,
    minutes: u32,
    questions: usize,
    answered: usize,
    rule: &'a str,
    is_debrief: bool,
    until: String,
    is_muted: bool,
    stands: Stands,
    count: (usize, usize),
    locked_on: String,
    /// Who else speaks for the same party.
    speakers: Vec<String>,
    /// Seats for this party that wait for a word.
    waiting: Vec<Waiting>,
    done: Option<&'static str>,
}

/// How it stands with this respondent.
#[derive(PartialEq)]
enum Stands {
    NotOpen,
    Fresh,
    Begun,
    Done,
    Withdrawn,
    Locked,
    Missed,
}

/// Shows it.
pub(crate) async fn show(
    State(app): State<App>,
    guest: Guest,
    Query(asked): Query<Asked>,
) -> Result<Page, Oops> {
    invite::opened(&app, &guest.invitation).await?;
    let desk = Desk::of(&app, &guest).await?;
    let round = desk.round()?;
    let drafted = &round.drafted.value;
    let sheet = desk.saved().await?;
    let steps = desk.steps()?;
    let mut answered = 0;
    for step in &steps {
        let is_saved = match step {
            Step::Item(..) => desk.is_answered(step, &sheet)?,
            Step::Open(question) => sheet.open.contains_key(&question.id),
        };
        answered += usize::from(is_saved);
    }
    let on = desk.scene.on;
    let person = &desk.respondent.person;
    let submitted = round.submitted.contains_key(person);
    let stands = match round.state(on) {
        RoundState::Draft => Stands::NotOpen,
        RoundState::Open if submitted => Stands::Done,
        RoundState::Open if round.withdrawn.contains_key(person) => Stands::Withdrawn,
        RoundState::Open if answered > 0 => Stands::Begun,
        RoundState::Open => Stands::Fresh,
        _ if submitted => Stands::Locked,
        _ => Stands::Missed,
    };
    let people = app.store.people(&guest.invitation.alliance).await?;
    let name = people.into_iter().find(|known| known.id == person.as_str()).map(|known| known.name);
    Page::of(&Welcome {
        frame: Frame::bare(&format!("Questions on {}", desk.scene.name())),
        base: format!("/r/{}", guest.token),
        name: name.unwrap_or_default(),
        alliance: desk.scene.name(),
        party: desk.alliance().party_name(&desk.respondent.party),
        asked_by: &drafted.asked_by,
        why: &drafted.why,
        minutes: app.framework.rounds.minutes(drafted.form),
        questions: steps.len(),
        answered,
        rule: round.rule(on).map_or("", |rule| rule.shown.as_str()),
        is_debrief: drafted.form == RoundForm::Debrief,
        until: day_of(guest.invitation.expires_at),
        is_muted: guest.invitation.muted_at.is_some(),
        stands,
        count: (round.answered(on), round.asked(on)),
        locked_on: round.locked.as_ref().map(|locked| day(locked.on)).unwrap_or_default(),
        speakers: others_in_words(&app, &guest, &desk.respondent.party).await?,
        waiting: waiting_for(&app, &guest.seat).await?,
        done: asked.done.as_deref().and_then(crate::words::done),
    })
}

/// Begins, or goes on with the first question that has no answer.
pub(crate) async fn start(State(app): State<App>, guest: Guest) -> Result<Redirect, Oops> {
    let desk = Desk::of(&app, &guest).await?;
    let sheet = desk.saved().await?;
    let steps = desk.steps()?;
    // Looking back has no other questions than those in one's own words.
    let in_words = desk.round()?.drafted.value.form == RoundForm::Debrief;
    for (place, step) in steps.iter().enumerate() {
        let is_open = match step {
            Step::Open(question) => in_words && !sheet.open.contains_key(&question.id),
            Step::Item(..) => !desk.is_answered(step, &sheet)?,
        };
        if is_open {
            return Ok(Redirect::to(&format!("/r/{}/questions/{}", guest.token, place + 1)));
        }
    }
    Ok(Redirect::to(&format!("/r/{}/review", guest.token)))
}

/// Turns reminders off, or on again.
pub(crate) async fn reminders(
    State(app): State<App>,
    Path(token): Path<String>,
    guest: Guest,
    fields: Fields,
) -> Result<Redirect, Oops> {
    let turn = if fields.text("wanted") == "yes" { Turn::Unmuted } else { Turn::Muted };
    app.store.turn_invitation(&guest.invitation.id, turn, app.world.now()).await?;
    Ok(Redirect::to(&format!("/r/{token}")))
}
