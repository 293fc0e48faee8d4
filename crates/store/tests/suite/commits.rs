//! A change: facts and all that goes with them, whole or not at all.

use rowlock_core::record::Record;
use rowlock_store::{CommitError, NewInvitation, Person, QueuedMail, Store, Write, token_hash};

use crate::place::{Place, account, at, begin, change, named, note, notes, seat};

/// Text that has made trouble somewhere before.
const ODD: [&str; 6] = [
    "it's \"quoted\" \\ and {braced}",
    "$1 ?2 :three -- /* no comment */; DROP TABLE fact;",
    "naïve Grüße – 合弁 – \u{202e}right to left\u{202c} – 🛶🏻",
    "lines\r\nand\ttabs and \u{0}\u{1}\u{7f}\u{feff}",
    "e\u{301} is not é",
    "",
];

pub async fn a_record_reads_back_as_it_was_appended(place: &Place) {
    let store = place.open().await;
    let mut record = notes(&ODD);
    store.commit(&change("a", None, record.lines(), &named("A"), vec![])).await.unwrap();
    note(&mut record, &"long ".repeat(100_000));
    note(&mut record, "short");
    store.commit(&change("a", Some(6), &record.lines()[6..], &named("A"), vec![])).await.unwrap();
    begin(&store, "b").await;

    assert_eq!(store.lines("a", 0).await.unwrap(), record.lines());
    assert_eq!(store.lines("a", 6).await.unwrap(), record.lines()[6..]);
    assert_eq!(store.lines("a", 8).await.unwrap(), [""; 0]);
    assert_eq!(store.lines("a", u64::from(u32::MAX)).await.unwrap(), [""; 0]);
    assert_eq!(store.lines("c", 0).await.unwrap(), [""; 0]);
    // Another process reads the same.
    assert_eq!(place.open().await.lines("a", 0).await.unwrap(), record.lines());
}

pub async fn a_head_that_is_not_the_last_fact_is_a_conflict(place: &Place) {
    let store = place.open().await;
    let record = notes(&["one", "two"]);
    store.commit(&change("a", None, record.lines(), &named("A"), vec![])).await.unwrap();
    for (alliance, head) in [("a", None), ("a", Some(0)), ("a", Some(1)), ("a", Some(3)), ("b", Some(0))] {
        let late = store.commit(&change(alliance, head, record.lines(), &named("B"), vec![])).await;
        assert!(matches!(late, Err(CommitError::Conflict)), "{alliance} {head:?}");
    }
    assert_eq!(store.lines("a", 0).await.unwrap(), record.lines());
    assert_eq!(place.count("SELECT count(*) FROM alliance WHERE name = 'A' AND head = 2").await, 1);
    assert_eq!(place.count("SELECT count(*) FROM alliance").await, 1);
}

fn mail(id: &str) -> Write {
    Write::Mail(QueuedMail { id: id.into(), sealed: vec![1, 2, 3], due_at: at(0) })
}

fn invitation(id: &str, token: &str) -> NewInvitation {
    NewInvitation {
        id: id.into(),
        round: "r1".into(),
        person: "ana".into(),
        token_hash: token_hash(token),
        expires_at: at(60),
        address: Some("ben@where.example".to_owned()),
        made_by: None,
    }
}

fn person(id: &str) -> Write {
    Write::Person(Person { id: id.into(), name: id.to_uppercase(), address: None })
}

fn key(subject: &str) -> Write {
    Write::Key { subject: subject.into(), wrapped: subject.as_bytes().to_vec() }
}

/// Adds a fact and these writes to an alliance that has one fact.
async fn second(store: &Store, record: &mut Record, writes: Vec<Write>) -> Result<(), CommitError> {
    note(record, "second");
    store.commit(&change("a", Some(1), &record.lines()[1..], &named("changed"), writes)).await
}

pub async fn a_change_that_fails_at_its_end_leaves_nothing(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    let writes = vec![
        person("ana"),
        key("ana"),
        mail("m1"),
        Write::Invitation(invitation("i1", "t1")),
        // There is no such account.
        Write::Member(seat("nobody", "viewer", None)),
    ];
    let failed = second(&store, &mut notes(&["it begins"]), writes).await;
    assert!(matches!(failed, Err(CommitError::Store(_))));
    assert_eq!(store.lines("a", 0).await.unwrap().len(), 1);
    for question in [
        "SELECT count(*) FROM person",
        "SELECT count(*) FROM sealed_key",
        "SELECT count(*) FROM outbox",
        "SELECT count(*) FROM invitation",
        "SELECT count(*) FROM alliance WHERE head <> 1 OR name <> 'a'",
    ] {
        assert_eq!(place.count(question).await, 0, "{question}");
    }
    second(&store, &mut notes(&["it begins"]), vec![]).await.unwrap();
}

pub async fn what_is_taken_twice_is_no_conflict(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    store.queue_mail(&QueuedMail { id: "m1".into(), sealed: vec![], due_at: at(0) }, at(0)).await.unwrap();
    store.invite("a", &invitation("i1", "t1"), None, at(0)).await.unwrap();
    // Whoever is told of a conflict tries again; here that would never help.
    for write in [mail("m1"), Write::Invitation(invitation("i2", "t1"))] {
        let failed = second(&store, &mut notes(&["it begins"]), vec![write]).await;
        assert!(matches!(failed, Err(CommitError::Store(_))), "{failed:?}");
    }
}

pub async fn all_that_goes_with_facts_is_written_with_them(place: &Place) {
    let store = place.open().await;
    store.open_account(&account("ana")).await.unwrap();
    let lines = notes(&["it begins"]);
    let writes = vec![
        person("ana"),
        key("ana"),
        mail("m1"),
        Write::Invitation(invitation("i1", "t1")),
        Write::Member(seat("ana", "lead", Some("ana"))),
    ];
    store.commit(&change("a", None, lines.lines(), &named("A"), writes)).await.unwrap();
    assert_eq!(store.keys("a").await.unwrap(), [("ana".to_owned(), b"ana".to_vec())]);
    assert_eq!(store.people("a").await.unwrap()[0].name, "ANA");
    assert_eq!(store.members("a").await.unwrap()[0].0, seat("ana", "lead", Some("ana")));
    let claimed = store.claim_mail(at(0), at(60)).await.unwrap().unwrap();
    assert_eq!((claimed.0.as_str(), claimed.1), ("m1", vec![1, 2, 3]));
    let found = store.invitation(&token_hash("t1")).await.unwrap().unwrap();
    assert_eq!((found.id.as_str(), found.alliance.as_str(), found.sent_at), ("i1", "a", Some(at(0))));

    // What is there already: a person is written anew; a key and a seat stay.
    let again = vec![
        Write::Person(Person { id: "ana".into(), name: "Ana".into(), address: Some("a@x".into()) }),
        Write::Key { subject: "ana".into(), wrapped: b"another".to_vec() },
        Write::Member(seat("ana", "viewer", None)),
    ];
    second(&store, &mut notes(&["it begins"]), again).await.unwrap();
    assert_eq!(store.keys("a").await.unwrap()[0].1, b"ana");
    assert_eq!(store.people("a").await.unwrap()[0].address.as_deref(), Some("a@x"));
    assert_eq!(store.members("a").await.unwrap()[0].0, seat("ana", "lead", Some("ana")));
}

pub async fn who_is_done_has_no_draft(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    for (round, person) in [("r1", "ana"), ("r2", "ana"), ("r1", "ben")] {
        store.save_draft(("a", round, person), "sealed", at(0)).await.unwrap();
    }
    store.invite("a", &invitation("old", "t0"), None, at(0)).await.unwrap();
    store.revoke_invitations(("a", "r1", "ana"), at(1)).await.unwrap();
    store.invite("a", &invitation("new", "t1"), None, at(1)).await.unwrap();
    let done = Write::Done { round: "r1".into(), person: "ana".into() };
    second(&store, &mut notes(&["it begins"]), vec![done]).await.unwrap();

    assert_eq!(store.draft("a", "r1", "ana").await.unwrap(), None);
    assert_eq!(store.draft("a", "r2", "ana").await.unwrap().as_deref(), Some("sealed"));
    assert_eq!(store.draft("a", "r1", "ben").await.unwrap().as_deref(), Some("sealed"));
    assert_eq!(store.invitation(&token_hash("t1")).await.unwrap().unwrap().done_at, Some(at(0)));
    assert_eq!(store.invitation(&token_hash("t0")).await.unwrap().unwrap().done_at, None);
}
