//! How one alliance of a portfolio stands on a day, and how much it needs a person.

use jiff::civil::Date;
use rowlock_core::fact::{Outcome, Stage};
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::record::Record;
use rowlock_core::seal::Keyring;

use super::Facet;
use crate::alignment::Look;
use crate::finding::State;
use crate::next_steps;
use crate::report::analyse;
use crate::verdict::Word;

/// How one alliance stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// What it shows of itself to the others.
    pub facet: Facet,
    /// Its stage.
    pub stage: Option<Stage>,
    /// How it came out, where that is known.
    pub outcome: Option<Outcome>,
    /// The verdict, as all parties may read it.
    pub word: Word,
    /// How many signals are at alarm.
    pub alarms: usize,
    /// How many are at watch.
    pub watches: usize,
    /// The next step.
    pub next: String,
    /// The day of this reading: the day asked for, or the last day of one that is over.
    pub on: Date,
}

impl Standing {
    /// How an alliance stands on a day; none where nothing is on its record by then.
    pub fn of(record: &Record, framework: &Framework, ring: &Keyring, on: Date) -> Option<Self> {
        let known = record.known_by(on);
        let today = record.alliance(on, known);
        today.founded_on?;
        // Days after the last fact of one that is over say nothing.
        let is_over = today.stage(on) == Some(Stage::Ended);
        let last = record.holding(on, known).iter().map(|fact| fact.effective_on).max();
        let day = last.filter(|_| is_over).unwrap_or(on);
        let alliance = record.alliance(day, known);
        let look = Look { alliance: &alliance, framework, ring, viewer: &Viewer::AllParties };
        let analysis = analyse(look, day);
        let at = |state| analysis.signals.iter().filter(|signal| signal.state == state).count();
        let next = if is_over {
            let debriefed = alliance.debriefs.iter().any(|held| held.on <= day);
            if debriefed { "Read what it teaches." } else { "It is over: look back together." }.to_owned()
        } else {
            next_steps(&analysis, &alliance, framework).into_iter().next().unwrap_or_default()
        };
        Some(Self {
            facet: Facet::of(&alliance, day),
            stage: alliance.stage(day),
            outcome: alliance.outcome(day).map(|outcome| outcome.value),
            word: analysis.verdict.word,
            alarms: at(State::Alarm),
            watches: at(State::Watch),
            next,
            on: day,
        })
    }

    /// How much it needs a person: what is over last, then by the verdict, then by alarms and watches. More comes first.
    pub fn attention(&self) -> (u8, usize, usize) {
        let by_word = match self.word {
            _ if self.stage == Some(Stage::Ended) => 0,
            Word::Separate => 8,
            Word::Restructure => 7,
            Word::DoNotStart => 6,
            Word::Repair => 5,
            Word::SettleFirst => 4,
            Word::NotEnoughKnown => 3,
            Word::GoAhead => 2,
            Word::Proceed => 1,
        };
        (by_word, self.alarms, self.watches)
    }
}
