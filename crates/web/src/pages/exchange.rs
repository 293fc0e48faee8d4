//! One exchange of diligence packs: who has handed in, and nothing more, until the exchange; then the packs.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Exchange, ExchangeState};
use rowlock_core::id::{EvidenceId, ExchangeId, PartyId};
use rowlock_store::{Invitation, Person};

use super::diligence::{between, exchange_state};
use crate::app::App;
use crate::case::{NotDone, Scene};
use crate::form::{Fields, is_address};
use crate::mail::Post;
use crate::oops::Oops;
use crate::packs::opened::{Paths, opened};
use crate::packs::{files, invite as links, review};
use crate::page::{Frame, Page};
use crate::respond;
use crate::words::{day, day_of};

#[derive(Template)]
#[template(path = "pages/exchange.html")]
struct ExchangePage<'a> {
    frame: Frame,
    scene: &'a Scene,
    id: &'a ExchangeId,
    exchange: &'a Exchange,
    state: ExchangeState,
    told: String,
    closed_why: Option<&'a str>,
    sides: Vec<Side>,
    checks: Vec<&'a str>,
    packs: String,
    may_write: bool,
    may_invite: bool,
    mails: bool,
    fresh: Option<(String, String)>,
    problem: Option<(String, String)>,
}

struct Side {
    id: String,
    name: String,
    word: String,
    is_own: bool,
    is_in: bool,
    person: String,
    address: String,
    link: String,
    invitation: Option<String>,
}

impl ExchangePage<'_> {
    fn is_open(&self) -> bool {
        self.state == ExchangeState::Open
    }

    fn is_exchanged(&self) -> bool {
        self.state == ExchangeState::Exchanged
    }

    fn is_problem_of(&self, party: &str) -> bool {
        self.problem.as_ref().is_some_and(|(known, _)| known == party)
    }
}

fn find<'a>(scene: &'a Scene, id: &str) -> Result<(&'a ExchangeId, &'a Exchange), Oops> {
    let found = scene.alliance.pack_exchanges.iter().find(|(known, _)| known.as_str() == id);
    found.filter(|(_, exchange)| exchange.opened.on <= scene.on).ok_or(Oops::NotFound)
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, &id, None, None).await
}

async fn page(
    scene: &Scene,
    id: &str,
    fresh: Option<(String, String)>,
    problem: Option<(String, String)>,
) -> Result<Page, Oops> {
    let (id, exchange) = find(scene, id)?;
    let state = exchange.state(scene.on);
    let framework = &scene.app.framework;
    let packs = if state == ExchangeState::Exchanged {
        opened(scene, exchange, &Paths::Seat)?
    } else {
        String::new()
    };
    let checks = exchange.opened.value.checks.iter();
    let title = match (&fresh, &problem) {
        (Some((who, _)), _) => format!("A link for {who}"),
        (None, Some(_)) => format!("Please look again: packs of {}", between(scene, exchange)),
        (None, None) => match exchange.state(scene.on) {
            ExchangeState::Open => format!("Packs of {}", between(scene, exchange)),
            ExchangeState::Exchanged => format!("Packs of {}, exchanged", between(scene, exchange)),
            ExchangeState::Closed => format!("Packs of {}, not exchanged", between(scene, exchange)),
        },
    };
    Page::of(&ExchangePage {
        frame: scene.frame(&title, "focus", "diligence"),
        told: exchange_state(scene, exchange),
        state,
        closed_why: exchange.closed.as_ref().filter(|at| at.on <= scene.on).map(|at| at.value.as_str()),
        sides: sides(scene, exchange).await?,
        checks: checks.filter_map(|check| framework.check(check)).map(|check| check.name.as_str()).collect(),
        packs,
        may_write: scene.may(Action::Write, Resource::Diligence) && may_close(scene, exchange),
        may_invite: scene.may(Action::Write, Resource::Invitation),
        mails: scene.app.settings.post != Post::Nowhere,
        fresh,
        problem,
        scene,
        id,
        exchange,
    })
}

/// A seat of a party that is not in the exchange does not end it.
fn may_close(scene: &Scene, exchange: &Exchange) -> bool {
    scene.seat.party.as_ref().is_none_or(|party| exchange.is_of(party))
}

async fn sides(scene: &Scene, exchange: &Exchange) -> Result<Vec<Side>, Oops> {
    let app = &scene.app;
    let alliance = &scene.seat.alliance;
    let people = app.store.people(alliance).await?;
    let invitations = app.store.invitations(alliance, &links::place(&exchange.opened.value.exchange)).await?;
    let side = |party: &PartyId| {
        let guest = links::guest(party);
        let newest = invitations.iter().find(|invitation| invitation.person == guest);
        let good = newest.filter(|invitation| invitation.is_good(app.world.now()));
        let person = people.iter().find(|person| person.id == guest);
        let is_in = exchange.has_handed_in(party, scene.on);
        let word = match exchange.handed_in.get(party).filter(|_| is_in) {
            Some(at) => format!("handed in on {}", day(at.on)),
            None => "not handed in".to_owned(),
        };
        Side {
            id: party.to_string(),
            name: scene.alliance.party_name(party).to_owned(),
            word,
            is_own: scene.seat.party.as_ref() == Some(party),
            is_in,
            person: person.map(|person| person.name.clone()).unwrap_or_default(),
            address: person.and_then(|person| person.address.clone()).unwrap_or_default(),
            link: newest.map(|newest| link_state(app, newest)).unwrap_or_default(),
            invitation: good.map(|invitation| invitation.id.clone()),
        }
    };
    Ok(exchange.opened.value.parties.iter().map(side).collect())
}

fn link_state(app: &App, invitation: &Invitation) -> String {
    if invitation.revoked_at.is_some() {
        return "the link was taken back".to_owned();
    }
    if !invitation.is_good(app.world.now()) {
        return format!("the link ran out on {}", day_of(invitation.expires_at));
    }
    match (invitation.opened_at, invitation.sent_at) {
        (Some(at), _) => format!("the link was opened on {}", day_of(at)),
        (None, Some(at)) => format!("a link was sent on {}", day_of(at)),
        (None, None) => format!("a link was made on {}", day_of(invitation.created_at)),
    }
}

/// Makes a link for a party without a seat.
pub(crate) async fn invite(
    State(app): State<App>,
    scene: Scene,
    Path((_, id, party)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (_, exchange) = find(&scene, &id)?;
    let party = PartyId::parse(&party).map_err(|_| Oops::NotFound)?;
    if !exchange.is_of(&party) || scene.seat.party.as_ref() == Some(&party) {
        return Err(Oops::NotFound);
    }
    let by_mail = fields.text("by") == "mail" && app.settings.post != Post::Nowhere;
    let address = fields.some("address").map(|address| address.to_lowercase());
    let guest = links::guest(&party);
    let known = app.store.people(&scene.seat.alliance).await?.into_iter().find(|known| known.id == guest);
    let waits = exchange.state(scene.on) == ExchangeState::Open && exchange.has_handed_in(&party, scene.on);
    let place = links::place(&exchange.opened.value.exchange);
    let sent = app.store.invitations(&scene.seat.alliance, &place).await?;
    let sent = sent.into_iter().find(|one| one.person == guest).and_then(|one| one.address);
    let goes_elsewhere = !by_mail || sent.is_none() || sent != address;
    let problem = match &address {
        _ if exchange.state(scene.on) == ExchangeState::Closed => {
            Some("This exchange has ended; a link would lead nowhere.")
        }
        _ if waits && goes_elsewhere => Some(
            "This pack is in and sealed. Until the exchange a new link goes only by mail, to the address that the \
             last one went to.",
        ),
        Some(address) if !is_address(address) => Some("Write a mail address, such as ana@example.org."),
        None if by_mail => Some("To send a mail, write the address."),
        _ => None,
    };
    if let Some(problem) = problem {
        let problem = Some((party.to_string(), problem.to_owned()));
        return Ok(page(&scene, &id, None, problem).await?.into_response());
    }
    let name: String = fields.some("name").unwrap_or_default().chars().take(80).collect();
    let address = address.or_else(|| known.and_then(|known| known.address));
    let person = Person { id: guest, name, address };
    let at = (scene.seat.alliance.as_str(), &*scene.case);
    let way = respond::invite::Way { by_mail, made_by: Some(&scene.seat.who.account) };
    let link = links::make(&app, at, (exchange, &party), &person, way).await?;
    if by_mail {
        let path = scene.now(&format!("/diligence/{id}"));
        return Ok(Redirect::to(&format!("{path}?done=invited")).into_response());
    }
    let name = scene.alliance.party_name(&party).to_owned();
    Ok(page(&scene, &id, Some((name, link)), None).await?.into_response())
}

/// Takes a link back.
pub(crate) async fn revoke(
    State(app): State<App>,
    scene: Scene,
    Path((_, id, invitation)): Path<(String, String, String)>,
) -> Result<Redirect, Oops> {
    let (exchange, _) = find(&scene, &id)?;
    respond::invite::revoke(&app, &scene.seat.alliance, &links::place(exchange), &invitation).await?;
    Ok(Redirect::to(&format!("{}?done=revoked", scene.now(&format!("/diligence/{id}")))))
}

/// Ends it without an exchange.
pub(crate) async fn close(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (exchange, _) = find(&scene, &id)?;
    let Some(why) = fields.some("why") else {
        let problem = Some((String::new(), "Say why, in a sentence. Nothing was ended.".to_owned()));
        return Ok(page(&scene, &id, None, problem).await?.into_response());
    };
    let why: String = why.chars().take(500).collect();
    review::close(&scene, exchange, why).await.map_err(NotDone::into_oops)?;
    let path = scene.now(&format!("/diligence/{id}"));
    Ok(Redirect::to(&format!("{path}?done=exchange-closed")).into_response())
}

/// A file of a pack that the gate opens to this seat.
pub(crate) async fn download(
    scene: Scene,
    Path((_, id, party, file)): Path<(String, String, String, String)>,
) -> Result<Response, Oops> {
    let (exchange, _) = find(&scene, &id)?;
    let party = PartyId::parse(&party).map_err(|_| Oops::NotFound)?;
    let file = EvidenceId::parse(&file).map_err(|_| Oops::NotFound)?;
    // By a seat too, what is not exchanged is given out on the pages of one's own pack alone.
    if scene.alliance.pack_exchanges[exchange.as_str()].state(scene.on) != ExchangeState::Exchanged {
        return Err(Oops::NotFound);
    }
    files::download(&scene, exchange, &party, &file).await
}
