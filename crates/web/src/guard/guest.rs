//! Guests: whoever comes by a personal link, to a round or to a diligence pack, and how a link comes to its end.

use std::sync::Arc;

use axum::http::HeaderMap;
use jiff::civil::Date;
use rowlock_core::access::Role;
use rowlock_core::alliance::last_on;
use rowlock_core::fact::{PartyRole, Seq};
use rowlock_core::id::{PartyId, PersonId};
use rowlock_core::seal::Keyring;
use rowlock_store::{Invitation, token_hash};

use super::{Network, Seat, Who};
use crate::app::App;
use crate::case::Case;
use crate::oops::Oops;
use crate::{own_word, packs};

/// Whoever came by a personal link.
#[derive(Clone)]
pub(crate) struct Guest {
    pub token: String,
    pub invitation: Arc<Invitation>,
    pub seat: Seat,
    /// The key of what is saved, where it is locked with a word of their own.
    pub own: Option<Keyring>,
}

impl std::fmt::Debug for Guest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Guest({})", self.invitation.id)
    }
}

impl Guest {
    /// The path under which the pages of the link stand.
    pub fn base(&self) -> String {
        let door = if packs::invite::read(&self.invitation).is_some() { "p" } else { "r" };
        format!("/{door}/{}", self.token)
    }
}

/// A guest whose link is opened: by its word where it was handed over, and else by itself.
pub(super) async fn opened(app: &App, guest: Guest, headers: &HeaderMap) -> Result<Guest, Oops> {
    if !own_word::asks(&guest.invitation) {
        return Ok(guest);
    }
    match own_word::by_cookie(app, &guest.invitation, headers).await? {
        Some(own) => Ok(Guest { own: Some(own), ..guest }),
        None => Err(Oops::Onward(format!("{}/word", guest.base()))),
    }
}

/// Refuses a link of a party that has left since what it leads to was opened: it keeps nothing.
fn still_in(case: &Case, party: &PartyId, opened: Option<Seq>, today: Date) -> Result<(), Oops> {
    let left = case.whole.parties.get(party).and_then(|known| last_on(&known.roles, today));
    let has_left = left.is_some_and(|role| role.value == PartyRole::Left && Some(role.seq) > opened);
    if has_left {
        Err(Oops::LinkEnded("Your party has left this alliance, and its links ended with that."))
    } else {
        Ok(())
    }
}

/// Whoever answers a round by a personal link.
pub(super) async fn guest(app: &App, token: String, network: Network) -> Result<Guest, Oops> {
    let invitation = invitation(app, &token, network).await?;
    let case = app.latest_case(&invitation.alliance).await?;
    let round = rowlock_core::id::RoundId::parse(&invitation.round).map_err(|_| Oops::NotFound)?;
    let round = case.whole.rounds.get(&round).ok_or(Oops::NotFound)?;
    let opened = round.opened.as_ref().map(|opened| opened.seq);
    let asked = &round.drafted.value.respondents;
    let respondent =
        asked.iter().find(|one| one.person.as_str() == invitation.person).ok_or(Oops::NotFound)?;
    still_in(&case, &respondent.party, opened, app.world.today())?;
    let (party, person) = (&respondent.party, Some(respondent.person.clone()));
    let seat = seat_of_guest(&invitation, case.head(), party, person);
    Ok(Guest { token, invitation, seat, own: None })
}

/// Whoever fills the pack of a party by a personal link, as that party and as nobody in it.
pub(super) async fn pack_guest(app: &App, token: String, network: Network) -> Result<Guest, Oops> {
    let invitation = invitation(app, &token, network).await?;
    let (exchange, party) = packs::invite::read(&invitation).ok_or(Oops::NotFound)?;
    let case = app.latest_case(&invitation.alliance).await?;
    let known = case.whole.pack_exchanges.get(&exchange).ok_or(Oops::NotFound)?;
    if !known.is_of(&party) {
        return Err(Oops::NotFound);
    }
    still_in(&case, &party, Some(known.opened.seq), app.world.today())?;
    let seat = seat_of_guest(&invitation, case.head(), &party, None);
    Ok(Guest { token, invitation, seat, own: None })
}

fn seat_of_guest(invitation: &Arc<Invitation>, head: u64, party: &PartyId, person: Option<PersonId>) -> Seat {
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
        invitation: Some(Arc::clone(invitation)),
    }
}

/// The invitation behind a link that is still good.
async fn invitation(app: &App, token: &str, network: Network) -> Result<Arc<Invitation>, Oops> {
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
    Ok(Arc::new(invitation))
}
