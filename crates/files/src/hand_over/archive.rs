//! What is inside the file: a ZIP archive of a manifest, the record, the keys that go along, and sealed files of
//! evidence. Nothing in it is compressed, and it is filled up to a step, so that its size says little.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use rowlock_core::fact::Event;
use rowlock_core::id::is_id;
use rowlock_core::record::Record;
use rowlock_core::seal::{Keyring, Seed};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::Passphrase;
use super::age::{LockError, decrypt, encrypt};
use super::manifest::{FORMAT, Manifest, Named, Part};
use crate::record::{KeysError, RecordError, read_keys, read_record, write_named_keys, write_record};

const MANIFEST: &str = "manifest.json";
const RECORD: &str = "record.jsonl";
const KEYS: &str = "keys.json";
const PADDING: &str = "padding";

/// The most parts that are read.
const MOST_PARTS: usize = 4096;
/// The longest manifest that is read.
const LONGEST_MANIFEST: u64 = 4 << 20;
/// The most keys, and the most people, that are read.
const MOST_NAMES: usize = 20_000;
/// The smallest step to which a file is filled up.
const STEP: u64 = 64 << 10;

/// A case on its way.
pub struct Luggage {
    /// The record, which ends with its hand-over.
    pub record: Record,
    /// The keys that go along, as hexadecimal text by subject.
    pub keys: BTreeMap<String, String>,
    /// What the people of the record are called, by id.
    pub people: BTreeMap<String, String>,
    /// Files of evidence.
    pub evidence: Vec<Evidence>,
}

/// A file of evidence, sealed under the key of its pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The exchange.
    pub exchange: String,
    /// The party.
    pub party: String,
    /// The file.
    pub id: String,
    /// What it holds, sealed.
    pub sealed: Vec<u8>,
}

impl Evidence {
    fn part(&self) -> String {
        format!("evidence/{}/{}/{}", self.exchange, self.party, self.id)
    }
}

/// A case that was taken out of its file.
pub struct Opened {
    /// What the file says of itself.
    pub manifest: Manifest,
    /// The record: every line is whole and follows the one before, and the last says that it was handed over.
    pub record: Record,
    /// The keys that came along.
    pub keys: Keyring,
    /// Files of evidence, sealed.
    pub evidence: Vec<Evidence>,
}

/// Why a hand-over cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The file does not open.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// It opens, and holds something else.
    #[error("the passphrase opens the file, and there is no case of Rowlock in it: {0}")]
    NoCase(String),
    /// What it holds was written by a newer version.
    #[error("this hand-over has format {0}, newer than this program reads ({FORMAT})")]
    Newer(u32),
    /// One part is not as the list of its parts says.
    #[error("the part {name} is not as it was put in: {why}")]
    Part {
        /// Which.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// The record is not whole.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// The keys cannot be read.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The record is whole, and does not say that it was handed over.
    #[error("the record is whole, and its last fact is not that it was handed over")]
    NotHandedOver,
    /// There is more than one file may hold.
    #[error("the case is larger than a file of a hand-over may be, {} MiB", super::LARGEST >> 20)]
    TooLarge,
}

impl OpenError {
    /// What to do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Lock(LockError::WrongPassphrase) => {
                "type it again, or ask who made the file; they can make it again with a new passphrase"
            }
            Self::Lock(LockError::CutOff | LockError::Changed | LockError::Header) => {
                "copy the file again, or have it made again; nothing was taken in"
            }
            Self::Lock(LockError::Newer) | Self::Newer(_) => "take it in with a newer version of Rowlock",
            Self::Lock(LockError::TooMuchWork(_)) => "encrypt it again with less, or have it made again",
            Self::Lock(_) | Self::NoCase(_) => "choose the file that was saved when the case was handed over",
            Self::Part { .. } | Self::Record(_) | Self::Keys(_) | Self::NotHandedOver => {
                "the file was put together by somebody else: have it made again where the case lives"
            }
            Self::TooLarge => "leave packs of evidence where they are: they go along by consent alone",
        }
    }
}

/// Packs a case and encrypts it. The seed has to be a fresh one.
///
/// # Errors
/// `NotHandedOver` when the record does not end with a hand-over, `TooLarge` when it is too large.
pub fn lock(
    luggage: &Luggage,
    program: &str,
    passphrase: &Passphrase,
    seed: &Seed,
) -> Result<Vec<u8>, OpenError> {
    if !is_handed_over(&luggage.record) {
        return Err(OpenError::NotHandedOver);
    }
    let record = write_record(&luggage.record, name(&luggage.record));
    let keys = write_named_keys(luggage.keys.clone());
    let mut parts = vec![(RECORD.to_owned(), record.as_bytes()), (KEYS.to_owned(), keys.as_bytes())];
    parts.extend(luggage.evidence.iter().map(|file| (file.part(), file.sealed.as_slice())));
    let manifest = Manifest {
        rowlock_hand_over: FORMAT,
        program: program.to_owned(),
        framework: framework(&luggage.record),
        facts: luggage.record.lines().len() as u64,
        r#final: luggage.record.final_hash().to_owned(),
        people: luggage
            .people
            .iter()
            .map(|(person, name)| Named { person: person.clone(), name: name.clone() })
            .collect(),
        parts: parts.iter().map(|(name, bytes)| Part::of(name, bytes)).collect(),
    };
    let manifest =
        serde_json::to_vec_pretty(&manifest).map_err(|error| OpenError::NoCase(error.to_string()))?;
    let size: u64 = parts.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    if size + manifest.len() as u64 > super::LARGEST / 8 * 7 {
        return Err(OpenError::TooLarge);
    }
    parts.insert(0, (MANIFEST.to_owned(), &manifest));
    let bare = archive(&parts, 0)?.len() as u64;
    let filled = archive(&parts, (stepped(bare) - bare) as usize)?;
    Ok(encrypt(&filled, passphrase, seed)?)
}

/// Decrypts a file and reads the case in it.
///
/// # Errors
/// Says what was found, as far as that can be known.
pub fn open(file: &[u8], passphrase: &Passphrase) -> Result<Opened, OpenError> {
    read(&decrypt(file, passphrase)?)
}

/// Reads a case from what was decrypted, by this program or another.
///
/// # Errors
/// As opening does.
pub fn read(plain: &[u8]) -> Result<Opened, OpenError> {
    let no_case = |error: zip::result::ZipError| OpenError::NoCase(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(plain)).map_err(no_case)?;
    if archive.len() > MOST_PARTS {
        return Err(OpenError::NoCase(format!("it has {} parts", archive.len())));
    }
    let mut room = plain.len() as u64;
    let manifest = part(&mut archive, MANIFEST, LONGEST_MANIFEST, &mut room)?;
    let manifest = manifest_of(&manifest)?;
    let mut named = BTreeSet::new();
    let mut parts = BTreeMap::new();
    for listed in &manifest.parts {
        if !named.insert(listed.name.as_str()) {
            return Err(bad(&listed.name, "it is listed twice"));
        }
        let bytes = part(&mut archive, &listed.name, listed.bytes, &mut room)?;
        if Part::of(&listed.name, &bytes) != *listed {
            return Err(bad(&listed.name, "its size or its hash is another"));
        }
        parts.insert(listed.name.as_str(), bytes);
    }
    let record = read_record(RECORD, text(RECORD, parts.remove(RECORD))?.as_str())?;
    if record.final_hash() != manifest.r#final || record.lines().len() as u64 != manifest.facts {
        return Err(bad(RECORD, "its final hash or its count of facts is not the one that is listed"));
    }
    if !is_handed_over(&record) {
        return Err(OpenError::NotHandedOver);
    }
    let keys = read_keys(KEYS, text(KEYS, parts.remove(KEYS))?.as_str())?;
    let evidence =
        parts.into_iter().map(|(name, sealed)| evidence(name, sealed)).collect::<Result<_, _>>()?;
    Ok(Opened { manifest, record, keys, evidence })
}

fn manifest_of(bytes: &[u8]) -> Result<Manifest, OpenError> {
    let value: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|error| OpenError::NoCase(error.to_string()))?;
    let version = value.get("rowlock_hand_over").and_then(serde_json::Value::as_u64);
    match version {
        Some(version) if version > u64::from(FORMAT) => return Err(OpenError::Newer(version as u32)),
        None => return Err(OpenError::NoCase("its list does not say which version it has".to_owned())),
        Some(_) => {}
    }
    let manifest: Manifest =
        serde_json::from_value(value).map_err(|error| OpenError::NoCase(error.to_string()))?;
    let longest = manifest.people.iter().map(|one| one.name.len()).max().unwrap_or(0);
    let odd = manifest.people.iter().any(|one| !is_id(&one.person) || one.name.contains(char::is_control));
    if manifest.parts.len() > MOST_PARTS || manifest.people.len() > MOST_NAMES || longest > 400 || odd {
        return Err(bad(MANIFEST, "its lists are longer than any case has, or hold odd names"));
    }
    Ok(manifest)
}

/// One part, as long as there is room for it.
fn part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    most: u64,
    room: &mut u64,
) -> Result<Vec<u8>, OpenError> {
    let mut entry = archive.by_name(name).map_err(|error| match name {
        MANIFEST => OpenError::NoCase(error.to_string()),
        _ => bad(name, &error.to_string()),
    })?;
    if entry.compression() != CompressionMethod::Stored || entry.encrypted() {
        return Err(bad(name, "it is compressed or locked"));
    }
    if entry.size() > most.min(*room) {
        return Err(bad(name, "it is larger than it may be"));
    }
    *room -= entry.size();
    let (mut bytes, size) = (Vec::new(), entry.size());
    entry.by_ref().take(size).read_to_end(&mut bytes).map_err(|error| bad(name, &error.to_string()))?;
    Ok(bytes)
}

fn evidence(name: &str, sealed: Vec<u8>) -> Result<Evidence, OpenError> {
    let parts: Vec<&str> = name.split('/').collect();
    match parts.as_slice() {
        ["evidence", exchange, party, id] if [exchange, party, id].into_iter().all(|part| is_id(part)) => {
            let (exchange, party, id) = ((*exchange).to_owned(), (*party).to_owned(), (*id).to_owned());
            Ok(Evidence { exchange, party, id, sealed })
        }
        _ => Err(bad(name, "a hand-over has no such part")),
    }
}

fn text(name: &str, bytes: Option<Vec<u8>>) -> Result<String, OpenError> {
    let bytes = bytes.ok_or_else(|| bad(name, "it is missing"))?;
    String::from_utf8(bytes).map_err(|_| bad(name, "it is not UTF-8 text"))
}

fn bad(name: &str, why: &str) -> OpenError {
    OpenError::Part { name: name.chars().take(80).collect(), why: why.to_owned() }
}

fn archive(parts: &[(String, &[u8])], padding: usize) -> Result<Vec<u8>, OpenError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let filling = vec![0; padding];
    let filling = (PADDING.to_owned(), filling.as_slice());
    for (name, bytes) in parts.iter().chain(std::iter::once(&filling)) {
        writer.start_file(name.as_str(), options).map_err(|_| OpenError::TooLarge)?;
        writer.write_all(bytes).map_err(|_| OpenError::TooLarge)?;
    }
    Ok(writer.finish().map_err(|_| OpenError::TooLarge)?.into_inner())
}

/// The next step at or above a size: steps of 64 KiB, and from 1 MiB on of an eighth of the power of two below.
fn stepped(size: u64) -> u64 {
    let step = (1 << size.max(1).ilog2() >> 3_u32).max(STEP);
    size.div_ceil(step) * step
}

fn is_handed_over(record: &Record) -> bool {
    record.facts().last().is_some_and(|fact| matches!(fact.event, Event::HandedOver(_)))
}

fn name(record: &Record) -> &str {
    founded(record).map_or("", |founded| founded.name.as_str())
}

fn framework(record: &Record) -> String {
    founded(record)
        .map_or_else(String::new, |founded| format!("{} {}", founded.framework.id, founded.framework.version))
}

fn founded(record: &Record) -> Option<&rowlock_core::fact::AllianceFounded> {
    record.facts().iter().find_map(|fact| match &fact.event {
        Event::AllianceFounded(data) => Some(data),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::stepped;

    #[test]
    fn sizes_go_in_steps() {
        assert_eq!(stepped(1), 64 << 10);
        assert_eq!(stepped(64 << 10), 64 << 10);
        assert_eq!(stepped((64 << 10) + 1), 128 << 10);
        assert_eq!(stepped((1 << 20) + 1), (1 << 20) + (128 << 10));
        assert_eq!(stepped((8 << 20) + 1), 9 << 20);
    }
}
