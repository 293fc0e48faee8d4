//! The verdict: an honest word with its reasons, what would change it, what is not known and what the owner
//! still controls. Rules in order, the first that matches speaks. Never a probability; a person decides.

mod flip;
mod owner;
mod rules;
mod situation;
mod warnings;

#[cfg(test)]
mod law_tests;

pub use rules::Word;
pub use situation::{Part, Warning};

use jiff::civil::Date;
use rowlock_core::fact::Seq;

use crate::alignment::{Alignment, Look};
use crate::fit::FitFinding;
use crate::signals::SignalFinding;
use situation::Situation;

/// A reason, in words and facts.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// One sentence.
    pub text: String,
    /// The facts behind it.
    pub facts: Vec<Seq>,
}

/// A single change, and the word it would lead to.
#[derive(Debug, Clone, PartialEq)]
pub struct Flip {
    /// What would have to change.
    pub change: String,
    /// The word that would then stand.
    pub word: Word,
}

/// The verdict on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The word.
    pub word: Word,
    /// Why, strongest first.
    pub reasons: Vec<Reason>,
    /// Single changes that would lead to another word.
    pub would_change: Vec<Flip>,
    /// What is not known.
    pub unknown: Vec<String>,
    /// What the owner still controls.
    pub owner_still_controls: Vec<String>,
    /// What should be joint, or the owner's, and is in other hands.
    pub in_other_hands: Vec<Reason>,
    /// What leaving and staying cost, as the owner wrote it down.
    pub leaving: Option<Reason>,
    /// The opposite case in one sentence.
    pub opposite: String,
    /// What each engine says.
    pub engines: Vec<(Part, Warning)>,
}

/// The verdict of a day, from what the other analyses found.
pub fn verdict(
    look: Look<'_>,
    fit: &[FitFinding],
    alignment: &Alignment,
    signals: &[SignalFinding],
    on: Date,
) -> Verdict {
    let warnings = warnings::warnings(look, fit, alignment, signals, on);
    let situation = Situation::of(look, alignment, signals, &warnings, on);
    let rules = &look.framework.verdict;
    let word = rules::word(&situation, rules);
    let leaving = owner::leaving(look.alliance, on);
    Verdict {
        word,
        reasons: rules::reasons(word, &situation, &warnings),
        would_change: flip::flips(word, &situation, rules),
        unknown: owner::unknown(look, &situation, on),
        owner_still_controls: owner::still_controls(look.alliance, on),
        in_other_hands: owner::in_other_hands(look.alliance, on),
        opposite: owner::opposite(word, &warnings),
        engines: warnings.iter().map(|warning| (warning.part, warning.warning)).collect(),
        leaving,
    }
}
