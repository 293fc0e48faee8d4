//! Hours from a file: what a time tracker exported is read, shown with what we take each column, person and project
//! for, and put on the record whole or not at all.

use askama::Template;
use axum::extract::State;
use axum::extract::multipart::Multipart;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::Event;
use rowlock_files::hours::{Assignment, Mapping, Plan, guess, plan, table};
use rowlock_files::table::Table;

use super::hours_plan::{fill_in, guessed_fields, lines_word, look, mapping, said};
use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::upload::{Upload, told};

#[derive(Template)]
#[template(path = "pages/hours_import.html")]
struct Choose {
    frame: Frame,
    back: String,
    problems: Vec<String>,
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
pub(crate) async fn take(State(app): State<App>, scene: Scene, parts: Multipart) -> Result<Page, Oops> {
    let file = match Upload::of(parts, "hours").await? {
        Ok(file) => file,
        Err(problem) => return choose(&scene, vec![problem]),
    };
    let table = match table(&file.bytes, &file.name) {
        Ok(table) => table,
        Err(problems) => return choose(&scene, told(&problems)),
    };
    let guessed = guess(&table);
    let earlier = Earlier::of(&app, &scene, &table).await?;
    let mapping = earlier.mapping.as_ref().unwrap_or(&guessed.mapping);
    let mut fields = guessed_fields(mapping);
    file.put(&mut fields);
    let read = Read::under(&scene, &table, mapping, &earlier.assignment);
    let mut form = Form::new(fields);
    fill_in(&mut form, &read.assignment);
    look(&scene, form, guessed, &table, read)
}

/// What was said of an earlier file with the same headings, and of the texts in it.
#[derive(Default)]
struct Earlier {
    mapping: Option<Mapping>,
    assignment: Assignment,
}

/// As what the assignment is kept.
const LINES: &str = "hours/lines";

impl Earlier {
    async fn of(app: &App, scene: &Scene, table: &Table) -> Result<Self, Oops> {
        let kept =
            async |what: &str| app.store.kept(&scene.seat.who.account, &scene.seat.alliance, what).await;
        // What cannot be read any more was kept by another version, and is asked again.
        let mapping = kept(&columns(table)).await?.and_then(|text| serde_json::from_str(&text).ok());
        let assignment = kept(LINES).await?.and_then(|text| serde_json::from_str(&text).ok());
        Ok(Self { mapping, assignment: assignment.unwrap_or_default() })
    }

    /// Keeps what was said of this file for the next one.
    async fn keep(self, app: &App, scene: &Scene, table: &Table) -> Result<(), Oops> {
        let unwritable = |error: serde_json::Error| Oops::Internal(error.to_string());
        let columns_text = serde_json::to_string(&self.mapping).map_err(unwritable)?;
        let lines_text = serde_json::to_string(&self.assignment).map_err(unwritable)?;
        for (what, text) in [(columns(table).as_str(), columns_text), (LINES, lines_text)] {
            app.store.keep(&scene.seat.who.account, &scene.seat.alliance, what, &text).await?;
        }
        Ok(())
    }
}

/// As what the mapping of a file with these headings is kept.
fn columns(table: &Table) -> String {
    format!("hours/columns/{}", rowlock_store::token_hash(&table.headings().join("\u{1f}")))
}

/// What was read from a table under a mapping.
pub(super) struct Read {
    /// The people and projects in it, and what they are taken for.
    pub assignment: Assignment,
    /// What stands in the way, each in words.
    pub problems: Vec<String>,
    /// What would come of it.
    pub plan: Option<Plan>,
}

impl Read {
    fn under(scene: &Scene, table: &Table, mapping: &Mapping, said: &Assignment) -> Self {
        match table.entries(mapping) {
            Err(problems) => {
                let problems = told(&problems);
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

/// Looks again with what was changed, or puts it on the record.
pub(crate) async fn plan_it(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let file = Upload::with(&fields)?;
    let table = match table(&file.bytes, &file.name) {
        Ok(table) => table,
        Err(problems) => return choose(&scene, told(&problems)).map(IntoResponse::into_response),
    };
    let guessed = guess(&table);
    let mapping = mapping(&fields, &guessed.mapping);
    let earlier = Earlier::of(&app, &scene, &table).await?;
    let listed = Read::under(&scene, &table, &mapping, &earlier.assignment).assignment;
    // What was chosen belongs to the lines that were shown; under other columns there are other lines.
    let same_lines = fields.text("lines") == lines_word(&listed);
    let said = if same_lines { said(&fields, &listed) } else { earlier.assignment.clone() };
    let read = Read::under(&scene, &table, &mapping, &said);
    let efforts = read.plan.as_ref().map_or_else(Vec::new, |plan| plan.efforts.clone());
    if fields.text("go") == "record" && same_lines && read.problems.is_empty() && !efforts.is_empty() {
        let dated: Vec<(Event, jiff::civil::Date)> =
            efforts.iter().map(|planned| (planned.effort.clone().into(), planned.on())).collect();
        let deed = |_: &Case| Ok(Deed { dated: dated.clone(), ..Deed::of(Vec::new(), scene.today) });
        app.act(&scene.seat, deed).await.map_err(crate::case::NotDone::into_oops)?;
        let assignment = read.assignment.and_earlier(earlier.assignment);
        Earlier { mapping: Some(mapping), assignment }.keep(&app, &scene, &table).await?;
        return Ok(Redirect::to(&format!("{}?done=hours", scene.now("/hours"))).into_response());
    }
    let mut form = Form::new(fields);
    if !same_lines {
        fill_in(&mut form, &read.assignment);
    }
    look(&scene, form, guessed, &table, read).map(IntoResponse::into_response)
}
