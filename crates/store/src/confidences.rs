//! What somebody tells the adviser alone. It stands on no record; whoever wrote it may take it back, and only they
//! and that adviser ever get it.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, write};
use crate::{micros, moment};

/// Something told in confidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confidence {
    /// Its id.
    pub id: String,
    /// The account of whoever told it.
    pub author: String,
    /// The account of the adviser who was told.
    pub adviser: String,
    /// What was told, sealed.
    pub sealed: Vec<u8>,
    /// When.
    pub written_at: Timestamp,
    /// What the adviser answered, sealed, and when.
    pub reply: Option<(Vec<u8>, Timestamp)>,
}

type Row = (String, String, String, Vec<u8>, i64, Option<Vec<u8>>, Option<i64>);

fn confidence((id, author, adviser, sealed, written, reply, replied): Row) -> Confidence {
    let reply = reply.zip(replied.map(moment));
    Confidence { id, author, adviser, sealed, written_at: moment(written), reply }
}

impl Store {
    /// Keeps something told in confidence.
    pub async fn confide(&self, alliance: &str, told: &Confidence) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO confidence (id, alliance_id, author_id, adviser_id, sealed, written_at) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(&told.id)
            .bind(alliance)
            .bind(&told.author)
            .bind(&told.adviser)
            .bind(&told.sealed)
            .bind(micros(told.written_at))
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// What an account has told in an alliance, or was told as its adviser, the latest first.
    pub async fn confidences(&self, alliance: &str, account: &str) -> Result<Vec<Confidence>, StoreError> {
        let rows: Vec<Row> = read!(self, on => {
            sqlx::query_as(
                "SELECT id, author_id, adviser_id, sealed, written_at, reply, replied_at FROM confidence \
                 WHERE alliance_id = $1 AND (author_id = $2 OR adviser_id = $2) ORDER BY written_at DESC, id",
            )
            .bind(alliance)
            .bind(account)
            .fetch_all(on)
            .await?
        });
        Ok(rows.into_iter().map(confidence).collect())
    }

    /// Keeps what the adviser answers, in the place of an earlier answer. Says whether that adviser was told it.
    pub async fn answer_confidence(
        &self,
        alliance: &str,
        adviser: &str,
        id: &str,
        (sealed, at): (&[u8], Timestamp),
    ) -> Result<bool, StoreError> {
        let done = write!(self, on => {
            sqlx::query(
                "UPDATE confidence SET reply = $4, replied_at = $5 \
                 WHERE alliance_id = $1 AND adviser_id = $2 AND id = $3",
            )
            .bind(alliance)
            .bind(adviser)
            .bind(id)
            .bind(sealed)
            .bind(micros(at))
            .execute(on)
            .await?
            .rows_affected()
        });
        Ok(done > 0)
    }

    /// Removes what its author takes back, and the answer with it. Says whether it was theirs.
    pub async fn take_confidence_back(
        &self,
        alliance: &str,
        author: &str,
        id: &str,
    ) -> Result<bool, StoreError> {
        let done = write!(self, on => {
            sqlx::query("DELETE FROM confidence WHERE alliance_id = $1 AND author_id = $2 AND id = $3")
                .bind(alliance)
                .bind(author)
                .bind(id)
                .execute(on)
                .await?
                .rows_affected()
        });
        Ok(done > 0)
    }
}
