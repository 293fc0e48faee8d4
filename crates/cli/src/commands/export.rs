//! `rowlock export`: a case as a complete record, or its case file in another dress.

use rowlock_core::record::Record;
use rowlock_files::case::read_case;
use rowlock_files::record::{is_record, write_keys, write_record};

use crate::arguments::{Export, Shape};
use crate::failure::Failure;
use crate::input;

/// Runs it.
pub fn run(arguments: &Export) -> Result<(), Failure> {
    let output = arguments.output.as_deref();
    if arguments.shape != Shape::Record {
        return super::write(output, &case_file(arguments)?);
    }
    let framework = input::framework(arguments.framework.as_deref())?;
    let (record, ring) = input::record(&arguments.case, &framework)?;
    super::write(output, &write_record(&record, name(&record)))?;
    super::say(&format!("{} facts, final hash {}", record.facts().len(), record.final_hash()))?;
    let sealed = ring.exported().len();
    match &arguments.keys {
        Some(path) if sealed > 0 => {
            super::write(Some(path), &write_keys(&ring))?;
            super::say(&format!("{sealed} keys in {}: keep it apart from the record", path.display()))?;
        }
        Some(_) => super::say("no keys written: none of this record\u{2019}s answers can be opened here")?,
        None if sealed > 0 => {
            super::say("answers stay sealed; to hand them over too, export again with --keys FILE")?;
        }
        None => {}
    }
    Ok(())
}

fn case_file(arguments: &Export) -> Result<String, Failure> {
    let (file, text) = (arguments.case.display().to_string(), input::text(&arguments.case)?);
    if is_record(&text) {
        let hint = "a record keeps its answers sealed; only a case file can be written as a case file";
        return Err(Failure::user(format!("{file} is an exported record"), hint));
    }
    let read = read_case(&file, &text)?;
    let mut written = match arguments.shape {
        Shape::Toml => rowlock_files::case::write_toml(read.case()),
        Shape::Json | Shape::Record => rowlock_files::case::write_json(read.case()),
    }
    .map_err(|error| Failure::Internal(anyhow::anyhow!(error)))?;
    if !written.ends_with('\n') {
        written.push('\n');
    }
    Ok(written)
}

/// The name of the alliance that a record is of.
pub fn name(record: &Record) -> &str {
    let founded = record.facts().iter().find_map(|fact| match &fact.event {
        rowlock_core::fact::Event::AllianceFounded(data) => Some(data.name.as_str()),
        _ => None,
    });
    founded.unwrap_or_default()
}
