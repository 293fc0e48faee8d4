//! Opening: a new database is made ready once, by whoever comes first.

use rowlock_store::{Store, StoreError, Target};
use tokio::task::JoinSet;

use crate::place::{Place, begin};

pub async fn a_database_is_opened_again_without_harm(place: &Place) {
    let first = place.open().await;
    begin(&first, "rowboat").await;
    // One is still open, as while a newer process takes over.
    let second = place.open().await;
    first.close().await;
    second.close().await;
    let third = place.open().await;
    assert_eq!(third.lines("rowboat", 0).await.unwrap().len(), 1);
    assert_eq!(place.count("SELECT count(*) FROM _sqlx_migrations").await, 13);
}

pub async fn many_may_open_a_new_database_at_once(place: &Place) {
    let mut opening = JoinSet::new();
    for _ in 0..8 {
        let target = place.target.clone();
        opening.spawn(async move { Store::open(&target).await.map(|_| ()) });
    }
    for outcome in opening.join_all().await {
        outcome.unwrap();
    }
    begin(&place.open().await, "rowboat").await;
}

pub async fn a_database_of_a_newer_version_is_refused(place: &Place) {
    place.open().await.close().await;
    place
        .tamper(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES (1000, 'of another day', TRUE, '', 0)",
        )
        .await;
    assert!(matches!(Store::open(&place.target).await.err(), Some(StoreError::Migration(_))));
}

#[tokio::test]
async fn what_is_not_there_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let file = Target::File(folder.path().join("no-such-folder").join("rowlock.sqlite"));
    let socket = Target::Postgres(format!("postgres://nobody@localhost/x?host={}", folder.path().display()));
    let address = Target::Postgres("not an address".to_owned());
    for target in [file, socket, address] {
        assert!(matches!(Store::open(&target).await.err(), Some(StoreError::Unreachable(_))), "{target:?}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rowlock.sqlite");
    let text = "Dear diary, this is not a database at all. ".repeat(100);
    std::fs::write(&file, &text).unwrap();
    assert!(Store::open(&Target::File(file.clone())).await.is_err());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
}
