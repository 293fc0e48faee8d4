//! `rowlock check`: the whole analysis of a case as of a day.

use jiff::civil::Date;
use rowlock_analysis::{Look, report};
use rowlock_core::gate::Viewer;
use rowlock_documents::{Document, Subject};

use super::document;
use crate::arguments::{Check, ReportFormat};
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
    let output = arguments.output.as_deref();
    match arguments.format {
        ReportFormat::Text | ReportFormat::Json if output.is_some() => {
            Err(Failure::user("-o goes with --format pdf, docx or md", "add one of them, or leave out -o"))
        }
        ReportFormat::Text => super::print(&page::check(&shown)),
        ReportFormat::Json => super::print_json(&json::check(&shown)),
        ReportFormat::Pdf => document::write(&report_of(&shown), document::Kind::Pdf, output),
        ReportFormat::Docx => document::write(&report_of(&shown), document::Kind::Word, output),
        ReportFormat::Md => document::write(&report_of(&shown), document::Kind::Markdown, output),
    }
}

/// The analysis as a document.
fn report_of(shown: &page::Shown<'_>) -> Document {
    let asking = shown.loaded.asking.as_deref().filter(|_| shown.loaded.viewer == Viewer::Owner);
    let subject = Subject {
        alliance: shown.alliance,
        framework: &shown.loaded.framework,
        record: &shown.loaded.record,
        next: &rowlock_analysis::next_steps(shown.analysis, shown.alliance, &shown.loaded.framework),
        as_known: shown.as_known,
        asking,
    };
    rowlock_documents::report(shown.analysis, subject)
}
