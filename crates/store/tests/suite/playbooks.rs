//! Playbooks of accounts.

use rowlock_store::{SavedPlaybook, Store, Write};

use crate::place::{Place, account, at, change, named, notes, seat};

fn version(playbook: &str, version: u32) -> SavedPlaybook {
    let saved_at = at(i64::from(version));
    SavedPlaybook { playbook: playbook.into(), version, saved_at, text: format!("{playbook} {version}") }
}

async fn two(store: &Store) {
    for id in ["ana", "ben"] {
        store.open_account(&account(id)).await.unwrap();
    }
}

pub async fn every_version_of_a_playbook_is_kept(place: &Place) {
    let store = place.open().await;
    two(&store).await;
    for (playbook, number) in [("boats", 1), ("boats", 2), ("mills", 3), ("boats", 10)] {
        assert!(store.save_playbook("ana", &version(playbook, number)).await.unwrap());
    }
    let other = SavedPlaybook { text: "another".into(), ..version("boats", 2) };
    assert!(!store.save_playbook("ana", &other).await.unwrap(), "nothing is overwritten");
    let latest = store.playbooks("ana").await.unwrap();
    assert_eq!(latest, [version("boats", 10), version("mills", 3)]);
    let all = store.playbook_versions("ana", "boats").await.unwrap();
    assert_eq!(all, [version("boats", 1), version("boats", 2), version("boats", 10)]);
    assert_eq!(store.playbooks("ben").await.unwrap(), []);
    assert_eq!(store.playbook_versions("ben", "boats").await.unwrap(), []);
}

pub async fn playbooks_go_with_the_account(place: &Place) {
    let store = place.open().await;
    two(&store).await;
    for id in ["ana", "ben"] {
        store.save_playbook(id, &version("boats", 1)).await.unwrap();
    }
    store.save_playbook("ben", &version("mills", 1)).await.unwrap();
    store.delete_playbook("ben", "mills").await.unwrap();
    assert_eq!(store.playbooks("ben").await.unwrap(), [version("boats", 1)]);
    store.delete_account("ana").await.unwrap();
    assert_eq!(place.count("SELECT count(*) FROM playbook_version WHERE account_id = 'ana'").await, 0);
    assert_eq!(store.playbooks("ben").await.unwrap(), [version("boats", 1)]);
}

pub async fn what_began_from_a_playbook_is_seen_from_a_seat_alone(place: &Place) {
    let store = place.open().await;
    two(&store).await;
    let lines = notes(&["it begins"]);
    for (alliance, playbook) in [("first", "boats"), ("second", "boats"), ("third", "mills")] {
        let writes = vec![Write::BegunFrom { playbook: playbook.into() }];
        store.commit(&change(alliance, None, lines.lines(), &named(alliance), writes)).await.unwrap();
        store.seat(alliance, &seat("ana", "lead", Some("ana")), at(0)).await.unwrap();
    }
    store.seat("second", &seat("ben", "partner", Some("ben")), at(0)).await.unwrap();
    let seen = |found: Vec<(String, rowlock_store::Membership)>| -> Vec<(String, String)> {
        found.into_iter().map(|(alliance, seat)| (alliance, seat.role)).collect()
    };
    let both = [("first".to_owned(), "lead".to_owned()), ("second".to_owned(), "lead".to_owned())];
    assert_eq!(seen(store.begun_from("ana", "boats").await.unwrap()), both);
    let one = [("second".to_owned(), "partner".to_owned())];
    assert_eq!(seen(store.begun_from("ben", "boats").await.unwrap()), one);
}
