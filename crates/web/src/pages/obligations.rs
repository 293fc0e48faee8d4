//! Obligations: who promised what by when, what was done, and what was missed and why.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Obligation, by_then};
use rowlock_core::fact::{Event, MissedFor, ObligationDone, ObligationMissed, ObligationTaken};
use rowlock_core::id::{ObligationId, PartyId};
use rowlock_documents::Kind;

use super::who::parties;
use crate::case::{NotDone, Scene};
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/obligations.html")]
struct Obligations<'a> {
    frame: Frame,
    scene: &'a Scene,
    open: Vec<Row>,
    over: Vec<Row>,
    parties: Vec<(String, String)>,
    form: Form,
    may_write: bool,
}

/// An obligation in the list.
struct Row {
    id: String,
    what: String,
    who: String,
    due: Date,
    mark: &'static str,
    word: String,
    note: String,
    is_late: bool,
}

const REASONS: [(&str, &str, MissedFor); 4] = [
    ("own_work", "own or outside work came first", MissedFor::OwnWork),
    ("third_party", "the client, or somebody outside", MissedFor::ThirdParty),
    ("illness", "illness, or another call that nobody chose", MissedFor::Illness),
    ("other", "something else", MissedFor::Other),
];

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let (open, mut over): (Vec<Row>, Vec<Row>) = rows(scene).into_iter().partition(|row| row.note.is_empty());
    over.reverse();
    Page::of(&Obligations {
        frame: scene.frame(&form.title("Obligations"), "control", "meetings"),
        open,
        over,
        parties: parties(scene),
        form,
        may_write: scene.may(Action::Write, Resource::Meeting),
        scene,
    })
}

/// All taken on by the day looked at, by the day on which they are due.
fn rows(scene: &Scene) -> Vec<Row> {
    let known = scene.alliance.obligations.iter().filter(|(_, known)| known.taken.on <= scene.on);
    let mut rows: Vec<Row> = known.map(|(id, obligation)| row(scene, id, obligation)).collect();
    rows.sort_by_key(|row| row.due);
    rows
}

fn row(scene: &Scene, id: &ObligationId, obligation: &Obligation) -> Row {
    let taken = &obligation.taken.value;
    let is_late = taken.due < scene.on;
    let done = by_then(obligation.done.as_ref(), scene.on);
    let missed = by_then(obligation.missed.as_ref(), scene.on);
    let (mark, word, note) = match (done, missed) {
        (Some(done), _) if done.on > taken.due => {
            ("watch", format!("Done on {}, late", day(done.on)), "done late".to_owned())
        }
        (Some(done), _) => ("clear", format!("Done on {}", day(done.on)), "done".to_owned()),
        (None, Some(missed)) => {
            let reason = REASONS.iter().find(|(.., reason)| *reason == missed.value.reason);
            let reason = reason.map_or("", |(_, text, _)| text);
            ("alarm", "Missed".to_owned(), format!("{reason}. {}", missed.value.note))
        }
        (None, None) if is_late => ("alarm", "Late".to_owned(), String::new()),
        (None, None) => ("unknown", "Open".to_owned(), String::new()),
    };
    Row {
        id: id.to_string(),
        what: taken.what.clone(),
        who: scene.alliance.party_name(&taken.who).to_owned(),
        due: taken.due,
        mark,
        word,
        note,
        is_late,
    }
}

/// Puts a promise on the record.
pub(crate) async fn take(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let what = form.required("what", "what is promised", 300);
    let who = PartyId::parse(form.fields.text("who")).ok();
    if who.is_none() {
        form.say("who", "Choose who promises it.");
    }
    if form.fields.text("due").is_empty() {
        form.say("due", "Give the day on which it is due.");
    }
    let due = form.date("due", scene.today);
    let (Some(who), false) = (who, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let known = &scene.case.whole.obligations;
    let obligation =
        free_id(&what, |id| known.keys().any(|known| known.as_str() == id), ObligationId::parse)?;
    match scene.put(ObligationTaken { obligation, what, who, due }, "/obligations", "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("who", "who"), ("due", "due")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}

/// Puts on record what became of a promise.
pub(crate) async fn turn(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let obligation = ObligationId::parse(&id).map_err(|_| Oops::NotFound)?;
    let known = scene.alliance.obligations.get(&obligation).ok_or(Oops::NotFound)?;
    if known.done.is_some() || known.missed.is_some() {
        return Err(Oops::BadRequest("What became of this is on the record already.".to_owned()));
    }
    let event: Event = match fields.text("turn") {
        "done" => ObligationDone { obligation }.into(),
        "missed" => {
            let reason = REASONS.iter().find(|(word, ..)| *word == fields.text("reason"));
            let (.., reason) = reason.ok_or_else(|| {
                Oops::BadRequest("Choose why it was missed. Nothing was put on the record.".to_owned())
            })?;
            let note = fields.text("note").chars().take(300).collect();
            ObligationMissed { obligation, reason: *reason, note }.into()
        }
        _ => return Err(Oops::BadRequest("A promise is either done or missed.".to_owned())),
    };
    scene.put(event, "/obligations", "saved").await.map_err(NotDone::into_oops)
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("obligation", Kind::Text),
        ("who", Kind::Text),
        ("due", Kind::Day),
        ("state", Kind::Text),
        ("note", Kind::Text),
    ];
    let cells = |row: Row| {
        let Row { what, who, due, word, note, .. } = row;
        vec![what.into(), who.into(), due.into(), word.into(), note.into()]
    };
    let sheet = list::sheet("Obligations", &columns, rows(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
