//! Playbooks: every version is kept, none is overwritten. They belong to an account and go with it. What a playbook
//! says is text to the store.

use jiff::Timestamp;

use crate::alliances::Membership;
use crate::db::{Store, StoreError, read, write};
use crate::{micros, moment};

/// One version of a playbook, as it was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedPlaybook {
    /// Its id.
    pub playbook: String,
    /// The version, from 1.
    pub version: u32,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// What it says.
    pub text: String,
}

/// Saves a version; what is there stays.
pub(crate) const SAVE: &str = "INSERT INTO playbook_version (account_id, playbook_id, version, saved_at, text) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, playbook_id, version) DO NOTHING";

type Row = (String, i64, i64, String);

fn saved((playbook, version, at, text): Row) -> SavedPlaybook {
    SavedPlaybook { playbook, version: version as u32, saved_at: moment(at), text }
}

impl Store {
    /// Saves a version. Answers whether it was saved: of two who save the same one at once, one is told.
    pub async fn save_playbook(&self, account: &str, saved: &SavedPlaybook) -> Result<bool, StoreError> {
        let done = write!(self, on => {
            sqlx::query(SAVE)
                .bind(account)
                .bind(&saved.playbook)
                .bind(i64::from(saved.version))
                .bind(micros(saved.saved_at))
                .bind(&saved.text)
                .execute(on)
                .await?
                .rows_affected()
        });
        Ok(done > 0)
    }

    /// The latest version of each playbook of an account, the one saved last first.
    pub async fn playbooks(&self, account: &str) -> Result<Vec<SavedPlaybook>, StoreError> {
        let rows: Vec<Row> = read!(self, on => {
            sqlx::query_as(
                "SELECT playbook_id, version, saved_at, text FROM playbook_version p WHERE account_id = $1 \
                 AND version = (SELECT max(version) FROM playbook_version l WHERE l.account_id = p.account_id \
                 AND l.playbook_id = p.playbook_id) ORDER BY saved_at DESC, playbook_id",
            )
            .bind(account)
            .fetch_all(on)
            .await?
        });
        Ok(rows.into_iter().map(saved).collect())
    }

    /// All versions of one playbook of an account, the first one first.
    pub async fn playbook_versions(
        &self,
        account: &str,
        playbook: &str,
    ) -> Result<Vec<SavedPlaybook>, StoreError> {
        let rows: Vec<Row> = read!(self, on => {
            sqlx::query_as(
                "SELECT playbook_id, version, saved_at, text FROM playbook_version WHERE account_id = $1 \
                 AND playbook_id = $2 ORDER BY version",
            )
            .bind(account)
            .bind(playbook)
            .fetch_all(on)
            .await?
        });
        Ok(rows.into_iter().map(saved).collect())
    }

    /// Deletes a playbook of an account with all its versions.
    pub async fn delete_playbook(&self, account: &str, playbook: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("DELETE FROM playbook_version WHERE account_id = $1 AND playbook_id = $2")
                .bind(account)
                .bind(playbook)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// The alliances that began from a playbook and in which an account has a seat, with that seat.
    pub async fn begun_from(
        &self,
        account: &str,
        playbook: &str,
    ) -> Result<Vec<(String, Membership)>, StoreError> {
        let rows: Vec<(String, String, Option<String>, Option<String>)> = read!(self, on => {
            sqlx::query_as(
                "SELECT s.alliance_id, m.role, m.party_id, m.person_id FROM playbook_start s \
                 JOIN membership m ON m.alliance_id = s.alliance_id AND m.account_id = $1 \
                 WHERE s.playbook_id = $2 ORDER BY s.alliance_id",
            )
            .bind(account)
            .bind(playbook)
            .fetch_all(on)
            .await?
        });
        let seat = |(alliance, role, party, person)| {
            (alliance, Membership { account: account.to_owned(), role, party, person })
        };
        Ok(rows.into_iter().map(seat).collect())
    }
}
