//! Framework files: read, check, and the default framework.

mod check;
pub mod format;
mod item;
mod lower;

use rowlock_core::framework::Framework;

use crate::diagnostic::Diagnostics;
use crate::source;
use format::FrameworkFile;

/// The text of the default framework.
pub const DEFAULT_TEXT: &str = include_str!("../../../../frameworks/core-alignment.toml");

/// The name under which the default framework is read.
pub const DEFAULT_FILE: &str = "frameworks/core-alignment.toml";

/// Reads a framework file: its shape, and then that ids are unique, references lead somewhere and
/// numbers agree with one another. Reports all problems at once.
pub fn read_framework(file: &str, text: &str) -> Result<Framework, Diagnostics> {
    let (table, locator) = source::read::<FrameworkFile>(file, text)?;
    let mut checks = check::Checks::new(&locator);
    checks.file(&table);
    let framework = lower::framework(&mut checks, table);
    Diagnostics::check(checks.problems)?;
    Ok(framework)
}

/// Reads the default framework. Its text is built in and a test says that it is sound, so it is read without
/// looking for problems; should it ever not read, they are looked for after all.
pub fn default_framework() -> Result<Framework, Diagnostics> {
    if let Ok((table, locator)) = source::read_trusted::<FrameworkFile>(DEFAULT_FILE, DEFAULT_TEXT) {
        let mut checks = check::Checks::new(&locator);
        let framework = lower::framework(&mut checks, table);
        if checks.problems.is_empty() {
            return Ok(framework);
        }
    }
    read_framework(DEFAULT_FILE, DEFAULT_TEXT)
}

/// The JSON Schema of a framework file, indented, ending in a newline.
pub fn framework_schema() -> String {
    let mut schema = schemars::schema_for!(FrameworkFile);
    schema.insert("title".to_owned(), "Rowlock framework file".into());
    format!("{:#}\n", schema.to_value())
}
