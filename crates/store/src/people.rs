//! Who the people of a record are. The record knows them by id alone; names and addresses stand here and can be
//! erased. Their unfinished answers stand here too, sealed.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, transaction, write};
use crate::micros;

/// Saves what is unfinished.
pub(crate) const SAVE_DRAFT: &str = "INSERT INTO draft (alliance_id, round_id, person_id, sealed, saved_at) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (alliance_id, round_id, person_id) DO UPDATE SET sealed = $4, saved_at = $5";

/// A person of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The id in the record.
    pub id: String,
    /// What people call them.
    pub name: String,
    /// Where mail reaches them.
    pub address: Option<String>,
}

impl Store {
    /// The people of an alliance.
    pub async fn people(&self, alliance: &str) -> Result<Vec<Person>, StoreError> {
        let rows: Vec<(String, String, Option<String>)> = read!(self, on => {
            sqlx::query_as("SELECT person_id, name, address FROM person WHERE alliance_id = $1 ORDER BY person_id")
                .bind(alliance)
                .fetch_all(on)
                .await?
        });
        Ok(rows.into_iter().map(|(id, name, address)| Person { id, name, address }).collect())
    }

    /// Writes down who a person is.
    pub async fn name_person(&self, alliance: &str, person: &Person) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO person (alliance_id, person_id, name, address) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (alliance_id, person_id) DO UPDATE SET name = $3, address = $4",
            )
            .bind(alliance)
            .bind(&person.id)
            .bind(&person.name)
            .bind(&person.address)
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// The unfinished answers of a person in a round, sealed.
    pub async fn draft(
        &self,
        alliance: &str,
        round: &str,
        person: &str,
    ) -> Result<Option<String>, StoreError> {
        let found: Option<(String,)> = read!(self, on => {
            sqlx::query_as("SELECT sealed FROM draft WHERE alliance_id = $1 AND round_id = $2 AND person_id = $3")
                .bind(alliance)
                .bind(round)
                .bind(person)
                .fetch_optional(on)
                .await?
        });
        Ok(found.map(|(sealed,)| sealed))
    }

    /// Deletes the unfinished answers of a person in a round; nobody holds them any more.
    pub async fn drop_draft(&self, alliance: &str, round: &str, person: &str) -> Result<(), StoreError> {
        transaction!(self, tx => {
            for statement in [
                "DELETE FROM draft WHERE alliance_id = $1 AND round_id = $2 AND person_id = $3",
                "DELETE FROM holder WHERE alliance_id = $1 AND place = $2 AND person_id = $3",
            ] {
                sqlx::query(statement).bind(alliance).bind(round).bind(person).execute(&mut *tx).await?;
            }
            Ok(())
        })
    }

    /// Saves unfinished answers, sealed.
    pub async fn save_draft(
        &self,
        (alliance, round, person): (&str, &str, &str),
        sealed: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(SAVE_DRAFT)
            .bind(alliance)
            .bind(round)
            .bind(person)
            .bind(sealed)
            .bind(micros(at))
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// Keeps a key, wrapped; a key that is there already stays.
    pub async fn keep_key(&self, alliance: &str, subject: &str, wrapped: &[u8]) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO sealed_key (alliance_id, subject, wrapped) VALUES ($1, $2, $3) \
                 ON CONFLICT (alliance_id, subject) DO NOTHING",
            )
            .bind(alliance)
            .bind(subject)
            .bind(wrapped)
            .execute(on)
            .await?;
        });
        Ok(())
    }
}
