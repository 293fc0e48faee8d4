//! The project admission test: the questions that a project must pass, and who decides.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{last_on, until};
use rowlock_core::charter::decider_in_words;
use rowlock_core::fact::AdmissionTestAgreed;

use super::decision_right::{decider, decider_word};
use super::who::parties;
use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

/// The questions that a first test is offered with.
const USUAL: [&str; 5] = [
    "Is it one of our offers?",
    "Is it for one of our client groups?",
    "Does it need what we are good at?",
    "Does somebody have the time, without what we promised falling behind?",
    "Does it earn what we need, and for the joint business?",
];
/// The most questions of a test.
const MOST: usize = 12;

#[derive(Template)]
#[template(path = "pages/admission_test.html")]
struct TestPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    form: Form,
    parties: Vec<(String, String)>,
    /// The test as it stands: its questions, who decides, since when.
    agreed: Option<(Vec<String>, String, String)>,
    earlier: usize,
    may_write: bool,
}

impl TestPage<'_> {
    fn deciders(&self) -> String {
        let mut options = vec![
            ("lead", "the lead party"),
            ("all", "all parties"),
            ("majority", "more than half of the votes"),
        ];
        options.extend(self.parties.iter().map(|(id, name)| (id.as_str(), name.as_str())));
        self.form.choices("decides", "Who decides on a project?", "", &options, false)
    }
}

/// Shows it with the form to change it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let known = last_on(&scene.alliance.admission_tests, scene.on);
    let mut fields = Fields::default();
    match known {
        Some(test) => {
            fields.put("questions", test.value.questions.join("\n"));
            fields.put("decides", decider_word(&test.value.decides));
        }
        None => fields.put("questions", USUAL.join("\n")),
    }
    page(&scene, Form::new(fields))
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let agreed = last_on(&alliance.admission_tests, scene.on).map(|test| {
        (test.value.questions.clone(), decider_in_words(alliance, &test.value.decides), day(test.on))
    });
    Page::of(&TestPage {
        frame: scene.frame("The project admission test", "control", "charter"),
        form,
        parties: parties(scene),
        agreed,
        earlier: until(&alliance.admission_tests, scene.on).count().saturating_sub(1),
        may_write: scene.may(Action::Write, Resource::Charter),
        scene,
    })
}

/// Puts a test on the record.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let questions = form.fields.lines("questions");
    if questions.is_empty() {
        form.say("questions", "Write at least one question, each on a line.");
    } else if questions.len() > MOST {
        form.say(
            "questions",
            format!("These are {} questions; {MOST} is the most that people will answer.", questions.len()),
        );
    } else if let Some(long) = questions.iter().find(|question| question.chars().count() > 300) {
        form.say(
            "questions",
            format!("A question of {} characters is too long; 300 is the most.", long.chars().count()),
        );
    }
    let decides = decider(&mut form);
    let (Some(decides), false) = (decides, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let agreed = AdmissionTestAgreed { questions, decides };
    let deed = |_: &Case| Ok(Deed::of(vec![agreed.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=saved", scene.now("/admission-test"))).into_response()),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("questions", "questions"), ("decides", "decides")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}
