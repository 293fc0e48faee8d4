//! `rowlock replay`: what would have been said at the end of each week or month.

use rowlock_analysis::report;

use crate::arguments::{Every, Format, Replay};
use crate::failure::Failure;
use crate::input;
use crate::{json, page};

/// Runs it.
pub fn run(arguments: &Replay) -> Result<(), Failure> {
    let loaded = input::load(&arguments.case)?;
    let every = match arguments.every {
        Every::Week => report::Every::Week,
        Every::Month => report::Every::Month,
    };
    let last = input::last_day(&loaded.record)?;
    let steps = report::replay(&loaded.record, &loaded.framework, &loaded.ring, &loaded.viewer, every, last);
    let alliance = loaded.record.alliance(last, jiff::civil::Date::MAX);
    match arguments.format {
        Format::Text => super::print(&page::replay(loaded, &alliance, &steps)),
        Format::Json => super::print_json(&json::replay(&loaded.record, &alliance, &steps)),
    }
}
