//! Personal links: made from the key of the installation and the id of the invitation, so that no store holds them.

use jiff::{SignedDuration, Timestamp};
use rowlock_core::fact::RoundForm;
use rowlock_core::id::RoundId;
use rowlock_store::{Invitation, NewInvitation, Person, Turn, token_hash};

use crate::app::App;
use crate::case::Case;
use crate::mail::{self, Post, texts};
use crate::oops::Oops;
use crate::packs;
use crate::words::day_of;

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
    by_mail: bool,
) -> Result<String, Oops> {
    make_for(app, (alliance, case, round), person, by_mail, app.settings.link_hours).await
}

/// Makes an invitation that is good for so many hours.
pub(crate) async fn make_for(
    app: &App,
    (alliance, case, round): (&str, &Case, &str),
    person: &Person,
    by_mail: bool,
    hours: i64,
) -> Result<String, Oops> {
    let errand = Errand { alliance, place: round, person, by_mail, hours, path: "/r/" };
    let letter = |address: &str, link: &str, expires_at: Timestamp| {
        texts::invitation(address, &asking(app, case, round, &person.name, expires_at)?, link)
    };
    hand_out(app, &errand, letter).await
}

/// A link that is to be made.
pub(crate) struct Errand<'a> {
    /// In which alliance.
    pub alliance: &'a str,
    /// To what: a round, or the place of diligence packs.
    pub place: &'a str,
    /// For whom.
    pub person: &'a Person,
    /// Whether it goes by mail.
    pub by_mail: bool,
    /// For how long it is good.
    pub hours: i64,
    /// The path that the token follows.
    pub path: &'a str,
}

impl Errand<'_> {
    /// Whether the link goes by mail to where the one before it went. Whoever makes another kind of link must not
    /// read by it what was saved under the old one.
    pub async fn goes_where_it_went(&self, app: &App) -> Result<bool, Oops> {
        let before = app.store.people(self.alliance).await?;
        let before = before.into_iter().find(|known| known.id == self.person.id);
        let invitations = app.store.invitations(self.alliance, self.place).await?;
        let newest = invitations.iter().find(|known| known.person == self.person.id);
        Ok(self.by_mail
            && newest.is_some_and(|newest| newest.sent_at.is_some())
            && before.is_some_and(|before| before.address == self.person.address))
    }
}

/// Makes a link, in the place of any before it, and sends it with its letter where that is wanted.
pub(crate) async fn hand_out(
    app: &App,
    errand: &Errand<'_>,
    letter: impl FnOnce(&str, &str, Timestamp) -> Result<mail::Mail, Oops>,
) -> Result<String, Oops> {
    let Errand { alliance, place, person, by_mail, .. } = *errand;
    let now = app.world.now();
    if let (Some(address), true) = (&person.address, by_mail) {
        mail::one_more(app, alliance, address)?;
    }
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
        sent: by_mail,
    };
    let link = app.address(&format!("{}{}", errand.path, token(app, &id)));
    let mail = match (&person.address, by_mail) {
        (Some(address), true) => Some(mail::queued(app, &letter(address, &link, expires_at)?)?),
        _ => None,
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
            let link = make(app, alliance, &case, id.as_str(), &person, false).await.map_err(told)?;
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
    if let (true, Some(person)) = (open, person)
        && let Some(address) = &person.address
    {
        let asking = asking(app, &case, &invitation.round, &person.name, invitation.expires_at)?;
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
    let mut told: Vec<&str> = Vec::new();
    let invitations = app.store.invitations(alliance, round).await?;
    for invitation in &invitations {
        let person = people.iter().find(|person| person.id == invitation.person);
        let Some(person) =
            person.filter(|person| invitation.done_at.is_some() && !told.contains(&person.id.as_str()))
        else {
            continue;
        };
        let good = invitation.is_good(app.world.now()) && invitation.sent_at.is_some();
        if let Some(address) = person.address.as_ref().filter(|_| good) {
            told.push(&person.id);
            let link = format!("{}/result", link(app, &invitation.id));
            mail::send(app, &texts::locked(address, &person.name, &case.whole.name, &link)?).await?;
        }
    }
    Ok(())
}
