//! The room Focus: define, check the fit, ask everybody alone.

use askama::Template;
use rowlock_analysis::fit::{FitKind, fit};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::RoundState;

use crate::case::Scene;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::count;

#[derive(Template)]
#[template(path = "pages/focus.html")]
struct Focus<'a> {
    frame: Frame,
    scene: &'a Scene,
    purpose: Option<&'a str>,
    parties: String,
    models: usize,
    conflicts: usize,
    fits: usize,
    candidates: Option<String>,
    diligence: Option<String>,
    rounds: String,
    may_write: bool,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let found = fit(alliance, scene.on);
    let of_kind = |kind| found.iter().filter(|finding| finding.kind == kind).count();
    let everybody = alliance.signers(scene.on).into_iter().chain(alliance.candidates(scene.on));
    let models = everybody.filter(|id| alliance.parties[*id].model(scene.on).is_some()).count();
    let of_state = |state| alliance.rounds.values().filter(|round| round.state(scene.on) == state).count();
    let (open, locked) =
        (of_state(RoundState::Open), of_state(RoundState::Locked) + of_state(RoundState::Released));
    let rounds = match (open, locked) {
        (0, 0) => "Nobody was asked yet.".to_owned(),
        (0, locked) => format!(
            "{} locked.",
            crate::words::sentence(&count(locked, "round", "rounds")).trim_end_matches('.')
        ),
        (open, locked) => format!("{open} open, {locked} locked."),
    };
    Page::of(&Focus {
        frame: scene.frame("Focus", "focus", ""),
        purpose: alliance.joint_business(scene.on).map(|joint| joint.value.purpose.as_str()),
        parties: count(alliance.signers(scene.on).len(), "party", "parties"),
        models,
        conflicts: of_kind(FitKind::StructuralConflict),
        fits: of_kind(FitKind::NoConflict) + of_kind(FitKind::CommonMarket) + of_kind(FitKind::CommonFoe),
        candidates: scene.may(Action::See, Resource::Candidate).then(|| candidates_in_short(&scene)),
        diligence: scene.may(Action::See, Resource::Diligence).then(|| super::diligence::in_short(&scene)),
        rounds,
        may_write: scene.may(Action::Write, Resource::JointBusiness),
        scene: &scene,
    })
}

fn candidates_in_short(scene: &Scene) -> String {
    match scene.alliance.candidates(scene.on).len() {
        0 => "Nobody is being considered.".to_owned(),
        some => {
            let people = count(some, "candidate is being", "candidates are being");
            format!(
                "{} considered. Score them each alone, and see the best team.",
                rowlock_core::fact::capital(&people)
            )
        }
    }
}
