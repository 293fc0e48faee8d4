//! Names compared across records, and lists of alliances in words.

use std::collections::BTreeSet;

use rowlock_core::fact::list;

use super::Facets;

/// How many alliances a sentence names.
const NAMED: usize = 4;

/// A name as it is compared: without regard to capitals and blanks.
pub(super) fn key(name: &str) -> String {
    name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The alliances in words, the first few by name.
pub(super) fn alliances(all: &[Facets], places: &BTreeSet<usize>) -> String {
    let shown = if places.len() > NAMED { NAMED - 1 } else { places.len() };
    let mut names: Vec<String> =
        places.iter().take(shown).map(|place| format!("\u{201c}{}\u{201d}", all[*place].name)).collect();
    if places.len() > shown {
        names.push(format!("{} more", places.len() - shown));
    }
    list(&names.iter().map(String::as_str).collect::<Vec<_>>())
}
