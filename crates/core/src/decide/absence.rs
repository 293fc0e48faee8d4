//! Deciding on what a party may say of another that is not at the table: that it has left, or that nobody speaks for it
//! any more. One alone decides neither.

use super::{Bench, Refusal, said};
use crate::alliance::{Alliance, Party};
use crate::fact::{Absence, AbsenceSaid, Actor, Event, PartyRole, PartyRoleChanged};
use crate::id::PartyId;

impl Bench<'_> {
    pub(super) fn check_absence(&self, actor: &Actor, command: &Event) -> Result<(), Refusal> {
        let Event::AbsenceSaid(data) = command else { return Ok(()) };
        self.party("party", &data.party)?;
        self.party("by", &data.by)?;
        said("why", &data.why)?;
        let signers = self.alliance.signers(self.on);
        if data.by == data.party {
            let hint = "a party that leaves says so itself, by its role";
            return Err(Refusal::not_now("by", "this is what others say of a party", hint));
        }
        if let Some(outside) = [&data.by, &data.party].into_iter().find(|party| !signers.contains(party)) {
            let why = format!("{outside} is not in the alliance on this day");
            return Err(Refusal::not_now("party", why, "only lead and partners say this, and of each other"));
        }
        if self.alliance.lead_on(self.on) == Some(&data.party) {
            let why = format!("{} leads, and nobody else ends that", data.party);
            return Err(Refusal::not_now("party", why, "end the alliance, or hand the case over"));
        }
        match actor {
            Actor::Party(by) if *by != data.by => {
                let why = format!("this is the word of {}, and {by} speaks here", data.by);
                Err(Refusal::not_now("by", why, "each party says it for itself"))
            }
            _ => Ok(()),
        }
    }

    /// When all others have said that a party left, it has.
    pub(super) fn entailed_by_absence(&self, command: &Event) -> Vec<Event> {
        let Event::AbsenceSaid(data) = command else { return Vec::new() };
        let Some(party) = self.alliance.parties.get(&data.party) else { return Vec::new() };
        let missing = not_yet_said(self.alliance, party, data.absence, self.on);
        if data.absence != Absence::Left || missing.iter().any(|other| **other != data.by) {
            return Vec::new();
        }
        let AbsenceSaid { party, why, .. } = data.clone();
        vec![PartyRoleChanged { party, role: PartyRole::Left, why }.into()]
    }
}

/// The other parties that have not said so of `party` since it took its present role.
pub fn not_yet_said<'a>(
    alliance: &'a Alliance,
    party: &Party,
    absence: Absence,
    on: jiff::civil::Date,
) -> Vec<&'a PartyId> {
    let since = crate::alliance::last_on(&party.roles, on).map(|role| role.seq);
    let has_said = |other: &PartyId| {
        party.absences.iter().any(|said| {
            said.on <= on
                && Some(said.seq) > since
                && said.value.absence == absence
                && said.value.by == *other
        })
    };
    let others = alliance.signers(on).into_iter().filter(|other| **other != party.joined.value.party);
    others.filter(|other| !has_said(other)).collect()
}
