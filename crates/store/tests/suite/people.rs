//! Who the people of a record are, their drafts, and the keys of their answers.

use rowlock_store::Person;

use crate::place::{Place, at, begin};

pub async fn people_are_named_and_renamed(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    begin(&store, "b").await;
    let person = |id: &str, name: &str, address: Option<&str>| Person {
        id: id.into(),
        name: name.into(),
        address: address.map(Into::into),
    };
    for who in [person("p2", "Ben", None), person("p1", "Ana", Some("ana@example.com"))] {
        store.name_person("a", &who).await.unwrap();
    }
    store.name_person("b", &person("p1", "Cem", None)).await.unwrap();
    store.name_person("a", &person("p2", "Ben Roe", Some("ben@example.com"))).await.unwrap();
    store.name_person("a", &person("p1", "Ana", None)).await.unwrap();
    let expected = [person("p1", "Ana", None), person("p2", "Ben Roe", Some("ben@example.com"))];
    assert_eq!(store.people("a").await.unwrap(), expected);
    assert_eq!(store.people("b").await.unwrap(), [person("p1", "Cem", None)]);
    assert_eq!(store.people("c").await.unwrap(), []);
}

pub async fn a_draft_is_kept_for_each_person_and_round(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    begin(&store, "b").await;
    let places = [("a", "r1", "ana"), ("a", "r1", "ben"), ("a", "r2", "ana"), ("b", "r1", "ana")];
    for (turn, of) in places.iter().enumerate() {
        assert_eq!(store.draft(of.0, of.1, of.2).await.unwrap(), None);
        store.save_draft(*of, &format!("draft {turn}"), at(0)).await.unwrap();
    }
    store.save_draft(places[1], "saved again", at(1)).await.unwrap();
    for (of, expected) in places.iter().zip(["draft 0", "saved again", "draft 2", "draft 3"]) {
        assert_eq!(store.draft(of.0, of.1, of.2).await.unwrap().as_deref(), Some(expected));
    }
    for _ in 0..2 {
        store.drop_draft("a", "r1", "ana").await.unwrap();
        assert_eq!(store.draft("a", "r1", "ana").await.unwrap(), None);
    }
    assert_eq!(place.count("SELECT count(*) FROM draft").await, 3);
}

pub async fn the_first_key_stays_until_it_is_destroyed(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    begin(&store, "b").await;
    for (alliance, subject) in [("a", "ana"), ("a", "ana/adviser-only"), ("a", "ben"), ("b", "ana")] {
        store.keep_key(alliance, subject, format!("{alliance} {subject}").as_bytes()).await.unwrap();
    }
    // Of two that make a key at once, the first one's stays.
    store.keep_key("a", "ana", b"another").await.unwrap();
    let keys = async |alliance: &str| {
        let mut keys = store.keys(alliance).await.unwrap();
        keys.sort();
        keys.into_iter().map(|(_, key)| String::from_utf8(key).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(keys("a").await, ["a ana", "a ana/adviser-only", "a ben"]);

    let hers = ["ana", "ana/adviser-only", "no-such-subject"].map(str::to_owned);
    store.destroy_keys("a", &hers).await.unwrap();
    store.destroy_keys("a", &hers).await.unwrap();
    assert_eq!(keys("a").await, ["a ben"]);
    assert_eq!(keys("b").await, ["b ana"]);
    store.keep_key("a", "ana", b"a new one").await.unwrap();
    assert_eq!(keys("a").await, ["a new one", "a ben"]);
    assert_eq!(keys("c").await, [""; 0]);
}
