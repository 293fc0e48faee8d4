//! The commands, one file each.

mod charter;
mod check;
mod debrief;
mod demo;
mod document;
mod export;
mod framework;
mod glossary;
mod hand_over;
mod import;
mod playbook;
mod portfolio;
mod replay;
mod select;
mod serve;
mod verify;

pub use portfolio::{Seen, SeenCase};
pub use select::Selected;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

/// Runs a command.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    match arguments.command {
        Command::Demo(arguments) => demo::run(&arguments)?,
        Command::Serve(arguments) => serve::run(&arguments)?,
        Command::Check(arguments) => check::run(&arguments)?,
        Command::Replay(arguments) => replay::run(&arguments)?,
        Command::Debrief(arguments) => debrief::run(&arguments)?,
        Command::Select(arguments) => return select::run(&arguments),
        Command::Portfolio(arguments) => return portfolio::run(&arguments),
        Command::Charter(arguments) => charter::run(&arguments)?,
        Command::Export(arguments) => export::run(&arguments)?,
        Command::Import(arguments) => import::run(&arguments)?,
        Command::Playbook { command } => playbook::run(&command)?,
        Command::Verify { record } => verify::run(&record)?,
        Command::HandOver { command } => hand_over::run(&command)?,
        Command::Framework { command } => framework::run(&command)?,
        Command::Glossary { term, framework, format } => {
            glossary::run(&term.join(" "), framework.as_deref(), format)?;
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "rowlock", &mut script);
            std::io::stdout().write_all(&script)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints data on standard output.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Prints a value as JSON.
fn print_json(value: &impl serde::Serialize) -> Result<(), Failure> {
    let mut text = serde_json::to_string_pretty(value).map_err(anyhow::Error::from)?;
    text.push('\n');
    print(&text)
}

/// Writes data to a file, or prints it where none is named.
fn write(output: Option<&Path>, text: &str) -> Result<(), Failure> {
    match output {
        None => print(text),
        Some(path) => write_bytes(path, text.as_bytes()),
    }
}

/// Writes bytes to a file.
fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(path, bytes).map_err(|error| {
        let message = format!("{} cannot be written: {error}", path.display());
        Failure::user(message, "look at the folder and its permissions")
    })
}

/// Says something on standard error.
fn say(text: &str) -> Result<(), Failure> {
    writeln!(std::io::stderr().lock(), "{text}")?;
    Ok(())
}
