//! Where a test takes place: a database that was never opened, and what most tests need in it.

use jiff::{SignedDuration, Timestamp, civil};
use rowlock_core::fact::{Actor, NoteMade};
use rowlock_core::record::{NewFact, Record};
use rowlock_store::{Account, Change, Membership, Store, Summary, Target, Write};
use sqlx::{Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;

use crate::cluster::Cluster;

/// A database of its own.
pub struct Place {
    pub target: Target,
    _folder: Option<TempDir>,
}

impl Place {
    /// A file in a folder of its own.
    pub fn file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { target: Target::File(folder.path().join("rowlock.sqlite")), _folder: Some(folder) }
    }

    /// A database in a cluster.
    pub async fn in_cluster(cluster: &Cluster) -> Self {
        Self { target: Target::Postgres(cluster.database().await), _folder: None }
    }

    /// Opens the store; each time it is as another process would open it.
    pub async fn open(&self) -> Store {
        Store::open(&self.target).await.unwrap()
    }

    /// Asks the database behind the store's back.
    pub async fn count(&self, question: &'static str) -> i64 {
        match &self.target {
            Target::File(file) => {
                let mut on = SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
                sqlx::query_scalar(question).fetch_one(&mut on).await.unwrap()
            }
            Target::Postgres(address) => {
                let mut on = PgConnection::connect(address).await.unwrap();
                sqlx::query_scalar(question).fetch_one(&mut on).await.unwrap()
            }
        }
    }

    /// Changes the database behind the store's back.
    pub async fn tamper(&self, statement: &'static str) {
        match &self.target {
            Target::File(file) => {
                let mut on = SqliteConnection::connect(file.to_str().unwrap()).await.unwrap();
                sqlx::query(statement).execute(&mut on).await.unwrap();
            }
            Target::Postgres(address) => {
                let mut on = PgConnection::connect(address).await.unwrap();
                sqlx::query(statement).execute(&mut on).await.unwrap();
            }
        }
    }
}

/// So many minutes into the day on which all of this happens.
pub fn at(minute: i64) -> Timestamp {
    let morning: Timestamp = "2026-03-02T09:00:00Z".parse().unwrap();
    morning.checked_add(SignedDuration::from_mins(minute)).unwrap()
}

/// Puts a note at the end of a record.
pub fn note(record: &mut Record, text: &str) {
    let event = NoteMade { text: text.into() }.into();
    let effective_on = civil::date(2026, 3, 2);
    let actor = Actor::Party("ana".parse().unwrap());
    record.append(NewFact { recorded_at: at(0), effective_on, actor, event }).unwrap();
}

/// A record of notes.
pub fn notes(texts: &[&str]) -> Record {
    let mut record = Record::default();
    for text in texts {
        note(&mut record, text);
    }
    record
}

/// The record that these lines make; it is whole, or this fails.
pub fn record(lines: &[String]) -> Record {
    let mut record = Record::default();
    for line in lines {
        record.take_in(line).unwrap();
    }
    record
}

/// A summary with a name.
pub fn named(name: &str) -> Summary {
    Summary { name: name.into(), ..Summary::default() }
}

/// A change of nothing but facts.
pub fn change<'a>(
    alliance: &'a str,
    head: Option<u64>,
    lines: &'a [String],
    summary: &'a Summary,
    writes: Vec<Write>,
) -> Change<'a> {
    Change { alliance, head, lines, sealed_head: b"end", summary, writes, at: at(0) }
}

/// Begins an alliance with one fact.
pub async fn begin(store: &Store, alliance: &str) {
    let lines = notes(&["it begins"]);
    store.commit(&change(alliance, None, lines.lines(), &named(alliance), vec![])).await.unwrap();
}

/// An account with the address `ID@example.com`.
pub fn account(id: &str) -> Account {
    Account {
        id: id.into(),
        address: format!("{id}@example.com"),
        name: id.to_uppercase(),
        password_hash: None,
        created_at: at(0),
    }
}

/// A seat.
pub fn seat(account: &str, role: &str, person: Option<&str>) -> Membership {
    Membership {
        account: account.into(),
        role: role.into(),
        party: Some("north".into()),
        person: person.map(Into::into),
    }
}
