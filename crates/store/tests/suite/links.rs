//! Links that do one thing once.

use rowlock_store::{Link, NewLink, NewSession, Purpose, Store, token_hash};
use tokio::task::JoinSet;

use crate::place::{Place, account, at};

/// Makes a link with this token that is good for an hour.
async fn make(store: &Store, token: &str, purpose: Purpose) {
    let token_hash = token_hash(token);
    let address = Some("ana@example.com").filter(|_| purpose == Purpose::SignIn);
    let new =
        NewLink { token_hash: &token_hash, purpose, address, at: at(0), expires_at: at(60), is_mailed: true };
    store.make_link(&new).await.unwrap();
}

async fn is_good(store: &Store, token: &str, purpose: Purpose, minute: i64) -> bool {
    store.link(&token_hash(token), purpose, at(minute)).await.unwrap().is_some()
}

pub async fn a_link_is_good_once(place: &Place) {
    let store = place.open().await;
    make(&store, "t", Purpose::SignIn).await;
    let link = Link { is_mailed: true, address: Some("ana@example.com".into()), expires_at: at(60) };
    let token = token_hash("t");
    for _ in 0..2 {
        // To look at it is not to use it: mail programs do.
        assert_eq!(store.link(&token, Purpose::SignIn, at(1)).await.unwrap(), Some(link.clone()));
    }
    assert_eq!(store.use_link(&token, Purpose::SignIn, at(1)).await.unwrap(), Some(link));
    assert!(!is_good(&store, "t", Purpose::SignIn, 1).await);
    assert_eq!(store.use_link(&token, Purpose::SignIn, at(1)).await.unwrap(), None);
}

pub async fn of_many_that_use_a_link_at_once_one_does(place: &Place) {
    let stores = [place.open().await, place.open().await];
    for turn in 0..10 {
        let token = format!("t{turn}");
        make(&stores[0], &token, Purpose::SignIn).await;
        let mut users = JoinSet::new();
        for user in 0..6 {
            let (store, token) = (stores[user % 2].clone(), token_hash(&token));
            users.spawn(async move { store.use_link(&token, Purpose::SignIn, at(1)).await.unwrap() });
        }
        assert_eq!(users.join_all().await.iter().flatten().count(), 1);
    }
}

pub async fn a_link_is_good_for_its_purpose_until_its_hour(place: &Place) {
    let store = place.open().await;
    make(&store, "t", Purpose::SignIn).await;
    let token = token_hash("t");
    assert!(is_good(&store, "t", Purpose::SignIn, 59).await);
    for (purpose, minute) in [(Purpose::SetUp, 1), (Purpose::SignIn, 60)] {
        assert!(!is_good(&store, "t", purpose, minute).await);
        assert_eq!(store.use_link(&token, purpose, at(minute)).await.unwrap(), None);
    }
    assert_eq!(store.use_link("t", Purpose::SignIn, at(1)).await.unwrap(), None);
    // None of these tries has used it up.
    assert!(store.use_link(&token, Purpose::SignIn, at(59)).await.unwrap().is_some());
}

pub async fn a_new_link_takes_the_place_of_the_old(place: &Place) {
    let store = place.open().await;
    make(&store, "sign-in", Purpose::SignIn).await;
    make(&store, "older", Purpose::SetUp).await;
    make(&store, "newer", Purpose::SetUp).await;
    make(&store, "another", Purpose::SignIn).await;
    for (token, purpose, good) in [
        ("older", Purpose::SetUp, false),
        ("newer", Purpose::SetUp, true),
        ("sign-in", Purpose::SignIn, false),
        ("another", Purpose::SignIn, true),
    ] {
        assert_eq!(is_good(&store, token, purpose, 1).await, good, "{token}");
    }
    // A link that cannot be made leaves the one that is there.
    let taken = token_hash("another");
    let new = NewLink {
        token_hash: &taken,
        purpose: Purpose::SetUp,
        address: None,
        at: at(0),
        expires_at: at(60),
        is_mailed: true,
    };
    store.make_link(&new).await.unwrap_err();
    assert!(is_good(&store, "newer", Purpose::SetUp, 1).await);
}

pub async fn what_ran_out_is_swept_away(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    for (token, minute) in [("early", 10), ("late", 11)] {
        let token_hash = token_hash(token);
        let (address, expires_at) = (None, at(minute));
        let link = NewLink {
            token_hash: &token_hash,
            purpose: Purpose::SignIn,
            address,
            at: at(0),
            expires_at,
            is_mailed: true,
        };
        store.make_link(&link).await.unwrap();
        let (account, agent) = ("ana", "a browser");
        let session =
            NewSession { id: token, token_hash: &token_hash, account, agent, at: at(0), expires_at };
        store.begin_session(&session).await.unwrap();
    }
    store.sweep(at(10)).await.unwrap();
    assert_eq!(place.count("SELECT count(*) FROM session").await, 1);
    assert_eq!(place.count("SELECT count(*) FROM link").await, 1);
    assert!(is_good(&store, "late", Purpose::SignIn, 10).await);
    assert!(store.visit(&token_hash("late"), None, at(10)).await.unwrap().is_some());
}

pub async fn an_address_is_proven_by_a_link_that_was_mailed_there(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    let token = token_hash("before");
    let session = NewSession {
        id: "before",
        token_hash: &token,
        account: "ana",
        agent: "whoever opened the account",
        at: at(0),
        expires_at: at(60),
    };
    store.begin_session(&session).await.unwrap();
    assert!(!store.is_proven("ana").await.unwrap());
    store.prove("ana", at(1)).await.unwrap();
    assert!(store.is_proven("ana").await.unwrap());
    assert!(
        store.visit(&token, None, at(2)).await.unwrap().is_none(),
        "whoever was in before is in no longer"
    );
    store.begin_session(&session).await.unwrap();
    store.prove("ana", at(3)).await.unwrap();
    assert!(store.visit(&token, None, at(4)).await.unwrap().is_some(), "a second proof ends nothing");
}

pub async fn links_end_with_a_new_password(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    make(&store, "t", Purpose::SignIn).await;
    store.set_password("ana", "$argon2id$new", "none").await.unwrap();
    assert!(!is_good(&store, "t", Purpose::SignIn, 1).await);
    make(&store, "u", Purpose::SignIn).await;
    store.end_links("ana").await.unwrap();
    assert!(!is_good(&store, "u", Purpose::SignIn, 1).await);
}
