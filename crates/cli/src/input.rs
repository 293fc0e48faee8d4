//! Reading what a command is given: files, frameworks, cases and records.

use std::path::Path;

use jiff::civil::Date;
use rowlock_core::bounds::Bounds;
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::record::Record;
use rowlock_core::seal::Keyring;
use rowlock_files::case::read_case;
use rowlock_files::record::{is_record, read_keys, read_record};
use rowlock_web::World;

use crate::arguments;
use crate::chance;
use crate::failure::Failure;
use crate::world::RealWorld;

/// The largest file that is read: 64 MiB.
const LARGEST: u64 = 64 << 20;

/// A case, ready to be looked at.
pub struct Loaded {
    /// Its record.
    pub record: Record,
    /// The keys at hand.
    pub ring: Keyring,
    /// The framework in use.
    pub framework: Framework,
    /// Who looks.
    pub viewer: Viewer,
    /// Who is asking, by their own statement.
    pub asking: Option<String>,
}

/// Reads a file as it is.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    bytes_up_to(path, LARGEST)
}

/// Reads a file as it is, up to a size.
pub fn bytes_up_to(path: &Path, largest: u64) -> Result<Vec<u8>, Failure> {
    let shown = path.display();
    let size = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?.len();
    if size > largest {
        let hint = format!("the largest file that is read has {} MiB", largest >> 20);
        return Err(Failure::user(format!("{shown} has {} MiB", size >> 20), hint));
    }
    std::fs::read(path).map_err(|error| unreadable(path, &error))
}

/// Reads a file as text.
pub fn text(path: &Path) -> Result<String, Failure> {
    let shown = path.display();
    let bytes = bytes(path)?;
    String::from_utf8(bytes).map_err(|error| {
        let whole =
            String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
        let line = whole.matches('\n').count() + 1;
        Failure::user(format!("{shown}:{line}: this is not UTF-8 text"), "save the file as UTF-8")
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    let shown = path.display();
    match error.kind() {
        std::io::ErrorKind::NotFound => Failure::user(
            format!("there is no file {shown}"),
            "look at the name, and at the folder you are in",
        ),
        _ => Failure::user(
            format!("{shown} cannot be read: {error}"),
            "look at its permissions; a folder is not a file",
        ),
    }
}

/// The framework in `file`, or the one that is built in.
pub fn framework(file: Option<&Path>) -> Result<Framework, Failure> {
    match file {
        None => Ok(rowlock_files::framework::default_framework()?),
        Some(path) => {
            Ok(rowlock_files::framework::read_framework(&path.display().to_string(), &text(path)?)?)
        }
    }
}

/// Reads a record from text: an exported record, or a case file.
pub fn record(path: &Path, framework: &Framework) -> Result<(Record, Keyring), Failure> {
    let (name, text) = (path.display().to_string(), text(path)?);
    if is_record(&text) {
        return Ok((read_record(&name, &text)?, Keyring::default()));
    }
    let seed = chance::seed().map_err(|error| Failure::Internal(anyhow::anyhow!("no chance: {error}")))?;
    Ok(read_case(&name, &text)?.record_within(Bounds::on(today()), framework, &seed)?)
}

fn today() -> Date {
    let world: &dyn World = &RealWorld::now();
    world.today()
}

/// Reads a case and what goes with it. It lives as long as the process: to give its memory back piece by piece
/// just before the end would take longer than the analysis.
pub fn load(case: &arguments::Case) -> Result<&'static Loaded, Failure> {
    let framework = framework(case.framework.as_deref())?;
    let (record, mut ring) = record(&case.file, &framework)?;
    if let Some(path) = &case.keys {
        ring = read_keys(&path.display().to_string(), &text(path)?).map_err(|error| {
            Failure::user(error.to_string(), "`rowlock export CASE --keys FILE` writes a key file")
        })?;
    }
    let viewer = if case.adviser.is_some() { Viewer::Owner } else { Viewer::AllParties };
    if case.adviser.as_deref().is_some_and(|who| who.trim().is_empty()) {
        return Err(Failure::user(
            "--adviser does not say who is asking",
            "for example --adviser \"A. Brandt, adviser to all four\"",
        ));
    }
    Ok(Box::leak(Box::new(Loaded { record, ring, framework, viewer, asking: case.adviser.clone() })))
}

/// The last day on which a fact of the record holds; of a record from before days were bounded, the last one in reach.
pub fn last_day(record: &Record) -> Result<Date, Failure> {
    let bounds = Bounds::on(today());
    let days = || record.facts().iter().map(|fact| fact.effective_on);
    days()
        .filter(|day| bounds.hold(*day))
        .max()
        .or_else(|| days().min())
        .ok_or_else(|| Failure::user("the record is empty", "a record begins with an alliance"))
}
