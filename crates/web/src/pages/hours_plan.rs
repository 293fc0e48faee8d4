//! What was read in a file of hours, before any of it is put on the record: columns, people and projects with what we
//! take them for, and what would come of it.

use askama::Template;
use rowlock_core::fact::number;
use rowlock_core::id::PartyId;
use rowlock_files::hours::{
    Assignment, DayOrder, Destination, Guess, Hours, LeftOut, Mapping, Owner, Unit, Why,
};
use rowlock_files::table::Table;

use super::hours::{work, work_in_words, works};
use super::hours_import::Read;
use super::who::parties;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

/// How many lines of a plan are shown.
const SHOWN: usize = 40;
/// Stands for what was guessed where that is more than one column.
const AS_GUESSED: &str = "*";

#[derive(Template)]
#[template(path = "pages/hours_plan.html")]
struct Look<'a> {
    frame: Frame,
    scene: &'a Scene,
    back: String,
    name: String,
    file: String,
    kind: String,
    doubts: Vec<String>,
    problems: Vec<String>,
    form: Form,
    columns: Vec<(String, String)>,
    guessed: Mapping,
    assignment: Assignment,
    owners: Vec<(String, String)>,
    works: Vec<(String, String)>,
    lines: Vec<String>,
    more: usize,
    total: String,
    left_out: Vec<String>,
    is_ready: bool,
    /// Whether somebody should look at the columns first.
    doubts_columns: bool,
}

pub(super) fn look(
    scene: &Scene,
    form: Form,
    guessed: Guess,
    table: &Table,
    read: Read,
) -> Result<Page, Oops> {
    let efforts = read.plan.as_ref().map_or(&[][..], |plan| &plan.efforts);
    let line = |planned: &rowlock_files::hours::Planned| {
        let effort = &planned.effort;
        format!(
            "{}, {}, week from {}: {} hours",
            scene.alliance.party_name(&effort.party),
            work_in_words(scene, &effort.work),
            day(effort.from),
            number(effort.hours)
        )
    };
    let mut columns = vec![(String::new(), "none".to_owned())];
    columns.extend(table.headings().iter().map(|heading| (heading.clone(), heading.clone())));
    let mut owners = vec![(String::new(), "choose".to_owned())];
    owners.extend(parties(scene));
    owners.push(("nobody".to_owned(), "nobody here: leave out".to_owned()));
    let mut works_to_choose = vec![(String::new(), "choose".to_owned())];
    works_to_choose.extend(works(scene));
    works_to_choose.push(("nothing".to_owned(), "nothing here: leave out".to_owned()));
    let left_out = read.plan.iter().flat_map(|plan| &plan.left_out).take(SHOWN);
    Page::of(&Look {
        frame: scene.frame(&format!("What we read in {}", form.fields.text("name")), "control", "hours"),
        back: scene.to("/hours/import"),
        name: form.fields.text("name").to_owned(),
        file: form.fields.text("file").to_owned(),
        kind: guessed.export.to_string(),
        doubts: guessed.doubts.iter().map(ToString::to_string).collect(),
        doubts_columns: read.plan.is_none() || !guessed.doubts.is_empty(),
        is_ready: read.problems.is_empty() && !efforts.is_empty(),
        lines: efforts.iter().take(SHOWN).map(line).collect(),
        more: efforts.len().saturating_sub(SHOWN),
        total: number(efforts.iter().map(|planned| planned.effort.hours).sum()),
        left_out: left_out.map(|left| left_out_in_words(scene, left)).collect(),
        problems: read.problems,
        assignment: read.assignment,
        guessed: guessed.mapping,
        form,
        columns,
        owners,
        works: works_to_choose,
        scene,
    })
}

impl Look<'_> {
    fn lines_word(&self) -> String {
        lines_word(&self.assignment)
    }

    fn column(&self, name: &str, label: &str) -> String {
        let mut options = self.columns.clone();
        let joined = match name {
            "m-person" if self.guessed.person.len() > 1 => Some(self.guessed.person.join(" and ")),
            "m-hours" => match &self.guessed.hours {
                Some(Hours::Between { start, end }) => Some(format!("from {start} to {end}")),
                _ => None,
            },
            _ => None,
        };
        options.extend(joined.map(|text| (AS_GUESSED.to_owned(), text)));
        self.form.select(name, label, "", &options)
    }

    fn choice(&self, name: &str, label: &str, options: &[(&str, &str)]) -> String {
        let options: Vec<(String, String)> =
            options.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect();
        self.form.select(name, label, "", &options)
    }

    fn owner(&self, place: &usize, person: &str) -> String {
        let label = if person.is_empty() { "Hours that name nobody" } else { person };
        self.form.select(&format!("person-{place}"), label, "", &self.owners)
    }

    fn destination(&self, place: &usize, client: &str, project: &str) -> String {
        let label = match (client, project) {
            ("", "") => "Hours without a project".to_owned(),
            ("", project) => project.to_owned(),
            (client, "") => format!("{client}, no project"),
            (client, project) => format!("{project} ({client})"),
        };
        self.form.select(&format!("project-{place}"), &label, "", &self.works)
    }
}

fn left_out_in_words(scene: &Scene, left: &LeftOut) -> String {
    let effort = &left.effort;
    let why = match left.why {
        Why::Recorded { hours } if (hours - effort.hours).abs() < 0.01 => {
            "they are on the record already".to_owned()
        }
        Why::Recorded { hours } => {
            format!(
                "the record has {} hours for that week; if those are wrong, withdraw them first",
                number(hours)
            )
        }
        Why::Overlapping { from, to } => {
            format!("the record has hours from {} to {}, which may be the same", day(from), day(to))
        }
        Why::NotOver => "the week is not over; take them in when it is".to_owned(),
        Why::NoHours => "there is no time in it".to_owned(),
    };
    let party = scene.alliance.party_name(&effort.party);
    let (work, from) = (work_in_words(scene, &effort.work), day(effort.from));
    format!("{party}, {work}, week from {from}, {} hours: {why}", number(effort.hours))
}

/// What was guessed of the columns, as the fields of the form.
pub(super) fn guessed_fields(mapping: &Mapping) -> Fields {
    let mut fields = Fields::default();
    let person = match mapping.person.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        _ => AS_GUESSED.to_owned(),
    };
    fields.put("m-person", person);
    for (name, column) in
        [("m-project", &mapping.project), ("m-client", &mapping.client), ("m-date", &mapping.date)]
    {
        fields.put(name, column.clone().unwrap_or_default());
    }
    let (hours, unit) = match &mapping.hours {
        None => (String::new(), Unit::Hours),
        Some(Hours::Between { .. }) => (AS_GUESSED.to_owned(), Unit::Hours),
        Some(Hours::Amount { column, unit }) => (column.clone(), *unit),
    };
    fields.put("m-hours", hours);
    let unit = match unit {
        Unit::Hours => "hours",
        Unit::Minutes => "minutes",
        Unit::Days => "days",
    };
    fields.put("m-unit", unit);
    let order = match mapping.day_order {
        None => "",
        Some(DayOrder::DayFirst) => "day",
        Some(DayOrder::MonthFirst) => "month",
    };
    fields.put("m-order", order);
    fields
}

/// Reads the columns back from the form.
pub(super) fn mapping(fields: &Fields, guessed: &Mapping) -> Mapping {
    let person = match fields.text("m-person") {
        "" => Vec::new(),
        AS_GUESSED => guessed.person.clone(),
        column => vec![column.to_owned()],
    };
    let unit = match fields.text("m-unit") {
        "minutes" => Unit::Minutes,
        "days" => Unit::Days,
        _ => Unit::Hours,
    };
    let hours = match fields.text("m-hours") {
        "" => None,
        AS_GUESSED => guessed.hours.clone(),
        column => Some(Hours::Amount { column: column.to_owned(), unit }),
    };
    let day_order = match fields.text("m-order") {
        "day" => Some(DayOrder::DayFirst),
        "month" => Some(DayOrder::MonthFirst),
        _ => None,
    };
    Mapping {
        person,
        project: fields.some("m-project"),
        client: fields.some("m-client"),
        date: fields.some("m-date"),
        hours,
        day_order,
        ..guessed.clone()
    }
}

/// What is said of each person and project, as the fields of the form.
pub(super) fn fill_in(form: &mut Form, assignment: &Assignment) {
    for (place, line) in assignment.people.iter().enumerate() {
        let owner = line.owner.as_ref().map(|owner| match owner {
            Owner::Party(party) => party.to_string(),
            Owner::Nobody => "nobody".to_owned(),
        });
        form.fields.put(format!("person-{place}"), owner.unwrap_or_default());
    }
    for (place, line) in assignment.projects.iter().enumerate() {
        let word = line.destination.as_ref().map(|destination| match destination {
            Destination::Nothing => "nothing".to_owned(),
            Destination::Work(rowlock_core::fact::Work::Joint) => "joint".to_owned(),
            Destination::Work(rowlock_core::fact::Work::Outside) => "outside".to_owned(),
            Destination::Work(rowlock_core::fact::Work::Project(id)) => format!("project:{id}"),
        });
        form.fields.put(format!("project-{place}"), word.unwrap_or_default());
    }
}

/// Reads back what was said of each person and project that the form listed.
pub(super) fn said(fields: &Fields, listed: &Assignment) -> Assignment {
    let mut said = listed.clone();
    for (place, line) in said.people.iter_mut().enumerate() {
        line.owner = match fields.text(&format!("person-{place}")) {
            "nobody" => Some(Owner::Nobody),
            party => PartyId::parse(party).ok().map(Owner::Party),
        };
    }
    for (place, line) in said.projects.iter_mut().enumerate() {
        line.destination = match fields.text(&format!("project-{place}")) {
            "nothing" => Some(Destination::Nothing),
            word => work(word).map(Destination::Work),
        };
    }
    said
}

/// A word that is another whenever the people and projects listed are others.
pub(super) fn lines_word(listed: &Assignment) -> String {
    let people = listed.people.iter().map(|line| line.person.as_str());
    let projects = listed.projects.iter().flat_map(|line| [line.client.as_str(), line.project.as_str()]);
    rowlock_store::token_hash(&people.chain(projects).collect::<Vec<_>>().join("\u{1f}"))
}
