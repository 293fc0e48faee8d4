//! One issue: what happened and what led to it, the steps taken, its end with what was learned, and its return.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use rowlock_analysis::cascade::cause_in_words;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Alliance, Issue, IssueTurn, until};
use rowlock_core::bounds::days_from;
use rowlock_core::charter::party_names;
use rowlock_core::fact::{
    Cause, Event, IssueCauseNamed, IssueClosed, IssueReopened, IssueStepped, Seq, capital,
};
use rowlock_core::id::IssueId;

use super::issue_new::{cause, causes};
use super::issues::{area_name, severity_in_words, state_in_words};
use super::who::{speaker, speaker_field};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/issue.html")]
struct IssuePage<'a> {
    frame: Frame,
    scene: &'a Scene,
    issue: &'a Issue,
    mark: &'static str,
    word: String,
    severity: &'static str,
    between: String,
    area: String,
    by: &'a str,
    named: Vec<Named>,
    led_to: Vec<(String, String)>,
    turns: Vec<Turn>,
    causes: Vec<(String, String)>,
    /// Whether somebody besides the raiser is still to say what led to it.
    asks_for_cause: bool,
    form: Form,
    is_open: bool,
    may_write: bool,
}

/// What somebody said led to it.
struct Named {
    what: String,
    to: String,
    by: String,
    seq: Seq,
}

/// A turn in its life.
struct Turn {
    on: String,
    seq: Seq,
    title: String,
    lines: Vec<String>,
}

impl IssuePage<'_> {
    fn by_field(&self, name: &str) -> String {
        speaker_field(self.scene, &self.form, name, "On whose behalf do you say so?")
    }
}

fn find<'a>(alliance: &'a Alliance, id: &str) -> Result<(&'a IssueId, &'a Issue), Oops> {
    alliance.issues.iter().find(|(known, _)| known.as_str() == id).ok_or(Oops::NotFound)
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, &id, Form::new(next_step(&scene, &id)?))
}

/// The next step of the ladder with its day, for an issue that has taken so many.
fn next_step(scene: &Scene, id: &str) -> Result<Fields, Oops> {
    let (_, issue) = find(&scene.alliance, id)?;
    let taken =
        until(&issue.turns, scene.on).filter(|turn| matches!(turn.value, IssueTurn::Step(..))).count();
    let mut fields = Fields::default();
    if let Some(step) = scene.alliance.ladder(scene.on).and_then(|ladder| ladder.value.steps.get(taken)) {
        let due = days_from(scene.today, i64::from(step.days)).unwrap_or(scene.today);
        fields.put("step", step.what.clone());
        fields.put("answer_by", due.to_string());
    }
    Ok(fields)
}

fn page(scene: &Scene, id: &str, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let (id, issue) = find(alliance, id)?;
    let raised = &issue.raised.value;
    let (mark, word) = state_in_words(issue, scene);
    let named = named(scene, issue);
    let by = alliance.party_name(&raised.by);
    let from_it = |issue: &Issue| {
        until(&issue.causes, scene.on).any(|cause| matches!(&cause.value, Cause::Issue(cause) if cause == id))
    };
    let led_to = alliance.issues.iter().filter(|(_, issue)| issue.raised.on <= scene.on && from_it(issue));
    Page::of(&IssuePage {
        frame: scene.frame(&form.title(&format!("Issue: {}", raised.summary)), "control", "issues"),
        mark,
        word,
        severity: severity_in_words(raised.severity),
        between: party_names(alliance, &raised.between),
        area: area_name(scene, &raised.area),
        asks_for_cause: named.iter().all(|named| named.by == by),
        by,
        named,
        led_to: led_to
            .map(|(id, issue)| (scene.to(&format!("/issues/{id}")), issue.raised.value.summary.clone()))
            .collect(),
        turns: until(&issue.turns, scene.on).map(|turn| told(turn.on, turn.seq, &turn.value)).collect(),
        causes: causes(scene, Some(id)).split_off(1),
        form,
        is_open: issue.is_open(scene.on),
        may_write: scene.may(Action::Write, Resource::Issue),
        issue,
        scene,
    })
}

fn named(scene: &Scene, issue: &Issue) -> Vec<Named> {
    let told = until(&issue.causes, scene.on).map(|cause| {
        let by = match scene.case.record.fact(cause.seq).map(|fact| &fact.event) {
            Some(Event::IssueCauseNamed(data)) => &data.by,
            _ => &issue.raised.value.by,
        };
        let to = match &cause.value {
            Cause::Issue(id) => format!("/issues/{id}"),
            Cause::Project(id) => format!("/projects/{id}"),
            Cause::Clause(id) => format!("/charter/{id}"),
            Cause::Interest(_) => "/interests".to_owned(),
            Cause::ControlPoint(id) => format!("/control-points/{id}"),
        };
        Named {
            what: capital(&cause_in_words(&scene.alliance, &cause.value)),
            to: scene.to(&to),
            by: scene.alliance.party_name(by).to_owned(),
            seq: cause.seq,
        }
    });
    told.collect()
}

fn told(on: jiff::civil::Date, seq: Seq, turn: &IssueTurn) -> Turn {
    let lines = |text: &str| text.lines().map(str::to_owned).collect();
    let (title, lines) = match turn {
        IssueTurn::Step(step, Some(due)) => (step.clone(), vec![format!("To be answered by {}.", day(*due))]),
        IssueTurn::Step(step, None) => (step.clone(), Vec::new()),
        IssueTurn::Closed(how) => ("Closed".to_owned(), lines(how)),
        IssueTurn::Reopened(why) => ("Open again".to_owned(), lines(why)),
    };
    Turn { on: day(on), seq, title, lines }
}

/// Puts a turn of its life on the record.
pub(crate) async fn turn(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (issue, _) = find(&scene.alliance, &id)?;
    let issue = issue.clone();
    let mut form = Form::new(fields);
    let event: Event = match form.fields.text("turn").to_owned().as_str() {
        "step" => {
            let step = form.required("step", "which step is taken", 200);
            let due = form.date("answer_by", scene.today);
            if due < scene.today {
                form.say("answer_by", "That day is over; choose one to come.");
            }
            let answer_by = form.fields.some("answer_by").map(|_| due);
            IssueStepped { issue, step, answer_by }.into()
        }
        "cause" => {
            let by = speaker(&scene, &mut form, "by");
            let cause = cause(form.fields.text("cause"));
            if cause.is_none() {
                form.say("cause", "Choose what led to it.");
            }
            match (by, cause) {
                (Some(by), Some(cause)) => IssueCauseNamed { issue, cause, by }.into(),
                _ => return page(&scene, &id, form).map(IntoResponse::into_response),
            }
        }
        "close" => IssueClosed { issue, how: debrief(&mut form) }.into(),
        "reopen" => IssueReopened { issue, why: form.required("why", "why it is back", 400) }.into(),
        _ => return Err(Oops::BadRequest("There is no such step of an issue.".to_owned())),
    };
    if form.is_wrong() {
        return page(&scene, &id, form).map(IntoResponse::into_response);
    }
    match scene.put(event, &format!("/issues/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            let names = [("cause", "cause"), ("by", "by"), ("closed", "how"), ("reopened", "why")];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, &id, form).map(IntoResponse::into_response)
        }
    }
}

/// How it ended, in three lines.
fn debrief(form: &mut Form) -> String {
    let how = form.required("how", "how it was settled", 400);
    form.bounded("why_it_came", 400);
    form.bounded("next_time", 400);
    let mut lines = vec![format!("Settled: {how}")];
    for (name, title) in [("why_it_came", "Why it came up"), ("next_time", "Next time")] {
        lines.extend(form.fields.some(name).map(|text| format!("{title}: {text}")));
    }
    lines.join("\n")
}
