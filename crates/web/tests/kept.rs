//! A result is drawn once, with its lock, and kept: nothing that happens later changes it, and where an answer behind it
//! is erased, nothing is shown of the round any more, in whichever process.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::House;
use inside::round::{case, items, plain, sheet};
use rowlock_core::fact::{Event, RoundForm};
use rowlock_core::record::Record;
use std::sync::atomic::Ordering;

/// Mia and Max are asked for the maker, Sam for the server; Mia and Sam have answered, Max has not.
async fn waiting_for_max(sam: Option<(&str, &str)>) -> House {
    let items = items(RoundForm::Full).await;
    let (mia, sam) = (sheet(&items, "server", None), sheet(&items, "maker", sam));
    let text = case(RoundForm::Full, &[("mia", mia), ("sam", sam)])
        .replace("people = [\"mia\"]", "people = [\"mia\", \"max\"]")
        .replace("respondents = [", "respondents = [{ person = \"max\", party = \"maker\" }, ");
    House::with(&text).await
}

/// Max, by his own link, withdraws: the others are all who are asked, and the round is locked.
async fn max_withdraws(house: &House) {
    let his = house.links.iter().find(|(name, _)| name.eq_ignore_ascii_case("max"));
    let (_, link) = his.unwrap_or_else(|| panic!("{:?}", house.links));
    assert!(house.set_word(path(link), "four+plain+words+here").await, "his link was handed over");
    let answer = house.post("nobody", &format!("{}/withdraw", path(link)), "").await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

fn path(link: &str) -> &str {
    link.strip_prefix("http://inside").unwrap_or(link)
}

async fn record(house: &House) -> Record {
    let mut record = Record::default();
    for line in house.app.store.lines(&house.alliance, 0).await.unwrap() {
        record.take_in(&line).unwrap();
    }
    record
}

/// What Mia sees of the result, as a list.
async fn words(house: &House) -> String {
    house.get("lead", &format!("/a/{}/rounds/r1/result.csv", house.alliance)).await.body
}

async fn holds_the_result(house: &House) -> bool {
    house.app.store.keys(&house.alliance).await.unwrap().iter().any(|(subject, _)| subject == "result/r1")
}

#[tokio::test]
async fn a_result_is_kept_with_its_lock_and_nothing_later_changes_it() {
    let house = waiting_for_max(None).await;
    max_withdraws(&house).await;
    let facts = record(&house).await;
    let kinds: Vec<_> = facts.facts().iter().rev().take(3).map(|fact| fact.event.kind()).collect();
    assert_eq!(kinds, ["result_kept", "round_locked", "respondent_withdrew"]);
    let Event::ResultKept(kept) = &facts.facts().last().unwrap().event else { panic!("it is not the last") };
    assert!(!format!("{kept:?}").contains("talk") && holds_the_result(&house).await);
    let before = words(&house).await;
    assert!(before.contains("It has chance in it."), "{before}");
    // Mia raises an issue; another process looks.
    let issue = "title=Late+again&about=commitment&kind=task&severity=2&raised_by=maker";
    house.post("lead", &format!("/a/{}/issues/new", house.alliance), issue).await;
    assert_eq!(before, words(&house).await);
    let beside = house.beside().await;
    assert_eq!(before, words(&beside).await);
    let kept = record(&house).await.facts().iter().filter(|fact| fact.event.kind() == "result_kept").count();
    assert_eq!(kept, 1, "it is drawn once");
}

#[tokio::test]
async fn a_clock_that_went_back_neither_hides_a_lock_nor_shows_an_answer_early() {
    let house = waiting_for_max(None).await;
    max_withdraws(&house).await;
    let (before, page) = (words(&house).await, format!("/a/{}/rounds/r1/result", house.alliance));
    let shown = house.get("lead", &page).await.body;
    house.clock.store(-20, Ordering::Relaxed);
    assert_eq!(before, words(&house).await, "the lock is in force");
    assert_eq!(plain(&shown, &house.alliance), plain(&house.get("lead", &page).await.body, &house.alliance));
    // Of the day before the lock nobody sees anything, whatever the clock says.
    let early = house.get("lead", &format!("{page}?on=2026-03-01")).await.body;
    assert!(!early.contains("It has chance in it."));
    let done = house.post("lead", &format!("/a/{}/rounds/r1/consent", house.alliance), "scope=items").await;
    assert_eq!(done.status, 303);
    let facts = record(&house).await;
    let last = facts.facts().last().unwrap();
    assert_eq!(
        (last.event.kind(), last.effective_on.to_string().as_str()),
        ("release_consented", "2026-03-02")
    );
    assert!(facts.facts().windows(2).all(|pair| pair[0].recorded_at <= pair[1].recorded_at));
}

#[tokio::test]
async fn an_account_deleted_takes_the_result_along_and_tells_nothing_by_that() {
    let mut left = Vec::new();
    for sam in [("pur-3", "1"), ("pur-3", "7")] {
        let house = waiting_for_max(Some(sam)).await;
        max_withdraws(&house).await;
        words(&house).await;
        let beside = house.beside().await;
        assert!(words(&beside).await.contains("It has chance in it."));
        // Sam deletes his account, in the one process; Mia looks in both.
        let gone = house.post("partner", "/you/delete", "sure=partner@inside.example").await;
        assert_eq!(gone.status, 303, "{}", gone.body);
        assert!(!holds_the_result(&house).await, "what was kept is erased too");
        for process in [&house, &beside] {
            let page = process.get("lead", &format!("/a/{}/rounds/r1/result", house.alliance)).await.body;
            assert!(page.contains("were erased") && !page.contains("It has chance in it."), "{page}");
            left.push(words(process).await);
        }
    }
    assert!(left.iter().all(|words| *words == left[0]), "{left:?}");
    assert!(left[0].contains("cannot be read any more"));
}
