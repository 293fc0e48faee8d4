//! One project: what it is, where it lies against the written model and why, what partners say, and what was decided.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_analysis::drift::{Placed, drift};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Alliance, Project, by_then, last_on, until};
use rowlock_core::charter::{decider_in_words, party_names};
use rowlock_core::fact::{
    Admission, AdmissionTestAgreed, Event, Holder, ProjectDecided, ProjectEnded, ProjectPaid, ProjectStarted,
    ScopeJudged, TestAnswer, number,
};
use rowlock_core::id::{PartyId, ProjectId};
use rowlock_core::rights::carries;

use super::projects::{admission_in_words, placing_in_words, state_in_words};
use super::who::parties;
use crate::app::App;
use crate::case::{Case, Deed, NotDone, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/project.html")]
struct ProjectPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    id: String,
    project: &'a Project,
    mark: &'static str,
    word: String,
    placed: Option<Placed>,
    place: (&'static str, &'static str),
    /// Each party's word on whether it is in scope; none where it has not said.
    judgments: Vec<(String, Option<bool>)>,
    decisions: Vec<Decision>,
    test: Option<&'a AdmissionTestAgreed>,
    decides: String,
    parties: Vec<(String, String)>,
    paid: Vec<String>,
    form: Form,
    is_started: bool,
    is_ended: bool,
    may_write: bool,
}

struct Decision {
    on: String,
    what: &'static str,
    by: String,
    why: String,
    answers: Vec<(String, bool)>,
}

const ADMISSIONS: [(&str, &str, Admission); 5] = [
    ("admit", "Yes: it is joint work", Admission::Admit),
    ("refuse", "No: it is not done", Admission::Refuse),
    ("refer", "Refer it to somebody outside", Admission::Refer),
    ("outside", "One party does it, outside and disclosed", Admission::Outside),
    ("amend_scope", "Yes, and we amend our scope so that it fits", Admission::AmendScope),
];

impl ProjectPage<'_> {
    fn admissions(&self) -> String {
        let options: Vec<(&str, &str)> = ADMISSIONS.iter().map(|(id, text, _)| (*id, *text)).collect();
        self.form.choices("admission", "What was decided?", "", &options, false)
    }

    fn deciders(&self) -> String {
        let options: Vec<(&str, &str)> =
            self.parties.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
        self.form.choices("by", "Who decided?", &self.decides, &options, true)
    }

    fn answer(&self, place: &usize, question: &str) -> String {
        self.form.choices(&format!("test-{place}"), question, "", &[("yes", "Yes"), ("no", "No")], false)
    }

    fn payees(&self) -> String {
        let mut to = vec![("joint".to_owned(), "the joint business".to_owned())];
        to.extend(self.parties.iter().cloned());
        self.form.select("to", "To whom?", "", &to)
    }
}

fn find<'a>(alliance: &'a Alliance, id: &str) -> Result<(&'a ProjectId, &'a Project), Oops> {
    alliance.projects.iter().find(|(known, _)| known.as_str() == id).ok_or(Oops::NotFound)
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, &id, Form::default())
}

fn page(scene: &Scene, id: &str, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let (id, project) = find(alliance, id)?;
    let (mark, word) = state_in_words(project, scene);
    let placed = drift(alliance, scene.on).projects.into_iter().find(|placed| placed.project == *id);
    let said = project.judgments(scene.on);
    let judgments = alliance.signers(scene.on).into_iter();
    let test = last_on(&alliance.admission_tests, scene.on).map(|test| &test.value);
    Page::of(&ProjectPage {
        frame: scene.frame(&form.title(&project.proposed.value.name), "control", "projects"),
        id: id.to_string(),
        mark,
        word,
        place: placed.as_ref().map_or(("unknown", ""), |placed| placing_in_words(placed.placing)),
        placed,
        judgments: judgments
            .map(|party| (alliance.party_name(party).to_owned(), said.get(party).copied()))
            .collect(),
        decisions: decisions(scene, project),
        decides: test.map_or_else(
            || "You have no admission test; tick whoever decided.".to_owned(),
            |test| format!("Under your admission test: {}.", decider_in_words(alliance, &test.decides)),
        ),
        test,
        parties: parties(scene),
        paid: until(&project.paid, scene.on)
            .map(|paid| {
                let to = match &paid.value.to {
                    Holder::Joint => "the joint business",
                    Holder::Party(party) => alliance.party_name(party),
                    Holder::Outside => "somebody outside",
                    Holder::Unknown => "nobody knows whom",
                };
                format!("{} to {to}, {}", number(paid.value.amount), day(paid.on))
            })
            .collect(),
        is_started: by_then(project.started.as_ref(), scene.on).is_some(),
        is_ended: by_then(project.ended.as_ref(), scene.on).is_some(),
        may_write: scene.may(Action::Write, Resource::Work),
        form,
        project,
        scene,
    })
}

fn decisions(scene: &Scene, project: &Project) -> Vec<Decision> {
    let told = until(&project.decisions, scene.on).map(|decision| Decision {
        on: day(decision.on),
        what: admission_in_words(decision.value.admission),
        by: party_names(&scene.alliance, &decision.value.by),
        why: decision.value.why.clone(),
        answers: decision
            .value
            .answers
            .iter()
            .map(|answer| (answer.question.clone(), answer.passes))
            .collect(),
    });
    told.collect()
}

/// Decides on its admission.
pub(crate) async fn decide(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (project, _) = find(&scene.alliance, &id)?;
    let mut form = Form::new(fields);
    let test = last_on(&scene.alliance.admission_tests, scene.on).map(|test| &test.value);
    let mut answers = Vec::new();
    for (place, question) in test.iter().flat_map(|test| test.questions.iter().enumerate()) {
        let name = format!("test-{place}");
        match form.fields.text(&name) {
            word @ ("yes" | "no") => {
                answers.push(TestAnswer { question: question.clone(), passes: word == "yes" });
            }
            _ => form.say(&name, "Answer yes or no."),
        }
    }
    let admission = ADMISSIONS.iter().find(|(id, ..)| *id == form.fields.text("admission"));
    if admission.is_none() {
        form.say("admission", "Choose what was decided.");
    }
    let by: Vec<PartyId> = form.fields.all("by").filter_map(|id| PartyId::parse(id).ok()).collect();
    let otherwise = form.fields.has("otherwise", "yes");
    if by.is_empty() {
        form.say("by", "Tick who decided.");
    } else if let Some(test) = test
        && !otherwise
        && !carries(&scene.alliance, &test.decides, &by, scene.on)
    {
        let who = decider_in_words(&scene.alliance, &test.decides);
        form.say("by", format!("Under your admission test this is for {who}. Tick who decided, or say below that it was decided otherwise."));
    }
    let why = form.required("why", "why, in a sentence", 600);
    let (Some((_, _, admission)), false) = (admission, form.is_wrong()) else {
        return page(&scene, &id, form).map(IntoResponse::into_response);
    };
    let why = if otherwise { format!("{why} (decided otherwise than the admission test says)") } else { why };
    let decided = ProjectDecided { project: project.clone(), admission: *admission, by, why, answers };
    let deed = |_: &Case| Ok(Deed::of(vec![decided.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => {
            let path = scene.now(&format!("/projects/{id}"));
            Ok(Redirect::to(&format!("{path}?done=saved")).into_response())
        }
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("by", "by"), ("why", "why")]);
            page(&scene, &id, form).map(IntoResponse::into_response)
        }
    }
}

/// Puts another turn of its life on the record: a word on its scope, the beginning, a payment, the end.
pub(crate) async fn turn(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (project, _) = find(&scene.alliance, &id)?;
    let project = project.clone();
    let mut form = Form::new(fields);
    let event: Event = match form.fields.text("turn").to_owned().as_str() {
        word @ ("in" | "out") => {
            let party = scene.seat.party.clone().ok_or(Oops::NotFound)?;
            ScopeJudged { project, party, in_scope: word == "in" }.into()
        }
        "start" => ProjectStarted { project }.into(),
        "pay" => {
            let amount = form.number("amount", 0.0, 1e12);
            if amount.is_none() {
                form.say("amount", "Write the amount.");
            }
            let to = match form.fields.text("to") {
                "joint" => Holder::Joint,
                party => Holder::Party(PartyId::parse(party).map_err(|_| Oops::NotFound)?),
            };
            ProjectPaid { project, amount: amount.unwrap_or(0.0), to }.into()
        }
        "end" => {
            ProjectEnded { project, how: form.required("how", "how it ended, in a sentence", 300) }.into()
        }
        _ => return Err(Oops::BadRequest("There is no such step of a project.".to_owned())),
    };
    if form.is_wrong() {
        return page(&scene, &id, form).map(IntoResponse::into_response);
    }
    let deed = |_: &Case| Ok(Deed::of(vec![event.clone()], scene.today));
    app.act(&scene.seat, deed).await.map_err(NotDone::into_oops)?;
    let path = scene.now(&format!("/projects/{id}"));
    Ok(Redirect::to(&format!("{path}?done=saved")).into_response())
}
