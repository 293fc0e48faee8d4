//! Appending to a record: facts and all that goes with them, in one transaction. Of two writers that build on the
//! same last fact one is told that it came second, and nothing of it is written.

use jiff::Timestamp;

use crate::alliances::{STAMP, Summary};
use crate::db::{Store, StoreError, read, transaction};
use crate::evidence::MovedEvidence;
use crate::invitations::NewInvitation;
use crate::outbox::QueuedMail;
use crate::{
    Membership, Person, SavedPlaybook, credentials, invitations, micros, outbox, people, playbooks, readings,
};

/// What one act changes in one alliance.
pub struct Change<'a> {
    /// The alliance.
    pub alliance: &'a str,
    /// The number of facts that the change builds on; none: the alliance is new.
    pub head: Option<u64>,
    /// The new facts, as the core writes them.
    pub lines: &'a [String],
    /// How many facts there are after them and the hash of the last one, sealed.
    pub sealed_head: &'a [u8],
    /// The summary after them.
    pub summary: &'a Summary,
    /// What else is written with them, or not at all.
    pub writes: Vec<Write>,
    /// When.
    pub at: Timestamp,
}

/// One thing that is written together with facts.
pub enum Write {
    /// A key, wrapped.
    Key {
        /// Whose.
        subject: String,
        /// The key, wrapped under the key of the installation.
        wrapped: Vec<u8>,
    },
    /// Who a person is.
    Person(Person),
    /// A seat; one that the account has already stays as it is.
    Member(Membership),
    /// An invitation to a round.
    Invitation(NewInvitation),
    /// A mail.
    Mail(QueuedMail),
    /// What is unfinished, sealed, in the place of what was there.
    Draft {
        /// In which round, or exchange.
        round: String,
        /// Whose.
        person: String,
        /// What, sealed.
        sealed: String,
    },
    /// This alliance began from a playbook.
    BegunFrom {
        /// Which.
        playbook: String,
    },
    /// A version of a playbook, made from this alliance.
    Playbook {
        /// Whose it is.
        account: String,
        /// The version.
        saved: SavedPlaybook,
    },
    /// A file of evidence that came with a case; one that is there already stays.
    Evidence(MovedEvidence),
    /// A credential speaks for a party from now on, by its own right where nobody did before.
    Speaker {
        /// The party.
        party: String,
        /// The credential.
        credential: String,
        /// Where mail reaches them.
        address: Option<String>,
    },
    /// The seats of a party end.
    Unseat {
        /// Which party.
        party: String,
    },
    /// What a person has sealed at a place is held by a credential; a holder that is there already stays.
    Holder {
        /// The place.
        place: String,
        /// The person.
        person: String,
        /// The credential.
        credential: String,
    },
    /// A respondent is done: the draft goes, the invitation says so.
    Done {
        /// In which round.
        round: String,
        /// Who.
        person: String,
    },
}

/// Why a change was not made.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Somebody else appended in between.
    #[error("somebody else wrote to this record in between")]
    Conflict,
    /// The last facts of the record are not there any more.
    #[error("the record was cut: its last facts are missing in the database")]
    Cut,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for CommitError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Makes a change, whole or not at all.
    ///
    /// # Errors
    /// `Conflict` when the record has grown since; then nothing is written and the caller may decide anew.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of write: it reads as a table")]
    pub async fn commit(&self, change: &Change<'_>) -> Result<(), CommitError> {
        let before = change.head.unwrap_or(0) as i64;
        let after = before + change.lines.len() as i64;
        let s = change.summary;
        transaction!(self, tx => {
            if change.head.is_none() {
                let made = sqlx::query(
                    "INSERT INTO alliance (id, head, created_at, name, stage, parties, attention, next_step, \
                     next_path, verdict, alarms, watches, looked_on) \
                     VALUES ($1, 0, $2, '', '', 0, 0, '', '', '', 0, 0, '') ON CONFLICT (id) DO NOTHING",
                )
                .bind(change.alliance)
                .bind(micros(change.at))
                .execute(&mut *tx)
                .await?;
                // Two writers that both found no alliance meet at its key.
                if made.rows_affected() == 0 {
                    return Err(CommitError::Conflict);
                }
            }
            let moved = sqlx::query(
                "UPDATE alliance SET head = $1, name = $2, stage = $3, parties = $4, attention = $5, next_step = $6, \
                 next_path = $7, verdict = $8, alarms = $9, watches = $10, looked_on = $11, \
                 outcome = $12, next_on = $13, let_in = $14, facets = $15, history = COALESCE($16, history), \
                 sealed_head = $17 WHERE id = $18 AND head = $19",
            )
            .bind(after)
            .bind(&s.name)
            .bind(&s.stage)
            .bind(i64::from(s.parties))
            .bind(i64::from(s.attention))
            .bind(&s.next_step)
            .bind(&s.next_path)
            .bind(&s.verdict)
            .bind(i64::from(s.alarms))
            .bind(i64::from(s.watches))
            .bind(&s.looked_on)
            .bind(&s.beyond.outcome)
            .bind(&s.beyond.next_on)
            .bind(&s.beyond.let_in)
            .bind(&s.beyond.facets)
            .bind(&s.beyond.history)
            .bind(change.sealed_head)
            .bind(change.alliance)
            .bind(before)
            .execute(&mut *tx)
            .await?;
            if moved.rows_affected() == 0 {
                return Err(CommitError::Conflict);
            }
            let (last,): (i64,) =
                sqlx::query_as("SELECT COALESCE(MAX(seq), 0) FROM fact WHERE alliance_id = $1")
                    .bind(change.alliance)
                    .fetch_one(&mut *tx)
                    .await?;
            if last != before {
                return Err(CommitError::Cut);
            }
            for (place, line) in change.lines.iter().enumerate() {
                sqlx::query("INSERT INTO fact (alliance_id, seq, line) VALUES ($1, $2, $3)")
                    .bind(change.alliance)
                    .bind(before + 1 + place as i64)
                    .bind(line)
                    .execute(&mut *tx)
                    .await?;
            }
            if let Some(reading) = &s.given {
                sqlx::query(readings::GIVE)
                    .bind(change.alliance)
                    .bind(micros(reading.at))
                    .bind(&reading.on)
                    .bind(&reading.said)
                    .bind(&reading.rules)
                    .execute(&mut *tx)
                    .await?;
            }
            for write in &change.writes {
                match write {
                    Write::Key { subject, wrapped } => {
                        sqlx::query(
                            "INSERT INTO sealed_key (alliance_id, subject, wrapped) VALUES ($1, $2, $3) \
                             ON CONFLICT (alliance_id, subject) DO NOTHING",
                        )
                        .bind(change.alliance)
                        .bind(subject)
                        .bind(wrapped)
                        .execute(&mut *tx)
                        .await?;
                    }
                    Write::Person(person) => {
                        sqlx::query(
                            "INSERT INTO person (alliance_id, person_id, name, address) VALUES ($1, $2, $3, $4) \
                             ON CONFLICT (alliance_id, person_id) DO UPDATE SET name = $3, address = $4",
                        )
                        .bind(change.alliance)
                        .bind(&person.id)
                        .bind(&person.name)
                        .bind(&person.address)
                        .execute(&mut *tx)
                        .await?;
                    }
                    Write::Member(member) => {
                        sqlx::query(
                            "INSERT INTO membership (alliance_id, account_id, role, party_id, person_id, since) \
                             VALUES ($1, $2, $3, $4, $5, $6) \
                             ON CONFLICT (alliance_id, account_id) DO NOTHING",
                        )
                        .bind(change.alliance)
                        .bind(&member.account)
                        .bind(&member.role)
                        .bind(&member.party)
                        .bind(&member.person)
                        .bind(micros(change.at))
                        .execute(&mut *tx)
                        .await?;
                    }
                    Write::Invitation(invitation) => {
                        sqlx::query(invitations::INSERT)
                        .bind(&invitation.id)
                        .bind(change.alliance)
                        .bind(&invitation.round)
                        .bind(&invitation.person)
                        .bind(&invitation.token_hash)
                        .bind(micros(change.at))
                        .bind(micros(invitation.expires_at))
                        .bind(invitation.address.as_ref().map(|_| micros(change.at)))
                        .bind(&invitation.address)
                        .bind(&invitation.made_by)
                        .execute(&mut *tx)
                        .await?;
                    }
                    Write::Mail(mail) => {
                        sqlx::query(outbox::INSERT)
                            .bind(&mail.id)
                            .bind(&mail.sealed)
                            .bind(micros(change.at))
                            .bind(micros(mail.due_at))
                            .execute(&mut *tx)
                            .await?;
                    }
                    Write::Draft { round, person, sealed } => {
                        sqlx::query(people::SAVE_DRAFT)
                            .bind(change.alliance)
                            .bind(round)
                            .bind(person)
                            .bind(sealed)
                            .bind(micros(change.at))
                            .execute(&mut *tx)
                            .await?;
                        // Whoever takes something back is not done any more.
                        sqlx::query(
                            "UPDATE invitation SET done_at = NULL WHERE alliance_id = $1 AND round_id = $2 \
                             AND person_id = $3 AND revoked_at IS NULL",
                        )
                        .bind(change.alliance)
                        .bind(round)
                        .bind(person)
                        .execute(&mut *tx)
                        .await?;
                    }
                    Write::Playbook { account, saved } => {
                        sqlx::query(playbooks::SAVE)
                            .bind(account)
                            .bind(&saved.playbook)
                            .bind(i64::from(saved.version))
                            .bind(micros(saved.saved_at))
                            .bind(&saved.text)
                            .execute(&mut *tx)
                            .await?;
                    }
                    Write::BegunFrom { playbook } => {
                        sqlx::query(
                            "INSERT INTO playbook_start (alliance_id, playbook_id) VALUES ($1, $2) \
                             ON CONFLICT (alliance_id) DO NOTHING",
                        )
                        .bind(change.alliance)
                        .bind(playbook)
                        .execute(&mut *tx)
                        .await?;
                    }
                    Write::Evidence(file) => {
                        sqlx::query(
                            "INSERT INTO evidence (id, alliance_id, exchange_id, party_id, size, sealed, added_at) \
                             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
                        )
                        .bind(&file.id)
                        .bind(change.alliance)
                        .bind(&file.exchange)
                        .bind(&file.party)
                        .bind(file.size as i64)
                        .bind(&file.sealed)
                        .bind(micros(change.at))
                        .execute(&mut *tx)
                        .await?;
                    }
                    Write::Speaker { party, credential, address } => {
                        sqlx::query(
                            "INSERT INTO speaker (alliance_id, party_id, credential, address, is_established, since) \
                             SELECT $1, $2, $3, $4, CASE WHEN EXISTS (SELECT 1 FROM speaker WHERE alliance_id = $1 \
                             AND party_id = $2) THEN 0 ELSE 1 END, $5 \
                             ON CONFLICT (alliance_id, party_id, credential) DO NOTHING",
                        )
                        .bind(change.alliance)
                        .bind(party)
                        .bind(credential)
                        .bind(address)
                        .bind(micros(change.at))
                        .execute(&mut *tx)
                        .await?;
                    }
                    Write::Unseat { party } => {
                        sqlx::query("DELETE FROM membership WHERE alliance_id = $1 AND party_id = $2 AND role <> 'lead'")
                            .bind(change.alliance)
                            .bind(party)
                            .execute(&mut *tx)
                            .await?;
                    }
                    Write::Holder { place, person, credential } => {
                        sqlx::query(credentials::HOLD)
                            .bind(change.alliance)
                            .bind(place)
                            .bind(person)
                            .bind(credential)
                            .bind(micros(change.at))
                            .execute(&mut *tx)
                            .await?;
                    }
                    Write::Done { round, person } => {
                        sqlx::query("DELETE FROM draft WHERE alliance_id = $1 AND round_id = $2 AND person_id = $3")
                            .bind(change.alliance)
                            .bind(round)
                            .bind(person)
                            .execute(&mut *tx)
                            .await?;
                        sqlx::query(
                            "UPDATE invitation SET done_at = $1 WHERE alliance_id = $2 AND round_id = $3 \
                             AND person_id = $4 AND revoked_at IS NULL",
                        )
                        .bind(micros(change.at))
                        .bind(change.alliance)
                        .bind(round)
                        .bind(person)
                        .execute(&mut *tx)
                        .await?;
                    }
                }
            }
            sqlx::query(STAMP).execute(&mut *tx).await?;
            Ok(())
        })
    }

    /// The lines of a record after the first `after` facts, in order.
    pub async fn lines(&self, alliance: &str, after: u64) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = read!(self, on => {
            sqlx::query_as("SELECT line FROM fact WHERE alliance_id = $1 AND seq > $2 ORDER BY seq")
                .bind(alliance)
                .bind(after as i64)
                .fetch_all(on)
                .await?
        });
        Ok(rows.into_iter().map(|(line,)| line).collect())
    }

    /// The wrapped keys of an alliance, in the order of their subjects.
    pub async fn keys(&self, alliance: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        Ok(read!(self, on => {
            sqlx::query_as("SELECT subject, wrapped FROM sealed_key WHERE alliance_id = $1 ORDER BY subject")
                .bind(alliance)
                .fetch_all(on)
                .await?
        }))
    }

    /// Destroys the keys of `subjects`: what was sealed under them is erased for good.
    pub async fn destroy_keys(&self, alliance: &str, subjects: &[String]) -> Result<(), StoreError> {
        let done: Result<(), StoreError> = transaction!(self, tx => {
            for subject in subjects {
                sqlx::query("DELETE FROM sealed_key WHERE alliance_id = $1 AND subject = $2")
                    .bind(alliance)
                    .bind(subject)
                    .execute(&mut *tx)
                    .await?;
            }
            Ok(())
        });
        done?;
        self.wipe().await
    }
}
