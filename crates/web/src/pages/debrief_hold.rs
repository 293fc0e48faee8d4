//! A debrief written down together: what was meant, what happened, why, what to change, and what to take along.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::alliance::RoundState;
use rowlock_core::fact::{DebriefHeld, Outcome};
use rowlock_core::id::AreaId;

use super::end::OUTCOMES;
use super::measures;
use super::result::{Question, words};
use crate::app::App;
use crate::case::{Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// The most lessons of one debrief.
const MOST_LESSONS: usize = 20;

#[derive(Template)]
#[template(path = "pages/debrief_hold.html")]
struct Hold<'a> {
    frame: Frame,
    scene: &'a Scene,
    form: Form,
    said: Vec<Question>,
}

impl Hold<'_> {
    fn outcomes(&self) -> String {
        let mut outcomes = OUTCOMES.map(|(word, text, _)| (word, text)).to_vec();
        outcomes.push(("ongoing", "It goes on; this is a turning point"));
        self.form.choices("outcome", "How did it come out?", "", &outcomes, false)
    }

    fn areas(&self) -> String {
        let areas = &self.scene.app.framework.areas;
        let options: Vec<(&str, &str)> =
            areas.iter().map(|area| (area.id.as_str(), area.name.as_str())).collect();
        let hint = "Those that you all see behind it. You can leave it open.";
        self.form.choices("areas", "Which areas stood behind it?", hint, &options, true)
    }

    fn measures(&self) -> String {
        measures::fields(&self.form)
    }
}

/// Shows the form.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let said = super::debrief::latest(scene).map(|round| words(scene, round, &scene.seat.viewer()));
    let title = form.title("A debrief together");
    let frame = scene.frame(&title, "grow", "debrief");
    Page::of(&Hold { frame, form, said: said.unwrap_or_default(), scene })
}

/// Puts it on the record.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let meant = form.required("meant", "what was meant when it began", 1500);
    let happened = form.required("happened", "what happened", 2500);
    let why = form.required("why", "why, as all of you could say it", 2500);
    let change = form.required("change", "what to change the next time", 2500);
    let outcome = match form.fields.text("outcome") {
        "ongoing" => Some(Outcome::Ongoing),
        word => OUTCOMES.iter().find(|(known, ..)| *known == word).map(|(.., outcome)| *outcome),
    };
    if outcome.is_none() {
        form.say("outcome", "Choose one.");
    }
    let areas: Vec<AreaId> = form.fields.all("areas").filter_map(|area| AreaId::parse(area).ok()).collect();
    let lessons = form.fields.lines("lessons");
    if lessons.len() > MOST_LESSONS {
        form.say("lessons", format!("These are {} lines; {MOST_LESSONS} is the most.", lessons.len()));
    }
    form.bounded("lessons", 4000);
    let measures = measures::read(&mut form);
    let on = form.date("since", scene.today);
    let (Some(outcome), false) = (outcome, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let ready = super::debrief::latest(&scene).filter(|round| round.state(scene.on) >= RoundState::Locked);
    let round = ready.filter(|round| round.state(on) >= RoundState::Locked);
    let round = round.map(|round| round.drafted.value.round.clone());
    let held = DebriefHeld { round, meant, happened, why, change, outcome, areas, lessons, measures };
    let deed = |_: &_| Ok(Deed::of(vec![held.clone().into()], on));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=debriefed", scene.now("/debrief"))).into_response()),
        Err(failed) => {
            let names = [("on", "since"), ("areas", "areas"), ("lessons", "lessons"), ("measures", "what-1")];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}
