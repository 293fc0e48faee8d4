//! One's own marks on alliances, and the desk that they sort.

use rowlock_store::{Mark, Store, Summary, Write};

use crate::desk::TODAY;
use crate::place::{Place, account, at, change, named, notes, seat};

fn look(day: &str) -> Mark {
    Mark { look_on: Some(day.into()), sealed: b"what for".to_vec(), ..Mark::default() }
}

fn pause(day: &str) -> Mark {
    Mark { paused_until: Some(day.into()), sealed: b"why".to_vec(), ..Mark::default() }
}

/// Alliances of which each earlier one needs a person more, with seats for two accounts.
async fn furnished(place: &Place) -> Store {
    let store = place.open().await;
    for who in ["ana", "ben"] {
        store.open_account(&account(who)).await.unwrap();
    }
    for (id, attention) in [("a", 90), ("b", 50), ("c", 10), ("d", 5)] {
        let summary = Summary { attention, ..named(id) };
        let seats = ["ana", "ben"].map(|who| Write::Member(seat(who, "lead", None)));
        let lines = notes(&["one"]);
        store.commit(&change(id, None, lines.lines(), &summary, seats.into())).await.unwrap();
    }
    store
}

async fn desk(store: &Store, who: &str, today: &str) -> String {
    let (rows, _) = store.desk(who, today, 9, 0).await.unwrap();
    rows.into_iter().map(|row| row.alliance).collect()
}

pub async fn marks_sort_the_desk_of_whoever_made_them(place: &Place) {
    let store = furnished(place).await;
    assert_eq!(desk(&store, "ana", TODAY).await, "abcd");
    store.set_mark("ana", "a", &pause("2026-03-09")).await.unwrap();
    store.set_mark("ana", "c", &look("2026-03-02")).await.unwrap();
    store.set_mark("ana", "d", &look("2026-03-03")).await.unwrap();
    assert_eq!(desk(&store, "ana", TODAY).await, "cbda");
    assert_eq!(desk(&store, "ben", TODAY).await, "abcd", "they are nobody else's");
    assert_eq!(desk(&store, "ana", "2026-03-03").await, "cdba");
    assert_eq!(desk(&store, "ana", "2026-03-09").await, "cdab", "on that day it is back");

    // What is put aside stays so, even where a look is due.
    let both = Mark { paused_until: Some("2026-03-09".into()), ..look("2026-03-01") };
    store.set_mark("ana", "c", &both).await.unwrap();
    assert_eq!(desk(&store, "ana", TODAY).await, "bdac");
    let marks = store.marks("ana").await.unwrap();
    assert_eq!(marks.iter().map(|(id, _)| id.as_str()).collect::<String>(), "acd");
    assert_eq!(marks[1].1, both);
    assert!(store.marks("ben").await.unwrap().is_empty());
}

pub async fn a_mark_without_a_day_is_none(place: &Place) {
    let store = furnished(place).await;
    store.set_mark("ana", "a", &pause("2026-03-09")).await.unwrap();
    assert_eq!(store.mark("ana", "a").await.unwrap(), Some(pause("2026-03-09")));
    store.set_mark("ana", "a", &look("2026-03-09")).await.unwrap();
    assert_eq!(store.mark("ana", "a").await.unwrap(), Some(look("2026-03-09")));
    store.set_mark("ana", "a", &Mark { sealed: b"nothing".to_vec(), ..Mark::default() }).await.unwrap();
    assert_eq!(store.mark("ana", "a").await.unwrap(), None);
    store.set_mark("ana", "no-such-alliance", &look("2026-03-09")).await.unwrap_err();
}

pub async fn marks_go_with_the_seat_and_with_the_account(place: &Place) {
    let store = furnished(place).await;
    for who in ["ana", "ben"] {
        store.set_mark(who, "a", &pause("2026-03-09")).await.unwrap();
    }
    store.unseat("a", "ana").await.unwrap();
    assert_eq!(store.mark("ana", "a").await.unwrap(), None);
    store.seat("a", &seat("ana", "viewer", None), at(3)).await.unwrap();
    assert_eq!(desk(&store, "ana", TODAY).await, "abcd");
    store.delete_account("ben").await.unwrap();
    assert_eq!(place.count("SELECT count(*) FROM mark").await, 0);
}
