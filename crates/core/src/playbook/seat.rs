//! Seats: the lead, each partner, or one partner of several. What a playbook says in the place of a party's name.

use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

use crate::alliance::Alliance;
use crate::fact::Decider;
use crate::id::PartyId;
use jiff::civil::Date;

/// A seat at the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "SmolStr", into = "SmolStr")]
pub enum Seat {
    /// The lead.
    Lead,
    /// The partner; each of them where there are several.
    Partner,
    /// One partner of several, from 1, in the order in which they came in.
    Nth(u8),
}

/// A word that names no seat.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a seat is `lead`, `partner`, or `partner-1`, `partner-2` and so on")]
pub struct BadSeat;

impl TryFrom<SmolStr> for Seat {
    type Error = BadSeat;
    fn try_from(text: SmolStr) -> Result<Self, BadSeat> {
        text.parse()
    }
}

impl std::str::FromStr for Seat {
    type Err = BadSeat;
    fn from_str(text: &str) -> Result<Self, BadSeat> {
        match text {
            "lead" => Ok(Self::Lead),
            "partner" => Ok(Self::Partner),
            other => {
                let number = other.strip_prefix("partner-").and_then(|number| number.parse().ok());
                number.filter(|number| (1..=99).contains(number)).map(Self::Nth).ok_or(BadSeat)
            }
        }
    }
}

impl From<Seat> for SmolStr {
    fn from(seat: Seat) -> Self {
        match seat {
            Seat::Lead => "lead".into(),
            Seat::Partner => "partner".into(),
            Seat::Nth(number) => format_smolstr!("partner-{number}"),
        }
    }
}

impl Seat {
    /// The seat as a playbook spells it.
    pub fn word(self) -> SmolStr {
        self.into()
    }

    /// The seat as prose has it, without an article.
    pub fn noun(self) -> String {
        match self {
            Self::Lead => "lead".to_owned(),
            Self::Partner => "partner".to_owned(),
            Self::Nth(1) => "first partner".to_owned(),
            Self::Nth(2) => "second partner".to_owned(),
            Self::Nth(3) => "third partner".to_owned(),
            Self::Nth(number) => format!("partner number {number}"),
        }
    }

    /// Several seats in a few words; a dash where there are none.
    pub fn list(seats: &[Self]) -> String {
        let words: Vec<String> = seats.iter().map(|seat| format!("the {}", seat.noun())).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        if words.is_empty() { "\u{2013}".to_owned() } else { crate::fact::list(&words) }
    }
}

/// Who decides, by seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeatDecider {
    /// The lead party.
    Lead,
    /// One partner.
    Seat(Seat),
    /// More than half of the votes.
    Majority,
    /// All parties.
    All,
}

impl SeatDecider {
    /// Who decides, in words.
    pub fn words(self) -> String {
        match self {
            Self::Lead => "the lead".to_owned(),
            Self::Seat(seat) => format!("the {}", seat.noun()),
            Self::Majority => "more than half of the votes".to_owned(),
            Self::All => "all parties".to_owned(),
        }
    }
}

/// Which party sits where in an alliance on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seating {
    lead: Option<PartyId>,
    partners: Vec<PartyId>,
}

impl Seating {
    /// The seats of a day. Parties that are considered sit where partners sit while there are no partners.
    pub fn of(alliance: &Alliance, on: Date) -> Self {
        let lead = alliance.lead_on(on).cloned();
        let others = |parties: Vec<&PartyId>| -> Vec<PartyId> {
            parties.into_iter().filter(|party| Some(*party) != lead.as_ref()).cloned().collect()
        };
        let partners = others(alliance.signers(on));
        let partners = if partners.is_empty() { others(alliance.candidates(on)) } else { partners };
        Self { lead, partners }
    }

    /// All who sit, the lead first.
    pub fn parties(&self) -> impl Iterator<Item = &PartyId> {
        self.lead.iter().chain(&self.partners)
    }

    /// The partners.
    pub fn partners(&self) -> &[PartyId] {
        &self.partners
    }

    /// The seat of a party that sits.
    pub fn seat(&self, party: &PartyId) -> Option<Seat> {
        if self.lead.as_ref() == Some(party) {
            return Some(Seat::Lead);
        }
        let place = self.partners.iter().position(|partner| partner == party)?;
        Some(if self.partners.len() == 1 { Seat::Partner } else { Seat::Nth(place as u8 + 1) })
    }

    /// The seats of several parties: all partners together are one seat. Those who do not sit are left out.
    pub fn seats(&self, parties: &[PartyId]) -> Vec<Seat> {
        let mut seats: Vec<Seat> = parties.iter().filter_map(|party| self.seat(party)).collect();
        seats.sort_unstable();
        seats.dedup();
        let nth = seats.iter().filter(|seat| matches!(seat, Seat::Nth(_))).count();
        if nth > 0 && nth == self.partners.len() {
            seats.retain(|seat| *seat == Seat::Lead);
            seats.push(Seat::Partner);
        }
        seats
    }

    /// The seat of whoever decides.
    pub fn decider(&self, decider: &Decider) -> Option<SeatDecider> {
        Some(match decider {
            Decider::Lead => SeatDecider::Lead,
            Decider::Majority => SeatDecider::Majority,
            Decider::All => SeatDecider::All,
            Decider::Party(party) => match self.seat(party)? {
                Seat::Lead => SeatDecider::Lead,
                seat => SeatDecider::Seat(seat),
            },
        })
    }

    /// Those who sit on a seat.
    pub fn at(&self, seat: Seat) -> Vec<PartyId> {
        match seat {
            Seat::Lead => self.lead.iter().cloned().collect(),
            Seat::Partner => self.partners.clone(),
            Seat::Nth(number) => {
                self.partners.get(usize::from(number).wrapping_sub(1)).into_iter().cloned().collect()
            }
        }
    }

    /// Those who sit on seats.
    pub fn at_all(&self, seats: &[Seat]) -> Vec<PartyId> {
        seats.iter().flat_map(|seat| self.at(*seat)).collect()
    }

    /// Who decides here; none where the seat is empty, or several sit on it.
    pub fn deciding(&self, decider: SeatDecider) -> Option<Decider> {
        match decider {
            SeatDecider::Lead => Some(Decider::Lead),
            SeatDecider::Majority => Some(Decider::Majority),
            SeatDecider::All => Some(Decider::All),
            SeatDecider::Seat(seat) => match self.at(seat).as_slice() {
                [one] => Some(Decider::Party(one.clone())),
                _ => None,
            },
        }
    }
}
