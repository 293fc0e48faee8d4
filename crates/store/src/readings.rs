//! Readings as they were given: what was said of an alliance and by which rules. Rows are only ever added, one when what
//! is said differs from what was said last. What a reading says is text to the store.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::db::{Store, StoreError, read};
use crate::moment;

/// What was said of an alliance on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The day.
    pub on: String,
    /// When it was given.
    pub at: Timestamp,
    /// What was said: what differs makes a new row.
    pub said: String,
    /// The versions of the framework and of the program.
    pub rules: String,
}

/// Adds a reading unless the last one of the alliance says the same; within a transaction that has written to the alliance,
/// so that of two who say the same at once one waits.
pub(crate) const GIVE: &str = "INSERT INTO reading (alliance_id, number, given_at, given_on, said, rules) \
     SELECT $1, COALESCE((SELECT max(number) FROM reading WHERE alliance_id = $1), 0) + 1, $2, $3, $4, $5 \
     WHERE NOT EXISTS (SELECT 1 FROM reading r WHERE r.alliance_id = $1 AND r.said = $4 \
     AND r.number = (SELECT max(number) FROM reading WHERE alliance_id = $1))";

type Row = (String, String, i64, String, String);

impl Store {
    /// The readings of every alliance in which an account has a seat, by alliance, in the order in which they were given.
    pub async fn readings(&self, account: &str) -> Result<BTreeMap<String, Vec<Reading>>, StoreError> {
        let rows: Vec<Row> = read!(self, on => {
            sqlx::query_as(
                "SELECT r.alliance_id, r.given_on, r.given_at, r.said, r.rules FROM reading r \
                 JOIN membership m ON m.alliance_id = r.alliance_id WHERE m.account_id = $1 \
                 ORDER BY r.alliance_id, r.number",
            )
            .bind(account)
            .fetch_all(on)
            .await?
        });
        let mut readings: BTreeMap<String, Vec<Reading>> = BTreeMap::new();
        for (alliance, on, at, said, rules) in rows {
            readings.entry(alliance).or_default().push(Reading { on, at: moment(at), said, rules });
        }
        Ok(readings)
    }
}
