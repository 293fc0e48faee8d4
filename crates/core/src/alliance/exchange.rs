//! An exchange of diligence packs: who has handed in, and whether the packs were exchanged.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Dated, by_then};
use crate::bounds::days_from;
use crate::fact::{DiligenceConsented, DiligenceFound, ExchangeOpened, Pack};
use crate::framework::Framework;
use crate::id::PartyId;
use crate::seal::Sealed;

/// Where an exchange stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExchangeState {
    /// Packs are being filled; nobody sees another's.
    Open,
    /// All were in, and were exchanged at one moment.
    Exchanged,
    /// It ended without an exchange.
    Closed,
}

/// An exchange of diligence packs.
#[derive(Debug, Clone, PartialEq)]
pub struct Exchange {
    /// How it was opened.
    pub opened: Dated<ExchangeOpened>,
    /// Whose pack is in, and since when.
    pub handed_in: BTreeMap<PartyId, Dated<()>>,
    /// When the packs were exchanged.
    pub exchanged: Option<Dated<()>>,
    /// What each party consents to, known since the exchange.
    pub consents: BTreeMap<PartyId, Dated<DiligenceConsented>>,
    /// When it ended without an exchange, and why.
    pub closed: Option<Dated<String>>,
    pub(crate) packs: BTreeMap<PartyId, Sealed<Pack>>,
}

impl Exchange {
    pub(super) fn opened(opened: Dated<ExchangeOpened>) -> Self {
        Self {
            opened,
            handed_in: BTreeMap::new(),
            exchanged: None,
            consents: BTreeMap::new(),
            closed: None,
            packs: BTreeMap::new(),
        }
    }

    pub(super) fn hand_in(&mut self, party: PartyId, at: Dated<()>, pack: Sealed<Pack>) {
        self.handed_in.insert(party.clone(), at);
        self.packs.insert(party, pack);
    }

    pub(super) fn take_back(&mut self, party: &PartyId) {
        self.handed_in.remove(party);
        self.packs.remove(party);
    }

    /// Where it stands on a day.
    pub fn state(&self, on: Date) -> ExchangeState {
        if by_then(self.closed.as_ref(), on).is_some() {
            ExchangeState::Closed
        } else if by_then(self.exchanged.as_ref(), on).is_some() {
            ExchangeState::Exchanged
        } else {
            ExchangeState::Open
        }
    }

    /// Whether it is between `party` and others.
    pub fn is_of(&self, party: &PartyId) -> bool {
        self.opened.value.parties.contains(party)
    }

    /// Whether the pack of `party` is in on a day.
    pub fn has_handed_in(&self, party: &PartyId, on: Date) -> bool {
        self.handed_in.get(party).is_some_and(|entry| entry.on <= on)
    }

    /// The parties whose packs are not in on a day.
    pub fn missing(&self, on: Date) -> Vec<&PartyId> {
        self.opened.value.parties.iter().filter(|party| !self.has_handed_in(party, on)).collect()
    }
}

/// The last day on which a finding still counts, where it goes stale: the day given with it, else by the framework.
pub fn good_until(framework: &Framework, found: &Dated<DiligenceFound>) -> Option<Date> {
    if found.value.stale_on.is_some() {
        return found.value.stale_on;
    }
    let days = framework.check(&found.value.check).map_or(0, |check| check.stale_after_days);
    if days == 0 { None } else { days_from(found.on, i64::from(days)) }
}
