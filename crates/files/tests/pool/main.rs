//! Pools of candidates and needs of a team: what is read, what is guessed, what is refused.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod guessed;
mod hostile;
mod needs;
mod refused;
mod whole;

use rowlock_files::need::{NeedFile, read_need};
use rowlock_files::pool::{Expected, Guessed, Pool, guess, read, table};

const POOL: &str = include_str!("../../../../examples/retrofit-pool.csv");
const NEED: &str = include_str!("../../../../examples/retrofit-need.toml");

#[track_caller]
fn guessed(text: &str) -> Guessed {
    guess(&table(text.as_bytes(), "pool.csv").unwrap(), &Expected::default())
}

/// The pool by the guess alone.
#[track_caller]
fn pool(text: &str) -> Pool {
    let table = table(text.as_bytes(), "pool.csv").unwrap();
    read(&table, &guess(&table, &Expected::default()).mapping).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What is said against a pool that is read by the guess alone.
#[track_caller]
fn refusal(text: &str) -> String {
    let read = table(text.as_bytes(), "pool.csv")
        .and_then(|table| read(&table, &guess(&table, &Expected::default()).mapping));
    read.unwrap_err().to_string()
}

#[track_caller]
fn need(text: &str) -> NeedFile {
    read_need("need.toml", text).unwrap_or_else(|problems| panic!("{problems}"))
}

#[track_caller]
fn says(text: &str, part: &str) {
    assert!(text.contains(part), "{part:?} is not in:\n{text}");
}
