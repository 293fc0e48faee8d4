//! Who holds what was sealed, who speaks for a party, and seats that wait for a word.

use rowlock_store::{Outcome, SeatRequest, Store};

use crate::place::{Place, account, at, begin, seat};

pub async fn of_several_the_first_holds_a_place(place: &Place) {
    let stores = [place.open().await, place.open().await];
    begin(&stores[0], "a").await;
    assert_eq!(stores[0].holder("a", "r1", "ben").await.unwrap(), None);
    let take = async |store: &Store, who: &str| store.hold("a", ("r1", "ben"), who, at(0)).await.unwrap();
    tokio::join!(take(&stores[0], "mail:b"), take(&stores[1], "account:lead"));
    let first = stores[0].holder("a", "r1", "ben").await.unwrap().unwrap();
    for who in ["mail:b", "account:lead", "link:x"] {
        take(&stores[1], who).await;
        assert_eq!(stores[1].holder("a", "r1", "ben").await.unwrap().unwrap(), first);
    }
    assert_eq!(stores[0].held("a").await.unwrap(), [("r1".to_owned(), "ben".to_owned(), first)]);
    // What was saved goes with whoever held it.
    stores[0].drop_draft("a", "r1", "ben").await.unwrap();
    assert_eq!(stores[0].held("a").await.unwrap(), []);
    take(&stores[0], "link:x").await;
    stores[0].let_go("a", "r1", "ben").await.unwrap();
    assert_eq!(stores[0].holder("a", "r1", "ben").await.unwrap(), None);
}

pub async fn the_first_speaks_for_a_party_by_their_own_right(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    for (who, let_in) in
        [("mail:ben", false), ("mail:other", false), ("account:eva", true), ("mail:ben", false)]
    {
        store.speak_for("a", ("beta", who), Some(who), let_in, at(1)).await.unwrap();
    }
    store.speak_for("a", ("gamma", "mail:other"), None, false, at(2)).await.unwrap();
    let known = store.speakers("a").await.unwrap();
    let mut found: Vec<_> =
        known.iter().map(|one| (one.party.as_str(), one.credential.as_str(), one.is_established)).collect();
    found.sort_unstable();
    let expected = [
        ("beta", "account:eva", true),
        ("beta", "mail:ben", true),
        ("beta", "mail:other", false),
        ("gamma", "mail:other", true),
    ];
    assert_eq!(found, expected);
    // Whoever came by a later link is let in by a word, and is not put out by another link.
    store.speak_for("a", ("beta", "mail:other"), None, true, at(3)).await.unwrap();
    store.speak_for("a", ("beta", "mail:other"), None, false, at(4)).await.unwrap();
    assert!(store.speakers("a").await.unwrap().iter().all(|one| one.is_established));
}

pub async fn a_seat_that_is_asked_for_begins_once(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    for id in ["eva", "lead"] {
        store.open_account(&account(id)).await.unwrap();
    }
    let asked = |id: &str| SeatRequest {
        id: id.into(),
        alliance: "a".into(),
        party: "beta".into(),
        person: "ben".into(),
        account: "eva".into(),
        asked_by: "lead".into(),
        asked_at: at(1),
        told_on: String::new(),
    };
    // Pressed twice, it is asked once.
    for id in ["first", "second"] {
        store.ask_for_seat(&asked(id)).await.unwrap();
    }
    assert_eq!(store.seats_asked("a").await.unwrap(), [asked("first")]);
    assert_eq!(store.all_seats_asked(9).await.unwrap().len(), 1);
    assert_eq!(store.members("a").await.unwrap(), []);
    assert!(store.end_request(&asked("first"), Outcome::LetIn, at(2)).await.unwrap());
    assert!(!store.end_request(&asked("first"), Outcome::Refused, at(3)).await.unwrap());
    let members = store.members("a").await.unwrap();
    assert_eq!(members.len(), 1);
    let begun = seat("eva", "partner", Some("ben"));
    assert_eq!(members[0].0, rowlock_store::Membership { party: Some("beta".into()), ..begun });
    for (id, outcome) in [("third", Outcome::Refused), ("fourth", Outcome::TakenBack)] {
        store.unseat("a", "eva").await.unwrap();
        store.ask_for_seat(&asked(id)).await.unwrap();
        assert!(store.end_request(&asked(id), outcome, at(4)).await.unwrap());
        assert_eq!(store.members("a").await.unwrap(), []);
    }
}
