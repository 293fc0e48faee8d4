//! What somebody who speaks for a party may say, besides what the table of rights lets their role do: one's own word
//! and nobody else's. The table knows roles; this knows whose word a fact is.

use jiff::civil::Date;

use crate::alliance::Alliance;
use crate::decide::Refusal;
use crate::fact::{Actor, Event, PartyRole, PartyRoleChanged};
use crate::id::PartyId;

/// Whether `actor` may put `event` on the record as far as it is somebody's own word. Everything that comes by a form
/// is asked this; a case file is the word of whoever wrote it, and is not.
///
/// # Errors
/// A refusal that says whose word it is, and what would do.
pub fn own_word(alliance: &Alliance, actor: &Actor, event: &Event, on: Date) -> Result<(), Refusal> {
    match event {
        Event::PartyRoleChanged(data) => takes_role(alliance, actor, data, on),
        Event::ReleaseConsented(data) if data.person.is_none() => Err(Refusal::not_now(
            "person",
            "nobody consents for everybody who answered for a party",
            "each person who answered consents for themselves",
        )),
        Event::HandOverConsented(data) if data.keys.is_none() => Err(Refusal::not_now(
            "keys",
            "nobody lets go of the keys of what others sealed",
            "each person lets go of what they sealed themselves",
        )),
        Event::RoundLocked(_) | Event::ItemsReleased(_) if matches!(actor, Actor::Adviser(_)) => Ok(()),
        _ => theirs(event).filter(|party| !speaks(actor, party)).map_or(Ok(()), |party| {
            let why = format!("this is the word of {}", alliance.party_name(party));
            Err(Refusal::not_now("party", why, "let somebody who speaks for that party say it"))
        }),
    }
}

/// The party whose own word a fact is, where it is one's.
fn theirs(event: &Event) -> Option<&PartyId> {
    Some(match event {
        Event::ReleaseConsented(data) => &data.party,
        Event::GapConfirmed(data) => &data.by,
        Event::GapMisread(data) => &data.by,
        Event::AdviserConsented(data) => &data.party,
        Event::AdviserRevoked(data) => &data.party,
        Event::ClauseApproved(data) => &data.party,
        Event::HandOverConsented(data) => &data.party,
        Event::HandOverRefused(data) => &data.party,
        Event::PackHandedIn(data) => &data.party,
        Event::PackTakenBack(data) => &data.party,
        Event::AbsenceSaid(data) => &data.by,
        _ => return None,
    })
}

fn speaks(actor: &Actor, party: &PartyId) -> bool {
    match actor {
        Actor::Party(by) => by == party,
        Actor::Rowlock => true,
        Actor::Adviser(_) => false,
    }
}

/// The lead stays the lead. A partner stops being one by its own word, or when all others have said that it left.
fn takes_role(alliance: &Alliance, actor: &Actor, data: &PartyRoleChanged, on: Date) -> Result<(), Refusal> {
    let now = alliance.parties.get(&data.party).and_then(|party| party.role(on));
    match now {
        Some(PartyRole::Lead) => Err(Refusal::not_now(
            "role",
            "the lead leads as long as the alliance is kept here",
            "end the alliance, or hand the case over to whoever is to lead it",
        )),
        _ if data.role == PartyRole::Lead => {
            Err(Refusal::not_now("role", "an alliance has one lead", "give this party the role `partner`"))
        }
        Some(PartyRole::Partner) if !speaks(actor, &data.party) => Err(Refusal::not_now(
            "role",
            format!("{} is a partner, and says itself that it leaves", alliance.party_name(&data.party)),
            "say that it has left: it has when all others say the same",
        )),
        _ => Ok(()),
    }
}
