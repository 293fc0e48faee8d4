//! Letters that come by themselves, such as the digest of a week: who wants them, and who had theirs today.

use jiff::Timestamp;

use crate::Account;
use crate::accounts::{AccountRow, account};
use crate::db::{Store, StoreError, read, write};
use crate::micros;

impl Store {
    /// The accounts with a seat that were opened before `since`, want letters and were not looked at on `day`, as
    /// many as `limit`.
    pub async fn to_tell(&self, day: &str, since: Timestamp, limit: u32) -> Result<Vec<Account>, StoreError> {
        let rows: Vec<AccountRow> = read!(self, on => {
            sqlx::query_as(
                "SELECT a.id, a.address, a.name, a.password_hash, a.created_at FROM account a \
                 LEFT JOIN letter l ON l.account_id = a.id \
                 WHERE (l.account_id IS NULL OR (l.muted = 0 AND l.told_on <> $1)) AND a.created_at < $2 \
                 AND EXISTS (SELECT 1 FROM membership m WHERE m.account_id = a.id) ORDER BY a.id LIMIT $3",
            )
            .bind(day)
            .bind(micros(since))
            .bind(i64::from(limit))
            .fetch_all(on)
            .await?
        });
        Ok(rows.into_iter().map(account).collect())
    }

    /// Notes that somebody was looked at on `day`.
    pub async fn told(&self, account: &str, day: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO letter (account_id, muted, told_on) VALUES ($1, 0, $2) \
                 ON CONFLICT (account_id) DO UPDATE SET told_on = $2",
            )
            .bind(account)
            .bind(day)
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// Turns letters off, or on again.
    pub async fn mute_letters(&self, account: &str, muted: bool) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO letter (account_id, muted, told_on) VALUES ($1, $2, '') \
                 ON CONFLICT (account_id) DO UPDATE SET muted = $2",
            )
            .bind(account)
            .bind(i64::from(muted))
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// Whether somebody wants no letters.
    pub async fn has_muted_letters(&self, account: &str) -> Result<bool, StoreError> {
        let found: Option<(i64,)> = read!(self, on => {
            sqlx::query_as("SELECT muted FROM letter WHERE account_id = $1").bind(account).fetch_optional(on).await?
        });
        Ok(found.is_some_and(|(muted,)| muted != 0))
    }
}
