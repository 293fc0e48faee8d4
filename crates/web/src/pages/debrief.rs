//! The debrief: each alone first, then all together. Where it stands, and what was said in those that were held.

use askama::Template;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Dated, Round, RoundState, until};
use rowlock_core::fact::{DebriefHeld, RoundForm};

use crate::case::Scene;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::{day, sentence};

#[derive(Template)]
#[template(path = "pages/debrief.html")]
struct Debrief<'a> {
    frame: Frame,
    scene: &'a Scene,
    alone: Option<Alone>,
    held: Vec<Held<'a>>,
    questions: Vec<String>,
    may_ask: bool,
    may_hold: bool,
}

/// The round in which each looks back alone.
struct Alone {
    says: String,
    link: &'static str,
    path: String,
    is_ready: bool,
}

/// A debrief that was held.
struct Held<'a> {
    held: &'a Dated<DebriefHeld>,
    outcome: String,
    areas: Vec<&'a str>,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let framework = &scene.app.framework;
    let held = until(&scene.alliance.debriefs, scene.on).rev().map(|held| Held {
        outcome: sentence(held.value.outcome.words()),
        areas: held
            .value
            .areas
            .iter()
            .filter_map(|id| framework.area(id).map(|area| area.name.as_str()))
            .collect(),
        held,
    });
    let questions = framework.open_questions_of(RoundForm::Debrief, false);
    Page::of(&Debrief {
        frame: scene.frame("Debrief", "grow", "debrief"),
        alone: latest(&scene).map(|round| alone(&scene, round)),
        held: held.collect(),
        questions: questions.map(|question| question.text.replace("{joint}", scene.name())).collect(),
        may_ask: scene.may(Action::Write, Resource::Round),
        may_hold: scene.may(Action::Write, Resource::Learning),
        scene: &scene,
    })
}

/// The latest round in which each looks back alone.
pub(super) fn latest(scene: &Scene) -> Option<&Round> {
    let looks_back =
        |round: &&Round| round.drafted.value.form == RoundForm::Debrief && round.drafted.on <= scene.on;
    let rounds = scene.alliance.rounds.values().filter(looks_back);
    rounds.max_by_key(|round| round.drafted.seq)
}

fn alone(scene: &Scene, round: &Round) -> Alone {
    let id = &round.drafted.value.round;
    let (answered, asked) = (round.answered(scene.on), round.asked(scene.on));
    let (says, link, path) = match round.state(scene.on) {
        RoundState::Draft => ("It is prepared. Nobody has been asked yet.".to_owned(), "Open it", ""),
        RoundState::Open => (format!("It is open: {answered} of {asked} have written."), "See who is missing", ""),
        RoundState::Locked => (
            "Each has written. What you wrote is shown when every party has consented, to all at the same moment.".to_owned(),
            "See where it stands",
            "/result",
        ),
        RoundState::Released => ("Each has written, and all may read it.".to_owned(), "Read what each wrote", "/result"),
    };
    Alone {
        says,
        link,
        path: scene.to(&format!("/rounds/{id}{path}")),
        is_ready: round.state(scene.on) >= RoundState::Locked,
    }
}

/// Where the debrief stands, in a sentence or two.
pub(super) fn in_short(scene: &Scene) -> String {
    if let Some(held) = until(&scene.alliance.debriefs, scene.on).next_back() {
        return format!("Held on {}: {}", day(held.on), sentence(held.value.outcome.words()));
    }
    match latest(scene) {
        Some(round) => alone(scene, round).says,
        None => {
            "Each of you looks back alone first, then all together. Nobody has been asked yet.".to_owned()
        }
    }
}
