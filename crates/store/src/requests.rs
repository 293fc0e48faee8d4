//! Seats that wait for the word of somebody who speaks for their party.

use jiff::Timestamp;

use crate::alliances::STAMP;
use crate::db::{Store, StoreError, read, transaction, write};
use crate::{micros, moment};

/// A seat that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatRequest {
    /// Its id.
    pub id: String,
    /// In which alliance.
    pub alliance: String,
    /// For which party.
    pub party: String,
    /// As which person.
    pub person: String,
    /// For which account.
    pub account: String,
    /// The account that asks.
    pub asked_by: String,
    /// Since when.
    pub asked_at: Timestamp,
    /// The day on which those who spoke for the party were last told; empty where they were not.
    pub told_on: String,
}

/// How a request came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody who speaks for the party let them in.
    LetIn,
    /// Somebody who speaks for the party said no.
    Refused,
    /// Nobody spoke for the party any more, and all others agreed.
    Agreed,
    /// Whoever asked took it back.
    TakenBack,
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::LetIn => "let_in",
            Self::Refused => "refused",
            Self::Agreed => "agreed",
            Self::TakenBack => "taken_back",
        }
    }

    fn begins(self) -> bool {
        matches!(self, Self::LetIn | Self::Agreed)
    }
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, alliance_id, party_id, person_id, account_id, asked_by, asked_at, told_on FROM seat_request ",
            $rest
        )
    };
}

type Row = (String, String, String, String, String, String, i64, String);

fn request((id, alliance, party, person, account, asked_by, asked_at, told_on): Row) -> SeatRequest {
    SeatRequest { id, alliance, party, person, account, asked_by, asked_at: moment(asked_at), told_on }
}

impl Store {
    /// Asks for a seat. One that the same account waits for already is left as it is; answers whether this one is new.
    pub async fn ask_for_seat(&self, new: &SeatRequest) -> Result<bool, StoreError> {
        let done = write!(self, on => {
            sqlx::query(
                "INSERT INTO seat_request (id, alliance_id, party_id, person_id, account_id, asked_by, asked_at) \
                 SELECT $1, $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT 1 FROM seat_request \
                 WHERE alliance_id = $2 AND account_id = $5 AND ended_at IS NULL)",
            )
            .bind(&new.id)
            .bind(&new.alliance)
            .bind(&new.party)
            .bind(&new.person)
            .bind(&new.account)
            .bind(&new.asked_by)
            .bind(micros(new.asked_at))
            .execute(on)
            .await?
            .rows_affected()
        });
        Ok(done == 1)
    }

    /// The seats that wait in an alliance, the first asked for first.
    pub async fn seats_asked(&self, alliance: &str) -> Result<Vec<SeatRequest>, StoreError> {
        let rows: Vec<Row> = read!(self, on => {
            sqlx::query_as(columns!("WHERE alliance_id = $1 AND ended_at IS NULL ORDER BY asked_at, id"))
                .bind(alliance)
                .fetch_all(on)
                .await?
        });
        Ok(rows.into_iter().map(request).collect())
    }

    /// The seats that wait anywhere, at most so many, those told of longest ago first.
    pub async fn all_seats_asked(&self, limit: u32) -> Result<Vec<SeatRequest>, StoreError> {
        let rows: Vec<Row> = read!(self, on => {
            sqlx::query_as(columns!("WHERE ended_at IS NULL ORDER BY told_on, id LIMIT $1"))
                .bind(i64::from(limit))
                .fetch_all(on)
                .await?
        });
        Ok(rows.into_iter().map(request).collect())
    }

    /// Notes the day on which those who spoke for the party were told.
    pub async fn told_of_seat(&self, id: &str, day: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("UPDATE seat_request SET told_on = $1 WHERE id = $2").bind(day).bind(id).execute(on).await?;
        });
        Ok(())
    }

    /// Ends a request; where it ends well the seat begins with it. Answers whether it was still waiting.
    pub async fn end_request(
        &self,
        asked: &SeatRequest,
        outcome: Outcome,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        transaction!(self, tx => {
            let ended = sqlx::query(
                "UPDATE seat_request SET ended_at = $1, outcome = $2 WHERE id = $3 AND ended_at IS NULL",
            )
            .bind(micros(at))
            .bind(outcome.word())
            .bind(&asked.id)
            .execute(&mut *tx)
            .await?;
            let ends = ended.rows_affected() == 1;
            if ends && outcome.begins() {
                sqlx::query(
                    "INSERT INTO membership (alliance_id, account_id, role, party_id, person_id, since) \
                     VALUES ($1, $2, 'partner', $3, $4, $5) ON CONFLICT (alliance_id, account_id) DO NOTHING",
                )
                .bind(&asked.alliance)
                .bind(&asked.account)
                .bind(&asked.party)
                .bind(&asked.person)
                .bind(micros(at))
                .execute(&mut *tx)
                .await?;
            }
            sqlx::query(STAMP).execute(&mut *tx).await?;
            Ok(ends)
        })
    }
}
