//! The first page of a pack: who asks, why, the same list for all sides, and who will see what and when.

use askama::Template;
use axum::extract::State;
use axum::response::Redirect;
use rowlock_core::alliance::ExchangeState;
use rowlock_core::pack::missing_for;
use rowlock_store::Turn;

use super::desk::Desk;
use crate::app::App;
use crate::form::Fields;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::{day, day_of};

#[derive(Template)]
#[template(path = "packs/home.html")]
struct Home {
    frame: Frame,
    base: String,
    /// How whoever came by a link came; none: somebody with a seat.
    came: Option<Came>,
    /// The page of the exchange, for somebody with a seat.
    back: String,
    alliance: String,
    party: String,
    others: String,
    opened_by: String,
    why: String,
    due: String,
    checks: Vec<(String, String, bool)>,
    filled: usize,
    next: String,
    count: (usize, usize),
    stands: Stands,
    adviser: bool,
    closed_why: String,
}

/// The link by which somebody came.
struct Came {
    until: String,
    is_muted: bool,
    was_handed_over: bool,
}

impl Home {
    fn was_handed_over(&self) -> bool {
        self.came.as_ref().is_some_and(|came| came.was_handed_over)
    }
}

/// How it stands with this pack.
#[derive(PartialEq)]
enum Stands {
    Fresh,
    Begun,
    In,
    Exchanged,
    Closed,
    Left,
}

/// Shows it.
pub(crate) async fn show(State(app): State<App>, desk: Desk) -> Result<Page, Oops> {
    if let Some(guest) = &desk.guest {
        crate::respond::invite::opened(&app, &guest.invitation).await?;
    }
    let (exchange, on) = (desk.known()?, desk.scene.on);
    let opened = &exchange.opened.value;
    let pack = if desk.may_fill()? { desk.saved().await? } else { rowlock_core::fact::Pack::default() };
    let checks: Vec<(String, String, bool)> = desk
        .checks()?
        .into_iter()
        .map(|check| (check.id.to_string(), check.name.clone(), missing_for(&pack, check).is_none()))
        .collect();
    let stands = match exchange.state(on) {
        ExchangeState::Closed => Stands::Closed,
        ExchangeState::Exchanged => Stands::Exchanged,
        ExchangeState::Open if exchange.has_handed_in(&desk.party, on) => Stands::In,
        ExchangeState::Open if !desk.may_fill()? => Stands::Left,
        ExchangeState::Open if pack.shown.is_empty() => Stands::Fresh,
        ExchangeState::Open => Stands::Begun,
    };
    let came = desk.guest.as_ref().map(|guest| Came {
        until: day_of(guest.invitation.expires_at),
        is_muted: guest.invitation.muted_at.is_some(),
        was_handed_over: guest.own.is_some(),
    });
    let name = desk.scene.name().to_owned();
    let title =
        if came.is_some() { format!("Due diligence for {name}") } else { "Your diligence pack".to_owned() };
    let frame = desk.frame(&title);
    let alliance = &desk.scene.alliance;
    Page::of(&Home {
        frame,
        came,
        back: desk.scene.to(&format!("/diligence/{}", desk.exchange)),
        alliance: name,
        party: alliance.party_name(&desk.party).to_owned(),
        others: desk.others()?,
        opened_by: alliance.lead_on(on).map_or("", |lead| alliance.party_name(lead)).to_owned(),
        why: opened.why.clone(),
        due: day(opened.due),
        filled: checks.iter().filter(|(.., filled)| *filled).count(),
        next: desk.next(&pack, None)?,
        count: (opened.parties.len() - exchange.missing(on).len(), opened.parties.len()),
        checks,
        stands,
        adviser: alliance.advisers.keys().any(|one| rowlock_core::gate::adviser_may_see(alliance, one, on)),
        closed_why: exchange.closed.as_ref().map(|closed| closed.value.clone()).unwrap_or_default(),
        base: desk.base.clone(),
    })
}

/// Turns reminders off, or on again.
pub(crate) async fn reminders(State(app): State<App>, desk: Desk, fields: Fields) -> Result<Redirect, Oops> {
    let turn = if fields.text("wanted") == "yes" { Turn::Unmuted } else { Turn::Muted };
    let guest = desk.guest.as_ref().ok_or(Oops::NotFound)?;
    app.store.turn_invitation(&guest.invitation.id, turn, app.world.now()).await?;
    Ok(Redirect::to(&desk.base))
}
