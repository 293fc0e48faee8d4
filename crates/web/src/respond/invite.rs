//! Personal links: made from the key of the installation and the id of the invitation, so that no store holds them.

use jiff::{SignedDuration, Timestamp};
use rowlock_core::fact::RoundForm;
use rowlock_core::id::RoundId;
use rowlock_store::{Invitation, NewInvitation, Person, Turn, token_hash};

use crate::app::App;
use crate::case::Case;
use crate::mail::{self, Post, texts};
use crate::oops::Oops;
use crate::words::day_of;
use crate::{credential, packs};

/// A link that was made for somebody.
#[derive(Debug, Clone)]
pub struct Invited {
    /// The name, or the id where none is known.
    pub name: String,
    /// The link.
    pub link: String,
}

/// How long nobody is reminded again.
const DAY: SignedDuration = SignedDuration::from_hours(24);

pub(crate) fn token(app: &App, invitation: &str) -> String {
    app.house.token(&format!("invitation {invitation}"))
}

/// The link of an invitation.
pub(crate) fn link(app: &App, invitation: &str) -> String {
    app.address(&format!("/r/{}", token(app, invitation)))
}

/// Makes an invitation, in the place of any before it, and sends it where that is wanted.
pub(crate) async fn make(
    app: &App,
    alliance: &str,
    case: &Case,
    round: &str,
    person: &Person,
    way: Way<'_>,
) -> Result<String, Oops> {
    make_for(app, (alliance, case, round), person, way, app.settings.link_hours).await
}

/// Makes an invitation that is good for so many hours.
pub(crate) async fn make_for(
    app: &App,
    (alliance, case, round): (&str, &Case, &str),
    person: &Person,
    way: Way<'_>,
    hours: i64,
) -> Result<String, Oops> {
    let errand = Errand { alliance, name: &case.whole.name, place: round, person, way, hours, path: "/r/" };
    let letter = |address: &str, link: &str, expires_at: Timestamp| {
        texts::invitation(address, &asking(app, case, round, &person.name, expires_at)?, link)
    };
    hand_out(app, &errand, letter).await
}

/// How a link reaches whoever it is for, and who sees to it.
#[derive(Clone, Copy)]
pub(crate) struct Way<'a> {
    /// Whether it goes by mail, and so to nobody but whoever has the address.
    pub by_mail: bool,
    /// The account that makes it; none: the program does.
    pub made_by: Option<&'a str>,
}

/// A link that is to be made.
pub(crate) struct Errand<'a> {
    /// In which alliance.
    pub alliance: &'a str,
    /// What people call it.
    pub name: &'a str,
    /// To what: a round, or the place of diligence packs.
    pub place: &'a str,
    /// For whom, and where mail reaches them.
    pub person: &'a Person,
    /// How.
    pub way: Way<'a>,
    /// For how long it is good.
    pub hours: i64,
    /// The path that the token follows.
    pub path: &'a str,
}

impl Errand<'_> {
    /// The address that the link goes to; none: it is handed over.
    fn address(&self) -> Option<&str> {
        self.person.address.as_deref().filter(|_| self.way.by_mail)
    }

    /// The invitation of the same person to the same place that is still good for something.
    async fn before(&self, app: &App) -> Result<Option<Invitation>, Oops> {
        let invitations = app.store.invitations(self.alliance, self.place).await?;
        let theirs = |known: &Invitation| known.person == self.person.id && known.revoked_at.is_none();
        Ok(invitations.into_iter().find(theirs))
    }

    /// Whether what was saved at the place, if anything was, is held by whoever the link goes to. Anybody else is another
    /// credential: they read nothing that was saved before.
    pub async fn goes_where_it_went(&self, app: &App) -> Result<bool, Oops> {
        let holder = app.store.holder(self.alliance, self.place, &self.person.id).await?;
        let goes_to = self.address().map(|address| credential::by_mail(app, address));
        Ok(holder.is_none() || holder == goes_to)
    }

    /// Tells those whom links for this person reached before that they go elsewhere now.
    async fn tell_the_old(&self, app: &App) -> Result<(), Oops> {
        let known = app.store.people(self.alliance).await?;
        let known =
            known.into_iter().find(|known| known.id == self.person.id).and_then(|known| known.address);
        let before = self.before(app).await?;
        let mut old: Vec<String> =
            known.into_iter().chain(before.and_then(|before| before.address)).collect();
        old.sort();
        old.dedup();
        for address in old.iter().filter(|old| Some(old.as_str()) != self.address()) {
            let now = self.address().map(texts::masked);
            let about = app.address("/about");
            mail::send(app, &texts::moved(address, self.name, now.as_deref(), &about)?).await?;
        }
        Ok(())
    }
}

/// Makes a link, in the place of any before it, and sends it with its letter where that is wanted.
pub(crate) async fn hand_out(
    app: &App,
    errand: &Errand<'_>,
    letter: impl FnOnce(&str, &str, Timestamp) -> Result<mail::Mail, Oops>,
) -> Result<String, Oops> {
    let Errand { alliance, place, person, .. } = *errand;
    let now = app.world.now();
    if let Some(address) = errand.address() {
        mail::one_more(app, alliance, address)?;
    }
    errand.tell_the_old(app).await?;
    if !errand.goes_where_it_went(app).await? {
        app.store.drop_draft(alliance, place, &person.id).await?;
    }
    app.store.name_person(alliance, person).await?;
    app.store.revoke_invitations((alliance, place, &person.id), now).await?;
    let id = app.world.id();
    let expires_at = app.world.in_hours(errand.hours);
    let invitation = NewInvitation {
        id: id.clone(),
        round: place.to_owned(),
        person: person.id.clone(),
        token_hash: token_hash(&token(app, &id)),
        expires_at,
        address: errand.address().map(str::to_owned),
        made_by: errand.way.made_by.map(str::to_owned),
    };
    let link = app.address(&format!("{}{}", errand.path, token(app, &id)));
    let mail = match errand.address() {
        Some(address) => Some(mail::queued(app, &letter(address, &link, expires_at)?)?),
        None => None,
    };
    app.store.invite(alliance, &invitation, mail.as_ref(), now).await?;
    Ok(link)
}

/// Takes a link to a place back.
pub(crate) async fn revoke(app: &App, alliance: &str, place: &str, invitation: &str) -> Result<(), Oops> {
    let known = app.store.invitations(alliance, place).await?;
    known.iter().find(|known| known.id == invitation).ok_or(Oops::NotFound)?;
    Ok(app.store.turn_invitation(invitation, Turn::Revoked, app.world.now()).await?)
}

/// Makes a link for everybody who is asked in the open rounds of an alliance, without sending any.
///
/// # Errors
/// One sentence, when the alliance is not there or the store fails.
pub async fn invite_quietly(app: &App, alliance: &str) -> Result<Vec<Invited>, String> {
    let told = |error: Oops| format!("{error:?}");
    let case = app.latest_case(alliance).await.map_err(told)?;
    let people = app.store.people(alliance).await.map_err(|error| error.to_string())?;
    let today = app.world.today();
    let mut invited = Vec::new();
    for (id, round) in &case.whole.rounds {
        if round.state(today) != rowlock_core::alliance::RoundState::Open {
            continue;
        }
        for respondent in &round.drafted.value.respondents {
            if round.submitted.contains_key(&respondent.person) {
                continue;
            }
            let known = people.iter().find(|person| person.id == respondent.person.as_str()).cloned();
            let person = known.unwrap_or_else(|| Person {
                id: respondent.person.to_string(),
                name: respondent.person.to_string(),
                address: None,
            });
            let way = Way { by_mail: false, made_by: None };
            let link = make(app, alliance, &case, id.as_str(), &person, way).await.map_err(told)?;
            invited.push(Invited { name: person.name, link });
        }
    }
    Ok(invited)
}

/// What mails on a round say of it.
fn asking(app: &App, case: &Case, round: &str, name: &str, until: Timestamp) -> Result<texts::Asking, Oops> {
    let round = RoundId::parse(round).map_err(|_| Oops::NotFound)?;
    let round = case.whole.rounds.get(&round).ok_or(Oops::NotFound)?;
    let drafted = &round.drafted.value;
    Ok(texts::Asking {
        name: name.to_owned(),
        alliance: case.whole.name.clone(),
        asked_by: drafted.asked_by.clone(),
        minutes: app.framework.rounds.minutes(drafted.form),
        until: day_of(until),
    })
}

/// Reminds one person by mail, if the round is open, the answers are missing, and it was not done within a day; answers
/// whether a mail goes out.
pub(crate) async fn remind(app: &App, invitation: &Invitation) -> Result<bool, Oops> {
    let now = app.world.now();
    let lately = invitation.reminded_at.is_some_and(|then| now.duration_since(then) < DAY);
    if app.settings.post == Post::Nowhere
        || invitation.done_at.is_some()
        || !invitation.is_good(now)
        || lately
    {
        return Ok(false);
    }
    if packs::invite::read(invitation).is_some() {
        return packs::invite::remind(app, invitation).await;
    }
    let case = app.latest_case(&invitation.alliance).await?;
    let open =
        case.whole.rounds.iter().find(|(id, _)| id.as_str() == invitation.round).is_some_and(|(_, round)| {
            round.state(app.world.today()) == rowlock_core::alliance::RoundState::Open
        });
    let people = app.store.people(&invitation.alliance).await?;
    let person = people.iter().find(|person| person.id == invitation.person);
    let mut mailed = false;
    // A link goes where it went, whatever address is typed for the person meanwhile.
    if let (true, Some(address)) = (open, &invitation.address) {
        let name = person.map_or("", |person| person.name.as_str());
        let asking = asking(app, &case, &invitation.round, name, invitation.expires_at)?;
        let text = texts::reminder(address, &asking, &link(app, &invitation.id))?;
        mailed = mail::goes_out(app, &text).await?;
    }
    // Also where there is nobody to write to: those whose turn it is come one after the other.
    app.store.turn_invitation(&invitation.id, Turn::Reminded, now).await?;
    Ok(mailed)
}

/// Tells everybody who answered, by mail, that a round is locked.
pub(crate) async fn tell_locked(app: &App, alliance: &str, round: &str) -> Result<(), Oops> {
    if app.settings.post == Post::Nowhere {
        return Ok(());
    }
    let case = app.latest_case(alliance).await?;
    let people = app.store.people(alliance).await?;
    let found = case.whole.rounds.iter().find(|(id, _)| id.as_str() == round);
    if found.is_none_or(|(_, round)| round.drafted.value.form == RoundForm::Pulse) {
        return Ok(());
    }
    let invitations = app.store.invitations(alliance, round).await?;
    let done = invitations.iter().filter(|one| one.done_at.is_some() && one.is_good(app.world.now()));
    for invitation in done {
        let Some(address) = &invitation.address else { continue };
        let name = people.iter().find(|person| person.id == invitation.person);
        let name = name.map_or("", |person| person.name.as_str());
        let link = format!("{}/result", link(app, &invitation.id));
        mail::send(app, &texts::locked(address, name, &case.whole.name, &link)?).await?;
    }
    Ok(())
}

/// Notes that whoever a link is for has opened it: from now on they speak for their party.
pub(crate) async fn opened(app: &App, invitation: &Invitation) -> Result<(), Oops> {
    let now = app.world.now();
    app.store.turn_invitation(&invitation.id, Turn::Opened, now).await?;
    if invitation.opened_at.is_some() {
        return Ok(());
    }
    let case = app.latest_case(&invitation.alliance).await?;
    let Some(party) = credential::party_of(&case, invitation) else { return Ok(()) };
    let name = credential::of_invitation(app, invitation);
    let speaks = (party.as_str(), name.as_str());
    Ok(app.store.speak_for(&invitation.alliance, speaks, invitation.address.as_deref(), false, now).await?)
}
