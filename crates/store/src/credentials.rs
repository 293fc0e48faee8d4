//! Who holds what was sealed, and who speaks for a party: by credential, which is a name that the caller makes of a link,
//! an account or an address.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, transaction, write};
use crate::{micros, moment};

/// Notes who holds a place.
pub(crate) const HOLD: &str = "INSERT INTO holder (alliance_id, place, person_id, credential, since) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (alliance_id, place, person_id) DO NOTHING";

/// Somebody who speaks for a party, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The party.
    pub party: String,
    /// The credential.
    pub credential: String,
    /// Where mail reaches them; none: it is not known, or was erased.
    pub address: Option<String>,
    /// Whether by their own right: as the first, or let in by one who was.
    pub is_established: bool,
    /// Since when.
    pub since: Timestamp,
}

impl Store {
    /// The credential that holds what a person sealed at a place; none: nobody has sealed anything there.
    pub async fn holder(
        &self,
        alliance: &str,
        place: &str,
        person: &str,
    ) -> Result<Option<String>, StoreError> {
        let found: Option<(String,)> = read!(self, on => {
            sqlx::query_as(
                "SELECT credential FROM holder WHERE alliance_id = $1 AND place = $2 AND person_id = $3",
            )
            .bind(alliance)
            .bind(place)
            .bind(person)
            .fetch_optional(on)
            .await?
        });
        Ok(found.map(|(credential,)| credential))
    }

    /// Every place in an alliance where something is held: the place, the person, the credential.
    pub async fn held(&self, alliance: &str) -> Result<Vec<(String, String, String)>, StoreError> {
        Ok(read!(self, on => {
            sqlx::query_as("SELECT place, person_id, credential FROM holder WHERE alliance_id = $1")
                .bind(alliance)
                .fetch_all(on)
                .await?
        }))
    }

    /// Notes who holds what a person seals at a place. Of several the first stays.
    pub async fn hold(
        &self,
        alliance: &str,
        (place, person): (&str, &str),
        credential: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(HOLD)
            .bind(alliance)
            .bind(place)
            .bind(person)
            .bind(credential)
            .bind(micros(at))
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// Lets go of a place where what was sealed is erased.
    pub async fn let_go(&self, alliance: &str, place: &str, person: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("DELETE FROM holder WHERE alliance_id = $1 AND place = $2 AND person_id = $3")
                .bind(alliance)
                .bind(place)
                .bind(person)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// Who speaks for the parties of an alliance, or did, in the order in which they came.
    pub async fn speakers(&self, alliance: &str) -> Result<Vec<Speaker>, StoreError> {
        let rows: Vec<(String, String, Option<String>, i64, i64)> = read!(self, on => {
            sqlx::query_as(
                "SELECT party_id, credential, address, is_established, since FROM speaker WHERE alliance_id = $1 \
                 ORDER BY since, credential",
            )
            .bind(alliance)
            .fetch_all(on)
            .await?
        });
        let speaker = |(party, credential, address, established, since): (_, _, _, i64, i64)| Speaker {
            party,
            credential,
            address,
            is_established: established != 0,
            since: moment(since),
        };
        Ok(rows.into_iter().map(speaker).collect())
    }

    /// Notes that somebody speaks for a party: as established where they are let in, or where nobody spoke for it yet.
    pub async fn speak_for(
        &self,
        alliance: &str,
        (party, credential): (&str, &str),
        address: Option<&str>,
        is_let_in: bool,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        transaction!(self, tx => {
            let known: Vec<(String,)> =
                sqlx::query_as("SELECT credential FROM speaker WHERE alliance_id = $1 AND party_id = $2 LIMIT 1")
                    .bind(alliance)
                    .bind(party)
                    .fetch_all(&mut *tx)
                    .await?;
            let established = i64::from(is_let_in || known.is_empty());
            sqlx::query(
                "INSERT INTO speaker (alliance_id, party_id, credential, address, is_established, since) \
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (alliance_id, party_id, credential) DO UPDATE SET \
                 is_established = CASE WHEN speaker.is_established > $5 THEN speaker.is_established ELSE $5 END",
            )
            .bind(alliance)
            .bind(party)
            .bind(credential)
            .bind(address)
            .bind(established)
            .bind(micros(at))
            .execute(&mut *tx)
            .await?;
            Ok(())
        })
    }
}
