//! What was said once.

use crate::place::{Place, account, begin};

pub async fn what_was_kept_belongs_to_one_account_in_one_alliance(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    begin(&store, "b").await;
    for id in ["ana", "ben"] {
        store.open_account(&account(id)).await.unwrap();
    }
    assert_eq!(store.kept("ana", "a", "hours").await.unwrap(), None);
    store.keep("ana", "a", "hours", "first").await.unwrap();
    store.keep("ana", "a", "hours", "second").await.unwrap();
    store.keep("ben", "a", "hours", "other").await.unwrap();
    assert_eq!(store.kept("ana", "a", "hours").await.unwrap().as_deref(), Some("second"));
    assert_eq!(store.kept("ana", "b", "hours").await.unwrap(), None);
    assert_eq!(store.kept("ana", "a", "columns").await.unwrap(), None);
    let all = store.all_kept("ana").await.unwrap();
    assert_eq!(all, [("a".to_owned(), "hours".to_owned(), "second".to_owned())]);
    store.delete_account("ana").await.unwrap();
    assert_eq!(place.count("SELECT count(*) FROM kept").await, 1, "that of another stays");
}
