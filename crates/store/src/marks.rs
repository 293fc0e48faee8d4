//! One's own marks on an alliance: when one means to look again, and until when one has put it aside. They sort one's
//! own desk and are nobody else's business.

use crate::alliances::STAMP;
use crate::db::{Store, StoreError, read, transaction};

/// The marks of one account on one alliance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// The day of the next look, as `2026-03-02`.
    pub look_on: Option<String>,
    /// The day until which it is put aside, as `2026-03-02`: on that day it is back.
    pub paused_until: Option<String>,
    /// What for and why, sealed under the key of whoever made them.
    pub sealed: Vec<u8>,
}

type Row = (String, Option<String>, Option<String>, Vec<u8>);

fn mark((alliance, look_on, paused_until, sealed): Row) -> (String, Mark) {
    (alliance, Mark { look_on, paused_until, sealed })
}

impl Store {
    /// The marks of an account on all its alliances, by alliance.
    pub async fn marks(&self, account: &str) -> Result<Vec<(String, Mark)>, StoreError> {
        let rows: Vec<Row> = read!(self, on => {
            sqlx::query_as(
                "SELECT alliance_id, look_on, paused_until, sealed FROM mark WHERE account_id = $1 \
                 ORDER BY alliance_id",
            )
            .bind(account)
            .fetch_all(on)
            .await?
        });
        Ok(rows.into_iter().map(mark).collect())
    }

    /// The marks of an account on one alliance.
    pub async fn mark(&self, account: &str, alliance: &str) -> Result<Option<Mark>, StoreError> {
        let row: Option<Row> = read!(self, on => {
            sqlx::query_as(
                "SELECT alliance_id, look_on, paused_until, sealed FROM mark \
                 WHERE account_id = $1 AND alliance_id = $2",
            )
            .bind(account)
            .bind(alliance)
            .fetch_optional(on)
            .await?
        });
        Ok(row.map(|row| mark(row).1))
    }

    /// Puts marks in the place of what an account had there; those without a day are no marks and are removed.
    pub async fn set_mark(&self, account: &str, alliance: &str, mark: &Mark) -> Result<(), StoreError> {
        transaction!(self, tx => {
            if mark.look_on.is_none() && mark.paused_until.is_none() {
                sqlx::query("DELETE FROM mark WHERE account_id = $1 AND alliance_id = $2")
                    .bind(account)
                    .bind(alliance)
                    .execute(&mut *tx)
                    .await?;
            } else {
                sqlx::query(
                    "INSERT INTO mark (account_id, alliance_id, look_on, paused_until, sealed) \
                     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, alliance_id) \
                     DO UPDATE SET look_on = $3, paused_until = $4, sealed = $5",
                )
                .bind(account)
                .bind(alliance)
                .bind(&mark.look_on)
                .bind(&mark.paused_until)
                .bind(&mark.sealed)
                .execute(&mut *tx)
                .await?;
            }
            sqlx::query(STAMP).execute(&mut *tx).await?;
            Ok(())
        })
    }
}
