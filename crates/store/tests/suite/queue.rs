//! What waits to be done: mails and recurring work, each claimed by one at a time.

use std::collections::BTreeMap;

use rowlock_store::{Claim, QueuedMail, Store};
use tokio::task::JoinSet;

use crate::place::{Place, at};

/// Queues a mail that says its id.
async fn queue(store: &Store, id: &str, minute: i64) {
    let mail = QueuedMail { id: id.into(), sealed: id.as_bytes().to_vec(), due_at: at(minute) };
    store.queue_mail(&mail, at(0)).await.unwrap();
}

/// Claims a mail for ten minutes; answers with its id and the number of the try.
async fn claim(store: &Store, minute: i64) -> Option<(String, u32)> {
    let (id, sealed, attempts) = store.claim_mail(at(minute), at(minute + 10)).await.unwrap()?;
    assert_eq!(id.as_bytes(), sealed);
    Some((id, attempts))
}

#[expect(clippy::unnecessary_wraps, reason = "it is compared with what a claim answers")]
fn mail(id: &str, attempts: u32) -> Option<(String, u32)> {
    Some((id.to_owned(), attempts))
}

pub async fn a_mail_is_claimed_when_it_is_due(place: &Place) {
    let store = place.open().await;
    assert_eq!(claim(&store, 0).await, None);
    for (id, minute) in [("later", 5), ("b", 1), ("a", 1), ("first", 0)] {
        queue(&store, id, minute).await;
    }
    assert_eq!(claim(&store, 0).await, mail("first", 1));
    assert_eq!(claim(&store, 0).await, None);
    assert_eq!(claim(&store, 1).await, mail("a", 1));
    assert_eq!(claim(&store, 1).await, mail("b", 1));
    assert_eq!(claim(&store, 4).await, None);
    assert_eq!(claim(&store, 5).await, mail("later", 1));
}

pub async fn a_claim_that_was_not_kept_is_due_again(place: &Place) {
    let store = place.open().await;
    queue(&store, "m", 0).await;
    assert_eq!(claim(&store, 0).await, mail("m", 1));
    assert_eq!(claim(&store, 9).await, None);
    assert_eq!(claim(&store, 10).await, mail("m", 2));
    store.mail_failed("m", "the server does not answer", Some(at(15))).await.unwrap();
    assert_eq!(claim(&store, 14).await, None);
    assert_eq!(claim(&store, 15).await, mail("m", 3));
    assert_eq!(place.count("SELECT count(*) FROM outbox WHERE last_error LIKE '%not answer'").await, 1);
    store.mail_sent("m", at(16)).await.unwrap();
    assert_eq!(claim(&store, 99).await, None);
    assert_eq!(place.count("SELECT count(*) FROM outbox WHERE last_error IS NULL").await, 1);
}

pub async fn what_a_mail_said_is_erased_once_it_is_sent_or_given_up(place: &Place) {
    let store = place.open().await;
    for id in ["sent", "given-up", "waits"] {
        queue(&store, id, 0).await;
        claim(&store, 0).await.unwrap();
    }
    store.mail_sent("sent", at(1)).await.unwrap();
    store.mail_failed("given-up", "no such address", None).await.unwrap();
    store.mail_failed("waits", "not now", Some(at(50))).await.unwrap();
    assert_eq!(place.count("SELECT count(*) FROM outbox WHERE sealed IS NOT NULL").await, 1);
    // Whoever was slow to say that it failed does not bring it back.
    store.mail_failed("sent", "too slow", Some(at(2))).await.unwrap();
    assert_eq!(
        place.count("SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL AND last_error IS NULL").await,
        1
    );
    assert_eq!(claim(&store, 50).await, mail("waits", 2));
    assert_eq!(claim(&store, 50).await, None);
}

pub async fn no_two_claimers_get_the_same_mail(place: &Place) {
    let stores = [place.open().await, place.open().await];
    for mail in 0..40 {
        queue(&stores[0], &format!("m{mail:02}"), 0).await;
    }
    let mut claimers = JoinSet::new();
    for claimer in 0..6 {
        let store = stores[claimer % 2].clone();
        claimers.spawn(async move {
            let mut claimed = Vec::new();
            // Whoever meets another claimer at the same mail may go away empty-handed and come again.
            for _ in 0..200 {
                claimed.extend(claim(&store, 0).await.map(|(id, _)| id));
            }
            claimed
        });
    }
    let mut times = BTreeMap::new();
    for id in claimers.join_all().await.into_iter().flatten() {
        *times.entry(id).or_insert(0) += 1;
    }
    assert_eq!(times.len(), 40);
    assert!(times.values().all(|times| *times == 1), "{times:?}");
}

async fn claim_job(store: &Store, minute: i64) -> Option<Claim> {
    store.claim_job(at(minute), at(minute + 10)).await.unwrap()
}

pub async fn work_is_claimed_by_one_and_put_back(place: &Place) {
    let store = place.open().await;
    for (kind, minute) in [("sweep", 5), ("remind", 0)] {
        store.know_job(kind, at(minute)).await.unwrap();
        // A later start does not change when it is due.
        store.know_job(kind, at(90)).await.unwrap();
    }
    let kind = |claim: &Option<Claim>| claim.as_ref().map(|claim| claim.kind.clone());
    let remind = claim_job(&store, 0).await;
    assert_eq!(kind(&remind).as_deref(), Some("remind"));
    assert_eq!(kind(&claim_job(&store, 4).await), None);
    assert_eq!(kind(&claim_job(&store, 5).await).as_deref(), Some("sweep"));
    store.job_done(&remind.unwrap(), at(6), at(20), None).await.unwrap();
    assert_eq!(kind(&claim_job(&store, 14).await), None);
    // Whoever claimed `sweep` did not come back.
    let sweep = claim_job(&store, 15).await;
    assert_eq!(kind(&sweep).as_deref(), Some("sweep"));
    store.job_done(&sweep.unwrap(), at(16), at(18), Some("the disk is full")).await.unwrap();
    assert_eq!(place.count("SELECT count(*) FROM job WHERE last_error = 'the disk is full'").await, 1);
    assert_eq!(kind(&claim_job(&store, 17).await), None);
    let sweep = claim_job(&store, 18).await;
    store.job_done(&sweep.unwrap(), at(18), at(60), None).await.unwrap();
    assert_eq!(place.count("SELECT count(*) FROM job WHERE last_error IS NULL").await, 2);
    assert_eq!(kind(&claim_job(&store, 20).await).as_deref(), Some("remind"));
}

pub async fn no_two_claimers_get_the_same_work(place: &Place) {
    let stores = [place.open().await, place.open().await];
    for turn in 0..10 {
        stores[0].know_job(&format!("kind-{turn}"), at(0)).await.unwrap();
        let mut claimers = JoinSet::new();
        for claimer in 0..6 {
            let store = stores[claimer % 2].clone();
            claimers.spawn(async move { claim_job(&store, 0).await });
        }
        assert_eq!(claimers.join_all().await.iter().flatten().count(), 1);
    }
}

pub async fn whoever_comes_late_does_not_end_the_claim_of_another(place: &Place) {
    let store = place.open().await;
    store.know_job("sweep", at(0)).await.unwrap();
    let slow = claim_job(&store, 0).await.unwrap();
    let next = claim_job(&store, 10).await.unwrap();
    store.job_done(&slow, at(11), at(11), None).await.unwrap();
    assert_eq!(claim_job(&store, 12).await, None, "the second one is at it until minute 20");
    store.job_done(&next, at(13), at(14), None).await.unwrap();
    assert!(claim_job(&store, 14).await.is_some());
}
