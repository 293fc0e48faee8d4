//! Playbook files: a playbook as readable text, read like a case file and written again.

pub mod format;
mod lower;
mod raise;
mod start;

use rowlock_core::framework::Framework;
use rowlock_core::playbook::Playbook;

pub use start::{Beginning, Firm};

use crate::diagnostic::Diagnostics;
use crate::source;
use format::PlaybookFile;

pub(crate) use lower::lower;

/// Reads a playbook file, as TOML or, where its name ends in `.json`, as JSON of the same shape.
///
/// # Errors
/// Everything that is wrong with it, each with line and hint: its shape, seats that are none, ids that stand twice,
/// clauses and checks that the framework does not have.
pub fn read_playbook(file: &str, text: &str, framework: &Framework) -> Result<Playbook, Diagnostics> {
    let (read, locator) = source::read::<PlaybookFile>(file, text)?;
    lower(&read, Some(framework)).map_err(|faults| {
        let told = faults.into_iter().map(|fault| {
            let told = locator.diagnostic(&fault.pointer, fault.message).hint(fault.hint);
            match fault.found {
                Some(found) => told.found(found),
                None => told,
            }
        });
        Diagnostics::gather(told.collect()).unwrap_or_else(|| {
            crate::diagnostic::Diagnostic::of_file(file, "this playbook cannot be read").into()
        })
    })
}

/// Writes a playbook as TOML.
///
/// # Errors
/// When it cannot be written, which its shape does not allow to happen.
pub fn write_playbook(playbook: &Playbook) -> Result<String, String> {
    toml::to_string_pretty(&PlaybookFile::from(playbook)).map_err(|error| error.to_string())
}

/// Writes a playbook as JSON of the same shape.
///
/// # Errors
/// When it cannot be written, which its shape does not allow to happen.
pub fn write_playbook_json(playbook: &Playbook) -> Result<String, String> {
    serde_json::to_string_pretty(&PlaybookFile::from(playbook)).map_err(|error| error.to_string())
}

/// The JSON Schema of playbook files, for editors.
pub fn playbook_schema() -> String {
    format!("{:#}\n", schemars::schema_for!(PlaybookFile).to_value())
}
