//! An adviser's own notes on alliances, sealed under a key of their own. Each call names whose they are, and no call
//! gives anybody else's.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, write};
use crate::{micros, moment};

/// A note as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// The alliance it is about.
    pub alliance: String,
    /// Its day and its text, sealed under the key of whoever wrote it.
    pub sealed: Vec<u8>,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

type Row = (String, String, Vec<u8>, i64);

fn note((id, alliance, sealed, changed): Row) -> Note {
    Note { id, alliance, sealed, changed_at: moment(changed) }
}

impl Store {
    /// The key of an account's own, wrapped; `wrapped` becomes it where there is none yet.
    pub async fn own_key(&self, account: &str, wrapped: &[u8]) -> Result<Vec<u8>, StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO own_key (account_id, wrapped) VALUES ($1, $2) ON CONFLICT (account_id) DO NOTHING",
            )
            .bind(account)
            .bind(wrapped)
            .execute(on)
            .await?;
        });
        let known = self.known_own_key(account).await?;
        known.ok_or_else(|| StoreError::Unreadable {
            found: "no key".to_owned(),
            expected: "a key of one's own",
        })
    }

    /// The key of an account's own, wrapped, if it has one.
    pub async fn known_own_key(&self, account: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let found: Option<(Vec<u8>,)> = read!(self, on => {
            sqlx::query_as("SELECT wrapped FROM own_key WHERE account_id = $1")
                .bind(account)
                .fetch_optional(on)
                .await?
        });
        Ok(found.map(|(wrapped,)| wrapped))
    }

    /// Keeps a new note.
    pub async fn add_note(&self, account: &str, note: &Note) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO note (id, account_id, alliance_id, sealed, changed_at) VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(&note.id)
            .bind(account)
            .bind(&note.alliance)
            .bind(&note.sealed)
            .bind(micros(note.changed_at))
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// The notes of an account on one alliance.
    pub async fn notes(&self, account: &str, alliance: &str) -> Result<Vec<Note>, StoreError> {
        let rows: Vec<Row> = read!(self, on => {
            sqlx::query_as(
                "SELECT id, alliance_id, sealed, changed_at FROM note WHERE account_id = $1 AND alliance_id = $2 \
                 ORDER BY changed_at, id",
            )
            .bind(account)
            .bind(alliance)
            .fetch_all(on)
            .await?
        });
        Ok(rows.into_iter().map(note).collect())
    }

    /// All notes of an account, whether or not it has a seat there.
    pub async fn all_notes(&self, account: &str) -> Result<Vec<Note>, StoreError> {
        let rows: Vec<Row> = read!(self, on => {
            sqlx::query_as(
                "SELECT id, alliance_id, sealed, changed_at FROM note WHERE account_id = $1 \
                 ORDER BY alliance_id, changed_at, id",
            )
            .bind(account)
            .fetch_all(on)
            .await?
        });
        Ok(rows.into_iter().map(note).collect())
    }

    /// Puts a note in the place of what it was at `before`. Says whether it was still that.
    pub async fn change_note(
        &self,
        account: &str,
        changed: &Note,
        before: Timestamp,
    ) -> Result<bool, StoreError> {
        let done = write!(self, on => {
            sqlx::query(
                "UPDATE note SET sealed = $4, changed_at = $5 \
                 WHERE account_id = $1 AND alliance_id = $2 AND id = $3 AND changed_at = $6",
            )
            .bind(account)
            .bind(&changed.alliance)
            .bind(&changed.id)
            .bind(&changed.sealed)
            .bind(micros(changed.changed_at))
            .bind(micros(before))
            .execute(on)
            .await?
            .rows_affected()
        });
        Ok(done > 0)
    }

    /// Deletes a note. Says whether it was there.
    pub async fn delete_note(&self, account: &str, alliance: &str, id: &str) -> Result<bool, StoreError> {
        let done = write!(self, on => {
            sqlx::query("DELETE FROM note WHERE account_id = $1 AND alliance_id = $2 AND id = $3")
                .bind(account)
                .bind(alliance)
                .bind(id)
                .execute(on)
                .await?
                .rows_affected()
        });
        self.wipe().await?;
        Ok(done > 0)
    }

    /// Deletes all notes of an account on one alliance. Says how many there were.
    pub async fn delete_notes(&self, account: &str, alliance: &str) -> Result<u64, StoreError> {
        let done = write!(self, on => {
            sqlx::query("DELETE FROM note WHERE account_id = $1 AND alliance_id = $2")
                .bind(account)
                .bind(alliance)
                .execute(on)
                .await?
                .rows_affected()
        });
        self.wipe().await?;
        Ok(done)
    }
}
