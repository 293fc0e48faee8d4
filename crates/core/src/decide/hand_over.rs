//! Deciding on facts about hand-overs: all parties consent, nothing is under way, and then the case lives elsewhere.

use jiff::civil::Date;

use super::{Bench, Refusal, said};
use crate::alliance::{Alliance, ExchangeState, HandOver, HandOverState, RoundState};
use crate::fact::{Actor, Event, HandOverAsked, Seq, list};
use crate::id::{HandOverId, PartyId};

impl Bench<'_> {
    /// Refuses everything but taking it in again while the case lives elsewhere.
    pub(super) fn lives_here(&self, command: &Event) -> Result<(), Refusal> {
        match self.alliance.lives_elsewhere() {
            Some(gone) if !matches!(command, Event::TakenOver(_)) => {
                let since = gone.made.as_ref().map_or(gone.asked.on, |made| made.on);
                let why = format!("the case was handed over on {since} and lives at {}", gone.asked.value.to);
                let hint = "write it there; here the record goes on when the case is taken in again";
                Err(Refusal::not_now("on", why, hint))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn check_hand_over(&self, command: &Event) -> Result<(), Refusal> {
        match command {
            Event::HandOverAsked(data) => self.asks_for_hand_over(data),
            Event::HandOverConsented(data) => {
                let asked = self.asked_hand_over(&data.hand_over)?;
                self.signs(&data.party)?;
                if asked.consent(&data.party, self.on) == Some(data.under_seal) {
                    return Err(Refusal::there("party", "consent of", data.party.as_str()));
                }
                Ok(())
            }
            Event::HandOverRefused(data) => {
                self.asked_hand_over(&data.hand_over)?;
                self.signs(&data.party)?;
                said("why", &data.why)
            }
            Event::HandedOver(data) => self.hands_over(self.asked_hand_over(&data.hand_over)?),
            Event::TakenOver(data) => {
                let made = self.hand_over(&data.hand_over)?;
                let Some(on) = made.made.as_ref().filter(|_| made.taken.is_none()).map(|made| made.on) else {
                    let why = "this hand-over is not on its way";
                    let hint = "a case is taken in once, by the file that was made of it";
                    return Err(Refusal::not_now("hand_over", why, hint));
                };
                self.not_before("the case was handed over", on)?;
                match data.without.iter().find(|round| !self.alliance.rounds.contains_key(*round)) {
                    Some(round) => {
                        let known = self.alliance.rounds.keys();
                        Err(Refusal::unknown("without", "round", round.as_str(), known))
                    }
                    None => Ok(()),
                }
            }
            Event::FactWithdrawn(data) => self.leaves_hand_overs(data.fact),
            _ => Ok(()),
        }
    }

    /// Consent to a hand-over is a party's own word.
    pub(super) fn consents_for_itself(actor: &Actor, command: &Event) -> Result<(), Refusal> {
        let party = match command {
            Event::HandOverConsented(data) => &data.party,
            Event::HandOverRefused(data) => &data.party,
            _ => return Ok(()),
        };
        match actor {
            Actor::Rowlock => Ok(()),
            Actor::Party(by) if by == party => Ok(()),
            _ => {
                let why = format!("the word of {party} on a hand-over is {party}'s own");
                Err(Refusal::not_now("party", why, "let somebody who speaks for that party say it"))
            }
        }
    }

    fn asks_for_hand_over(&self, data: &HandOverAsked) -> Result<(), Refusal> {
        if self.alliance.hand_overs.contains_key(&data.hand_over) {
            return Err(Refusal::there("id", "hand-over", data.hand_over.as_str()));
        }
        if let Some(asked) = self.alliance.hand_over_asked() {
            let why = format!("a hand-over to {} is asked for already", asked.asked.value.to);
            return Err(Refusal::not_now("id", why, "answer that one first; a refusal ends it"));
        }
        said("to", &data.to)?;
        said("why", &data.why)
    }

    fn hands_over(&self, asked: &HandOver) -> Result<(), Refusal> {
        let missing = self.alliance.not_yet_consented(asked, self.on);
        if !missing.is_empty() {
            let names: Vec<&str> = missing.iter().map(|party| self.alliance.party_name(party)).collect();
            let why = format!("{} has not consented", list(&names));
            return Err(Refusal::not_now("hand_over", why, "every party consents for itself"));
        }
        let open = under_way(self.alliance, self.on);
        if open.is_empty() {
            return Ok(());
        }
        let why = format!("something is under way that cannot be carried over: {}", list(&open));
        Err(Refusal::not_now("hand_over", why, "let it come to its end first"))
    }

    fn hand_over(&self, id: &HandOverId) -> Result<&HandOver, Refusal> {
        let known = &self.alliance.hand_overs;
        let Some(entry) = known.get(id) else {
            return Err(Refusal::unknown("hand_over", "hand-over", id.as_str(), known.keys()));
        };
        self.not_before("the hand-over was asked for", entry.asked.on).map(|()| entry)
    }

    fn asked_hand_over(&self, id: &HandOverId) -> Result<&HandOver, Refusal> {
        let entry = self.hand_over(id)?;
        let word = match entry.state(Date::MAX) {
            HandOverState::Asked => return Ok(entry),
            HandOverState::Refused => "was refused",
            HandOverState::Made | HandOverState::Taken => "was made",
        };
        Err(Refusal::not_now("hand_over", format!("this hand-over {word}"), "ask for a new one"))
    }

    fn signs(&self, party: &PartyId) -> Result<(), Refusal> {
        let signers = self.alliance.signers(self.on);
        if signers.contains(&party) {
            return Ok(());
        }
        Err(Refusal::unknown("party", "lead or partner", party.as_str(), signers.iter().copied()))
    }

    fn leaves_hand_overs(&self, fact: Seq) -> Result<(), Refusal> {
        if !self.alliance.hand_overs.values().any(|one| one.course().any(|seq| seq == fact)) {
            return Ok(());
        }
        let why = format!("fact {fact} belongs to the course of a hand-over, which stays as it was");
        Err(Refusal::not_now("fact", why, "refuse the hand-over while it is asked for"))
    }
}

/// What is under way on a day and stands against a hand-over, each in words: rounds, debriefs among them, scorings and
/// exchanges of packs.
pub fn under_way(alliance: &Alliance, on: Date) -> Vec<String> {
    let rounds = alliance.rounds.iter().filter(|(_, round)| round.state(on) == RoundState::Open);
    let rounds = rounds.map(|(id, _)| format!("the round {id} is open"));
    let scorings = alliance.scorings.iter().filter(|(_, scoring)| !scoring.is_locked(on));
    let scorings = scorings.map(|(id, _)| format!("the scoring {id} is open"));
    let exchanges = alliance.pack_exchanges.iter().filter(|(_, one)| one.state(on) == ExchangeState::Open);
    let exchanges = exchanges.map(|(id, _)| format!("the exchange of packs {id} is open"));
    rounds.chain(scorings).chain(exchanges).collect()
}
