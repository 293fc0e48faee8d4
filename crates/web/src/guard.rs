//! The guard before every route: who asks, what seat they have, and whether the access table lets them. What is
//! not allowed gets the same answer as what is not there.

mod guest;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, RawPathParams, Request, State};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use rowlock_core::access::{self, Action, Resource, Role};
use rowlock_core::fact::{Actor, PartyRole};
use rowlock_core::gate::{self, Viewer};
use rowlock_core::id::{PartyId, PersonId};
use rowlock_store::{Account, Invitation, Membership, Visit, token_hash};

pub(crate) use self::guest::Guest;
use crate::app::App;
use crate::oops::Oops;
use crate::own_word;

/// What a route asks of whoever comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nobody,
    /// Somebody signed in.
    SignedIn,
    /// A seat in the alliance that may do this.
    May(Action, Resource),
    /// A good personal link to a round, opened by its word where it was handed over.
    Link,
    /// A good personal link to a diligence pack, opened by its word where it was handed over.
    PackLink,
    /// A good personal link that was handed over, whether or not its word was said.
    Closed,
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
    /// The invitation by whose link somebody came; none: they are signed in.
    pub invitation: Option<Arc<Invitation>>,
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
    cookie(headers, COOKIE).filter(|value| value.len() == 64)
}

/// The value of a cookie in a request.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == wanted).map(|(_, value)| value)
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
            let seat = standing(&app, seat).await?.filter(|seat| seat.may(action, resource));
            let seat = seat.ok_or(Oops::NotFound)?;
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
            let seat = standing(&app, seat).await?.filter(|seat| seat.may(action, resource));
            request.extensions_mut().insert(seat.ok_or(Oops::NotFound)?);
        }
        Need::Link => {
            let token = param("token").ok_or(Oops::NotFound)?;
            let guest = guest::guest(&app, token, network).await?;
            let guest = guest::opened(&app, guest, request.headers()).await?;
            request.extensions_mut().insert(guest);
        }
        Need::PackLink => {
            let token = param("token").ok_or(Oops::NotFound)?;
            let guest = guest::pack_guest(&app, token, network).await?;
            let guest = guest::opened(&app, guest, request.headers()).await?;
            request.extensions_mut().insert(guest);
        }
        Need::Closed => {
            let token = param("token").ok_or(Oops::NotFound)?;
            let is_pack = request.uri().path().starts_with("/p/");
            let guest = if is_pack {
                guest::pack_guest(&app, token, network).await?
            } else {
                guest::guest(&app, token, network).await?
            };
            if !own_word::asks(&guest.invitation) {
                return Err(Oops::Onward(guest.base()));
            }
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

/// The seat that an account has in an alliance, whatever may be seen from it today.
pub(crate) fn seat_of(who: &Who, alliance: &str, member: &Membership) -> Option<Seat> {
    seated(who.clone(), alliance.to_owned(), 0, member)
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
        invitation: None,
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
        if let Some(seat) = seated(who, alliance, head, &member) {
            seats.extend(standing(app, seat).await?);
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
        if let Some(seat) = seated(who.clone(), alliance, head, &member) {
            found.extend(standing(app, seat).await?);
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

/// A seat as it stands on the record today: whose party has left, or is only considered, has none; an adviser has one
/// only while all parties consent; and whoever leads leads as the record says.
async fn standing(app: &App, mut seat: Seat) -> Result<Option<Seat>, Oops> {
    let (case, today) = (app.case(&seat.alliance, seat.head).await?, app.world.today());
    match (seat.role, &seat.party) {
        (Role::Adviser, _) => {
            let lets_in = |person: &PersonId| gate::adviser_may_see(&case.whole, person, today);
            return Ok(seat.person.as_ref().is_some_and(lets_in).then_some(seat));
        }
        (Role::Lead | Role::Partner, Some(party)) => {
            let leads = case.whole.lead.as_ref() == Some(party) && seat.role == Role::Lead;
            let known = case.whole.parties.get(party);
            let role = known.and_then(|known| known.role(today).or(Some(known.joined.value.role)));
            seat.role = match role {
                _ if leads => Role::Lead,
                Some(PartyRole::Lead) => Role::Lead,
                Some(PartyRole::Partner) => Role::Partner,
                _ => return Ok(None),
            };
        }
        _ => {}
    }
    Ok(Some(seat))
}
