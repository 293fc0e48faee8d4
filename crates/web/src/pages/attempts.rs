//! Attempts to settle what is open: a written proposal, and an answer of everybody by a day set in advance.

use askama::Template;
use axum::response::{IntoResponse, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Attempt, AttemptOutcome};
use rowlock_core::fact::{AttemptBegun, Structure, capital};
use rowlock_core::id::{AreaId, AttemptId};

use super::who::{speaker, speaker_field};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/attempts.html")]
struct Attempts<'a> {
    frame: Frame,
    scene: &'a Scene,
    rows: Vec<Row>,
    form: Form,
    may_write: bool,
}

/// A proposal in the list.
struct Row {
    id: String,
    by: String,
    proposal: String,
    offers: String,
    mark: &'static str,
    word: String,
}

const STRUCTURES: [(&str, Structure); 6] = [
    ("clauses", Structure::Clauses),
    ("smaller_scope", Structure::SmallerScope),
    ("other_form", Structure::OtherForm),
    ("fewer_partners", Structure::FewerPartners),
    ("new_split", Structure::NewSplit),
    ("restored_control", Structure::RestoredControl),
];

impl Attempts<'_> {
    fn by(&self) -> String {
        speaker_field(self.scene, &self.form, "by", "Who proposes it?")
    }

    fn structures(&self) -> String {
        let options: Vec<(&str, String)> =
            STRUCTURES.iter().map(|(word, kind)| (*word, capital(kind.words()))).collect();
        let options: Vec<(&str, &str)> = options.iter().map(|(word, text)| (*word, text.as_str())).collect();
        let hint = "The verdict asks whether a change of the deal was on offer, not only words.";
        self.form.choices("structure", "What does it offer to change?", hint, &options, true)
    }

    fn areas(&self) -> String {
        let areas = &self.scene.app.framework.areas;
        let options: Vec<(&str, &str)> =
            areas.iter().map(|area| (area.id.as_str(), area.name.as_str())).collect();
        self.form.choices("areas", "Which areas is it to settle?", "", &options, true)
    }
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let known = scene.alliance.attempts.iter().filter(|(_, attempt)| attempt.begun.on <= scene.on);
    let mut known: Vec<_> = known.collect();
    known.sort_by_key(|(_, attempt)| std::cmp::Reverse((attempt.begun.on, attempt.begun.seq)));
    Page::of(&Attempts {
        frame: scene.frame(&form.title("Proposals to settle it"), "control", "verdict"),
        rows: known.into_iter().map(|(id, attempt)| row(scene, id, attempt)).collect(),
        form,
        may_write: scene.may(Action::Write, Resource::Attempt),
        scene,
    })
}

fn row(scene: &Scene, id: &AttemptId, attempt: &Attempt) -> Row {
    let begun = &attempt.begun.value;
    let (mark, word) = state_in_words(attempt, scene);
    Row {
        id: id.to_string(),
        by: format!("{}, {}", scene.alliance.party_name(&begun.by), day(attempt.begun.on)),
        proposal: begun.proposal.clone(),
        offers: offers(&begun.structure),
        mark,
        word,
    }
}

/// What a proposal offers to change, in words.
pub(super) fn offers(structure: &[Structure]) -> String {
    let words: Vec<&str> = structure.iter().map(|kind| kind.words()).collect();
    if words.is_empty() { "nothing in the deal".to_owned() } else { words.join(", ") }
}

/// What a proposal came to, with its mark.
pub(super) fn state_in_words(attempt: &Attempt, scene: &Scene) -> (&'static str, String) {
    let due = attempt.begun.value.decide_by;
    match attempt.outcome(&scene.alliance.signers(scene.on), scene.on) {
        AttemptOutcome::Open => ("watch", format!("Open; all answer by {}", day(due))),
        AttemptOutcome::Accepted => ("clear", "Accepted by all".to_owned()),
        AttemptOutcome::Refused if due < scene.on => ("alarm", "Not accepted by its day".to_owned()),
        AttemptOutcome::Refused => ("alarm", "Refused".to_owned()),
    }
}

/// Puts a proposal on the record.
pub(crate) async fn begin(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let proposal = form.required("proposal", "the proposal", 3000);
    let by = speaker(&scene, &mut form, "by");
    let areas: Vec<AreaId> = form.fields.all("areas").filter_map(|id| AreaId::parse(id).ok()).collect();
    if areas.is_empty() {
        form.say("areas", "Tick at least one area.");
    }
    let structure: Vec<Structure> = STRUCTURES
        .iter()
        .filter(|(word, _)| form.fields.has("structure", word))
        .map(|(_, kind)| *kind)
        .collect();
    if form.fields.text("decide_by").is_empty() {
        form.say("decide_by", "Give the day by which all answer.");
    }
    let decide_by = form.date("decide_by", scene.today);
    if decide_by < scene.today {
        form.say("decide_by", "That day is over; choose one to come.");
    }
    let structured = form.fields.has("structured", "yes");
    let (Some(by), false) = (by, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let known = &scene.case.whole.attempts;
    let name: String = proposal.chars().take(40).collect();
    let attempt = free_id(&name, |id| known.keys().any(|known| known.as_str() == id), AttemptId::parse)?;
    let to = format!("/attempts/{attempt}");
    let begun = AttemptBegun { attempt, by, areas, structure, proposal, decide_by, structured };
    match scene.put(begun, &to, "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            let names =
                [("by", "by"), ("areas", "areas"), ("decide_by", "decide_by"), ("proposal", "proposal")];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}
