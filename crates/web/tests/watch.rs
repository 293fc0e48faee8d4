//! The watch in the application: issues and what led to them, decisions and their right, control points, promises,
//! meetings, registers, proposals, votes, and the days of all that in a calendar.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{House, TWO};

/// Sends a form within the alliance, which has to be taken, and answers with where it leads.
async fn send(house: &House, who: &str, path: &str, form: &str) -> String {
    let answer = house.post(who, &format!("/a/{}{path}", house.alliance), form).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    answer.location.split('?').next().unwrap().to_owned()
}

async fn page(house: &House, who: &str, path: &str) -> String {
    let answer = house.get(who, &format!("/a/{}{path}", house.alliance)).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    answer.body
}

async fn raise(house: &House, who: &str, summary: &str, cause: &str) -> String {
    let form = format!(
        "summary={summary}&between=maker&between=server&severity=serious&area=commitment&cause={cause}\
         &answer_by=2026-03-09"
    );
    send(house, who, "/issues/new", &form).await
}

#[tokio::test]
async fn issues_are_raised_stepped_closed_and_return() {
    let house = House::with(TWO).await;
    let at = raise(&house, "partner", "The+drawings+came+late", "").await;
    let path = at.strip_prefix(&format!("/a/{}", house.alliance)).unwrap();
    let seen = house.get("lead", &at).await.body;
    assert!(seen.contains("Open; answer by 9\u{a0}March\u{a0}2026"), "{seen}");
    assert!(seen.contains("Raised by Server"), "{seen}");
    send(&house, "lead", path, "turn=step&step=The+two+talk+alone&answer_by=2026-03-04").await;
    send(&house, "lead", path, "turn=close&how=We+talked&why_it_came=No+plan&next_time=A+plan+first").await;
    let seen = house.get("partner", &at).await.body;
    for told in [
        "The two talk alone",
        "Closed on 2\u{a0}March\u{a0}2026",
        "Why it came up: No plan",
        "Next time: A plan first",
    ] {
        assert!(seen.contains(told), "{told}: {seen}");
    }
    // A closed issue is not closed again, and nothing of the second try is kept.
    let again = house.post("lead", &at, "turn=close&how=Once+more").await;
    assert!(again.status == 200 && again.body.contains("it is closed already"), "{}", again.body);
    send(&house, "lead", path, "turn=reopen&why=It+happened+again").await;
    assert!(house.get("lead", &at).await.body.contains("Open again; answer by"));
}

#[tokio::test]
async fn a_family_of_issues_is_drawn_as_people_named_it() {
    let house = House::with(TWO).await;
    let first = raise(&house, "lead", "The+drawings+came+late", "").await;
    let id = |at: &str| at.rsplit('/').next().unwrap().to_owned();
    let second = raise(&house, "lead", "The+fitters+waited", &format!("issue:{}", id(&first))).await;
    raise(&house, "partner", "The+client+paid+late", &format!("issue:{}", id(&second))).await;
    let fourth = raise(&house, "partner", "The+brochure+was+wrong", "").await;
    // Somebody else than the raiser is asked, and names what led to it.
    let seen = house.get("lead", &fourth).await.body;
    assert!(seen.contains("Somebody else than Server: did something earlier lead to it?"), "{seen}");
    let form = format!("turn=cause&cause=issue:{}", id(&first));
    let named = house.post("lead", &fourth, &form).await;
    assert_eq!(named.status, 303, "{}", named.body);
    assert!(house.get("lead", &fourth).await.body.contains("so Maker"));
    let seen = page(&house, "adviser", "/issues").await;
    assert!(seen.contains("Four issues in three generations; between Maker, Server."), "{seen}");
    // The tree: the first issue, under it the second with the third under that, and the fourth.
    let tree = seen.split("class=\"tree\"").nth(1).unwrap();
    let places: Vec<usize> = ["drawings", "fitters", "client paid", "brochure"]
        .iter()
        .map(|word| tree.find(word).unwrap())
        .collect();
    assert!(places.is_sorted(), "{places:?} {tree}");
    assert_eq!(tree[places[0]..places[2]].matches("<ul>").count(), 2, "{tree}");
    assert_eq!(house.get("viewer", &format!("/a/{}/issues", house.alliance)).await.status, 404);
}

#[tokio::test]
async fn what_is_wrong_with_an_issue_is_said_at_its_field() {
    let house = House::with(TWO).await;
    let path = format!("/a/{}/issues/new", house.alliance);
    let answer = house.post("lead", &path, "summary=&between=maker&area=nowhere&answer_by=2020-01-01").await;
    assert_eq!(answer.status, 200);
    for problem in [
        "Write what happened, in a sentence or two.",
        "Tick two parties or more.",
        "Choose how heavy it is.",
        "That day is over; choose one to come.",
    ] {
        assert!(answer.body.contains(problem), "{problem}: {}", answer.body);
    }
    assert!(page(&house, "lead", "/issues").await.contains("No issue is on the record."));
}

#[tokio::test]
async fn a_decision_stands_under_its_right() {
    let house = House::with(TWO).await;
    let row = "name=Prices&decides=all&reserved=yes&proposes=maker";
    send(&house, "lead", "/decision-table/new", row).await;
    send(
        &house,
        "lead",
        "/decisions",
        "what=Ten+percent+off&kind=prices&by=maker&carried=yes&why=It+is+spring",
    )
    .await;
    let seen = page(&house, "viewer", "/decisions").await;
    assert!(seen.contains("Not by those who may, on a matter that needs everyone"), "{seen}");
    assert!(seen.contains("Under Prices: all parties."), "{seen}");
    let both = "what=Five+percent+off&kind=prices&by=maker&by=server&carried=yes&amount=1200&why=Agreed";
    send(&house, "partner", "/decisions", both).await;
    let seen = page(&house, "viewer", "/decisions").await;
    assert!(seen.contains("By those who may") && seen.contains("it binds 1,200"), "{seen}");
    let wrong = "what=Nothing&by=maker&against=maker&carried=yes&why=x";
    let answer = house.post("lead", &format!("/a/{}/decisions", house.alliance), wrong).await;
    assert!(answer.status == 200 && answer.body.contains("tick each party once"), "{}", answer.body);
}

#[tokio::test]
async fn a_control_point_is_named_and_looked_at() {
    let house = House::with(TWO).await;
    let form = "lever=bank&what=The+account&should_hold=joint";
    let at = send(&house, "lead", "/control-points", form).await;
    let path = at.strip_prefix(&format!("/a/{}", house.alliance)).unwrap();
    assert!(page(&house, "lead", "/control-points").await.contains("Nobody has looked yet"));
    send(&house, "partner", path, "holder=server&works=no&seen=The+list+at+the+bank").await;
    let seen = page(&house, "lead", path).await;
    assert!(
        seen.contains("It does not work for the lead") && seen.contains("The list at the bank"),
        "{seen}"
    );
    send(&house, "partner", path, "holder=joint&works=yes&seen=We+tried+it").await;
    assert!(page(&house, "lead", path).await.contains("Where it should be, and it works"));
    let csv = page(&house, "lead", "/control-points.csv").await;
    assert!(
        csv.contains("The account,the bank account,the joint business,the joint business,2026-03-02"),
        "{csv}"
    );
}

#[tokio::test]
async fn a_meeting_has_what_is_open_as_its_agenda() {
    let house = House::with(TWO).await;
    raise(&house, "lead", "The+drawings+came+late", "").await;
    send(&house, "lead", "/obligations", "what=Send+the+plan&who=server&due=2026-03-06").await;
    let at = send(&house, "lead", "/meetings", "about=Review&due=2026-03-09").await;
    let path = at.strip_prefix(&format!("/a/{}", house.alliance)).unwrap();
    let seen = page(&house, "partner", path).await;
    for told in ["The drawings came late", "Server: Send the plan", "Promises that are due"] {
        assert!(seen.contains(told), "{told}: {seen}");
    }
    // A viewer sees meetings and promises, and no issue.
    let seen = page(&house, "viewer", path).await;
    assert!(seen.contains("Send the plan") && !seen.contains("drawings"), "{seen}");
    send(&house, "lead", path, "turn=held&present=maker&minutes=We+talked+it+over").await;
    let seen = page(&house, "viewer", path).await;
    assert!(seen.contains("without Server") && seen.contains("We talked it over"), "{seen}");
    let again = house.post("lead", &at, "turn=cancelled&by=maker&why=Late").await;
    assert!(again.status == 200 && again.body.contains("is on the record already"), "{}", again.body);
}

#[tokio::test]
async fn a_promise_is_done_or_missed_once() {
    let house = House::with(TWO).await;
    send(&house, "lead", "/obligations", "what=Send+the+plan&who=server&due=2026-03-06").await;
    send(&house, "partner", "/obligations/send-the-plan", "turn=done").await;
    assert!(page(&house, "lead", "/obligations").await.contains("Done on 2\u{a0}March\u{a0}2026"));
    let path = format!("/a/{}/obligations/send-the-plan", house.alliance);
    assert_eq!(house.post("partner", &path, "turn=missed&reason=other").await.status, 400);
}

#[tokio::test]
async fn leads_clients_and_interests_are_registers() {
    let house = House::with(TWO).await;
    send(&house, "partner", "/leads", "what=A+brewery&in_scope=yes").await;
    send(&house, "lead", "/leads/a-brewery", "turn=server").await;
    assert!(page(&house, "viewer", "/leads").await.contains("Kept by Server on 2\u{a0}March\u{a0}2026"));
    let path = format!("/a/{}/leads/a-brewery", house.alliance);
    assert_eq!(house.post("lead", &path, "turn=passed").await.status, 400);
    send(&house, "lead", "/clients", "name=Dairy&contact=server&revenue=1000").await;
    assert!(page(&house, "lead", "/clients").await.contains("One contact alone"));
    send(&house, "lead", "/clients", "client=dairy&contact=server&second=maker&revenue=2500").await;
    let seen = page(&house, "lead", "/clients").await;
    assert!(seen.contains("Two contacts") && seen.contains("2,500"), "{seen}");
    send(&house, "lead", "/interests", "party=server&what=Shares+in+a+rival&disclosure=found:maker").await;
    send(&house, "lead", "/interests/breach", "breach_by=server&breach=Worked+for+the+rival").await;
    let seen = page(&house, "partner", "/interests").await;
    assert!(seen.contains("Found by Maker") && seen.contains("Worked for the rival"), "{seen}");
    assert_eq!(house.get("viewer", &format!("/a/{}/interests.xlsx", house.alliance)).await.status, 404);
}

#[tokio::test]
async fn a_proposal_is_answered_by_the_others() {
    let house = House::with(TWO).await;
    let form =
        "proposal=Two+days+a+week&areas=commitment&structure=clauses&decide_by=2026-03-20&structured=yes";
    let at = send(&house, "lead", "/attempts", form).await;
    let path = at.strip_prefix(&format!("/a/{}", house.alliance)).unwrap();
    let own = house.post("lead", &at, "accepts=yes&why=Mine").await;
    assert!(own.status == 200 && own.body.contains("Whoever proposes does not answer"), "{}", own.body);
    send(&house, "partner", path, "accepts=yes&why=Fair").await;
    assert!(page(&house, "adviser", path).await.contains("Accepted by all"));
    assert_eq!(house.get("viewer", &at).await.status, 404);
}

#[tokio::test]
async fn votes_are_agreed_and_weighed() {
    let house = House::with(TWO).await;
    let path = format!("/a/{}/votes", house.alliance);
    let answer = house.post("lead", &path, "votes-maker=50&votes-server=50&quota=50").await;
    assert!(answer.status == 200 && answer.body.contains("It takes more than half, 50"), "{}", answer.body);
    send(&house, "lead", "/votes", "votes-maker=60&votes-server=40&quota=51").await;
    let seen = page(&house, "viewer", "/votes").await;
    assert!(seen.contains("carries everything alone") && seen.contains("As agreed on"), "{seen}");
}

#[tokio::test]
async fn a_calendar_is_private_and_can_be_taken_back() {
    let house = House::with(TWO).await;
    raise(&house, "lead", "The+drawings+came+late", "").await;
    send(&house, "lead", "/meetings", "about=Review&due=2026-03-09").await;
    let path = format!("/a/{}/calendar", house.alliance);
    let made = house.post("partner", &path, "").await;
    assert_eq!(made.status, 200);
    let address = |body: &str| {
        let (_, rest) = body.split_once("id=\"the-address\">http://inside").unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    let first = address(&made.body);
    let feed = house.get("nobody", &first).await;
    assert_eq!(feed.status, 200);
    assert!(feed.headers["content-type"].starts_with("text/calendar"));
    let unfolded = feed.body.replace("\r\n ", "");
    assert!(unfolded.contains("Review") && unfolded.contains("an issue needs an answer"), "{unfolded}");
    assert!(!unfolded.contains("drawings"), "{unfolded}");
    // A viewer's calendar knows of no issue.
    let viewed = address(&house.post("viewer", &path, "").await.body);
    let feed = house.get("nobody", &viewed).await.body.replace("\r\n ", "");
    assert!(feed.contains("Review") && !feed.contains("issue"), "{feed}");
    // A new one takes the place of the old one; ended, it shows nothing; nobody else's is touched.
    let second = address(&house.post("partner", &path, "").await.body);
    assert_eq!(house.get("nobody", &first).await.status, 404);
    assert_eq!(house.get("nobody", &second).await.status, 200);
    send(&house, "partner", "/calendar/end", "").await;
    assert_eq!(house.get("nobody", &second).await.status, 404);
    assert_eq!(house.get("nobody", &viewed).await.status, 200);
    // An adviser's ends with consent, as everything does.
    assert_eq!(house.post("adviser-without-consent", &path, "").await.status, 404);
}
