//! Which column of a pool says what. A mapping names columns by their headings, so one that was kept fits the next
//! table too, wherever the columns stand there.

use serde::{Deserialize, Serialize};

use super::limits::MOST_NAMED;
use crate::diagnostic::Diagnostic;
use crate::table::{Table, fold};

/// The most headings that a hint lists.
const MOST_NAMES: usize = 12;

/// Which column says what; each by its heading as `Table::headings` has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// The name. Nothing is read without it.
    pub name: Option<String>,
    /// Whether it is a person or a firm.
    pub kind: Option<String>,
    /// Whom to talk to.
    pub contact: Option<String>,
    /// The mail address.
    pub mail: Option<String>,
    /// What they bring, in words.
    pub brings: Option<String>,
    /// Hours a month.
    pub hours: Option<String>,
    /// Cost a month.
    pub cost: Option<String>,
    /// How well they fit, in points.
    pub fit: Option<String>,
    /// Whom they cannot be on a team with.
    pub conflicts: Option<String>,
    /// Whom they work well with.
    pub works_with: Option<String>,
    /// Whom they chafe with.
    pub chafes_with: Option<String>,
    /// One column for each capability.
    pub capabilities: Vec<Named>,
    /// One column for each criterion.
    pub criteria: Vec<Named>,
}

/// A column that has a name of its own beside its heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// What the capability or the criterion is called.
    pub name: String,
    /// The heading of its column.
    pub column: String,
}

/// A mapping with the places of its columns in one table.
pub(super) struct Columns {
    pub name: usize,
    pub kind: Option<usize>,
    pub contact: Option<usize>,
    pub mail: Option<usize>,
    pub brings: Option<usize>,
    pub hours: Option<usize>,
    pub cost: Option<usize>,
    pub fit: Option<usize>,
    pub conflicts: Option<usize>,
    pub works_with: Option<usize>,
    pub chafes_with: Option<usize>,
    pub capabilities: Vec<usize>,
    pub criteria: Vec<usize>,
}

impl Mapping {
    /// The headings of a table that the mapping does not use, in their order.
    pub fn ignored(&self, table: &Table) -> Vec<String> {
        let is_unused = |heading: &&String| !self.used().any(|used| used == heading.as_str());
        table.headings().iter().filter(is_unused).cloned().collect()
    }

    /// The headings that are used, in the order of the fields.
    fn used(&self) -> impl Iterator<Item = &str> {
        let single = [
            &self.name,
            &self.kind,
            &self.contact,
            &self.mail,
            &self.brings,
            &self.hours,
            &self.cost,
            &self.fit,
            &self.conflicts,
            &self.works_with,
            &self.chafes_with,
        ];
        let named = self.capabilities.iter().chain(&self.criteria).map(|named| named.column.as_str());
        single.into_iter().filter_map(|column| column.as_deref()).chain(named)
    }

    /// Finds the columns in a table; what is missing or said twice is added to the problems.
    pub(super) fn columns(&self, table: &Table, problems: &mut Vec<Diagnostic>) -> Option<Columns> {
        let at = |message: String| Diagnostic::at(table.file(), table.headings_line(), 1, message);
        let shown: Vec<&str> = table.headings().iter().take(MOST_NAMES).map(String::as_str).collect();
        let choose = |what: &str| format!("choose the column for {what}: there are {}", shown.join(", "));
        let mut used: Vec<&str> = self.used().collect();
        used.sort_unstable();
        used.windows(2).filter(|pair| pair[0] == pair[1]).for_each(|pair| {
            let twice = at("this column is chosen for two things".to_owned()).found(pair[0]);
            problems.push(twice.hint("choose it for one of them"));
        });
        for (named, what) in [(&self.capabilities, "capabilities"), (&self.criteria, "criteria")] {
            if named.len() > MOST_NAMED {
                let many = at(format!("there are more than {MOST_NAMED} {what}"));
                problems.push(
                    many.found(named.len().to_string()).hint("leave out what the need does not ask for"),
                );
            }
            for (place, one) in named.iter().enumerate() {
                if fold(&one.name).is_empty() {
                    let nameless = at(format!("one of the {what} has no name")).found(&one.column);
                    problems.push(nameless.hint("say what it is called"));
                } else if named[..place].iter().any(|other| fold(&other.name) == fold(&one.name)) {
                    let twice = at(format!("two columns are called alike among the {what}")).found(&one.name);
                    problems.push(twice.hint("give one of them another name, or leave it out"));
                }
            }
        }
        let mut find = |name: &String| {
            let found = table.headings().iter().position(|heading| heading == name);
            if found.is_none() {
                problems.push(at("there is no such column".to_owned()).found(name).hint(choose("it")));
            }
            found
        };
        let mut maybe = |name: &Option<String>| name.as_ref().and_then(&mut find);
        let name = maybe(&self.name);
        let (kind, contact, mail) = (maybe(&self.kind), maybe(&self.contact), maybe(&self.mail));
        let (brings, hours, cost) = (maybe(&self.brings), maybe(&self.hours), maybe(&self.cost));
        let (fit, conflicts) = (maybe(&self.fit), maybe(&self.conflicts));
        let (works_with, chafes_with) = (maybe(&self.works_with), maybe(&self.chafes_with));
        let capabilities = self.capabilities.iter().filter_map(|named| find(&named.column)).collect();
        let criteria = self.criteria.iter().filter_map(|named| find(&named.column)).collect();
        if self.name.is_none() {
            problems.push(at("no column is named for the name".to_owned()).hint(choose("the name")));
        }
        let name = name?;
        Some(Columns {
            name,
            kind,
            contact,
            mail,
            brings,
            hours,
            cost,
            fit,
            conflicts,
            works_with,
            chafes_with,
            capabilities,
            criteria,
        })
    }
}
