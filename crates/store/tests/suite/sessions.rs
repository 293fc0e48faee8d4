//! Sessions: who is signed in, and what each visit is told.

use jiff::Timestamp;
use rowlock_store::{NewSession, Session, Store, Visit, token_hash};

use crate::place::{Place, account, at, begin, change, named, notes, seat};

/// Begins a session of `account` whose token is its id.
async fn sign_in(store: &Store, account: &str, id: &str, from: Timestamp, until: Timestamp) {
    let (token_hash, agent) = (token_hash(id), "a browser");
    let new = NewSession { id, token_hash: &token_hash, account, agent, at: from, expires_at: until };
    store.begin_session(&new).await.unwrap();
}

async fn visit(store: &Store, id: &str, minute: i64) -> Option<Visit> {
    store.visit(&token_hash(id), None, at(minute)).await.unwrap()
}

pub async fn a_visit_knows_the_account_and_the_seat(place: &Place) {
    let store = place.open().await;
    for id in ["ana", "ben"] {
        store.open_account(&account(id)).await.unwrap();
        begin(&store, &format!("of-{id}")).await;
        store.seat(&format!("of-{id}"), &seat(id, "lead", Some("p1")), at(0)).await.unwrap();
        sign_in(&store, id, id, at(0), at(60)).await;
    }
    let plain = Visit {
        session: "ana".into(),
        seen_at: at(0),
        account: "ana".into(),
        name: "ANA".into(),
        address: "ana@example.com".into(),
        seat: None,
        // Two records were begun and two seats given.
        desk_stamp: 4,
    };
    let seated = Visit { seat: Some((seat("ana", "lead", Some("p1")), 1)), ..plain.clone() };
    let token = token_hash("ana");
    for (alliance, expected) in
        [(None, &plain), (Some("of-ana"), &seated), (Some("of-ben"), &plain), (Some("nowhere"), &plain)]
    {
        assert_eq!(store.visit(&token, alliance, at(1)).await.unwrap().as_ref(), Some(expected));
    }
    // The token itself is not stored, so whoever holds what is stored cannot visit with it.
    assert_eq!(store.visit(&token_hash(&token), None, at(1)).await.unwrap(), None);
    assert_eq!(store.visit("ana", None, at(1)).await.unwrap(), None);
    assert_eq!(store.visit("", None, at(1)).await.unwrap(), None);
}

pub async fn the_stamp_counts_what_a_desk_may_show(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    begin(&store, "a").await;
    sign_in(&store, "ana", "ana", at(0), at(60)).await;
    let mut last = visit(&store, "ana", 1).await.unwrap().desk_stamp;
    store.touch_session("ana", at(1)).await.unwrap();
    assert_eq!(visit(&store, "ana", 1).await.unwrap().desk_stamp, last, "no desk shows sessions");
    for turn in 0..4 {
        match turn {
            0 => drop(store.seat("a", &seat("ana", "lead", None), at(1)).await.unwrap()),
            1 => store.summarise("a", 1, &named("A")).await.unwrap(),
            2 => {
                let lines = notes(&["it begins", "it goes on"]);
                let more = &lines.lines()[1..];
                store.commit(&change("a", Some(1), more, &named("A"), vec![])).await.unwrap();
            }
            _ => store.unseat("a", "ana").await.unwrap(),
        }
        let stamp = visit(&store, "ana", 1).await.unwrap().desk_stamp;
        assert!(stamp > last, "turn {turn} is not seen");
        last = stamp;
    }
}

pub async fn a_session_ends_at_its_hour(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    sign_in(&store, "ana", "short", at(0), at(10)).await;
    sign_in(&store, "ana", "long", at(0), at(60)).await;
    assert!(visit(&store, "short", 9).await.is_some());
    assert!(visit(&store, "short", 10).await.is_none());
    assert!(visit(&store, "long", 10).await.is_some());
    let ids = |sessions: Vec<Session>| sessions.into_iter().map(|session| session.id).collect::<Vec<_>>();
    assert_eq!(ids(store.sessions("ana", at(9)).await.unwrap()), ["long", "short"]);
    assert_eq!(ids(store.sessions("ana", at(10)).await.unwrap()), ["long"]);
}

pub async fn a_session_is_ended_by_its_owner_alone(place: &Place) {
    let store = place.open().await;
    for id in ["ana", "ben"] {
        store.open_account(&account(id)).await.unwrap();
        sign_in(&store, id, id, at(0), at(60)).await;
    }
    store.end_session("ben", "ana").await.unwrap();
    assert!(visit(&store, "ana", 1).await.is_some());
    store.end_session("ana", "ana").await.unwrap();
    assert!(visit(&store, "ana", 1).await.is_none());
    assert!(visit(&store, "ben", 1).await.is_some());
}

pub async fn a_new_password_ends_all_other_sessions(place: &Place) {
    let store = place.open().await;
    for id in ["ana", "ben"] {
        store.open_account(&account(id)).await.unwrap();
    }
    for (owner, id) in [("ana", "here"), ("ana", "there"), ("ana", "elsewhere"), ("ben", "other")] {
        sign_in(&store, owner, id, at(0), at(60)).await;
    }
    store.set_password("ana", "hash", "here").await.unwrap();
    assert_eq!(store.account("ana").await.unwrap().unwrap().password_hash.as_deref(), Some("hash"));
    assert_eq!(store.account("ben").await.unwrap().unwrap().password_hash, None);
    for (id, stays) in [("here", true), ("there", false), ("elsewhere", false), ("other", true)] {
        assert_eq!(visit(&store, id, 1).await.is_some(), stays, "{id}");
    }
}

pub async fn sessions_are_listed_by_their_last_use(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    for (id, minute) in [("a", 1), ("b", 2), ("c", 3)] {
        sign_in(&store, "ana", id, at(minute), at(60)).await;
    }
    store.touch_session("a", at(9)).await.unwrap();
    let sessions = store.sessions("ana", at(10)).await.unwrap();
    let seen: Vec<_> = sessions.iter().map(|session| (session.id.as_str(), session.seen_at)).collect();
    assert_eq!(seen, [("a", at(9)), ("c", at(3)), ("b", at(2))]);
    assert_eq!(sessions[0].created_at, at(1));
    assert_eq!((sessions[0].agent.as_str(), sessions[0].expires_at), ("a browser", at(60)));
    assert_eq!(visit(&store, "a", 10).await.unwrap().seen_at, at(9));
}
