//! `rowlock playbook`: what of one alliance can be used again.

mod make;
mod start;

use std::path::Path;

use jiff::civil::Date;
use rowlock_core::id::PlaybookId;
use rowlock_core::playbook::{Playbook, difference};
use rowlock_files::playbook::{read_playbook, write_playbook_json};

use super::document;
use crate::arguments::{Format, PlaybookCommand, PlaybookShow, ReportFormat};
use crate::failure::Failure;
use crate::{input, json, page};

/// Runs it.
pub fn run(command: &PlaybookCommand) -> Result<(), Failure> {
    match command {
        PlaybookCommand::Make(arguments) => make::run(arguments),
        PlaybookCommand::Check { file, framework } => check(file, framework.as_deref()),
        PlaybookCommand::Show(arguments) => show(arguments),
        PlaybookCommand::Start(arguments) => start::run(arguments),
        PlaybookCommand::Diff { case, on, framework, format } => {
            diff(case, *on, framework.as_deref(), *format)
        }
    }
}

fn read(file: &Path, framework: Option<&Path>) -> Result<Playbook, Failure> {
    let framework = input::framework(framework)?;
    Ok(read_playbook(&file.display().to_string(), &input::text(file)?, &framework)?)
}

fn check(file: &Path, framework: Option<&Path>) -> Result<(), Failure> {
    let playbook = read(file, framework)?;
    let (clauses, rows) = (playbook.clauses.len(), playbook.decisions.len());
    super::print(&format!(
        "{} is sound: \u{201c}{}\u{201d}, version {}, with {clauses} clauses and {rows} rows of the decision table\n",
        file.display(),
        playbook.name,
        playbook.version,
    ))
}

fn show(arguments: &PlaybookShow) -> Result<(), Failure> {
    let framework = input::framework(arguments.framework.as_deref())?;
    let playbook = read(&arguments.file, arguments.framework.as_deref())?;
    let paper = || rowlock_documents::playbook(&playbook, &framework);
    let output = arguments.output.as_deref();
    match arguments.format {
        ReportFormat::Text | ReportFormat::Json if output.is_some() => {
            Err(Failure::user("-o goes with --format pdf, docx or md", "add one of them, or leave out -o"))
        }
        ReportFormat::Text => super::print(&page::playbook(&playbook, &framework)),
        ReportFormat::Json => {
            let text = write_playbook_json(&playbook).map_err(|error| anyhow::anyhow!(error))?;
            super::print(&(text + "\n"))
        }
        ReportFormat::Pdf => document::write(&paper(), document::Kind::Pdf, output),
        ReportFormat::Docx => document::write(&paper(), document::Kind::Word, output),
        ReportFormat::Md => document::write(&paper(), document::Kind::Markdown, output),
    }
}

fn diff(case: &Path, on: Option<Date>, framework: Option<&Path>, format: Format) -> Result<(), Failure> {
    let framework = input::framework(framework)?;
    let (record, _) = input::record(case, &framework)?;
    let on = on.map_or_else(|| input::last_day(&record), Ok)?;
    let alliance = record.alliance(on, Date::MAX);
    let Some(begun) = &alliance.begun_from else {
        let message = format!("{} did not begin from a playbook by {on}", case.display());
        let hint = "`rowlock playbook start FILE` begins one; a case file says it in [begun_from]";
        return Err(Failure::user(message, hint));
    };
    let playbook = &begun.value.playbook;
    let lines = difference(playbook, &playbook.comparable(Playbook::standing(&alliance, on)));
    match format {
        Format::Text => super::print(&page::changes(&alliance.name, playbook, &lines, &framework, on)),
        Format::Json => super::print_json(&json::changes(playbook, &lines, on)),
    }
}

/// An id made of a name: its letters and digits, in lower case.
fn id_of(name: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' };
    let words: String = name.chars().map(plain).collect();
    let id = words.split_whitespace().collect::<Vec<&str>>().join("-");
    id.chars().take(48).collect::<String>().trim_end_matches('-').to_owned()
}

fn playbook_id(name: &str) -> Result<PlaybookId, Failure> {
    PlaybookId::parse(&id_of(name)).map_err(|error| {
        Failure::user(format!("no id can be made of the name \u{201c}{name}\u{201d}"), error.to_string())
    })
}
