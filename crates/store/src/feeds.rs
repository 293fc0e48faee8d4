//! Private addresses under which a calendar reads an alliance. Each account has one for each alliance at most, and
//! takes it back whenever it likes.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, write};
use crate::sessions::VisitRow;
use crate::{Visit, micros, moment};

impl Store {
    /// Makes a private address; a newer one takes the place of an older one.
    pub async fn make_feed(
        &self,
        account: &str,
        alliance: &str,
        token_hash: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO feed (account_id, alliance_id, token_hash, created_at) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (account_id, alliance_id) DO UPDATE SET token_hash = $3, created_at = $4",
            )
            .bind(account)
            .bind(alliance)
            .bind(token_hash)
            .bind(micros(at))
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// Takes a private address back.
    pub async fn end_feed(&self, account: &str, alliance: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("DELETE FROM feed WHERE account_id = $1 AND alliance_id = $2")
                .bind(account)
                .bind(alliance)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// Since when an account has a private address for an alliance.
    pub async fn feed_since(&self, account: &str, alliance: &str) -> Result<Option<Timestamp>, StoreError> {
        let found: Option<(i64,)> = read!(self, on => {
            sqlx::query_as("SELECT created_at FROM feed WHERE account_id = $1 AND alliance_id = $2")
                .bind(account)
                .bind(alliance)
                .fetch_optional(on)
                .await?
        });
        Ok(found.map(|(at,)| moment(at)))
    }

    /// Whose private address it is, and the seat that they have; none where there is no such address, or no seat
    /// any more.
    pub async fn feed(&self, token_hash: &str) -> Result<Option<(String, Visit)>, StoreError> {
        let alliance: Option<(String,)> = read!(self, on => {
            sqlx::query_as("SELECT alliance_id FROM feed WHERE token_hash = $1")
                .bind(token_hash)
                .fetch_optional(on)
                .await?
        });
        let Some((alliance,)) = alliance else { return Ok(None) };
        let found: Option<VisitRow> = read!(self, on => {
            sqlx::query_as(
                "SELECT '', f.created_at, a.id, a.name, a.address, m.role, m.party_id, m.person_id, al.head, \
                 (SELECT at FROM desk_stamp) \
                 FROM feed f JOIN account a ON a.id = f.account_id \
                 JOIN membership m ON m.account_id = a.id AND m.alliance_id = f.alliance_id \
                 JOIN alliance al ON al.id = f.alliance_id \
                 WHERE f.token_hash = $1",
            )
            .bind(token_hash)
            .fetch_optional(on)
            .await?
        });
        Ok(found.map(|row| (alliance, crate::sessions::visited(row))))
    }
}
