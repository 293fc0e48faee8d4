//! Structure that is data, in the application: comments on clauses, the ladder, contributions and shares, and pulses
//! that come by themselves.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{House, TWO};

async fn send(house: &House, who: &str, path: &str, form: &str) {
    let answer = house.post(who, &format!("/a/{}{path}", house.alliance), form).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.body);
}

/// Sends a form that is not taken, and answers with the page that says why.
async fn wrong(house: &House, who: &str, path: &str, form: &str) -> String {
    let answer = house.post(who, &format!("/a/{}{path}", house.alliance), form).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

async fn page(house: &House, who: &str, path: &str) -> String {
    let answer = house.get(who, &format!("/a/{}{path}", house.alliance)).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

#[tokio::test]
async fn a_comment_stands_with_its_version() {
    let house = House::with(TWO).await;
    send(&house, "lead", "/charter/purpose/draft", "text=We+make+lines.").await;
    send(&house, "partner", "/charter/purpose/comment", "version=1&comment=And+serve+them%3F").await;
    send(&house, "adviser", "/charter/purpose/comment", "version=1&comment=Say+for+whom").await;
    send(&house, "lead", "/charter/purpose/draft", "text=We+make+and+serve+lines.").await;
    let seen = page(&house, "viewer", "/charter/purpose").await;
    let (_, earlier) = seen.split_once("Earlier versions").unwrap();
    assert!(
        earlier.contains("Server, 2\u{a0}March\u{a0}2026") && earlier.contains("And serve them?"),
        "{seen}"
    );
    assert!(earlier.contains("The adviser, 2") && earlier.contains("Say for whom"), "{seen}");
    let seen = wrong(&house, "lead", "/charter/purpose/comment", "version=7&comment=What").await;
    assert!(seen.contains("Purpose has 2 versions"), "{seen}");
    let path = format!("/a/{}/charter/purpose/comment", house.alliance);
    assert_eq!(house.post("viewer", &path, "version=1&comment=Me+too").await.status, 404);
}

#[tokio::test]
async fn the_ladder_gives_an_issue_its_steps_and_days() {
    let house = House::with(TWO).await;
    let seen = wrong(&house, "lead", "/ladder", "what-1=Talk&days-1=").await;
    assert!(seen.contains("Write how many days it has, from 1 to 365."), "{seen}");
    send(&house, "lead", "/ladder", "what-1=The+two+talk&days-1=5&what-2=A+mediator&days-2=30").await;
    assert!(page(&house, "viewer", "/ladder").await.contains("The two talk, five days"));
    let seen = page(&house, "partner", "/issues/new").await;
    assert!(seen.contains("value=\"2026-03-07\""), "five days from today: {seen}");
    let form =
        "summary=Late&between=maker&between=server&severity=minor&area=commitment&answer_by=2026-03-07";
    send(&house, "partner", "/issues/new", form).await;
    assert!(page(&house, "lead", "/issues/late").await.contains("value=\"The two talk\""));
    send(&house, "lead", "/issues/late", "turn=step&step=The+two+talk&answer_by=2026-03-07").await;
    let seen = page(&house, "lead", "/issues/late").await;
    assert!(seen.contains("value=\"A mediator\"") && seen.contains("value=\"2026-04-01\""), "{seen}");
}

#[tokio::test]
async fn shares_follow_contributions_until_they_are_fixed() {
    let house = House::with(TWO).await;
    let seen = wrong(&house, "lead", "/shares", "how=fixed&share-maker=60&share-server=50").await;
    assert!(seen.contains("110 percent in all") && seen.contains("100 percent in all"), "{seen}");
    let dynamic = "how=dynamic&weight-money=4&weight-work=2&weight-thing=1&weight-name=1";
    let seen = wrong(&house, "lead", "/shares", dynamic).await;
    assert!(seen.contains("Write the point at which shares are fixed."), "{seen}");
    send(&house, "lead", "/shares", &format!("{dynamic}&freeze=The+first+year+without+a+loss")).await;
    send(&house, "lead", "/shares/contributions", "party=maker&contribution=money&what=Cash&amount=1000")
        .await;
    let work = "party=server&contribution=work&what=The+first+line&amount=6000";
    send(&house, "partner", "/shares/contributions", work).await;
    let seen = page(&house, "viewer", "/shares").await;
    assert!(seen.contains("25.0\u{a0}%") && seen.contains("75.0\u{a0}%"), "{seen}");
    assert!(seen.contains("money paid in weighs 4"), "{seen}");
    send(&house, "lead", "/shares", "how=fixed&share-maker=30&share-server=70").await;
    let seen = page(&house, "viewer", "/shares").await;
    assert!(seen.contains("30.0\u{a0}%") && seen.contains("shares are fixed."), "{seen}");
    let csv = page(&house, "partner", "/shares.csv").await;
    assert!(csv.contains("2026-03-02,Server,work that nobody paid for,The first line,6000"), "{csv}");
}

#[tokio::test]
async fn planned_pulses_open_by_themselves_and_show_nothing_of_one_answer() {
    let house = House::with(TWO).await;
    let seen = wrong(&house, "lead", "/pulses", "every_weeks=2&respondents=maker/mia&days=5").await;
    assert!(seen.contains("people of two parties or more"), "{seen}");
    send(&house, "lead", "/pulses", "every_weeks=2&respondents=maker/mia&respondents=server/sam&days=5")
        .await;
    let seen = page(&house, "partner", "/pulses").await;
    assert!(seen.contains("A pulse every two weeks, of two people"), "{seen}");
    assert!(seen.contains("The next opens on 16\u{a0}March\u{a0}2026."), "{seen}");
    let seen = page(&house, "lead", "/rounds/pulse-2026-03-02").await;
    assert!(seen.contains("0 of 2") || seen.contains("Nobody has answered"), "{seen}");
    // The same day it does not open again.
    send(&house, "lead", "/pulses", "every_weeks=4&respondents=maker/mia&respondents=server/sam&days=5")
        .await;
    let seen = page(&house, "lead", "/rounds").await;
    assert_eq!(seen.matches("/rounds/pulse-2026-03-02").count(), 1, "{seen}");
    assert!(!seen.contains("pulse-2026-03-02-2"), "{seen}");
    send(&house, "lead", "/pulses", "every_weeks=0").await;
    assert!(page(&house, "lead", "/pulses").await.contains("No pulses are planned."));
}

#[tokio::test]
async fn an_amount_is_what_was_typed_or_is_asked_back() {
    let house = House::with(TWO).await;
    let row = |limit: &str| format!("name=Hiring&proposes=maker&decides=lead&limit={limit}");
    let said = wrong(&house, "lead", "/decision-table/new", &row("120%2C000")).await;
    assert!(
        said.contains("is 120000 to some and 120 to others") && said.contains("value=\"120,000\""),
        "{said}"
    );
    send(&house, "lead", "/decision-table/new", &row("120%2C000.00+%E2%82%AC")).await;
    assert!(page(&house, "partner", "/decision-table").await.contains("120,000"));
    // What stands in the field when the row is opened again means the same when it is sent again.
    let again = page(&house, "lead", "/decision-table/hiring").await;
    assert!(again.contains("value=\"120000\""), "{again}");
}

#[tokio::test]
async fn whoever_leads_comes_from_the_overview_to_the_next_stage() {
    let house = House::with(&TWO.replace("stage = \"running\"", "stage = \"considering\"")).await;
    let stage = format!("href=\"/a/{}/stage\"", house.alliance);
    assert!(page(&house, "lead", "").await.contains(&stage));
    assert!(!page(&house, "partner", "").await.contains(&stage));
    send(&house, "lead", "/stage", "stage=running&why=Signed").await;
    assert!(page(&house, "lead", "").await.contains("running since"));
}
