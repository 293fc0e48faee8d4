//! The dated facts under a finding.

use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{Seq, sentence};
use rowlock_core::record::Record;

use super::sheet::Sheet;
use super::short_day;

/// How many facts stand under one finding.
const MOST: usize = 4;

/// Writes the facts behind a finding, the first few, each with its day and its place in the record.
pub fn facts(sheet: &mut Sheet, indent: usize, seqs: &[Seq], record: &Record, alliance: &Alliance) {
    let lead = " ".repeat(indent);
    for seq in seqs.iter().take(MOST) {
        if let Some(fact) = record.fact(*seq) {
            let day = short_day(fact.effective_on);
            let text = format!("{day}  {} [{seq}]", sentence(&fact.event, alliance));
            sheet.item(&lead, indent + day.len() + 2, &text, super::sheet::Ink::Quiet);
        }
    }
    if seqs.len() > MOST {
        sheet.note(indent, &format!("and {} more facts", seqs.len() - MOST));
    }
}
