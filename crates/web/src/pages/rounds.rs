//! Rounds: every one with its state, and how many have answered.

use askama::Template;
use axum::response::Response;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Round, RoundState};
use rowlock_core::fact::RoundForm;
use rowlock_documents::Kind;

use crate::case::Scene;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/rounds.html")]
struct Rounds<'a> {
    frame: Frame,
    scene: &'a Scene,
    rounds: Vec<Row>,
    may_write: bool,
    sees_results: bool,
}

struct Row {
    id: String,
    form: &'static str,
    why: String,
    state: &'static str,
    on: String,
    answered: usize,
    asked: usize,
    is_locked: bool,
}

/// The form of a round in words.
pub(crate) fn form_in_words(form: RoundForm) -> &'static str {
    match form {
        RoundForm::Full => "full round",
        RoundForm::Short => "short round",
        RoundForm::Pulse => "pulse",
        RoundForm::Debrief => "debrief",
    }
}

/// The state of a round in words.
pub(crate) fn state_in_words(state: RoundState) -> &'static str {
    match state {
        RoundState::Draft => "prepared",
        RoundState::Open => "open",
        RoundState::Locked => "locked",
        RoundState::Released => "locked, single answers shown",
    }
}

/// The round that a path names, as of the day looked at.
pub(crate) fn find<'a>(scene: &'a Scene, id: &str) -> Result<&'a Round, Oops> {
    let found = scene.alliance.rounds.iter().find(|(known, _)| known.as_str() == id);
    found.map(|(_, round)| round).ok_or(Oops::NotFound)
}

fn rows(scene: &Scene) -> Vec<Row> {
    let mut rounds: Vec<&Round> = scene.alliance.rounds.values().collect();
    rounds.sort_by_key(|round| std::cmp::Reverse((round.drafted.on, round.drafted.seq)));
    let row = |round: &Round| Row {
        id: round.drafted.value.round.to_string(),
        form: form_in_words(round.drafted.value.form),
        why: round.drafted.value.why.clone(),
        state: state_in_words(round.state(scene.on)),
        on: day(round.drafted.on),
        answered: round.answered(scene.on),
        asked: round.asked(scene.on),
        is_locked: round.state(scene.on) >= RoundState::Locked,
    };
    rounds.into_iter().map(row).collect()
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    Page::of(&Rounds {
        frame: scene.frame("Rounds", "focus", "rounds"),
        rounds: rows(&scene),
        may_write: scene.may(Action::Write, Resource::Round),
        sees_results: scene.may(Action::See, Resource::RoundResult),
        scene: &scene,
    })
}

/// The same as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("round", Kind::Text),
        ("form", Kind::Text),
        ("prepared", Kind::Text),
        ("state", Kind::Text),
        ("answered", Kind::Number),
        ("asked", Kind::Number),
        ("why", Kind::Text),
    ];
    let cells = |row: Row| {
        let (form, state) = (row.form.into(), row.state.into());
        vec![row.id.into(), form, row.on.into(), state, row.answered.into(), row.asked.into(), row.why.into()]
    };
    let sheet = list::sheet("Rounds", &columns, rows(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
