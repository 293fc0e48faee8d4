//! Behind a personal link, after the exchange: the packs, their files, and what one found.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::alliance::ExchangeState;
use rowlock_core::id::{EvidenceId, PartyId};

use super::check::named;
use super::desk::Desk;
use super::files;
use super::opened::{Paths, opened};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::pages::finding::{self, Around};
use crate::words::day;

#[derive(Template)]
#[template(path = "packs/theirs.html")]
struct Theirs<'a> {
    frame: Frame,
    base: &'a str,
    alliance: &'a str,
    exchanged_on: String,
    packs: String,
}

/// Shows the packs.
pub(crate) async fn show(desk: Desk) -> Result<Response, Oops> {
    let exchange = desk.known()?;
    if exchange.state(desk.scene.on) != ExchangeState::Exchanged {
        return Ok(Redirect::to(&desk.base).into_response());
    }
    let page = Page::of(&Theirs {
        frame: desk.frame("The packs, side by side"),
        base: &desk.base,
        alliance: desk.scene.name(),
        exchanged_on: exchange.exchanged.as_ref().map(|at| day(at.on)).unwrap_or_default(),
        packs: opened(&desk.scene, exchange, &Paths::Link(desk.base.clone()))?,
    });
    Ok(page?.into_response())
}

/// A file of a pack.
pub(crate) async fn download(desk: Desk, path: Path<Vec<(String, String)>>) -> Result<Response, Oops> {
    let file = EvidenceId::parse(named(&path, "file")?).map_err(|_| Oops::NotFound)?;
    files::download(&desk.scene, &desk.exchange, &party(&desk, &path)?, &file).await
}

/// One check of another party: what was found, and saying what one found.
pub(crate) async fn finding(desk: Desk, path: Path<Vec<(String, String)>>) -> Result<Page, Oops> {
    let party = other(&desk, &path)?;
    desk.check(named(&path, "check")?)?;
    finding::page(&desk.scene, (&party, named(&path, "check")?), &around(&desk), Form::default())
}

/// Puts on record what one found.
pub(crate) async fn find(
    desk: Desk,
    path: Path<Vec<(String, String)>>,
    fields: Fields,
) -> Result<Response, Oops> {
    let party = other(&desk, &path)?;
    desk.check(named(&path, "check")?)?;
    finding::take(&desk.scene, (&party, named(&path, "check")?), &around(&desk), fields).await
}

fn around(desk: &Desk) -> Around {
    Around {
        frame: Frame::bare(""),
        back: format!("{}/packs", desk.base),
        files: Paths::Link(desk.base.clone()),
    }
}

/// A party of this exchange that a path names.
fn party(desk: &Desk, path: &Path<Vec<(String, String)>>) -> Result<PartyId, Oops> {
    let party = PartyId::parse(named(path, "party")?).map_err(|_| Oops::NotFound)?;
    if desk.known()?.is_of(&party) { Ok(party) } else { Err(Oops::NotFound) }
}

/// Another party of this exchange, once the packs were exchanged.
fn other(desk: &Desk, path: &Path<Vec<(String, String)>>) -> Result<PartyId, Oops> {
    let party = party(desk, path)?;
    let is_over = desk.known()?.state(desk.scene.on) == ExchangeState::Exchanged;
    if is_over && party != desk.party { Ok(party) } else { Err(Oops::NotFound) }
}
