//! Hours from a file: what a time tracker exported is read, shown with what we take each column, person and project
//! for, and put on the record whole or not at all.

use askama::Template;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use rowlock_core::fact::{Event, number};
use rowlock_core::id::PartyId;
use rowlock_files::hours::{
    Assignment, DayOrder, Destination, Guess, Hours, LeftOut, Mapping, Owner, Plan, Table, Unit, Why, guess,
    plan,
};

use super::hours::{work, work_in_words, works};
use super::who::parties;
use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

/// The largest file: it travels with the form until it is put on the record, so that the server keeps nothing.
const LARGEST: usize = 2 << 20;
/// How many lines of a plan are shown.
const SHOWN: usize = 40;
/// Stands for what was guessed where that is more than one column.
const AS_GUESSED: &str = "*";

#[derive(Template)]
#[template(path = "pages/hours_import.html")]
struct Choose {
    frame: Frame,
    back: String,
    problems: Vec<String>,
}

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
}

/// Shows the form to choose a file.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    choose(&scene, Vec::new())
}

fn choose(scene: &Scene, problems: Vec<String>) -> Result<Page, Oops> {
    let frame = scene.frame("Take in a file of hours", "control", "hours");
    Page::of(&Choose { frame, back: scene.to("/hours"), problems })
}

/// Reads the file and shows what would come of it.
pub(crate) async fn take(scene: Scene, mut parts: Multipart) -> Result<Page, Oops> {
    let unreadable = |error: MultipartError| Oops::BadRequest(error.body_text());
    let mut file = None;
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() == Some("file") {
            let name = part.file_name().unwrap_or("hours").to_owned();
            file = Some((name, part.bytes().await.map_err(unreadable)?));
        }
    }
    let Some((name, bytes)) = file.filter(|(_, bytes)| !bytes.is_empty()) else {
        return choose(&scene, vec!["Choose a file first.".to_owned()]);
    };
    if bytes.len() > LARGEST {
        let told =
            format!("{name} has {} kB; 2,048 kB is the most. Export a shorter period.", bytes.len() / 1024);
        return choose(&scene, vec![told]);
    }
    let table = match Table::read(&bytes, &name) {
        Ok(table) => table,
        Err(problems) => return choose(&scene, told(&problems.to_string())),
    };
    let guessed = guess(&table);
    let mut fields = guessed_fields(&guessed.mapping);
    fields.put("name", name);
    fields.put("file", BASE64_URL_SAFE_NO_PAD.encode(&bytes));
    let read = Read::of(&scene, &table, &guessed, &guessed.mapping);
    let mut form = Form::new(fields);
    fill_in(&mut form, &read.assignment);
    look(&scene, form, guessed, &table, read)
}

/// What was read from a table under a mapping.
struct Read {
    assignment: Assignment,
    problems: Vec<String>,
    plan: Option<Plan>,
}

impl Read {
    fn of(scene: &Scene, table: &Table, guessed: &Guess, mapping: &Mapping) -> Self {
        Self::under(scene, table, guessed, mapping, &Assignment::default())
    }

    fn under(scene: &Scene, table: &Table, _: &Guess, mapping: &Mapping, said: &Assignment) -> Self {
        match table.entries(mapping) {
            Err(problems) => {
                let problems = told(&problems.to_string());
                Self { assignment: Assignment::default(), problems, plan: None }
            }
            Ok(entries) => {
                let assignment = Assignment::guess(&entries, &scene.alliance).with_earlier(said);
                let plan = plan(&entries, &assignment, &scene.alliance, scene.today);
                let mut problems: Vec<String> = plan
                    .problems
                    .iter()
                    .map(|problem| {
                        format!(
                            "Row {}: {}. {}",
                            problem.row,
                            problem.message,
                            crate::words::sentence(&problem.hint)
                        )
                    })
                    .collect();
                if plan.more_problems > 0 {
                    problems.push(format!("There are {} more like these.", plan.more_problems));
                }
                Self { assignment, problems, plan: Some(plan) }
            }
        }
    }
}

fn told(problems: &str) -> Vec<String> {
    problems.split("\n\n").map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

/// What was guessed of the columns, as the fields of the form.
fn guessed_fields(mapping: &Mapping) -> Fields {
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
    fields.put(
        "m-unit",
        match unit {
            Unit::Hours => "hours",
            Unit::Minutes => "minutes",
            Unit::Days => "days",
        },
    );
    fields
}

/// Reads the columns back from the form.
fn mapping(fields: &Fields, guessed: &Mapping) -> Mapping {
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
fn fill_in(form: &mut Form, assignment: &Assignment) {
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
fn said(fields: &Fields, listed: &Assignment) -> Assignment {
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

fn look(scene: &Scene, form: Form, guessed: Guess, table: &Table, read: Read) -> Result<Page, Oops> {
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
        frame: scene.frame("What we read in the file", "control", "hours"),
        back: scene.to("/hours/import"),
        name: form.fields.text("name").to_owned(),
        file: form.fields.text("file").to_owned(),
        kind: guessed.export.to_string(),
        doubts: guessed.doubts.iter().map(ToString::to_string).collect(),
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

/// Looks again with what was changed, or puts it on the record.
pub(crate) async fn plan_it(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let lost = || Oops::BadRequest("The file did not come along. Choose it once more.".to_owned());
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(fields.text("file")).map_err(|_| lost())?;
    if bytes.is_empty() || bytes.len() > LARGEST {
        return Err(lost());
    }
    let table = match Table::read(&bytes, fields.text("name")) {
        Ok(table) => table,
        Err(problems) => return choose(&scene, told(&problems.to_string())).map(IntoResponse::into_response),
    };
    let guessed = guess(&table);
    let mapping = mapping(&fields, &guessed.mapping);
    let listed = Read::of(&scene, &table, &guessed, &mapping).assignment;
    // What was chosen belongs to the lines that were shown; under other columns there are other lines.
    let same_lines = fields.text("lines") == lines_word(&listed);
    let said = if same_lines { said(&fields, &listed) } else { Assignment::default() };
    let read = Read::under(&scene, &table, &guessed, &mapping, &said);
    let efforts = read.plan.as_ref().map_or_else(Vec::new, |plan| plan.efforts.clone());
    if fields.text("go") == "record" && same_lines && read.problems.is_empty() && !efforts.is_empty() {
        let dated: Vec<(Event, jiff::civil::Date)> =
            efforts.iter().map(|planned| (planned.effort.clone().into(), planned.on())).collect();
        let deed = |_: &Case| Ok(Deed { dated: dated.clone(), ..Deed::of(Vec::new(), scene.today) });
        app.act(&scene.seat, deed).await.map_err(crate::case::NotDone::into_oops)?;
        return Ok(Redirect::to(&format!("{}?done=hours", scene.now("/hours"))).into_response());
    }
    let mut form = Form::new(fields);
    if !same_lines {
        fill_in(&mut form, &read.assignment);
    }
    look(&scene, form, guessed, &table, read).map(IntoResponse::into_response)
}

/// A word that is another whenever the people and projects listed are others.
fn lines_word(listed: &Assignment) -> String {
    let people = listed.people.iter().map(|line| line.person.as_str());
    let projects = listed.projects.iter().flat_map(|line| [line.client.as_str(), line.project.as_str()]);
    rowlock_store::token_hash(&people.chain(projects).collect::<Vec<_>>().join("\u{1f}"))
}
