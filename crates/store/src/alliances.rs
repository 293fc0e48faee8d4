//! Alliances as the desk sees them, and who has a seat in which.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::db::{Store, StoreError, read, transaction};
use crate::micros;
use crate::readings::{self, Reading};

/// What the desk shows of an alliance, kept by whoever appends.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// What people call it.
    pub name: String,
    /// Its stage, in a word.
    pub stage: String,
    /// How many parties it has.
    pub parties: u32,
    /// How much it needs a person; more comes first.
    pub attention: u32,
    /// The one next step.
    pub next_step: String,
    /// The page of that step, below the alliance's own.
    pub next_path: String,
    /// The verdict, as all parties may read it.
    pub verdict: String,
    /// How many signals are at alarm.
    pub alarms: u32,
    /// How many are at watch.
    pub watches: u32,
    /// The day of this reading.
    pub looked_on: String,
    /// What the portfolio shows beyond the desk; a row of the desk leaves it empty.
    pub beyond: Beyond,
    /// What is said by this reading, to be kept as it is given; a row of the desk leaves it out.
    pub given: Option<Reading>,
}

/// What the portfolio shows of an alliance beyond the desk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Beyond {
    /// How it came out, in a word; empty: not known.
    pub outcome: String,
    /// The next dated thing on its record; empty: none.
    pub next_on: String,
    /// The advisers whom all parties let in on the day of the reading, in JSON.
    pub let_in: String,
    /// What conflicts with other alliances are looked for in, in JSON.
    pub facets: String,
    /// The last weeks, in JSON; none: what is kept stays.
    pub history: Option<String>,
}

/// A row of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    /// The alliance.
    pub alliance: String,
    /// How many facts it has.
    pub head: u64,
    /// The role of whoever looks.
    pub role: String,
    /// The person they are in the record, if any.
    pub person: Option<String>,
    /// The summary.
    pub summary: Summary,
}

/// A seat in an alliance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The account.
    pub account: String,
    /// `lead`, `partner`, `adviser` or `viewer`.
    pub role: String,
    /// The party it speaks for.
    pub party: Option<String>,
    /// The person it is in the record.
    pub person: Option<String>,
}

/// Says that desks have to be read anew; part of every transaction that changes what one shows.
pub(crate) const STAMP: &str = "UPDATE desk_stamp SET at = at + 1";

type MemberRow = (String, String, Option<String>, Option<String>, String, String);

type Row =
    (String, i64, String, Option<String>, String, String, i64, i64, String, String, String, i64, i64, String);

impl Store {
    /// A page of the alliances in which an account has a seat, and how many there are in all: those at which it meant
    /// to look again by `today` first, then those that need a person, and last what it has put aside until later.
    pub async fn desk(
        &self,
        account: &str,
        today: &str,
        limit: u32,
        offset: u32,
    ) -> Result<(Vec<DeskRow>, u64), StoreError> {
        let rows: Vec<Row> = read!(self, on => {
            sqlx::query_as(
                "SELECT a.id, a.head, m.role, m.person_id, a.name, a.stage, a.parties, a.attention, a.next_step, \
                 a.next_path, a.verdict, a.alarms, a.watches, a.looked_on \
                 FROM membership m JOIN alliance a ON a.id = m.alliance_id \
                 LEFT JOIN mark k ON k.account_id = m.account_id AND k.alliance_id = m.alliance_id \
                 WHERE m.account_id = $1 \
                 ORDER BY CASE WHEN k.paused_until > $4 THEN 2 WHEN k.look_on <= $4 THEN 0 ELSE 1 END, \
                 a.attention DESC, a.name, a.id LIMIT $2 OFFSET $3",
            )
            .bind(account)
            .bind(i64::from(limit))
            .bind(i64::from(offset))
            .bind(today)
            .fetch_all(on)
            .await?
        });
        let count: (i64,) = read!(self, on => {
            sqlx::query_as("SELECT count(*) FROM membership WHERE account_id = $1")
                .bind(account)
                .fetch_one(on)
                .await?
        });
        Ok((rows.into_iter().map(row).collect(), count.0 as u64))
    }

    /// The alliance that has `line` as the fact at a place, if there is one here.
    pub async fn with_line(&self, seq: u64, line: &str) -> Result<Option<String>, StoreError> {
        let found: Option<(String,)> = read!(self, on => {
            sqlx::query_as(
                "SELECT id FROM alliance WHERE EXISTS \
                 (SELECT 1 FROM fact WHERE alliance_id = alliance.id AND seq = $1 AND line = $2)",
            )
            .bind(seq as i64)
            .bind(line)
            .fetch_optional(on)
            .await?
        });
        Ok(found.map(|(id,)| id))
    }

    /// Every alliance in which an account has a seat, with all that is kept of it, those that need a person first.
    pub async fn portfolio(&self, account: &str, today: &str) -> Result<Vec<DeskRow>, StoreError> {
        let (mut rows, _) = self.desk(account, today, u32::MAX, 0).await?;
        let found: Vec<(String, String, String, String, String, String)> = read!(self, on => {
            sqlx::query_as(
                "SELECT a.id, a.outcome, a.next_on, a.let_in, a.facets, a.history \
                 FROM membership m JOIN alliance a ON a.id = m.alliance_id WHERE m.account_id = $1",
            )
            .bind(account)
            .fetch_all(on)
            .await?
        });
        let beyond = found.into_iter().map(|(id, outcome, next_on, let_in, facets, history)| {
            (id, Beyond { outcome, next_on, let_in, facets, history: Some(history) })
        });
        let mut beyond: HashMap<String, Beyond> = beyond.collect();
        // A seat that was given between the two readings is in the next portfolio.
        rows.retain_mut(|row| match beyond.remove(&row.alliance) {
            Some(known) => {
                row.summary.beyond = known;
                true
            }
            None => false,
        });
        Ok(rows)
    }

    /// The alliances whose last reading is of an earlier day, with how many facts they have and what is kept of their
    /// last weeks, for the daily look.
    pub async fn read_before(&self, day: &str, limit: u32) -> Result<Vec<(String, u64, String)>, StoreError> {
        let rows: Vec<(String, i64, String)> = read!(self, on => {
            sqlx::query_as("SELECT id, head, history FROM alliance WHERE looked_on < $1 ORDER BY id LIMIT $2")
                .bind(day)
                .bind(i64::from(limit))
                .fetch_all(on)
                .await?
        });
        Ok(rows.into_iter().map(|(id, head, history)| (id, head as u64, history)).collect())
    }

    /// The seats of an alliance, with the name and address of each account.
    pub async fn members(&self, alliance: &str) -> Result<Vec<(Membership, String, String)>, StoreError> {
        let rows: Vec<MemberRow> = read!(self, on => {
            sqlx::query_as(
                "SELECT m.account_id, m.role, m.party_id, m.person_id, a.name, a.address FROM membership m \
                 JOIN account a ON a.id = m.account_id WHERE m.alliance_id = $1 ORDER BY m.since, a.name",
            )
            .bind(alliance)
            .fetch_all(on)
            .await?
        });
        let seat = |(account, role, party, person, name, address)| {
            (Membership { account, role, party, person }, name, address)
        };
        Ok(rows.into_iter().map(seat).collect())
    }

    /// Every seat that an account has, by alliance.
    pub async fn seats(&self, account: &str) -> Result<Vec<(String, Membership)>, StoreError> {
        let rows: Vec<(String, String, Option<String>, Option<String>)> = read!(self, on => {
            sqlx::query_as("SELECT alliance_id, role, party_id, person_id FROM membership WHERE account_id = $1")
                .bind(account)
                .fetch_all(on)
                .await?
        });
        let seat = |(alliance, role, party, person)| {
            (alliance, Membership { account: account.to_owned(), role, party, person })
        };
        Ok(rows.into_iter().map(seat).collect())
    }

    /// Gives a seat, unless the account has one already, which then stays as it is. Answers whether it was given.
    pub async fn seat(&self, alliance: &str, member: &Membership, at: Timestamp) -> Result<bool, StoreError> {
        transaction!(self, tx => {
            let given = sqlx::query(
                "INSERT INTO membership (alliance_id, account_id, role, party_id, person_id, since) \
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (alliance_id, account_id) DO NOTHING",
            )
            .bind(alliance)
            .bind(&member.account)
            .bind(&member.role)
            .bind(&member.party)
            .bind(&member.person)
            .bind(micros(at))
            .execute(&mut *tx)
            .await?;
            sqlx::query(STAMP).execute(&mut *tx).await?;
            Ok(given.rows_affected() == 1)
        })
    }

    /// Takes a seat back, and with it the marks that sorted it on a desk.
    pub async fn unseat(&self, alliance: &str, account: &str) -> Result<(), StoreError> {
        transaction!(self, tx => {
            for statement in [
                "DELETE FROM membership WHERE alliance_id = $1 AND account_id = $2",
                "DELETE FROM mark WHERE alliance_id = $1 AND account_id = $2",
            ] {
                sqlx::query(statement).bind(alliance).bind(account).execute(&mut *tx).await?;
            }
            sqlx::query(STAMP).execute(&mut *tx).await?;
            Ok(())
        })
    }

    /// Writes the summary of a reading that no new fact called for, unless facts came in between.
    pub async fn summarise(&self, alliance: &str, head: u64, s: &Summary) -> Result<(), StoreError> {
        transaction!(self, tx => {
            let moved = sqlx::query(
                "UPDATE alliance SET attention = $1, next_step = $2, next_path = $3, verdict = $4, alarms = $5, \
                 watches = $6, looked_on = $7, outcome = $8, next_on = $9, let_in = $10, facets = $11, \
                 history = COALESCE($12, history) WHERE id = $13 AND head = $14",
            )
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
            .bind(alliance)
            .bind(head as i64)
            .execute(&mut *tx)
            .await?;
            if let Some(reading) = s.given.as_ref().filter(|_| moved.rows_affected() == 1) {
                sqlx::query(readings::GIVE)
                    .bind(alliance)
                    .bind(micros(reading.at))
                    .bind(&reading.on)
                    .bind(&reading.said)
                    .bind(&reading.rules)
                    .execute(&mut *tx)
                    .await?;
            }
            sqlx::query(STAMP).execute(&mut *tx).await?;
            Ok(())
        })
    }
}

fn row(row: Row) -> DeskRow {
    let (
        alliance,
        head,
        role,
        person,
        name,
        stage,
        parties,
        attention,
        next_step,
        next_path,
        verdict,
        alarms,
        watches,
        looked_on,
    ) = row;
    DeskRow {
        alliance,
        head: head as u64,
        role,
        person,
        summary: Summary {
            name,
            stage,
            parties: parties as u32,
            attention: attention as u32,
            next_step,
            next_path,
            verdict,
            alarms: alarms as u32,
            watches: watches as u32,
            looked_on,
            beyond: Beyond::default(),
            given: None,
        },
    }
}
