//! Seats: who may see this alliance, as what; and the adviser's, which all parties give and any one takes back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::{Action, Resource, Role};
use rowlock_core::alliance::last_on;
use rowlock_core::gate;
use rowlock_core::id::PartyId;
use rowlock_store::{Account, Membership};

use super::parties::{name, names};
use super::speakers::{self, Waiting, in_words, waiting};
use crate::app::App;
use crate::auth::link;
use crate::case::Scene;
use crate::credential;
use crate::form::{Fields, Form};
use crate::mail::{self, Post, texts};
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
    /// Seats that wait for a word.
    waiting: Vec<Waiting>,
    /// Who speaks for each party, or did, as far as others may see it.
    spoken_for: Vec<(String, Vec<String>)>,
    /// What became of a seat that was given to somebody with an account, where no mail goes out.
    told: Option<String>,
}

impl Seats<'_> {
    /// Whether the party of whoever looks may say that nobody can be reached who speaks for another.
    fn may_say_silent(&self, party: &PartyId) -> bool {
        self.may_invite && self.scene.seat.party.as_ref().is_some_and(|own| own != party)
    }
}

struct Member {
    account: String,
    name: String,
    /// Whole for whoever gives seats and for whose it is; masked for all others.
    address: String,
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
    pub told: Option<String>,
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
        address: if may_give || member.account == scene.seat.who.account {
            address
        } else {
            texts::masked(&address)
        },
        account: member.account,
        name,
        role: role_in_words(&member.role),
        party: alliance
            .parties
            .iter()
            .find(|(id, _)| Some(id.as_str()) == member.party.as_deref())
            .map_or_else(String::new, |(_, party)| party.joined.value.name.clone()),
    };
    // A candidate has no seat, which would show it the other candidates.
    let everybody = alliance.signers(scene.on);
    let known_speakers = scene.app.store.speakers(&scene.seat.alliance).await?;
    let spoken_for = everybody.iter().filter_map(|party| {
        let theirs = known_speakers.iter().filter(|one| one.party == party.as_str());
        let theirs: Vec<String> = theirs.map(in_words).collect();
        (!theirs.is_empty()).then(|| (alliance.party_name(party).to_owned(), theirs))
    });
    let spoken_for = spoken_for.collect();
    let mut choices = vec![("viewer".to_owned(), "looks on, and speaks for nobody".to_owned())];
    for id in &everybody {
        for person in &alliance.parties[*id].joined.value.people {
            let who = name(&names, person.as_str());
            choices.push((format!("{id}/{person}"), format!("{who}, for {}", alliance.party_name(id))));
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
        speakers: choices,
        link: filled.link,
        mails: scene.app.settings.post != Post::Nowhere,
        may_give,
        may_invite: scene.may(Action::Write, Resource::AdviserSeat),
        waiting: if is_now { waiting(&scene.app, &scene.seat).await? } else { Vec::new() },
        spoken_for,
        told: filled.told,
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

/// The account at an address, which is opened where there is none; and whether this opened it.
pub(crate) async fn account_for(app: &App, name: &str, address: &str) -> Result<(Account, bool), Oops> {
    let new = Account {
        id: app.world.id(),
        address: address.to_owned(),
        name: name.to_owned(),
        password_hash: None,
        created_at: app.world.now(),
    };
    let account = app.store.open_account(&new).await?;
    let is_new = account.id == new.id;
    Ok((account, is_new))
}

/// Tells somebody of their seat: by mail, or where none goes out by a link to hand over, which is shown only for an
/// account that was opened just now. Nobody is shown a link to an account that somebody else has.
pub(crate) async fn tell(scene: &Scene, account: &Account, is_new: bool) -> Result<Filled, Oops> {
    let (app, address) = (&scene.app, &account.address);
    if app.settings.post != Post::Nowhere {
        mail::one_more(app, &scene.seat.alliance, address)?;
        let link = link::make(app, address, HOURS, true).await?;
        mail::send_always(app, &texts::seat(address, &scene.seat.who.name, scene.name(), &link)?).await?;
        return Ok(Filled::default());
    }
    if is_new {
        let link = link::make(app, address, HOURS, false).await?;
        return Ok(Filled { link: Some((address.clone(), link)), ..Filled::default() });
    }
    let told = format!("{address} has an account here: the seat is there when they sign in next.");
    Ok(Filled { told: Some(told), ..Filled::default() })
}

/// Gives a seat, or asks those who speak for the party already.
pub(crate) async fn give(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let name = form.required("your_name", "the name", 80);
    let address = form.address("address");
    let speaks = form.fields.text("speaks").to_owned();
    let (party, person) = speaks
        .split_once('/')
        .map_or((None, None), |(party, person)| (Some(party.to_owned()), Some(person.to_owned())));
    let alliance = &scene.alliance;
    let signers = alliance.signers(scene.today);
    let known = alliance.parties.iter().find(|(id, entry)| {
        Some(id.as_str()) == party.as_deref()
            && signers.contains(id)
            && entry.joined.value.people.iter().any(|one| Some(one.as_str()) == person.as_deref())
    });
    if known.is_none() && speaks != "viewer" {
        form.say("speaks", "Choose whom they speak for.");
    }
    let members = app.store.members(&scene.seat.alliance).await?;
    if address == scene.seat.who.address {
        form.say("address", "This is your own address; you have a seat already.");
    } else if members.iter().any(|(.., known)| *known == address) {
        form.say("address", "Whoever has this address has a seat here already, and it stays as it is.");
    }
    if form.is_wrong() {
        let filled = Filled { seat: form, ..Filled::default() };
        return page(&scene, filled).await.map(IntoResponse::into_response);
    }
    let (account, is_new) = account_for(&app, &name, &address).await?;
    let leads = known.is_some_and(|(id, _)| alliance.lead_on(scene.today) == Some(id));
    if let Some((party, person)) = known.map(|(id, _)| id).zip(person.as_deref())
        && !may_begin(&scene, party, &address).await?
    {
        let who = (account.id.as_str(), account.name.as_str(), address.as_str());
        speakers::ask(&scene, (party.as_str(), person), who).await?;
        return Ok(Redirect::to(&format!("{}?done=seat-waits", scene.now("/seats"))).into_response());
    }
    let role = match (known.is_some(), leads) {
        (true, true) => Role::Lead,
        (true, false) => Role::Partner,
        (false, _) => Role::Viewer,
    };
    let member = Membership {
        account: account.id.clone(),
        role: role.word().to_owned(),
        party: party.clone(),
        person,
    };
    if !app.store.seat(&scene.seat.alliance, &member, app.world.now()).await? {
        form.say("address", "Whoever has this address has a seat here already, and it stays as it is.");
        let filled = Filled { seat: form, ..Filled::default() };
        return page(&scene, filled).await.map(IntoResponse::into_response);
    }
    if let Some(party) = party.filter(|_| known.is_some()) {
        let credential = credential::by_account(&account.id);
        let (alliance, speaks) = (&scene.seat.alliance, (party.as_str(), credential.as_str()));
        app.store.speak_for(alliance, speaks, Some(&address), true, app.world.now()).await?;
    }
    match tell(&scene, &account, is_new).await? {
        Filled { link: None, told: None, .. } => {
            Ok(Redirect::to(&format!("{}?done=seated", scene.now("/seats"))).into_response())
        }
        filled => page(&scene, filled).await.map(IntoResponse::into_response),
    }
}

/// Whether a seat for a party begins with a word of the lead alone: for the lead's own party, for one that nobody has
/// ever spoken for, and for the very address that speaks for it already. Else those who speak for it are asked.
async fn may_begin(scene: &Scene, party: &PartyId, address: &str) -> Result<bool, Oops> {
    if scene.seat.party.as_ref() == Some(party) {
        return Ok(true);
    }
    let speakers = scene.app.store.speakers(&scene.seat.alliance).await?;
    let mut theirs = speakers.iter().filter(|one| one.party == party.as_str()).peekable();
    if theirs.peek().is_none() {
        return Ok(true);
    }
    // Without mail whoever opened an account at an address may not be the one who reads mail there.
    let mails = scene.app.settings.post != Post::Nowhere;
    Ok(mails && theirs.any(|one| one.is_established && one.address.as_deref() == Some(address)))
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
