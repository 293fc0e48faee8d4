//! Choosing partners: scores that nobody sees before all have scored, lists of candidates from outside, the best team,
//! and the honest end without anybody.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use axum::body::Body;
use axum::http::Request;
use inside::{Answer, House, TWO};

/// Two candidates, one of them with a rival's agency, and a scoring of both.
const CANDIDATES: &str = r#"
[[party.model]]
on = 2026-01-08
sells = [{ activity = "repairs", segments = ["food"], revenue_share = 1.0 }]
excludes = ["machines"]
segments = ["food"]

[[party.capability]]
on = 2026-01-08
capability = "building"
level = 2

[[party]]
id = "north"
name = "North"
kind = "firm"
role = "candidate"
on = 2026-01-20
people = ["nia"]

[[party.capability]]
on = 2026-01-20
capability = "building"
level = 6

[[party]]
id = "south"
name = "South"
kind = "firm"
role = "candidate"
on = 2026-01-20
people = ["sol"]

[[party.capability]]
on = 2026-01-20
capability = "building"
level = 5

[[party.capability]]
on = 2026-01-20
capability = "repair"
level = 6

[[offer]]
on = 2026-01-21
party = "north"
hours_a_month = 60
cost_a_month = 3000

[[offer]]
on = 2026-01-21
party = "south"
hours_a_month = 80
cost_a_month = 4500

[[scoring]]
id = "look"
on = 2026-01-22
criteria = [{ id = "skill", name = "Skill" }, { id = "trust", name = "Trust" }]
candidates = ["north", "south"]
reviewers = [{ person = "mia", party = "maker" }, { person = "sam", party = "server" }, { person = "ada" }]
"#;

fn case() -> String {
    let (before, after) = TWO.split_once("[[adviser]]").unwrap();
    format!("{before}{CANDIDATES}\n[[adviser]]{after}")
}

fn at(house: &House, path: &str) -> String {
    format!("/a/{}{path}", house.alliance)
}

const REMARK: &str = "Kept silent about a fire";

async fn score(house: &House, who: &str, point: u8) -> Answer {
    let form = format!(
        "go=hand-in&north.skill={point}&north.trust={point}&south.skill=7&south.trust=6&north.remark=Kept+silent+about+a+fire"
    );
    house.post(who, &at(house, "/scorings/look/mine"), &form).await
}

#[tokio::test]
async fn nobody_sees_a_point_before_all_have_scored() {
    let house = House::with(&case()).await;
    let pages = [
        "",
        "/candidates",
        "/candidates/north",
        "/scorings",
        "/scorings/look",
        "/selection",
        "/record",
        "/record/export",
    ];
    let all = async |who: &str| {
        let mut seen = String::new();
        for page in pages {
            seen.push_str(&house.get(who, &at(&house, page)).await.body);
        }
        seen
    };
    // Saved is read back by its owner alone.
    let kept = house
        .post(
            "lead",
            &at(&house, "/scorings/look/mine"),
            "go=save&north.skill=3&north.remark=Kept+silent+about+a+fire",
        )
        .await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    assert!(house.get("lead", &at(&house, "/scorings/look/mine")).await.body.contains(REMARK));
    for who in ["partner", "adviser"] {
        assert!(!house.get(who, &at(&house, "/scorings/look/mine")).await.body.contains(REMARK), "{who}");
    }
    for who in ["lead", "partner"] {
        assert_eq!(score(&house, who, 3).await.status, 303);
        assert!(house.get(who, &at(&house, "/scorings/look/mine")).await.body.contains("what you handed in"));
    }
    for who in ["lead", "partner", "adviser", "viewer", "stranger", "adviser-without-consent"] {
        let seen = all(who).await;
        assert!(!seen.contains(REMARK) && !seen.contains("All have scored"), "{who}");
        let table = house.get(who, &at(&house, "/scorings/look/table.csv")).await;
        assert_eq!(table.status, 404, "{who}");
    }
    for file in std::fs::read_dir(house.folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(REMARK.len()).any(|seen| seen == REMARK.as_bytes()));
    }
    assert_eq!(score(&house, "adviser", 6).await.status, 303);
    for who in ["lead", "partner", "adviser"] {
        let seen = house.get(who, &at(&house, "/scorings/look")).await.body;
        assert!(
            seen.contains("All have scored") && seen.contains(REMARK) && seen.contains("3 to 6"),
            "{who}: {seen}"
        );
    }
    for who in ["viewer", "stranger", "adviser-without-consent", "nobody"] {
        assert_ne!(house.get(who, &at(&house, "/scorings/look")).await.status, 200, "{who}");
    }
    let again = score(&house, "lead", 5).await;
    assert_eq!(again.status, 400, "scores are given once");
}

#[tokio::test]
async fn whoever_was_scored_never_sees_the_scores_also_not_as_a_partner() {
    let house = House::with(&case()).await;
    for who in ["lead", "partner", "adviser"] {
        score(&house, who, 3).await;
    }
    let role = house.post("lead", &at(&house, "/parties/north/role"), "role=partner&why=Chosen").await;
    assert_eq!(role.status, 303);
    let member = rowlock_store::Membership {
        account: "stranger".to_owned(),
        role: "partner".to_owned(),
        party: Some("north".to_owned()),
        person: Some("nia".to_owned()),
    };
    house.app.store.seat(&house.alliance, &member, inside::NOW.parse().unwrap()).await.unwrap();
    assert_eq!(house.get("stranger", &at(&house, "/candidates")).await.status, 200);
    assert_eq!(house.get("stranger", &at(&house, "/scorings/look")).await.status, 404);
    assert_eq!(house.get("stranger", &at(&house, "/scorings/look/table.csv")).await.status, 404);
    let selection = house.get("stranger", &at(&house, "/selection")).await.body;
    assert!(
        selection.contains("scores are open") && !selection.contains("comes from the scores"),
        "{selection}"
    );
    assert!(house.get("lead", &at(&house, "/scorings/look")).await.body.contains(REMARK));
}

#[tokio::test]
async fn the_best_team_comes_with_its_proof_and_can_be_asked_otherwise() {
    let house = House::with(&case()).await;
    for who in ["lead", "partner", "adviser"] {
        score(&house, who, 3).await;
    }
    let weights = "how=ranking&weight_skill=2&weight_trust=1";
    assert_eq!(house.post("lead", &at(&house, "/scorings/look/weights"), weights).await.status, 303);
    let found = house.get("lead", &at(&house, "/selection")).await.body;
    assert!(found.contains("No better team exists."), "{found}");
    assert!(found.contains("South") && found.contains("Only South covers repair"), "{found}");
    assert!(found.contains("on the best team under"), "{found}");
    let cheap = house.get("lead", &at(&house, "/selection?budget=3500")).await.body;
    assert!(cheap.contains("No team meets this") && cheap.contains("4,500"), "{cheap}");
    let both = house.get("lead", &at(&house, "/selection?keep=south&leave=south")).await.body;
    assert!(both.contains("cannot be kept and left out"), "{both}");
    let odd = house.get("lead", &at(&house, "/selection?from=many&to=%3Cscript%3E")).await;
    assert!(odd.status == 200 && !odd.body.contains("<script>"), "{}", odd.body);
    let turn = house.post("lead", &at(&house, "/selection/turn"), "go=again&budget=3500").await;
    assert_eq!(turn.location, at(&house, "/selection?budget=3500"));
}

#[tokio::test]
async fn a_search_may_end_without_a_suitable_candidate() {
    let house = House::with(&case()).await;
    let to = at(&house, "/selection/end");
    let without = house.post("lead", &to, "others=leave").await;
    assert!(without.status == 200 && without.body.contains("Write why"), "{}", without.body);
    let partner = house.post("lead", &to, "chosen=server&why=Good&others=keep").await;
    assert!(partner.body.contains("is not a candidate"), "{}", partner.body);
    let ended = house.post("lead", &to, "others=leave&why=Nobody+covers+both").await;
    assert_eq!(ended.location, at(&house, "/candidates?done=concluded"));
    let seen = house.get("lead", &ended.location).await.body;
    assert!(seen.contains("No suitable candidate") && seen.contains("Nobody covers both"), "{seen}");
    assert!(
        seen.contains("North: no longer considered") && seen.contains("Nobody is being considered"),
        "{seen}"
    );
}

#[tokio::test]
async fn offers_pairs_and_trials_stand_on_the_candidates_page() {
    let house = House::with(&case()).await;
    let page = at(&house, "/candidates/north");
    let nothing = house.post("lead", &format!("{page}/offer"), "").await;
    assert!(nothing.body.contains("there is no offer yet"), "{}", nothing.body);
    assert_eq!(
        house.post("lead", &format!("{page}/offer"), "hours=72&cost=2500&source=Phone").await.status,
        303
    );
    let own = house.post("lead", &format!("{page}/pair"), "other=north&together=well&why=Ha").await;
    assert!(own.status == 200 && own.body.contains("Nothing was saved yet"), "{}", own.body);
    let pair =
        house.post("partner", &format!("{page}/pair"), "other=south&together=apart&why=A+lawsuit").await;
    assert_eq!(pair.status, 303);
    let late =
        house.post("lead", &format!("{page}/trials"), "what=One+line&until=2026-01-01&signs=Runs").await;
    assert!(late.body.contains("is too early"), "{}", late.body);
    let trial = "what=One+line&until=2026-04-30&paid=900&signs=Runs%0D%0ATold+early";
    assert_eq!(house.post("lead", &format!("{page}/trials"), trial).await.status, 303);
    let debrief = "by=north&again=differently&seen=The+scope+grew";
    assert_eq!(house.post("lead", &format!("{page}/trials/north-trial"), debrief).await.status, 303);
    let seen = house.get("lead", &page).await.body;
    for words in [
        "72 hours a month",
        "South: cannot be on one team",
        "Told early",
        "North would do it again, with other arrangements",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    let team = house.get("lead", &at(&house, "/selection?keep=north&to=2")).await.body;
    assert!(team.contains("are never on one team: A lawsuit"), "{team}");
    assert_eq!(
        house.get("lead", &at(&house, "/candidates/server")).await.status,
        404,
        "a partner is no candidate"
    );
}

async fn upload(house: &House, who: &str, name: &str, bytes: &[u8]) -> Answer {
    let mut body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\ncontent-type: text/csv\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    let request = Request::builder()
        .method("POST")
        .uri(at(house, "/candidates/import"))
        .header("host", "inside")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=x")
        .header("cookie", format!("__Host-rowlock={who:0>64}"))
        .body(Body::from(body))
        .unwrap();
    house.knock(request).await
}

/// The form that came back, with a button pressed.
fn again(page: &str, go: &str) -> String {
    let mut form = format!("go={go}");
    for field in ["name", "file"] {
        let (_, rest) = page.split_once(&format!("name=\"{field}\" value=\"")).unwrap();
        form.push_str(&format!("&{field}={}", rest.split_once('"').unwrap().0));
    }
    for select in page.split("<select ").skip(1) {
        let (_, rest) = select.split_once("name=\"").unwrap();
        let name = rest.split_once('"').unwrap().0;
        let (inside, _) = select.split_once("</select>").unwrap();
        if let Some((before, _)) = inside.split_once("\" selected") {
            let value = before.rsplit_once("value=\"").unwrap().1;
            form.push_str(&format!("&{name}={}", value.replace(' ', "+")));
        }
    }
    for checked in page.split("name=\"m-capability\" value=\"").skip(1) {
        let (value, rest) = checked.split_once('"').unwrap();
        if rest.starts_with(" checked") {
            form.push_str(&format!("&m-capability={}", value.replace(' ', "+")));
        }
    }
    form
}

const LIST: &str = "Name,Contact,Mail,Brings,Hours,Cost,Building,Repair,Conflicts\n\
    West,Wim,wim@west.example,A crane,50,2100,6,,\n\
    East,,,A van,40,1900,,7,West\n";

#[tokio::test]
async fn a_list_is_taken_in_whole_and_never_twice() {
    let house = House::with(&case()).await;
    let read = upload(&house, "lead", "pool.csv", LIST.as_bytes()).await;
    assert!(
        read.status == 200
            && read
                .body
                .contains("<strong>West</strong>: new; building 6; 50 hours a month at 2,100 a month"),
        "{}",
        read.body
    );
    assert!(
        !house.get("lead", &at(&house, "/candidates")).await.body.contains("West"),
        "nothing is on the record yet"
    );
    let plan = at(&house, "/candidates/import/plan");
    let done = house.post("lead", &plan, &again(&read.body, "record")).await;
    assert_eq!(done.location, at(&house, "/candidates?done=candidates"), "{}", done.body);
    let seen = house.get("lead", &at(&house, "/candidates")).await.body;
    assert!(seen.contains("West") && seen.contains("East") && seen.contains("2,100"), "{seen}");
    let page = house.get("lead", &at(&house, "/candidates/east")).await.body;
    assert!(page.contains("West: cannot be on one team"), "{page}");
    let before = house.get("lead", &at(&house, "/record/export")).await.body.lines().count();
    let twice = upload(&house, "lead", "pool.csv", LIST.as_bytes()).await;
    assert!(
        twice.body.contains("known already") && !twice.body.contains("value=\"record\""),
        "{}",
        twice.body
    );
    house.post("lead", &plan, &again(&twice.body, "record")).await;
    let after = house.get("lead", &at(&house, "/record/export")).await.body.lines().count();
    assert_eq!(before, after, "nothing is taken in twice");
}

#[tokio::test]
async fn hostile_lists_are_refused_with_what_and_where() {
    let house = House::with(&case()).await;
    let before = house.get("lead", &at(&house, "/record/export")).await.body;
    for (name, bytes, words) in [
        ("empty.csv", &b""[..], "Choose a file first"),
        ("noise.csv", &[0xff, 0x00, 0x9f, 0x0a, 0xfe][..], "Nothing was taken in"),
        ("level.csv", b"Name,Building\nWest,12\n", "12"),
        ("twice.csv", b"Name,Building\nWest,5\nwest,6\n", "there is this name in row 2 already"),
        ("mail.csv", b"Name,Mail,Building\nWest,not an address,5\n", "this is no mail address"),
        ("partner.csv", b"Name,Building\nServer,5\n", "is a party here already"),
        ("hours.csv", b"Name,Hours,Building\nWest,9999,5\n", "do not fit into a month"),
        ("bomb.xlsx", b"PK\x03\x04\x14\x00\x00\x00\x08\x00nonsense", "Nothing was taken in"),
        ("formula.csv", b"Name,Building\n=HYPERLINK(\"x\"),5\n", "HYPERLINK"),
    ] {
        let read = upload(&house, "lead", name, bytes).await;
        assert_eq!(read.status, 200, "{name}: {}", read.body);
        assert!(read.body.contains(words), "{name}: {}", read.body);
    }
    let many: Vec<String> = (0..501).map(|number| format!("Firm {number},5")).collect();
    let many = format!("Name,Building\n{}\n", many.join("\n"));
    let read = upload(&house, "lead", "many.csv", many.as_bytes()).await;
    assert!(read.body.contains("500 is the most"), "{}", read.body);
    for who in ["viewer", "stranger", "adviser-without-consent"] {
        assert_eq!(upload(&house, who, "pool.csv", LIST.as_bytes()).await.status, 404, "{who}");
    }
    assert_eq!(
        house.get("lead", &at(&house, "/record/export")).await.body,
        before,
        "nothing is half taken in"
    );
}
