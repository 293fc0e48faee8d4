//! `rowlock import`: an exported record, checked fact by fact and written again.

use rowlock_files::record::{read_record, write_record};

use crate::arguments::Import;
use crate::failure::Failure;
use crate::input;

/// Runs it.
pub fn run(arguments: &Import) -> Result<(), Failure> {
    let text = input::text(&arguments.record)?;
    let record = read_record(&arguments.record.display().to_string(), &text)?;
    super::write(arguments.output.as_deref(), &write_record(&record, super::export::name(&record)))?;
    super::say(&format!("{} facts, final hash {}", record.facts().len(), record.final_hash()))
}
