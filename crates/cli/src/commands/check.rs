//! `rowlock check`: the whole analysis of a case as of a day.

use jiff::civil::Date;
use rowlock_analysis::{Look, report};

use crate::arguments::{Check, Format};
use crate::failure::Failure;
use crate::input;
use crate::{json, page};

/// Runs it.
pub fn run(arguments: &Check) -> Result<(), Failure> {
    let loaded = input::load(&arguments.case)?;
    let last = input::last_day(&loaded.record)?;
    let on = arguments.on.unwrap_or(last);
    let known = arguments.as_known.unwrap_or(Date::MAX);
    let alliance = loaded.record.alliance(on, known);
    if alliance.founded_on.is_none() {
        let (first, _) = loaded.record.span().unwrap_or((last, last));
        let message = format!("nothing is on the record on {on}");
        return Err(Failure::user(message, format!("the record begins on {first}")));
    }
    let look = Look {
        alliance: &alliance,
        framework: &loaded.framework,
        ring: &loaded.ring,
        viewer: &loaded.viewer,
    };
    let analysis = report::analyse(look, on);
    let shown =
        page::Shown { loaded, alliance: &alliance, analysis: &analysis, as_known: arguments.as_known };
    match arguments.case.format {
        Format::Text => super::print(&page::check(&shown)),
        Format::Json => super::print_json(&json::check(&shown)),
    }
}
