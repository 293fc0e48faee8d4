//! Taking in a case that was handed over: opening its file, and putting it into the store, whole or not at all.

use axum::extract::multipart::{Multipart, MultipartError};
use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::decide::decide;
use rowlock_core::fact::{Actor, TakenOver};
use rowlock_core::gate::{self, Luggage};
use rowlock_core::record::{NewFact, Record};
use rowlock_core::seal::{Keyring, Subject};
use rowlock_files::hand_over::{OpenError, Opened, Passphrase, open};
use rowlock_store::{MovedEvidence, Person, Write};

use crate::app::App;
use crate::case::{Case, NotDone};
use crate::oops::Oops;
use crate::words::sentence;
use crate::{credential, found};

/// What sealing adds to a file of evidence, in bytes.
const SEAL: u64 = 40;

/// A file that somebody brings, with its passphrase and who they say they are.
pub(crate) struct Brought {
    file: Vec<u8>,
    passphrase: Passphrase,
    /// Who they say they are, where that is asked.
    pub person: String,
}

impl Brought {
    /// What came with a form, or what is wrong with it in words.
    pub async fn of(mut parts: Multipart) -> Result<Result<Self, String>, Oops> {
        let unreadable = |error: MultipartError| Oops::BadRequest(error.body_text());
        let (mut file, mut passphrase, mut person) = (Vec::new(), String::new(), String::new());
        while let Some(part) = parts.next_field().await.map_err(unreadable)? {
            match part.name() {
                Some("file") => file = part.bytes().await.map_err(unreadable)?.to_vec(),
                Some("passphrase") => passphrase = part.text().await.map_err(unreadable)?,
                Some("person") => person = part.text().await.map_err(unreadable)?,
                _ => {}
            }
        }
        if file.is_empty() {
            return Ok(Err("Choose a file first.".to_owned()));
        }
        Ok(match Passphrase::read(&passphrase) {
            Ok(passphrase) => Ok(Self { file, passphrase, person }),
            Err(error) => Err(format!("{} Nothing was taken in.", sentence(&error.to_string()))),
        })
    }
}

/// The case in a file, or what was found in words. One file is opened at a time, since it takes memory by intention.
pub(crate) async fn opened(app: &App, brought: Brought) -> Result<Result<Opened, String>, Oops> {
    let _one_at_a_time = app.hand_overs.acquire().await.map_err(|error| Oops::Internal(error.to_string()))?;
    let opening = tokio::task::spawn_blocking(move || open(&brought.file, &brought.passphrase));
    let opened = opening.await.map_err(|error| Oops::Internal(error.to_string()))?;
    Ok(opened.map_err(|error| format!("{} Nothing was taken in.", in_words(&error))))
}

/// An error with its way out.
pub(crate) fn in_words(error: &OpenError) -> String {
    format!("{} {}", sentence(&error.to_string()), sentence(error.hint()))
}

/// Puts a case into the store: a new one, or what was written elsewhere after `head` facts of one that is there.
/// That it was taken in comes on the record as its last fact.
pub(crate) async fn take(
    app: &App,
    (id, head): (&str, Option<u64>),
    opened: Opened,
    actor: &Actor,
    mut writes: Vec<Write>,
) -> Result<(), NotDone> {
    let mut record = opened.record;
    let whole = record.alliance(Date::MAX, Date::MAX);
    let Some(gone) = whole.lives_elsewhere() else {
        return Err(Oops::BadRequest("The record does not say that it was handed over.".to_owned()).into());
    };
    let made = gone.made.as_ref().map_or(gone.asked.on, |made| made.on);
    let along = gate::luggage(&whole, gone, made);
    let mut keys = opened.keys;
    keys.keep(&along.keys.iter().cloned().collect::<Vec<Subject>>());
    let mut ring = if head.is_some() { app.ring(id).await? } else { Keyring::default() };
    ring.absorb(&keys);
    let without = gate::rounds_without(&whole, &along, &ring);
    let taken = TakenOver { hand_over: gone.asked.value.hand_over.clone(), without };
    // Where it was handed over it may have been a day later than it is here.
    let on = app.world.today().max(made);
    append(app, &mut record, &whole, on, actor, taken)?;
    writes.extend(credential::held_elsewhere(&whole));
    writes.extend(evidence(&along, opened.evidence).map(Write::Evidence));
    let here: Vec<String> = app.store.people(id).await?.into_iter().map(|person| person.id).collect();
    let named = opened.manifest.people.into_iter().filter(|one| !here.contains(&one.person));
    let named: Vec<Person> =
        named.map(|one| Person { id: one.person, name: one.name, address: None }).collect();
    let is_new = |one: &Person| !here.contains(&one.id) && named.iter().all(|known| known.id != one.id);
    writes.extend(found::people(&whole).into_iter().filter(is_new).map(Write::Person));
    writes.extend(named.into_iter().map(Write::Person));
    let whole = record.alliance(Date::MAX, Date::MAX);
    app.forget(id);
    app.store_case(id, head, Case { record, ring: keys, wrapped: Vec::new(), whole }, writes)
        .await
        .map(|_| ())
}

fn append(
    app: &App,
    record: &mut Record,
    whole: &Alliance,
    on: Date,
    actor: &Actor,
    taken: TakenOver,
) -> Result<(), NotDone> {
    for (actor, event) in decide(whole, &app.framework, on, actor, taken.into())? {
        let new = NewFact { recorded_at: app.world.now(), effective_on: on, actor, event };
        record.append(new).map_err(|error| Oops::Internal(error.to_string()))?;
    }
    Ok(())
}

/// The files of those packs that go along; any other has no key.
fn evidence(
    along: &Luggage,
    files: Vec<rowlock_files::hand_over::Evidence>,
) -> impl Iterator<Item = MovedEvidence> {
    let files =
        files.into_iter().filter(|file| along.exchanges.iter().any(|id| id.as_str() == file.exchange));
    files.map(|file| MovedEvidence {
        size: (file.sealed.len() as u64).saturating_sub(SEAL),
        id: file.id,
        exchange: file.exchange,
        party: file.party,
        sealed: file.sealed,
    })
}
