//! What analyses share: states, and what one measure reads on one day.

use jiff::civil::Date;
use rowlock_core::fact::Seq;

/// The state of a signal or an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Below its minimum of data.
    Unknown,
    /// Nothing to look at.
    Clear,
    /// Look now.
    Watch,
    /// Act now.
    Alarm,
}

impl State {
    /// The state as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Clear => "clear",
            Self::Watch => "watch",
            Self::Alarm => "alarm",
        }
    }

    /// The state as reports say it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Unknown => "Not enough known",
            Self::Clear => "Clear",
            Self::Watch => "Watch",
            Self::Alarm => "Alarm",
        }
    }
}

/// What one measure reads on one day: the state, one sentence for an owner, and the facts behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The state.
    pub state: State,
    /// One sentence.
    pub sentence: String,
    /// The facts, in the order in which they count.
    pub facts: Vec<Seq>,
}

impl Reading {
    pub(crate) fn new(state: State, sentence: impl Into<String>, facts: Vec<Seq>) -> Self {
        Self { state, sentence: sentence.into(), facts }
    }

    pub(crate) fn unknown(sentence: impl Into<String>) -> Self {
        Self::new(State::Unknown, sentence, Vec::new())
    }
}

/// Whether `day` lies in the `days` before and on `on`.
pub(crate) fn within(day: Date, on: Date, days: f64) -> bool {
    day <= on && f64::from((on - day).get_days()) < days
}

/// A share as whole percent.
pub(crate) fn percent(share: f64) -> String {
    format!("{} %", rowlock_core::fact::amount(share * 100.0))
}

/// A count with its noun: "1 project", "3 projects".
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A day in words: "18 July 2025".
pub(crate) fn day_in_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}
