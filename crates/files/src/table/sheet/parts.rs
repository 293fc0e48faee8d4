//! The parts of a workbook before anybody reads them: how many there are, what they say they unpack to, what
//! they do unpack to, and two places at which a small part could make the library ask for much memory.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::limits::{LARGEST_UNPACKED, MOST_PARTS};
use crate::diagnostic::Diagnostic;

/// The most different texts that a workbook may announce: room for them is made before they are read.
const MOST_SHARED_TEXTS: usize = 2_000_000;

/// The most that styles may amount to, in bytes: each style takes a copy of the fonts and formats it names.
const LARGEST_STYLES: usize = 256 * 1024 * 1024;

const EXPORT_AGAIN: &str = "export it again, or save it as CSV";

/// Refuses an archive that is cut off, locked or unpacks to too much.
pub(super) fn look_through(bytes: &[u8], file: &str) -> Result<(), Box<Diagnostic>> {
    let refuse = |message: &str, hint: &str| Err(Box::new(Diagnostic::of_file(file, message).hint(hint)));
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        return refuse("this workbook is damaged or cut off", EXPORT_AGAIN);
    };
    if archive.len() > MOST_PARTS {
        return refuse(&format!("this workbook has more than {MOST_PARTS} parts"), EXPORT_AGAIN);
    }
    let large = format!("this workbook unpacks to more than {} MiB", LARGEST_UNPACKED >> 20);
    let large_hint = "export a shorter period, or save the sheet with the hours as CSV";
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index_raw(index) else {
            return refuse("this workbook is damaged or cut off", EXPORT_AGAIN);
        };
        if part.encrypted() {
            return refuse(
                "this workbook is locked with a password",
                "save it without a password, or as CSV",
            );
        }
        declared = declared.saturating_add(part.size());
        if declared > LARGEST_UNPACKED {
            return refuse(&large, large_hint);
        }
    }
    let mut left = LARGEST_UNPACKED;
    let mut content = Vec::new();
    for index in 0..archive.len() {
        content.clear();
        let Ok(part) = archive.by_index(index) else {
            return refuse("this workbook is damaged or packed in a way that is not read", EXPORT_AGAIN);
        };
        let name = part.name().unwrap_or_default().to_ascii_lowercase();
        // What is declared may be untrue, so what comes out is counted too.
        if part.take(left + 1).read_to_end(&mut content).is_err() {
            return refuse("this workbook is damaged or cut off", EXPORT_AGAIN);
        }
        let Some(rest) = left.checked_sub(content.len() as u64) else {
            return refuse(&large, large_hint);
        };
        left = rest;
        if !is_modest(&name, &content) {
            return refuse("this workbook is written in a way that is not read", EXPORT_AGAIN);
        }
    }
    Ok(())
}

/// Whether an XML part asks for no more memory than its size.
fn is_modest(name: &str, content: &[u8]) -> bool {
    let (has_texts, has_styles) = (name.contains("sharedstrings"), name.contains("styles"));
    if !has_texts && !has_styles {
        return true;
    }
    // In another encoding the words looked for here would not be found, and XML has no other control characters.
    let stray = |byte: &u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\r' | b'\n');
    let styles = content.windows(2).filter(|pair| pair == b"xf").count();
    !content.iter().any(stray)
        && (!has_texts
            || announced(content).all(|count| count.is_some_and(|count| count <= MOST_SHARED_TEXTS)))
        && (!has_styles || styles.saturating_mul(content.len()) <= LARGEST_STYLES)
}

/// Each number behind the word `uniqueCount`; none where it cannot be read.
fn announced(content: &[u8]) -> impl Iterator<Item = Option<usize>> {
    const WORD: &[u8] = b"uniqueCount";
    let places = content.windows(WORD.len()).enumerate().filter(|(_, bytes)| *bytes == WORD);
    places.map(|(place, _)| {
        let quoted = content[place + WORD.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let (quote, value) = quoted.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
        let number = value.split(|byte| byte == quote).next()?;
        std::str::from_utf8(number).ok()?.parse().ok()
    })
}
