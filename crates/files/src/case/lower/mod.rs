//! From the tables of a case file to commands with their days: what is to be put on the record, by whom,
//! and where in the file it stands.

mod answers;
mod business;
pub(crate) use business::DEFAULT_FRAMEWORK;
mod candidate;
mod charter;
mod exchange;
mod hand_over;
mod parts;
mod round;
mod structure;
mod watch;
mod work;

use jiff::civil::Date;
use rowlock_core::fact::{Actor, Event, Pack, ScoreSheet, Sheet};
use rowlock_core::id::{ExchangeId, PartyId, PersonId, RoundId, ScoringId};

use super::format::{Case, Id};

/// One command that a case file asks for.
#[derive(Clone)]
pub(super) struct Entry {
    pub recorded: Date,
    pub on: Date,
    pub actor: Actor,
    pub wish: Wish,
    /// Where it stands: a pointer into the file.
    pub path: String,
}

/// What an entry asks for.
#[derive(Clone)]
pub(super) enum Wish {
    /// A fact as it stands.
    Fact(Box<Event>),
    /// Answers that are still to be checked and sealed.
    Answers { round: RoundId, person: PersonId, sheet: Box<Sheet> },
    /// Scores that are still to be checked and sealed.
    Scores { scoring: ScoringId, person: PersonId, sheet: Box<ScoreSheet> },
    /// A diligence pack that is still to be checked and sealed.
    Pack { exchange: ExchangeId, party: PartyId, pack: Box<Pack> },
    /// All facts of the entry at this pointer no longer count.
    Withdraw { path: String, why: String },
}

/// Something in the file that cannot be read as what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    /// Where: a pointer into the file, with the field at its end.
    pub path: String,
    pub message: String,
    pub found: Option<String>,
    pub expected: Option<String>,
    pub hint: Option<String>,
}

/// The entries of a case file in the making.
pub(super) struct Lowering<'a> {
    case: &'a Case,
    entries: Vec<Entry>,
    problems: Vec<Problem>,
}

/// Where an entry stands and when it was written down: what all parts of one table share.
#[derive(Clone)]
struct Place {
    path: String,
    recorded: Option<Date>,
    actor: Actor,
}

impl Place {
    /// A part of the same table, at `field` and perhaps with a day of its own for the writing down.
    fn part(&self, field: &str, recorded: Option<Date>) -> Self {
        Self { path: format!("{}/{field}", self.path), recorded, actor: self.actor.clone() }
    }

    /// A day that stands in the table itself: written down with the table, where that was later.
    fn day(&self, field: &str, on: Date) -> Self {
        self.part(field, self.recorded.filter(|recorded| *recorded > on))
    }
}

/// Reads all tables of `case`.
pub(super) fn lower(case: &Case) -> (Vec<Entry>, Vec<Problem>) {
    let mut lowering = Lowering { case, entries: Vec::new(), problems: Vec::new() };
    lowering.alliance();
    lowering.parties();
    lowering.moves();
    lowering.candidates();
    lowering.begun_from();
    lowering.exchanges();
    lowering.rounds();
    lowering.charter();
    lowering.structure();
    lowering.work();
    lowering.watch();
    lowering.learning();
    lowering.hand_overs();
    lowering.corrections();
    (lowering.entries, lowering.problems)
}

impl Lowering<'_> {
    fn begun_from(&mut self) {
        let Some(table) = &self.case.begun_from else { return };
        let path = "/begun_from".to_owned();
        let actor = self.recorder(table.recorded_by.as_ref(), &path);
        let place = Place { path, recorded: table.recorded, actor };
        match crate::playbook::lower(&table.playbook, None) {
            Ok(playbook) => {
                let applied = rowlock_core::fact::PlaybookApplied { playbook: Box::new(playbook) };
                self.put(&place, table.on, applied);
            }
            Err(faults) => self.problems.extend(faults.into_iter().map(|fault| Problem {
                path: format!("/begun_from/playbook{}", fault.pointer),
                message: fault.message,
                found: fault.found,
                expected: None,
                hint: Some(fault.hint),
            })),
        }
    }

    fn place(&mut self, table: &str, index: usize, recorded: Option<Date>, by: Option<&Id>) -> Place {
        let path = format!("/{table}/{index}");
        let actor = self.recorder(by, &path);
        Place { path, recorded, actor }
    }

    /// Who wrote something down: the lead party if nobody is named.
    fn recorder(&mut self, by: Option<&Id>, path: &str) -> Actor {
        match by {
            None => Actor::Party(self.party(&self.case.alliance.lead, path)),
            Some(by) if self.case.adviser.iter().any(|adviser| adviser.id == *by) => {
                Actor::Adviser(self.id(by, path))
            }
            Some(by) => Actor::Party(self.party(by, path)),
        }
    }

    fn put(&mut self, place: &Place, on: Date, event: impl Into<Event>) {
        self.wish(place, on, Wish::Fact(Box::new(event.into())));
    }

    fn wish(&mut self, place: &Place, on: Date, wish: Wish) {
        let recorded = place.recorded.unwrap_or(on);
        if recorded < on {
            self.problems.push(Problem {
                path: format!("{}/recorded", place.path),
                message: format!(
                    "it is written down on {recorded}, before {on}, the day from which it holds"
                ),
                found: Some(recorded.to_string()),
                expected: Some(format!("{on} or later")),
                hint: Some(
                    "plans go into fields such as `due`; a fact is written down when it holds, or later"
                        .into(),
                ),
            });
        }
        // From memory nothing was written down before the day of remembering.
        let recorded = self.case.alliance.recalled.map_or(recorded, |recalled| recorded.max(recalled));
        self.entries.push(Entry { recorded, on, actor: place.actor.clone(), wish, path: place.path.clone() });
    }

    fn corrections(&mut self) {
        for (index, table) in self.case.correction.iter().enumerate() {
            let place = self.place("correction", index, table.recorded, None);
            match self.find(&table.withdraws) {
                Some(path) => self.wish(&place, table.on, Wish::Withdraw { path, why: table.why.clone() }),
                None => self.problems.push(Problem {
                    path: format!("{}/withdraws", place.path),
                    message: format!("there is no entry \u{201c}{}\u{201d}", table.withdraws),
                    found: Some(table.withdraws.clone()),
                    expected: Some(
                        "`table:id` of an entry in this file, for example `issue:late-figures`".into(),
                    ),
                    hint: None,
                }),
            }
        }
    }

    /// The pointer of the entry that `table:id` names.
    fn find(&self, name: &str) -> Option<String> {
        let (table, id) = name.split_once(':')?;
        let case = self.case;
        let index = match table {
            "project" => case.project.iter().position(|entry| entry.id.0 == id),
            "issue" => case.issue.iter().position(|entry| entry.id.0 == id),
            "lead" => case.lead.iter().position(|entry| entry.id.0 == id),
            "outside_interest" => case.outside_interest.iter().position(|entry| entry.id.0 == id),
            "decision" => case.decision.iter().position(|entry| entry.id.0 == id),
            "control_point" => case.control_point.iter().position(|entry| entry.id.0 == id),
            "obligation" => case.obligation.iter().position(|entry| entry.id.0 == id),
            "meeting" => case.meeting.iter().position(|entry| entry.id.0 == id),
            "client" => case.client.iter().position(|entry| entry.id.0 == id),
            "trial" => case.trial.iter().position(|entry| entry.id.0 == id),
            "attempt" => case.attempt.iter().position(|entry| entry.id.0 == id),
            "effort" => id.parse::<usize>().ok()?.checked_sub(1).filter(|index| *index < case.effort.len()),
            _ => None,
        }?;
        Some(format!("/{table}/{index}"))
    }
}
