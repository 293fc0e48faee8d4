//! Which column of a pool seems to say what. A guess is a proposal: whoever imports sees it and may change it.

use std::fmt;

use super::limits::HIGHEST_LEVEL;
use super::mapping::{Mapping, Named};
use super::words;
use crate::table::{Table, fold};

/// How many rows are looked at to tell levels from other numbers.
const LOOKED_AT: usize = 200;

/// Names that are expected in the headings, where they are known from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expected {
    /// Capabilities, such as those that a need asks for.
    pub capabilities: Vec<String>,
    /// Criteria, such as those that weights are given for.
    pub criteria: Vec<String>,
}

/// What the table does not tell, so that somebody has to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// No column of names was found.
    NoName,
    /// No column has levels of a capability.
    NoCapability,
    /// A column was taken for levels because its cells look like them.
    LooksLikeLevels {
        /// Its heading.
        column: String,
    },
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoName => f.write_str("Which column has the names?"),
            Self::NoCapability => {
                f.write_str("Which columns say how well each one can do something, from 0 to 7?")
            }
            Self::LooksLikeLevels { column } => write!(
                f,
                "The numbers in \u{201c}{column}\u{201d} were taken for levels of a capability, from 0 to 7. Are they?"
            ),
        }
    }
}

/// A proposal for reading a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guessed {
    /// Which column says what.
    pub mapping: Mapping,
    /// The headings that are used for nothing.
    pub ignored: Vec<String>,
    /// What is left open.
    pub doubts: Vec<Doubt>,
}

/// Guesses from the headings, and from the cells where headings do not tell.
pub fn guess(table: &Table, expected: &Expected) -> Guessed {
    let mut left: Vec<(&String, String)> =
        table.headings().iter().map(|heading| (heading, fold(heading))).collect();
    let mut doubts = Vec::new();
    let mut mapping = Mapping::default();
    // A name that is expected is taken first: somebody may call a capability "contact".
    left.retain(|(heading, _)| !named(heading, expected, &mut mapping));
    for (field, known) in [
        (&mut mapping.name, words::NAME),
        (&mut mapping.kind, words::KIND),
        (&mut mapping.contact, words::CONTACT),
        (&mut mapping.mail, words::MAIL),
        (&mut mapping.brings, words::BRINGS),
        (&mut mapping.hours, words::HOURS),
        (&mut mapping.cost, words::COST),
        (&mut mapping.fit, words::FIT),
        (&mut mapping.conflicts, words::CONFLICTS),
        (&mut mapping.works_with, words::WORKS_WITH),
        (&mut mapping.chafes_with, words::CHAFES_WITH),
    ] {
        let place = known.iter().find_map(|word| left.iter().position(|(_, folded)| folded == word));
        *field = place.map(|place| left.remove(place).0.clone());
    }
    for (heading, _) in left {
        if looks_like_levels(table, heading) {
            doubts.push(Doubt::LooksLikeLevels { column: heading.clone() });
            mapping.capabilities.push(Named { name: heading.clone(), column: heading.clone() });
        }
    }
    if mapping.name.is_none() {
        doubts.push(Doubt::NoName);
    }
    if mapping.capabilities.is_empty() {
        doubts.push(Doubt::NoCapability);
    }
    // In the order of the table, whichever way they were found.
    let place = |named: &Named| table.headings().iter().position(|heading| *heading == named.column);
    mapping.capabilities.sort_by_key(place);
    mapping.criteria.sort_by_key(place);
    Guessed { ignored: mapping.ignored(table), mapping, doubts }
}

/// Takes a column that says what it is by a mark in its heading, or that is called as expected.
fn named(heading: &str, expected: &Expected, mapping: &mut Mapping) -> bool {
    let is_one_of = |names: &[String], name: &str| names.iter().any(|expected| fold(expected) == fold(name));
    let capability = words::marked(heading, words::CAPABILITY);
    let criterion = words::marked(heading, words::CRITERION);
    let (list, name) = if let Some(name) = capability {
        (&mut mapping.capabilities, name)
    } else if let Some(name) = criterion {
        (&mut mapping.criteria, name)
    } else if is_one_of(&expected.capabilities, heading) {
        (&mut mapping.capabilities, heading)
    } else if is_one_of(&expected.criteria, heading) {
        (&mut mapping.criteria, heading)
    } else {
        return false;
    };
    // A second column of the same name is left over, and told as ignored.
    let is_new = !list.iter().any(|other| fold(&other.name) == fold(name));
    if is_new {
        list.push(Named { name: name.to_owned(), column: heading.to_owned() });
    }
    is_new
}

/// Whether the first cells of a column are whole numbers from 0 to 7, or empty, and not all empty.
fn looks_like_levels(table: &Table, heading: &str) -> bool {
    let Some(column) = table.headings().iter().position(|other| other == heading) else { return false };
    let mut cells = table.rows().iter().take(LOOKED_AT).map(|row| row.cell(column));
    let is_level = |cell: &str| cell.parse::<u8>().is_ok_and(|level| level <= HIGHEST_LEVEL);
    let mut is_any = false;
    let all = cells.all(|cell| {
        is_any |= !cell.is_empty();
        cell.is_empty() || is_level(cell)
    });
    all && is_any
}
