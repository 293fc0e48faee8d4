//! Candidates from a file: the list is read, shown with what we take each column for, and put on the record whole or not
//! at all.

use askama::Template;
use axum::extract::State;
use axum::extract::multipart::Multipart;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::words;
use rowlock_files::pool::{Expected, Guessed, Mapping, Named, guess, read, table};
use rowlock_files::table::Table;

use super::candidates_plan::{Plan, Planned};
use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::upload::{Upload, told};

/// How many candidates are shown before they are on the record.
const SHOWN: usize = 40;
/// The most candidates that one file brings onto a record. The command line chooses from larger pools.
const MOST: usize = 500;
/// The columns that say one thing each: the field, its label.
const SINGLE: [(&str, &str); 10] = [
    ("name", "The name"),
    ("kind", "Person or firm"),
    ("contact", "Whom to talk to"),
    ("mail", "Mail address"),
    ("brings", "What they bring"),
    ("hours", "Hours a month"),
    ("cost", "Cost a month"),
    ("conflicts", "Whom they cannot be on a team with"),
    ("works_with", "Whom they work well with"),
    ("chafes_with", "Whom they chafe with"),
];

#[derive(Template)]
#[template(path = "pages/candidates_import.html")]
struct Choose {
    frame: Frame,
    back: String,
    problems: Vec<String>,
    needs: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/candidates_plan.html")]
struct Look<'a> {
    frame: Frame,
    scene: &'a Scene,
    name: String,
    file: String,
    form: Form,
    doubts: Vec<String>,
    problems: Vec<String>,
    single: [(&'static str, &'static str); 10],
    columns: Vec<(String, String)>,
    planned: Vec<Planned>,
    more: usize,
    left_out: Vec<String>,
    is_ready: bool,
}

impl Look<'_> {
    fn column(&self, name: &str, label: &str) -> String {
        let mut options = vec![(String::new(), "none".to_owned())];
        options.extend(self.columns.iter().cloned());
        self.form.select(&format!("m-{name}"), label, "", &options)
    }

    fn capabilities(&self) -> String {
        let options: Vec<(&str, &str)> =
            self.columns.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
        let hint = "Each cell has a level from 0 to 7; empty means that it is not known.";
        self.form.choices("m-capability", "Levels of a talent, a column each", hint, &options, true)
    }
}

/// Shows the form to choose a file.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    choose(&scene, Vec::new())
}

fn choose(scene: &Scene, problems: Vec<String>) -> Result<Page, Oops> {
    let needs = super::candidates::needs(scene);
    Page::of(&Choose {
        frame: scene.frame("Candidates from a file", "focus", "candidates"),
        back: scene.to("/candidates"),
        problems,
        needs: needs.iter().map(|need| words(need.capability.as_str())).collect(),
    })
}

fn guessed(scene: &Scene, table: &Table) -> Guessed {
    let needs = super::candidates::needs(scene);
    let capabilities = needs.iter().map(|need| words(need.capability.as_str())).collect();
    guess(table, &Expected { capabilities, criteria: Vec::new() })
}

/// Reads the file and shows what would come of it.
pub(crate) async fn take(scene: Scene, parts: Multipart) -> Result<Page, Oops> {
    let file = match Upload::of(parts, "candidates").await? {
        Ok(file) => file,
        Err(problem) => return choose(&scene, vec![problem]),
    };
    let table = match table(&file.bytes, &file.name) {
        Ok(table) => table,
        Err(problems) => return choose(&scene, told(&problems)),
    };
    let guessed = guessed(&scene, &table);
    let mut fields = said(&guessed.mapping);
    file.put(&mut fields);
    let mapping = mapping(&fields, &guessed.mapping);
    let doubts = guessed.doubts.iter().map(ToString::to_string).collect();
    look(&scene, Form::new(fields), &guessed, (&table, &mapping), doubts)
}

/// The fields of a form that say a mapping.
fn said(mapping: &Mapping) -> Fields {
    let mut fields = Fields::default();
    let single = [
        (&mapping.name, "name"),
        (&mapping.kind, "kind"),
        (&mapping.contact, "contact"),
        (&mapping.mail, "mail"),
        (&mapping.brings, "brings"),
        (&mapping.hours, "hours"),
        (&mapping.cost, "cost"),
        (&mapping.conflicts, "conflicts"),
        (&mapping.works_with, "works_with"),
        (&mapping.chafes_with, "chafes_with"),
    ];
    for (column, name) in single {
        fields.put(format!("m-{name}"), column.clone().unwrap_or_default());
    }
    for named in &mapping.capabilities {
        fields.put("m-capability", named.column.as_str());
    }
    fields
}

/// The mapping that the fields of a form say; the names of capabilities stay as they were guessed.
fn mapping(fields: &Fields, guessed: &Mapping) -> Mapping {
    let column = |name: &str| fields.some(&format!("m-{name}"));
    let named = |column: &str| {
        let known = guessed.capabilities.iter().find(|named| named.column == column);
        let name = known.map_or_else(|| column.to_owned(), |named| named.name.clone());
        Named { name, column: column.to_owned() }
    };
    Mapping {
        name: column("name"),
        kind: column("kind"),
        contact: column("contact"),
        mail: column("mail"),
        brings: column("brings"),
        hours: column("hours"),
        cost: column("cost"),
        fit: None,
        conflicts: column("conflicts"),
        works_with: column("works_with"),
        chafes_with: column("chafes_with"),
        capabilities: fields.all("m-capability").map(named).collect(),
        criteria: Vec::new(),
    }
}

/// What would come of a table under a mapping, or what stands in the way.
fn planned(scene: &Scene, table: &Table, mapping: &Mapping) -> Result<Plan, Vec<String>> {
    let pool = read(table, mapping).map_err(|problems| told(&problems))?;
    if pool.candidates.len() > MOST {
        return Err(vec![format!(
            "The file has {} candidates; {MOST} is the most that one record takes in at once. Leave out those who are \
             out of the question, or let `rowlock select` choose from the whole list.",
            pool.candidates.len()
        )]);
    }
    Plan::of(scene, &pool, table.file())
}

fn look(
    scene: &Scene,
    form: Form,
    guessed: &Guessed,
    (table, mapping): (&Table, &Mapping),
    doubts: Vec<String>,
) -> Result<Page, Oops> {
    let (plan, problems) = match planned(scene, table, mapping) {
        Ok(plan) => (plan, Vec::new()),
        Err(problems) => (Plan::default(), problems),
    };
    let mut left_out: Vec<String> = mapping
        .ignored(table)
        .iter()
        .map(|column| format!("The column \u{201c}{column}\u{201d} is used for nothing."))
        .collect();
    if !guessed.mapping.criteria.is_empty() || guessed.mapping.fit.is_some() {
        left_out.push(
            "Scores in a file are not taken over: here several of you score, each alone, and see nothing before all have."
                .to_owned(),
        );
    }
    let title = format!("What we read in {}", form.fields.text("name"));
    let title = if problems.is_empty() { title } else { format!("Please look again: {title}") };
    Page::of(&Look {
        frame: scene.frame(&title, "focus", "candidates"),
        name: form.fields.text("name").to_owned(),
        file: form.fields.text("file").to_owned(),
        single: SINGLE,
        columns: table.headings().iter().map(|heading| (heading.clone(), heading.clone())).collect(),
        more: plan.lines.len().saturating_sub(SHOWN),
        is_ready: problems.is_empty() && !plan.events.is_empty(),
        planned: plan.lines.into_iter().take(SHOWN).collect(),
        doubts,
        left_out,
        problems,
        form,
        scene,
    })
}

/// Looks again with what was changed, or puts the candidates on the record.
pub(crate) async fn plan(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let file = Upload::with(&fields)?;
    let table = match table(&file.bytes, &file.name) {
        Ok(table) => table,
        Err(problems) => return choose(&scene, told(&problems)).map(IntoResponse::into_response),
    };
    let guessed = guessed(&scene, &table);
    let mapping = mapping(&fields, &guessed.mapping);
    let ready = planned(&scene, &table, &mapping).ok().filter(|plan| !plan.events.is_empty());
    if let Some(plan) = ready.filter(|_| fields.text("go") == "record") {
        let deed = |_: &Case| {
            let writes = plan.people.iter().cloned().map(rowlock_store::Write::Person).collect();
            Ok(Deed { writes, ..Deed::of(plan.events.clone(), scene.today) })
        };
        app.act(&scene.seat, deed).await.map_err(crate::case::NotDone::into_oops)?;
        return Ok(Redirect::to(&scene.now("/candidates?done=candidates")).into_response());
    }
    // What was in doubt has been looked at by now.
    look(&scene, Form::new(fields), &guessed, (&table, &mapping), Vec::new()).map(IntoResponse::into_response)
}
