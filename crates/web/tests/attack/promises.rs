//! What the rule and the pages promise a respondent, each sentence as something that happens. Where the others stand:
//!
//! - "Your answers are sealed until …, and nothing of what": `leaks/rounds.rs`, and here.
//! - "one word for each area", "at least 3 questions", "no mean, no size, no level, no red line, no name":
//!   `leaks/words.rs`; "about one in five is wrong", "a little better than before": `analysis`, `word_bound.rs`.
//! - "everybody who answered has consented, each by the link or the account": `aliases.rs`; "sensitive questions need that
//!   consent again", "the adviser named to you": `core`, `gate.golden`.
//! - "Should a sheet be erased later": `kept.rs`.

use crate::inside::delivered;
use crate::scene::{
    SECRET, all_that_is_read, answer_first, at, lead_answers, mailing, open_round, sams_link, submit,
};

/// "You may withdraw until the round is locked", also after handing in, by a control on the page.
#[tokio::test(flavor = "multi_thread")]
async fn who_has_handed_in_may_withdraw_until_the_lock() {
    let folder = tempfile::tempdir().unwrap();
    let house = mailing(folder.path()).await;
    let round = open_round(&house).await;
    let sams = sams_link(&house, folder.path(), &round).await;
    answer_first(&house, &sams, SECRET).await;
    submit(&house, &sams).await;
    let page = house.get("nobody", &sams).await.body;
    assert!(page.contains("You may withdraw until the round is locked"), "{page}");
    assert!(page.contains(&format!("action=\"{sams}/withdraw\"")), "{page}");
    assert_eq!(house.post("nobody", &format!("{sams}/withdraw"), "").await.status, 303);
    assert!(house.get("nobody", &sams).await.body.contains("You have withdrawn"));
    let leads = lead_answers(&house, &round).await;
    house.post("lead", &at(&house, &format!("/rounds/{round}/lock")), "").await;
    house.post("nobody", &format!("{leads}/consent"), "scope=items").await;
    assert!(!all_that_is_read(&house, "lead", &round).await.contains(SECRET));
}

/// "Everybody sees who has answered, and nothing of what": of two of whom one has answered, and of an early lock.
#[tokio::test(flavor = "multi_thread")]
async fn until_the_lock_all_see_who_has_answered_and_nothing_of_what() {
    let folder = tempfile::tempdir().unwrap();
    let house = mailing(folder.path()).await;
    let round = open_round(&house).await;
    let sams = sams_link(&house, folder.path(), &round).await;
    answer_first(&house, &sams, SECRET).await;
    submit(&house, &sams).await;
    let page = house.get("lead", &at(&house, &format!("/rounds/{round}"))).await.body;
    assert!(page.contains("1 of 2 have answered") && page.contains("done"), "{page}");
    assert!(
        page.contains("who has answered") || page.contains("who has written"),
        "the rule says so: {page}"
    );
    assert!(!all_that_is_read(&house, "lead", &round).await.contains(SECRET));
    // One answer alone is never locked early: it would be read by itself.
    let locked = house.post("lead", &at(&house, &format!("/rounds/{round}/lock")), "").await;
    assert_eq!(locked.status, 400, "{}", locked.body);
}

/// "Those who are missing were reminded" is said where mails went out, and nowhere else.
#[tokio::test(flavor = "multi_thread")]
async fn reminding_says_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let house = mailing(folder.path()).await;
    let round = open_round(&house).await;
    let sams = sams_link(&house, folder.path(), &round).await;
    let path = at(&house, &format!("/rounds/{round}/remind"));
    let count = |mails: Vec<String>| mails.iter().filter(|mail| mail.contains("still missing")).count();
    let mut said = Vec::new();
    for _ in 0..3 {
        let reminded = house.post("lead", &path, "").await;
        said.push(house.get("lead", &reminded.location).await.body);
    }
    assert_eq!(count(delivered(&house, folder.path()).await), 1);
    assert!(
        said[0] != said[1] && said[1] == said[2],
        "a second time nobody is reminded, and the page says so"
    );
    answer_first(&house, &sams, SECRET).await;
}
