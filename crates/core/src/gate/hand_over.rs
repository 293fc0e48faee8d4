//! A hand-over at the gate: which keys go along with a case, and which stay.
//!
//! A key goes along only where everybody whose word it opens has said so. The key of a person opens all that this
//! person ever answered, so it is asked for every round of theirs at once.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{ScoresSeen, Viewer, is_whole, scores};
use crate::alliance::{Alliance, ExchangeState, HandOver, Round, RoundState};
use crate::id::{ExchangeId, PartyId, PersonId, RoundId, ScoringId};
use crate::seal::{Keyring, Subject};

/// What goes along in a hand-over besides the record, and what stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Luggage {
    /// The keys that go along, by name.
    pub keys: BTreeSet<Subject>,
    /// The rounds whose answers go along.
    pub rounds: Vec<RoundId>,
    /// The rounds whose answers stay.
    pub rounds_left: Vec<RoundId>,
    /// The exchanges whose packs go along, with their files.
    pub exchanges: Vec<ExchangeId>,
    /// The exchanges whose packs stay.
    pub exchanges_left: Vec<ExchangeId>,
    /// The scorings whose scores go along.
    pub scorings: Vec<ScoringId>,
    /// The scorings whose scores stay.
    pub scorings_left: Vec<ScoringId>,
}

/// What goes along in `hand_over` by the consents given by a day.
pub fn luggage(alliance: &Alliance, hand_over: &HandOver, on: Date) -> Luggage {
    let mut luggage = Luggage::default();
    for (id, round) in &alliance.rounds {
        if round.state(on) < RoundState::Locked {
            continue;
        }
        if !round.sheets.is_empty() && round.sheets.keys().all(|who| goes(alliance, hand_over, who, on)) {
            luggage.keys.extend(round.sheets.keys().map(Subject::answers));
            luggage.keys.insert(Subject::result(id));
            luggage.rounds.push(id.clone());
        } else {
            luggage.rounds_left.push(id.clone());
        }
    }
    for (id, exchange) in &alliance.pack_exchanges {
        let parties = &exchange.opened.value.parties;
        if exchange.state(on) != ExchangeState::Exchanged {
            continue;
        }
        let goes = |party: &PartyId| {
            let sealed = exchange.handed_in.get(party).map_or(exchange.opened.seq, |at| at.seq);
            hand_over.lets_go(party, &Subject::pack(id, party), sealed, on)
        };
        if parties.iter().all(goes) {
            luggage.keys.extend(parties.iter().map(|party| Subject::pack(id, party)));
            luggage.exchanges.push(id.clone());
        } else {
            luggage.exchanges_left.push(id.clone());
        }
    }
    pack_scores(alliance, on, &mut luggage);
    luggage
}

/// The keys of `ring` that go along with a case, as hexadecimal text by subject. Only this lets keys of packs out.
pub fn keys_along(ring: &Keyring, luggage: &Luggage) -> std::collections::BTreeMap<String, String> {
    ring.named(&luggage.keys)
}

/// The locked rounds that cannot be shown with the keys in `ring`, among those whose answers stayed elsewhere.
pub fn rounds_without(alliance: &Alliance, luggage: &Luggage, ring: &Keyring) -> Vec<RoundId> {
    let opens = |round: &Round| is_whole(round, ring);
    let left = luggage.rounds_left.iter().filter(|id| alliance.rounds.get(*id).is_some_and(|r| !opens(r)));
    left.cloned().collect()
}

/// Whether the key of a person goes along: they never took answers back, and every party for which they answered lets
/// what it told under seal go.
fn goes(alliance: &Alliance, hand_over: &HandOver, person: &PersonId, on: Date) -> bool {
    let key = Subject::answers(person);
    alliance.rounds.values().all(|round| {
        let party = party_of(round, person).filter(|_| round.sheets.contains_key(person));
        let sealed = round.submitted.get(person).map_or(round.drafted.seq, |at| at.seq);
        !round.taken_back.contains(person)
            && party.is_none_or(|party| hand_over.lets_go(party, &key, sealed, on))
    })
}

fn party_of<'a>(round: &'a Round, person: &PersonId) -> Option<&'a PartyId> {
    let asked = round.drafted.value.respondents.iter();
    asked.into_iter().find(|respondent| respondent.person == *person).map(|respondent| &respondent.party)
}

/// Scores go along where all parties may see them anyway. The key of one who scored opens all their scores.
fn pack_scores(alliance: &Alliance, on: Date, luggage: &mut Luggage) {
    let none = Keyring::default();
    // Without keys, what all may see reads as erased.
    let seen = |id: &ScoringId| {
        let scoring = &alliance.scorings[id];
        let seen = scores(scoring, &Viewer::AllParties, alliance, &none, on);
        matches!(seen, ScoresSeen::Erased | ScoresSeen::Sheets(_))
    };
    let (open, shut): (Vec<ScoringId>, Vec<ScoringId>) = alliance.scorings.keys().cloned().partition(seen);
    let people = |ids: &[ScoringId]| -> BTreeSet<PersonId> {
        ids.iter().flat_map(|id| alliance.scorings[id].sheets.keys().cloned()).collect()
    };
    let kept = people(&shut);
    luggage.keys.extend(people(&open).difference(&kept).map(Subject::scores));
    let whole = |id: &ScoringId| alliance.scorings[id].sheets.keys().all(|person| !kept.contains(person));
    let (along, partly): (Vec<ScoringId>, Vec<ScoringId>) = open.into_iter().partition(whole);
    luggage.scorings = along;
    luggage.scorings_left = partly.into_iter().chain(shut).collect();
}
