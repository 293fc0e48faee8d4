//! What somebody said once and need not say again. It belongs to one account in one alliance, and goes with the
//! account.

use crate::db::{Store, StoreError, read, write};

impl Store {
    /// Keeps `value`, in the place of what was kept before as `what`.
    pub async fn keep(
        &self,
        account: &str,
        alliance: &str,
        what: &str,
        value: &str,
    ) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO kept (account_id, alliance_id, what, value) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (account_id, alliance_id, what) DO UPDATE SET value = $4",
            )
            .bind(account)
            .bind(alliance)
            .bind(what)
            .bind(value)
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// What was kept as `what`, if anything was.
    pub async fn kept(
        &self,
        account: &str,
        alliance: &str,
        what: &str,
    ) -> Result<Option<String>, StoreError> {
        let found: Option<(String,)> = read!(self, on => {
            sqlx::query_as("SELECT value FROM kept WHERE account_id = $1 AND alliance_id = $2 AND what = $3")
                .bind(account)
                .bind(alliance)
                .bind(what)
                .fetch_optional(on)
                .await?
        });
        Ok(found.map(|(value,)| value))
    }

    /// All that was kept for an account: the alliance, as what, and what.
    pub async fn all_kept(&self, account: &str) -> Result<Vec<(String, String, String)>, StoreError> {
        read!(self, on => {
            Ok(sqlx::query_as(
                "SELECT alliance_id, what, value FROM kept WHERE account_id = $1 ORDER BY alliance_id, what",
            )
            .bind(account)
            .fetch_all(on)
            .await?)
        })
    }
}
