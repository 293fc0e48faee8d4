//! The room Grow: end it in order, look back, and take along what was learned.

use askama::Template;
use rowlock_analysis::lookback::look_back;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::last_on;
use rowlock_core::fact::Stage;

use crate::case::Scene;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::{day, sentence};

#[derive(Template)]
#[template(path = "pages/grow.html")]
struct Grow<'a> {
    frame: Frame,
    scene: &'a Scene,
    end: String,
    may_end: bool,
    debrief: String,
    looked: Vec<String>,
    playbook: String,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let known = scene.case.record.known_by(scene.on);
    let looked = look_back(&scene.case.record, &scene.app.framework, &scene.case.ring, scene.on, known);
    Page::of(&Grow {
        frame: scene.frame("Grow", "grow", ""),
        end: end(&scene),
        may_end: scene.may(Action::Write, Resource::Alliance)
            && scene.alliance.stage(scene.on) != Some(Stage::Ended),
        debrief: super::debrief::in_short(&scene),
        playbook: playbook(&scene),
        looked: looked.summary.into_iter().take(2).collect(),
        scene: &scene,
    })
}

fn playbook(scene: &Scene) -> String {
    let made = match last_on(&scene.alliance.playbooks, scene.on) {
        Some(made) => format!("The last one was made on {}.", day(made.on)),
        None => "Once you get it right, repeat: make a playbook of what you would do again.".to_owned(),
    };
    match &scene.alliance.begun_from {
        Some(begun) => {
            let name = &begun.value.playbook.name;
            format!("Begun from \u{201c}{name}\u{201d}; see what was changed against it. {made}")
        }
        None => made,
    }
}

fn end(scene: &Scene) -> String {
    match last_on(&scene.alliance.endings, scene.on) {
        Some(ended) => {
            let (how, outcome) = (ended.value.how.words(), ended.value.outcome.words());
            format!("It ended on {}: {how}. {}", day(ended.on), sentence(outcome))
        }
        None if scene.alliance.stage(scene.on) == Some(Stage::Ended) => "It is over.".to_owned(),
        None => "It goes on. When it is over, say how it ended and what was reached: that is where learning begins."
            .to_owned(),
    }
}
