//! The record: facts in the order in which they were written down, each line carrying the hash of the
//! line before it.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::alliance::Alliance;
use crate::fact::{Actor, Event, Fact, Seq};
use crate::halt;
use crate::seal::{digest, hex};

/// The version of the shape in which facts are written.
pub const FACT_VERSION: u32 = 1;

/// The hash that the first line of a record names as the one before it.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

const HASH_FIELD: &str = ",\"hash\":\"";
const HASH_LENGTH: usize = 64;

/// A fact that is to be put on a record.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFact {
    /// When it is written down.
    pub recorded_at: Timestamp,
    /// The day on which it holds.
    pub effective_on: Date,
    /// Who writes it down.
    pub actor: Actor,
    /// What it says.
    pub event: Event,
}

/// A record of facts with its chain.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    facts: Vec<Fact>,
    lines: Vec<String>,
}

/// Why a line is not the next of a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The line does not end in its hash.
    #[error("the line does not end in its hash")]
    NoHash,
    /// The line was changed: it does not give the hash that it carries.
    #[error("the line was changed: its hash does not match its text")]
    Changed,
    /// The line names another line before it than the one that is there.
    #[error("a line before it is missing, or was put in or changed")]
    Unchained,
    /// The line was written by a newer version.
    #[error("the line is of version {0}, newer than this program reads")]
    Newer(u32),
    /// The line is whole, and yet does not read as a fact.
    #[error("the line is not a fact that this program knows: {0}")]
    NotAFact(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    seq: Seq,
    v: u32,
    recorded_at: Timestamp,
    effective_on: Date,
    actor: Actor,
    fact: Event,
    prev: String,
}

impl Record {
    /// The facts, in the order in which they were written down.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The lines, one for each fact, without line ends.
    pub fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The hash of the last line, which stands for the whole record.
    pub fn final_hash(&self) -> &str {
        self.lines.last().map_or(GENESIS, |line| line_hash(line).unwrap_or(GENESIS))
    }

    /// A fact by its place.
    pub fn fact(&self, seq: Seq) -> Option<&Fact> {
        self.facts.get(usize::try_from(seq.0).ok()?.checked_sub(1)?)
    }

    /// Puts a fact at the end of the record.
    ///
    /// # Errors
    /// When the fact cannot be written as text.
    pub fn append(&mut self, new: NewFact) -> Result<Seq, serde_json::Error> {
        let seq = Seq(self.facts.len() as u64 + 1);
        let NewFact { recorded_at, effective_on, actor, event } = new;
        let prev = self.final_hash().to_owned();
        let line = Line { seq, v: FACT_VERSION, recorded_at, effective_on, actor, fact: event, prev };
        let mut text = serde_json::to_string(&line)?;
        text.pop();
        let hash = hex(&digest(&[text.as_bytes()]));
        self.lines.push(format!("{text}{HASH_FIELD}{hash}\"}}"));
        self.facts.push(Fact { seq, recorded_at, effective_on, actor: line.actor, event: line.fact });
        Ok(seq)
    }

    /// Takes in the next line of a record that was written before.
    ///
    /// # Errors
    /// When the line was changed, does not follow the line before it, or is not a known fact.
    pub fn take_in(&mut self, text: &str) -> Result<Seq, LineError> {
        let hash = line_hash(text).ok_or(LineError::NoHash)?;
        let body = &text[..text.len() - HASH_FIELD.len() - HASH_LENGTH - 2];
        if hex(&digest(&[body.as_bytes()])) != hash {
            return Err(LineError::Changed);
        }
        let whole = format!("{body}}}");
        let line: Line = serde_json::from_str(&whole).map_err(|error| unreadable(&whole, &error))?;
        if line.v > FACT_VERSION {
            return Err(LineError::Newer(line.v));
        }
        let seq = Seq(self.facts.len() as u64 + 1);
        if line.prev != self.final_hash() || line.seq != seq {
            return Err(LineError::Unchained);
        }
        let Line { recorded_at, effective_on, actor, fact, .. } = line;
        self.facts.push(Fact { seq, recorded_at, effective_on, actor, event: fact });
        self.lines.push(text.to_owned());
        Ok(seq)
    }

    /// The facts that hold on `on` as far as they were known on `known`, in the order in which they hold,
    /// without those withdrawn by then.
    pub fn holding(&self, on: Date, known: Date) -> Vec<&Fact> {
        let mut withdrawn = BTreeSet::new();
        let mut facts: Vec<&Fact> = Vec::new();
        for fact in &self.facts {
            if fact.effective_on <= on && known_on(fact) <= known {
                if let Event::FactWithdrawn(data) = &fact.event {
                    withdrawn.insert(data.fact);
                }
                facts.push(fact);
            }
        }
        if !withdrawn.is_empty() {
            facts.retain(|fact| !withdrawn.contains(&fact.seq));
        }
        facts.sort_by_key(|fact| (fact.effective_on, fact.seq));
        facts
    }

    /// The alliance on `on` as known on `known`.
    pub fn alliance(&self, on: Date, known: Date) -> Alliance {
        let mut alliance = Alliance::default();
        for fact in self.holding(on, known) {
            halt::point();
            alliance.apply(fact);
        }
        alliance
    }

    /// Whether it is the record of a past alliance, entered afterwards from memory.
    pub fn is_recalled(&self) -> bool {
        let founding = self.facts.iter().find_map(|fact| match &fact.event {
            Event::AllianceFounded(data) => Some(data.recalled),
            _ => None,
        });
        founding.unwrap_or(false)
    }

    /// Whether a fact was written down from memory: on the record of a past alliance, after the day on which it held.
    pub fn recalls(&self, fact: &Fact) -> bool {
        self.is_recalled() && known_on(fact) > fact.effective_on
    }

    /// The day up to which one knows when one looks at `on`: that day; of a past alliance entered from memory
    /// everything, since nothing of it was written down at the time.
    pub fn known_by(&self, on: Date) -> Date {
        if self.is_recalled() { Date::MAX } else { on }
    }

    /// The alliance on a day, as it was known then, or is remembered.
    pub fn as_of(&self, on: Date) -> Alliance {
        self.alliance(on, self.known_by(on))
    }

    /// The first and the last day on which a fact holds.
    pub fn span(&self) -> Option<(Date, Date)> {
        let first = self.facts.iter().map(|fact| fact.effective_on).min()?;
        let last = self.facts.iter().map(|fact| fact.effective_on).max()?;
        Some((first, last))
    }
}

/// The day on which a fact became known, in universal time.
pub fn known_on(fact: &Fact) -> Date {
    TimeZone::UTC.to_datetime(fact.recorded_at).date()
}

/// Why a whole line does not read: it is of a newer version, or no fact at all.
fn unreadable(line: &str, error: &serde_json::Error) -> LineError {
    let value = serde_json::from_str::<serde_json::Value>(line).ok();
    let version =
        value.and_then(|value| value.get("v")?.as_u64()).and_then(|version| u32::try_from(version).ok());
    match version {
        Some(version) if version > FACT_VERSION => LineError::Newer(version),
        _ => LineError::NotAFact(error.to_string()),
    }
}

fn line_hash(line: &str) -> Option<&str> {
    let rest = line.strip_suffix("\"}")?;
    let start = rest.len().checked_sub(HASH_LENGTH)?;
    let hash = rest.get(start..)?;
    let hexadecimal = hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (hexadecimal && rest.get(..start)?.ends_with(HASH_FIELD)).then_some(hash)
}
