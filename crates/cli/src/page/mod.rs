//! Reports as pages to read: the verdict in words first, then areas, gaps, signals, fit, and what to do next.

mod debrief;
mod evidence;
mod glossary;
mod playbook;
mod portfolio;
mod replay;
mod report;
mod select;
mod sheet;

pub use debrief::debrief;
pub use glossary::glossary;
pub use playbook::{changes, playbook};
pub use portfolio::{plain_cell, portfolio};
pub use replay::replay;
pub use report::check;
pub use select::select;

use jiff::civil::Date;
use rowlock_analysis::report::Analysis;
use rowlock_core::alliance::Alliance;

use crate::input::Loaded;

/// What a report of one day shows.
pub struct Shown<'a> {
    /// The case.
    pub loaded: &'a Loaded,
    /// The alliance on the day.
    pub alliance: &'a Alliance,
    /// What was found.
    pub analysis: &'a Analysis,
    /// Up to which day facts were written down, where that was asked for.
    pub as_known: Option<Date>,
}

/// A day in words: "Sunday 12 October 2025".
fn day_in_words(day: Date) -> String {
    day.strftime("%A %-d %B %Y").to_string()
}

/// A day in short: "12 Oct 2025".
fn short_day(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}
