//! Writing down: each fact goes through `decide` and onto the record, with what it entails.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rowlock_core::alliance::{Alliance, fold};
use rowlock_core::answers::seal_answers;
use rowlock_core::decide::decide;
use rowlock_core::fact::{Actor, Event, RoundDrafted, Sheet};
use rowlock_core::framework::Framework;
use rowlock_core::id::{PartyId, PersonId};
use rowlock_core::record::{NewFact, Record};
use rowlock_core::seal::{Keyring, Seed};

use crate::kind::Kind;
use crate::plan::Life;

/// A fact that was made up and may not stand on a record.
#[derive(Debug, thiserror::Error)]
#[error("{kind} on {on}: {why}")]
pub struct Refused {
    kind: &'static str,
    on: Date,
    why: String,
}

/// Who writes the record.
pub(crate) struct Scribe<'a> {
    pub framework: &'a Framework,
    record: Record,
    alliance: Alliance,
    ring: Keyring,
    seed: Seed,
    /// What happened in the week, not yet in order.
    heard: Vec<(Date, Actor, Event)>,
}

impl<'a> Scribe<'a> {
    pub fn new(framework: &'a Framework, seed: [u8; 32]) -> Self {
        Self {
            framework,
            record: Record::default(),
            alliance: Alliance::default(),
            ring: Keyring::default(),
            seed: Seed(seed),
            heard: Vec::new(),
        }
    }

    /// Hears of something that a party did; it is written down with the rest of the week.
    pub fn hears(&mut self, on: Date, party: &PartyId, event: impl Into<Event>) {
        self.heard.push((on, Actor::Party(party.clone()), event.into()));
    }

    /// Hears of the answers that a person gave.
    pub fn hears_answers(
        &mut self,
        on: Date,
        party: &PartyId,
        person: &PersonId,
        round: &RoundDrafted,
        sheet: Sheet,
    ) {
        if let Ok(given) = seal_answers(self.framework, round, person, sheet, &mut self.ring, &self.seed) {
            self.hears(on, party, given);
        }
    }

    /// Writes down what was heard, in the order of the days.
    pub fn write_down(&mut self) -> Result<(), Refused> {
        let mut heard = std::mem::take(&mut self.heard);
        heard.sort_by_key(|(on, ..)| *on);
        heard.into_iter().try_for_each(|(on, actor, event)| self.write(on, &actor, event))
    }

    /// Writes down one fact at once.
    pub fn write(&mut self, on: Date, actor: &Actor, event: impl Into<Event>) -> Result<(), Refused> {
        let event = event.into();
        let kind = event.kind();
        let refused = |why: String| Refused { kind, on, why };
        let facts = decide(&self.alliance, self.framework, on, actor, event)
            .map_err(|refusal| refused(refusal.to_string()))?;
        for (actor, event) in facts {
            let new = NewFact { recorded_at: evening(on), effective_on: on, actor, event };
            let seq = self.record.append(new).map_err(|error| refused(error.to_string()))?;
            if let Some(fact) = self.record.fact(seq) {
                self.alliance = fold(std::mem::take(&mut self.alliance), fact);
            }
        }
        Ok(())
    }

    /// The record as a whole life.
    pub fn into_life(self, kind: Kind, runs_from: Date, declines_from: Option<Date>) -> Life {
        let until = self.record.span().map_or(runs_from, |(_, last)| last);
        Life { record: self.record, ring: self.ring, kind, runs_from, declines_from, until }
    }
}

fn evening(on: Date) -> Timestamp {
    TimeZone::UTC.to_timestamp(on.at(18, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The day of a week, its Monday being day 0.
pub(crate) fn weekday(monday: Date, day: usize) -> Date {
    monday.checked_add((day as i64).days()).unwrap_or(monday)
}
