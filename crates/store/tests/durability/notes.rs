//! A record of notes, put on and read back.

use std::path::Path;

use jiff::{Timestamp, civil};
use rowlock_core::fact::{Actor, NoteMade};
use rowlock_core::record::{NewFact, Record};
use rowlock_store::{Change, CommitError, Store, Summary, Target};

/// Opens the store in a file.
pub async fn open(file: &Path) -> Store {
    Store::open(&Target::File(file.to_owned())).await.unwrap()
}

/// Puts notes of these lengths at the end of a record, and commits them.
///
/// # Errors
/// As the store does; then the record is as it was.
pub async fn commit(
    store: &Store,
    alliance: &str,
    record: &mut Record,
    lengths: &[u64],
) -> Result<(), CommitError> {
    let head = record.lines().len();
    let mut longer = record.clone();
    for length in lengths {
        let event = NoteMade { text: "x".repeat(*length as usize) }.into();
        let (recorded_at, effective_on) = (Timestamp::UNIX_EPOCH, civil::date(1970, 1, 1));
        longer.append(NewFact { recorded_at, effective_on, actor: Actor::Rowlock, event }).unwrap();
    }
    let change = Change {
        alliance,
        head: Some(head as u64).filter(|head| *head > 0),
        lines: &longer.lines()[head..],
        sealed_head: b"end",
        summary: &Summary::default(),
        writes: vec![],
        at: Timestamp::UNIX_EPOCH,
    };
    store.commit(&change).await?;
    *record = longer;
    Ok(())
}

/// Goes on with a record as it is stored now: what was there before is there unchanged, the chain is whole, and
/// the alliance knows how many facts there are.
pub async fn catch_up(store: &Store, alliance: &str, record: &mut Record) {
    let lines = store.lines(alliance, 0).await.unwrap();
    assert!(lines.starts_with(record.lines()), "what was there is there no more");
    for line in &lines[record.lines().len()..] {
        record.take_in(line).unwrap();
    }
    assert_eq!(head(store, alliance).await, lines.len());
}

/// How many facts an alliance says that it has.
pub async fn head(store: &Store, alliance: &str) -> usize {
    let heads = store.read_before("~", u32::MAX).await.unwrap();
    heads.iter().find(|(id, ..)| id == alliance).map_or(0, |(_, head, _)| *head as usize)
}
