//! Looking over one's pack, handing it in, taking it back, erasing it, leaving the exchange.

use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::alliance::ExchangeState;
use rowlock_core::fact::{ExchangeClosed, Pack, PackTakenBack, Shown};
use rowlock_core::gate::{self, PackView};
use rowlock_core::id::CheckId;
use rowlock_core::pack::{files, missing, missing_for, seal_draft, seal_pack};
use rowlock_core::seal::Keyring;
use rowlock_store::{Person, Write};

use super::desk::Desk;
use super::invite;
use crate::case::{Case, Deed, NotDone};
use crate::credential;
use crate::form::Fields;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "packs/review.html")]
struct Review<'a> {
    frame: Frame,
    base: &'a str,
    is_guest: bool,
    alliance: &'a str,
    others: String,
    rows: Vec<Row<'a>>,
    missing: usize,
    tried: bool,
    is_last: bool,
}

struct Row<'a> {
    id: &'a CheckId,
    name: &'a str,
    needs_consent: bool,
    shown: Option<&'a Shown>,
    missing: Option<&'static str>,
}

/// Shows it.
pub(crate) async fn show(desk: Desk) -> Result<Response, Oops> {
    if !desk.may_fill()? {
        return Ok(Redirect::to(&desk.base).into_response());
    }
    let pack = desk.saved().await?;
    Ok(page(&desk, &pack, false)?.into_response())
}

fn page(desk: &Desk, pack: &Pack, tried: bool) -> Result<Page, Oops> {
    let rows: Vec<Row<'_>> = desk
        .checks()?
        .into_iter()
        .map(|check| Row {
            id: &check.id,
            name: &check.name,
            needs_consent: check.consent,
            shown: pack.shown.get(&check.id),
            missing: missing_for(pack, check),
        })
        .collect();
    Page::of(&Review {
        frame: desk.frame("Look over your pack"),
        base: &desk.base,
        is_guest: desk.guest.is_some(),
        alliance: desk.scene.name(),
        others: desk.others()?,
        missing: rows.iter().filter(|row| row.missing.is_some()).count(),
        rows,
        tried,
        is_last: desk.known()?.missing(desk.scene.on) == [&desk.party],
    })
}

/// Hands it in: the pack is sealed for the record, and the last one exchanges all.
pub(crate) async fn hand_in(desk: Desk) -> Result<Response, Oops> {
    let home = Redirect::to(&desk.base);
    if !desk.may_fill()? {
        return Ok(home.into_response());
    }
    let app = &desk.scene.app;
    let (place, person) = (invite::place(&desk.exchange), invite::guest(&desk.party));
    credential::take_hold(app, &desk.scene.seat, &place, &person).await?;
    let mut pack = desk.saved().await?;
    let asked = &desk.known()?.opened.value.checks;
    pack.shown.retain(|check, _| asked.contains(check));
    if !missing(&pack, desk.known()?, &app.framework).is_empty() {
        return Ok(page(&desk, &pack, true)?.into_response());
    }
    for (id, _) in app.store.evidence_of(desk.place()).await? {
        if !files(&pack).any(|file| file.id.as_str() == id) {
            app.store.drop_evidence(desk.place(), &id).await?;
        }
    }
    let ring = desk.ring().await?;
    let deed = |_: &Case| {
        let mut ring = ring.clone();
        let handed_in = seal_pack(&pack, &desk.exchange, &desk.party, &mut ring, &app.world.seed())?;
        let (round, person) = (invite::place(&desk.exchange), invite::guest(&desk.party));
        let done = Write::Done { round, person };
        // The key was stored with the first thing that was saved; one that is destroyed meanwhile stays destroyed.
        Ok(Deed { writes: vec![done], ..Deed::of(vec![handed_in.into()], desk.scene.today) })
    };
    let case = app.act(&desk.scene.seat, deed).await.map_err(NotDone::into_oops)?;
    let exchanged = case.whole.pack_exchanges.get(&desk.exchange).is_some_and(|x| x.exchanged.is_some());
    if exchanged {
        invite::tell_exchanged(app, &desk.scene.seat.alliance, &desk.exchange).await?;
    }
    Ok(home.into_response())
}

/// Takes it back before the exchange. With a seat, or by a link that went by mail, one goes on from what was handed
/// in; whoever made another link may know it, so by such a one nothing is read back.
pub(crate) async fn take_back(desk: Desk) -> Result<Redirect, Oops> {
    let app = &desk.scene.app;
    let alliance = &desk.scene.seat.alliance;
    desk.must_hold().await?;
    let goes_on = desk.guest.as_ref().is_none_or(|guest| guest.invitation.address.is_some());
    let ring = app.ring(alliance).await?;
    let back = PackTakenBack { exchange: desk.exchange.clone(), party: desk.party.clone() };
    let deed = |case: &Case| {
        let draft = if goes_on { draft(&desk, case, &ring)? } else { None };
        Ok(Deed {
            writes: draft.into_iter().collect(),
            ..Deed::of(vec![back.clone().into()], desk.scene.today)
        })
    };
    app.act(&desk.scene.seat, deed).await.map_err(NotDone::into_oops)?;
    if !goes_on {
        invite::erase(app, alliance, &desk.exchange, &desk.party).await?;
    }
    Ok(Redirect::to(&desk.base))
}

/// What was handed in, as something unfinished again.
fn draft(desk: &Desk, case: &Case, ring: &Keyring) -> Result<Option<Write>, NotDone> {
    let known = case.whole.pack_exchanges.get(&desk.exchange).ok_or(Oops::NotFound)?;
    let viewer = desk.scene.seat.viewer();
    let own = gate::pack(&viewer, &case.whole, known, &desk.party, (ring, desk.scene.today));
    let PackView::Open(pack) = own else { return Ok(None) };
    let sealed = seal_draft(&pack, &desk.exchange, &desk.party, ring, &desk.scene.app.world.seed())?;
    let (round, person) = (invite::place(&desk.exchange), invite::guest(&desk.party));
    Ok(Some(Write::Draft { round, person, sealed }))
}

/// Erases one's pack for good; before the exchange it is taken back with that.
pub(crate) async fn erase(desk: Desk, fields: Fields) -> Result<Redirect, Oops> {
    if fields.text("sure") != "yes" {
        return Err(Oops::BadRequest(
            "Tick that you are sure, so that nothing is erased by mistake.".to_owned(),
        ));
    }
    desk.must_hold().await?;
    let app = &desk.scene.app;
    let (known, on) = (desk.known()?, desk.scene.on);
    if known.state(on) == ExchangeState::Open && known.has_handed_in(&desk.party, on) {
        let back = PackTakenBack { exchange: desk.exchange.clone(), party: desk.party.clone() };
        let deed = |_: &Case| Ok(Deed::of(vec![back.clone().into()], desk.scene.today));
        app.act(&desk.scene.seat, deed).await.map_err(NotDone::into_oops)?;
    }
    let alliance = &desk.scene.seat.alliance;
    invite::erase(app, alliance, &desk.exchange, &desk.party).await?;
    if desk.guest.is_some() {
        let person = Person { id: invite::guest(&desk.party), name: String::new(), address: None };
        app.store.name_person(alliance, &person).await?;
    }
    Ok(Redirect::to(&desk.base))
}

/// Leaves the exchange, which ends with that: nobody ever sees any of its packs.
pub(crate) async fn leave(desk: Desk, fields: Fields) -> Result<Redirect, Oops> {
    let why = fields
        .some("why")
        .unwrap_or_else(|| format!("{} takes no part in it", desk.scene.alliance.party_name(&desk.party)));
    let why: String = why.chars().take(500).collect();
    close(&desk.scene, &desk.exchange, why).await.map_err(NotDone::into_oops)?;
    Ok(Redirect::to(&desk.base))
}

/// Closes an exchange without one, and erases what was filled in.
pub(crate) async fn close(
    scene: &crate::case::Scene,
    exchange: &rowlock_core::id::ExchangeId,
    why: String,
) -> Result<(), NotDone> {
    let closed = ExchangeClosed { exchange: exchange.clone(), why };
    let deed = |_: &Case| Ok(Deed::of(vec![closed.clone().into()], scene.today));
    let case = scene.app.act(&scene.seat, deed).await?;
    let known = case.whole.pack_exchanges.get(exchange).ok_or(Oops::NotFound)?;
    for party in &known.opened.value.parties {
        invite::erase(&scene.app, &scene.seat.alliance, exchange, party).await?;
    }
    Ok(())
}
