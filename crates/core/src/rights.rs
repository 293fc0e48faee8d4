//! Whether those who decided may decide, under the decision table and the votes of the day.

use jiff::civil::Date;

use crate::alliance::{Alliance, Dated, last_on};
use crate::fact::{Decider, DecisionRightAgreed, DecisionTaken};
use crate::id::PartyId;

/// How a decision stands to the decision table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heeded {
    /// Those decided who may.
    Within,
    /// Others did.
    Outside,
    /// Others did, on a matter that needs everyone.
    OutsideReserved,
}

/// Whether `by` are enough for `decider` on a day. A majority is one of votes where votes are agreed, with every
/// party that has a veto in it, and else one of parties.
pub fn carries(alliance: &Alliance, decider: &Decider, by: &[PartyId], on: Date) -> bool {
    let signers = alliance.signers(on);
    match decider {
        Decider::Lead => alliance.lead_on(on).is_some_and(|lead| by.contains(lead)),
        Decider::Party(party) => by.contains(party),
        Decider::All => signers.iter().all(|party| by.contains(party)),
        Decider::Majority => match alliance.voting(on) {
            Some(voting) => {
                let votes: f64 = by.iter().filter_map(|party| voting.value.votes.get(party)).sum();
                votes >= voting.value.quota && voting.value.vetoes.iter().all(|party| by.contains(party))
            }
            None => more_than_half(&signers, by),
        },
    }
}

/// The row of the decision table under which a decision was taken, as it stood on its day.
pub fn row_of<'a>(
    alliance: &'a Alliance,
    decision: &Dated<DecisionTaken>,
) -> Option<&'a DecisionRightAgreed> {
    let rows = alliance.decision_rights.get(decision.value.decision_kind.as_ref()?)?;
    last_on(rows, decision.on).map(|row| &row.value)
}

/// How a decision stands to the table. With a row in it: by its decider, or within its limit. Without one: by more
/// than half of the parties, since one of several equal partners does not bind the rest alone.
pub fn heeded(alliance: &Alliance, decision: &Dated<DecisionTaken>) -> Heeded {
    let value = &decision.value;
    let Some(row) = row_of(alliance, decision) else {
        let most = more_than_half(&alliance.signers(decision.on), &value.by);
        return if most { Heeded::Within } else { Heeded::Outside };
    };
    let agreed = row.must_agree.iter().all(|party| value.by.contains(party));
    let small = row.limit.is_some_and(|limit| value.amount.is_some_and(|amount| amount <= limit));
    let decided = agreed && carries(alliance, &row.decides, &value.by, decision.on);
    match (small || decided, row.reserved) {
        (true, _) => Heeded::Within,
        (false, true) => Heeded::OutsideReserved,
        (false, false) => Heeded::Outside,
    }
}

fn more_than_half(signers: &[&PartyId], by: &[PartyId]) -> bool {
    by.iter().filter(|party| signers.contains(party)).count() * 2 > signers.len()
}
