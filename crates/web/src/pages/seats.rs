//! Seats: who may see this alliance, as what; and the adviser's, which all parties give and any one takes back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::{Action, Resource, Role};
use rowlock_core::alliance::last_on;
use rowlock_core::gate;
use rowlock_store::{Account, Membership};

use super::parties::{name, names};
use crate::app::App;
use crate::auth::link;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::mail::{self, Post};
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// How many hours the first link to a seat is good: a week.
const HOURS: i64 = 7 * 24;

#[derive(Template)]
#[template(path = "pages/seats.html")]
struct Seats<'a> {
    frame: Frame,
    scene: &'a Scene,
    members: Vec<Member>,
    advisers: Vec<AdviserRow>,
    form: Form,
    adviser_form: Form,
    speakers: Vec<(String, String)>,
    /// A link to hand over, where no mail goes out: shown once.
    link: Option<(String, String)>,
    mails: bool,
    may_give: bool,
    may_invite: bool,
}

struct Member {
    account: String,
    name: String,
    /// Seen by whoever gives seats, and by whose it is.
    address: Option<String>,
    role: &'static str,
    party: String,
    is_me: bool,
}

struct AdviserRow {
    person: String,
    name: String,
    sees: bool,
    consents: Vec<(String, bool)>,
    /// What the party of whoever looks has said; none where they speak for no party.
    mine: Option<bool>,
}

/// What the two forms of the page hold.
#[derive(Default)]
pub(crate) struct Filled {
    pub seat: Form,
    pub adviser: Form,
    pub link: Option<(String, String)>,
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Filled::default()).await
}

/// The page with its forms.
pub(crate) async fn page(scene: &Scene, filled: Filled) -> Result<Page, Oops> {
    let names = names(scene).await?;
    let alliance = &scene.alliance;
    // Consent can be taken back as long as somebody has the seat, also when the alliance is over.
    let is_now = scene.is_newest();
    let day = if is_now { scene.today } else { scene.on };
    let consents = if is_now { &scene.case.whole } else { alliance };
    let may_give = scene.may(Action::Write, Resource::Alliance);
    let members = scene.app.store.members(&scene.seat.alliance).await?;
    let member = |(member, name, address): (Membership, String, String)| Member {
        is_me: member.account == scene.seat.who.account,
        address: (may_give || member.account == scene.seat.who.account).then_some(address),
        account: member.account,
        name,
        role: role_in_words(&member.role),
        party: alliance
            .parties
            .iter()
            .find(|(id, _)| Some(id.as_str()) == member.party.as_deref())
            .map_or_else(String::new, |(_, party)| party.joined.value.name.clone()),
    };
    let everybody: Vec<_> =
        alliance.signers(scene.on).into_iter().chain(alliance.candidates(scene.on)).collect();
    let mut speakers = vec![("viewer".to_owned(), "looks on, and speaks for nobody".to_owned())];
    for id in &everybody {
        for person in &alliance.parties[*id].joined.value.people {
            let who = name(&names, person.as_str());
            speakers.push((format!("{id}/{person}"), format!("{who}, for {}", alliance.party_name(id))));
        }
    }
    let advisers = consents.advisers.iter().map(|(person, entry)| {
        let said = |party: &rowlock_core::id::PartyId| {
            let given = entry.consents.get(party).and_then(|given| last_on(given, day));
            given.is_some_and(|given| given.value)
        };
        AdviserRow {
            person: person.to_string(),
            name: name(&names, person.as_str()),
            sees: gate::adviser_may_see(consents, person, day),
            consents: alliance
                .signers(scene.on)
                .into_iter()
                .map(|party| (alliance.party_name(party).to_owned(), said(party)))
                .collect(),
            mine: scene
                .seat
                .party
                .as_ref()
                .filter(|_| is_now && scene.seat.may(Action::Write, Resource::AdviserSeat))
                .map(said),
        }
    });
    Page::of(&Seats {
        frame: scene.frame("Seats", "focus", "seats"),
        members: members.into_iter().map(member).collect(),
        advisers: advisers.collect(),
        form: filled.seat,
        adviser_form: filled.adviser,
        speakers,
        link: filled.link,
        mails: scene.app.settings.post != Post::Nowhere,
        may_give,
        may_invite: scene.may(Action::Write, Resource::AdviserSeat),
        scene,
    })
}

fn role_in_words(role: &str) -> &'static str {
    match Role::ALL.iter().find(|known| known.word() == role) {
        Some(Role::Lead) => "leads",
        Some(Role::Partner) => "partner",
        Some(Role::Adviser) => "adviser",
        _ => "looks on",
    }
}

/// Opens an account where the address has none, and answers with it.
pub(crate) async fn account_for(app: &App, name: &str, address: &str) -> Result<Account, Oops> {
    let new = Account {
        id: app.world.id(),
        address: address.to_owned(),
        name: name.to_owned(),
        password_hash: None,
        created_at: app.world.now(),
    };
    Ok(app.store.open_account(&new).await?)
}

/// Sends the link to a seat, or answers with it where no mail goes out.
pub(crate) async fn tell(scene: &Scene, address: &str) -> Result<Option<(String, String)>, Oops> {
    let app = &scene.app;
    if app.settings.post != Post::Nowhere {
        mail::one_more(app, &scene.seat.alliance, address)?;
    }
    let link = link::make(app, address, HOURS).await?;
    if app.settings.post == Post::Nowhere {
        return Ok(Some((address.to_owned(), link)));
    }
    let letter = mail::texts::seat(address, &scene.seat.who.name, scene.name(), &link)?;
    mail::send_always(app, &letter).await?;
    Ok(None)
}

/// Gives a seat.
pub(crate) async fn give(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let name = form.required("your_name", "the name", 80);
    let address = form.address("address");
    let speaks = form.fields.text("speaks").to_owned();
    let (party, person) = speaks
        .split_once('/')
        .map_or((None, None), |(party, person)| (Some(party.to_owned()), Some(person.to_owned())));
    let alliance = &scene.alliance;
    let known = alliance.parties.iter().find(|(id, entry)| {
        Some(id.as_str()) == party.as_deref()
            && entry.joined.value.people.iter().any(|one| Some(one.as_str()) == person.as_deref())
    });
    if known.is_none() && speaks != "viewer" {
        form.say("speaks", "Choose whom they speak for.");
    }
    if form.is_wrong() {
        let filled = Filled { seat: form, ..Filled::default() };
        return page(&scene, filled).await.map(IntoResponse::into_response);
    }
    let account = account_for(&app, &name, &address).await?;
    if account.id == scene.seat.who.account {
        form.say("address", "This is your own address; you have a seat already.");
        let filled = Filled { seat: form, ..Filled::default() };
        return page(&scene, filled).await.map(IntoResponse::into_response);
    }
    let leads = known.is_some_and(|(id, _)| alliance.lead_on(scene.on) == Some(id));
    let role = match (known.is_some(), leads) {
        (true, true) => Role::Lead,
        (true, false) => Role::Partner,
        (false, _) => Role::Viewer,
    };
    let member = Membership { account: account.id, role: role.word().to_owned(), party, person };
    app.store.seat(&scene.seat.alliance, &member, app.world.now()).await?;
    match tell(&scene, &address).await? {
        None => Ok(Redirect::to(&format!("{}?done=seated", scene.now("/seats"))).into_response()),
        link => page(&scene, Filled { link, ..Filled::default() }).await.map(IntoResponse::into_response),
    }
}

/// Takes a seat back. The lead cannot take their own, so that somebody can always write.
pub(crate) async fn end(
    State(app): State<App>,
    scene: Scene,
    Path((_, account)): Path<(String, String)>,
) -> Result<Redirect, Oops> {
    if account == scene.seat.who.account {
        return Err(Oops::BadRequest("You cannot take your own seat back: somebody has to lead.".to_owned()));
    }
    app.store.unseat(&scene.seat.alliance, &account).await?;
    Ok(Redirect::to(&format!("{}?done=unseated", scene.now("/seats"))))
}
