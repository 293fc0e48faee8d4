//! Looking back: what had been settled when it began, when the first warning stood, what was done then, and what the
//! issues grew out of. As a page, as papers, and its story as a list.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use rowlock_analysis::lookback::{Lookback, Settled, TurnKind, look_back};
use rowlock_core::access::{Action, Resource};
use rowlock_core::fact::capital;
use rowlock_documents::{Kind, RECALLED, lookback_title};

use super::papers::{self, HAS_PDF};
use crate::case::Scene;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/look_back.html")]
struct LookBack<'a> {
    frame: Frame,
    scene: &'a Scene,
    title: &'static str,
    looked: Lookback,
    has_pdf: bool,
}

impl LookBack<'_> {
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn mark(&self, settled: &Settled) -> &'static str {
        match settled {
            Settled::Yes => "clear",
            Settled::NotYet => "watch",
            Settled::NeverAsked => "unknown",
        }
    }

    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn kind(&self, kind: &TurnKind) -> &'static str {
        match kind {
            TurnKind::Watch => "watch",
            TurnKind::Alarm => "alarm",
            TurnKind::Verdict | TurnKind::Decision | TurnKind::Event => "",
        }
    }

    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn recalled(&self) -> &'static str {
        RECALLED
    }

    fn area_name(&self, id: &rowlock_core::id::AreaId) -> &str {
        self.scene.app.framework.area(id).map_or("", |area| area.name.as_str())
    }
}

/// The look back as far as this seat may read it.
fn looked(scene: &Scene) -> Lookback {
    let known = scene.case.record.known_by(scene.on);
    let looked = look_back(&scene.case.record, &scene.app.framework, &scene.case.ring, scene.on, known);
    if scene.seat.may(Action::See, Resource::OwnersPosition) { looked } else { looked.for_all() }
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let looked = looked(&scene);
    let title = lookback_title(&looked);
    let frame = scene.frame(title, "grow", "look-back");
    Page::of(&LookBack { frame, title, looked, has_pdf: HAS_PDF, scene: &scene })
}

/// The same as a document to hand over: always what all parties may read.
pub(crate) async fn paper(scene: Scene, Path((_, kind)): Path<(String, String)>) -> Result<Response, Oops> {
    let looked = looked(&scene).for_all();
    let document = rowlock_documents::lookback(&looked, &scene.alliance, &scene.app.framework);
    papers::written(&scene, document, "look-back", &kind).await
}

/// The story in order, as a list.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("week", Kind::Number),
        ("on", Kind::Day),
        ("kind", Kind::Text),
        ("what", Kind::Text),
        ("area", Kind::Text),
        ("settled", Kind::Text),
    ];
    let looked = looked(&scene);
    let rows = looked.turns.iter().map(|turn| {
        let (area, settled) = match &turn.area {
            Some((_, name, settled)) => (capital(name), settled.title().to_owned()),
            None => (String::new(), String::new()),
        };
        vec![
            f64::from(turn.week).into(),
            turn.on.into(),
            turn.kind.title().into(),
            turn.text.as_str().into(),
            area.into(),
            settled.into(),
        ]
    });
    list::file(&list::sheet("Look back", &columns, rows), format, scene.on)
}
