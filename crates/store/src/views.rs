//! Filters of the portfolio that somebody gave a name. They belong to the account and go with it.

use crate::db::{Store, StoreError, read, write};

impl Store {
    /// Saves a filter under a name, in the place of one that had the same.
    pub async fn save_view(&self, account: &str, name: &str, query: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO saved_view (account_id, name, query) VALUES ($1, $2, $3) \
                 ON CONFLICT (account_id, name) DO UPDATE SET query = $3",
            )
            .bind(account)
            .bind(name)
            .bind(query)
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// The saved filters of an account by name: the name, and what is asked for.
    pub async fn views(&self, account: &str) -> Result<Vec<(String, String)>, StoreError> {
        read!(self, on => {
            Ok(sqlx::query_as("SELECT name, query FROM saved_view WHERE account_id = $1 ORDER BY name")
                .bind(account)
                .fetch_all(on)
                .await?)
        })
    }

    /// Forgets a saved filter.
    pub async fn forget_view(&self, account: &str, name: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("DELETE FROM saved_view WHERE account_id = $1 AND name = $2")
                .bind(account)
                .bind(name)
                .execute(on)
                .await?;
        });
        Ok(())
    }
}
