//! Invitations to a round: personal links that run out and can be revoked. Only the hash of a link is stored.

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, transaction, write};
use crate::outbox::QueuedMail;
use crate::{micros, moment, outbox};

/// An invitation that is made.
pub struct NewInvitation {
    /// Its id.
    pub id: String,
    /// To which round.
    pub round: String,
    /// Who.
    pub person: String,
    /// The hash of its token.
    pub token_hash: String,
    /// Until when.
    pub expires_at: Timestamp,
    /// The address that it is sent to; none: it is handed over.
    pub address: Option<String>,
    /// The account that made it; none: the program did.
    pub made_by: Option<String>,
}

/// Where an invitation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    /// Made, and not sent by mail.
    Made,
    /// Sent by mail.
    Sent,
    /// The link was opened.
    Opened,
    /// The first answer was saved.
    Started,
    /// The answers were submitted.
    Done,
    /// It ran out.
    Expired,
    /// It was taken back.
    Revoked,
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: String,
    /// The alliance.
    pub alliance: String,
    /// The round.
    pub round: String,
    /// Who.
    pub person: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// When a mail went out.
    pub sent_at: Option<Timestamp>,
    /// When the link was first opened.
    pub opened_at: Option<Timestamp>,
    /// When the first answer was saved.
    pub started_at: Option<Timestamp>,
    /// When the answers were submitted.
    pub done_at: Option<Timestamp>,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
    /// When the last reminder went out.
    pub reminded_at: Option<Timestamp>,
    /// When the person asked for no more reminders.
    pub muted_at: Option<Timestamp>,
    /// The address that it was sent to; none: it was handed over, or is so old that nobody knows.
    pub address: Option<String>,
    /// The account that made it.
    pub made_by: Option<String>,
    /// When whoever has it set a word of their own.
    pub word_set_at: Option<Timestamp>,
}

impl Invitation {
    /// Where it stands now.
    pub fn state(&self, now: Timestamp) -> InvitationState {
        if self.revoked_at.is_some() {
            InvitationState::Revoked
        } else if self.done_at.is_some() {
            InvitationState::Done
        } else if self.expires_at <= now {
            InvitationState::Expired
        } else if self.started_at.is_some() {
            InvitationState::Started
        } else if self.opened_at.is_some() {
            InvitationState::Opened
        } else if self.sent_at.is_some() {
            InvitationState::Sent
        } else {
            InvitationState::Made
        }
    }

    /// Whether its link still opens anything.
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at > now
    }
}

/// A turn in the life of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// The link was opened.
    Opened,
    /// The first answer was saved.
    Started,
    /// It was taken back.
    Revoked,
    /// A reminder went out.
    Reminded,
    /// No more reminders.
    Muted,
    /// Reminders again.
    Unmuted,
}

/// Makes an invitation.
pub(crate) const INSERT: &str = "INSERT INTO invitation (id, alliance_id, round_id, person_id, token_hash, created_at, \
     expires_at, sent_at, address, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, alliance_id, round_id, person_id, created_at, expires_at, sent_at, opened_at, started_at, \
             done_at, revoked_at, reminded_at, muted_at, address, made_by, word_set_at FROM invitation ",
            $rest
        )
    };
}

type Flat = (
    String,
    String,
    String,
    String,
    i64,
    i64,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<i64>,
);

fn invitation(flat: Flat) -> Invitation {
    let (
        id,
        alliance,
        round,
        person,
        created,
        expires,
        sent,
        opened,
        started,
        done,
        revoked,
        reminded,
        muted,
        address,
        made_by,
        word_set,
    ) = flat;
    let when = |micros: Option<i64>| micros.map(moment);
    Invitation {
        id,
        alliance,
        round,
        person,
        created_at: moment(created),
        expires_at: moment(expires),
        sent_at: when(sent),
        opened_at: when(opened),
        started_at: when(started),
        done_at: when(done),
        revoked_at: when(revoked),
        reminded_at: when(reminded),
        muted_at: when(muted),
        address,
        made_by,
        word_set_at: when(word_set),
    }
}

impl Store {
    /// Makes an invitation, with the mail that carries it, or neither.
    pub async fn invite(
        &self,
        alliance: &str,
        new: &NewInvitation,
        mail: Option<&QueuedMail>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        transaction!(self, tx => {
            sqlx::query(
                INSERT,
            )
            .bind(&new.id)
            .bind(alliance)
            .bind(&new.round)
            .bind(&new.person)
            .bind(&new.token_hash)
            .bind(micros(at))
            .bind(micros(new.expires_at))
            .bind(new.address.as_ref().map(|_| micros(at)))
            .bind(&new.address)
            .bind(&new.made_by)
            .execute(&mut *tx)
            .await?;
            if let Some(mail) = mail {
                sqlx::query(outbox::INSERT)
                    .bind(&mail.id)
                    .bind(&mail.sealed)
                    .bind(micros(at))
                    .bind(micros(mail.due_at))
                    .execute(&mut *tx)
                    .await?;
            }
            Ok(())
        })
    }

    /// The invitation behind a link, whatever its state.
    pub async fn invitation(&self, token_hash: &str) -> Result<Option<Invitation>, StoreError> {
        let found: Option<Flat> = read!(self, on => {
            sqlx::query_as(columns!("WHERE token_hash = $1")).bind(token_hash).fetch_optional(on).await?
        });
        Ok(found.map(invitation))
    }

    /// The invitations to a round, the latest first.
    pub async fn invitations(&self, alliance: &str, round: &str) -> Result<Vec<Invitation>, StoreError> {
        let rows: Vec<Flat> = read!(self, on => {
            sqlx::query_as(columns!("WHERE alliance_id = $1 AND round_id = $2 ORDER BY created_at DESC, id"))
                .bind(alliance)
                .bind(round)
                .fetch_all(on)
                .await?
        });
        Ok(rows.into_iter().map(invitation).collect())
    }

    /// Invitations that may be reminded of: good, not done, not muted, and neither made nor reminded of since.
    pub async fn to_remind(
        &self,
        now: Timestamp,
        quiet_since: Timestamp,
    ) -> Result<Vec<Invitation>, StoreError> {
        let rows: Vec<Flat> = read!(self, on => {
            sqlx::query_as(columns!(
                "WHERE done_at IS NULL AND revoked_at IS NULL AND muted_at IS NULL AND sent_at IS NOT NULL \
                 AND expires_at > $1 AND COALESCE(reminded_at, created_at) < $2 ORDER BY COALESCE(reminded_at, created_at), id LIMIT 500"
            ))
            .bind(micros(now))
            .bind(micros(quiet_since))
            .fetch_all(on)
            .await?
        });
        Ok(rows.into_iter().map(invitation).collect())
    }

    /// Notes a turn in the life of an invitation; the first time counts for what happens once.
    pub async fn turn_invitation(&self, id: &str, turn: Turn, at: Timestamp) -> Result<(), StoreError> {
        let statement = match turn {
            Turn::Opened => "UPDATE invitation SET opened_at = COALESCE(opened_at, $1) WHERE id = $2",
            Turn::Started => "UPDATE invitation SET started_at = COALESCE(started_at, $1) WHERE id = $2",
            Turn::Revoked => "UPDATE invitation SET revoked_at = COALESCE(revoked_at, $1) WHERE id = $2",
            Turn::Reminded => "UPDATE invitation SET reminded_at = $1 WHERE id = $2",
            Turn::Muted => "UPDATE invitation SET muted_at = $1 WHERE id = $2",
            Turn::Unmuted => "UPDATE invitation SET muted_at = NULL WHERE id = $2 AND $1 > 0",
        };
        write!(self, on => {
            sqlx::query(statement).bind(micros(at)).bind(id).execute(on).await?;
        });
        Ok(())
    }

    /// Revokes every open invitation of a person to a round, as when a new link takes its place.
    pub async fn revoke_invitations(
        &self,
        (alliance, round, person): (&str, &str, &str),
        at: Timestamp,
    ) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "UPDATE invitation SET revoked_at = $1 WHERE alliance_id = $2 AND round_id = $3 AND person_id = $4 \
                 AND revoked_at IS NULL",
            )
            .bind(micros(at))
            .bind(alliance)
            .bind(round)
            .bind(person)
            .execute(on)
            .await?;
        });
        Ok(())
    }
}
