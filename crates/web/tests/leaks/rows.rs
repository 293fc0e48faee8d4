//! What somebody reads who has the database and not the key: every row of every table, and how long each sealed thing is.

use std::collections::BTreeMap;

use rowlock_store::Target;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

use crate::inside::House;
use crate::inside::round::plain;

/// A connection behind the store's back.
enum Reader {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Rows whose columns are all texts, on a connection of either kind.
macro_rules! texts {
    ($on:expr, $question:expr) => {{
        let rows = sqlx::query(AssertSqlSafe($question)).fetch_all($on).await.unwrap();
        let texts = |row| (0..Row::len(row)).map(|column| Row::get(row, column)).collect();
        rows.iter().map(texts).collect()
    }};
}

impl Reader {
    async fn of(house: &House) -> Self {
        match house.target() {
            Target::File(file) => {
                Self::Sqlite(SqliteConnection::connect(file.to_str().unwrap()).await.unwrap())
            }
            Target::Postgres(address) => Self::Postgres(PgConnection::connect(address).await.unwrap()),
        }
    }

    async fn ask(&mut self, question: String) -> Vec<Vec<Option<String>>> {
        match self {
            Self::Sqlite(on) => texts!(on, question),
            Self::Postgres(on) => texts!(on, question),
        }
    }

    /// All columns: the table, the name, and the type.
    async fn columns(&mut self) -> Vec<Vec<Option<String>>> {
        let question = match self {
            Self::Sqlite(_) => {
                "SELECT t.name, c.name, c.type FROM sqlite_schema t, pragma_table_info(t.name) c \
                 WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE '_sqlx_%' \
                 ORDER BY t.name, c.cid"
            }
            Self::Postgres(_) => {
                "SELECT table_name::text, column_name::text, upper(data_type)::text \
                 FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%' \
                 ORDER BY table_name, ordinal_position"
            }
        };
        self.ask(question.to_owned()).await
    }

    async fn close(self) {
        match self {
            Self::Sqlite(on) => on.close().await.unwrap(),
            Self::Postgres(on) => on.close().await.unwrap(),
        }
    }
}

/// Every row by its table, in no order: of a text its length and what it says without cipher text and hashes, of bytes
/// their length, of anything else what it is.
pub async fn everything(house: &House) -> BTreeMap<String, Vec<String>> {
    let mut reader = Reader::of(house).await;
    let mut tables: BTreeMap<String, Vec<(String, Words)>> = BTreeMap::new();
    for column in reader.columns().await {
        let [Some(table), Some(name), Some(kind)] = column.as_slice() else { panic!("{column:?}") };
        let shown = match (&reader, kind == "BYTEA") {
            (_, false) => format!("CAST({name} AS TEXT)"),
            (Reader::Sqlite(_), true) => format!("CAST(LENGTH({name}) AS TEXT)"),
            (Reader::Postgres(_), true) => format!("CAST(OCTET_LENGTH({name}) AS TEXT)"),
        };
        let words = if kind == "TEXT" { Words::Masked } else { Words::AsTheyAre };
        tables.entry(table.clone()).or_default().push((shown, words));
    }
    assert!(tables.len() > 20, "{:?}", tables.keys());
    let mut all = BTreeMap::new();
    for (table, columns) in tables {
        let shown: Vec<&str> = columns.iter().map(|(shown, _)| shown.as_str()).collect();
        let rows = reader.ask(format!("SELECT {} FROM {table}", shown.join(", "))).await;
        let told = |row: &Vec<Option<String>>| {
            let told = row
                .iter()
                .zip(&columns)
                .map(|(value, (_, words))| words.of(value.as_deref(), &house.alliance));
            told.collect::<Vec<_>>().join(" | ")
        };
        let mut rows: Vec<String> = rows.iter().map(told).collect();
        rows.sort();
        all.insert(table, rows);
    }
    reader.close().await;
    all
}

/// How a value is told.
#[derive(Clone, Copy)]
enum Words {
    /// A text: with its length, and without cipher text, hashes and ids.
    Masked,
    /// A number.
    AsTheyAre,
}

impl Words {
    fn of(self, value: Option<&str>, alliance: &str) -> String {
        match (self, value) {
            (_, None) => "nothing".to_owned(),
            (Self::Masked, Some(text)) => format!("{}: {}", text.len(), plain(text, alliance)),
            (Self::AsTheyAre, Some(text)) => text.to_owned(),
        }
    }
}

/// Looks whether the worker of a house has anything left to do.
pub struct Watch(Reader);

impl Watch {
    pub async fn of(house: &House) -> Self {
        Self(Reader::of(house).await)
    }

    /// Whether a mail waits, or a job is due.
    pub async fn waits(&mut self, house: &House) -> bool {
        let now = house.app.world.now().as_microsecond();
        let question = format!(
            "SELECT CAST((SELECT COUNT(*) FROM job WHERE due_at <= {now}) AS TEXT), \
             CAST((SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND due_at <= {now}) AS TEXT), \
             CAST((SELECT COUNT(*) FROM job) AS TEXT)"
        );
        let rows = self.0.ask(question).await;
        let [jobs, mails, known] = rows[0].as_slice() else { panic!("{rows:?}") };
        jobs.as_deref() != Some("0") || mails.as_deref() != Some("0") || known.as_deref() == Some("0")
    }

    pub async fn close(self) {
        self.0.close().await;
    }
}
