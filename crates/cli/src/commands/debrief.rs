//! `rowlock debrief`: a case looked back at.

use jiff::civil::Date;
use rowlock_analysis::lookback::look_back;

use super::document;
use crate::arguments::{Debrief, ReportFormat};
use crate::failure::Failure;
use crate::input;
use crate::{json, page};

/// Runs it.
pub fn run(arguments: &Debrief) -> Result<(), Failure> {
    let loaded = input::load(&arguments.case)?;
    let last = input::last_day(&loaded.record)?;
    let on = arguments.on.unwrap_or(last);
    let alliance = loaded.record.alliance(on, Date::MAX);
    if alliance.founded_on.is_none() {
        let (first, _) = loaded.record.span().unwrap_or((last, last));
        let message = format!("nothing is on the record on {on}");
        return Err(Failure::user(message, format!("the record begins on {first}")));
    }
    let output = arguments.output.as_deref();
    let is_file = !matches!(arguments.format, ReportFormat::Text | ReportFormat::Json);
    if output.is_some() && !is_file {
        let hint = "add one of them, or leave out -o";
        return Err(Failure::user("-o goes with --format pdf, docx or md", hint));
    }
    let mut looked = look_back(&loaded.record, &loaded.framework, &loaded.ring, on, Date::MAX);
    if arguments.for_all {
        looked = looked.for_all();
    }
    let written = || rowlock_documents::lookback(&looked, &alliance, &loaded.framework);
    match arguments.format {
        ReportFormat::Text => super::print(&page::debrief(&looked, &alliance, &loaded.framework)),
        ReportFormat::Json => super::print_json(&json::debrief(&looked, &alliance)),
        ReportFormat::Pdf => document::write(&written(), document::Kind::Pdf, output),
        ReportFormat::Docx => document::write(&written(), document::Kind::Word, output),
        ReportFormat::Md => document::write(&written(), document::Kind::Markdown, output),
    }
}
