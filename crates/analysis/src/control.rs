//! Control: who can act alone, block or be outvoted, and what share of the say each party's votes are worth.
//! Exact, by enumeration.

use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::Seq;
use rowlock_core::id::PartyId;

use crate::method::power_index::{Game, MAX_ENTERED};

/// What one party's votes are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Power {
    /// The party.
    pub party: PartyId,
    /// Its share of the votes, 0 to 1.
    pub votes: f64,
    /// Its share of the say by Banzhaf's index, 0 to 1.
    pub banzhaf: f64,
    /// Its share of the say by Shapley and Shubik's index, 0 to 1.
    pub shapley: f64,
    /// Whether its votes alone carry.
    pub can_act_alone: bool,
    /// Whether nothing is carried without it.
    pub can_block: bool,
    /// Whether something can be carried against it.
    pub can_be_outvoted: bool,
}

/// The votes of an alliance on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Voting {
    /// The fact that agreed them; none: nothing was agreed, and one vote each with a majority is assumed.
    pub agreed: Option<Seq>,
    /// What each party's votes are worth, the lead first.
    pub powers: Vec<Power>,
}

impl Voting {
    /// What the votes of `party` are worth.
    pub fn of(&self, party: &PartyId) -> Option<&Power> {
        self.powers.iter().find(|power| power.party == *party)
    }
}

/// What everybody's votes are worth on a day; none with fewer than two parties, or more than can be enumerated.
pub fn voting(alliance: &Alliance, on: Date) -> Option<Voting> {
    let parties = alliance.signers(on);
    if parties.len() < 2 || parties.len() > MAX_ENTERED {
        return None;
    }
    let agreed = alliance.voting(on);
    let weights: Vec<f64> = parties
        .iter()
        .map(|party| agreed.map_or(1.0, |rule| rule.value.votes.get(*party).copied().unwrap_or(0.0)))
        .collect();
    let all: f64 = weights.iter().sum();
    let majority = (parties.len() / 2 + 1) as f64;
    let quota = agreed.map_or(majority, |rule| rule.value.quota);
    let vetoes =
        parties.iter().map(|party| agreed.is_some_and(|rule| rule.value.vetoes.contains(party))).collect();
    let game = Game::new(weights.clone(), quota, vetoes).ok()?;
    let (banzhaf, shapley) = (game.banzhaf(), game.shapley());
    let powers = parties
        .into_iter()
        .enumerate()
        .map(|(place, party)| Power {
            party: party.clone(),
            votes: if all > 0.0 { weights[place] / all } else { 0.0 },
            banzhaf: banzhaf[place],
            shapley: shapley[place],
            can_act_alone: game.can_act_alone(place),
            can_block: game.can_block(place),
            can_be_outvoted: game.can_be_outvoted(place),
        })
        .collect();
    Some(Voting { agreed: agreed.map(|rule| rule.seq), powers })
}

/// The lead party's say in one sentence.
pub fn lead_in_words(alliance: &Alliance, voting: &Voting, on: Date) -> Option<String> {
    let lead = alliance.lead_on(on)?;
    let power = voting.of(lead)?;
    let name = alliance.party_name(lead);
    let rule = if voting.agreed.is_some() {
        ""
    } else {
        " No rule on votes is written; one vote each and a majority is assumed."
    };
    let say = if power.can_act_alone {
        "can carry everything alone"
    } else if power.can_block {
        "can block everything and carries nothing alone"
    } else {
        "can be outvoted on everything"
    };
    Some(format!(
        "{name} holds {:.0} % of the votes and {:.0} % of the say, and {say}.{rule}",
        power.votes * 100.0,
        power.banzhaf * 100.0
    ))
}
