//! The gate: the one way by which anything computed from sealed answers leaves the core.
//!
//! An engine is let in to the answers of one round and gives back a value that nobody can read: it is
//! *held*. What a viewer may see of it is decided here, by the state of the round and the consents on
//! the record, and handed to the value as a `Pass`; the value then shows that much of itself and no more.

mod hand_over;
mod kept;
mod scores;

pub use kept::{Held, compute, is_to_be_kept, is_whole, keep, kept};

pub use hand_over::{Luggage, keys_along, luggage, rounds_without};
pub use scores::{ScoresSeen, own_scores, scores};
mod packs;
mod words;

pub use packs::{PackSight, PackView, consents_due, evidence, pack, pack_sight};

pub use words::{Said, words};

use jiff::civil::Date;

use crate::alliance::{Alliance, Round, RoundState, last_on};
use crate::fact::{ReleaseScope, RoundForm, Sheet};
use crate::id::{PartyId, PersonId};

/// Who looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Viewer {
    /// All parties together: what may stand in a report that everybody reads.
    AllParties,
    /// Somebody who speaks for one party.
    Party(PartyId),
    /// An adviser.
    Adviser(PersonId),
    /// Whoever owns the answers: the holder of a plain case file, by a statement of who is asking.
    Owner,
    /// Anybody else.
    Stranger,
}

/// How much of a round a viewer may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Nothing, not even how many have answered.
    Nothing,
    /// How many of those invited have submitted.
    Count,
    /// A word for each area, or each cluster of areas in the short form.
    Bands,
    /// Items too, but not the sensitive ones.
    Items,
    /// All items.
    AllItems,
}

/// A permit to see one round up to a level. Only the gate issues it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    level: Level,
    parties: usize,
    min_items_behind_a_band: u32,
    for_adviser: bool,
}

impl Pass {
    /// Up to which level.
    pub fn level(&self) -> Level {
        self.level
    }

    /// How many parties answered.
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// The fewest items that have to stand behind a band.
    pub fn min_items_behind_a_band(&self) -> usize {
        self.min_items_behind_a_band as usize
    }

    /// Whether an item of this kind may be shown.
    pub fn shows_item(&self, sensitive: bool) -> bool {
        self.level >= if sensitive { Level::AllItems } else { Level::Items }
    }

    /// Whether the one who looks answers for the case as its adviser or owner.
    pub fn is_for_adviser(&self) -> bool {
        self.for_adviser
    }
}

/// The answers of one respondent, open to an engine at work and to nobody else.
pub struct OpenSheet<'a> {
    /// The respondent's party.
    pub party: &'a PartyId,
    /// The answers.
    pub sheet: Sheet,
}

/// A value that can show as much of itself as a pass allows.
pub trait Disclose {
    /// What is shown.
    type View;

    /// Shows as much as `pass` allows.
    fn disclose(&self, pass: &Pass) -> Self::View;
}

/// Issues the pass of `viewer` for `round` on `on`.
pub fn pass(viewer: &Viewer, alliance: &Alliance, round: &Round, on: Date) -> Pass {
    let rule = round.rule(on);
    Pass {
        level: level(viewer, alliance, round, on),
        parties: round.parties().len(),
        min_items_behind_a_band: rule.map_or(u32::MAX, |rule| rule.min_items_behind_a_band),
        for_adviser: matches!(viewer, Viewer::Adviser(_) | Viewer::Owner),
    }
}

fn level(viewer: &Viewer, alliance: &Alliance, round: &Round, on: Date) -> Level {
    let has_a_seat = match viewer {
        Viewer::AllParties | Viewer::Owner => true,
        Viewer::Party(party) => alliance.signers(on).contains(&party) || round.asks(party),
        Viewer::Adviser(adviser) => adviser_may_see(alliance, adviser, on),
        Viewer::Stranger => false,
    };
    if !has_a_seat {
        return Level::Nothing;
    }
    if round.state(on) < RoundState::Locked {
        return Level::Count;
    }
    // With some of the answers, what is shown would differ from what was shown with all, and so tell on the others.
    if alliance.is_without(&round.drafted.value.round, on) {
        return Level::Count;
    }
    let named =
        |adviser: &PersonId| round.rule(on).is_some_and(|rule| rule.adviser.as_ref() == Some(adviser));
    match viewer {
        Viewer::Owner => Level::AllItems,
        Viewer::Adviser(adviser) if named(adviser) => Level::AllItems,
        _ if round.released_on(ReleaseScope::Items, on).is_none() => Level::Bands,
        _ if round.released_on(ReleaseScope::Sensitive, on).is_some() => Level::AllItems,
        _ => Level::Items,
    }
}

/// Whether every party has let `adviser` see the case and none has taken it back by `on`. Whoever shut an adviser out
/// has shut them out also when that party has left: only its own word lets them in again.
pub fn adviser_may_see(alliance: &Alliance, adviser: &PersonId, on: Date) -> bool {
    let Some(entry) = alliance.advisers.get(adviser) else { return false };
    let signers = alliance.signers(on);
    let said = |party: &PartyId| entry.consents.get(party).and_then(|given| last_on(given, on));
    let is_shut_out = entry.consents.keys().any(|party| said(party).is_some_and(|given| !given.value));
    let consents = |party: &&PartyId| said(party).is_some_and(|given| given.value);
    entry.invited.on <= on && !is_shut_out && !signers.is_empty() && signers.iter().all(consents)
}

/// Whether everybody who answered `round`, each for themselves, has agreed to `scope`, so that it is released now.
pub fn is_agreed(round: &Round, scope: ReleaseScope, on: Date) -> bool {
    let parties = round.parties();
    !parties.is_empty() && parties.iter().all(|party| round.party_agreed(party, scope, on))
}

/// The rule under which a round opens: the framework's numbers, and the words that respondents are shown.
pub fn rule_at_opening(
    framework: &crate::framework::Framework,
    drafted: &crate::fact::RoundDrafted,
    adviser: Option<PersonId>,
) -> crate::fact::FrozenRule {
    let fewest = framework.scoring.confidentiality.min_items_behind_a_band;
    let shown = rule_in_words(drafted.form, adviser.as_ref(), fewest);
    crate::fact::FrozenRule { min_items_behind_a_band: fewest, adviser, shown }
}

/// The rule of confidentiality in the words that a respondent reads before the first question.
pub fn rule_in_words(form: RoundForm, adviser: Option<&PersonId>, min_items: u32) -> String {
    let adviser = if adviser.is_some() {
        " The adviser named to you may read all answers once the round is locked, and \
         answers marked for the adviser go to nobody else."
    } else {
        ""
    };
    if form == RoundForm::Debrief {
        return format!(
            "What you write is sealed until all have written, or whoever leads locks the round for those who did. Until \
             then everybody sees who has written, and nothing of what. Then it is shown only when everybody who wrote has \
             consented, each by the link or the account that they wrote with, to all at the same moment, with the name of \
             the party under it.{adviser} It is confidential, not anonymous. You may withdraw until the round is locked."
        );
    }
    let words = match form {
        RoundForm::Full => words_in_words("area", min_items),
        RoundForm::Short => words_in_words("group of areas", min_items),
        RoundForm::Pulse | RoundForm::Debrief => String::new(),
    };
    format!(
        "Your answers are sealed until all have answered, or whoever leads locks the round for those who did. Until then \
         everybody sees who has answered, and nothing of what.{words} Single answers are shown only when everybody who \
         answered has consented, each by the link or the account that they answered with, to all at the same moment; \
         sensitive questions need that consent again. Until then no mean, no size of a difference, no level, no red line \
         and no name of one who differs is shown.{adviser} Should a sheet be erased later, nothing is shown of the round \
         any more but how many answered. Your answers are confidential, not anonymous. You may withdraw until the round is \
         locked."
    )
}

/// What the rule says of the words for areas.
fn words_in_words(unit: &str, min_items: u32) -> String {
    format!(
        " Then one word for each {unit} is shown, with at least {min_items} questions behind it: worth a talk, no more than \
         usual, or not enough known. Coins are tossed over each word, once, so about one in five is wrong, and nobody can \
         read an answer out of them: from the words alone, with the worst of tricks, somebody who knows their own answers can guess \
         one of yours a little better than before."
    )
}
