//! The word that whoever was handed a link closes it with, and when the link was opened.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, write};
use crate::{micros, moment};

/// The word of a link, as far as it is kept: what it opens, not the word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWord {
    /// What the word is salted with.
    pub salt: String,
    /// The key of what is saved, wrapped under the word.
    pub key: Vec<u8>,
    /// How many wrong words came since the last right one.
    pub misses: u32,
    /// When the last wrong one came.
    pub missed_at: Option<Timestamp>,
}

/// One opening of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// When.
    pub at: Timestamp,
    /// With what, in words.
    pub agent: String,
}

/// How many openings of a link are kept.
const OPENINGS: i64 = 20;

impl Store {
    /// The word of a link, where one is set.
    pub async fn own_word(&self, invitation: &str) -> Result<Option<OwnWord>, StoreError> {
        let found: Option<(String, Vec<u8>, i64, Option<i64>)> = read!(self, on => {
            sqlx::query_as(
                "SELECT word_salt, word_key, word_misses, word_missed_at FROM invitation WHERE id = $1 \
                 AND word_salt IS NOT NULL AND word_key IS NOT NULL",
            )
            .bind(invitation)
            .fetch_optional(on)
            .await?
        });
        Ok(found.map(|(salt, key, misses, missed)| OwnWord {
            salt,
            key,
            misses: misses as u32,
            missed_at: missed.map(moment),
        }))
    }

    /// Sets the word of a link, once. Answers whether it was set by this.
    pub async fn set_word(
        &self,
        invitation: &str,
        (salt, key): (&str, &[u8]),
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let set = write!(self, on => {
            sqlx::query(
                "UPDATE invitation SET word_salt = $1, word_key = $2, word_set_at = $3 \
                 WHERE id = $4 AND word_salt IS NULL",
            )
            .bind(salt)
            .bind(key)
            .bind(micros(at))
            .bind(invitation)
            .execute(on)
            .await?
            .rows_affected()
        });
        Ok(set == 1)
    }

    /// Takes a try at the word of a link down before it is looked at, so that tries side by side all count.
    pub async fn try_word(&self, invitation: &str, at: Timestamp) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "UPDATE invitation SET word_misses = word_misses + 1, word_missed_at = $1 WHERE id = $2",
            )
            .bind(micros(at))
            .bind(invitation)
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// Notes that the right word came.
    pub async fn word_was_right(&self, invitation: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("UPDATE invitation SET word_misses = 0, word_missed_at = NULL WHERE id = $1")
                .bind(invitation)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// Notes that a link was opened.
    pub async fn note_opening(&self, invitation: &str, agent: &str, at: Timestamp) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("INSERT INTO opening (invitation_id, at, agent) VALUES ($1, $2, $3)")
                .bind(invitation)
                .bind(micros(at))
                .bind(agent)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// The latest openings of a link, in their order.
    pub async fn openings(&self, invitation: &str) -> Result<Vec<Opening>, StoreError> {
        let rows: Vec<(i64, String)> = read!(self, on => {
            sqlx::query_as("SELECT at, agent FROM opening WHERE invitation_id = $1 ORDER BY at DESC LIMIT $2")
                .bind(invitation)
                .bind(OPENINGS)
                .fetch_all(on)
                .await?
        });
        Ok(rows.into_iter().rev().map(|(at, agent)| Opening { at: moment(at), agent }).collect())
    }
}
