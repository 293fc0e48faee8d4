//! The case file: an alliance in one readable file, read into the same facts as the application writes.

mod build;
pub mod format;
mod lower;

use rowlock_core::bounds::{Bounds, MOST_FACTS};
use rowlock_core::framework::Framework;
use rowlock_core::record::Record;
use rowlock_core::seal::{Keyring, Seed};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{self, Locator};
use format::Case;
use lower::Problem;

/// A case file that has been read, and where everything in it stands.
pub struct CaseFile {
    case: Case,
    locator: Locator,
}

/// Reads a case file, as TOML or, where its name ends in `.json`, as JSON of the same shape.
///
/// # Errors
/// Everything that is wrong with its shape, each with line and hint.
pub fn read_case(file: &str, text: &str) -> Result<CaseFile, Diagnostics> {
    let (case, locator) = source::read::<Case>(file, text)?;
    Ok(CaseFile { case, locator })
}

impl CaseFile {
    /// The tables as they were read.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The record of this case, with the keys under which its answers are sealed. Keys and nonces are derived
    /// from `seed`, so the caller draws it by chance.
    ///
    /// # Errors
    /// Everything in the file that may not stand on the record, each with line and hint.
    pub fn record(&self, framework: &Framework, seed: &Seed) -> Result<(Record, Keyring), Diagnostics> {
        self.record_within(Bounds::WIDEST, framework, seed)
    }

    /// The same, within the bounds of a day.
    ///
    /// # Errors
    /// As [`Self::record`].
    pub fn record_within(
        &self,
        bounds: Bounds,
        framework: &Framework,
        seed: &Seed,
    ) -> Result<(Record, Keyring), Diagnostics> {
        let (entries, mut problems) = lower::lower(&self.case);
        if entries.len() > MOST_FACTS {
            let told = self.locator.diagnostic("", "the case has more facts than a record keeps".to_owned());
            let hint = "hours a week stand as one fact for each week: write `hours` for the whole period, or split the case";
            return Err(told.expected(format!("at most {MOST_FACTS} facts")).hint(hint.to_owned()).into());
        }
        self.check_framework(framework, &mut problems);
        let built = build::build(entries, framework, seed, bounds);
        match built {
            Ok(record) if problems.is_empty() => Ok(record),
            Ok(_) => Err(self.diagnostics(problems)),
            Err(more) => {
                problems.extend(more);
                Err(self.diagnostics(problems))
            }
        }
    }

    fn check_framework(&self, framework: &Framework, problems: &mut Vec<Problem>) {
        let named =
            self.case.alliance.framework.as_ref().map_or(lower::DEFAULT_FRAMEWORK, |id| id.0.as_str());
        if named != framework.id.as_str() {
            problems.push(Problem {
                path: "/alliance/framework".to_owned(),
                message: format!(
                    "this case was written with the framework {named}, and {} is in use",
                    framework.id
                ),
                found: Some(named.to_owned()),
                expected: Some(framework.id.to_string()),
                hint: Some("give the framework it was written with by --framework FILE".to_owned()),
            });
        }
    }

    fn diagnostics(&self, problems: Vec<Problem>) -> Diagnostics {
        let told = problems.into_iter().map(|problem| self.diagnostic(problem)).collect();
        Diagnostics::gather(told).unwrap_or_else(|| {
            Diagnostic::of_file(self.locator.file(), "the file cannot be put on a record").into()
        })
    }

    fn diagnostic(&self, problem: Problem) -> Diagnostic {
        let mut told = self.locator.diagnostic(&problem.path, problem.message);
        if let Some(found) = problem.found {
            told = told.found(found);
        }
        if let Some(expected) = problem.expected {
            told = told.expected(expected);
        }
        if let Some(hint) = problem.hint {
            told = told.hint(hint);
        }
        told
    }
}

/// The JSON Schema of case files, for editors.
pub fn case_schema() -> String {
    let schema = schemars::schema_for!(Case);
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes a case as TOML.
///
/// # Errors
/// When it cannot be written, which the shape of a case does not allow to happen.
pub fn write_toml(case: &Case) -> Result<String, String> {
    let value = serde_json::to_value(case).map_err(|error| error.to_string())?;
    toml::to_string_pretty(&toml_value(&value)).map_err(|error| error.to_string())
}

/// Writes a case as JSON of the same shape.
///
/// # Errors
/// When it cannot be written, which the shape of a case does not allow to happen.
pub fn write_json(case: &Case) -> Result<String, String> {
    serde_json::to_string_pretty(case).map_err(|error| error.to_string())
}

/// JSON as TOML: the same shape, with dates as TOML writes them.
fn toml_value(value: &serde_json::Value) -> toml::Value {
    match value {
        serde_json::Value::Object(table) => toml::Value::Table(
            table
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| (key.clone(), toml_value(value)))
                .collect(),
        ),
        serde_json::Value::Array(values) => toml::Value::Array(values.iter().map(toml_value).collect()),
        serde_json::Value::String(text) => {
            let date = text.parse::<jiff::civil::Date>().ok().filter(|_| text.len() == 10);
            let date = date.and_then(|_| text.parse::<toml::value::Datetime>().ok());
            date.map_or_else(|| toml::Value::String(text.clone()), toml::Value::Datetime)
        }
        serde_json::Value::Bool(word) => toml::Value::Boolean(*word),
        serde_json::Value::Number(number) => number
            .as_i64()
            .map_or_else(|| toml::Value::Float(number.as_f64().unwrap_or(0.0)), toml::Value::Integer),
        serde_json::Value::Null => toml::Value::String(String::new()),
    }
}
