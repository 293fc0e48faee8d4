//! The disk is full: what cannot be written is refused and not there, what was acknowledged is there, and when
//! there is room again the work goes on without a new start.

use std::ops::Range;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use rowlock_core::record::Record;
use rowlock_store::{CommitError, NewLink, Purpose, QueuedMail, Store, token_hash};

use crate::notes::{catch_up, commit, open};
use crate::twin::{Orders, orders, twin};

/// No file may grow beyond two mebibytes (or four, where the shell counts in larger blocks), and to try is an error
/// instead of the end of the process.
const LIMIT: &str = "trap '' XFSZ\nulimit -f 4096";
/// More than any file may hold.
const TOO_LONG: u64 = 8 << 20;

/// How many links, mails and pieces of work there are to claim.
const THINGS: u32 = 24;
/// How many of them are claimed while there is room.
const EARLY: u32 = 4;

#[tokio::test]
async fn a_full_disk_refuses_and_loses_nothing() {
    if let Some(orders) = orders() {
        return fill(orders).await;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rowlock.sqlite");
    let test = "full::a_full_disk_refuses_and_loses_nothing";
    let output = twin(test, LIMIT, &file, "a").output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    let told = |word: &str| said.lines().filter_map(|line| line.strip_prefix(word)).collect::<Vec<_>>();

    let (store, mut record) = (open(&file).await, Record::default());
    catch_up(&store, "a", &mut record).await;
    assert_eq!(told("acknowledged ").last(), Some(&record.lines().len().to_string().as_str()));

    let (used, refused) = (told("used "), told("refused "));
    assert!(!used.is_empty() && !refused.is_empty(), "{said}");
    for (tokens, good) in [(used, false), (refused, true)] {
        for token in tokens {
            let link = store.link(&token_hash(token), Purpose::SignIn, at(1)).await.unwrap();
            assert_eq!(link.is_some(), good, "{token}");
        }
    }
    let mut mails = told("mail ");
    assert!(!mails.is_empty(), "{said}");
    while let Some((id, ..)) = store.claim_mail(at(1), at(2)).await.unwrap() {
        assert!(!mails.contains(&id.as_str()), "{id} was claimed before");
        mails.push("");
    }
    assert_eq!(mails.len(), THINGS as usize);
    let mut jobs = told("job ");
    assert!(!jobs.is_empty(), "{said}");
    while let Some(claim) = store.claim_job(at(1), at(2)).await.unwrap() {
        assert!(!jobs.contains(&claim.kind.as_str()), "{} was claimed before", claim.kind);
        jobs.push("");
    }
    assert_eq!(jobs.len(), THINGS as usize);
}

fn at(hour: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH.checked_add(SignedDuration::from_hours(hour)).unwrap()
}

/// What the twin does where files cannot grow.
async fn fill(Orders { database, alliance }: Orders) {
    let (store, mut record) = (open(Path::new(&database)).await, Record::default());
    for thing in 0..THINGS {
        let (id, token) = (format!("{thing:02}"), token_hash(&format!("{thing:02}")));
        let (purpose, address) = (Purpose::SignIn, None);
        let link =
            NewLink { token_hash: &token, purpose, address, at: at(0), expires_at: at(9), is_mailed: true };
        store.make_link(&link).await.unwrap();
        store
            .queue_mail(&QueuedMail { id: id.clone(), sealed: vec![7], due_at: at(0) }, at(0))
            .await
            .unwrap();
        store.know_job(&id, at(0)).await.unwrap();
    }
    claim(&store, 0..EARLY).await;
    for _ in 0..3 {
        append(&store, &alliance, &mut record, 10).await.unwrap();
        // There is no room for this one, and for a short one after it there still is.
        append(&store, &alliance, &mut record, TOO_LONG).await.unwrap_err();
    }
    while append(&store, &alliance, &mut record, 100).await.is_ok() {}
    // What is there can be read, and claims that cannot be written are not made.
    catch_up(&store, &alliance, &mut record).await;
    println!("acknowledged {}", record.lines().len());
    claim(&store, EARLY..THINGS).await;
}

async fn append(store: &Store, alliance: &str, record: &mut Record, length: u64) -> Result<(), ()> {
    match commit(store, alliance, record, &[length]).await {
        Ok(()) => Ok(()),
        Err(CommitError::Store(error)) => {
            println!("no room: {error}");
            Err(())
        }
        Err(CommitError::Conflict | CommitError::Cut) => panic!("there is no other writer"),
    }
}

/// Tries to claim these links, and as many mails and pieces of work.
async fn claim(store: &Store, things: Range<u32>) {
    for thing in things {
        let token = format!("{thing:02}");
        match store.use_link(&token_hash(&token), Purpose::SignIn, at(1)).await {
            Ok(found) => println!("{} {token}", if found.is_some() { "used" } else { "missing" }),
            Err(_) => println!("refused {token}"),
        }
        if let Ok(claimed) = store.claim_mail(at(0), at(9)).await {
            println!("mail {}", claimed.unwrap().0);
        }
        if let Ok(claimed) = store.claim_job(at(0), at(9)).await {
            println!("job {}", claimed.unwrap().kind);
        }
    }
}
