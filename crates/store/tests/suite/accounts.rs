//! Accounts: one for each address, and gone when they are deleted.

use rowlock_store::{Account, NewLink, NewSession, Person, Purpose, token_hash};

use crate::place::{Place, account, at, begin, seat};

pub async fn an_address_has_one_account(place: &Place) {
    let store = place.open().await;
    assert!(!store.has_accounts().await.unwrap());
    let ana = Account { password_hash: Some("$argon2id$…".into()), ..account("ana") };
    assert_eq!(store.open_account(&ana).await.unwrap(), ana);
    assert!(store.has_accounts().await.unwrap());

    let again = Account { id: "other".into(), name: "Other".into(), password_hash: None, ..ana.clone() };
    assert_eq!(store.open_account(&again).await.unwrap(), ana);
    assert_eq!(store.account_at("ana@example.com").await.unwrap(), Some(ana.clone()));
    assert_eq!(store.account("ana").await.unwrap(), Some(ana));
    assert_eq!(store.account("other").await.unwrap(), None);
    assert_eq!(store.account_at("ben@example.com").await.unwrap(), None);
}

pub async fn of_two_that_open_an_account_at_once_both_get_the_same(place: &Place) {
    let stores = [place.open().await, place.open().await];
    let open = async |turn: usize, store: usize| {
        let address = format!("ana-{turn}@example.com");
        let new = Account { id: format!("{turn}-{store}"), address, ..account("ana") };
        stores[store].open_account(&new).await.unwrap()
    };
    for turn in 0..10 {
        let (one, other) = tokio::join!(open(turn, 0), open(turn, 1));
        assert_eq!(one, other);
    }
}

pub async fn an_account_is_renamed(place: &Place) {
    let store = place.open().await;
    for id in ["ana", "ben"] {
        store.open_account(&account(id)).await.unwrap();
    }
    store.rename_account("ana", "Ana María").await.unwrap();
    assert_eq!(store.account("ana").await.unwrap().unwrap().name, "Ana María");
    assert_eq!(store.account("ben").await.unwrap().unwrap().name, "BEN");
}

pub async fn an_account_that_is_deleted_takes_its_traces_along(place: &Place) {
    let store = place.open().await;
    for id in ["ana", "ben"] {
        store.open_account(&account(id)).await.unwrap();
    }
    for (alliance, person) in [("a", "p1"), ("b", "p2"), ("c", "p1")] {
        begin(&store, alliance).await;
        for (id, name) in [(person, "Ana"), ("p9", "Ben")] {
            let address = Some(format!("{name}@work.example"));
            store.name_person(alliance, &Person { id: id.into(), name: name.into(), address }).await.unwrap();
        }
        store.seat(alliance, &seat("ben", "partner", Some("p9")), at(0)).await.unwrap();
    }
    // In the third she has no seat: who `p1` is there is not hers to erase.
    store.seat("a", &seat("ana", "lead", Some("p1")), at(0)).await.unwrap();
    store.seat("b", &seat("ana", "viewer", Some("p2")), at(0)).await.unwrap();
    for id in ["ana", "ben"] {
        let address = format!("{id}@example.com");
        let (token_hash, agent, expires_at) = (token_hash(id), "a browser", at(60));
        let session = NewSession { id, token_hash: &token_hash, account: id, agent, at: at(0), expires_at };
        store.begin_session(&session).await.unwrap();
        let purpose = Purpose::SignIn;
        let link = NewLink {
            token_hash: &token_hash,
            purpose,
            address: Some(&address),
            at: at(0),
            expires_at,
            is_mailed: true,
        };
        store.make_link(&link).await.unwrap();
    }

    store.delete_account("ana").await.unwrap();

    assert_eq!(store.account("ana").await.unwrap(), None);
    assert_eq!(store.seats("ana").await.unwrap(), []);
    assert_eq!(store.visit(&token_hash("ana"), None, at(1)).await.unwrap(), None);
    assert_eq!(store.link(&token_hash("ana"), Purpose::SignIn, at(1)).await.unwrap(), None);
    for (alliance, person, erased) in [("a", "p1", true), ("b", "p2", true), ("c", "p1", false)] {
        let people = store.people(alliance).await.unwrap();
        let address = (!erased).then(|| "Ana@work.example".to_owned());
        let name = if erased { "" } else { "Ana" };
        assert_eq!(people[0], Person { id: person.into(), name: name.into(), address });
        assert_eq!((people[1].id.as_str(), people[1].name.as_str()), ("p9", "Ben"));
        assert_eq!(store.lines(alliance, 0).await.unwrap().len(), 1);
        assert_eq!(store.members(alliance).await.unwrap().len(), 1);
    }
    assert!(store.visit(&token_hash("ben"), None, at(1)).await.unwrap().is_some());
    assert!(store.link(&token_hash("ben"), Purpose::SignIn, at(1)).await.unwrap().is_some());
    // The address is free again, and nothing of the old account comes back with it.
    let anew = store.open_account(&Account { id: "anew".into(), ..account("ana") }).await.unwrap();
    assert_eq!((anew.id.as_str(), store.seats("anew").await.unwrap()), ("anew", vec![]));
}
