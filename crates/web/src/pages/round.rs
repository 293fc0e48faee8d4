//! One round: its rule, who is asked and how far each has come, and what may be done next.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Redirect;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Round, RoundState};
use rowlock_core::fact::{Event, RoundLocked, RoundOpened};
use rowlock_core::gate;
use rowlock_core::id::{PersonId, RoundId};
use rowlock_store::{Invitation, InvitationState};

use super::parties::{name, names};
use super::rounds::{find, form_in_words, state_in_words};
use crate::app::App;
use crate::case::{Deed, NotDone, Scene};
use crate::form::Fields;
use crate::mail::Post;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::respond::invite;
use crate::words::{day, day_of};

#[derive(Template)]
#[template(path = "pages/round.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that the page shows or not")]
struct One<'a> {
    frame: Frame,
    scene: &'a Scene,
    round: &'a Round,
    id: &'a RoundId,
    form: &'static str,
    minutes: u32,
    questions: usize,
    state: &'static str,
    answered: usize,
    asked: usize,
    is_draft: bool,
    is_open: bool,
    is_locked: bool,
    rule: String,
    people: Vec<PersonRow>,
    advisers: Vec<(String, String)>,
    mails: bool,
    may_write: bool,
    may_invite: bool,
    sees_results: bool,
    /// A link that was just made: for whom, and the link.
    fresh: Option<(String, String)>,
    /// What was wrong with an address, and whose.
    problem: Option<(String, String)>,
}

impl One<'_> {
    fn is_problem_of(&self, person: &str) -> bool {
        self.problem.as_ref().is_some_and(|(whose, _)| whose == person)
    }
}

/// Somebody who is asked.
pub(crate) struct PersonRow {
    pub id: String,
    pub name: String,
    pub address: String,
    pub party: String,
    pub state: String,
    pub invitation: Option<String>,
    /// The link, where it was made to be handed over.
    pub link: Option<String>,
    pub is_done: bool,
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, &id, None, None).await
}

/// The page, with a link that was just made.
pub(crate) async fn page(
    scene: &Scene,
    id: &str,
    fresh: Option<(String, String)>,
    problem: Option<(String, String)>,
) -> Result<Page, Oops> {
    let round = find(scene, id)?;
    let drafted = &round.drafted.value;
    let state = round.state(scene.on);
    let names = names(scene).await?;
    let framework = &scene.app.framework;
    let rule = match round.rule(scene.on) {
        Some(rule) => rule.shown.clone(),
        None => gate::rule_at_opening(framework, drafted, None).shown,
    };
    let advisers = scene.alliance.advisers.keys();
    let has_adviser = round.rule(scene.on).is_some_and(|rule| rule.adviser.is_some());
    Page::of(&One {
        frame: scene.frame(
            &format!("{} of {}", form_in_words(drafted.form), day(round.drafted.on)),
            "focus",
            "rounds",
        ),
        id: &drafted.round,
        form: form_in_words(drafted.form),
        minutes: framework.rounds.minutes(drafted.form),
        questions: framework.items_of(drafted.form).count()
            + framework.open_questions_of(drafted.form, has_adviser).count(),
        state: state_in_words(state),
        answered: round.answered(scene.on),
        asked: round.asked(scene.on),
        is_draft: state == RoundState::Draft,
        is_open: state == RoundState::Open,
        is_locked: state >= RoundState::Locked,
        rule,
        people: people(scene, round).await?,
        advisers: advisers.map(|adviser| (adviser.to_string(), name(&names, adviser.as_str()))).collect(),
        mails: scene.app.settings.post != Post::Nowhere,
        may_write: scene.may(Action::Write, Resource::Round),
        may_invite: scene.may(Action::Write, Resource::Invitation),
        sees_results: scene.may(Action::See, Resource::RoundResult),
        fresh,
        problem,
        round,
        scene,
    })
}

async fn people(scene: &Scene, round: &Round) -> Result<Vec<PersonRow>, Oops> {
    let (app, drafted) = (&scene.app, &round.drafted.value);
    let invitations = app.store.invitations(&scene.seat.alliance, drafted.round.as_str()).await?;
    let known = app.store.people(&scene.seat.alliance).await?;
    let row = |respondent: &rowlock_core::fact::Respondent| {
        let id = respondent.person.as_str();
        let person = known.iter().find(|person| person.id == id);
        let newest = invitations.iter().find(|invitation| invitation.person == id);
        let is_done = round.submitted.contains_key(&respondent.person);
        let is_gone = round.withdrawn.contains_key(&respondent.person);
        let good = newest.filter(|invitation| invitation.is_good(app.world.now()));
        let hand_over = good.filter(|invitation| invitation.sent_at.is_none() && !is_done);
        PersonRow {
            id: id.to_owned(),
            name: person.map(|person| person.name.clone()).unwrap_or_default(),
            address: person.and_then(|person| person.address.clone()).unwrap_or_default(),
            party: scene.alliance.party_name(&respondent.party).to_owned(),
            state: match (is_done, is_gone) {
                (true, _) => "done".to_owned(),
                (_, true) => "withdrew".to_owned(),
                _ => newest.map_or_else(|| "not asked yet".to_owned(), |newest| state_of(app, newest)),
            },
            invitation: good.map(|invitation| invitation.id.clone()),
            link: hand_over
                .filter(|_| app.settings.post == Post::Nowhere)
                .filter(|_| scene.may(Action::Write, Resource::Invitation))
                .map(|invitation| invite::link(app, &invitation.id)),
            is_done: is_done || is_gone,
        }
    };
    Ok(drafted.respondents.iter().map(row).collect())
}

fn state_of(app: &App, invitation: &Invitation) -> String {
    let (word, when) = match invitation.state(app.world.now()) {
        InvitationState::Made => ("link made", Some(invitation.created_at)),
        InvitationState::Sent => ("sent", invitation.sent_at),
        InvitationState::Opened => ("opened", invitation.opened_at),
        InvitationState::Started => ("started", invitation.started_at),
        InvitationState::Done => ("done", invitation.done_at),
        InvitationState::Expired => ("expired", Some(invitation.expires_at)),
        InvitationState::Revoked => ("revoked", invitation.revoked_at),
    };
    when.map_or_else(|| word.to_owned(), |when| format!("{word} on {}", day_of(when)))
}

/// Opens it, and freezes its rule.
pub(crate) async fn open(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Redirect, Oops> {
    let adviser = match fields.some("adviser") {
        None => None,
        Some(adviser) => {
            Some(PersonId::parse(&adviser).map_err(|_| Oops::BadRequest("no such adviser".to_owned()))?)
        }
    };
    let path = act(&app, &scene, &id, |round| {
        let rule = gate::rule_at_opening(&app.framework, &round.drafted.value, adviser.clone());
        RoundOpened { round: round.drafted.value.round.clone(), rule }.into()
    })
    .await?;
    Ok(Redirect::to(&format!("{path}?done=opened")))
}

/// Locks it before all have answered, for those who did.
pub(crate) async fn lock(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
) -> Result<Redirect, Oops> {
    let locked = |round: &Round| RoundLocked { round: round.drafted.value.round.clone() }.into();
    let path = act(&app, &scene, &id, locked).await?;
    invite::tell_locked(&app, &scene.seat.alliance, &id).await?;
    Ok(Redirect::to(&format!("{path}?done=locked")))
}

async fn act(
    app: &App,
    scene: &Scene,
    id: &str,
    event: impl Fn(&Round) -> Event + Send + Sync,
) -> Result<String, Oops> {
    let deed = |case: &crate::case::Case| {
        let found = case.whole.rounds.iter().find(|(known, _)| known.as_str() == id);
        let (_, round) = found.ok_or(Oops::NotFound)?;
        Ok(Deed::of(vec![event(round)], scene.today))
    };
    app.act(&scene.seat, deed).await.map_err(NotDone::into_oops)?;
    Ok(scene.to(&format!("/rounds/{id}")))
}
