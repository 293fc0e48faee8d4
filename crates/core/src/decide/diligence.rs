//! Deciding on facts about exchanges of diligence packs. The last pack that is handed in entails the exchange.

use std::collections::BTreeSet;

use super::{Bench, Refusal, said};
use crate::alliance::{Exchange, ExchangeState};
use crate::fact::{
    Actor, DiligenceAsked, DiligenceConsented, DiligenceExchanged, Event, ExchangeOpened, PartyRole, Seq,
};
use crate::id::{CheckId, ExchangeId, PartyId};
use crate::seal::Subject;

impl Bench<'_> {
    pub(super) fn check_diligence(&self, command: &Event) -> Result<(), Refusal> {
        match command {
            Event::ExchangeOpened(data) => self.opens_exchange(data),
            Event::PackHandedIn(data) => {
                let exchange = self.open_exchange(&data.exchange, &data.party)?;
                if exchange.handed_in.contains_key(&data.party) {
                    return Err(Refusal::there("party", "pack of", data.party.as_str()));
                }
                self.are_at_the_table(&exchange.opened.value.parties)?;
                if *data.pack.subject() == Subject::pack(&data.exchange, &data.party) {
                    return Ok(());
                }
                let why = format!("the pack of {} is sealed under another's key", data.party);
                Err(Refusal::not_now("pack", why, "seal it under the key of that party in that exchange"))
            }
            Event::PackTakenBack(data) => {
                let exchange = self.open_exchange(&data.exchange, &data.party)?;
                if exchange.handed_in.contains_key(&data.party) {
                    return Ok(());
                }
                let why = format!("{} has not handed in a pack", data.party);
                Err(Refusal::not_now("party", why, "there is nothing to take back"))
            }
            Event::DiligenceConsented(data) => self.consents_in_pack(data),
            Event::ExchangeClosed(data) => {
                let exchange = self.exchange(&data.exchange)?;
                Self::not_over(exchange)?;
                said("why", &data.why)
            }
            _ => Ok(()),
        }
    }

    /// A pack is a party's own word, and whoever asks others shows the same.
    pub(super) fn shows_for_itself(&self, actor: &Actor, command: &Event) -> Result<(), Refusal> {
        let own = |party: &PartyId| match actor {
            Actor::Party(by) if by == party => Ok(()),
            Actor::Rowlock => Ok(()),
            _ => {
                let why = format!("the pack of {party} is {party}'s own");
                Err(Refusal::not_now("party", why, "let somebody who speaks for that party do it"))
            }
        };
        let among = |parties: &[PartyId]| match actor {
            Actor::Party(by) if !parties.contains(by) => {
                let why = format!("{by} is not in this exchange");
                let hint = "whoever asks for a pack shows one: be one of the parties, or leave it to them";
                Err(Refusal::not_now("parties", why, hint))
            }
            _ => Ok(()),
        };
        match command {
            Event::PackHandedIn(data) => own(&data.party),
            Event::PackTakenBack(data) => own(&data.party),
            Event::ExchangeOpened(data) => among(&data.parties),
            Event::ExchangeClosed(data) => {
                let known = self.alliance.pack_exchanges.get(&data.exchange);
                known.map_or(Ok(()), |exchange| among(&exchange.opened.value.parties))
            }
            Event::DiligenceConsented(data) if *actor != Actor::Rowlock => {
                let why = format!("the consent of {} stands in its pack", data.party);
                Err(Refusal::not_now("party", why, "it is put on the record when the packs are exchanged"))
            }
            _ => Ok(()),
        }
    }

    /// The facts that follow from a fact of due diligence by themselves.
    pub(super) fn entailed_by_diligence(&self, command: &Event) -> Vec<Event> {
        match command {
            Event::ExchangeOpened(data) => {
                let open = data.checks.iter().filter(|check| !self.needs_consent(check));
                let asked = open.flat_map(|check| data.parties.iter().map(move |party| (party, check)));
                asked.filter_map(|(party, check)| self.ask(party, check)).collect()
            }
            Event::DiligenceConsented(data) => {
                data.consented.iter().filter_map(|check| self.ask(&data.party, check)).collect()
            }
            Event::PackHandedIn(data) => {
                let Some(exchange) = self.alliance.pack_exchanges.get(&data.exchange) else {
                    return Vec::new();
                };
                let parties = exchange.opened.value.parties.clone();
                let is_in = |party: &PartyId| *party == data.party || exchange.handed_in.contains_key(party);
                if !parties.iter().all(is_in) {
                    return Vec::new();
                }
                vec![DiligenceExchanged { parties, exchange: Some(data.exchange.clone()) }.into()]
            }
            _ => Vec::new(),
        }
    }

    /// Refuses that a party is said to have been found something on, which it declined.
    pub(super) fn not_declined(&self, party: &PartyId, check: &CheckId) -> Result<(), Refusal> {
        let said = self.alliance.pack_exchanges.values().filter_map(|exchange| exchange.consents.get(party));
        let of_check =
            said.filter(|said| said.value.declined.contains(check) || said.value.consented.contains(check));
        match of_check.max_by_key(|said| said.seq) {
            Some(said) if said.value.declined.contains(check) => {
                let why = format!("{party} has declined the check {check}");
                Err(Refusal::not_now("check", why, "ask for it again in a new exchange"))
            }
            _ => Ok(()),
        }
    }

    /// Refuses that packs of an exchange are said to be exchanged by anything but the last of them.
    pub(super) fn is_exchanged_elsewhere(data: &DiligenceExchanged) -> Result<(), Refusal> {
        match &data.exchange {
            None => Ok(()),
            Some(exchange) => {
                let why = format!("the packs of the exchange {exchange} are exchanged when the last is in");
                Err(Refusal::not_now("exchange", why, "hand in the packs that are missing"))
            }
        }
    }

    /// What happened in an exchange stays: a pack that was seen cannot be unseen.
    pub(super) fn leaves_exchanges(&self, fact: Seq) -> Result<(), Refusal> {
        let of_exchange = |exchange: &Exchange| {
            let opened = std::iter::once(exchange.opened.seq);
            let packs = exchange.handed_in.values().map(|entry| entry.seq);
            let consents = exchange.consents.values().map(|entry| entry.seq);
            let exchanged = exchange.exchanged.iter().map(|entry| entry.seq);
            let closed = exchange.closed.iter().map(|entry| entry.seq);
            let parties = exchange.opened.value.parties.iter();
            let parties = parties.filter_map(|party| self.alliance.parties.get(party));
            let opened = opened.chain(parties.map(|party| party.joined.seq));
            opened.chain(packs).chain(consents).chain(exchanged).chain(closed).any(|seq| seq == fact)
        };
        if !self.alliance.pack_exchanges.values().any(of_exchange) {
            return Ok(());
        }
        let why = format!("fact {fact} belongs to the course of an exchange, which stays as it was");
        Err(Refusal::not_now("fact", why, "take a pack back while the exchange is open, or close it"))
    }

    fn opens_exchange(&self, data: &ExchangeOpened) -> Result<(), Refusal> {
        if self.alliance.pack_exchanges.contains_key(&data.exchange) {
            return Err(Refusal::there("id", "exchange", data.exchange.as_str()));
        }
        self.parties("parties", &data.parties)?;
        let parties: BTreeSet<&PartyId> = data.parties.iter().collect();
        if parties.len() < 2 || parties.len() < data.parties.len() {
            return Err(Refusal::OutOfRange {
                field: "parties",
                found: format!("{} of {} parties", data.parties.len(), parties.len()),
                expected: "two or more parties, each once".to_owned(),
            });
        }
        self.are_at_the_table(&data.parties)?;
        for check in &data.checks {
            if self.framework.check(check).is_none() {
                let known = self.framework.diligence.iter().map(|check| &check.id);
                return Err(Refusal::unknown("checks", "check in the framework", check.as_str(), known));
            }
        }
        let checks: BTreeSet<&CheckId> = data.checks.iter().collect();
        if checks.is_empty() || checks.len() < data.checks.len() {
            return Err(Refusal::OutOfRange {
                field: "checks",
                found: format!("{} of {} checks", data.checks.len(), checks.len()),
                expected: "one check or more, each once".to_owned(),
            });
        }
        if data.due < self.on {
            return Err(Refusal::too_early("due", data.due, "the exchange is opened", self.on));
        }
        said("why", &data.why)
    }

    fn are_at_the_table(&self, parties: &[PartyId]) -> Result<(), Refusal> {
        let has_left = |party: &&PartyId| {
            let role = self.alliance.parties.get(*party).and_then(|entry| entry.role(self.on));
            role.is_none_or(|role| role == PartyRole::Left)
        };
        match parties.iter().find(has_left) {
            None => Ok(()),
            Some(party) => {
                let why = format!("{party} is not, or no longer, at the table");
                Err(Refusal::not_now("parties", why, "close this exchange, or take that party in again"))
            }
        }
    }

    fn exchange(&self, id: &ExchangeId) -> Result<&Exchange, Refusal> {
        let known = &self.alliance.pack_exchanges;
        let Some(exchange) = known.get(id) else {
            return Err(Refusal::unknown("exchange", "exchange", id.as_str(), known.keys()));
        };
        self.not_before("the exchange was opened", exchange.opened.on).map(|()| exchange)
    }

    fn not_over(exchange: &Exchange) -> Result<(), Refusal> {
        let id = &exchange.opened.value.exchange;
        let (word, hint) = if exchange.closed.is_some() {
            ("closed", "open a new exchange")
        } else if exchange.exchanged.is_some() {
            ("done: its packs were exchanged", "what was seen cannot be taken back")
        } else {
            return Ok(());
        };
        Err(Refusal::not_now("exchange", format!("the exchange {id} is {word}"), hint))
    }

    fn open_exchange(&self, id: &ExchangeId, party: &PartyId) -> Result<&Exchange, Refusal> {
        let exchange = self.exchange(id)?;
        Self::is_in_exchange(exchange, party)?;
        Self::not_over(exchange).map(|()| exchange)
    }

    fn is_in_exchange(exchange: &Exchange, party: &PartyId) -> Result<(), Refusal> {
        let parties = &exchange.opened.value.parties;
        if parties.contains(party) {
            return Ok(());
        }
        Err(Refusal::unknown("party", "party of this exchange", party.as_str(), parties))
    }

    fn consents_in_pack(&self, data: &DiligenceConsented) -> Result<(), Refusal> {
        let exchange = self.exchange(&data.exchange)?;
        Self::is_in_exchange(exchange, &data.party)?;
        if exchange.state(self.on) != ExchangeState::Exchanged {
            let why = format!("the packs of the exchange {} are not exchanged", data.exchange);
            return Err(Refusal::not_now("exchange", why, "consent becomes known with the packs"));
        }
        let asked = &exchange.opened.value.checks;
        match data.consented.iter().chain(&data.declined).find(|check| !asked.contains(check)) {
            Some(check) => Err(Refusal::unknown("checks", "check of this exchange", check.as_str(), asked)),
            None => Ok(()),
        }
    }

    fn needs_consent(&self, check: &CheckId) -> bool {
        self.framework.check(check).is_some_and(|check| check.consent)
    }

    /// Asks for a check, unless that was done already.
    fn ask(&self, party: &PartyId, check: &CheckId) -> Option<Event> {
        let known = self.alliance.parties.get(party)?.diligence.get(check);
        if known.is_some_and(|known| known.asked.is_some()) {
            return None;
        }
        let consented = self.needs_consent(check);
        Some(DiligenceAsked { party: party.clone(), check: check.clone(), consented }.into())
    }
}
