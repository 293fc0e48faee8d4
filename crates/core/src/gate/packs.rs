//! Diligence packs at the gate: each party reads its own at any time, and the others' only after the exchange.

use jiff::civil::Date;

use super::{Viewer, adviser_may_see};
use crate::alliance::{Alliance, Exchange, ExchangeState};
use crate::fact::{DiligenceConsented, EvidenceFile, Pack, PartyRole};
use crate::framework::Framework;
use crate::id::{EvidenceId, PartyId};
use crate::pack::{open_file, place};
use crate::seal::{Keyring, SealError};

/// How much of the pack of one party a viewer may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PackSight {
    /// Nothing, not even whether it is in.
    Nothing,
    /// Whether it is in.
    State,
    /// All of it.
    Whole,
}

/// A pack, as far as a viewer may see it.
pub enum PackView {
    /// Nothing of it is shown.
    Hidden,
    /// It is not in.
    NotIn,
    /// Its key was destroyed.
    Erased,
    /// The pack.
    Open(Pack),
}

/// How much of the pack of `of` a viewer may see on a day. Of an exchange that was closed nobody sees anything.
pub fn pack_sight(
    viewer: &Viewer,
    alliance: &Alliance,
    exchange: &Exchange,
    of: &PartyId,
    on: Date,
) -> PackSight {
    let state = exchange.state(on);
    if exchange.opened.on > on || !exchange.is_of(of) {
        return PackSight::Nothing;
    }
    let after = if state == ExchangeState::Exchanged { PackSight::Whole } else { PackSight::State };
    let role = |party: &PartyId| alliance.parties.get(party).and_then(|party| party.role(on));
    match viewer {
        Viewer::Party(party) if party == of && state != ExchangeState::Closed => PackSight::Whole,
        // Who left reads what it showed and nothing else.
        Viewer::Party(party) if exchange.is_of(party) && role(party) != Some(PartyRole::Left) => after,
        Viewer::Party(party) if alliance.signers(on).contains(&party) => PackSight::State,
        Viewer::Adviser(adviser) if adviser_may_see(alliance, adviser, on) => after,
        // The holder of a case file has every pack in it as plain text.
        Viewer::Owner => after,
        Viewer::AllParties => PackSight::State,
        Viewer::Party(_) | Viewer::Adviser(_) | Viewer::Stranger => PackSight::Nothing,
    }
}

/// The pack of `of`, as far as a viewer may see it on a day.
pub fn pack(
    viewer: &Viewer,
    alliance: &Alliance,
    exchange: &Exchange,
    of: &PartyId,
    (ring, on): (&Keyring, Date),
) -> PackView {
    if pack_sight(viewer, alliance, exchange, of, on) < PackSight::Whole {
        return PackView::Hidden;
    }
    opened(exchange, of, (ring, on))
}

/// What a file in the pack of `of` holds, where a viewer may see that pack; `sealed` is how it is kept.
///
/// # Errors
/// `NoKey` when the key was destroyed, or the viewer may not see the pack; `Broken` when the file is not in it.
pub fn evidence(
    viewer: &Viewer,
    alliance: &Alliance,
    exchange: &Exchange,
    (of, file): (&PartyId, &EvidenceId),
    (ring, on): (&Keyring, Date),
    sealed: &[u8],
) -> Result<(EvidenceFile, Vec<u8>), SealError> {
    let PackView::Open(pack) = pack(viewer, alliance, exchange, of, (ring, on)) else {
        return Err(SealError::NoKey);
    };
    let (file, bytes) = open_file(sealed, &pack, file, (&exchange.opened.value.exchange, of), ring)?;
    Ok((file.clone(), bytes))
}

/// What the parties of exchanged packs consent to in them, where that is not on the record yet: the keys are needed
/// to know it, so `decide` cannot say it.
pub fn consents_due(
    alliance: &Alliance,
    framework: &Framework,
    ring: &Keyring,
    on: Date,
) -> Vec<DiligenceConsented> {
    let mut due = Vec::new();
    let exchanged = alliance.pack_exchanges.values().filter(|x| x.state(on) == ExchangeState::Exchanged);
    for exchange in exchanged {
        for party in exchange.opened.value.parties.iter().filter(|p| !exchange.consents.contains_key(*p)) {
            let PackView::Open(pack) = opened(exchange, party, (ring, on)) else { continue };
            let asked = exchange.opened.value.checks.iter();
            let asked = asked.filter(|check| framework.check(check).is_some_and(|check| check.consent));
            let given = |check: &crate::id::CheckId| {
                pack.shown.get(check).is_some_and(|shown| shown.consented_on.is_some())
            };
            let (consented, declined) = asked.cloned().partition(given);
            let exchange = exchange.opened.value.exchange.clone();
            due.push(DiligenceConsented { exchange, party: party.clone(), consented, declined });
        }
    }
    due
}

fn opened(exchange: &Exchange, of: &PartyId, (ring, on): (&Keyring, Date)) -> PackView {
    let Some(sealed) = exchange.packs.get(of).filter(|_| exchange.has_handed_in(of, on)) else {
        return PackView::NotIn;
    };
    match sealed.open(&place(&exchange.opened.value.exchange), ring) {
        Ok(pack) => PackView::Open(pack),
        Err(_) => PackView::Erased,
    }
}
