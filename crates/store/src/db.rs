//! The connection: SQLite in a data folder, or PostgreSQL at an address; and the migrations of both.

use std::borrow::Cow;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use sqlx::Connection as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

/// Where the data is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A SQLite file; the folder must be there.
    File(PathBuf),
    /// A PostgreSQL database by its address.
    Postgres(String),
}

/// Why the store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or opened.
    #[error("the database cannot be opened: {0}")]
    Unreachable(#[source] sqlx::Error),
    /// The database is of a newer version, or its migrations were changed.
    #[error("the database cannot be brought to this version: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A statement failed.
    #[error("the database refused a statement: {0}")]
    Statement(#[from] sqlx::Error),
    /// What was read makes no sense.
    #[error("the database holds {found} where {expected} was expected")]
    Unreadable {
        /// What was found.
        found: String,
        /// What should be there.
        expected: &'static str,
    },
}

/// The two engines. SQLite has one writer, which is where its order of commits comes from.
#[derive(Clone)]
pub(crate) enum Db {
    Sqlite { read: SqlitePool, write: SqlitePool },
    Postgres(PgPool),
}

/// The store.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Db,
}

/// Runs the same body on either engine; `$on` is what it reads from.
macro_rules! read {
    ($store:expr, $on:ident => $body:expr) => {
        match &$store.db {
            $crate::db::Db::Sqlite { read: $on, .. } => $body,
            $crate::db::Db::Postgres($on) => $body,
        }
    };
}

/// Runs one statement that changes something.
macro_rules! write {
    ($store:expr, $on:ident => $body:expr) => {
        match &$store.db {
            $crate::db::Db::Sqlite { write: $on, .. } => $body,
            $crate::db::Db::Postgres($on) => $body,
        }
    };
}

/// Runs the same body in a transaction of either engine; an error takes everything back.
macro_rules! transaction {
    ($store:expr, $tx:ident => $body:block) => {
        match &$store.db {
            $crate::db::Db::Sqlite { write, .. } => {
                let mut $tx = write.begin_with("BEGIN IMMEDIATE").await?;
                $crate::db::finish!($tx, $body)
            }
            $crate::db::Db::Postgres(pool) => {
                let mut $tx = pool.begin().await?;
                $crate::db::finish!($tx, $body)
            }
        }
    };
}

macro_rules! finish {
    ($tx:ident, $body:block) => {{
        let outcome = async { $body }.await;
        match outcome {
            Ok(value) => {
                $tx.commit().await?;
                Ok(value)
            }
            Err(error) => {
                // SQLite may have taken it back by itself. That nothing is left to take back is no news; why it
                // failed is.
                let _ = $tx.rollback().await;
                Err(error)
            }
        }
    }};
}

pub(crate) use {finish, read, transaction, write};

impl Store {
    /// Opens the database and brings it to this version.
    ///
    /// # Errors
    /// When it cannot be opened, or was written by a newer version.
    pub async fn open(target: &Target) -> Result<Self, StoreError> {
        let db = match target {
            Target::File(file) => {
                let options = SqliteConnectOptions::new()
                    .filename(file)
                    .create_if_missing(true)
                    .foreign_keys(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    // A fact that was acknowledged survives a power cut.
                    .synchronous(SqliteSynchronous::Full)
                    // What is deleted is overwritten.
                    .pragma("secure_delete", "ON")
                    .busy_timeout(Duration::from_secs(10));
                let write = SqlitePoolOptions::new()
                    .max_connections(1)
                    // When SQLite has taken a transaction back by itself, as when the disk is full, the connection
                    // still counts it and would refuse to begin another: a new connection takes its place.
                    .before_acquire(|connection, _| {
                        let whole = !connection.is_in_transaction();
                        Box::pin(async move { Ok(whole) })
                    })
                    .connect_with(options.clone());
                let write = write.await.map_err(StoreError::Unreachable)?;
                // Of two processes that open a new file at once, one waits until the other has made the tables:
                // the migrator's own lock does nothing on SQLite.
                let mut tx = write.begin_with("BEGIN IMMEDIATE").await?;
                migrator().run_direct(None, &mut *tx, false).await?;
                tx.commit().await?;
                let read = SqlitePoolOptions::new().max_connections(4).min_connections(1);
                let read = read.connect_with(options.read_only(true));
                Db::Sqlite { read: read.await.map_err(StoreError::Unreachable)?, write }
            }
            Target::Postgres(address) => {
                let options = PgConnectOptions::from_str(address).map_err(StoreError::Unreachable)?;
                let pool = PgPoolOptions::new().max_connections(16).connect_with(options);
                let pool = pool.await.map_err(StoreError::Unreachable)?;
                migrator().run(&pool).await?;
                Db::Postgres(pool)
            }
        };
        Ok(Self { db })
    }

    /// Closes all connections; what was acknowledged is on disk already.
    pub async fn close(&self) {
        match &self.db {
            Db::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }

    /// Sees to it that what was just deleted is in no file of SQLite any more: its log holds it until all of the log
    /// is in the database. On PostgreSQL it is gone when the pages and the log that held it are written anew.
    pub(crate) async fn wipe(&self) -> Result<(), StoreError> {
        if let Db::Sqlite { write, .. } = &self.db {
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(write).await?;
        }
        Ok(())
    }
}

/// The migrations, in order. They only ever add.
fn migrator() -> Migrator {
    let texts = [
        (1, "house", include_str!("../migrations/0001_house.sql")),
        (2, "desk_stamp", include_str!("../migrations/0002_desk_stamp.sql")),
        (3, "feed", include_str!("../migrations/0003_feed.sql")),
        (4, "letter", include_str!("../migrations/0004_letter.sql")),
        (5, "kept", include_str!("../migrations/0005_kept.sql")),
        (6, "confidence", include_str!("../migrations/0006_confidence.sql")),
        (7, "evidence", include_str!("../migrations/0007_evidence.sql")),
        (8, "readings", include_str!("../migrations/0008_readings.sql")),
        (9, "portfolio", include_str!("../migrations/0009_portfolio.sql")),
        (10, "playbook", include_str!("../migrations/0010_playbook.sql")),
        (12, "notes", include_str!("../migrations/0012_notes.sql")),
        (13, "credential", include_str!("../migrations/0013_credential.sql")),
        (15, "heads", include_str!("../migrations/0015_heads.sql")),
    ];
    let migrations = texts.map(|(version, name, text)| {
        let sql = sqlx::SqlStr::from_static(text);
        Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, sql, false)
    });
    Migrator::with_migrations(migrations.to_vec())
}
