//! One area of a round's result: the rule, what was found, why it matters and how well that is known, what to ask
//! next, and which clauses close it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Redirect;
use rowlock_analysis::alignment::{alignment_by, round_view};
use rowlock_core::alliance::Round;
use rowlock_core::fact::{Event, GapConfirmed, GapMisread};
use rowlock_core::framework::{Area, Clause, Source, Strength};
use rowlock_core::gate::Level;
use rowlock_core::id::{AreaId, ItemId, RoundId};

use super::items::{ItemCard, cards};
use super::overview::{AreaCard, area_card};
use super::result::{Door, GapRow, gap_row, locked};
use crate::app::App;
use crate::case::{Deed, NotDone, Scene};
use crate::form::Fields;
use crate::guard::Seat;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/area.html")]
struct AreaPage<'a> {
    frame: Frame,
    door: Door,
    area: &'a Area,
    card: AreaCard<'a>,
    gaps: Vec<GapRow<'a>>,
    items: Vec<ItemCard>,
    shows_items: bool,
    evidence: Vec<(&'a str, &'static str, Vec<&'a Source>)>,
    clauses: Vec<&'a Clause>,
}

impl AreaPage<'_> {
    /// Whether whoever looks may still say what a gap is.
    fn may_say(&self) -> bool {
        self.gaps.iter().any(|row| row.may_say)
    }
}

/// How strong evidence is, in words.
pub(crate) fn strength_in_words(strength: Strength) -> &'static str {
    match strength {
        Strength::Strong => "strong: reviews of many studies on alliances, ventures or teams",
        Strength::Moderate => "moderate: several studies, or a review from a neighbouring field",
        Strength::Limited => "limited: one or two studies, or theory and one case",
        Strength::Practitioner => "practitioner: a survey by a firm, or what experts do",
        Strength::Anecdotal => "anecdotal: a single story",
    }
}

/// Shows it to somebody with a seat.
pub(crate) async fn show(
    scene: Scene,
    Path((_, id, area)): Path<(String, String, String)>,
) -> Result<Page, Oops> {
    let frame = scene.frame("An area", "focus", "rounds");
    page(&scene, locked(&scene, &id)?, &area, frame, Door::seat(&scene, &id))
}

/// The page, through either door.
pub(crate) fn page(
    scene: &Scene,
    round: &Round,
    area: &str,
    mut frame: Frame,
    door: Door,
) -> Result<Page, Oops> {
    let framework = &scene.app.framework;
    let id = AreaId::parse(area).map_err(|_| Oops::NotFound)?;
    let area = framework.area(&id).ok_or(Oops::NotFound)?;
    let viewer = scene.seat.viewer();
    let alignment = alignment_by(scene.look(&viewer), Some(round), scene.on);
    let finding = alignment.areas.iter().find(|finding| finding.area == id).ok_or(Oops::NotFound)?;
    let view = round_view(scene.look(&viewer), round, scene.on);
    let here: Vec<_> = view.items.into_iter().filter(|item| item.area == id).collect();
    let gaps = alignment.gaps.iter().filter(|gap| gap.area == id).map(|gap| gap_row(scene, round, gap));
    frame.title = format!("{} \u{b7} {}", area.name, scene.name());
    let evidence = area.evidence.iter().map(|evidence| {
        let sources = evidence.sources.iter().filter_map(|source| framework.source(source)).collect();
        (evidence.claim.as_str(), strength_in_words(evidence.strength), sources)
    });
    Page::of(&AreaPage {
        frame,
        area,
        card: area_card(framework, finding),
        gaps: gaps.collect(),
        items: cards(scene, &here),
        shows_items: alignment.level >= Level::Items,
        evidence: evidence.collect(),
        clauses: area.clauses.iter().filter_map(|clause| framework.clause(clause)).collect(),
        door,
    })
}

/// Puts on the record what a party says of a suspected gap.
pub(crate) async fn say(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Redirect, Oops> {
    let area = speak(&app, &scene.seat, &id, &fields).await?;
    Ok(Redirect::to(&format!("{}?done=said", scene.now(&format!("/rounds/{id}/areas/{area}")))))
}

/// What a party says, through either door; answers with the area.
pub(crate) async fn speak(app: &App, seat: &Seat, id: &str, fields: &Fields) -> Result<AreaId, Oops> {
    let by = seat.party.clone().ok_or(Oops::NotFound)?;
    let round = RoundId::parse(id).map_err(|_| Oops::NotFound)?;
    let area = AreaId::parse(fields.text("area")).map_err(|_| Oops::NotFound)?;
    let item = match fields.some("item") {
        None => None,
        Some(item) => Some(ItemId::parse(&item).map_err(|_| Oops::NotFound)?),
    };
    let event: Event = match fields.text("say") {
        "differ" => GapConfirmed { round, area: area.clone(), item, by }.into(),
        "misread" => GapMisread { round, area: area.clone(), item, by }.into(),
        other => {
            return Err(Oops::BadRequest(format!("\u{201c}{other}\u{201d} is nothing to say of a gap.")));
        }
    };
    let today = app.world.today();
    app.act(seat, |_| Ok(Deed::of(vec![event.clone()], today))).await.map_err(NotDone::into_oops)?;
    Ok(area)
}
