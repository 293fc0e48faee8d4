//! Files of evidence in diligence packs. The store has what they hold as sealed bytes, and counts them; what they are
//! called and of what kind they are it does not know.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, transaction, write};
use crate::micros;

/// The pack of one party in one exchange.
#[derive(Debug, Clone, Copy)]
pub struct PackPlace<'a> {
    /// The alliance.
    pub alliance: &'a str,
    /// The exchange.
    pub exchange: &'a str,
    /// The party.
    pub party: &'a str,
}

/// A file of a pack on its way from one installation to another, sealed as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedEvidence {
    /// The file.
    pub id: String,
    /// The exchange.
    pub exchange: String,
    /// The party.
    pub party: String,
    /// Bytes of what it holds.
    pub size: u64,
    /// What it holds, sealed.
    pub sealed: Vec<u8>,
}

/// How much may be kept, in bytes, and how many files a pack may have.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Files in one pack.
    pub files: u64,
    /// Bytes in one pack.
    pub pack: u64,
    /// Bytes in all packs of one alliance.
    pub alliance: u64,
}

/// Whether a file was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It was.
    Yes,
    /// The pack has as many files as it may.
    TooMany,
    /// The pack is full.
    PackFull,
    /// The alliance is full.
    AllianceFull,
}

impl Store {
    /// Keeps a file of a pack, sealed, where there is room for its `size` bytes.
    pub async fn keep_evidence(
        &self,
        place: PackPlace<'_>,
        (id, size, sealed): (&str, u64, &[u8]),
        room: Room,
        at: Timestamp,
    ) -> Result<Kept, StoreError> {
        transaction!(self, tx => {
            // Of two that come at once one waits here, so that both do not take the last of the room.
            sqlx::query("UPDATE alliance SET head = head WHERE id = $1")
                .bind(place.alliance)
                .execute(&mut *tx)
                .await?;
            let (files, pack): (i64, i64) = sqlx::query_as(
                "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM evidence \
                 WHERE alliance_id = $1 AND exchange_id = $2 AND party_id = $3",
            )
            .bind(place.alliance)
            .bind(place.exchange)
            .bind(place.party)
            .fetch_one(&mut *tx)
            .await?;
            let (all,): (i64,) = sqlx::query_as(
                "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM evidence WHERE alliance_id = $1",
            )
            .bind(place.alliance)
            .fetch_one(&mut *tx)
            .await?;
            if files as u64 >= room.files {
                return Ok(Kept::TooMany);
            }
            if pack as u64 + size > room.pack {
                return Ok(Kept::PackFull);
            }
            if all as u64 + size > room.alliance {
                return Ok(Kept::AllianceFull);
            }
            sqlx::query(
                "INSERT INTO evidence (id, alliance_id, exchange_id, party_id, size, sealed, added_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
            )
            .bind(id)
            .bind(place.alliance)
            .bind(place.exchange)
            .bind(place.party)
            .bind(size as i64)
            .bind(sealed)
            .bind(micros(at))
            .execute(&mut *tx)
            .await?;
            Ok(Kept::Yes)
        })
    }

    /// What a file of a pack holds, sealed.
    pub async fn evidence(&self, place: PackPlace<'_>, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let found: Option<(Vec<u8>,)> = read!(self, on => {
            sqlx::query_as(
                "SELECT sealed FROM evidence \
                 WHERE alliance_id = $1 AND exchange_id = $2 AND party_id = $3 AND id = $4",
            )
            .bind(place.alliance)
            .bind(place.exchange)
            .bind(place.party)
            .bind(id)
            .fetch_optional(on)
            .await?
        });
        Ok(found.map(|(sealed,)| sealed))
    }

    /// The files of a pack and their sizes, in the order in which they were put in.
    pub async fn evidence_of(&self, place: PackPlace<'_>) -> Result<Vec<(String, u64)>, StoreError> {
        let rows: Vec<(String, i64)> = read!(self, on => {
            sqlx::query_as(
                "SELECT id, size FROM evidence \
                 WHERE alliance_id = $1 AND exchange_id = $2 AND party_id = $3 ORDER BY added_at, id",
            )
            .bind(place.alliance)
            .bind(place.exchange)
            .bind(place.party)
            .fetch_all(on)
            .await?
        });
        Ok(rows.into_iter().map(|(id, size)| (id, size as u64)).collect())
    }

    /// Deletes one file of a pack.
    pub async fn drop_evidence(&self, place: PackPlace<'_>, id: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "DELETE FROM evidence WHERE alliance_id = $1 AND exchange_id = $2 AND party_id = $3 AND id = $4",
            )
            .bind(place.alliance)
            .bind(place.exchange)
            .bind(place.party)
            .bind(id)
            .execute(on)
            .await?;
        });
        self.wipe().await
    }

    /// Erases a pack for good: its files, what was filled in at `draft` (a round and a person, as drafts are kept),
    /// and its key, without which what stands on the record cannot be read.
    pub async fn erase_pack(
        &self,
        place: PackPlace<'_>,
        draft: (&str, &str),
        subject: &str,
    ) -> Result<(), StoreError> {
        let done: Result<(), StoreError> = transaction!(self, tx => {
            sqlx::query("DELETE FROM evidence WHERE alliance_id = $1 AND exchange_id = $2 AND party_id = $3")
                .bind(place.alliance)
                .bind(place.exchange)
                .bind(place.party)
                .execute(&mut *tx)
                .await?;
            sqlx::query("DELETE FROM draft WHERE alliance_id = $1 AND round_id = $2 AND person_id = $3")
                .bind(place.alliance)
                .bind(draft.0)
                .bind(draft.1)
                .execute(&mut *tx)
                .await?;
            sqlx::query("DELETE FROM holder WHERE alliance_id = $1 AND place = $2 AND person_id = $3")
                .bind(place.alliance)
                .bind(draft.0)
                .bind(draft.1)
                .execute(&mut *tx)
                .await?;
            sqlx::query("DELETE FROM sealed_key WHERE alliance_id = $1 AND subject = $2")
                .bind(place.alliance)
                .bind(subject)
                .execute(&mut *tx)
                .await?;
            Ok(())
        });
        done?;
        self.wipe().await
    }
}
