//! The command line of Rowlock, and its server. Data goes to standard output, messages to standard error.

mod arguments;
mod chance;
mod commands;
mod connections;
mod failure;
mod input;
mod json;
mod log;
mod page;
mod private;
mod server;
mod world;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    match commands::run(arguments) {
        Ok(status) => status,
        Err(failure) => failure.report(),
    }
}
