//! The passphrase of a hand-over: from a file, from standard input, or typed unseen. Never an argument, which others on
//! the machine could read.

use std::io::Read;
use std::path::Path;

use console::Term;
use rowlock_files::hand_over::Passphrase;

use crate::arguments::PassphraseFrom;
use crate::failure::Failure;
use crate::input;

/// The longest text in which a passphrase is looked for.
const LONGEST: u64 = 4096;

/// The passphrase that somebody gives.
pub fn given(from: &PassphraseFrom) -> Result<Passphrase, Failure> {
    let text = match from.passphrase_file.as_deref() {
        Some(file) if file == Path::new("-") => {
            let mut text = String::new();
            std::io::stdin().take(LONGEST).read_to_string(&mut text)?;
            text
        }
        Some(file) => input::text(file)?,
        None => typed()?,
    };
    Passphrase::read(&text).map_err(|error| {
        Failure::user(error.to_string(), "six groups of four, as they were shown when the file was made")
    })
}

fn typed() -> Result<String, Failure> {
    let term = Term::stderr();
    if !term.is_term() {
        let hint = "--passphrase-file FILE reads it from a file, and --passphrase-file - from standard input";
        return Err(Failure::user("there is no terminal at which to type the passphrase", hint));
    }
    term.write_str("Passphrase: ")?;
    Ok(term.read_secure_line()?)
}
