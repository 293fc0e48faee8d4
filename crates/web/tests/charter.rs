//! The charter in the application: all approve the same version, and nobody approves for another.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{House, TWO};

const TEXT: &str = "We+make+and+serve+lines+for+food+plants.";

/// The version and the fingerprint that a page offers to approve.
fn offered(body: &str) -> Option<(String, String)> {
    let value = |name: &str| {
        let (_, rest) = body.split_once(&format!("name=\"{name}\" value=\""))?;
        Some(rest.split_once('"')?.0.to_owned())
    };
    Some((value("version")?, value("hash")?))
}

async fn draft(house: &House, who: &str, text: &str) {
    let path = format!("/a/{}/charter/purpose/draft", house.alliance);
    let answer = house.post(who, &path, &format!("text={text}")).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

async fn page(house: &House, who: &str) -> String {
    house.get(who, &format!("/a/{}/charter/purpose", house.alliance)).await.body
}

/// Approves as somebody, and answers with the status.
async fn approve(house: &House, who: &str, (version, hash): &(String, String), more: &str) -> u16 {
    let path = format!("/a/{}/charter/purpose/approve", house.alliance);
    let form = format!("version={version}&hash={hash}&typed_name=Some+Body{more}");
    house.post(who, &path, &form).await.status
}

#[tokio::test]
async fn a_clause_is_agreed_when_all_have_approved_the_same_text() {
    let house = House::with(TWO).await;
    draft(&house, "lead", TEXT).await;
    let first = offered(&page(&house, "partner").await).unwrap();
    assert_eq!(first.0, "1");
    assert_eq!(approve(&house, "partner", &first, "").await, 303);
    let seen = page(&house, "lead").await;
    assert!(seen.contains("Drafted; 1 of 2 approve it") && seen.contains("Waiting for Maker"), "{seen}");
    assert!(offered(&page(&house, "partner").await).is_none(), "one party approves a version once");
    assert_eq!(approve(&house, "lead", &offered(&seen).unwrap(), "").await, 303);
    assert!(page(&house, "viewer").await.contains("Agreed on 2\u{a0}March\u{a0}2026"));
    // A newer text leaves the agreed one in force until all have approved that.
    draft(&house, "partner", "We+make,+serve+and+train.").await;
    let seen = page(&house, "lead").await;
    assert!(seen.contains("0 of 2 approve the newer text") && seen.contains("<ins>"), "{seen}");
}

#[tokio::test]
async fn an_approval_cannot_be_forged_or_replayed() {
    let house = House::with(TWO).await;
    draft(&house, "lead", TEXT).await;
    let first = offered(&page(&house, "partner").await).unwrap();
    for (who, status) in [("adviser", 404), ("viewer", 404), ("stranger", 404), ("nobody", 303)] {
        assert_eq!(approve(&house, who, &first, "").await, status, "{who}");
    }
    // Whoever names another party approves for their own all the same.
    assert_eq!(approve(&house, "partner", &first, "&party=maker&method=on+paper").await, 303);
    let seen = page(&house, "lead").await;
    assert!(seen.contains("Waiting for Maker") && seen.contains("in Rowlock"), "{seen}");
    // A newer version in between: what was read is not what would be approved.
    draft(&house, "partner", "Something+else.").await;
    let before = house.get("lead", &format!("/a/{}/record/export", house.alliance)).await.body;
    for (version, hash) in [first.clone(), ("2".to_owned(), first.1.clone()), ("7".to_owned(), first.1)] {
        assert_eq!(approve(&house, "lead", &(version, hash), "").await, 400);
    }
    let after = house.get("lead", &format!("/a/{}/record/export", house.alliance)).await.body;
    assert_eq!(before, after, "nothing was put on the record");
    assert_eq!(approve(&house, "lead", &offered(&page(&house, "lead").await).unwrap(), "").await, 303);
}

#[tokio::test]
async fn a_text_with_blanks_is_not_approved() {
    let house = House::with(TWO).await;
    let form = house.get("lead", &format!("/a/{}/charter/purpose/draft", house.alliance)).await.body;
    assert!(form.contains("Machines and their service, together"), "the start knows the record: {form}");
    draft(&house, "lead", "We+are+___+and+___.").await;
    let seen = page(&house, "partner").await;
    assert!(seen.contains("2 blanks are left") && offered(&seen).is_none(), "{seen}");
    let hash = seen.split("<code>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(approve(&house, "partner", &("1".to_owned(), hash), "").await, 400);
}

#[tokio::test]
async fn two_approvals_at_once_are_both_kept() {
    let house = House::with(TWO).await;
    draft(&house, "lead", TEXT).await;
    let first = offered(&page(&house, "partner").await).unwrap();
    let (one, other) =
        tokio::join!(approve(&house, "partner", &first, ""), approve(&house, "lead", &first, ""));
    assert_eq!((one, other), (303, 303));
    assert!(page(&house, "lead").await.contains("Agreed on"));
}

#[tokio::test]
async fn a_project_is_decided_by_those_who_may() {
    let house = House::with(TWO).await;
    let at = |path: &str| format!("/a/{}{path}", house.alliance);
    let test = "questions=Is+it+a+food+plant%3F%0D%0AWho+has+time%3F&decides=all";
    assert_eq!(house.post("lead", &at("/admission-test"), test).await.status, 303);
    let proposal = "name=Dairy&description=A+filling+line+for+a+dairy+with+service+for+two+years";
    assert_eq!(house.post("partner", &at("/projects/new"), proposal).await.status, 303);
    let decide = at("/projects/dairy/decide");
    let half = "test-0=yes&test-1=yes&admission=admit&by=maker&why=It+fits";
    let refused = house.post("lead", &decide, half).await;
    assert_eq!(refused.status, 200);
    assert!(refused.body.contains("Under your admission test this is for all parties"), "{}", refused.body);
    assert!(refused.body.contains("value=\"It fits\""), "what was typed is kept");
    assert_eq!(house.post("lead", &decide, &format!("{half}&by=server")).await.status, 303);
    let seen = house.get("viewer", &at("/projects/dairy")).await.body;
    assert!(seen.contains("Admitted on") && seen.contains("by Maker, Server"), "{seen}");
    let otherwise = "test-0=no&test-1=yes&admission=refuse&by=maker&why=No&otherwise=yes";
    assert_eq!(house.post("lead", &decide, otherwise).await.status, 303);
    let seen = house.get("lead", &at("/projects/dairy")).await.body;
    assert!(seen.contains("decided otherwise than the admission test says"), "{seen}");
}
