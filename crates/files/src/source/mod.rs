//! Reading a file into a type: text to tree, tree against the type's schema, tree to value. All problems
//! of the text are reported at once, each with its line.

mod locator;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

pub use locator::Locator;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::{tree, validate};

/// Reads `text` as a `T`. A file whose name ends in `.json` holds JSON, any other file TOML. The locator
/// finds lines for what the caller checks further.
pub fn read<T: DeserializeOwned + JsonSchema>(file: &str, text: &str) -> Result<(T, Locator), Diagnostics> {
    let locator = Locator::new(file, text, tree::parse(file, text)?);
    let schema = schemars::schema_for!(T).to_value();
    Diagnostics::check(validate::validate(&locator, &schema))?;
    let value = value(&locator)?;
    Ok((value, locator))
}

/// Reads a text that is known to be well formed, without looking for problems.
pub(crate) fn read_trusted<T: DeserializeOwned>(file: &str, text: &str) -> Result<(T, Locator), Diagnostics> {
    let locator = Locator::new(file, text, tree::parse(file, text)?);
    let value = value(&locator)?;
    Ok((value, locator))
}

/// The schema should have refused whatever serde refuses; a difference between the two is still told.
fn value<T: DeserializeOwned>(locator: &Locator) -> Result<T, Diagnostics> {
    serde_json::from_value(tree::to_json(locator.root())).map_err(|error| {
        Diagnostic::of_file(locator.file(), format!("this file cannot be read: {error}")).into()
    })
}
