//! Files of evidence in diligence packs.

use rowlock_store::{Kept, PackPlace, Room};

use crate::place::{Place, at, begin};

const ROOM: Room = Room { files: 3, pack: 100, alliance: 150 };

fn pack<'a>(alliance: &'a str, party: &'a str) -> PackPlace<'a> {
    PackPlace { alliance, exchange: "x1", party }
}

pub async fn evidence_is_kept_for_one_pack_while_there_is_room(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    begin(&store, "b").await;
    let keep = async |alliance: &str, party: &str, id: &str, size: u64| {
        let file = (id, size, id.as_bytes());
        store.keep_evidence(pack(alliance, party), file, ROOM, at(1)).await.unwrap()
    };
    assert_eq!(keep("a", "ana", "one", 60).await, Kept::Yes);
    assert_eq!(keep("a", "ana", "two", 41).await, Kept::PackFull);
    assert_eq!(keep("a", "ana", "two", 40).await, Kept::Yes);
    assert_eq!(keep("a", "ben", "three", 51).await, Kept::AllianceFull);
    assert_eq!(keep("a", "ben", "three", 50).await, Kept::Yes);
    assert_eq!(keep("b", "ana", "four", 100).await, Kept::Yes, "each alliance has room of its own");
    assert_eq!(store.evidence_of(pack("a", "ana")).await.unwrap(), [("one".into(), 60), ("two".into(), 40)]);
    assert_eq!(store.evidence(pack("a", "ana"), "one").await.unwrap().as_deref(), Some(b"one".as_slice()));
    for elsewhere in [pack("a", "ben"), pack("b", "ana"), PackPlace { exchange: "x2", ..pack("a", "ana") }] {
        assert_eq!(store.evidence(elsewhere, "one").await.unwrap(), None);
        store.drop_evidence(elsewhere, "one").await.unwrap();
    }
    store.drop_evidence(pack("a", "ana"), "two").await.unwrap();
    assert_eq!(keep("a", "ana", "five", 0).await, Kept::Yes);
    assert_eq!(keep("a", "ana", "six", 0).await, Kept::Yes);
    assert_eq!(keep("a", "ana", "seven", 0).await, Kept::TooMany);
    assert_eq!(store.evidence_of(pack("a", "ana")).await.unwrap().len(), 3);
}

pub async fn a_pack_is_erased_with_its_files_its_draft_and_its_key(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    for party in ["ana", "ben"] {
        let file = (party, 1, b"sealed".as_slice());
        store.keep_evidence(pack("a", party), file, ROOM, at(1)).await.unwrap();
        store.save_draft(("a", "diligence/x1", party), "sealed", at(1)).await.unwrap();
        store.keep_key("a", party, b"wrapped").await.unwrap();
    }
    store.erase_pack(pack("a", "ana"), ("diligence/x1", "ana"), "ana").await.unwrap();
    assert_eq!(store.evidence(pack("a", "ana"), "ana").await.unwrap(), None);
    assert_eq!(store.draft("a", "diligence/x1", "ana").await.unwrap(), None);
    assert!(store.evidence(pack("a", "ben"), "ben").await.unwrap().is_some());
    assert!(store.draft("a", "diligence/x1", "ben").await.unwrap().is_some());
    let keys = store.keys("a").await.unwrap();
    assert_eq!(keys.into_iter().map(|(subject, _)| subject).collect::<Vec<_>>(), ["ben"]);
}
