//! Deciding: may this fact stand on the record, and what does it entail? Pure, and the only way in.

mod absence;
mod business;
mod candidate;
mod charter;
mod diligence;
mod ending;
mod hand_over;
mod playbook;
mod refusal;
mod round;
mod sheet;
mod structure;
mod watch;
mod work;

pub use absence::not_yet_said;
pub use hand_over::under_way;
pub use refusal::Refusal;
pub use sheet::{Unfit, option_ids, shape, unfit_answers};

use jiff::civil::Date;

use crate::alliance::Alliance;
use crate::fact::{Actor, Event};
use crate::framework::Framework;
use crate::id::{PartyId, PersonId};

/// What a decision is taken on: the alliance as it is known, the framework, and the day on which the new
/// fact is to hold.
pub(crate) struct Bench<'a> {
    alliance: &'a Alliance,
    framework: &'a Framework,
    on: Date,
}

/// Decides on `command`, the fact that its actor wants on the record.
///
/// Answers with the facts to append, each with the actor it stands under: the command itself, and what
/// it entails.
///
/// # Errors
/// A refusal that names the field, what was found and what would do.
pub fn decide(
    alliance: &Alliance,
    framework: &Framework,
    on: Date,
    actor: &Actor,
    command: Event,
) -> Result<Vec<(Actor, Event)>, Refusal> {
    let bench = Bench { alliance, framework, on };
    bench.begun(&command)?;
    bench.lives_here(&command)?;
    if let Actor::Party(party) = actor
        && !matches!(command, Event::AllianceFounded(_) | Event::PartyJoined(_))
    {
        bench.party("recorded_by", party)?;
    }
    bench.check_business(&command)?;
    bench.check_absence(actor, &command)?;
    bench.check_candidate(&command)?;
    bench.check_round(&command)?;
    bench.check_charter(&command)?;
    bench.check_structure(&command)?;
    bench.check_diligence(&command)?;
    Bench::approves_for_itself(actor, &command)?;
    bench.shows_for_itself(actor, &command)?;
    bench.check_hand_over(&command)?;
    Bench::consents_for_itself(actor, &command)?;
    bench.check_work(&command)?;
    bench.check_watch(&command)?;
    bench.check_ending(&command)?;
    let mut entailed = bench.entailed(&command);
    entailed.extend(bench.entailed_by_absence(&command));
    entailed.extend(bench.entailed_by_scores(&command));
    entailed.extend(bench.entailed_by_diligence(&command));
    entailed.extend(bench.entailed_by_playbook(&command));
    entailed.extend(bench.entailed_by_ending(&command));
    let mut facts = vec![(actor.clone(), command)];
    facts.extend(entailed.into_iter().map(|event| (Actor::Rowlock, event)));
    Ok(facts)
}

impl Bench<'_> {
    fn begun(&self, command: &Event) -> Result<(), Refusal> {
        let founding = matches!(command, Event::AllianceFounded(_));
        match self.alliance.founded_on {
            None if !founding => Err(Refusal::not_now(
                "on",
                "this is dated before the record begins",
                "the record begins on the day of the alliance itself; date this later, or begin the record earlier",
            )),
            Some(_) if founding => {
                Err(Refusal::not_now("name", "the record has begun already", "one record holds one alliance"))
            }
            Some(begun) if self.on < begun => {
                Err(Refusal::too_early("on", self.on, "the record begins", begun))
            }
            _ => Ok(()),
        }
    }

    fn party(&self, field: &'static str, party: &PartyId) -> Result<(), Refusal> {
        match self.alliance.parties.get(party) {
            None => Err(Refusal::unknown(field, "party", party.as_str(), self.alliance.parties.keys())),
            Some(entry) if self.on < entry.joined.on => {
                Err(Refusal::too_early("on", self.on, &format!("{party} came in"), entry.joined.on))
            }
            Some(_) => Ok(()),
        }
    }

    fn parties<'p>(
        &self,
        field: &'static str,
        parties: impl IntoIterator<Item = &'p PartyId>,
    ) -> Result<(), Refusal> {
        parties.into_iter().try_for_each(|party| self.party(field, party))
    }

    fn person_of(&self, field: &'static str, person: &PersonId, party: &PartyId) -> Result<(), Refusal> {
        let people = self.alliance.parties.get(party).map(|entry| entry.joined.value.people.as_slice());
        if people.is_some_and(|people| people.contains(person)) {
            return Ok(());
        }
        Err(Refusal::unknown(
            field,
            &format!("person of {party}"),
            person.as_str(),
            people.unwrap_or_default(),
        ))
    }
}

/// Refuses an amount that is not a number of at least 0.
pub(crate) fn amount(field: &'static str, value: f64) -> Result<(), Refusal> {
    within(field, value, 0.0, f64::MAX)
}

/// Refuses a number outside its bounds.
pub(crate) fn within(field: &'static str, value: f64, low: f64, high: f64) -> Result<(), Refusal> {
    if value >= low && value <= high {
        return Ok(());
    }
    let bounds = if high < f64::MAX {
        format!("a number from {low} to {high}")
    } else {
        format!("a number of at least {low}")
    };
    Err(Refusal::OutOfRange { field, found: value.to_string(), expected: bounds })
}

/// Refuses a text without a letter.
pub(crate) fn said(field: &'static str, text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::OutOfRange {
            field,
            found: "an empty text".to_owned(),
            expected: "at least one word".to_owned(),
        });
    }
    Ok(())
}
