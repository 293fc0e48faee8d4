//! What is told in confidence.

use rowlock_store::{Confidence, Store};

use crate::place::{Place, account, at, begin};

fn told(id: &str, author: &str, hour: i64) -> Confidence {
    Confidence {
        id: id.into(),
        author: author.into(),
        adviser: "ada".into(),
        sealed: id.as_bytes().to_vec(),
        written_at: at(hour),
        reply: None,
    }
}

async fn ids(store: &Store, alliance: &str, account: &str) -> Vec<String> {
    let found = store.confidences(alliance, account).await.unwrap();
    found.into_iter().map(|one| one.id).collect()
}

pub async fn a_confidence_reaches_two_accounts_alone(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    begin(&store, "b").await;
    for id in ["ana", "ben", "ada", "abe"] {
        store.open_account(&account(id)).await.unwrap();
    }
    store.confide("a", &told("one", "ana", 1)).await.unwrap();
    store.confide("a", &told("two", "ben", 2)).await.unwrap();
    assert_eq!(ids(&store, "a", "ana").await, ["one"]);
    assert_eq!(ids(&store, "a", "ada").await, ["two", "one"]);
    assert!(ids(&store, "a", "abe").await.is_empty() && ids(&store, "b", "ada").await.is_empty());

    assert!(!store.answer_confidence("a", "abe", "one", (b"no", at(3))).await.unwrap());
    assert!(!store.answer_confidence("b", "ada", "one", (b"no", at(3))).await.unwrap());
    assert!(store.answer_confidence("a", "ada", "one", (b"talk", at(3))).await.unwrap());
    let [seen] = &store.confidences("a", "ana").await.unwrap()[..] else { panic!("one, and one only") };
    assert_eq!(seen.reply, Some((b"talk".to_vec(), at(3))));

    assert!(!store.take_confidence_back("a", "ben", "one").await.unwrap());
    assert!(!store.take_confidence_back("a", "ada", "one").await.unwrap(), "the adviser cannot");
    assert!(store.take_confidence_back("a", "ana", "one").await.unwrap());
    assert_eq!(ids(&store, "a", "ada").await, ["two"]);
    store.delete_account("ben").await.unwrap();
    assert_eq!(place.count("SELECT count(*) FROM confidence").await, 0);
}
