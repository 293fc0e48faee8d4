//! What stands beside the records to tell whether they are whole, and whether the key at hand is theirs. The store keeps
//! it and cannot read it.

use crate::db::{Store, StoreError, read, write};

/// Where a record ends, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many facts it should have and the hash of the last one, sealed; none in an alliance from before.
    pub sealed: Option<Vec<u8>>,
    /// The number of the last fact that is there.
    pub last: u64,
}

impl Store {
    /// Where the record of an alliance ends; none where there is no such alliance.
    pub async fn head(&self, alliance: &str) -> Result<Option<Head>, StoreError> {
        let found: Option<(Option<Vec<u8>>, i64)> = read!(self, on => {
            sqlx::query_as(
                "SELECT sealed_head, (SELECT COALESCE(MAX(seq), 0) FROM fact WHERE alliance_id = $1) \
                 FROM alliance WHERE id = $1",
            )
            .bind(alliance)
            .fetch_optional(on)
            .await?
        });
        Ok(found.map(|(sealed, last)| Head { sealed, last: last as u64 }))
    }

    /// The alliances whose end is not sealed yet.
    pub async fn without_head(&self) -> Result<Vec<String>, StoreError> {
        let found: Vec<(String,)> = read!(self, on => {
            sqlx::query_as("SELECT id FROM alliance WHERE sealed_head IS NULL ORDER BY id").fetch_all(on).await?
        });
        Ok(found.into_iter().map(|(id,)| id).collect())
    }

    /// Keeps the sealed end of a record from before, which has `last` facts.
    pub async fn keep_head(&self, alliance: &str, last: u64, sealed: &[u8]) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("UPDATE alliance SET sealed_head = $1 WHERE id = $2 AND head = $3 AND sealed_head IS NULL")
                .bind(sealed)
                .bind(alliance)
                .bind(last as i64)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// What only the key of this installation opens, where it was kept.
    pub async fn house_proof(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let found: Option<(Vec<u8>,)> = read!(self, on => {
            sqlx::query_as("SELECT sealed FROM house WHERE id = 1").fetch_optional(on).await?
        });
        Ok(found.map(|(sealed,)| sealed))
    }

    /// Keeps it; of two that do so at once the first one's stays.
    pub async fn keep_house_proof(&self, sealed: &[u8]) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("INSERT INTO house (id, sealed) VALUES (1, $1) ON CONFLICT (id) DO NOTHING")
                .bind(sealed)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// Any wrapped key, with its alliance and subject, where there is one.
    pub async fn any_key(&self) -> Result<Option<(String, String, Vec<u8>)>, StoreError> {
        Ok(read!(self, on => {
            sqlx::query_as("SELECT alliance_id, subject, wrapped FROM sealed_key LIMIT 1").fetch_optional(on).await?
        }))
    }

    /// Whether anything was written that belongs to a key.
    pub async fn is_used(&self) -> Result<bool, StoreError> {
        let (used,): (i64,) = read!(self, on => {
            sqlx::query_as(
                "SELECT (SELECT COUNT(*) FROM house) + (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM alliance)",
            )
            .fetch_one(on)
            .await?
        });
        Ok(used > 0)
    }
}
