//! The record: every fact on a line of time, as of any day, and the state of its chain.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::fact::{Actor, Event, Fact, NoteMade};
use rowlock_documents::Kind;
use rowlock_files::record::write_record;
use serde::Deserialize;

use crate::app::App;
use crate::case::{Deed, NotDone, Scene};
use crate::form::{Fields, Form};
use crate::list::{self, Format, download};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::{self, day, moment};

/// How many facts a page shows.
const A_PAGE: usize = 60;

#[derive(Template)]
#[template(path = "pages/record.html")]
struct RecordPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    facts: Vec<Line>,
    count: usize,
    withdrawn: usize,
    hash: &'a str,
    before: Option<usize>,
    after: Option<usize>,
    form: Form,
    may_write: bool,
    may_export: bool,
}

/// One fact on the line of time.
pub(crate) struct Line {
    pub seq: u64,
    pub on: String,
    pub written: Option<String>,
    pub says: String,
    pub by: String,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    page: Option<usize>,
}

/// Who put a fact on the record, in words.
pub(crate) fn actor_in_words(scene: &Scene, actor: &Actor) -> String {
    match actor {
        Actor::Party(party) => scene.case.whole.party_name(party).to_owned(),
        Actor::Adviser(_) => "the adviser".to_owned(),
        Actor::Rowlock => "Rowlock, since another fact entails it".to_owned(),
    }
}

/// A fact as a line.
pub(crate) fn line(scene: &Scene, fact: &Fact) -> Line {
    let late = rowlock_core::record::known_on(fact) != fact.effective_on;
    Line {
        seq: fact.seq.0,
        on: day(fact.effective_on),
        written: late.then(|| {
            let written = words::day_of(fact.recorded_at);
            if scene.case.record.recalls(fact) { format!("{written}, from memory") } else { written }
        }),
        says: scene.told(&fact.event),
        by: actor_in_words(scene, &fact.actor),
    }
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Query(asked): Query<Asked>) -> Result<Page, Oops> {
    page(&scene, asked.page.unwrap_or(1).max(1), Form::default())
}

fn page(scene: &Scene, page: usize, form: Form) -> Result<Page, Oops> {
    let record = &scene.case.record;
    let facts = record.holding(scene.on, record.known_by(scene.on));
    let shown = facts.iter().rev().skip(page.saturating_sub(1).saturating_mul(A_PAGE)).take(A_PAGE);
    let known = record.facts().iter().filter(|fact| fact.effective_on <= scene.on);
    let known =
        known.filter(|fact| rowlock_core::record::known_on(fact) <= record.known_by(scene.on)).count();
    Page::of(&RecordPage {
        frame: scene.frame("Record", "record", ""),
        facts: shown.map(|fact| line(scene, fact)).collect(),
        count: facts.len(),
        withdrawn: known - facts.len(),
        hash: record.final_hash(),
        before: (page > 1).then(|| page - 1),
        after: (page.saturating_mul(A_PAGE) < facts.len()).then_some(page + 1),
        form,
        may_write: scene.may(Action::Write, Resource::Record),
        may_export: may_export(scene),
        scene,
    })
}

/// The same as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("fact", Kind::Text),
        ("on", Kind::Day),
        ("written down", Kind::Text),
        ("kind", Kind::Text),
        ("by", Kind::Text),
        ("says", Kind::Text),
        ("from memory", Kind::Text),
    ];
    let cells = |fact| {
        let line = line(&scene, fact);
        let kind = if scene.may_read(&fact.event) { fact.event.kind() } else { "private" };
        vec![
            line.seq.to_string().into(),
            fact.effective_on.into(),
            moment(fact.recorded_at).into(),
            kind.into(),
            line.by.into(),
            line.says.into(),
            if scene.case.record.recalls(fact) { "yes".into() } else { "".into() },
        ]
    };
    let facts = scene.case.record.holding(scene.on, scene.case.record.known_by(scene.on));
    let sheet = list::sheet("Record", &columns, facts.into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}

/// Whether the seat may read every fact of the record, as the file holds them all.
fn may_export(scene: &Scene) -> bool {
    scene.case.record.facts().iter().all(|fact| scene.may_read(&fact.event))
}

/// The whole record as a file, chained by hashes, with answers sealed.
pub(crate) async fn export(scene: Scene) -> Result<Response, Oops> {
    if !may_export(&scene) {
        return Err(Oops::Private);
    }
    let text = write_record(&scene.case.record, scene.name());
    let name = format!("{}.record", crate::found::slug(scene.name()));
    Ok(download(&name, "application/octet-stream", text.into_bytes()))
}

/// Puts a note on the record.
pub(crate) async fn note(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let text = form.required("note", "the note", 2000);
    let on = form.date("since", scene.today);
    if form.is_wrong() {
        return page(&scene, 1, form).map(IntoResponse::into_response);
    }
    let deed = |_: &_| Ok(Deed::of(vec![Event::NoteMade(NoteMade { text: text.clone() })], on));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=noted", scene.now("/record"))).into_response()),
        Err(NotDone::Refused(refusal)) => {
            form.refuse(&refusal, &[("on", "since"), ("text", "note")]);
            page(&scene, 1, form).map(IntoResponse::into_response)
        }
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}
