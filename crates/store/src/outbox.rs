//! The outbox: mails are rows first, written with the facts that call for them, and sent by a job.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, write};
use crate::micros;

/// Puts one row into the outbox: id, what it says, when it was made, and when it is due.
pub(crate) const INSERT: &str =
    "INSERT INTO outbox (id, sealed, created_at, due_at, attempts) VALUES ($1, $2, $3, $4, 0)";

/// A mail that waits to be sent. What it says is sealed under the key of the installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedMail {
    /// Its id.
    pub id: String,
    /// To whom and what, sealed.
    pub sealed: Vec<u8>,
    /// Not before.
    pub due_at: Timestamp,
}

impl Store {
    /// Puts a mail into the outbox on its own.
    pub async fn queue_mail(&self, mail: &QueuedMail, at: Timestamp) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(INSERT)
                .bind(&mail.id)
                .bind(&mail.sealed)
                .bind(micros(at))
                .bind(micros(mail.due_at))
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// Claims one mail that is due, until `until`: if it is neither sent nor put back by then, it is due again.
    /// Answers with its id, what it says, and the number of this try, from 1.
    pub async fn claim_mail(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<(String, Vec<u8>, u32)>, StoreError> {
        // All rows, though there is one at most: only then does a commit that failed come to light on SQLite.
        let found: Vec<(String, Vec<u8>, i64)> = write!(self, on => {
            sqlx::query_as(
                "UPDATE outbox SET due_at = $2, attempts = attempts + 1 WHERE id = (SELECT id FROM outbox \
                 WHERE sent_at IS NULL AND sealed IS NOT NULL AND due_at <= $1 ORDER BY due_at, id LIMIT 1) \
                 AND sent_at IS NULL AND due_at <= $1 RETURNING id, sealed, attempts",
            )
            .bind(micros(now))
            .bind(micros(until))
            .fetch_all(on)
            .await?
        });
        let found = found.into_iter().next();
        Ok(found.map(|(id, sealed, attempts)| (id, sealed, attempts as u32)))
    }

    /// Notes that a mail was sent, and erases what it said.
    pub async fn mail_sent(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("UPDATE outbox SET sent_at = $1, sealed = NULL, last_error = NULL WHERE id = $2")
                .bind(micros(at))
                .bind(id)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// Notes that a mail could not be sent; none as the next moment: it is given up, and what it said is erased.
    /// Nothing changes where another has sent it since.
    pub async fn mail_failed(&self, id: &str, why: &str, next: Option<Timestamp>) -> Result<(), StoreError> {
        write!(self, on => {
            match next {
                Some(next) => sqlx::query("UPDATE outbox SET due_at = $1, last_error = $2 WHERE id = $3 AND sent_at IS NULL")
                    .bind(micros(next))
                    .bind(why)
                    .bind(id)
                    .execute(on)
                    .await?,
                None => sqlx::query("UPDATE outbox SET sealed = NULL, last_error = $1 WHERE id = $2 AND sent_at IS NULL")
                    .bind(why)
                    .bind(id)
                    .execute(on)
                    .await?,
            };
        });
        Ok(())
    }

    /// How many mails wait to be sent.
    pub async fn mails_waiting(&self) -> Result<u64, StoreError> {
        let (count,): (i64,) = read!(self, on => {
            sqlx::query_as("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND sealed IS NOT NULL")
                .fetch_one(on)
                .await?
        });
        Ok(count as u64)
    }
}
