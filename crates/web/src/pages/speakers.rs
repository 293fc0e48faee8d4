//! Who speaks for a party: shown to all, and given to somebody new by those who speak for it already, or, where none of
//! them can be reached any more, by all other parties together after two weeks.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rowlock_core::decide::not_yet_said;
use rowlock_core::fact::{Absence, AbsenceSaid, PartyRole, PartyRoleChanged};
use rowlock_core::id::PartyId;
use rowlock_store::{Outcome, SeatRequest, Speaker};

use crate::app::App;
use crate::case::{Case, NotDone, Scene};
use crate::credential::{self, Credential};
use crate::form::{Fields, Form};
use crate::guard::{Guest, Seat};
use crate::mail::{self, texts};
use crate::oops::Oops;
use crate::words::{day, day_of};

/// How many days pass, each of which those who spoke for the party are told, before others decide for them.
const DAYS: i64 = 14;
/// How many requests are looked at in one go.
const AT_ONCE: u32 = 200;

/// A seat that waits for a word, as it is shown.
pub(crate) struct Waiting {
    pub id: String,
    pub party: PartyId,
    pub party_name: String,
    pub name: String,
    pub address: String,
    pub asked_on: String,
    /// Whether whoever looks may let them in.
    pub is_mine: bool,
    /// When it begins by itself; empty where it does not.
    pub begins: String,
}

/// Who speaks for a party besides a guest, each in words.
pub(crate) async fn others_in_words(app: &App, guest: &Guest, party: &PartyId) -> Result<Vec<String>, Oops> {
    let mine = credential::of_invitation(app, &guest.invitation);
    let speakers = app.store.speakers(&guest.invitation.alliance).await?;
    let others = speakers.iter().filter(|one| one.party == party.as_str() && one.credential != mine);
    Ok(others.map(in_words).collect())
}

/// A speaker in words: how they are known, as far as others may see it, and since when.
pub(crate) fn in_words(speaker: &Speaker) -> String {
    let since = day_of(speaker.since);
    match (&speaker.address, speaker.credential.split_once(':')) {
        (Some(address), Some(("mail", _))) => format!("{}, by a link, since {since}", texts::masked(address)),
        (Some(address), _) => format!("{}, with a seat, since {since}", texts::masked(address)),
        (None, Some(("link", _))) => format!("somebody with a link that was handed over, since {since}"),
        (None, _) => format!("somebody whose account is gone, since {since}"),
    }
}

/// The seats that wait in the party of whoever asks, where they may let somebody in.
pub(crate) async fn waiting_for(app: &App, seat: &Seat) -> Result<Vec<Waiting>, Oops> {
    Ok(waiting(app, seat).await?.into_iter().filter(|one| one.is_mine).collect())
}

/// All seats that wait in an alliance.
pub(crate) async fn waiting(app: &App, seat: &Seat) -> Result<Vec<Waiting>, Oops> {
    let asked = app.store.seats_asked(&seat.alliance).await?;
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let case = app.latest_case(&seat.alliance).await?;
    let speakers = app.store.speakers(&seat.alliance).await?;
    let own = Credential::of(app, seat).await?;
    let mut shown = Vec::new();
    for one in asked {
        let Some(account) = app.store.account(&one.account).await? else { continue };
        let Ok(party) = PartyId::parse(&one.party) else { continue };
        let begins = begins_on(&case, &one, app.world.today());
        shown.push(Waiting {
            party_name: case.whole.party_name(&party).to_owned(),
            name: account.name,
            address: account.address,
            asked_on: day_of(one.asked_at),
            is_mine: speakers.iter().any(|known| may_answer(known, &one, &own)),
            begins: begins.map(day).unwrap_or_default(),
            id: one.id,
            party,
        });
    }
    Ok(shown)
}

fn may_answer(speaker: &Speaker, asked: &SeatRequest, own: &Credential) -> bool {
    speaker.party == asked.party && speaker.is_established && own.is(&speaker.credential)
}

/// The day on which a seat begins without a word of the party: two weeks after all others agreed that nobody can be
/// reached who speaks for it.
fn begins_on(case: &Case, asked: &SeatRequest, today: Date) -> Option<Date> {
    let party = case.whole.parties.get(asked.party.as_str())?;
    if !not_yet_said(&case.whole, party, Absence::Silent, today).is_empty() {
        return None;
    }
    let said = party.absences.iter().filter(|said| said.value.absence == Absence::Silent).map(|said| said.on);
    let asked_on = TimeZone::UTC.to_datetime(asked.asked_at).date();
    said.max().map(|said| said.max(asked_on)).and_then(|from| from.checked_add(DAYS.days()).ok())
}

/// Asks those who speak for a party whether somebody is to speak for it too.
pub(crate) async fn ask(
    scene: &Scene,
    (party, person): (&str, &str),
    (account, name, address): (&str, &str, &str),
) -> Result<(), Oops> {
    let app = &scene.app;
    let asked = SeatRequest {
        id: app.world.id(),
        alliance: scene.seat.alliance.clone(),
        party: party.to_owned(),
        person: person.to_owned(),
        account: account.to_owned(),
        asked_by: scene.seat.who.account.clone(),
        asked_at: app.world.now(),
        told_on: String::new(),
    };
    mail::one_more(app, &scene.seat.alliance, address)?;
    if !app.store.ask_for_seat(&asked).await? {
        // It waits already: whoever presses twice asks once, and the link in the first mail is the one that answers.
        return Ok(());
    }
    tell(app, &asked, scene.name(), (name, address), None).await
}

/// Tells those who speak for the party of a request, each with a link of their own to answer by.
async fn tell(
    app: &App,
    asked: &SeatRequest,
    alliance: &str,
    who: (&str, &str),
    begins: Option<i64>,
) -> Result<(), Oops> {
    let case = app.latest_case(&asked.alliance).await?;
    let party = PartyId::parse(&asked.party).map_err(|_| Oops::NotFound)?;
    let name = case.whole.party_name(&party);
    for speaker in app.store.speakers(&asked.alliance).await? {
        if speaker.party != asked.party || !speaker.is_established {
            continue;
        }
        let Some(address) = &speaker.address else { continue };
        let link = app.address(&format!("/seats/asked/{}/{}", asked.id, token(app, asked, &speaker)));
        mail::send(app, &texts::seat_asked(address, (alliance, name), who, (&link, begins))?).await?;
    }
    Ok(())
}

/// What the link of one speaker to one request ends with.
pub(crate) fn token(app: &App, asked: &SeatRequest, speaker: &Speaker) -> String {
    app.house.token(&format!("seat {} {}", asked.id, speaker.credential))
}

/// Lets somebody in, or says no, on the page of seats.
pub(crate) async fn answer(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Redirect, Oops> {
    let word = answered(&app, &scene.seat, &id, &fields).await?;
    Ok(Redirect::to(&format!("{}?done={word}", scene.now("/seats"))))
}

/// Lets somebody in, or says no, by a personal link.
pub(crate) async fn answer_by_link(
    State(app): State<App>,
    guest: Guest,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Redirect, Oops> {
    let word = answered(&app, &guest.seat, &id, &fields).await?;
    Ok(Redirect::to(&format!("{}?done={word}", guest.base())))
}

async fn answered(app: &App, seat: &Seat, id: &str, fields: &Fields) -> Result<&'static str, Oops> {
    let asked = app.store.seats_asked(&seat.alliance).await?;
    let asked = asked.into_iter().find(|one| one.id == id).ok_or(Oops::NotFound)?;
    let own = Credential::of(app, seat).await?;
    let speakers = app.store.speakers(&seat.alliance).await?;
    if speakers.iter().any(|speaker| may_answer(speaker, &asked, &own)) {
        return end(app, &asked, fields).await;
    }
    // Whoever asked may take it back, and says nothing more by it.
    if asked.asked_by == seat.who.account && fields.text("say") == "back" {
        app.store.end_request(&asked, Outcome::TakenBack, app.world.now()).await?;
        return Ok("seat-refused");
    }
    Err(Oops::NotFound)
}

/// Ends a request as somebody who may says.
pub(crate) async fn end(app: &App, asked: &SeatRequest, fields: &Fields) -> Result<&'static str, Oops> {
    match fields.text("say") {
        "yes" => {
            begin(app, asked, Outcome::LetIn).await?;
            Ok("seated")
        }
        "no" => {
            app.store.end_request(asked, Outcome::Refused, app.world.now()).await?;
            Ok("seat-refused")
        }
        _ => Err(Oops::BadRequest("Say yes or no.".to_owned())),
    }
}

/// Begins a seat that was asked for.
async fn begin(app: &App, asked: &SeatRequest, outcome: Outcome) -> Result<(), Oops> {
    let now = app.world.now();
    let Some(account) = app.store.account(&asked.account).await? else { return Ok(()) };
    if !app.store.end_request(asked, outcome, now).await? {
        return Ok(());
    }
    let name = credential::by_account(&account.id);
    let speaks = (asked.party.as_str(), name.as_str());
    app.store.speak_for(&asked.alliance, speaks, Some(&account.address), true, now).await?;
    let case = app.latest_case(&asked.alliance).await?;
    let link = app.address(&format!("/a/{}", asked.alliance));
    mail::send(app, &texts::seat_begins(&account.address, &case.whole.name, &link)?).await
}

/// Looks, once a day, whether a seat that nobody answers for begins, and tells those who could answer.
pub(crate) async fn look(app: &App) -> Result<(), Oops> {
    let today = app.world.today();
    for asked in app.store.all_seats_asked(AT_ONCE).await? {
        let case = app.latest_case(&asked.alliance).await?;
        let Some(begins) = begins_on(&case, &asked, today) else { continue };
        if begins <= today {
            begin(app, &asked, Outcome::Agreed).await?;
            continue;
        }
        if asked.told_on == today.to_string() {
            continue;
        }
        let Some(account) = app.store.account(&asked.account).await? else { continue };
        let days = i64::from((begins - today).get_days());
        let who = (account.name.as_str(), account.address.as_str());
        tell(app, &asked, &case.whole.name, who, Some(days)).await?;
        app.store.told_of_seat(&asked.id, &today.to_string()).await?;
    }
    Ok(())
}

/// Tells all who speak for a party that consent was given in its name.
pub(crate) async fn tell_consent(app: &App, alliance: &str, party: &PartyId, what: &str) -> Result<(), Oops> {
    let case = app.latest_case(alliance).await?;
    let name = case.whole.party_name(party).to_owned();
    let link = app.address(&format!("/a/{alliance}"));
    let speakers = app.store.speakers(alliance).await?;
    let mut told: Vec<&str> = Vec::new();
    for speaker in speakers.iter().filter(|speaker| speaker.party == party.as_str()) {
        let Some(address) = speaker.address.as_deref().filter(|one| !told.contains(one)) else { continue };
        told.push(address);
        mail::send(app, &texts::consented(address, &case.whole.name, &name, what, &link)?).await?;
    }
    Ok(())
}

/// Says of another party that it has left, or that nobody can be reached who speaks for it.
pub(crate) async fn say_absent(
    scene: Scene,
    Path((_, party)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let party = PartyId::parse(&party).map_err(|_| Oops::NotFound)?;
    let mut form = Form::new(fields);
    let why = form.required("why", "why, in a sentence", 300);
    if form.is_wrong() {
        return Err(Oops::BadRequest("Say why, in a sentence; all parties read it.".to_owned()));
    }
    absent(&scene, party, Absence::Silent, why, "/seats").await.map_err(NotDone::into_oops)
}

/// Puts on the record what the party of a seat says of another.
pub(crate) async fn absent(
    scene: &Scene,
    party: PartyId,
    absence: Absence,
    why: String,
    to: &str,
) -> Result<Response, NotDone> {
    let by = scene.seat.party.clone().ok_or(Oops::NotFound)?;
    // Of one's own party one says it by its role.
    if by == party && absence == Absence::Left {
        let left = PartyRoleChanged { party, role: PartyRole::Left, why };
        scene.put(left, to, "saved").await?;
        return Ok(Redirect::to("/desk").into_response());
    }
    scene.put(AbsenceSaid { party, absence, by, why }, to, "said").await
}
