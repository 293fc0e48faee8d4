//! Hours: what each party pledged and did in the last weeks, and writing hours and pledges down by hand.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::until;
use rowlock_core::fact::{EffortRecorded, Event, PledgeMade, Work, number};
use rowlock_core::id::{PartyId, ProjectId};
use rowlock_documents::Kind;

use super::who::parties;
use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

/// How many weeks the page shows.
const WEEKS: i64 = 12;

#[derive(Template)]
#[template(path = "pages/hours.html")]
struct HoursPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    names: Vec<String>,
    weeks: Vec<Week>,
    pledges: Vec<(String, String)>,
    parties: Vec<(String, String)>,
    works: Vec<(String, String)>,
    form: Form,
    pledge: Form,
    may_write: bool,
}

/// A week: its first day, and the hours of each party on the joint business and outside it.
struct Week {
    on: String,
    cells: Vec<(f64, f64)>,
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default(), Form::default())
}

fn page(scene: &Scene, form: Form, pledge: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let signers = alliance.signers(scene.on);
    let told = |party: &&PartyId| {
        let hours = alliance.pledge(party, scene.on);
        let hours = hours
            .map_or_else(|| "no pledge".to_owned(), |known| format!("{} hours a week", number(known.value)));
        (alliance.party_name(party).to_owned(), hours)
    };
    Page::of(&HoursPage {
        frame: scene.frame("Hours", "control", "hours"),
        names: signers.iter().map(|party| alliance.party_name(party).to_owned()).collect(),
        weeks: weeks(scene, &signers),
        pledges: signers.iter().map(told).collect(),
        parties: parties(scene),
        works: works(scene),
        form,
        pledge,
        may_write: scene.may(Action::Write, Resource::Work),
        scene,
    })
}

fn weeks(scene: &Scene, signers: &[&PartyId]) -> Vec<Week> {
    let back = i64::from(scene.on.weekday().to_monday_zero_offset());
    let Ok(monday) = scene.on.checked_sub(back.days()) else { return Vec::new() };
    let week = |back: i64| {
        let from = monday.checked_sub((7 * back).days()).ok()?;
        let to = from.checked_add(6.days()).ok()?;
        Some(Week {
            on: day(from),
            cells: signers.iter().map(|party| hours(scene, party, from, to)).collect(),
        })
    };
    let weeks: Vec<Week> = (0..WEEKS).filter_map(week).collect();
    // Weeks before the first hours say nothing.
    let used = weeks.iter().rposition(|week| week.cells.iter().any(|(joint, outside)| joint + outside > 0.0));
    weeks.into_iter().take(used.map_or(0, |last| last + 1)).collect()
}

/// The hours of a party in a period, on the joint business and outside it; a longer period counts by its days.
fn hours(scene: &Scene, party: &PartyId, from: Date, to: Date) -> (f64, f64) {
    let mut sum = (0.0, 0.0);
    for effort in until(&scene.alliance.efforts, scene.on).filter(|effort| effort.value.party == *party) {
        let (first, last) = (effort.value.from.max(from), effort.value.to.min(to));
        if first > last {
            continue;
        }
        let days = f64::from((effort.value.to - effort.value.from).get_days() + 1);
        let hours = effort.value.hours * f64::from((last - first).get_days() + 1) / days;
        match effort.value.work {
            Work::Outside => sum.1 += hours,
            _ => sum.0 += hours,
        }
    }
    sum
}

/// What hours can be for: each as the word that is sent, and in words.
pub(super) fn works(scene: &Scene) -> Vec<(String, String)> {
    let mut works = vec![("joint".to_owned(), "joint work of no project".to_owned())];
    works.extend(
        scene
            .alliance
            .projects_on(scene.on)
            .filter(|(_, project)| project.ended.as_ref().is_none_or(|ended| ended.on > scene.on))
            .map(|(id, project)| (format!("project:{id}"), project.proposed.value.name.clone())),
    );
    works.push(("outside".to_owned(), "work outside the joint business".to_owned()));
    works
}

/// Reads back what hours are for.
pub(super) fn work(word: &str) -> Option<Work> {
    match word {
        "joint" => Some(Work::Joint),
        "outside" => Some(Work::Outside),
        other => ProjectId::parse(other.strip_prefix("project:")?).ok().map(Work::Project),
    }
}

/// What hours are for, in words.
pub(super) fn work_in_words(scene: &Scene, work: &Work) -> String {
    match work {
        Work::Joint => "joint work".to_owned(),
        Work::Outside => "work outside".to_owned(),
        Work::Project(id) => {
            let project = scene.alliance.projects.get(id);
            project.map_or_else(|| id.to_string(), |project| project.proposed.value.name.clone())
        }
    }
}

/// The party that a form is about: one's own, or the one chosen where one leads or advises.
fn party(scene: &Scene, form: &mut Form) -> Option<PartyId> {
    let party = PartyId::parse(form.fields.text("party")).ok();
    let party = party.or_else(|| scene.seat.party.clone());
    if party.is_none() {
        form.say("party", "Choose whose hours they are.");
    }
    party
}

/// Writes hours down.
pub(crate) async fn record(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let party = party(&scene, &mut form);
    let work = work(form.fields.text("work"));
    if work.is_none() {
        form.say("work", "Choose what they are for.");
    }
    let hours = form.number("hours", 0.0, 2000.0);
    if hours.is_none() {
        form.say("hours", "Write how many hours.");
    }
    let from = form.date("from", scene.today);
    let to = form.date("to", from);
    if to > scene.today {
        form.say("to", "That day is still to come.");
    }
    let (Some(party), Some(work), Some(hours), false) = (party, work, hours, form.is_wrong()) else {
        return page(&scene, form, Form::default()).map(IntoResponse::into_response);
    };
    let effort = EffortRecorded { party, work, hours, from, to };
    let deed = |_: &Case| Ok(Deed::of(vec![effort.clone().into()], to));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=saved", scene.now("/hours"))).into_response()),
        Err(failed) => {
            let names =
                [("hours", "hours"), ("to", "to"), ("on", "to"), ("party", "party"), ("work", "work")];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, form, Form::default()).map(IntoResponse::into_response)
        }
    }
}

/// Pledges hours a week.
pub(crate) async fn pledge(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let party = party(&scene, &mut form);
    let hours = form.number("hours_a_week", 0.0, 168.0);
    if hours.is_none() {
        form.say("hours_a_week", "Write how many hours a week.");
    }
    let (Some(party), Some(hours_a_week), false) = (party, hours, form.is_wrong()) else {
        return page(&scene, Form::default(), form).map(IntoResponse::into_response);
    };
    let pledged = Event::from(PledgeMade { party, hours_a_week });
    let deed = |_: &Case| Ok(Deed::of(vec![pledged.clone()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=saved", scene.now("/hours"))).into_response()),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("hours_a_week", "hours_a_week"), ("party", "party")]);
            page(&scene, Form::default(), form).map(IntoResponse::into_response)
        }
    }
}

/// The hours on record as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("party", Kind::Text),
        ("on what", Kind::Text),
        ("from", Kind::Day),
        ("to", Kind::Day),
        ("hours", Kind::Number),
    ];
    let rows = until(&scene.alliance.efforts, scene.on).map(|effort| {
        let value = &effort.value;
        vec![
            scene.alliance.party_name(&value.party).into(),
            work_in_words(&scene, &value.work).into(),
            value.from.into(),
            value.to.into(),
            value.hours.into(),
        ]
    });
    list::file(&list::sheet("Hours", &columns, rows), format, scene.on)
}
