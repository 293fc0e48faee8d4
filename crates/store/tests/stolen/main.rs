//! A stolen database: whoever has all its files, and not the key file beside it, reads neither answers nor drafts
//! nor mails, signs in nowhere and opens no link.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

#[path = "../cluster/mod.rs"]
mod cluster;
mod house;
mod search;

use std::path::Path;

use house::{Furnished, furnish};
use rowlock_store::{Store, Target, token_hash};
use search::{Found, search};
use sqlx::{Connection, Executor, PgConnection};

/// Nothing that is secret occurs, and all that is stored openly or sealed does: this is where it would be found.
fn check(found: &Found, furnished: &Furnished) {
    for (what, bytes) in &furnished.secrets {
        assert_eq!(found.places(bytes), [""; 0], "{what}");
    }
    for (what, bytes) in &furnished.stored {
        assert!(!found.places(bytes).is_empty(), "{what} is nowhere, so this search sees nothing");
    }
}

#[tokio::test]
async fn the_files_of_sqlite_give_no_secret_away() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Target::File(folder.path().join("rowlock.sqlite"))).await.unwrap();
    let furnished = furnish(&store).await;
    // The database, its log and the index of the log.
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3);
    check(&search(folder.path(), &furnished), &furnished);
    store.close().await;
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    check(&search(folder.path(), &furnished), &furnished);
}

#[tokio::test]
async fn the_files_of_postgresql_give_no_secret_away() {
    let Some(cluster) = cluster::cluster() else { return };
    let address = cluster.database().await;
    let store = Store::open(&Target::Postgres(address.clone())).await.unwrap();
    // Long text is packed, which would hide a secret from this search and not from a thief.
    let mut owner = PgConnection::connect(&address).await.unwrap();
    owner.execute("ALTER TABLE fact ALTER COLUMN line SET STORAGE EXTERNAL").await.unwrap();
    owner.execute("ALTER TABLE draft ALTER COLUMN sealed SET STORAGE EXTERNAL").await.unwrap();
    let furnished = furnish(&store).await;
    cluster.checkpoint().await;
    check(&search(&cluster.files(), &furnished), &furnished);
    for (what, bytes) in &furnished.secrets {
        assert!(!search::holds(cluster.said().as_bytes(), bytes), "the log of the server gives away {what}");
    }
    store.close().await;
}

#[tokio::test]
async fn what_is_destroyed_is_in_no_file_of_sqlite_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&Target::File(folder.path().join("rowlock.sqlite"))).await.unwrap();
    let furnished = furnish(&store).await;
    let keys = store.keys(house::ALLIANCE).await.unwrap();
    let subjects: Vec<String> = keys.iter().map(|(subject, _)| subject.clone()).collect();
    let held = |folder: &Path, bytes: &[u8]| !search(folder, &furnished).places(bytes).is_empty();
    for (subject, wrapped) in &keys {
        assert!(held(folder.path(), wrapped), "{subject}");
    }
    store.destroy_keys(house::ALLIANCE, &subjects).await.unwrap();
    for (subject, wrapped) in &keys {
        assert!(!held(folder.path(), wrapped), "the wrapped key of {subject}");
    }

    assert!(held(folder.path(), house::PERSON.as_bytes()));
    let [_, note, mark] = &furnished.own;
    assert!(held(folder.path(), note) && held(folder.path(), mark));
    assert!(store.delete_note("account", house::ALLIANCE, "one").await.unwrap());
    assert!(!held(folder.path(), note), "a note that was deleted");
    store.delete_account("account").await.unwrap();
    for bytes in [house::PERSON, house::PERSONS_ADDRESS, house::ADDRESS, &token_hash(house::SESSION)] {
        assert!(!held(folder.path(), bytes.as_bytes()), "{bytes}");
    }

    for sealed in &furnished.own {
        assert!(!held(folder.path(), sealed), "what was one's own");
    }

    store.mail_sent("mail", house::at(1)).await.unwrap();
    store.close().await;
    assert!(!held(folder.path(), &furnished.mail), "the sealed mail");
    assert!(held(folder.path(), house::NAME.as_bytes()), "the facts stay");
}
