//! The exported record: one JSON object a line, each carrying the hash of the line before it, under a header
//! that says how many lines and how many bytes there are. So a file that was cut off is told apart from one
//! that was changed.

mod keys;

pub use keys::{KeysError, read_keys, write_keys, write_named_keys};

use rowlock_core::fact::Seq;
use rowlock_core::record::{LineError, Record};
use serde::{Deserialize, Serialize};

/// The version of this format.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    rowlock_record: u32,
    alliance: String,
    facts: u64,
    bytes: u64,
    r#final: String,
}

/// Why an exported record cannot be trusted or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It is not an exported record.
    #[error("{file}:1: this is not an exported record: the first line is not its header")]
    NotARecord {
        /// The file.
        file: String,
    },
    /// It was written by a newer version.
    #[error("{file}:1: this record has format {found}, newer than this program reads ({FORMAT})")]
    Newer {
        /// The file.
        file: String,
        /// Its format.
        found: u32,
    },
    /// The file ends before the record does.
    #[error("{file}: cut off after fact {whole} of {facts}; what is there is unchanged")]
    CutOff {
        /// The file.
        file: String,
        /// The last whole fact.
        whole: u64,
        /// How many there should be.
        facts: u64,
    },
    /// A fact was changed, taken out or put in.
    #[error("{file}:{line}: fact {fact} is bad: {why}")]
    BadFact {
        /// The file.
        file: String,
        /// The line.
        line: u64,
        /// The fact.
        fact: Seq,
        /// What is wrong with it.
        why: LineError,
    },
    /// The facts are whole, and the header does not belong to them.
    #[error("{file}:1: the header was changed: {why}")]
    BadHeader {
        /// The file.
        file: String,
        /// What does not agree.
        why: String,
    },
}

impl RecordError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::NotARecord { .. } => {
                "`rowlock export` writes exported records; a case file is read by `rowlock check`"
            }
            Self::Newer { .. } => "read it with the version of Rowlock that wrote it, or a newer one",
            Self::CutOff { .. } => "the copy was not complete: copy or export it again",
            Self::BadFact { .. } | Self::BadHeader { .. } => {
                "the file was changed after it was written: take another copy, and ask who had this one"
            }
        }
    }
}

/// Writes a record as text.
pub fn write_record(record: &Record, alliance: &str) -> String {
    let mut body = String::new();
    for line in record.lines() {
        body.push_str(line);
        body.push('\n');
    }
    let header = Header {
        rowlock_record: FORMAT,
        alliance: alliance.to_owned(),
        facts: record.lines().len() as u64,
        bytes: body.len() as u64,
        r#final: record.final_hash().to_owned(),
    };
    let header = serde_json::to_string(&header).unwrap_or_default();
    format!("{header}\n{body}")
}

/// Whether a text looks like an exported record rather than a case file.
pub fn is_record(text: &str) -> bool {
    text.starts_with("{\"rowlock_record\"")
}

/// Reads an exported record and checks its chain.
///
/// # Errors
/// Says whether it was cut off or changed, and names the first bad fact.
pub fn read_record(file: &str, text: &str) -> Result<Record, RecordError> {
    let file = file.to_owned();
    let Some((first, body)) = text.split_once('\n') else { return Err(RecordError::NotARecord { file }) };
    let Ok(header) = serde_json::from_str::<Header>(first) else {
        return Err(RecordError::NotARecord { file });
    };
    if header.rowlock_record != FORMAT {
        return Err(RecordError::Newer { file, found: header.rowlock_record });
    }
    let mut record = Record::default();
    for (index, line) in body.split_inclusive('\n').enumerate() {
        let fact = Seq(index as u64 + 1);
        let whole = line.strip_suffix('\n');
        let cut_off = (body.len() as u64) < header.bytes && whole.is_none();
        let taken = record.take_in(whole.unwrap_or(line));
        if cut_off {
            return Err(RecordError::CutOff { file, whole: index as u64, facts: header.facts });
        }
        if let Err(why) = taken {
            return Err(RecordError::BadFact { file, line: fact.0 + 1, fact, why });
        }
        if whole.is_none() {
            return Err(RecordError::BadFact { file, line: fact.0 + 1, fact, why: LineError::NoHash });
        }
    }
    let facts = record.lines().len() as u64;
    if facts < header.facts && (body.len() as u64) < header.bytes {
        return Err(RecordError::CutOff { file, whole: facts, facts: header.facts });
    }
    let told = if facts != header.facts {
        format!("it says {} facts, and there are {facts}", header.facts)
    } else if body.len() as u64 != header.bytes {
        format!("it says {} bytes, and there are {}", header.bytes, body.len())
    } else if record.final_hash() != header.r#final {
        "its hash is not that of the last fact".to_owned()
    } else if name(&record).is_some_and(|name| name != header.alliance) {
        "the alliance has another name".to_owned()
    } else {
        return Ok(record);
    };
    Err(RecordError::BadHeader { file, why: told })
}

fn name(record: &Record) -> Option<&str> {
    record.facts().iter().find_map(|fact| match &fact.event {
        rowlock_core::fact::Event::AllianceFounded(data) => Some(data.name.as_str()),
        _ => None,
    })
}
