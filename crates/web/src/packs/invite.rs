//! Personal links to a diligence pack. They are invitations as those to a round are, to a place that no round has.

use jiff::Timestamp;
use rowlock_core::alliance::{Exchange, ExchangeState};
use rowlock_core::charter::party_names;
use rowlock_core::id::{ExchangeId, PartyId};
use rowlock_core::seal::Subject;
use rowlock_store::{Invitation, PackPlace, Person, Turn};

use crate::app::App;
use crate::case::Case;
use crate::mail::texts::{self, PackAsking};
use crate::mail::{self, Post};
use crate::oops::Oops;
use crate::respond::invite::{Errand, Way, hand_out, token};
use crate::words::{day, day_of};

const PLACE: &str = "diligence/";
const GUEST: &str = "party/";

/// The place of an exchange among invitations and drafts: no id of a round has a slash in it.
pub(crate) fn place(exchange: &ExchangeId) -> String {
    format!("{PLACE}{exchange}")
}

/// A party among invitations, drafts and people: no id of a person has a slash in it.
pub(crate) fn guest(party: &PartyId) -> String {
    format!("{GUEST}{party}")
}

/// The exchange and the party of an invitation to a pack; none: it is to a round.
pub(crate) fn read(invitation: &Invitation) -> Option<(ExchangeId, PartyId)> {
    let exchange = ExchangeId::parse(invitation.round.strip_prefix(PLACE)?).ok()?;
    let party = PartyId::parse(invitation.person.strip_prefix(GUEST)?).ok()?;
    Some((exchange, party))
}

/// Makes a link for a party, in the place of any before it, and sends it where that is wanted.
pub(crate) async fn make(
    app: &App,
    (alliance, case): (&str, &Case),
    (exchange, party): (&Exchange, &PartyId),
    person: &Person,
    way: Way<'_>,
) -> Result<String, Oops> {
    let id = &exchange.opened.value.exchange;
    let place = place(id);
    let hours = app.settings.link_hours;
    let name = &case.whole.name;
    let errand = Errand { alliance, name, place: &place, person, way, hours, path: "/p/" };
    if !errand.goes_where_it_went(app).await? {
        // What was saved under another link goes with its files.
        if is_filling(exchange, party, app) {
            erase(app, alliance, id, party).await?;
        }
    }
    let letter = |address: &str, link: &str, until: Timestamp| {
        let asking = asking(case, exchange, party, (&person.name, until));
        texts::pack(address, &asking, link)
    };
    hand_out(app, &errand, letter).await
}

/// Erases a pack for good: its files, what is unfinished, and its key.
pub(crate) async fn erase(
    app: &App,
    alliance: &str,
    exchange: &ExchangeId,
    party: &PartyId,
) -> Result<(), Oops> {
    let place_of = PackPlace { alliance, exchange: exchange.as_str(), party: party.as_str() };
    let (draft, person, subject) = (place(exchange), guest(party), Subject::pack(exchange, party));
    app.store.erase_pack(place_of, (&draft, &person), subject.as_str()).await?;
    app.forget(alliance);
    Ok(())
}

fn is_filling(exchange: &Exchange, party: &PartyId, app: &App) -> bool {
    let today = app.world.today();
    exchange.state(today) == ExchangeState::Open && !exchange.has_handed_in(party, today)
}

fn asking(case: &Case, exchange: &Exchange, party: &PartyId, (name, until): (&str, Timestamp)) -> PackAsking {
    let opened = &exchange.opened.value;
    let others: Vec<PartyId> = opened.parties.iter().filter(|one| *one != party).cloned().collect();
    PackAsking {
        name: name.to_owned(),
        alliance: case.whole.name.clone(),
        others: party_names(&case.whole, &others),
        checks: opened.checks.len(),
        due: day(opened.due),
        until: day_of(until),
    }
}

/// Reminds one party by mail, if its pack is missing; answers whether a mail goes out.
pub(crate) async fn remind(app: &App, invitation: &Invitation) -> Result<bool, Oops> {
    let mut mailed = false;
    let case = app.latest_case(&invitation.alliance).await?;
    let known = read(invitation).and_then(|(id, party)| Some((case.whole.pack_exchanges.get(&id)?, party)));
    let people = app.store.people(&invitation.alliance).await?;
    let name = people.into_iter().find(|person| person.id == invitation.person).map(|person| person.name);
    let name = name.unwrap_or_default();
    if let (Some((exchange, party)), Some(address)) = (known, &invitation.address)
        && is_filling(exchange, &party, app)
    {
        let asking = asking(&case, exchange, &party, (&name, invitation.expires_at));
        mailed = mail::goes_out(app, &texts::pack_missing(address, &asking, &link(app, invitation))?).await?;
    }
    // Also where there is nobody to write to: those whose turn it is come one after the other.
    app.store.turn_invitation(&invitation.id, Turn::Reminded, app.world.now()).await?;
    Ok(mailed)
}

/// Tells everybody who has a link by mail that the packs were exchanged.
pub(crate) async fn tell_exchanged(app: &App, alliance: &str, exchange: &ExchangeId) -> Result<(), Oops> {
    if app.settings.post == Post::Nowhere {
        return Ok(());
    }
    let case = app.latest_case(alliance).await?;
    let Some(known) = case.whole.pack_exchanges.get(exchange) else { return Ok(()) };
    let people = app.store.people(alliance).await?;
    for invitation in app.store.invitations(alliance, &place(exchange)).await? {
        let address = invitation.address.as_ref().filter(|_| invitation.is_good(app.world.now()));
        if let (Some(address), Some((_, party))) = (address, read(&invitation)) {
            let person = people.iter().find(|person| person.id == invitation.person);
            let name = person.map_or("", |person| person.name.as_str());
            let asking = asking(&case, known, &party, (name, invitation.expires_at));
            let link = format!("{}/packs", link(app, &invitation));
            mail::send(app, &texts::packs_exchanged(address, &asking, &link)?).await?;
        }
    }
    Ok(())
}

fn link(app: &App, invitation: &Invitation) -> String {
    app.address(&format!("/p/{}", token(app, &invitation.id)))
}
