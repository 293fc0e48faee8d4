//! What stands at the beginning of a hand-over: versions, the final hash, the people by name, and a list of its parts.

use rowlock_core::pack::sha256;
use serde::{Deserialize, Serialize};

/// The version of what is inside the file.
pub(super) const FORMAT: u32 = 1;

/// What a hand-over holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of this shape.
    pub rowlock_hand_over: u32,
    /// The version of the program that made it.
    pub program: String,
    /// The framework of the case, and its version.
    pub framework: String,
    /// How many facts the record has.
    pub facts: u64,
    /// The hash of its last line.
    pub r#final: String,
    /// What the people of the record are called, by id.
    pub people: Vec<Named>,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A person of the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The id in the record.
    pub person: String,
    /// What people call them.
    pub name: String,
}

/// A part of a hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its name in the archive.
    pub name: String,
    /// Bytes.
    pub bytes: u64,
    /// The SHA-256 of what it holds.
    pub sha256: String,
}

impl Part {
    /// The entry of a part.
    pub(super) fn of(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), bytes: bytes.len() as u64, sha256: sha256(bytes) }
    }
}
