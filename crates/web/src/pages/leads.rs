//! Leads: who found which, whether it is in scope, and whether it was passed to the joint business or kept.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Lead, LeadFate, by_then};
use rowlock_core::fact::{Event, LeadFound, LeadKept, LeadPassed};
use rowlock_core::id::{LeadId, PartyId};
use rowlock_documents::Kind;

use super::who::{parties, speaker, speaker_field};
use crate::case::{NotDone, Scene};
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/leads.html")]
struct Leads<'a> {
    frame: Frame,
    scene: &'a Scene,
    rows: Vec<Row>,
    parties: Vec<(String, String)>,
    form: Form,
    may_write: bool,
}

impl Leads<'_> {
    fn by(&self) -> String {
        speaker_field(self.scene, &self.form, "by", "Who found it?")
    }
}

/// A lead in the list.
struct Row {
    id: String,
    what: String,
    by: String,
    on: Date,
    in_scope: bool,
    mark: &'static str,
    word: String,
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    Page::of(&Leads {
        frame: scene.frame(&form.title("Leads"), "control", "projects"),
        rows: rows(scene),
        parties: parties(scene),
        form,
        may_write: scene.may(Action::Write, Resource::Work),
        scene,
    })
}

fn rows(scene: &Scene) -> Vec<Row> {
    let known = scene.alliance.leads.iter().filter(|(_, lead)| lead.found.on <= scene.on);
    let mut rows: Vec<Row> = known.map(|(id, lead)| row(scene, id, lead)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.on));
    rows
}

fn row(scene: &Scene, id: &LeadId, lead: &Lead) -> Row {
    let found = &lead.found.value;
    let (mark, word) = match by_then(lead.fate.as_ref(), scene.on) {
        None => ("unknown", "Open".to_owned()),
        Some(fate) => match &fate.value {
            LeadFate::Passed => ("clear", format!("Passed to the joint business on {}", day(fate.on))),
            LeadFate::Kept(by) => {
                let mark = if found.in_scope { "alarm" } else { "clear" };
                (mark, format!("Kept by {} on {}", scene.alliance.party_name(by), day(fate.on)))
            }
        },
    };
    Row {
        id: id.to_string(),
        what: found.what.clone(),
        by: scene.alliance.party_name(&found.by).to_owned(),
        on: lead.found.on,
        in_scope: found.in_scope,
        mark,
        word,
    }
}

/// Puts a lead on the record.
pub(crate) async fn find(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let what = form.required("what", "who it is and what for", 200);
    let by = speaker(&scene, &mut form, "by");
    let in_scope = match form.fields.text("in_scope") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => {
            form.say("in_scope", "Say whether it is in scope.");
            None
        }
    };
    let (Some(by), Some(in_scope), false) = (by, in_scope, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let known = &scene.case.whole.leads;
    let lead = free_id(&what, |id| known.keys().any(|known| known.as_str() == id), LeadId::parse)?;
    match scene.put(LeadFound { lead, what, by, in_scope }, "/leads", "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("by", "by")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}

/// Puts on record what became of a lead.
pub(crate) async fn turn(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let lead = LeadId::parse(&id).map_err(|_| Oops::NotFound)?;
    let known = scene.alliance.leads.get(&lead).ok_or(Oops::NotFound)?;
    if known.fate.is_some() {
        return Err(Oops::BadRequest("What became of this lead is on the record already.".to_owned()));
    }
    let event: Event = match fields.text("turn") {
        "passed" => LeadPassed { lead }.into(),
        party => {
            let by = PartyId::parse(party).ok().filter(|party| scene.alliance.parties.contains_key(party));
            let by = by.ok_or_else(|| {
                Oops::BadRequest("Choose who has it. Nothing was put on the record.".to_owned())
            })?;
            LeadKept { lead, by }.into()
        }
    };
    scene.put(event, "/leads", "saved").await.map_err(NotDone::into_oops)
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("lead", Kind::Text),
        ("found by", Kind::Text),
        ("on", Kind::Day),
        ("in scope", Kind::Text),
        ("state", Kind::Text),
    ];
    let cells = |row: Row| {
        let Row { what, by, on, in_scope, word, .. } = row;
        vec![what.into(), by.into(), on.into(), in_scope.into(), word.into()]
    };
    let sheet = list::sheet("Leads", &columns, rows(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
