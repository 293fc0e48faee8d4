//! Personal links: where they go, what they read, and who has them.

use rowlock_web::Post;

use crate::inside::delivered;
use crate::scene::{
    ALIAS, SAM, SECRET, all_that_is_read, answer_first, at, house, invite, lead_answers, mailed_links,
    mailing, open_round, sams_link, shown_link, submit,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_goes_where_it_went_whatever_address_is_typed_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let house = mailing(folder.path()).await;
    let first = open_round(&house).await;
    let sams = sams_link(&house, folder.path(), &first).await;
    answer_first(&house, &sams, SECRET).await;
    // In another round the lead types an address of the lead's own for Sam, by hand and by mail.
    let second = open_round(&house).await;
    for form in [format!("by=link&name=Sam&address={ALIAS}"), format!("by=mail&name=Sam&address={ALIAS}")] {
        invite(&house, &second, "sam", &form).await;
        let path = at(&house, &format!("/rounds/{first}/remind"));
        assert_eq!(house.post("lead", &path, "").await.status, 303);
    }
    let mails = delivered(&house, folder.path()).await;
    for link in mailed_links(&mails, ALIAS, "r") {
        let page = house.get("alias", &link).await;
        assert!(link != sams && !page.body.contains(SECRET), "{}", page.body);
    }
    // Sam is told that a link of theirs went elsewhere, and to whom as far as others may see it.
    let told =
        mails.iter().find(|mail| mail.contains(&format!("To: {SAM}")) && mail.contains("went elsewhere"));
    assert!(told.is_some_and(|mail| !mail.contains(ALIAS)), "{mails:?}");
    // The link of the first round still is Sam's, and so is what was saved.
    assert!(house.get("nobody", &format!("{sams}/questions/1")).await.body.contains(SECRET));
    // That all have answered is told to Sam at Sam's address, and to nobody at another.
    submit(&house, &sams).await;
    lead_answers(&house, &first).await;
    let mails = delivered(&house, folder.path()).await;
    let locked: Vec<_> =
        mails.iter().filter(|mail| mail.contains("Subject: Two firms: all have answered")).collect();
    assert!(
        !locked.is_empty() && locked.iter().all(|mail| mail.contains(&format!("To: {SAM}"))),
        "{locked:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_address_is_another_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let house = mailing(folder.path()).await;
    let round = open_round(&house).await;
    let sams = sams_link(&house, folder.path(), &round).await;
    answer_first(&house, &sams, SECRET).await;
    // The same address anew: a new link, and what was saved is there.
    let anew = sams_link(&house, folder.path(), &round).await;
    assert_ne!(sams, anew);
    assert_eq!(house.get("nobody", &sams).await.status, 410);
    assert!(house.get("nobody", &format!("{anew}/questions/1")).await.body.contains(SECRET));
    // Another address, or none: what was saved is gone for everybody.
    for form in [format!("by=mail&name=Sam&address={ALIAS}"), "by=link&name=Sam".to_owned()] {
        let asked = invite(&house, &round, "sam", &form).await;
        let link = if asked.status == 303 {
            mailed_links(&delivered(&house, folder.path()).await, ALIAS, "r").pop().unwrap()
        } else {
            let link = shown_link(&asked.body, "r");
            assert!(house.set_word(&link, "a-word-of-the-lead").await);
            link
        };
        let page = house.get("alias", &format!("{link}/questions/1")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(!page.body.contains(SECRET));
        // And back: the old address finds nothing of what the other saved.
        answer_first(&house, &link, "something else").await;
        let back = sams_link(&house, folder.path(), &round).await;
        let page = house.get("nobody", &format!("{back}/questions/1")).await;
        assert!(page.status == 200 && !page.body.contains("something else"));
        answer_first(&house, &back, SECRET).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_that_was_handed_over_opens_with_the_word_of_whoever_has_it() {
    let house = house(Post::Nowhere).await;
    let round = open_round(&house).await;
    let link = shown_link(&invite(&house, &round, "sam", "by=link&name=Sam").await.body, "r");
    // Before a word is set nothing opens: every page leads to it.
    for path in ["", "/questions/1", "/review", "/file", "/result"] {
        let page = house.get("lead", &format!("{link}{path}")).await;
        assert_eq!((page.status, page.location), (303, format!("{link}/word")), "{path}");
    }
    let page = house.get("nobody", &format!("{link}/word")).await.body;
    assert!(page.contains("lead made this link") && page.contains("until you set a word"), "{page}");
    assert!(house.set_word(&link, "thistle").await);
    answer_first(&house, &link, SECRET).await;
    assert!(house.get("nobody", &format!("{link}/questions/1")).await.body.contains(SECRET));
    // The lead has the link, and not the word: neither reads, nor answers, nor hands in, nor withdraws.
    house.another_browser(&link);
    for path in ["", "/questions/1", "/review", "/file"] {
        let page = house.get("lead", &format!("{link}{path}")).await;
        assert!(page.status == 303 && !page.body.contains(SECRET), "{path}");
    }
    for path in ["/questions/1", "/review", "/withdraw", "/consent", ""] {
        let sent = house.post("lead", &format!("{link}{path}"), "open=mine&go=next").await;
        assert_eq!(sent.location, format!("{link}/word"), "{path}");
    }
    for guess in ["sams", "1234", "Thistle", "thistle2", "word", "more"] {
        assert!(!house.set_word(&link, guess).await, "{guess}");
    }
    // After so many wrong ones even the right one waits; a browser that is in stays in.
    let paused = house.post("lead", &format!("{link}/word"), "word=thistle").await;
    assert!(paused.status == 200 && paused.body.contains("Too many wrong words"), "{}", paused.body);
    // Sam sees when the link was opened.
    assert!(paused.body.contains("When this link was opened"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sets_the_word_first_is_seen() {
    let house = house(Post::Nowhere).await;
    let round = open_round(&house).await;
    let link = shown_link(&invite(&house, &round, "sam", "by=link&name=Sam").await.body, "r");
    assert!(house.set_word(&link, "word-of-the-lead").await);
    house.another_browser(&link);
    let page = house.get("nobody", &format!("{link}/word")).await.body;
    assert!(
        page.contains("A word was set on") && page.contains("somebody else opened your link first"),
        "{page}"
    );
    assert!(!house.set_word(&link, "sams-own").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_are_taken_in_for_somebody_never_overwrite_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let house = mailing(folder.path()).await;
    let round = open_round(&house).await;
    let sams = sams_link(&house, folder.path(), &round).await;
    answer_first(&house, &sams, SECRET).await;
    let path = at(&house, &format!("/rounds/{round}/file/sam"));
    let blank = house.get("lead", &path).await.body;
    assert!(!blank.contains(SECRET));
    let taken = house.upload("lead", &path, &[("sam.toml", blank.as_bytes())]).await;
    assert_ne!(taken.location, at(&house, &format!("/rounds/{round}?done=taken-in")), "{}", taken.body);
    assert!(house.get("nobody", &format!("{sams}/questions/1")).await.body.contains(SECRET));
    submit(&house, &sams).await;
    assert!(!all_that_is_read(&house, "lead", &round).await.contains(SECRET));
}
