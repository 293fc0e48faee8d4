//! Links that do one thing once: set up the installation, sign in, take a seat. Only their hash is stored.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, transaction, write};
use crate::{micros, moment};

/// What a link does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Opens the first account.
    SetUp,
    /// Signs in whoever has the address.
    SignIn,
}

impl Purpose {
    fn word(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::SignIn => "sign_in",
        }
    }
}

/// A link that is made.
pub struct NewLink<'a> {
    /// The hash of its token.
    pub token_hash: &'a str,
    /// What it does.
    pub purpose: Purpose,
    /// For whom.
    pub address: Option<&'a str>,
    /// Now.
    pub at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// Whether it goes by mail, and so to nobody but whoever has the address.
    pub is_mailed: bool,
}

/// Ends the links to sign in to an account.
pub(crate) const END_OF_ACCOUNT: &str =
    "DELETE FROM link WHERE address = (SELECT address FROM account WHERE id = $1)";

/// A link that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Whether it went by mail.
    pub is_mailed: bool,
    /// For whom.
    pub address: Option<String>,
    /// Until when.
    pub expires_at: Timestamp,
}

fn link((address, expires, is_mailed): (Option<String>, i64, i64)) -> Link {
    Link { is_mailed: is_mailed != 0, address, expires_at: moment(expires) }
}

impl Store {
    /// Makes a link. A new one takes the place of older ones: to set up, of any; to sign in, of those for the address.
    pub async fn make_link(&self, new: &NewLink<'_>) -> Result<(), StoreError> {
        transaction!(self, tx => {
            if new.purpose == Purpose::SetUp {
                sqlx::query("DELETE FROM link WHERE purpose = $1")
                    .bind(new.purpose.word())
                    .execute(&mut *tx)
                    .await?;
            }
            if new.purpose == Purpose::SignIn {
                sqlx::query("DELETE FROM link WHERE purpose = $1 AND address = $2")
                    .bind(new.purpose.word())
                    .bind(new.address)
                    .execute(&mut *tx)
                    .await?;
            }
            sqlx::query(
                "INSERT INTO link (token_hash, purpose, address, created_at, expires_at, is_mailed) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(new.token_hash)
            .bind(new.purpose.word())
            .bind(new.address)
            .bind(micros(new.at))
            .bind(micros(new.expires_at))
            .bind(i64::from(new.is_mailed))
            .execute(&mut *tx)
            .await?;
            Ok(())
        })
    }

    /// A link that is still good.
    pub async fn link(
        &self,
        token_hash: &str,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Option<Link>, StoreError> {
        let found: Option<(Option<String>, i64, i64)> = read!(self, on => {
            sqlx::query_as(
                "SELECT address, expires_at, is_mailed FROM link WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 \
                 AND used_at IS NULL",
            )
            .bind(token_hash)
            .bind(purpose.word())
            .bind(micros(now))
            .fetch_optional(on)
            .await?
        });
        Ok(found.map(link))
    }

    /// Uses a link up. Of two that try at once, one is told that it is used.
    pub async fn use_link(
        &self,
        token_hash: &str,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Option<Link>, StoreError> {
        // All rows, though there is one at most: only then does a commit that failed come to light on SQLite.
        let found: Vec<(Option<String>, i64, i64)> = write!(self, on => {
            sqlx::query_as(
                "UPDATE link SET used_at = $3 WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 \
                 AND used_at IS NULL RETURNING address, expires_at, is_mailed",
            )
            .bind(token_hash)
            .bind(purpose.word())
            .bind(micros(now))
            .fetch_all(on)
            .await?
        });
        let found = found.into_iter().next();
        Ok(found.map(link))
    }

    /// Ends the links to sign in to an account, as when it signs out everywhere.
    pub async fn end_links(&self, account: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(END_OF_ACCOUNT).bind(account).execute(on).await?;
        });
        Ok(())
    }
}
