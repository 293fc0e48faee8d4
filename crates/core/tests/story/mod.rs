//! Telling a story to the core: each line goes through `decide` and onto a record, as in the application.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod samples;

use std::fmt::Debug;
use std::path::Path;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use rowlock_core::alliance::{Alliance, Round};
use rowlock_core::decide::{Refusal, decide};
use rowlock_core::fact::*;
use rowlock_core::framework::Framework;
use rowlock_core::record::{NewFact, Record};
use rowlock_core::seal::{Keyring, Sealed, Seed, Subject};

/// The day of all that stands on the record at all times.
pub const FIRST: &str = "2025-01-06";

/// A civil date.
pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Any id.
pub fn id<T: FromStr<Err: Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// Noon of a day in universal time.
pub fn noon(day: Date) -> Timestamp {
    TimeZone::UTC.to_timestamp(day.at(12, 0, 0, 0)).unwrap()
}

/// A record at work.
pub struct Story {
    /// The framework.
    pub framework: Framework,
    /// The record.
    pub record: Record,
    /// The keys.
    pub ring: Keyring,
}

impl Story {
    /// An alliance of the lead `ana` and the partners named, each with one person: `ana-1`, `ben-1` and so on.
    pub fn of(partners: &[&str]) -> Self {
        let framework = rowlock_files::framework::default_framework().unwrap();
        let mut story = Self { framework, record: Record::default(), ring: Keyring::default() };
        let reference = FrameworkRef { id: id("core-alignment"), version: "1".into() };
        story.tell(
            FIRST,
            AllianceFounded {
                name: "Rowboat".into(),
                form: AllianceForm::Informal,
                stage: Stage::Running,
                lead: id("ana"),
                framework: reference,
                from_playbook: None,
                recalled: false,
            },
        );
        for party in std::iter::once(&"ana").chain(partners) {
            let role = if *party == "ana" { PartyRole::Lead } else { PartyRole::Partner };
            story.tell(
                FIRST,
                PartyJoined {
                    party: id(party),
                    name: party.to_uppercase(),
                    party_kind: PartyKind::Person,
                    role,
                    people: vec![id(&format!("{party}-1"))],
                    brings: None,
                },
            );
        }
        story
    }

    /// The alliance as all of the record has it.
    pub fn now(&self) -> Alliance {
        self.record.alliance(Date::MAX, Date::MAX)
    }

    /// The round `r1` as all of the record has it.
    pub fn round(&self) -> Round {
        self.now().rounds["r1"].clone()
    }

    /// Puts a fact on the record, with what it entails; answers with the kinds of what was entailed.
    #[track_caller]
    pub fn tell(&mut self, on: &str, event: impl Into<Event>) -> Vec<&'static str> {
        match self.try_tell(on, event) {
            Ok(kinds) => kinds,
            Err(refusal) => panic!("refused: {refusal:?}"),
        }
    }

    /// The refusal of a fact, in words.
    #[track_caller]
    pub fn refused(&mut self, on: &str, event: impl Into<Event>) -> String {
        match self.try_tell(on, event) {
            Ok(_) => panic!("this was to be refused, and it stands on the record"),
            Err(refusal) => format!("{}: {refusal}", refusal.field()),
        }
    }

    /// Tries to put a fact on the record.
    pub fn try_tell(&mut self, on: &str, event: impl Into<Event>) -> Result<Vec<&'static str>, Refusal> {
        let on = day(on);
        let facts = decide(&self.now(), &self.framework, on, &Actor::Rowlock, event.into())?;
        let entailed = facts.iter().skip(1).map(|(_, event)| event.kind()).collect();
        for (actor, event) in facts {
            let new = NewFact { recorded_at: noon(on), effective_on: on, actor, event };
            self.record.append(new).unwrap();
        }
        Ok(entailed)
    }

    /// Drafts and opens the round `r1` of `people`, each with its party's name before the dash.
    pub fn open_round(&mut self, on: &str, people: &[&str], adviser: Option<&str>) {
        self.open_round_of(RoundForm::Full, on, people, adviser);
    }

    /// Drafts and opens a round of any form.
    pub fn open_round_of(&mut self, form: RoundForm, on: &str, people: &[&str], adviser: Option<&str>) {
        let respondents = people
            .iter()
            .map(|person| Respondent { person: id(person), party: id(person.split('-').next().unwrap()) });
        self.tell(
            on,
            RoundDrafted {
                round: id("r1"),
                form,
                respondents: respondents.collect(),
                asked_by: "Ana".into(),
                why: "To see".into(),
            },
        );
        let rule =
            FrozenRule { min_items_behind_a_band: 3, adviser: adviser.map(id), shown: "Sealed".into() };
        self.tell(on, RoundOpened { round: id("r1"), rule });
    }

    /// An empty sheet of `person` for the round `r1`.
    pub fn answers(&mut self, person: &str) -> AnswersSubmitted {
        let subject = Subject::answers(&id(person));
        self.ring.create(&subject, &Seed([7; 32]));
        let sheet = Sealed::seal(&Sheet::default(), &subject, "r1", &self.ring, &Seed([8; 32])).unwrap();
        AnswersSubmitted { round: id("r1"), person: id(person), sheet, adviser_only: None }
    }

    /// Consent of `party` to the release of `r1`.
    pub fn consent(&mut self, on: &str, party: &str, scope: ReleaseScope) -> Vec<&'static str> {
        self.tell(on, ReleaseConsented { round: id("r1"), party: id(party), person: None, scope })
    }
}

/// Compares `text` with a file in `tests/`; where they differ, writes the new text to the target directory.
#[track_caller]
pub fn golden(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let stored = std::fs::read_to_string(&file).unwrap_or_default();
    if stored != text {
        let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&new, text).unwrap();
        let line = stored.lines().zip(text.lines()).find(|(old, new)| old != new);
        panic!(
            "{name} is another now, first at {line:?}; where that is meant: cp {} {}",
            new.display(),
            file.display()
        );
    }
}
