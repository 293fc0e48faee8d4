//! A guide for the conversation after a round, to print: the areas in the order of attention, what to ask, what
//! could close each.

use askama::Template;
use axum::extract::Path;
use rowlock_analysis::State;
use rowlock_analysis::alignment::{GapFinding, alignment_by};
use rowlock_core::framework::{Area, Clause};

use super::overview::{AreaCard, area_card};
use super::result::locked;
use crate::case::Scene;
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// How many clauses are named for each area.
const CLAUSES: usize = 3;

#[derive(Template)]
#[template(path = "pages/guide.html")]
struct Guide<'a> {
    frame: Frame,
    scene: &'a Scene,
    back: String,
    talks: Vec<Talk<'a>>,
    quiet: Vec<&'a str>,
    unknown: Vec<&'a str>,
}

/// One area to talk about.
struct Talk<'a> {
    card: AreaCard<'a>,
    area: &'a Area,
    gaps: Vec<&'a GapFinding>,
    clauses: Vec<&'a Clause>,
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    let framework = &scene.app.framework;
    let viewer = scene.seat.viewer();
    let round = locked(&scene, &id)?;
    let alignment = alignment_by(scene.look(&viewer), Some(round), scene.on);
    let of_state = |state| -> Vec<&str> {
        let found = alignment.areas.iter().filter(|finding| finding.state == state);
        found.filter_map(|finding| Some(framework.area(&finding.area)?.name.as_str())).collect()
    };
    let mut talks: Vec<Talk<'_>> = alignment
        .areas
        .iter()
        .filter(|finding| finding.state >= State::Watch)
        .filter_map(|finding| {
            let area = framework.area(&finding.area)?;
            let clauses =
                area.clauses.iter().filter_map(|clause| framework.clause(clause)).take(CLAUSES).collect();
            let gaps =
                alignment.gaps.iter().filter(|gap| gap.area == area.id && gap.state.is_open()).collect();
            Some(Talk { card: area_card(framework, finding), area, gaps, clauses })
        })
        .collect();
    talks.sort_by_key(|talk| {
        let finding = talk.card.finding;
        std::cmp::Reverse((finding.state, finding.red_line, finding.hidden))
    });
    Page::of(&Guide {
        frame: scene.frame("A guide for your talk", "focus", "rounds"),
        back: scene.to(&format!("/rounds/{id}/result")),
        talks,
        quiet: of_state(State::Clear),
        unknown: of_state(State::Unknown),
        scene: &scene,
    })
}
