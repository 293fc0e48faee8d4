//! The dated facts under a finding.

use rowlock_core::fact::{Seq, sentence};

use super::Subject;
use crate::document::{Block, Run};
use crate::names;

/// The first `most` facts behind a finding, each with its day and its place in the record, and how many more there are.
pub fn facts(seqs: &[Seq], most: usize, subject: Subject<'_>) -> Vec<Block> {
    let known = seqs.iter().take(most).filter_map(|seq| subject.record.fact(*seq));
    let mut told: Vec<String> = known
        .map(|fact| {
            let day = names::short_day(fact.effective_on);
            format!("{day}: {} [{}]", sentence(&fact.event, subject.alliance), fact.seq)
        })
        .collect();
    if let Some(last) = told.last_mut() {
        match seqs.len().saturating_sub(most) {
            0 => {}
            more => last.push_str(&format!(", and {}", names::count(more, "more fact"))),
        }
    }
    told.into_iter().map(|text| Block::Paragraph(vec![Run::quiet(text)])).collect()
}

/// A sentence with the first facts behind it.
pub fn told(runs: Vec<Run>, seqs: &[Seq], most: usize, subject: Subject<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(runs)];
    blocks.extend(facts(seqs, most, subject));
    blocks
}
