//! One fact: what it says, who wrote it down and when; and withdrawing it, when it was a mistake.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::{self, Action, Resource};
use rowlock_core::fact::{Event, Fact, FactWithdrawn, Seq};

use super::record::{Line, line};
use crate::app::App;
use crate::case::{Deed, NotDone, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::moment;

#[derive(Template)]
#[template(path = "pages/fact.html")]
struct One<'a> {
    frame: Frame,
    scene: &'a Scene,
    line: Line,
    kind: String,
    written: String,
    hash: String,
    withdrawn: Option<(u64, String)>,
    form: Form,
    may_withdraw: bool,
}

fn find(scene: &Scene, number: u64) -> Result<&Fact, Oops> {
    let fact = scene.case.record.fact(Seq(number)).ok_or(Oops::NotFound)?;
    let known = rowlock_core::record::known_on(fact) <= scene.today;
    if known { Ok(fact) } else { Err(Oops::NotFound) }
}

/// Whoever wrote a fact down may withdraw it, and nobody else.
fn is_mine(scene: &Scene, fact: &Fact) -> bool {
    scene.seat.may(Action::Write, access::resource(&fact.event))
        && scene.seat.actor().is_ok_and(|actor| actor == fact.actor)
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, number)): Path<(String, u64)>) -> Result<Page, Oops> {
    page(&scene, find(&scene, number)?, Form::default())
}

fn page(scene: &Scene, fact: &Fact, form: Form) -> Result<Page, Oops> {
    let facts = scene.case.record.facts();
    let withdrawn = facts.iter().find_map(|later| match &later.event {
        Event::FactWithdrawn(data) if data.fact == fact.seq => Some((later.seq.0, data.why.clone())),
        _ => None,
    });
    let text = &scene.case.record.lines()[fact.seq.0 as usize - 1];
    let hash = text.rsplit("\"hash\":\"").next().unwrap_or_default().trim_end_matches("\"}").to_owned();
    let mine = is_mine(scene, fact);
    Page::of(&One {
        frame: scene.frame(&format!("Fact {}", fact.seq), "record", ""),
        line: line(scene, fact),
        kind: if scene.may_read(&fact.event) {
            rowlock_core::fact::words(fact.event.kind())
        } else {
            "private".to_owned()
        },
        written: if scene.case.record.recalls(fact) {
            format!("{}, from memory", moment(fact.recorded_at))
        } else {
            moment(fact.recorded_at)
        },
        hash,
        may_withdraw: mine && withdrawn.is_none() && scene.may(Action::Write, Resource::Record),
        withdrawn,
        form,
        scene,
    })
}

/// Withdraws it.
pub(crate) async fn withdraw(
    State(app): State<App>,
    scene: Scene,
    Path((_, number)): Path<(String, u64)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let fact = find(&scene, number)?;
    if !is_mine(&scene, fact) {
        return Err(Oops::NotFound);
    }
    let mut form = Form::new(fields);
    let why = form.required("why", "why it was a mistake", 300);
    if form.is_wrong() {
        return page(&scene, fact, form).map(IntoResponse::into_response);
    }
    let on = fact.effective_on.max(scene.today);
    let deed = |_: &_| Ok(Deed::of(vec![FactWithdrawn { fact: Seq(number), why: why.clone() }.into()], on));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("/a/{}/record/{number}?done=withdrawn", scene.seat.alliance))
            .into_response()),
        Err(NotDone::Refused(refusal)) => {
            form.refuse(&refusal, &[("why", "why")]);
            page(&scene, fact, form).map(IntoResponse::into_response)
        }
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}
