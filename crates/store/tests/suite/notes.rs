//! An adviser's own notes.

use rowlock_store::{Note, Store};

use crate::place::{Place, account, at, begin};

fn note(id: &str, alliance: &str, hour: i64) -> Note {
    Note {
        id: id.into(),
        alliance: alliance.into(),
        sealed: format!("{id} at {hour}").into(),
        changed_at: at(hour),
    }
}

fn ids(notes: &[Note]) -> Vec<&str> {
    notes.iter().map(|note| note.id.as_str()).collect()
}

/// Two alliances and two advisers, who have written on both and one of them.
async fn furnished(place: &Place) -> Store {
    let store = place.open().await;
    for alliance in ["a", "b"] {
        begin(&store, alliance).await;
    }
    for id in ["ada", "abe"] {
        store.open_account(&account(id)).await.unwrap();
    }
    for (who, id, alliance, hour) in
        [("ada", "one", "a", 1), ("ada", "two", "a", 2), ("ada", "far", "b", 3), ("abe", "his", "a", 4)]
    {
        store.add_note(who, &note(id, alliance, hour)).await.unwrap();
    }
    store
}

pub async fn a_note_is_of_one_account_alone(place: &Place) {
    let store = furnished(place).await;
    assert_eq!(store.notes("ada", "a").await.unwrap(), [note("one", "a", 1), note("two", "a", 2)]);
    assert_eq!(ids(&store.notes("abe", "a").await.unwrap()), ["his"]);
    assert!(store.notes("abe", "b").await.unwrap().is_empty());
    assert_eq!(ids(&store.all_notes("ada").await.unwrap()), ["one", "two", "far"]);
    assert!(store.notes("nobody", "a").await.unwrap().is_empty());

    // Nobody else changes or deletes it, nor does its writer from another alliance.
    for (who, alliance) in [("abe", "a"), ("ada", "b"), ("nobody", "a")] {
        assert!(!store.change_note(who, &note("one", alliance, 9), at(1)).await.unwrap(), "{who} {alliance}");
        assert!(!store.delete_note(who, alliance, "one").await.unwrap(), "{who} {alliance}");
    }
    assert!(store.delete_note("ada", "a", "one").await.unwrap());
    assert!(!store.delete_note("ada", "a", "one").await.unwrap());
    assert_eq!(ids(&store.all_notes("ada").await.unwrap()), ["two", "far"]);
    assert_eq!(store.delete_notes("ada", "a").await.unwrap(), 1);
    assert_eq!(ids(&store.all_notes("ada").await.unwrap()), ["far"]);
    assert_eq!(ids(&store.all_notes("abe").await.unwrap()), ["his"]);
}

pub async fn a_change_that_comes_second_is_told(place: &Place) {
    let store = furnished(place).await;
    assert!(store.change_note("ada", &note("one", "a", 5), at(1)).await.unwrap());
    assert!(!store.change_note("ada", &note("one", "a", 6), at(1)).await.unwrap());
    let notes = store.notes("ada", "a").await.unwrap();
    assert_eq!(notes, [note("two", "a", 2), note("one", "a", 5)]);
}

pub async fn notes_and_their_key_go_with_the_account(place: &Place) {
    let store = furnished(place).await;
    assert_eq!(store.known_own_key("ada").await.unwrap(), None);
    assert_eq!(store.own_key("ada", b"first").await.unwrap(), b"first");
    assert_eq!(store.own_key("ada", b"second").await.unwrap(), b"first", "it has one already");
    assert_eq!(store.own_key("abe", b"his").await.unwrap(), b"his");
    assert_eq!(store.known_own_key("ada").await.unwrap(), Some(b"first".to_vec()));
    store.delete_account("ada").await.unwrap();
    assert!(store.all_notes("ada").await.unwrap().is_empty());
    assert_eq!(store.known_own_key("ada").await.unwrap(), None);
    assert_eq!(place.count("SELECT count(*) FROM note").await, 1);
    assert_eq!(store.known_own_key("abe").await.unwrap(), Some(b"his".to_vec()));
}
