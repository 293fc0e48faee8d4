//! Scores of candidates: nobody sees any before all who score have handed theirs in.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Viewer, adviser_may_see};
use crate::alliance::{Alliance, Scoring};
use crate::fact::ScoreSheet;
use crate::id::{PartyId, PersonId};
use crate::seal::Keyring;

/// As much of a scoring as somebody may see.
pub enum ScoresSeen {
    /// Nothing, not even how many have scored.
    Nothing,
    /// How many of those who score have handed in.
    Count {
        /// Who has.
        scored: usize,
        /// Who was not excused.
        asked: usize,
    },
    /// Of somebody who scored the key was destroyed: with the others alone, what is shown would tell by the difference.
    Erased,
    /// All sheets, by who scored.
    Sheets(BTreeMap<PersonId, ScoreSheet>),
}

/// What `viewer` may see of a scoring on `on`. Whoever is scored in it never sees anything of it, also not as a partner
/// later on, and neither does who was no partner when it began.
pub fn scores(
    scoring: &Scoring,
    viewer: &Viewer,
    alliance: &Alliance,
    ring: &Keyring,
    on: Date,
) -> ScoresSeen {
    let signers = alliance.signers(on);
    let had_a_seat = alliance.signers(scoring.opened.on);
    let may = |party: &PartyId| {
        signers.contains(&party)
            && had_a_seat.contains(&party)
            && !scoring.opened.value.candidates.contains(party)
    };
    let has_a_seat = match viewer {
        Viewer::Owner => true,
        Viewer::AllParties => signers.iter().all(|party| may(party)),
        Viewer::Party(party) => may(party),
        Viewer::Adviser(adviser) => adviser_may_see(alliance, adviser, on),
        Viewer::Stranger => false,
    };
    if !has_a_seat || scoring.opened.on > on {
        return ScoresSeen::Nothing;
    }
    if !scoring.is_locked(on) || scoring.submitted.values().any(|entry| entry.on > on) {
        let scored = scoring.submitted.values().filter(|entry| entry.on <= on).count();
        return ScoresSeen::Count { scored, asked: scoring.reviewers(on).count() };
    }
    let sheets = scoring.sheets.keys().map(|person| Some((person.clone(), open(scoring, person, ring)?)));
    sheets.collect::<Option<_>>().map_or(ScoresSeen::Erased, ScoresSeen::Sheets)
}

/// The scores that a person handed in, for that person alone.
pub fn own_scores(scoring: &Scoring, person: &PersonId, ring: &Keyring) -> Option<ScoreSheet> {
    open(scoring, person, ring)
}

fn open(scoring: &Scoring, person: &PersonId, ring: &Keyring) -> Option<ScoreSheet> {
    scoring.sheets.get(person)?.open(scoring.opened.value.scoring.as_str(), ring).ok()
}
