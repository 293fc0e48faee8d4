//! `rowlock hand-over`: the encrypted file of a whole case, made, checked and opened without the application.

mod check;
mod make;
mod open;
mod passphrase;

use std::path::Path;

use rowlock_files::hand_over::{LARGEST, OpenError, Opened};

use crate::arguments::HandOverCommand;
use crate::failure::Failure;
use crate::input;

/// Runs it.
pub fn run(command: &HandOverCommand) -> Result<(), Failure> {
    match command {
        HandOverCommand::Make(arguments) => make::run(arguments),
        HandOverCommand::Check { file, passphrase } => check::run(file, passphrase),
        HandOverCommand::Open { file, output, passphrase } => open::run(file, output, passphrase),
    }
}

/// The case in a file.
fn opened(file: &Path, passphrase: &crate::arguments::PassphraseFrom) -> Result<Opened, Failure> {
    let bytes = input::bytes_up_to(file, LARGEST)?;
    let passphrase = passphrase::given(passphrase)?;
    rowlock_files::hand_over::open(&bytes, &passphrase).map_err(|error| failure(file, &error))
}

fn failure(file: &Path, error: &OpenError) -> Failure {
    Failure::user(format!("{}: {error}", file.display()), error.hint())
}
