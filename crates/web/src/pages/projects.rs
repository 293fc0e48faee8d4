//! Projects: which were proposed, what was decided on each, and where each lies against the written model.

use askama::Template;
use axum::response::Response;
use rowlock_analysis::drift::{Drift, Placed, Placing, drift};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Project, by_then};
use rowlock_core::fact::Admission;
use rowlock_documents::Kind;

use crate::case::Scene;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/projects.html")]
struct Projects<'a> {
    frame: Frame,
    scene: &'a Scene,
    rows: Vec<Row>,
    says: Vec<String>,
    has_test: bool,
    sees_interests: bool,
    may_write: bool,
}

struct Row {
    id: String,
    name: String,
    proposer: String,
    proposed: String,
    mark: &'static str,
    state: String,
    place_mark: &'static str,
    place: &'static str,
    hours: f64,
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let found = drift(&scene.alliance, scene.on);
    Page::of(&Projects {
        frame: scene.frame("Projects", "control", "projects"),
        rows: rows(&scene, &found),
        says: says(&found),
        has_test: rowlock_core::alliance::last_on(&scene.alliance.admission_tests, scene.on).is_some(),
        sees_interests: scene.may(Action::See, Resource::Interest),
        may_write: scene.may(Action::Write, Resource::Work),
        scene: &scene,
    })
}

fn says(found: &Drift) -> Vec<String> {
    let share = found.share.as_ref().map(|share| {
        let percent = |hours: f64| 100.0 * hours / share.hours;
        format!(
            "Of {:.0} project hours about {:.0}\u{a0}% went off your written model (between {:.0} and {:.0}\u{a0}%, as \
             not every project is clear).",
            share.hours,
            percent(share.expected),
            percent(share.interval[0]),
            percent(share.interval[2]),
        )
    });
    share.into_iter().chain(found.unknown.clone()).chain(found.movement.clone()).collect()
}

fn rows(scene: &Scene, found: &Drift) -> Vec<Row> {
    let alliance = &scene.alliance;
    let row = |placed: &Placed| {
        let project = alliance.projects.get(&placed.project)?;
        let (mark, state) = state_in_words(project, scene);
        let (place_mark, place) = placing_in_words(placed.placing);
        let work = rowlock_core::fact::Work::Project(placed.project.clone());
        let efforts = rowlock_core::alliance::until(&alliance.efforts, scene.on);
        Some(Row {
            id: placed.project.to_string(),
            name: project.proposed.value.name.clone(),
            proposer: alliance.party_name(&project.proposed.value.proposer).to_owned(),
            proposed: day(project.proposed.on),
            mark,
            state,
            place_mark,
            place,
            hours: efforts.filter(|effort| effort.value.work == work).map(|effort| effort.value.hours).sum(),
        })
    };
    found.projects.iter().filter_map(row).collect()
}

/// What was decided on a project, with its mark.
pub(super) fn state_in_words(project: &Project, scene: &Scene) -> (&'static str, String) {
    let started = by_then(project.started.as_ref(), scene.on);
    if let Some(ended) = by_then(project.ended.as_ref(), scene.on) {
        return ("clear", format!("Ended on {}", day(ended.on)));
    }
    match (project.decision(scene.on), started) {
        (None, None) => ("watch", "Proposed; nobody has decided".to_owned()),
        (None, Some(started)) => ("alarm", format!("Begun on {}, and nobody has decided", day(started.on))),
        (Some(decision), _) => {
            let mark = match decision.value.admission {
                Admission::Refuse | Admission::Refer | Admission::Outside if started.is_some() => "alarm",
                _ => "clear",
            };
            (mark, format!("{} on {}", admission_in_words(decision.value.admission), day(decision.on)))
        }
    }
}

/// A decision on admission in words.
pub(super) fn admission_in_words(admission: Admission) -> &'static str {
    match admission {
        Admission::Admit => "Admitted",
        Admission::Refuse => "Not done",
        Admission::Refer => "Referred to somebody outside",
        Admission::Outside => "Done by one party, outside and disclosed",
        Admission::AmendScope => "Admitted, and the scope is amended",
    }
}

/// Where a project lies, with its mark.
pub(super) fn placing_in_words(placing: Placing) -> (&'static str, &'static str) {
    match placing {
        Placing::On => ("clear", "On your model"),
        Placing::Off => ("alarm", "Off your model"),
        Placing::Ask => ("unknown", "Not clear: ask one another"),
    }
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("project", Kind::Text),
        ("proposed by", Kind::Text),
        ("on", Kind::Text),
        ("decision", Kind::Text),
        ("against the model", Kind::Text),
        ("hours", Kind::Number),
    ];
    let cells = |row: Row| {
        let (place, hours) = (row.place.into(), row.hours.into());
        vec![row.name.into(), row.proposer.into(), row.proposed.into(), row.state.into(), place, hours]
    };
    let found = drift(&scene.alliance, scene.on);
    let sheet = list::sheet("Projects", &columns, rows(&scene, &found).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
