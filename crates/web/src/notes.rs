//! An adviser's own notes on alliances: opened for the one who wrote them, and for nobody else.

use jiff::Timestamp;
use jiff::civil::Date;
use rowlock_store as store;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::oops::Oops;
use crate::own::Own;

/// A note, opened.
pub(crate) struct Note {
    pub id: String,
    pub alliance: String,
    pub said: Said,
    pub changed_at: Timestamp,
}

/// What a note says: all of it is sealed, its day too.
#[derive(Serialize, Deserialize)]
pub(crate) struct Said {
    /// The day that it is about.
    pub on: Date,
    pub text: String,
}

fn place(id: &str) -> String {
    format!("note {id}")
}

/// The notes of an account on one alliance, the latest day first.
pub(crate) async fn of(app: &App, account: &str, alliance: &str) -> Result<Vec<Note>, Oops> {
    opened(app, account, app.store.notes(account, alliance).await?).await
}

/// All notes of an account, the latest day first.
pub(crate) async fn all(app: &App, account: &str) -> Result<Vec<Note>, Oops> {
    opened(app, account, app.store.all_notes(account).await?).await
}

async fn opened(app: &App, account: &str, sealed: Vec<store::Note>) -> Result<Vec<Note>, Oops> {
    let Some(own) = Own::of(app, account).await? else { return Ok(Vec::new()) };
    let mut notes = Vec::with_capacity(sealed.len());
    for store::Note { id, alliance, sealed, changed_at } in sealed {
        notes.push(Note { said: own.open(&place(&id), &sealed)?, id, alliance, changed_at });
    }
    notes.sort_by_key(|note| std::cmp::Reverse((note.said.on, note.changed_at)));
    Ok(notes)
}

/// Keeps a new note.
pub(crate) async fn add(app: &App, account: &str, alliance: &str, said: &Said) -> Result<(), Oops> {
    let note = sealed(app, account, alliance, (&app.world.id(), said)).await?;
    Ok(app.store.add_note(account, &note).await?)
}

/// Puts what is said in the place of what a note was at `before`. Says whether it was still that.
pub(crate) async fn change(
    app: &App,
    account: &str,
    note: &Note,
    (said, before): (&Said, Timestamp),
) -> Result<bool, Oops> {
    let changed = sealed(app, account, &note.alliance, (&note.id, said)).await?;
    Ok(app.store.change_note(account, &changed, before).await?)
}

async fn sealed(
    app: &App,
    account: &str,
    alliance: &str,
    (id, said): (&str, &Said),
) -> Result<store::Note, Oops> {
    let own = Own::made(app, account).await?;
    let (id, alliance, changed_at) = (id.to_owned(), alliance.to_owned(), app.world.now());
    Ok(store::Note { sealed: own.seal(&place(&id), said, &app.world.seed())?, id, alliance, changed_at })
}
