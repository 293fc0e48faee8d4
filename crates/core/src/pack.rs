//! Diligence packs: what a party fills in is sealed as it is saved, read back by that party alone, and sealed for
//! the record when it is handed in. What a file may be is told by what it holds, never by its name.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::alliance::Exchange;
use crate::fact::{Evidence, EvidenceFile, FileKind, Pack, PackHandedIn};
use crate::framework::{DiligenceCheck, Framework};
use crate::id::{CheckId, EvidenceId, ExchangeId, PartyId};
use crate::seal::{Keyring, SealError, Sealed, Seed, Subject, WIDE_ROOM, hex, step};

/// What keeps a pack from being handed in: a check, and what is missing there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The check.
    pub check: CheckId,
    /// What is missing, in a sentence.
    pub what: &'static str,
}

/// What is missing in a pack for an exchange: every check needs evidence, or a reason why there is none.
pub fn missing(pack: &Pack, exchange: &Exchange, framework: &Framework) -> Vec<Missing> {
    let missing = |check: &CheckId| {
        let what = missing_for(pack, framework.check(check)?)?;
        Some(Missing { check: check.clone(), what })
    };
    exchange.opened.value.checks.iter().filter_map(missing).collect()
}

/// What is missing in a pack for one check.
pub fn missing_for(pack: &Pack, check: &DiligenceCheck) -> Option<&'static str> {
    let Some(shown) = pack.shown.get(&check.id) else { return Some("Nothing is filled in yet.") };
    match &shown.what {
        Evidence::Given { notes, files } if notes.is_empty() && files.is_empty() => {
            Some("Add a note or a file, or say that you have nothing to show.")
        }
        Evidence::Nothing(why) | Evidence::Declined(why) if why.trim().is_empty() => {
            Some("Say why, in a sentence.")
        }
        Evidence::Given { .. } | Evidence::Nothing(_) if check.consent && shown.consented_on.is_none() => {
            Some("Give your consent in writing, or say that you decline.")
        }
        _ => None,
    }
}

/// The files of a pack.
pub fn files(pack: &Pack) -> impl Iterator<Item = &EvidenceFile> {
    pack.shown.values().flat_map(|shown| match &shown.what {
        Evidence::Given { files, .. } => files.as_slice(),
        Evidence::Nothing(_) | Evidence::Declined(_) => &[],
    })
}

/// Seals a pack for the record, under a key of that party in that exchange; a key that is missing is made.
///
/// # Errors
/// As sealing does.
pub fn seal_pack(
    pack: &Pack,
    exchange: &ExchangeId,
    party: &PartyId,
    ring: &mut Keyring,
    seed: &Seed,
) -> Result<PackHandedIn, SealError> {
    let subject = Subject::pack(exchange, party);
    ring.create(&subject, seed);
    let pack = Sealed::seal_in(WIDE_ROOM, pack, (&subject, &place(exchange)), ring, seed)?;
    Ok(PackHandedIn { exchange: exchange.clone(), party: party.clone(), pack })
}

/// Seals an unfinished pack, as text for a store.
///
/// # Errors
/// As sealing does; the key has to be there.
pub fn seal_draft(
    pack: &Pack,
    exchange: &ExchangeId,
    party: &PartyId,
    ring: &Keyring,
    seed: &Seed,
) -> Result<String, SealError> {
    let (subject, place) = (Subject::pack(exchange, party), draft_place(exchange));
    let sealed = Sealed::seal_in(WIDE_ROOM, pack, (&subject, &place), ring, seed)?;
    serde_json::to_string(&sealed).map_err(|_| SealError::Broken)
}

/// Reads a party's unfinished pack back, for that party and nobody else.
///
/// # Errors
/// `Broken` when it is somebody else's or was changed; `NoKey` when the key was destroyed.
pub fn own_draft(
    draft: &str,
    exchange: &ExchangeId,
    party: &PartyId,
    ring: &Keyring,
) -> Result<Pack, SealError> {
    let sealed: Sealed<Pack> = serde_json::from_str(draft).map_err(|_| SealError::Broken)?;
    if *sealed.subject() != Subject::pack(exchange, party) {
        return Err(SealError::Broken);
    }
    sealed.open(&draft_place(exchange), ring)
}

/// Seals what a file of a pack holds, filled up to a step of size: how long the file is stands in the pack.
///
/// # Errors
/// As sealing does; the key has to be there.
pub fn seal_file(
    bytes: &[u8],
    file: &EvidenceId,
    (exchange, party): (&ExchangeId, &PartyId),
    ring: &Keyring,
    seed: &Seed,
) -> Result<Vec<u8>, SealError> {
    let mut filled = bytes.to_vec();
    filled.resize(sealed_size(bytes.len()), 0);
    ring.seal_bytes(&Subject::pack(exchange, party), &file_place(exchange, file), &filled, seed)
}

/// How much room a file of so many bytes takes once it is sealed.
pub fn sealed_size(bytes: usize) -> usize {
    step(bytes.max(WIDE_ROOM))
}

/// What a file of a party's own unfinished pack holds, for that party and nobody else.
///
/// # Errors
/// `Broken` when it is not in that pack, or was changed; `NoKey` when the key was destroyed.
pub fn own_file<'a>(
    sealed: &[u8],
    draft: &'a Pack,
    file: &EvidenceId,
    of: (&ExchangeId, &PartyId),
    ring: &Keyring,
) -> Result<(&'a EvidenceFile, Vec<u8>), SealError> {
    open_file(sealed, draft, file, of, ring)
}

pub(crate) fn open_file<'a>(
    sealed: &[u8],
    pack: &'a Pack,
    file: &EvidenceId,
    (exchange, party): (&ExchangeId, &PartyId),
    ring: &Keyring,
) -> Result<(&'a EvidenceFile, Vec<u8>), SealError> {
    let known = files(pack).find(|known| known.id == *file).ok_or(SealError::Broken)?;
    let mut bytes = ring.open_bytes(&Subject::pack(exchange, party), &file_place(exchange, file), sealed)?;
    bytes.truncate(usize::try_from(known.size).unwrap_or(usize::MAX));
    if sha256(&bytes) != known.sha256 {
        return Err(SealError::Broken);
    }
    Ok((known, bytes))
}

/// A file as a pack lists it, if it is of a kind that a pack may hold.
pub fn list_file(id: EvidenceId, name: &str, bytes: &[u8], on: Date) -> Option<EvidenceFile> {
    let kind = FileKind::of(bytes, name)?;
    Some(EvidenceFile {
        id,
        name: plain_name(name),
        kind,
        size: bytes.len() as u64,
        sha256: sha256(bytes),
        on,
    })
}

/// The SHA-256 of bytes, as hexadecimal text.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The most characters of a file's name that are kept.
const LONGEST_NAME: usize = 80;

/// What somebody calls a file, without any path in it and without signs that do not print.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let printed: String = last.chars().filter(|c| !c.is_control() && !is_mark(*c)).collect();
    let short: String = printed.trim().trim_matches('.').chars().take(LONGEST_NAME).collect();
    if short.trim().is_empty() { "a file".to_owned() } else { short }
}

/// Signs that turn the direction of a text, by which a name can show another ending than it has.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl FileKind {
    /// The kind that bytes are of; the name only tells a table from other text. What is packed is looked at from
    /// outside and never unpacked.
    pub fn of(bytes: &[u8], name: &str) -> Option<Self> {
        let holds = |words: &[u8]| bytes.windows(words.len()).any(|seen| seen == words);
        if bytes.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Some(Self::Png);
        }
        if bytes.starts_with(b"\xff\xd8\xff") {
            return Some(Self::Jpeg);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            let is_office = holds(b"[Content_Types].xml") && !holds(b"vbaProject.bin");
            return match is_office {
                true if holds(b"xl/workbook.xml") => Some(Self::Excel),
                true if holds(b"word/document.xml") => Some(Self::Word),
                _ => None,
            };
        }
        let text = std::str::from_utf8(bytes).ok()?;
        let prints = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\u{c}');
        if text.trim().is_empty() || !text.chars().all(prints) {
            return None;
        }
        let is_table = name.to_lowercase().ends_with(".csv");
        Some(if is_table { Self::Csv } else { Self::Text })
    }

    /// The kind in a word or two.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Png => "PNG picture",
            Self::Jpeg => "JPEG picture",
            Self::Text => "text",
            Self::Csv => "CSV table",
            Self::Excel => "Excel workbook",
            Self::Word => "Word document",
        }
    }

    /// How the name of such a file ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Excel => "xlsx",
            Self::Word => "docx",
        }
    }
}

pub(crate) fn place(exchange: &ExchangeId) -> String {
    format!("{exchange}/pack")
}

fn draft_place(exchange: &ExchangeId) -> String {
    format!("{exchange}/pack/draft")
}

fn file_place(exchange: &ExchangeId, file: &EvidenceId) -> String {
    format!("{exchange}/pack/file/{file}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_what_is_inside() {
        let zip = |inside: &str| [b"PK\x03\x04".as_slice(), inside.as_bytes()].concat();
        let tried: [(&[u8], &str, Option<FileKind>); 12] = [
            (b"%PDF-1.7 ...", "a.exe", Some(FileKind::Pdf)),
            (b"\x89PNG\r\n\x1a\n...", "a", Some(FileKind::Png)),
            (b"\xff\xd8\xff\xe0...", "a.png", Some(FileKind::Jpeg)),
            (b"MZ\x90\x00", "a.pdf", None),
            (b"<html>", "a.html", Some(FileKind::Text)),
            ("Stra\u{df}e;1".as_bytes(), "A.CSV", Some(FileKind::Csv)),
            (b"\xff\xfe\x00", "a.txt", None),
            (b"", "a.txt", None),
            (&zip("[Content_Types].xml xl/workbook.xml"), "a.xlsx", Some(FileKind::Excel)),
            (&zip("[Content_Types].xml word/document.xml"), "a.docx", Some(FileKind::Word)),
            (&zip("[Content_Types].xml word/document.xml word/vbaProject.bin"), "a.docx", None),
            (&zip("evil.exe"), "a.xlsx", None),
        ];
        for (bytes, name, kind) in tried {
            assert_eq!(FileKind::of(bytes, name), kind, "{name}");
        }
    }

    #[test]
    fn a_name_is_never_a_path() {
        for (name, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\x\\bank.pdf", "bank.pdf"),
            ("..", "a file"),
            ("", "a file"),
            ("a\u{202e}fdp.exe\n", "afdp.exe"),
        ] {
            assert_eq!(plain_name(name), kept, "{name:?}");
        }
        assert_eq!(plain_name(&"x".repeat(500)).len(), LONGEST_NAME);
    }
}
