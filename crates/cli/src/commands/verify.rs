//! `rowlock verify`: is this record as it was written?

use std::path::Path;

use rowlock_files::record::read_record;

use crate::failure::Failure;
use crate::input;

/// Runs it.
pub fn run(path: &Path) -> Result<(), Failure> {
    let text = input::text(path)?;
    let record = read_record(&path.display().to_string(), &text)?;
    let name = super::export::name(&record);
    let facts = record.facts().len();
    super::print(&format!(
        "{name}: all {facts} facts are whole and in order.\nfinal hash {}\n",
        record.final_hash()
    ))
}
