//! Recurring work, claimed by one process at a time and put back for its next turn.

use jiff::Timestamp;

use crate::db::{Store, StoreError, write};
use crate::micros;

/// A claim on a piece of recurring work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What kind.
    pub kind: String,
    /// Until when; then another may claim it.
    pub until: Timestamp,
}

impl Store {
    /// Makes sure that a kind of work is known; it is first due at `due`.
    pub async fn know_job(&self, kind: &str, due: Timestamp) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO job (kind, due_at, claimed_until) VALUES ($1, $2, 0) ON CONFLICT (kind) DO NOTHING",
            )
            .bind(kind)
            .bind(micros(due))
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// Claims one piece of work that is due, until `until`.
    pub async fn claim_job(&self, now: Timestamp, until: Timestamp) -> Result<Option<Claim>, StoreError> {
        // All rows, though there is one at most: only then does a commit that failed come to light on SQLite.
        let found: Vec<(String,)> = write!(self, on => {
            sqlx::query_as(
                "UPDATE job SET claimed_until = $2 WHERE kind = (SELECT kind FROM job WHERE due_at <= $1 \
                 AND claimed_until <= $1 ORDER BY due_at, kind LIMIT 1) AND due_at <= $1 AND claimed_until <= $1 \
                 RETURNING kind",
            )
            .bind(micros(now))
            .bind(micros(until))
            .fetch_all(on)
            .await?
        });
        Ok(found.into_iter().next().map(|(kind,)| Claim { kind, until }))
    }

    /// Puts work back for its next turn, unless the claim ran out and another holds it now.
    pub async fn job_done(
        &self,
        claim: &Claim,
        at: Timestamp,
        next: Timestamp,
        error: Option<&str>,
    ) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "UPDATE job SET due_at = $1, claimed_until = 0, done_at = $2, last_error = $3 \
                 WHERE kind = $4 AND claimed_until = $5",
            )
            .bind(micros(next))
            .bind(micros(at))
            .bind(error)
            .bind(&claim.kind)
            .bind(micros(claim.until))
            .execute(on)
            .await?;
        });
        Ok(())
    }
}
