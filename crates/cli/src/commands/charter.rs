//! `rowlock charter`: the charter of a case, or the questions for counsel, as a document.

use jiff::civil::Date;

use super::document;
use crate::arguments::Charter;
use crate::failure::Failure;
use crate::input;

/// Runs it.
pub fn run(arguments: &Charter) -> Result<(), Failure> {
    // A name that cannot be written to is told before a case is read.
    let kind = document::kind_of(&arguments.output)?;
    let framework = input::framework(arguments.framework.as_deref())?;
    let (record, _) = input::record(&arguments.case, &framework)?;
    let on = match arguments.on {
        Some(on) => on,
        None => input::last_day(&record)?,
    };
    let alliance = record.alliance(on, Date::MAX);
    if alliance.founded_on.is_none() {
        let begins = record.span().map_or(on, |(first, _)| first);
        let message = format!("nothing is on the record on {on}");
        return Err(Failure::user(message, format!("the record begins on {begins}")));
    }
    let document = if arguments.for_counsel {
        rowlock_documents::counsel_pack(&alliance, &framework, on)
    } else {
        rowlock_documents::charter(&alliance, &framework, on)
    };
    document::write(&document, kind, Some(&arguments.output))
}
