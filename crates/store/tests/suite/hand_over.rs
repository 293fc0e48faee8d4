//! Cases that move from one store to another: their lines, files and keys, whole or not at all.

use rowlock_store::{CommitError, MovedEvidence, PackPlace, Person, Write};

use crate::place::{Place, account, begin, change, named, note, notes, record, seat};

fn file(id: &str) -> MovedEvidence {
    MovedEvidence {
        id: id.into(),
        exchange: "x1".into(),
        party: "ana".into(),
        size: 6,
        sealed: b"sealed".to_vec(),
    }
}

const PACK: PackPlace<'static> = PackPlace { alliance: "a", exchange: "x1", party: "ana" };

fn along() -> Vec<Write> {
    vec![
        Write::Key { subject: "ana-1".into(), wrapped: b"wrapped here".to_vec() },
        Write::Evidence(file("e1")),
        Write::Person(Person { id: "ana-1".into(), name: "Ana".into(), address: None }),
        Write::Member(seat("ana", "lead", Some("ana-1"))),
    ]
}

pub async fn a_case_goes_from_one_store_to_another_and_back(place: &Place) {
    let home = place.open().await;
    let mut case = notes(&["it begins", "it is handed over"]);
    home.commit(&change("home", None, case.lines(), &named("A"), vec![])).await.unwrap();

    // The other store is another database, as another installation has it.
    let elsewhere = Place::file();
    let there = elsewhere.open().await;
    there.open_account(&account("ana")).await.unwrap();
    let mut taken = record(&home.lines("home", 0).await.unwrap());
    note(&mut taken, "it is taken in");
    there.commit(&change("a", None, taken.lines(), &named("A"), along())).await.unwrap();
    assert_eq!(there.evidence(PACK, "e1").await.unwrap().as_deref(), Some(b"sealed".as_slice()));
    assert_eq!(there.keys("a").await.unwrap(), [("ana-1".to_owned(), b"wrapped here".to_vec())]);
    note(&mut taken, "written there");
    there.commit(&change("a", Some(3), &taken.lines()[3..], &named("A"), vec![])).await.unwrap();

    let back = record(&there.lines("a", 0).await.unwrap());
    assert_eq!(back.lines()[..2], *case.lines());
    case = back;
    note(&mut case, "it is back");
    let summary = named("A");
    let early = change("home", Some(1), &case.lines()[1..], &summary, vec![]);
    assert!(matches!(home.commit(&early).await, Err(CommitError::Conflict)));
    home.commit(&change("home", Some(2), &case.lines()[2..], &named("A"), vec![])).await.unwrap();
    let whole = record(&home.lines("home", 0).await.unwrap());
    assert_eq!((whole.lines().len(), whole.final_hash()), (5, case.final_hash()));

    assert_eq!(home.with_line(2, &case.lines()[1]).await.unwrap().as_deref(), Some("home"));
    assert_eq!(home.with_line(1, &case.lines()[1]).await.unwrap(), None, "another place");
    assert_eq!(there.with_line(5, &case.lines()[4]).await.unwrap(), None, "it never came there");
}

pub async fn files_that_came_along_are_there_once(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    begin(&store, "b").await;
    let case = notes(&["it begins"]);
    store.commit(&change("a", None, case.lines(), &named("A"), along())).await.unwrap();
    // A file that somebody put the id of another into takes nothing away from it.
    let other = Write::Evidence(MovedEvidence { sealed: b"other".to_vec(), ..file("e1") });
    store.commit(&change("b", Some(1), &[], &named("B"), vec![other])).await.unwrap();
    assert_eq!(store.evidence(PACK, "e1").await.unwrap().as_deref(), Some(b"sealed".as_slice()));
    assert_eq!(store.evidence(PackPlace { alliance: "b", ..PACK }, "e1").await.unwrap(), None);
    assert_eq!(store.evidence_of(PACK).await.unwrap(), [("e1".to_owned(), 6)]);
}
