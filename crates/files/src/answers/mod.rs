//! The offline way of a round: its questions as a text file that one respondent answers in any editor and
//! sends back. The file explains itself in comments; it is TOML, and comes back as a sheet of answers or with
//! everything that is wrong with it, line by line.

mod field;
mod format;
mod note;
mod read;
mod rows;
mod typed;
mod value;
mod write;

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, Round, by_then};
use rowlock_core::decide::option_ids;
use rowlock_core::fact::Sheet;
use rowlock_core::framework::{Framework, FromRecord, Options};
use rowlock_core::id::{OptionId, PartyId, PersonId, RoundId};

use crate::diagnostic::Diagnostics;
pub(crate) use typed::{DONT_KNOW, typed};

/// What a sheet of questions is for: one respondent of one round, on a day.
#[derive(Debug, Clone, Copy)]
pub struct Sheetwork<'a> {
    /// The alliance as it is known on that day.
    pub alliance: &'a Alliance,
    /// The framework that has the questions.
    pub framework: &'a Framework,
    /// The round.
    pub round: &'a Round,
    /// Who answers.
    pub person: &'a PersonId,
    /// The day.
    pub on: Date,
}

/// Why there are no questions for somebody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoQuestions {
    /// The round asks others.
    #[error("{person} is not asked in the round {round}")]
    NotAsked {
        /// Who.
        person: PersonId,
        /// The round.
        round: RoundId,
    },
    /// The person withdrew.
    #[error("{person} has withdrawn from the round {round}")]
    Withdrawn {
        /// Who.
        person: PersonId,
        /// The round.
        round: RoundId,
    },
    /// The round was not opened yet, so that nobody can say under which rule it is answered.
    #[error("the round {round} is not open yet")]
    NotOpen {
        /// The round.
        round: RoundId,
    },
}

/// Writes the questions of a round for one respondent as a TOML file to fill in.
///
/// # Errors
/// When that person is not asked or has withdrawn, or when the round was not opened by that day.
pub fn blank(work: &Sheetwork<'_>) -> Result<String, NoQuestions> {
    filled(work, &Sheet::default())
}

/// Writes the same file with what the respondent has answered already: their own sheet and nobody else's.
///
/// # Errors
/// As for a blank file.
pub fn filled(work: &Sheetwork<'_>, sheet: &Sheet) -> Result<String, NoQuestions> {
    write::write(work, sheet)
}

/// Reads the file when it comes back. An empty text is no answer: questions have to be answered, if only by
/// `dont_know`; predictions, red lines, importance and questions in words may stay empty.
///
/// # Errors
/// Everything that is wrong with it, each with line and hint. A file that was made for another round, person or
/// version of the framework is refused unread.
pub fn read_answers(file: &str, text: &str, work: &Sheetwork<'_>) -> Result<Sheet, Diagnostics> {
    read::read(file, text, work)
}

impl<'a> Sheetwork<'a> {
    fn round_id(&self) -> &'a RoundId {
        &self.round.drafted.value.round
    }

    /// The framework and its version, as the file names them.
    fn edition(&self) -> String {
        format!("{} {}", self.framework.id, self.framework.version)
    }

    /// The party that the respondent speaks for.
    fn party(&self) -> Result<&'a PartyId, NoQuestions> {
        let (person, round) = (self.person, self.round_id());
        let asked = &self.round.drafted.value.respondents;
        let Some(respondent) = asked.iter().find(|respondent| respondent.person == *person) else {
            return Err(NoQuestions::NotAsked { person: person.clone(), round: round.clone() });
        };
        if by_then(self.round.withdrawn.get(person), self.on).is_some() {
            return Err(NoQuestions::Withdrawn { person: person.clone(), round: round.clone() });
        }
        Ok(&respondent.party)
    }

    /// The other signers and candidates for whom somebody answers in this round.
    fn others(&self, own: &PartyId) -> Vec<&'a PartyId> {
        let there = |person: &PersonId| by_then(self.round.withdrawn.get(person), self.on).is_none();
        let asked = &self.round.drafted.value.respondents;
        let answers = |party: &PartyId| asked.iter().any(|r| r.party == *party && there(&r.person));
        let parties = self.alliance.signers(self.on).into_iter().chain(self.alliance.candidates(self.on));
        parties.filter(|party| *party != own && answers(party)).collect()
    }

    /// The adviser who reads what is for the adviser alone.
    fn adviser(&self) -> Option<&'a PersonId> {
        self.round.rule(self.on).and_then(|rule| rule.adviser.as_ref())
    }

    /// Options, or rows, with their words; what comes from the record may have none.
    fn choices(&self, options: &Options) -> Vec<(OptionId, String)> {
        let words = |id: &OptionId| {
            let fixed = options.fixed.iter().find(|choice| choice.id == *id);
            let party = PartyId::parse(id.as_str()).ok();
            match (fixed, options.from, party) {
                (Some(choice), ..) => self.spoken(&choice.text),
                (None, Some(FromRecord::Parties), Some(party)) => self.alliance.party_name(&party).to_owned(),
                _ => String::new(),
            }
        };
        let ids = option_ids(options, self.alliance, self.on);
        ids.into_iter().map(|id| (words(&id), id)).map(|(words, id)| (id, words)).collect()
    }

    /// The framework's words, with names in the places that it leaves for them.
    fn spoken(&self, text: &str) -> String {
        text.replace("{joint}", &self.alliance.name).replace("{partner}", "your partner")
    }
}
