//! Looking for byte strings in all files of a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::house::Furnished;

/// What was found, and in which files.
pub struct Found {
    places: BTreeMap<Vec<u8>, Vec<String>>,
}

impl Found {
    /// The files in which these bytes occur, as they are or as hexadecimal text.
    pub fn places(&self, bytes: &[u8]) -> &[String] {
        self.places.get(bytes).expect("it was not looked for")
    }
}

/// Looks for everything that was furnished in every file below `folder`.
pub fn search(folder: &Path, furnished: &Furnished) -> Found {
    let named = furnished.secrets.iter().chain(&furnished.stored).map(|(_, bytes)| bytes);
    let mut places: BTreeMap<Vec<u8>, Vec<String>> =
        named.chain(&furnished.passing).map(|bytes| (bytes.clone(), Vec::new())).collect();
    let wanted = by_head(places.keys());
    let files = files(folder);
    assert!(!files.is_empty());
    for file in files {
        // The server takes old files of its log away when it likes.
        let Ok(content) = std::fs::read(&file) else { continue };
        for (at, pair) in content.windows(2).enumerate() {
            for (form, bytes) in &wanted[head(pair)] {
                if content[at..].starts_with(form) {
                    places.get_mut(bytes).unwrap().push(file.display().to_string());
                }
            }
        }
    }
    Found { places }
}

/// Whether these bytes occur, as they are or as hexadecimal text.
pub fn holds(content: &[u8], bytes: &[u8]) -> bool {
    let hex = rowlock_core::seal::hex(bytes);
    [bytes, hex.as_bytes()].iter().any(|form| content.windows(form.len()).any(|window| window == *form))
}

/// Each thing with its two forms, by the two bytes that the form begins with: most places can be passed over.
fn by_head<'a>(wanted: impl Iterator<Item = &'a Vec<u8>>) -> Vec<Vec<(Vec<u8>, Vec<u8>)>> {
    let mut heads = vec![Vec::new(); 1 << 16];
    for bytes in wanted {
        // Nothing shorter means anything in some fifty megabytes.
        assert!(bytes.len() >= 12, "{bytes:?}");
        for form in [bytes.clone(), rowlock_core::seal::hex(bytes).into_bytes()] {
            heads[head(&form)].push((form, bytes.clone()));
        }
    }
    heads
}

fn head(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.is_file() {
            files.push(path);
        }
    }
    files
}
