//! Readings as they were given.

use rowlock_store::{Reading, Store, Summary, Write};
use tokio::task::JoinSet;

use crate::place::{Place, account, at, begin, change, named, notes, seat};

fn said(minute: i64, said: &str) -> Reading {
    Reading { on: "2026-03-02".into(), at: at(minute), said: said.into(), rules: "rules 1".into() }
}

fn gives(reading: Reading) -> Summary {
    Summary { given: Some(reading), ..named("Boats") }
}

async fn all(store: &Store, account: &str) -> Vec<(String, Vec<String>)> {
    let found = store.readings(account).await.unwrap();
    let text = |readings: Vec<Reading>| readings.into_iter().map(|reading| reading.said).collect();
    found.into_iter().map(|(alliance, readings)| (alliance, text(readings))).collect()
}

fn one(alliance: &str, said: &[&str]) -> (String, Vec<String>) {
    (alliance.to_owned(), said.iter().map(ToString::to_string).collect())
}

pub async fn what_was_said_is_kept_as_it_was_given(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    let lines = notes(&["one", "two", "three", "four"]);
    for (head, text) in ["proceed", "proceed", "repair", "proceed"].into_iter().enumerate() {
        let line = &lines.lines()[head..=head];
        let member = Write::Member(seat("ana", "lead", Some("ana")));
        let (before, given) = ((head > 0).then_some(head as u64), gives(said(head as i64, text)));
        store.commit(&change("boats", before, line, &given, vec![member])).await.unwrap();
    }
    // A word that comes back is said again; one that stands is not.
    assert_eq!(all(&store, "ana").await, [one("boats", &["proceed", "repair", "proceed"])]);
    let kept = store.readings("ana").await.unwrap().remove("boats").unwrap();
    assert_eq!(kept[0], said(0, "proceed"));
    assert_eq!(all(&store, "ben").await, []);

    // Of a change that fails nothing is said.
    let late = gives(said(9, "separate"));
    assert!(store.commit(&change("boats", Some(2), &lines.lines()[..1], &late, vec![])).await.is_err());
    assert_eq!(all(&store, "ana").await[0].1.len(), 3);
}

pub async fn a_reading_is_given_unless_facts_came_in_between(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    begin(&store, "mills").await;
    store.seat("mills", &seat("ana", "adviser", Some("ana")), at(0)).await.unwrap();
    store.summarise("mills", 0, &gives(said(1, "too early"))).await.unwrap();
    store.summarise("nowhere", 1, &gives(said(1, "of nothing"))).await.unwrap();
    store.summarise("mills", 1, &gives(said(2, "repair"))).await.unwrap();
    let newer = Reading { rules: "rules 2".into(), ..said(3, "repair") };
    store.summarise("mills", 1, &gives(newer)).await.unwrap();
    store.summarise("mills", 1, &named("Mills")).await.unwrap();
    // Newer rules that say the same leave what was said, and by which rules.
    let kept = store.readings("ana").await.unwrap();
    assert_eq!(kept.into_iter().collect::<Vec<_>>(), [("mills".to_owned(), vec![said(2, "repair")])]);
    store.unseat("mills", "ana").await.unwrap();
    assert_eq!(all(&store, "ana").await, []);
}

pub async fn many_who_say_the_same_at_once_say_it_once(place: &Place) {
    let store = place.open().await;
    begin(&store, "mills").await;
    let mut saying = JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        saying.spawn(async move { store.summarise("mills", 1, &gives(said(2, "repair"))).await });
    }
    for outcome in saying.join_all().await {
        outcome.unwrap();
    }
    assert_eq!(place.count("SELECT count(*) FROM reading").await, 1);
}
