//! Rows as candidates. All rows are read or none.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::limits::{HIGHEST_COST, HIGHEST_LEVEL, LONGEST_NAME, MOST_HOURS, MOST_POINTS};
use super::mapping::{Columns, Mapping};
use super::pairs::{Links, Side};
use super::{Candidate, Kind, Pool};
use crate::amount::{Unread, amount};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::table::{Problems, Row, Table, fold};

/// Reads the candidates of a table.
///
/// # Errors
/// Everything that is wrong, each with its row, its column and a hint: at most 50, and how many more.
pub fn read(table: &Table, mapping: &Mapping) -> Result<Pool, Diagnostics> {
    let mut problems = Vec::new();
    let columns = mapping.columns(table, &mut problems);
    Diagnostics::check(problems)?;
    let Some(columns) = columns else { return Ok(Pool::default()) };
    let mut reader = Reader { table, columns, problems: Problems::of(table) };
    let candidates: Vec<Candidate> = table.rows().iter().map(|row| reader.candidate(row)).collect();
    let places = reader.places(&candidates);
    let links = reader.links(&candidates, &places);
    reader.problems.check()?;
    if candidates.is_empty() {
        let problem =
            Diagnostic::at(table.file(), table.headings_line(), 1, "there are no rows below the headings");
        return Err(problem.hint("write a line for each candidate").into());
    }
    let names = |named: &[super::Named]| named.iter().map(|named| named.name.trim().to_owned()).collect();
    Ok(Pool {
        candidates,
        capabilities: names(&mapping.capabilities),
        criteria: names(&mapping.criteria),
        conflicts: links.conflicts(),
        pairs: links.pairs(),
        ignored: mapping.ignored(table),
    })
}

/// What a number in a cell has to be.
struct Range {
    least: f64,
    most: f64,
    message: &'static str,
    hint: &'static str,
}

const HOURS: Range = Range {
    least: 0.0,
    most: MOST_HOURS,
    message: "these are no hours a month",
    hint: "write hours between 0 and 100000, such as 40",
};
const COST: Range = Range {
    least: 0.0,
    most: HIGHEST_COST,
    message: "this is no cost a month",
    hint: "write an amount between 0 and 5000000, such as 1200",
};
const FIT: Range = Range {
    least: -MOST_POINTS,
    most: MOST_POINTS,
    message: "these are no points of fit",
    hint: "write points, best from 0 to 100",
};
const SCORE: Range = Range {
    least: 1.0,
    most: HIGHEST_LEVEL as f64,
    message: "this is no score",
    hint: "write a score from 1 to 7, or leave it empty where it is not known",
};

struct Reader<'t> {
    table: &'t Table,
    columns: Columns,
    problems: Problems<'t>,
}

impl Reader<'_> {
    fn candidate(&mut self, row: &Row) -> Candidate {
        let columns = &self.columns;
        let (hours, cost, fit) = (columns.hours, columns.cost, columns.fit);
        let (kind, mail, name) = (columns.kind, columns.mail, columns.name);
        let text =
            |column: Option<usize>| column.map_or_else(String::new, |column| row.cell(column).to_owned());
        let (contact, brings) = (text(columns.contact), text(columns.brings));
        let capabilities = std::mem::take(&mut self.columns.capabilities);
        let levels = capabilities.iter().map(|&column| self.level(row, column)).collect();
        self.columns.capabilities = capabilities;
        let criteria = std::mem::take(&mut self.columns.criteria);
        let scores = criteria.iter().map(|&column| self.number(row, column, &SCORE)).collect();
        self.columns.criteria = criteria;
        Candidate {
            row: row.line(),
            name: self.name(row, name),
            kind: kind.and_then(|column| self.kind(row, column)),
            contact,
            mail: mail.map_or_else(String::new, |column| self.mail(row, column)),
            brings,
            hours: hours.and_then(|column| self.number(row, column, &HOURS)),
            cost: cost.and_then(|column| self.number(row, column, &COST)),
            fit: fit.and_then(|column| self.number(row, column, &FIT)),
            levels,
            scores,
        }
    }

    fn name(&mut self, row: &Row, column: usize) -> String {
        let name = row.cell(column).split_whitespace().collect::<Vec<_>>().join(" ");
        let problem = if fold(&name).is_empty() {
            Some(("this row has no name", "write who it is, or take the row out"))
        } else if name.chars().count() > LONGEST_NAME {
            Some((
                "this name has more than 120 characters",
                "write the name alone; there is a column for what they bring",
            ))
        } else if name.contains([';', '|']) {
            Some((
                "a name cannot have ; or | in it",
                "write it without: these set names apart in other columns",
            ))
        } else {
            None
        };
        if let Some((message, hint)) = problem {
            self.problems.add(self.table.at(row, column, message).hint(hint));
        }
        name
    }

    fn kind(&mut self, row: &Row, column: usize) -> Option<Kind> {
        match fold(row.cell(column)).as_str() {
            "" => None,
            "person" | "a person" | "individual" | "freelancer" | "mensch" | "einzelperson" => {
                Some(Kind::Person)
            }
            "firm" | "a firm" | "company" | "organisation" | "organization" | "firma" | "unternehmen"
            | "gmbh" => Some(Kind::Firm),
            _ => {
                let problem = self.table.at(row, column, "this is neither a person nor a firm");
                self.problems.add(problem.hint("write person or firm, or leave it empty"));
                None
            }
        }
    }

    fn mail(&mut self, row: &Row, column: usize) -> String {
        let mail = row.cell(column);
        let parts = mail.split_once('@');
        let is_mail = parts
            .is_some_and(|(who, place)| !who.is_empty() && place.len() > 1 && !place.contains('@'))
            && !mail.contains(char::is_whitespace)
            && mail.len() <= 254;
        if !mail.is_empty() && !is_mail {
            let problem = self.table.at(row, column, "this is no mail address");
            self.problems.add(problem.hint("write one address such as ana@example.org, or leave it empty"));
        }
        mail.to_owned()
    }

    fn level(&mut self, row: &Row, column: usize) -> Option<u8> {
        let cell = row.cell(column);
        if cell.is_empty() {
            return None;
        }
        let level = cell.parse::<u8>().ok().filter(|level| *level <= HIGHEST_LEVEL);
        if level.is_none() {
            let hint = "write a whole number from 0 to 7, or leave it empty where it is not known";
            self.problems.add(self.table.at(row, column, "this is no level").hint(hint));
        }
        level
    }

    fn number(&mut self, row: &Row, column: usize, range: &Range) -> Option<f64> {
        let cell = row.cell(column);
        if cell.is_empty() {
            return None;
        }
        let problem = match amount(cell) {
            Ok(number) if (range.least..=range.most).contains(&number) => return Some(number),
            Err(Unread::TwoWays { .. }) => {
                self.table.at(row, column, "this number can be read in two ways").hint(
                    "write it without marks between thousands, and with two decimals or none: 1200 or 1.20",
                )
            }
            Ok(_) | Err(Unread::NoNumber) => self.table.at(row, column, range.message).hint(range.hint),
        };
        self.problems.add(problem);
        None
    }

    /// The candidates by their names as names are compared; a second one of a name is a problem.
    fn places(&mut self, candidates: &[Candidate]) -> HashMap<String, usize> {
        let mut places = HashMap::with_capacity(candidates.len());
        for (index, candidate) in candidates.iter().enumerate() {
            match places.entry(fold(&candidate.name)) {
                Entry::Vacant(vacant) => {
                    vacant.insert(index);
                }
                Entry::Occupied(earlier) if !earlier.key().is_empty() => {
                    let earlier = &candidates[*earlier.get()];
                    let message = format!("there is this name in row {} already", earlier.row);
                    let problem = self.table.at(&self.table.rows()[index], self.columns.name, message);
                    self.problems.add(problem.hint("tell the two apart, or take one row out"));
                }
                Entry::Occupied(_) => {}
            }
        }
        places
    }

    fn links(&mut self, candidates: &[Candidate], places: &HashMap<String, usize>) -> Links {
        let sides = [
            (self.columns.conflicts, Side::Conflict),
            (self.columns.works_with, Side::Well),
            (self.columns.chafes_with, Side::Chafes),
        ];
        let mut links = Links::default();
        for (index, row) in self.table.rows().iter().enumerate() {
            for (column, side) in sides {
                let Some(column) = column.filter(|&column| !row.cell(column).is_empty()) else { continue };
                if let Err(refused) = links.add_all(index, row.cell(column), side, candidates, places) {
                    for refusal in refused {
                        let problem = self.table.at(row, column, refusal.message).found(refusal.found);
                        self.problems.add(problem.hint(refusal.hint));
                    }
                }
            }
        }
        links
    }
}
