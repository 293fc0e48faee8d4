//! Private addresses of calendars.

use rowlock_store::Store;

use crate::place::{Place, account, at, begin, seat};

async fn whose(store: &Store, token: &str) -> Option<(String, String)> {
    store.feed(token).await.unwrap().map(|(alliance, visit)| (alliance, visit.account))
}

async fn two_seats(store: &Store) {
    begin(store, "a").await;
    for id in ["ana", "ben"] {
        store.open_account(&account(id)).await.unwrap();
        store.seat("a", &seat(id, "partner", Some("p1")), at(0)).await.unwrap();
    }
}

pub async fn a_private_address_is_good_until_it_is_taken_back(place: &Place) {
    let store = place.open().await;
    two_seats(&store).await;
    assert_eq!(store.feed_since("ana", "a").await.unwrap(), None);
    store.make_feed("ana", "a", "first", at(1)).await.unwrap();
    store.make_feed("ben", "a", "other", at(1)).await.unwrap();
    assert_eq!(whose(&store, "first").await, Some(("a".into(), "ana".into())));
    store.make_feed("ana", "a", "second", at(2)).await.unwrap();
    assert_eq!(store.feed_since("ana", "a").await.unwrap(), Some(at(2)));
    assert_eq!(whose(&store, "first").await, None, "a newer one takes its place");
    store.end_feed("ana", "a").await.unwrap();
    assert_eq!(whose(&store, "second").await, None);
    assert_eq!(whose(&store, "other").await, Some(("a".into(), "ben".into())), "that of another stays");
}

pub async fn a_private_address_ends_with_the_seat_and_the_account(place: &Place) {
    let store = place.open().await;
    two_seats(&store).await;
    store.make_feed("ana", "a", "of-ana", at(1)).await.unwrap();
    store.make_feed("ben", "a", "of-ben", at(1)).await.unwrap();
    store.unseat("a", "ana").await.unwrap();
    assert_eq!(whose(&store, "of-ana").await, None);
    store.delete_account("ben").await.unwrap();
    assert_eq!(whose(&store, "of-ben").await, None);
    assert_eq!(place.count("SELECT count(*) FROM feed WHERE account_id = 'ben'").await, 0);
}
