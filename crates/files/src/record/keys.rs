//! The keys of an exported record, in a file of their own: whoever holds both can read the answers.

use std::collections::BTreeMap;

use rowlock_core::seal::Keyring;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    rowlock_keys: u32,
    keys: BTreeMap<String, String>,
}

/// Writes the keys that may leave with an export. Keys of answers for the adviser alone are not among them.
pub fn write_keys(ring: &Keyring) -> String {
    write_named_keys(ring.exported())
}

/// Writes keys that the gate let out, by subject.
pub fn write_named_keys(keys: BTreeMap<String, String>) -> String {
    let file = KeyFile { rowlock_keys: 1, keys };
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// Why a key file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeysError {
    /// It is not a key file.
    #[error("{file}: this is not a key file: {why}")]
    NotAKeyFile {
        /// The file.
        file: String,
        /// What is wrong.
        why: String,
    },
    /// One key is not a key.
    #[error("{file}: the key of {subject} is not 64 hexadecimal digits")]
    BadKey {
        /// The file.
        file: String,
        /// Whose.
        subject: String,
    },
}

/// Reads a key file.
///
/// # Errors
/// When it is not one, or a key in it is malformed.
pub fn read_keys(file: &str, text: &str) -> Result<Keyring, KeysError> {
    let read: KeyFile = serde_json::from_str(text)
        .map_err(|error| KeysError::NotAKeyFile { file: file.to_owned(), why: error.to_string() })?;
    let mut ring = Keyring::default();
    for (subject, key) in &read.keys {
        if ring.take_in(subject, key).is_err() {
            return Err(KeysError::BadKey { file: file.to_owned(), subject: subject.clone() });
        }
    }
    Ok(ring)
}
