//! The verdict: what it is and why, what would change it, what is not known, what leaving costs, the opposite case,
//! and the owner's own decision beside it. Nothing happens by itself.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use rowlock_analysis::report::{Every, replay};
use rowlock_analysis::verdict::Verdict;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{last_on, until};
use rowlock_core::fact::{Cost, Course, LeavingEstimated, OwnerDecided, Stage, number};

use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/verdict.html")]
struct VerdictPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    verdict: Verdict,
    day: String,
    /// The verdict at the end of each month, the last first: the day, the words, whether it changed.
    before: Vec<(Date, &'static str, bool)>,
    decisions: Vec<(String, &'static str, String)>,
    estimate: Option<Estimate>,
    sees_owner: bool,
    may_decide: bool,
    form: Form,
    leaving: Form,
}

/// What the owner wrote down on leaving and staying.
struct Estimate {
    on: String,
    rows: Vec<(&'static str, String, String)>,
}

const COURSES: [(&str, Course, &str, bool); 7] = [
    ("go_ahead", Course::GoAhead, "go ahead", true),
    ("settle_first", Course::SettleFirst, "settle something first", true),
    ("do_not_start", Course::DoNotStart, "do not start", true),
    ("proceed", Course::Proceed, "go on", false),
    ("repair", Course::Repair, "repair: mend inside the deal", false),
    ("restructure", Course::Restructure, "restructure: change the deal", false),
    ("separate", Course::Separate, "separate: end it in order", false),
];

impl VerdictPage<'_> {
    fn courses(&self) -> String {
        let early = self.scene.alliance.stage(self.scene.on).is_some_and(Stage::is_before_signing);
        let options: Vec<(&str, &str)> = COURSES
            .iter()
            .filter(|(.., before)| *before == early)
            .map(|(id, _, words, _)| (*id, *words))
            .collect();
        self.form.choices("course", "What do you decide?", "", &options, false)
    }
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default(), Form::default())
}

fn page(scene: &Scene, form: Form, leaving: Form) -> Result<Page, Oops> {
    let mut verdict = scene.analysis().verdict;
    let sees_owner = scene.seat.may(Action::See, Resource::OwnersPosition);
    if !sees_owner {
        without_the_owners_position(&mut verdict);
    }
    let decisions = until(&scene.alliance.owner_decisions, scene.on).filter(|_| sees_owner);
    let decisions = decisions.map(|decision| {
        let words = COURSES.iter().find(|(_, course, ..)| *course == decision.value.course);
        (day(decision.on), words.map_or("", |(.., words, _)| words), decision.value.why.clone())
    });
    let mut decisions: Vec<_> = decisions.collect();
    decisions.reverse();
    // Whoever looks at several days has them side by side.
    let title = if scene.is_newest() {
        "The verdict".to_owned()
    } else {
        format!("The verdict on {}", day(scene.on))
    };
    Page::of(&VerdictPage {
        frame: scene.frame(&form.title(&title), "control", "verdict"),
        day: format!("{} {}", crate::words::weekday(scene.on), day(scene.on)),
        before: before(scene),
        decisions,
        estimate: sees_owner.then(|| estimate(scene)).flatten(),
        sees_owner,
        may_decide: scene.may(Action::Write, Resource::OwnersPosition),
        verdict,
        form,
        leaving,
        scene,
    })
}

/// Takes out what is for the owner alone: what leaving costs, whether that was weighed, and what it would change.
pub(super) fn without_the_owners_position(verdict: &mut Verdict) {
    verdict.leaving = None;
    verdict.would_change.clear();
    verdict.unknown.retain(|line| !line.starts_with("What leaving costs"));
}

/// What would have been said at the end of each month until the day looked at.
fn before(scene: &Scene) -> Vec<(Date, &'static str, bool)> {
    let viewer = scene.seat.viewer();
    let case = &scene.case;
    let steps = replay(&case.record, &scene.app.framework, &case.ring, &viewer, Every::Month, scene.on);
    let mut last = "";
    let mut told: Vec<(Date, &'static str, bool)> = Vec::new();
    for step in steps.iter().filter(|step| step.on < scene.on) {
        let title = step.verdict.word.title();
        told.push((step.on, title, title != last));
        last = title;
    }
    told.reverse();
    told
}

fn estimate(scene: &Scene) -> Option<Estimate> {
    let known = last_on(&scene.alliance.leaving, scene.on)?;
    let told = |name, cost: &Cost| (name, number(cost.amount), cost.what.clone());
    let value = &known.value;
    Some(Estimate {
        on: day(known.on),
        rows: vec![
            ("Leaving now", &value.now),
            ("Leaving in six months", &value.in_six_months),
            ("Staying", &value.staying),
        ]
        .into_iter()
        .map(|(name, cost)| told(name, cost))
        .collect(),
    })
}

/// Puts the owner's decision on the record, beside the verdict.
pub(crate) async fn decide(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let course = COURSES.iter().find(|(id, ..)| *id == form.fields.text("course"));
    if course.is_none() {
        form.say("course", "Choose one.");
    }
    let why = form.required("why", "why, in a sentence or two", 1000);
    let (Some((_, course, ..)), false) = (course, form.is_wrong()) else {
        return page(&scene, form, Form::default()).map(IntoResponse::into_response);
    };
    let decided = OwnerDecided { course: *course, why };
    let deed = |_: &Case| Ok(Deed::of(vec![decided.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=decided", scene.now("/verdict"))).into_response()),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("why", "why")]);
            page(&scene, form, Form::default()).map(IntoResponse::into_response)
        }
    }
}

/// Puts on record what the owner expects leaving and staying to cost.
pub(crate) async fn estimate_leaving(
    State(app): State<App>,
    scene: Scene,
    fields: Fields,
) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let mut cost = |amount: &str, what: &str| {
        let number = form.number(amount, 0.0, 1e12);
        if number.is_none() {
            form.say(amount, "Write an amount, 0 if it costs nothing.");
        }
        let what = form.required(what, "what it is made of, in a few words", 300);
        Cost { amount: number.unwrap_or(0.0), what }
    };
    let estimated = LeavingEstimated {
        now: cost("now", "now_what"),
        in_six_months: cost("later", "later_what"),
        staying: cost("staying", "staying_what"),
    };
    if form.is_wrong() {
        return page(&scene, Form::default(), form).map(IntoResponse::into_response);
    }
    let deed = |_: &Case| Ok(Deed::of(vec![estimated.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=saved", scene.now("/verdict"))).into_response()),
        Err(failed) => {
            let names = [("now", "now"), ("in_six_months", "later"), ("staying", "staying")];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, Form::default(), form).map(IntoResponse::into_response)
        }
    }
}
