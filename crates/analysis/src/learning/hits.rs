//! What the verdict said at fixed distances before the end, against how it came out.

use rowlock_core::fact::Outcome;

use super::PastCase;
use crate::verdict::Word;

/// The distances before the end, in weeks.
pub const WEEKS_BEFORE: [i32; 3] = [26, 13, 4];

/// One distance before the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HitTable {
    /// Weeks before the end.
    pub weeks_before: i32,
    /// A row for each word that was said.
    pub rows: Vec<Hit>,
    /// Cases that had not begun to run by then, or were not looked at.
    pub too_early: usize,
}

/// One word, and how the alliances came out of which it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The word.
    pub word: Word,
    /// How many reached their aim.
    pub reached: usize,
    /// How many reached some of it.
    pub some: usize,
    /// How many failed.
    pub failed: usize,
}

/// Whether a word asks for a change of course.
pub fn asks_for_change(word: Word) -> bool {
    matches!(word, Word::Repair | Word::Restructure | Word::Separate | Word::DoNotStart)
}

pub(super) fn tables(cases: &[PastCase]) -> Vec<HitTable> {
    WEEKS_BEFORE.map(|weeks| table(cases, weeks)).into()
}

fn table(cases: &[PastCase], weeks_before: i32) -> HitTable {
    let over = || cases.iter().filter(|case| case.outcome.is_some_and(|outcome| outcome != Outcome::Ongoing));
    let said = |case: &PastCase| case.said_before(weeks_before);
    let row = |word: Word| {
        let of =
            |outcome| over().filter(|case| case.outcome == Some(outcome) && said(case) == Some(word)).count();
        Hit { word, reached: of(Outcome::Succeeded), some: of(Outcome::Mixed), failed: of(Outcome::Failed) }
    };
    let rows = Word::ALL.into_iter().map(row).filter(|row| row.reached + row.some + row.failed > 0);
    HitTable {
        weeks_before,
        rows: rows.collect(),
        too_early: over().filter(|case| said(case).is_none()).count(),
    }
}
