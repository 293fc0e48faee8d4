//! The dated facts under a finding.

use rowlock_core::fact::{Seq, sentence};

use super::Shown;
use super::sheet::{Ink, Sheet};
use super::short_day;

/// Writes the first `most` facts behind a finding, each with its day and its place in the record.
pub fn facts(sheet: &mut Sheet, indent: usize, seqs: &[Seq], most: usize, shown: &Shown<'_>) {
    let lead = " ".repeat(indent);
    for fact in seqs.iter().take(most).filter_map(|seq| shown.loaded.record.fact(*seq)) {
        let day = short_day(fact.effective_on);
        let text = format!("{day}  {} [{}]", sentence(&fact.event, shown.alliance), fact.seq);
        sheet.item(&lead, indent + day.len() + 2, &text, Ink::Quiet);
    }
    match seqs.len().saturating_sub(most) {
        0 => {}
        1 => sheet.note(indent, "and 1 more fact"),
        more => sheet.note(indent, &format!("and {more} more facts")),
    }
}
