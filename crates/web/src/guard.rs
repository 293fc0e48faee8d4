//! The guard before every route: who asks, what seat they have, and whether the access table lets them. What is
//! not allowed gets the same answer as what is not there.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use rowlock_core::access::{self, Action, Resource, Role};
use rowlock_core::fact::Actor;
use rowlock_core::gate::{self, Viewer};
use rowlock_core::id::{PartyId, PersonId};
use rowlock_store::{Account, Invitation, Membership, Visit, token_hash};

use crate::app::App;
use crate::oops::Oops;
use crate::packs;

/// What a route asks of whoever comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nobody,
    /// Somebody signed in.
    SignedIn,
    /// A seat in the alliance that may do this.
    May(Action, Resource),
    /// A good personal link to a round.
    Link,
    /// A good personal link to a diligence pack.
    PackLink,
    /// The private address of a calendar, whose seat may do this.
    Feed(Action, Resource),
}

/// Whoever is signed in.
#[derive(Debug, Clone)]
pub(crate) struct Who {
    pub session: String,
    pub account: String,
    pub name: String,
    pub address: String,
    /// Counts up with every change that a desk may show.
    pub desk_stamp: u64,
}

/// A seat in one alliance.
#[derive(Debug, Clone)]
pub(crate) struct Seat {
    pub who: Who,
    pub alliance: String,
    pub head: u64,
    pub role: Role,
    pub party: Option<PartyId>,
    pub person: Option<PersonId>,
}

impl Seat {
    /// Whether the access table lets this seat do so.
    pub fn may(&self, action: Action, resource: Resource) -> bool {
        access::may(self.role, resource, action)
    }

    /// How the gate sees this seat.
    pub fn viewer(&self) -> Viewer {
        match (self.role, &self.party, &self.person) {
            (Role::Lead | Role::Partner | Role::Respondent, Some(party), _) => Viewer::Party(party.clone()),
            (Role::Adviser, _, Some(person)) => Viewer::Adviser(person.clone()),
            _ => Viewer::Stranger,
        }
    }

    /// Under whose name this seat puts facts on record.
    pub fn actor(&self) -> Result<Actor, Oops> {
        match (self.role, &self.party, &self.person) {
            (Role::Lead | Role::Partner | Role::Respondent, Some(party), _) => {
                Ok(Actor::Party(party.clone()))
            }
            (Role::Adviser, _, Some(person)) => Ok(Actor::Adviser(person.clone())),
            _ => Err(Oops::NotFound),
        }
    }
}

/// Whoever came by a personal link.
#[derive(Debug, Clone)]
pub(crate) struct Guest {
    pub token: String,
    pub invitation: Invitation,
    pub seat: Seat,
}

/// The network address of whoever asks.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Network(pub IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for Network {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        Ok(Self(from.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))))
    }
}

macro_rules! from_guard {
    ($($name:ident)*) => {$(
        impl<S: Send + Sync> FromRequestParts<S> for $name {
            type Rejection = Oops;

            async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Oops> {
                parts.extensions.get::<Self>().cloned().ok_or(Oops::NotFound)
            }
        }
    )*};
}

from_guard! { Who Seat Guest }

/// The name of the cookie of a session.
pub(crate) const COOKIE: &str = "__Host-rowlock";

/// The token of the session in a request.
pub(crate) fn session_token(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == COOKIE && value.len() == 64)
        .map(|(_, value)| value)
}

/// Lets a request through, or not.
pub(crate) async fn check(
    State((app, need)): State<(App, Need)>,
    network: Network,
    params: RawPathParams,
    mut request: Request,
    next: Next,
) -> Result<Response, Oops> {
    let param =
        |name: &str| params.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned());
    let asking = Asking::of(&request);
    match need {
        Need::Nobody => {}
        Need::SignedIn => {
            let visit = visit(&app, &asking, None).await?;
            request.extensions_mut().insert(who(&visit));
        }
        Need::May(action, resource) => {
            let alliance = param("alliance").ok_or(Oops::NotFound)?;
            let visit = visit(&app, &asking, Some(&alliance)).await?;
            let seat = seat(&visit, alliance).ok_or(Oops::NotFound)?;
            if !seat.may(action, resource) || !adviser_is_let_in(&app, &seat).await? {
                return Err(Oops::NotFound);
            }
            request.extensions_mut().insert(seat.who.clone());
            request.extensions_mut().insert(seat);
        }
        Need::Feed(action, resource) => {
            let token = param("token").ok_or(Oops::NotFound)?;
            let Some((alliance, visit)) = app.store.feed(&token_hash(&token)).await? else {
                return Err(if app.limits.unknown_link(network.0, app.world.now()) {
                    Oops::NotFound
                } else {
                    Oops::TooMany
                });
            };
            let seat = seat(&visit, alliance).ok_or(Oops::NotFound)?;
            if !seat.may(action, resource) || !adviser_is_let_in(&app, &seat).await? {
                return Err(Oops::NotFound);
            }
            request.extensions_mut().insert(seat);
        }
        Need::Link => {
            let token = param("token").ok_or(Oops::NotFound)?;
            let guest = guest(&app, token, network).await?;
            request.extensions_mut().insert(guest);
        }
        Need::PackLink => {
            let token = param("token").ok_or(Oops::NotFound)?;
            let guest = pack_guest(&app, token, network).await?;
            request.extensions_mut().insert(guest);
        }
    }
    Ok(next.run(request).await)
}

/// What the guard takes from a request.
struct Asking {
    token: Option<String>,
    /// Where to go on to after signing in.
    back: String,
}

impl Asking {
    fn of(request: &Request) -> Self {
        let asked = request.uri().path_and_query().map_or("/desk", PathAndQuery::as_str);
        let back = if request.method() == Method::GET { asked } else { "/desk" };
        Self { token: session_token(request.headers()).map(str::to_owned), back: back.to_owned() }
    }
}

async fn visit(app: &App, asking: &Asking, alliance: Option<&str>) -> Result<Visit, Oops> {
    let sign_in = || Oops::SignIn(asking.back.clone());
    let token = asking.token.as_deref().ok_or_else(sign_in)?;
    let now = app.world.now();
    let visit = app.store.visit(&token_hash(token), alliance, now).await?.ok_or_else(sign_in)?;
    // The list of sessions tells when each was last used, to the quarter of an hour.
    if (now - visit.seen_at).as_secs() > 900 {
        app.store.touch_session(&visit.session, now).await?;
    }
    Ok(visit)
}

fn who(visit: &Visit) -> Who {
    Who {
        session: visit.session.clone(),
        account: visit.account.clone(),
        name: visit.name.clone(),
        address: visit.address.clone(),
        desk_stamp: visit.desk_stamp,
    }
}

fn seat(visit: &Visit, alliance: String) -> Option<Seat> {
    let (member, head) = visit.seat.as_ref()?;
    seated(who(visit), alliance, *head, member)
}

/// The seat of somebody in an alliance.
fn seated(who: Who, alliance: String, head: u64, member: &Membership) -> Option<Seat> {
    let role = Role::ALL.iter().copied().find(|role| role.word() == member.role)?;
    Some(Seat {
        who,
        alliance,
        head,
        role,
        party: member.party.as_deref().and_then(|id| PartyId::parse(id).ok()),
        person: member.person.as_deref().and_then(|id| PersonId::parse(id).ok()),
    })
}

/// All seats of an account from which something may be seen, as when a letter is written to whoever has it.
pub(crate) async fn seats(app: &App, account: &Account) -> Result<Vec<Seat>, Oops> {
    let mut seats = Vec::new();
    for (alliance, member) in app.store.seats(&account.id).await? {
        let who = Who {
            session: String::new(),
            account: account.id.clone(),
            name: account.name.clone(),
            address: account.address.clone(),
            desk_stamp: 0,
        };
        let Some(head) = whole(app, &alliance).await? else { continue };
        if let Some(seat) = seated(who, alliance, head, &member)
            && adviser_is_let_in(app, &seat).await?
        {
            seats.push(seat);
        }
    }
    Ok(seats)
}

/// Those of the seats of whoever is signed in from which something may be seen.
pub(crate) async fn seats_of(
    app: &App,
    who: &Who,
    seats: Vec<(String, Membership)>,
) -> Result<Vec<Seat>, Oops> {
    let mut found = Vec::new();
    for (alliance, member) in seats {
        let Some(head) = whole(app, &alliance).await? else { continue };
        if let Some(seat) = seated(who.clone(), alliance, head, &member)
            && adviser_is_let_in(app, &seat).await?
        {
            found.push(seat);
        }
    }
    Ok(found)
}

/// How many facts an alliance has. None where its record was cut: its own page says so, and lists go on without it.
async fn whole(app: &App, alliance: &str) -> Result<Option<u64>, Oops> {
    match app.latest_case(alliance).await {
        Ok(case) => Ok(Some(case.head())),
        Err(Oops::Cut) => Ok(None),
        Err(oops) => Err(oops),
    }
}

/// An adviser sees a case only while all its parties consent.
async fn adviser_is_let_in(app: &App, seat: &Seat) -> Result<bool, Oops> {
    if seat.role != Role::Adviser {
        return Ok(true);
    }
    let Some(person) = &seat.person else { return Ok(false) };
    let case = app.case(&seat.alliance, seat.head).await?;
    Ok(gate::adviser_may_see(&case.whole, person, app.world.today()))
}

async fn guest(app: &App, token: String, network: Network) -> Result<Guest, Oops> {
    let invitation = invitation(app, &token, network).await?;
    let case = app.latest_case(&invitation.alliance).await?;
    let round = rowlock_core::id::RoundId::parse(&invitation.round).map_err(|_| Oops::NotFound)?;
    let round = case.whole.rounds.get(&round).ok_or(Oops::NotFound)?;
    let asked = &round.drafted.value.respondents;
    let respondent =
        asked.iter().find(|one| one.person.as_str() == invitation.person).ok_or(Oops::NotFound)?;
    let seat = seat_of_guest(&invitation, case.head(), &respondent.party, Some(respondent.person.clone()));
    Ok(Guest { token, invitation, seat })
}

/// Whoever fills the pack of a party by a personal link, as that party and as nobody in it.
async fn pack_guest(app: &App, token: String, network: Network) -> Result<Guest, Oops> {
    let invitation = invitation(app, &token, network).await?;
    let (exchange, party) = packs::invite::read(&invitation).ok_or(Oops::NotFound)?;
    let case = app.latest_case(&invitation.alliance).await?;
    let known = case.whole.pack_exchanges.get(&exchange).ok_or(Oops::NotFound)?;
    if !known.is_of(&party) {
        return Err(Oops::NotFound);
    }
    let seat = seat_of_guest(&invitation, case.head(), &party, None);
    Ok(Guest { token, invitation, seat })
}

fn seat_of_guest(invitation: &Invitation, head: u64, party: &PartyId, person: Option<PersonId>) -> Seat {
    let who = Who {
        session: String::new(),
        account: String::new(),
        name: String::new(),
        address: String::new(),
        desk_stamp: 0,
    };
    Seat {
        who,
        alliance: invitation.alliance.clone(),
        head,
        role: Role::Respondent,
        party: Some(party.clone()),
        person,
    }
}

/// The invitation behind a link that is still good.
async fn invitation(app: &App, token: &str, network: Network) -> Result<Invitation, Oops> {
    let now = app.world.now();
    let Some(invitation) = app.store.invitation(&token_hash(token)).await? else {
        return Err(if app.limits.unknown_link(network.0, app.world.now()) {
            Oops::NotFound
        } else {
            Oops::TooMany
        });
    };
    if invitation.revoked_at.is_some() {
        return Err(Oops::LinkEnded(
            "It was taken back, or a newer link took its place. Ask whoever sent it for a new one.",
        ));
    }
    if !invitation.is_good(now) {
        return Err(Oops::LinkEnded(
            "It was good for a limited time, and that time is over. Ask whoever sent it for a new one; what you \
             saved before is kept, sealed.",
        ));
    }
    Ok(invitation)
}
