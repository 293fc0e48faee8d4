//! The ledger: who contributed what, and what share each holds by it.
//!
//! A dynamic split shares out by weighted contributions, as Mike Moyer's *Slicing Pie* (2012) proposes, where money
//! weighs 4 and unpaid work 2 until the shares are fixed. The weights are the parties' to agree on.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::alliance::{Alliance, until};
use crate::fact::{ContributionKind, Split};
use crate::id::PartyId;

/// What one party holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Holding {
    /// The party.
    pub party: PartyId,
    /// Its contributions, weighted, in the currency of the alliance.
    pub weighted: f64,
    /// Its share, 0 to 1.
    pub share: f64,
}

/// What each party holds on a day, in the order of the parties; none where no split is agreed, or where shares follow
/// contributions and nobody has made any.
pub fn holdings(alliance: &Alliance, on: Date) -> Option<Vec<Holding>> {
    let split = &alliance.split(on)?.value.split;
    let (weights, fixed) = match split {
        Split::Fixed { shares } => (None, Some(shares)),
        Split::Dynamic { weights, .. } => (Some(weights), None),
    };
    let weighted = weighted(alliance, weights, on);
    let all: f64 = weighted.values().sum();
    if fixed.is_none() && all <= 0.0 {
        return None;
    }
    let mut parties: Vec<&PartyId> = alliance.signers(on);
    let others = weighted.keys().copied().chain(fixed.into_iter().flat_map(|shares| shares.keys()));
    for party in others {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    let holding = |party: &PartyId| {
        let own = weighted.get(party).copied().unwrap_or(0.0);
        let share =
            fixed.map_or_else(|| own / all, |shares| shares.get(party).copied().unwrap_or(0.0) / 100.0);
        Holding { party: party.clone(), weighted: own, share }
    };
    Some(parties.into_iter().map(holding).collect())
}

fn weighted<'a>(
    alliance: &'a Alliance,
    weights: Option<&BTreeMap<ContributionKind, f64>>,
    on: Date,
) -> BTreeMap<&'a PartyId, f64> {
    let mut sums = BTreeMap::new();
    for made in until(&alliance.contributions, on) {
        let weight =
            weights.and_then(|weights| weights.get(&made.value.contribution)).copied().unwrap_or(1.0);
        *sums.entry(&made.value.party).or_insert(0.0) += weight * made.value.amount;
    }
    sums
}
