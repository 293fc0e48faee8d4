//! What stands in the way of an import: texts that nobody has assigned, days to come, weeks that are too long,
//! and parties or projects that the record does not have at that time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::Work;
use rowlock_core::id::PartyId;

use super::super::assignment::{Destination, Index, Owner};
use super::super::entry::Entry;
use super::super::week::Week;
use super::{HOURS_OF_A_WEEK, Problem};
use crate::diagnostic::echo;
use crate::table::limits::MOST_PROBLEMS;

/// What becomes of an entry.
pub(super) enum Assigned<'a> {
    /// It counts for this party and this work.
    To(&'a PartyId, &'a Work),
    /// It is not to be imported.
    Aside,
    /// There is a problem with it.
    Unclear,
}

/// Looks at entries one by one, and tells of each cause once.
pub(super) struct Check<'a> {
    assignment: Index<'a>,
    alliance: &'a Alliance,
    today: Date,
    told: BTreeSet<Cause>,
    weeks: BTreeMap<(&'a str, Week), f64>,
    problems: Vec<Problem>,
    more: usize,
}

/// What is told once, with its first row.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    Person(String),
    Project(String, String),
    UnknownParty(String),
    UnknownProject(String),
    TooEarly(String),
    TooLong(String, Week),
}

impl<'a> Check<'a> {
    pub(super) fn new(assignment: Index<'a>, alliance: &'a Alliance, today: Date) -> Self {
        let (told, weeks) = (BTreeSet::new(), BTreeMap::new());
        Self { assignment, alliance, today, told, weeks, problems: Vec::new(), more: 0 }
    }

    /// Whose an entry is and what it is for.
    pub(super) fn entry(&mut self, entry: &'a Entry) -> Assigned<'a> {
        let owner = self.assignment.owner(&entry.person);
        let destination = self.assignment.destination(&entry.client, &entry.project);
        if owner == Some(&Owner::Nobody) || destination == Some(&Destination::Nothing) {
            return Assigned::Aside;
        }
        if owner.is_none() {
            let who = if entry.person.is_empty() {
                "hours that name nobody".to_owned()
            } else {
                quoted(&entry.person)
            };
            let cause = Cause::Person(entry.person.clone());
            let hint = "say which party they are, or that they are not imported";
            self.once(cause, entry.row, format!("it is not said whose hours these are: {who}"), hint);
        }
        if destination.is_none() {
            let what = match (entry.project.as_str(), entry.client.as_str()) {
                ("", "") => "hours without a project".to_owned(),
                ("", client) => format!("hours for {} without a project", quoted(client)),
                (project, _) => quoted(project),
            };
            let cause = Cause::Project(entry.client.clone(), entry.project.clone());
            let hint = "say which project it is, joint work or outside work, or that it is not imported";
            self.once(cause, entry.row, format!("it is not said what these hours are for: {what}"), hint);
        }
        if entry.to > self.today {
            let message = format!("{} is still to come", entry.to);
            self.say(entry.row, message, "check the day and the order of day and month");
            return Assigned::Unclear;
        }
        match (owner, destination) {
            (Some(Owner::Party(party)), Some(Destination::Work(work)))
                if self.is_known(entry, party, work) =>
            {
                Assigned::To(party, work)
            }
            _ => Assigned::Unclear,
        }
    }

    /// Counts the hours of one person in a week, and looks whether the party was in by then.
    pub(super) fn week(&mut self, entry: &'a Entry, party: &'a PartyId, week: Week, hours: f64) {
        let sum = self.weeks.entry((entry.person.as_str(), week)).or_default();
        *sum += hours;
        if *sum > HOURS_OF_A_WEEK + 1e-6 {
            let who = if entry.person.is_empty() { "one person".to_owned() } else { quoted(&entry.person) };
            let message =
                format!("with this row {who} has more than 168 hours in the week from {}", week.monday());
            let hint = "look for rows that stand twice, or for hours that are minutes";
            self.once(Cause::TooLong(entry.person.clone(), week), entry.row, message, hint);
        }
        let joined = self.alliance.parties.get(party).map(|entry| entry.joined.on);
        let since = joined.max(self.alliance.founded_on);
        if let Some(since) = since.filter(|since| week.sunday() < *since) {
            let message = format!("the record has {party} from {since} on only");
            let hint = "export the weeks from that day on";
            self.once(Cause::TooEarly(party.to_string()), entry.row, message, hint);
        }
    }

    /// The problems by row, and how many more there are.
    pub(super) fn told(mut self) -> (Vec<Problem>, usize) {
        self.problems.sort_by_key(|problem| problem.row);
        (self.problems, self.more)
    }

    fn is_known(&mut self, entry: &Entry, party: &PartyId, work: &Work) -> bool {
        let mut is_known = true;
        if !self.alliance.parties.contains_key(party) {
            let message = format!("there is no party \u{201c}{party}\u{201d} on the record");
            let cause = Cause::UnknownParty(party.to_string());
            self.once(cause, entry.row, message, "choose a party of this record");
            is_known = false;
        }
        if let Work::Project(project) = work
            && !self.alliance.projects.contains_key(project)
        {
            let message = format!("there is no project \u{201c}{project}\u{201d} on the record");
            let cause = Cause::UnknownProject(project.to_string());
            self.once(cause, entry.row, message, "choose a project of this record, or propose it first");
            is_known = false;
        }
        is_known
    }

    fn once(&mut self, cause: Cause, row: usize, message: String, hint: &str) {
        if self.told.insert(cause) {
            self.say(row, message, hint);
        }
    }

    fn say(&mut self, row: usize, message: String, hint: &str) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem { row, message, hint: hint.to_owned() });
        } else {
            self.more += 1;
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\u{201c}{}\u{201d}", echo(text))
}
