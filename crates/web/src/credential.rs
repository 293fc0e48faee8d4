//! Credentials: who somebody is, to what they sealed. A credential is the address that a link was sent to, a link that
//! was handed over, or an account; never the name of a person, which whoever leads can type.

use rowlock_core::alliance::Alliance;
use rowlock_core::id::PartyId;
use rowlock_core::seal::Subject;
use rowlock_store::{Invitation, Write};

use crate::app::App;
use crate::guard::Seat;
use crate::oops::Oops;
use crate::packs;

/// The names under which somebody is known to what is sealed. What they seal from now on is held by the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Credential(Vec<String>);

/// The credential of whoever reads mail at an address. It tells the address to nobody who has not the house key.
pub(crate) fn by_mail(app: &App, address: &str) -> String {
    format!("mail:{}", app.house.token(&format!("credential {address}")))
}

/// The credential of an account.
pub(crate) fn by_account(account: &str) -> String {
    format!("account:{account}")
}

/// The credential of a link.
pub(crate) fn of_invitation(app: &App, invitation: &Invitation) -> String {
    match &invitation.address {
        Some(address) => by_mail(app, address),
        None => format!("link:{}", invitation.id),
    }
}

impl Credential {
    /// Of whoever has a seat, or came by a link.
    pub async fn of(app: &App, seat: &Seat) -> Result<Self, Oops> {
        if let Some(invitation) = &seat.invitation {
            return Ok(Self(vec![of_invitation(app, invitation), format!("link:{}", invitation.id)]));
        }
        let mut names = vec![by_account(&seat.who.account)];
        // Only whoever used a link that was mailed there is known to have the address.
        if app.store.is_proven(&seat.who.account).await? {
            names.insert(0, by_mail(app, &seat.who.address));
        }
        Ok(Self(names))
    }

    /// The name under which it holds things from now on.
    pub fn name(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }

    /// Whether it is known by a name.
    pub fn is(&self, name: &str) -> bool {
        self.0.iter().any(|known| known == name)
    }
}

/// Who holds what is sealed at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holding {
    /// Nobody: nothing was sealed here, or it came with a file that somebody had as plain text.
    Nobody,
    /// Whoever asks.
    Mine,
    /// Somebody else.
    Other,
}

/// Who holds what a person sealed at a place, as whoever asks sees it.
pub(crate) async fn holding(app: &App, seat: &Seat, place: &str, person: &str) -> Result<Holding, Oops> {
    let Some(holder) = app.store.holder(&seat.alliance, place, person).await? else {
        return Ok(Holding::Nobody);
    };
    if Credential::of(app, seat).await?.is(&holder) {
        return Ok(Holding::Mine);
    }
    // A link that somebody made for themselves is theirs.
    let own = app.store.invitations(&seat.alliance, place).await?.into_iter().any(|link| {
        link.address.is_none()
            && link.made_by.as_ref().is_some_and(|maker| *maker == seat.who.account)
            && seat.person.as_ref().is_some_and(|own| own.as_str() == link.person && own.as_str() == person)
            && format!("link:{}", link.id) == holder
    });
    Ok(if own { Holding::Mine } else { Holding::Other })
}

/// Refuses whoever does not hold what a person sealed at a place.
pub(crate) async fn must_hold(app: &App, seat: &Seat, place: &str, person: &str) -> Result<(), Oops> {
    match holding(app, seat, place, person).await? {
        Holding::Nobody | Holding::Mine => Ok(()),
        Holding::Other => Err(Oops::NotYours),
    }
}

/// Takes a place for whoever seals there first, and refuses all others.
pub(crate) async fn take_hold(app: &App, seat: &Seat, place: &str, person: &str) -> Result<(), Oops> {
    let credential = Credential::of(app, seat).await?;
    app.store.hold(&seat.alliance, (place, person), credential.name(), app.world.now()).await?;
    must_hold(app, seat, place, person).await
}

/// What was sealed in a case that comes from elsewhere is held by nobody here: no seat that is given here reads it back
/// or lets it go. What somebody holds here already, as when a case comes home, stays theirs.
pub(crate) fn held_elsewhere(whole: &Alliance) -> Vec<Write> {
    let holder =
        |place: String, person: String| Write::Holder { place, person, credential: "elsewhere".to_owned() };
    let mut writes = Vec::new();
    for (id, round) in &whole.rounds {
        writes.extend(round.submitted.keys().map(|person| holder(id.to_string(), person.to_string())));
    }
    for (id, exchange) in &whole.pack_exchanges {
        let parties = exchange.handed_in.keys();
        writes.extend(parties.map(|party| holder(packs::invite::place(id), packs::invite::guest(party))));
    }
    for (id, scoring) in &whole.scorings {
        let scored = scoring.submitted.keys();
        writes.extend(scored.map(|person| holder(format!("scoring/{id}"), person.to_string())));
    }
    writes
}

/// The keys that whoever has a seat may let go: of what they sealed themselves, and of what came with a file in which
/// it stood as plain text.
pub(crate) async fn own_keys(app: &App, seat: &Seat) -> Result<Vec<Subject>, Oops> {
    let case = app.latest_case(&seat.alliance).await?;
    let held = app.store.held(&seat.alliance).await?;
    let mut keys = Vec::new();
    if let Some(person) = &seat.person {
        let mut mine = true;
        for (place, ..) in held.iter().filter(|(_, whose, _)| whose == person.as_str()) {
            mine &= holding(app, seat, place, person.as_str()).await? != Holding::Other;
        }
        // The key of a person opens all that was ever answered in their name.
        if mine {
            keys.extend([Subject::answers(person), Subject::scores(person)]);
        }
    }
    let Some(party) = &seat.party else { return Ok(keys) };
    for (exchange, _) in case.whole.pack_exchanges.iter().filter(|(_, one)| one.is_of(party)) {
        let (place, guest) = (packs::invite::place(exchange), packs::invite::guest(party));
        if holding(app, seat, &place, &guest).await? != Holding::Other {
            keys.push(Subject::pack(exchange, party));
        }
    }
    Ok(keys)
}

/// The party that an invitation is for, where it can be told.
pub(crate) fn party_of(case: &crate::case::Case, invitation: &Invitation) -> Option<PartyId> {
    if let Some((_, party)) = packs::invite::read(invitation) {
        return Some(party);
    }
    let round = case.whole.rounds.iter().find(|(id, _)| id.as_str() == invitation.round)?.1;
    let asked = round.drafted.value.respondents.iter();
    asked.into_iter().find(|one| one.person.as_str() == invitation.person).map(|one| one.party.clone())
}
