//! Letters that come by themselves.

use rowlock_store::{Account, Store};

use crate::place::{Place, account, at, begin, seat};

async fn to_tell(store: &Store, day: &str) -> Vec<String> {
    let accounts = store.to_tell(day, at(30), 10).await.unwrap();
    accounts.into_iter().map(|account| account.id).collect()
}

pub async fn letters_go_once_a_day_to_those_who_want_them(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    // Ana and Ben have seats; Cem has none; Dot came only just now.
    for (id, minute) in [("ana", 0), ("ben", 0), ("cem", 0), ("dot", 31)] {
        store.open_account(&Account { created_at: at(minute), ..account(id) }).await.unwrap();
        if id != "cem" {
            store.seat("a", &seat(id, "partner", Some("p1")), at(0)).await.unwrap();
        }
    }
    assert_eq!(to_tell(&store, "2026-03-02").await, ["ana", "ben"]);
    store.told("ana", "2026-03-02").await.unwrap();
    assert_eq!(to_tell(&store, "2026-03-02").await, ["ben"]);
    assert_eq!(to_tell(&store, "2026-03-03").await, ["ana", "ben"]);
    for id in ["ana", "ben"] {
        store.mute_letters(id, true).await.unwrap();
        assert!(store.has_muted_letters(id).await.unwrap());
    }
    assert_eq!(to_tell(&store, "2026-03-03").await, [""; 0]);
    store.mute_letters("ana", false).await.unwrap();
    assert_eq!(to_tell(&store, "2026-03-03").await, ["ana"]);
    assert_eq!(to_tell(&store, "2026-03-02").await, [""; 0], "that day she was told already");
}
