//! The watch: every signal with its state, since when, and the facts behind it.

use askama::Template;
use rowlock_analysis::signals::{SignalFinding, signals};

use super::weeks::{Weeks, multiples};
use crate::case::Scene;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/signals.html")]
struct Signals<'a> {
    frame: Frame,
    scene: &'a Scene,
    signals: Vec<SignalFinding>,
    multiples: Vec<Weeks>,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let mut found = signals(scene.look(&scene.seat.viewer()), scene.on);
    found.sort_by_key(|signal| std::cmp::Reverse(signal.state));
    Page::of(&Signals {
        frame: scene.frame("The watch", "control", "signals"),
        signals: found,
        multiples: multiples(&scene.alliance, scene.on),
        scene: &scene,
    })
}
