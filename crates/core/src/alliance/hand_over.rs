//! A hand-over of the whole case: who has consented, and where the case lives.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Alliance, Dated, by_then};
use crate::fact::{
    Event, Fact, HandOverAsked, HandOverConsented, HandOverRefused, Seq, TakenOver, UnderSeal,
};
use crate::id::{HandOverId, PartyId, RoundId};
use crate::seal::Subject;

/// Where a hand-over stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandOverState {
    /// It was asked for, and the parties are asked for their consent.
    Asked,
    /// A party refused.
    Refused,
    /// The file was made: the case lives elsewhere.
    Made,
    /// An installation took it in.
    Taken,
}

/// A hand-over of the case.
#[derive(Debug, Clone, PartialEq)]
pub struct HandOver {
    /// How it was asked for.
    pub asked: Dated<HandOverAsked>,
    /// Who consents, and what becomes of the keys of what they told under seal.
    pub consents: BTreeMap<PartyId, Dated<HandOverConsented>>,
    /// Who refused.
    pub refused: Option<Dated<HandOverRefused>>,
    /// When the file was made.
    pub made: Option<Dated<()>>,
    /// When an installation took it in.
    pub taken: Option<Dated<TakenOver>>,
}

impl HandOver {
    /// Where it stands on a day.
    pub fn state(&self, on: Date) -> HandOverState {
        if by_then(self.taken.as_ref(), on).is_some() {
            HandOverState::Taken
        } else if by_then(self.made.as_ref(), on).is_some() {
            HandOverState::Made
        } else if by_then(self.refused.as_ref(), on).is_some() {
            HandOverState::Refused
        } else {
            HandOverState::Asked
        }
    }

    /// What a party said by a day, if it consents.
    pub fn consent(&self, party: &PartyId, on: Date) -> Option<UnderSeal> {
        by_then(self.consents.get(party), on).map(|entry| entry.value.under_seal)
    }

    /// Whether a party lets the key of `subject` go along, by the word of whoever sealed under it. A word speaks of what
    /// was sealed by then, and not of what is `sealed` after it.
    pub fn lets_go(&self, party: &PartyId, subject: &Subject, sealed: Seq, on: Date) -> bool {
        by_then(self.consents.get(party), on).is_some_and(|said| {
            let keys = said.value.keys.as_ref();
            said.value.under_seal == UnderSeal::GoesAlong
                && keys.is_none_or(|keys| keys.contains(subject))
                && sealed < said.seq
        })
    }

    /// The facts of its course, which stay as they are.
    pub(crate) fn course(&self) -> impl Iterator<Item = crate::fact::Seq> {
        let consents = self.consents.values().map(|entry| entry.seq);
        let refused = self.refused.iter().map(|entry| entry.seq);
        let made = self.made.iter().map(|entry| entry.seq);
        let taken = self.taken.iter().map(|entry| entry.seq);
        std::iter::once(self.asked.seq).chain(consents).chain(refused).chain(made).chain(taken)
    }
}

impl Alliance {
    /// The hand-over by which the case lives elsewhere, whatever day is looked at: then no fact is put on the record
    /// here.
    pub fn lives_elsewhere(&self) -> Option<&HandOver> {
        self.hand_overs.values().find(|one| one.made.is_some() && one.taken.is_none())
    }

    /// The hand-over that is asked for and neither refused nor made.
    pub fn hand_over_asked(&self) -> Option<&HandOver> {
        self.hand_overs.values().find(|one| one.made.is_none() && one.refused.is_none())
    }

    /// The hand-overs, the last first.
    pub fn hand_overs_on(&self, on: Date) -> Vec<&HandOver> {
        let mut known: Vec<_> = self.hand_overs.values().filter(|one| one.asked.on <= on).collect();
        known.sort_by_key(|one| std::cmp::Reverse(one.asked.seq));
        known
    }

    /// The parties whose consent to a hand-over is missing on a day.
    pub fn not_yet_consented(&self, hand_over: &HandOver, on: Date) -> Vec<&PartyId> {
        self.signers(on).into_iter().filter(|party| hand_over.consent(party, on).is_none()).collect()
    }

    /// Whether the answers to a round did not come along when the case was last taken in.
    pub fn is_without(&self, round: &RoundId, on: Date) -> bool {
        let taken = self.hand_overs.values().filter_map(|one| by_then(one.taken.as_ref(), on));
        taken.max_by_key(|taken| taken.seq).is_some_and(|taken| taken.value.without.contains(round))
    }

    pub(super) fn apply_hand_over(&mut self, fact: &Fact) {
        fn at<T>(fact: &Fact, value: T) -> Dated<T> {
            Dated { on: fact.effective_on, seq: fact.seq, value }
        }
        let hand_over = match &fact.event {
            Event::HandOverAsked(data) => {
                let asked = HandOver {
                    asked: at(fact, data.clone()),
                    consents: BTreeMap::new(),
                    refused: None,
                    made: None,
                    taken: None,
                };
                self.hand_overs.insert(data.hand_over.clone(), asked);
                return;
            }
            Event::HandOverConsented(data) => &data.hand_over,
            Event::HandOverRefused(data) => &data.hand_over,
            Event::HandedOver(data) => &data.hand_over,
            Event::TakenOver(data) => &data.hand_over,
            _ => return,
        };
        let Some(entry) = self.hand_overs.get_mut::<HandOverId>(hand_over) else { return };
        match &fact.event {
            Event::HandOverConsented(data) => {
                entry.consents.insert(data.party.clone(), at(fact, data.clone()));
            }
            Event::HandOverRefused(data) => entry.refused = Some(at(fact, data.clone())),
            Event::HandedOver(_) => entry.made = Some(at(fact, ())),
            Event::TakenOver(data) => entry.taken = Some(at(fact, data.clone())),
            _ => {}
        }
    }
}
