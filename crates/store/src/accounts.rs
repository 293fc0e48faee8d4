//! Accounts: people who sign in.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, transaction, write};
use crate::{links, micros, moment};

/// Somebody who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// The mail address, in lower case.
    pub address: String,
    /// What people call them.
    pub name: String,
    /// The password's hash, where there is one.
    pub password_hash: Option<String>,
    /// Since when.
    pub created_at: Timestamp,
}

pub(crate) type AccountRow = (String, String, String, Option<String>, i64);

/// A row as an account.
pub(crate) fn account((id, address, name, password_hash, created_at): AccountRow) -> Account {
    Account { id, address, name, password_hash, created_at: moment(created_at) }
}

impl Store {
    /// Whether anybody has an account yet.
    pub async fn has_accounts(&self) -> Result<bool, StoreError> {
        let found: Option<(String,)> =
            read!(self, on => sqlx::query_as("SELECT id FROM account LIMIT 1").fetch_optional(on).await?);
        Ok(found.is_some())
    }

    /// The account at an address.
    pub async fn account_at(&self, address: &str) -> Result<Option<Account>, StoreError> {
        let found: Option<AccountRow> = read!(self, on => {
            sqlx::query_as("SELECT id, address, name, password_hash, created_at FROM account WHERE address = $1")
                .bind(address)
                .fetch_optional(on)
                .await?
        });
        Ok(found.map(account))
    }

    /// An account by its id.
    pub async fn account(&self, id: &str) -> Result<Option<Account>, StoreError> {
        let found: Option<AccountRow> = read!(self, on => {
            sqlx::query_as("SELECT id, address, name, password_hash, created_at FROM account WHERE id = $1")
                .bind(id)
                .fetch_optional(on)
                .await?
        });
        Ok(found.map(account))
    }

    /// Opens an account; where the address has one already, nothing is changed and that one is answered.
    pub async fn open_account(&self, new: &Account) -> Result<Account, StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO account (id, address, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT (address) DO NOTHING",
            )
            .bind(&new.id)
            .bind(&new.address)
            .bind(&new.name)
            .bind(&new.password_hash)
            .bind(micros(new.created_at))
            .execute(on)
            .await?;
        });
        Ok(self.account_at(&new.address).await?.unwrap_or_else(|| new.clone()))
    }

    /// Changes the name.
    pub async fn rename_account(&self, id: &str, name: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("UPDATE account SET name = $1 WHERE id = $2").bind(name).bind(id).execute(on).await?;
        });
        Ok(())
    }

    /// Sets the password's hash, and ends every session but the one that is kept, and every link to sign in.
    pub async fn set_password(&self, id: &str, hash: &str, keep_session: &str) -> Result<(), StoreError> {
        transaction!(self, tx => {
            sqlx::query("UPDATE account SET password_hash = $1 WHERE id = $2")
                .bind(hash)
                .bind(id)
                .execute(&mut *tx)
                .await?;
            sqlx::query("DELETE FROM session WHERE account_id = $1 AND id <> $2")
                .bind(id)
                .bind(keep_session)
                .execute(&mut *tx)
                .await?;
            sqlx::query(links::END_OF_ACCOUNT).bind(id).execute(&mut *tx).await?;
            Ok(())
        })
    }

    /// Whether a link that was mailed to the address of an account was ever used.
    pub async fn is_proven(&self, id: &str) -> Result<bool, StoreError> {
        let found: Option<(i64,)> = read!(self, on => {
            sqlx::query_as("SELECT proven_at FROM account WHERE id = $1 AND proven_at IS NOT NULL")
                .bind(id)
                .fetch_optional(on)
                .await?
        });
        Ok(found.is_some())
    }

    /// Notes that whoever has the address of an account has the account. Whoever was in before, by a link that was
    /// not mailed, is in no longer: every session ends, and the password with them.
    pub async fn prove(&self, id: &str, at: Timestamp) -> Result<(), StoreError> {
        transaction!(self, tx => {
            let first = sqlx::query(
                "UPDATE account SET proven_at = $1 WHERE id = $2 AND proven_at IS NULL",
            )
            .bind(micros(at))
            .bind(id)
            .execute(&mut *tx)
            .await?;
            if first.rows_affected() == 1 {
                for statement in [
                    "DELETE FROM session WHERE account_id = $1",
                    "UPDATE account SET password_hash = NULL WHERE id = $1",
                    links::END_OF_ACCOUNT,
                ] {
                    sqlx::query(statement).bind(id).execute(&mut *tx).await?;
                }
            }
            Ok(())
        })
    }

    /// Deletes an account with its sessions and seats, and the name and address behind each person that it is.
    pub async fn delete_account(&self, id: &str) -> Result<(), StoreError> {
        let done: Result<(), StoreError> = transaction!(self, tx => {
            sqlx::query(
                "UPDATE person SET name = '', address = NULL WHERE EXISTS (SELECT 1 FROM membership m \
                 WHERE m.account_id = $1 AND m.alliance_id = person.alliance_id AND m.person_id = person.person_id)",
            )
            .bind(id)
            .execute(&mut *tx)
            .await?;
            // Links that were mailed to the same address, for the person that the account is, end with it.
            sqlx::query(
                "UPDATE invitation SET address = '', revoked_at = COALESCE(revoked_at, created_at) \
                 WHERE address = (SELECT address FROM account WHERE id = $1) AND EXISTS (SELECT 1 FROM membership m \
                 WHERE m.account_id = $1 AND m.alliance_id = invitation.alliance_id \
                 AND m.person_id = invitation.person_id)",
            )
            .bind(id)
            .execute(&mut *tx)
            .await?;
            sqlx::query(
                "UPDATE speaker SET address = NULL WHERE address = (SELECT address FROM account WHERE id = $1) \
                 AND EXISTS (SELECT 1 FROM membership m WHERE m.account_id = $1 \
                 AND m.alliance_id = speaker.alliance_id AND m.party_id = speaker.party_id)",
            )
            .bind(id)
            .execute(&mut *tx)
            .await?;
            sqlx::query("UPDATE speaker SET address = NULL WHERE credential = $1")
                .bind(format!("account:{id}"))
                .execute(&mut *tx)
                .await?;
            for statement in [
                links::END_OF_ACCOUNT,
                "DELETE FROM session WHERE account_id = $1",
                "DELETE FROM membership WHERE account_id = $1",
                "DELETE FROM account WHERE id = $1",
            ] {
                sqlx::query(statement).bind(id).execute(&mut *tx).await?;
            }
            Ok(())
        });
        done?;
        self.wipe().await
    }
}
