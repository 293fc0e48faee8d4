//! The word that whoever was handed a link closes it with. Whoever made the link has it too; the word keeps what is
//! saved from them: the key of the sheet is wrapped under it, and is nowhere else.

use argon2::Argon2;
use axum::http::HeaderMap;
use jiff::ToSpan;
use rowlock_core::id::PersonId;
use rowlock_core::seal::{HouseKey, Keyring, Seed, Subject, hex};
use rowlock_store::{Invitation, OwnWord};

use crate::app::App;
use crate::guard::cookie;
use crate::oops::Oops;
use crate::packs;

/// The fewest characters of a word.
pub(crate) const SHORTEST: usize = 4;
/// The most.
pub(crate) const LONGEST: usize = 200;
/// How many wrong words come before the first pause.
const FREE_TRIES: u32 = 5;
/// The longest pause between tries, in minutes.
const LONGEST_PAUSE: i64 = 60;

/// What a link is closed with, opened by the word: kept by the browser, wrapped around the key of the sheet.
pub(crate) struct Opened {
    /// The value of the cookie.
    pub cookie: String,
    /// The key of the sheet.
    pub ring: Keyring,
}

/// The name of the cookie that opens a link in one browser.
pub(crate) fn cookie_name(invitation: &Invitation) -> String {
    let short: String = invitation.id.chars().take(16).collect();
    format!("__Host-word-{short}")
}

/// What is sealed under the key of a link's sheet.
fn subject(invitation: &Invitation) -> Option<Subject> {
    match packs::invite::read(invitation) {
        Some((exchange, party)) => Some(Subject::pack(&exchange, &party)),
        None => PersonId::parse(&invitation.person).ok().map(|person| Subject::answers(&person)),
    }
}

/// Whether a link asks for a word: it was handed over, so that whoever made it has it too.
pub(crate) fn asks(invitation: &Invitation) -> bool {
    invitation.address.is_none()
}

async fn derived(word: &str, salt: &str) -> Result<[u8; 32], Oops> {
    let (word, salt) = (word.trim().to_owned(), salt.to_owned());
    let work = move || {
        let mut key = [0; 32];
        Argon2::default().hash_password_into(word.as_bytes(), salt.as_bytes(), &mut key).map(|()| key)
    };
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| Oops::Internal(error.to_string()))?;
    done.map_err(|error| Oops::Internal(error.to_string()))
}

fn open(invitation: &Invitation, known: &OwnWord, key: &[u8; 32]) -> Option<Opened> {
    let subject = subject(invitation)?;
    let mut ring = Keyring::default();
    ring.unwrap_in(&HouseKey::new(&Seed(*key)), &invitation.id, subject.as_str(), &known.key).ok()?;
    Some(Opened { cookie: hex(key), ring })
}

/// Sets the word of a link, once, and opens the link by it; none: it was set meanwhile.
pub(crate) async fn set(app: &App, invitation: &Invitation, word: &str) -> Result<Option<Opened>, Oops> {
    let subject = subject(invitation).ok_or(Oops::NotFound)?;
    let salt = hex(&app.world.seed().0[..16]);
    let key = derived(word, &salt).await?;
    let mut ring = Keyring::default();
    ring.create(&subject, &app.world.seed());
    let wrapped = ring.wrapped(&HouseKey::new(&Seed(key)), &invitation.id, &app.world.seed())?;
    let (_, wrapped) = wrapped.into_iter().next().ok_or(Oops::NotFound)?;
    let is_set = app.store.set_word(&invitation.id, (&salt, &wrapped), app.world.now()).await?;
    Ok(is_set.then(|| Opened { cookie: hex(&key), ring }))
}

/// How a try at the word of a link came out.
pub(crate) enum Tried {
    /// It is the word.
    Right(Opened),
    /// It is not.
    Wrong,
    /// Too many wrong ones came before: there is a pause of so many minutes.
    Pause(i64),
}

/// Tries a word. Wrong ones make the pauses longer; the right one ends them.
pub(crate) async fn try_it(app: &App, invitation: &Invitation, word: &str) -> Result<Tried, Oops> {
    let Some(known) = app.store.own_word(&invitation.id).await? else { return Ok(Tried::Wrong) };
    let now = app.world.now();
    if let Some(missed) = known.missed_at.filter(|_| known.misses >= FREE_TRIES) {
        let pause = 1_i64
            .checked_shl(known.misses - FREE_TRIES)
            .map_or(LONGEST_PAUSE, |minutes| minutes.clamp(1, LONGEST_PAUSE));
        if missed.checked_add(pause.minutes()).is_ok_and(|until| until > now) {
            return Ok(Tried::Pause(pause));
        }
    }
    app.store.try_word(&invitation.id, now).await?;
    let key = derived(word, &known.salt).await?;
    let Some(opened) = open(invitation, &known, &key) else { return Ok(Tried::Wrong) };
    app.store.word_was_right(&invitation.id).await?;
    Ok(Tried::Right(opened))
}

/// The key of the sheet, where the browser has what the word opens.
pub(crate) async fn by_cookie(
    app: &App,
    invitation: &Invitation,
    headers: &HeaderMap,
) -> Result<Option<Keyring>, Oops> {
    let Some(value) = cookie(headers, &cookie_name(invitation)) else { return Ok(None) };
    let Some(key) = unhex(value) else { return Ok(None) };
    let Some(known) = app.store.own_word(&invitation.id).await? else { return Ok(None) };
    Ok(open(invitation, &known, &key).map(|opened| opened.ring))
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let byte = |place: usize| u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok();
    let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
    bytes?.try_into().ok()
}
