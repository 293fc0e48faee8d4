//! Learning across cases: were our warnings right, how early, how often for nothing; which areas stood open behind which
//! failures. Counts with intervals, and plainly nothing where there is too little. `docs/methods/learning.md`.

mod case;
mod hits;
mod lessons;
mod odds;
mod warned;

#[cfg(test)]
mod tests;

pub use case::{PastArea, PastCase, PastLook, Source};
pub use hits::{Hit, HitTable, WEEKS_BEFORE, asks_for_change};
pub use lessons::{FEWEST_CASES, Lesson, Share};
pub use odds::{FEWEST_OF_EACH, FEWEST_OUTCOMES, Odds, Trial, in_words};
pub use warned::{FalseAlarms, Lead, Leads};

use rowlock_core::fact::Outcome;
use rowlock_core::framework::Framework;

/// The level of all intervals.
const LEVEL: f64 = 0.9;

/// What is learned from cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    /// How many cases were looked at.
    pub cases: usize,
    /// How many of them have looks that were given at the time.
    pub given: usize,
    /// How many reached their aim.
    pub reached: usize,
    /// How many reached some of it: neither right nor wrong by any warning.
    pub some: usize,
    /// How many failed.
    pub failed: usize,
    /// What the verdict said before the end, against how it came out.
    pub hits: Vec<HitTable>,
    /// How early those that failed were warned.
    pub leads: Leads,
    /// Alarms in those that reached their aim or go on.
    pub false_alarms: Option<FalseAlarms>,
    /// Areas that stood open, in failures and in successes; none below the fewest cases.
    pub lessons: Vec<Lesson>,
    /// What may be said of probabilities.
    pub odds: Odds,
    /// The whole in a few sentences.
    pub summary: Vec<String>,
}

impl Learned {
    /// How many outcomes are known.
    pub fn known(&self) -> usize {
        self.reached + self.some + self.failed
    }
}

/// What is learned from `cases`, whose order does not matter.
pub fn learn(cases: &[PastCase], framework: &Framework) -> Learned {
    let of = |outcome| cases.iter().filter(|case| case.outcome == Some(outcome)).count();
    let mut learned = Learned {
        cases: cases.len(),
        given: cases.iter().filter(|case| case.source == Source::Given).count(),
        reached: of(Outcome::Succeeded),
        some: of(Outcome::Mixed),
        failed: of(Outcome::Failed),
        hits: hits::tables(cases),
        leads: warned::leads(cases),
        false_alarms: warned::false_alarms(cases),
        lessons: lessons::lessons(cases, framework),
        odds: odds::odds(cases),
        summary: Vec::new(),
    };
    learned.summary = summary(&learned);
    learned
}

fn summary(learned: &Learned) -> Vec<String> {
    let known = learned.known();
    let mut sentences = vec![match (learned.cases, known) {
        (0, _) => "There is no case to learn from yet.".to_owned(),
        (cases, 0) => format!(
            "Of {}, none has an outcome yet: nothing can be said of how right the warnings were.",
            count(cases)
        ),
        (cases, known) => format!(
            "Of {}, {known} {} an outcome: {} reached the aim, {} reached some of it, {} failed.",
            count(cases),
            if known == 1 { "has" } else { "have" },
            learned.reached,
            learned.some,
            learned.failed
        ),
    }];
    sentences.extend(learned.leads.sentence());
    sentences.extend(learned.false_alarms.as_ref().map(FalseAlarms::sentence));
    if learned.lessons.is_empty() && known > 0 {
        sentences.push(format!(
            "Lessons on areas are told from {FEWEST_CASES} failures on; there {} {}.",
            if learned.failed == 1 { "is" } else { "are" },
            learned.failed
        ));
    }
    if known > 0 {
        sentences.push(learned.odds.sentence());
    }
    sentences
}

fn count(cases: usize) -> String {
    if cases == 1 { "1 alliance".to_owned() } else { format!("{cases} alliances") }
}
