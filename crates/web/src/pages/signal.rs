//! One signal: what it measures, how it stood over time, its thresholds, and changing one on the record.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use rowlock_analysis::report::{Every, replay};
use rowlock_analysis::signals::{SignalFinding, signals};
use rowlock_core::access::{Action, Resource};
use rowlock_core::fact::{Event, Seq, ThresholdChanged, number, words};
use rowlock_core::framework::Signal;

use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/signal.html")]
struct SignalPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    signal: &'a Signal,
    found: Option<SignalFinding>,
    numbers: Vec<Number>,
    /// When its state changed, the last first: the day and the state.
    history: Vec<Turn>,
    changes: Vec<(Seq, String)>,
    form: Form,
    may_change: bool,
}

/// A number that a signal's rule uses.
struct Number {
    id: String,
    name: String,
    now: String,
    default: String,
}

/// A week in which its state became another.
struct Turn {
    on: Date,
    mark: &'static str,
    title: &'static str,
}

impl SignalPage<'_> {
    fn numbers_to_choose(&self) -> String {
        let name = |number: &Number| (number.id.clone(), format!("{} ({})", number.name, number.now));
        let options: Vec<(String, String)> = self.numbers.iter().map(name).collect();
        self.form.select("number", "Which number?", "", &options)
    }
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, find(&scene, &id)?, Form::default())
}

fn find<'a>(scene: &'a Scene, id: &str) -> Result<&'a Signal, Oops> {
    scene.app.framework.signals.iter().find(|signal| signal.id.as_str() == id).ok_or(Oops::NotFound)
}

fn page(scene: &Scene, signal: &Signal, form: Form) -> Result<Page, Oops> {
    let found = signals(scene.look(&scene.seat.viewer()), scene.on);
    let numbers = signal.rule.numbers.iter().map(|(name, default)| Number {
        id: name.to_string(),
        name: words(name),
        now: number_in_words(scene.alliance.threshold(signal, name, scene.on)),
        default: number_in_words(*default),
    });
    let facts = scene.case.record.holding(scene.on, scene.case.record.known_by(scene.on));
    let changes = facts.into_iter().filter_map(|fact| match &fact.event {
        Event::ThresholdChanged(data) if data.signal == signal.id => Some((
            fact.seq,
            crate::words::sentence(&rowlock_core::fact::sentence(&fact.event, &scene.alliance)),
        )),
        _ => None,
    });
    Page::of(&SignalPage {
        frame: scene.frame(&signal.name, "control", "signals"),
        found: found.into_iter().find(|found| found.id == signal.id),
        numbers: numbers.collect(),
        history: history(scene, signal),
        changes: changes.collect(),
        form,
        may_change: scene.may(Action::Write, Resource::Threshold),
        signal,
        scene,
    })
}

/// A number as it is written: a share keeps its decimals.
fn number_in_words(value: f64) -> String {
    if value.abs() < 10.0 { value.to_string() } else { number(value) }
}

/// The weeks in which its state became another, the last first.
fn history(scene: &Scene, signal: &Signal) -> Vec<Turn> {
    let viewer = scene.seat.viewer();
    let case = &scene.case;
    let steps = replay(&case.record, &scene.app.framework, &case.ring, &viewer, Every::Week, scene.on);
    let mut turns: Vec<Turn> = Vec::new();
    for step in &steps {
        let Some(state) = step.signals.get(&signal.id) else { continue };
        if turns.last().is_none_or(|last| last.mark != state.word()) {
            turns.push(Turn { on: step.on, mark: state.word(), title: state.title() });
        }
    }
    turns.reverse();
    turns
}

/// Changes a threshold.
pub(crate) async fn change(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let signal = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let name = form.fields.text("number").to_owned();
    if !signal.rule.numbers.keys().any(|known| known.as_str() == name) {
        form.say("number", "Choose which number.");
    }
    let value = form.number("value", 0.0, 1e9);
    if value.is_none() {
        form.say("value", "Write the new value.");
    }
    let why = form.required("why", "why: all of you will read it", 300);
    let (Some(value), false) = (value, form.is_wrong()) else {
        return page(&scene, signal, form).map(IntoResponse::into_response);
    };
    let changed = ThresholdChanged { signal: signal.id.clone(), number: name.as_str().into(), value, why };
    let deed = |_: &Case| Ok(Deed::of(vec![changed.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => {
            let path = scene.now(&format!("/signals/{}", signal.id));
            Ok(Redirect::to(&format!("{path}?done=saved")).into_response())
        }
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("number", "number"), ("value", "value"), ("why", "why")]);
            page(&scene, signal, form).map(IntoResponse::into_response)
        }
    }
}
