//! Somebody at work on a pack: the exchange, the checks in their order, what was saved, and saving.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use rowlock_core::alliance::{Exchange, ExchangeState};
use rowlock_core::fact::{Pack, PartyRole};
use rowlock_core::framework::DiligenceCheck;
use rowlock_core::id::{ExchangeId, PartyId};
use rowlock_core::pack::{missing_for, own_draft, seal_draft};
use rowlock_core::seal::{Keyring, Subject};
use rowlock_store::{PackPlace, Turn};

use super::invite;
use crate::app::App;
use crate::case::Scene;
use crate::credential;
use crate::guard::{Guest, Seat};
use crate::oops::Oops;
use crate::page::Frame;

/// Somebody at work on a pack.
pub(crate) struct Desk {
    pub scene: Scene,
    pub exchange: ExchangeId,
    pub party: PartyId,
    /// The path under which the pages of this pack stand.
    pub base: String,
    /// Whoever came by a link; none: somebody with a seat.
    pub guest: Option<Guest>,
}

impl FromRequestParts<App> for Desk {
    type Rejection = Oops;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Oops> {
        let today = app.world.today();
        if let Some(guest) = parts.extensions.get::<Guest>().cloned() {
            let (exchange, party) = invite::read(&guest.invitation).ok_or(Oops::NotFound)?;
            let scene = Scene::of(app, guest.seat.clone(), Some(today)).await?;
            let base = format!("/p/{}", guest.token);
            return Self { scene, exchange, party, base, guest: Some(guest) }.checked();
        }
        let seat = Seat::from_request_parts(parts, app).await?;
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| Oops::NotFound)?;
        let named = params.iter().find(|(name, _)| *name == "exchange").ok_or(Oops::NotFound)?.1;
        let exchange = ExchangeId::parse(named).map_err(|_| Oops::NotFound)?;
        let party = seat.party.clone().ok_or(Oops::NotFound)?;
        let base = format!("/a/{}/diligence/{exchange}/pack", seat.alliance);
        let scene = Scene::of(app, seat, Some(today)).await?;
        Self { scene, exchange, party, base, guest: None }.checked()
    }
}

impl Desk {
    fn checked(self) -> Result<Self, Oops> {
        if self.known()?.is_of(&self.party) { Ok(self) } else { Err(Oops::NotFound) }
    }

    /// The exchange.
    pub fn known(&self) -> Result<&Exchange, Oops> {
        self.scene.alliance.pack_exchanges.get(&self.exchange).ok_or(Oops::NotFound)
    }

    /// What is asked, in its order.
    pub fn checks(&self) -> Result<Vec<&DiligenceCheck>, Oops> {
        let framework = &self.scene.app.framework;
        Ok(self.known()?.opened.value.checks.iter().filter_map(|id| framework.check(id)).collect())
    }

    /// The check that a path names.
    pub fn check(&self, id: &str) -> Result<&DiligenceCheck, Oops> {
        self.checks()?.into_iter().find(|check| check.id.as_str() == id).ok_or(Oops::NotFound)
    }

    /// Whether the pack may still be changed.
    pub fn may_fill(&self) -> Result<bool, Oops> {
        let (exchange, on) = (self.known()?, self.scene.on);
        let role = self.scene.alliance.parties.get(&self.party).and_then(|party| party.role(on));
        Ok(exchange.state(on) == ExchangeState::Open
            && !exchange.has_handed_in(&self.party, on)
            && role != Some(PartyRole::Left))
    }

    /// Where the pack and its files are kept.
    pub fn place(&self) -> PackPlace<'_> {
        PackPlace {
            alliance: &self.scene.seat.alliance,
            exchange: self.exchange.as_str(),
            party: self.party.as_str(),
        }
    }

    /// What was saved so far.
    pub async fn saved(&self) -> Result<Pack, Oops> {
        let app = &self.scene.app;
        let (round, person) = (invite::place(&self.exchange), invite::guest(&self.party));
        credential::must_hold(app, &self.scene.seat, &round, &person).await?;
        let Some(draft) = app.store.draft(&self.scene.seat.alliance, &round, &person).await? else {
            return Ok(Pack::default());
        };
        let ring = app.ring(&self.scene.seat.alliance).await?;
        Ok(own_draft(&draft, &self.exchange, &self.party, &ring)?)
    }

    /// Refuses whoever does not hold this pack: another of the same party does.
    pub async fn must_hold(&self) -> Result<(), Oops> {
        let (place, person) = (invite::place(&self.exchange), invite::guest(&self.party));
        credential::must_hold(&self.scene.app, &self.scene.seat, &place, &person).await
    }

    /// The keys, with that of this pack, which is made with the first thing that is saved.
    pub async fn ring(&self) -> Result<Keyring, Oops> {
        let subject = Subject::pack(&self.exchange, &self.party);
        self.scene.app.ring_with(&self.scene.seat.alliance, &subject).await
    }

    /// Saves, sealed under the key of this pack.
    pub async fn save(&self, pack: &Pack) -> Result<(), Oops> {
        let app = &self.scene.app;
        let (round, person) = (invite::place(&self.exchange), invite::guest(&self.party));
        credential::take_hold(app, &self.scene.seat, &round, &person).await?;
        let ring = self.ring().await?;
        let sealed = seal_draft(pack, &self.exchange, &self.party, &ring, &app.world.seed())?;
        let place = (self.scene.seat.alliance.as_str(), round.as_str(), person.as_str());
        app.store.save_draft(place, &sealed, app.world.now()).await?;
        if let Some(guest) = self.guest.as_ref().filter(|guest| guest.invitation.started_at.is_none()) {
            app.store.turn_invitation(&guest.invitation.id, Turn::Started, app.world.now()).await?;
        }
        Ok(())
    }

    /// The first check after `after` for which something is missing, or the page to look over all.
    pub fn next(&self, pack: &Pack, after: Option<&str>) -> Result<String, Oops> {
        let checks = self.checks()?;
        let begun = checks.iter().position(|check| Some(check.id.as_str()) == after).map_or(0, |at| at + 1);
        let open = checks[begun..].iter().find(|check| missing_for(pack, check).is_some());
        Ok(open.map_or_else(
            || format!("{}/review", self.base),
            |check| format!("{}/checks/{}", self.base, check.id),
        ))
    }

    /// The frame of a page.
    pub fn frame(&self, title: &str) -> Frame {
        match self.guest {
            Some(_) => Frame::bare(title),
            None => self.scene.frame(title, "focus", "diligence"),
        }
    }

    /// The other parties, in words.
    pub fn others(&self) -> Result<String, Oops> {
        let parties = self.known()?.opened.value.parties.iter();
        let others: Vec<PartyId> = parties.filter(|party| **party != self.party).cloned().collect();
        Ok(rowlock_core::charter::party_names(&self.scene.alliance, &others))
    }
}
