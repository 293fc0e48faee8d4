//! Sessions: who is signed in, where, and until when. Only the hash of a session's token is stored.

use jiff::Timestamp;

use crate::alliances::Membership;
use crate::db::{Store, StoreError, read, write};
use crate::{micros, moment};

/// A session, as its owner sees it in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id, which is not its token.
    pub id: String,
    /// The browser, as it named itself.
    pub agent: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// A session that begins.
pub struct NewSession<'a> {
    /// Its id.
    pub id: &'a str,
    /// The hash of its token.
    pub token_hash: &'a str,
    /// Whose.
    pub account: &'a str,
    /// The browser, as it named itself.
    pub agent: &'a str,
    /// Now.
    pub at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// What one request is told about whoever makes it: the session, the account, and the seat in one alliance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The session.
    pub session: String,
    /// When it was last noted as used.
    pub seen_at: Timestamp,
    /// The account.
    pub account: String,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// The seat in the alliance asked for, and how many facts that has.
    pub seat: Option<(Membership, u64)>,
    /// Counts up with every change that a desk may show.
    pub desk_stamp: u64,
}

pub(crate) type VisitRow =
    (String, i64, String, String, String, Option<String>, Option<String>, Option<String>, Option<i64>, i64);

/// A row as a visit.
pub(crate) fn visited(row: VisitRow) -> Visit {
    let (session, seen_at, account, name, address, role, party, person, head, stamp) = row;
    Visit {
        seat: role
            .zip(head)
            .map(|(role, head)| (Membership { account: account.clone(), role, party, person }, head as u64)),
        desk_stamp: stamp as u64,
        session,
        seen_at: moment(seen_at),
        account,
        name,
        address,
    }
}

impl Store {
    /// Begins a session.
    pub async fn begin_session(&self, new: &NewSession<'_>) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query(
                "INSERT INTO session (token_hash, id, account_id, agent, created_at, seen_at, expires_at) \
                 VALUES ($1, $2, $3, $4, $5, $5, $6)",
            )
            .bind(new.token_hash)
            .bind(new.id)
            .bind(new.account)
            .bind(new.agent)
            .bind(micros(new.at))
            .bind(micros(new.expires_at))
            .execute(on)
            .await?;
        });
        Ok(())
    }

    /// Who makes a request, and what seat they have in `alliance`.
    pub async fn visit(
        &self,
        token_hash: &str,
        alliance: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<Visit>, StoreError> {
        let found: Option<VisitRow> = read!(self, on => {
            sqlx::query_as(
                "SELECT s.id, s.seen_at, a.id, a.name, a.address, m.role, m.party_id, m.person_id, al.head, \
                 (SELECT at FROM desk_stamp) \
                 FROM session s JOIN account a ON a.id = s.account_id \
                 LEFT JOIN membership m ON m.account_id = a.id AND m.alliance_id = $2 \
                 LEFT JOIN alliance al ON al.id = m.alliance_id \
                 WHERE s.token_hash = $1 AND s.expires_at > $3",
            )
            .bind(token_hash)
            .bind(alliance.unwrap_or_default())
            .bind(micros(now))
            .fetch_optional(on)
            .await?
        });
        Ok(found.map(visited))
    }

    /// Notes that a session was used.
    pub async fn touch_session(&self, id: &str, now: Timestamp) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("UPDATE session SET seen_at = $1 WHERE id = $2")
                .bind(micros(now))
                .bind(id)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// The sessions of an account, the last used first.
    pub async fn sessions(&self, account: &str, now: Timestamp) -> Result<Vec<Session>, StoreError> {
        let rows: Vec<(String, String, i64, i64, i64)> = read!(self, on => {
            sqlx::query_as(
                "SELECT id, agent, created_at, seen_at, expires_at FROM session \
                 WHERE account_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, id",
            )
            .bind(account)
            .bind(micros(now))
            .fetch_all(on)
            .await?
        });
        let session = |(id, agent, created, seen, expires)| Session {
            id,
            agent,
            created_at: moment(created),
            seen_at: moment(seen),
            expires_at: moment(expires),
        };
        Ok(rows.into_iter().map(session).collect())
    }

    /// Ends one session of an account.
    pub async fn end_session(&self, account: &str, id: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("DELETE FROM session WHERE account_id = $1 AND id = $2")
                .bind(account)
                .bind(id)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// Ends every session of an account but one.
    pub async fn end_other_sessions(&self, account: &str, keep: &str) -> Result<(), StoreError> {
        write!(self, on => {
            sqlx::query("DELETE FROM session WHERE account_id = $1 AND id <> $2")
                .bind(account)
                .bind(keep)
                .execute(on)
                .await?;
        });
        Ok(())
    }

    /// Takes out sessions and links that ran out.
    pub async fn sweep(&self, now: Timestamp) -> Result<(), StoreError> {
        for statement in
            ["DELETE FROM session WHERE expires_at <= $1", "DELETE FROM link WHERE expires_at <= $1"]
        {
            write!(self, on => {
                sqlx::query(statement).bind(micros(now)).execute(on).await?;
            });
        }
        Ok(())
    }
}
