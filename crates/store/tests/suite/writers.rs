//! Writers that meet: one comes first, the other is told, and nothing is lost or written by half.

use std::collections::BTreeSet;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use rowlock_core::record::Record;
use rowlock_store::{CommitError, NewInvitation, Person, QueuedMail, Store, Write, token_hash};
use tokio::task::JoinSet;

use crate::place::{Place, account, at, begin, change, named, note, notes, record, seat};

/// Everything that can be written with a fact, each with the writer's name in it.
fn writes(writer: &str) -> Vec<Write> {
    let invitation = NewInvitation {
        id: writer.into(),
        round: "r1".into(),
        person: writer.into(),
        token_hash: token_hash(writer),
        expires_at: at(60),
        address: None,
        made_by: None,
    };
    vec![
        Write::Key { subject: writer.into(), wrapped: vec![7] },
        Write::Person(Person { id: writer.into(), name: writer.into(), address: None }),
        Write::Member(seat(writer, "partner", None)),
        Write::Invitation(invitation),
        Write::Mail(QueuedMail { id: writer.into(), sealed: vec![7], due_at: at(0) }),
        Write::Done { round: "r1".into(), person: writer.into() },
    ]
}

/// Whether all or nothing of what `writer` writes with its facts is there.
async fn left(store: &Store, alliance: &str, writer: &str) -> [bool; 6] {
    let name = writer.to_owned();
    [
        store.keys(alliance).await.unwrap().iter().any(|(subject, _)| *subject == name),
        store.people(alliance).await.unwrap().iter().any(|person| person.id == name),
        store.members(alliance).await.unwrap().iter().any(|(seat, ..)| seat.account == name),
        store.invitation(&token_hash(writer)).await.unwrap().is_some(),
        store.draft(alliance, "r1", writer).await.unwrap().is_none(),
        store.lines(alliance, 0).await.unwrap().iter().any(|line| line.contains(writer)),
    ]
}

async fn queued(store: &Store) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    while let Some((id, ..)) = store.claim_mail(at(0), at(60)).await.unwrap() {
        ids.insert(id);
    }
    ids
}

fn is_conflict(outcome: &Result<(), CommitError>) -> bool {
    match outcome {
        Ok(()) => false,
        Err(CommitError::Conflict) => true,
        Err(CommitError::Store(error)) => panic!("{error}"),
        Err(CommitError::Cut) => panic!("nothing was cut"),
    }
}

pub async fn of_two_writers_on_the_same_fact_one_is_told_and_leaves_nothing(place: &Place) {
    let stores = [place.open().await, place.open().await];
    // Which of them comes first is chance, so they meet more than once.
    for meeting in 0..10 {
        let alliance = format!("alliance-{meeting}");
        let writers = [format!("first-{meeting}"), format!("other-{meeting}")];
        begin(&stores[0], &alliance).await;
        for writer in &writers {
            stores[0].open_account(&account(writer)).await.unwrap();
            stores[0].save_draft((&alliance, "r1", writer), "sealed", at(0)).await.unwrap();
        }
        let there = async || record(&stores[0].lines(&alliance, 0).await.unwrap());
        let commit = async |store: &Store, mut record: Record, writer: &str| {
            let head = record.lines().len();
            note(&mut record, writer);
            note(&mut record, "and more");
            let (lines, summary) = (&record.lines()[head..], named(writer));
            store.commit(&change(&alliance, Some(head as u64), lines, &summary, writes(writer))).await
        };
        let seen = there().await;
        let (one, two) = tokio::join!(
            commit(&stores[0], seen.clone(), &writers[0]),
            commit(&stores[1], seen, &writers[1])
        );
        let told = [is_conflict(&one), is_conflict(&two)];
        assert!(told[0] != told[1], "{told:?}");
        let (winner, loser) = if told[1] { (0, 1) } else { (1, 0) };

        assert_eq!(left(&stores[0], &alliance, &writers[winner]).await, [true; 6]);
        assert_eq!(left(&stores[0], &alliance, &writers[loser]).await, [false; 6]);
        assert_eq!(queued(&stores[0]).await, BTreeSet::from([writers[winner].clone()]));
        let row = &stores[0].desk(&writers[winner], "2026-03-02", 9, 0).await.unwrap().0[0];
        assert_eq!((row.head, &row.summary.name), (3, &writers[winner]));

        commit(&stores[loser], there().await, &writers[loser]).await.unwrap();
        assert_eq!(left(&stores[0], &alliance, &writers[loser]).await, [true; 6]);
        assert_eq!(queued(&stores[0]).await, BTreeSet::from([writers[loser].clone()]));
        assert_eq!(there().await.facts().len(), 5);
    }
}

pub async fn of_two_that_begin_the_same_alliance_one_is_told(place: &Place) {
    let stores = [place.open().await, place.open().await];
    let writers = ["first", "other"];
    for writer in writers {
        stores[0].open_account(&account(writer)).await.unwrap();
    }
    let commit = async |place: usize| {
        let writer = writers[place];
        let (lines, summary) = (notes(&[writer]), named(writer));
        stores[place].commit(&change("a", None, lines.lines(), &summary, writes(writer))).await
    };
    let (one, two) = tokio::join!(commit(0), commit(1));
    let told = [is_conflict(&one), is_conflict(&two)];
    assert!(told[0] != told[1], "{told:?}");
    let loser = usize::from(told[1]);
    assert!(is_conflict(&commit(loser).await));
    // That there is no draft is as it was.
    assert_eq!(left(&stores[0], "a", writers[loser]).await, [false, false, false, false, true, false]);
    assert_eq!(left(&stores[0], "a", writers[1 - loser]).await, [true; 6]);
    assert_eq!(queued(&stores[0]).await, BTreeSet::from([writers[1 - loser].to_owned()]));
}

/// Appends one note to what is there, as often as it takes.
async fn append(store: &Store, record: &mut Record, text: &str) {
    loop {
        for line in store.lines("a", record.lines().len() as u64).await.unwrap() {
            record.take_in(&line).unwrap();
        }
        let head = record.lines().len();
        let mut longer = record.clone();
        note(&mut longer, text);
        let summary = named("A");
        let outcome =
            store.commit(&change("a", Some(head as u64), &longer.lines()[head..], &summary, vec![])).await;
        if !is_conflict(&outcome) {
            *record = longer;
            return;
        }
    }
}

pub async fn eight_writers_at_once_lose_nothing(place: &Place) {
    let stores = [place.open().await, place.open().await];
    begin(&stores[0], "a").await;
    let mut writers = JoinSet::new();
    for writer in 0..8 {
        let store = stores[writer % 2].clone();
        writers.spawn(async move {
            let mut record = Record::default();
            for turn in 0..25 {
                append(&store, &mut record, &format!("writer {writer}, turn {turn}.")).await;
            }
        });
    }
    writers.join_all().await;
    let whole = record(&stores[0].lines("a", 0).await.unwrap());
    assert_eq!(whole.facts().len(), 201);
    for writer in 0..8 {
        for turn in 0..25 {
            let text = format!("writer {writer}, turn {turn}.");
            assert_eq!(whole.lines().iter().filter(|line| line.contains(&text)).count(), 1, "{text}");
        }
    }
    assert_eq!(place.count("SELECT head FROM alliance").await, 201);
}

/// When a visitor goes away while a change is being made.
#[derive(Clone, Copy, PartialEq)]
enum Gone {
    /// While the store waits for the database.
    Waiting,
    /// When the database has answered, and nobody has looked yet.
    Answered,
}

/// Drops `work` at the wait with this number; answers what came of it when there were fewer.
async fn cut_off<T>(work: impl Future<Output = T>, wait: usize, gone: Gone) -> Option<T> {
    let mut work = pin!(work);
    let mut waits = 0;
    let outcome = poll_fn(|context| {
        if waits == wait && gone == Gone::Answered {
            return Poll::Ready(None);
        }
        let outcome = work.as_mut().poll(context).map(Some);
        waits += 1;
        if outcome.is_pending() && waits == wait && gone == Gone::Waiting {
            return Poll::Ready(None);
        }
        outcome
    });
    outcome.await
}

pub async fn a_change_that_is_cut_off_is_there_whole_or_not_at_all(place: &Place) {
    let store = place.open().await;
    begin(&store, "a").await;
    let mut there = Record::default();
    let mut cut = 0;
    for round in 0..5 {
        for wait in 1.. {
            let mut done = true;
            for gone in [Gone::Waiting, Gone::Answered] {
                append(&store, &mut there, "in between").await;
                let (head, mut longer) = (there.lines().len(), there.clone());
                let name = format!("{round}, {wait}, {}", gone as u8);
                for _ in 0..3 {
                    note(&mut longer, &name);
                }
                let person = Person { id: name.clone(), name: name.clone(), address: None };
                let mail = QueuedMail { id: name.clone(), sealed: vec![7], due_at: at(0) };
                let writes = vec![Write::Person(person), Write::Mail(mail)];
                let summary = named("A");
                let change = change("a", Some(head as u64), &longer.lines()[head..], &summary, writes);
                let outcome = cut_off(store.commit(&change), wait, gone).await;
                done &= outcome.map(Result::unwrap).is_some();
                cut += 1;
            }
            if done {
                break;
            }
        }
    }
    // Whoever comes next finds a connection that works and a record that is whole.
    append(&store, &mut there, "the end").await;
    let people = store.people("a").await.unwrap();
    let mails = queued(&store).await;
    for round in 0..5 {
        for wait in 1..=cut {
            for gone in [Gone::Waiting, Gone::Answered] {
                let name = format!("{round}, {wait}, {}", gone as u8);
                let text = format!("\"{name}\"");
                let facts = there.lines().iter().filter(|line| line.contains(&text)).count();
                assert!(facts == 0 || facts == 3, "{facts} facts of {name}");
                assert_eq!(people.iter().any(|person| person.name == name), facts == 3, "{name}");
                assert_eq!(mails.contains(&name), facts == 3, "{name}");
            }
        }
    }
}
