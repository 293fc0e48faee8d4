//! Hours from time trackers: what is read, what is asked, what is refused, and what goes on the record.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod damaged;
mod hostile;
mod planned;
mod samples;
mod workbook;

use std::sync::LazyLock;

use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::framework::Framework;
use rowlock_core::seal::Seed;
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;
use rowlock_files::hours::{Entry, Guess, guess, read, table};

static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| default_framework().unwrap());

/// The two roofs as they are known on a day, with what is added to their case file.
fn two_roofs(more: &str, on: Date) -> Alliance {
    let text = format!("{}\n{more}", include_str!("../base.toml"));
    let case = read_case("case.toml", &text).unwrap_or_else(|problems| panic!("{problems}"));
    let (record, _) = case.record(&FRAMEWORK, &Seed([3; 32])).unwrap_or_else(|problems| panic!("{problems}"));
    record.alliance(on, on)
}

#[track_caller]
fn guessed(bytes: &[u8]) -> Guess {
    guess(&table(bytes, "hours").unwrap_or_else(|problems| panic!("{problems}")))
}

/// The entries by the guess alone.
#[track_caller]
fn entries(bytes: &[u8]) -> Vec<Entry> {
    read(bytes, "hours", &guessed(bytes).mapping).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What is said against a file that is read by the guess alone.
#[track_caller]
fn refusal(bytes: &[u8]) -> String {
    let read = table(bytes, "hours").and_then(|table| table.entries(&guess(&table).mapping));
    read.unwrap_err().to_string()
}

#[track_caller]
fn says(text: &str, part: &str) {
    assert!(text.contains(part), "{part:?} is not in:\n{text}");
}
