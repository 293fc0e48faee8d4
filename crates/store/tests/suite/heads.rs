//! The end of a record beside it: a record that was cut short takes nothing more, and keeps its end sealed.

use rowlock_store::CommitError;

use crate::place::{Place, begin, change, named, note, notes};

pub async fn a_record_that_was_cut_takes_nothing_more(place: &Place) {
    let store = place.open().await;
    let mut record = notes(&["first", "second"]);
    store.commit(&change("rowboat", None, record.lines(), &named("R"), vec![])).await.unwrap();
    place.tamper("DELETE FROM fact WHERE alliance_id = 'rowboat' AND seq = 2").await;
    note(&mut record, "third");
    let refused = store.commit(&change("rowboat", Some(2), &record.lines()[2..], &named("R"), vec![])).await;
    assert!(matches!(refused, Err(CommitError::Cut)), "{refused:?}");
    assert_eq!(store.head("rowboat").await.unwrap().unwrap().last, 1);
    assert_eq!(store.lines("rowboat", 0).await.unwrap().len(), 1);
}

pub async fn the_end_of_a_record_is_kept_with_it(place: &Place) {
    let store = place.open().await;
    assert!(!store.is_used().await.unwrap());
    assert!(store.head("rowboat").await.unwrap().is_none());
    begin(&store, "rowboat").await;
    assert!(store.is_used().await.unwrap());
    let head = store.head("rowboat").await.unwrap().unwrap();
    assert_eq!((head.sealed.as_deref(), head.last), (Some(&b"end"[..]), 1));
    assert!(store.without_head().await.unwrap().is_empty());
    place.tamper("UPDATE alliance SET sealed_head = NULL").await;
    assert_eq!(store.without_head().await.unwrap(), ["rowboat"]);
    store.keep_head("rowboat", 7, b"of another length").await.unwrap();
    store.keep_head("rowboat", 1, b"end").await.unwrap();
    store.keep_head("rowboat", 1, b"another").await.unwrap();
    assert_eq!(store.head("rowboat").await.unwrap().unwrap().sealed.unwrap(), b"end");
}

pub async fn the_proof_of_the_key_is_kept_once(place: &Place) {
    let store = place.open().await;
    assert!(store.house_proof().await.unwrap().is_none());
    store.keep_house_proof(b"first").await.unwrap();
    store.keep_house_proof(b"second").await.unwrap();
    assert_eq!(store.house_proof().await.unwrap().unwrap(), b"first");
    assert!(store.is_used().await.unwrap());
}
