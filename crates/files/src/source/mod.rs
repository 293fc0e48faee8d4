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
    let root = tree::parse(file, text)?;
    let value = tree::to_json(&root);
    let locator = Locator::new(file, text, root);
    let schema = schemars::schema_for!(T).to_value();
    Diagnostics::check(validate::validate(&locator, &schema))?;
    // The schema should have refused whatever serde refuses; a difference between the two is still told.
    let value = serde_json::from_value(value)
        .map_err(|error| Diagnostic::of_file(file, format!("this file cannot be read: {error}")))?;
    Ok((value, locator))
}
