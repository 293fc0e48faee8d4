//! Rights follow roles: who left, who is only considered, and an adviser whom one party shut out keep nothing; and
//! nobody locks the lead out.

use rowlock_web::Post;

use crate::inside::{House, Seated, TWO, account};
use crate::scene::{LEAD, at};

const THIRD: &str = r#"
[[party]]
id = "third"
name = "Third"
kind = "firm"
role = "partner"
on = 2026-01-05
people = ["tom"]

[[party]]
id = "dora"
name = "Dora"
kind = "firm"
role = "candidate"
on = 2026-01-20
people = ["dora"]
"#;
const PARTNER: Seated = ("partner", "partner", Some("server"), Some("sam"));
const OTHER: Seated = ("other", "partner", Some("third"), Some("tom"));
const CANDIDATE: Seated = ("candidate", "partner", Some("dora"), Some("dora"));
const ADVISER: Seated = ("adviser", "adviser", None, Some("ada"));

async fn house(seated: &[Seated]) -> House {
    let case = format!("{TWO}{THIRD}").replace(
        "{ on = 2026-01-07, party = \"server\" }]",
        "{ on = 2026-01-07, party = \"server\" }, { on = 2026-01-07, party = \"third\" }]",
    );
    House::seating(&case, Post::Nowhere, seated).await
}

async fn sees(house: &House, who: &str) -> bool {
    house.get(who, &at(house, "")).await.status == 200
}

#[tokio::test]
async fn a_partner_leaves_by_its_own_word_or_by_that_of_all_others() {
    let house = house(&[LEAD, PARTNER, OTHER]).await;
    let left = "role=left&why=Gone";
    let said = house.post("lead", &at(&house, "/parties/server/role"), left).await;
    assert_eq!(said.status, 303, "{}", said.body);
    assert!(sees(&house, "partner").await, "one party alone does not say that another has left");
    // Pressed twice, it is still one word.
    house.post("lead", &at(&house, "/parties/server/role"), left).await;
    assert!(sees(&house, "partner").await);
    house.post("other", &at(&house, "/parties/server/role"), left).await;
    assert!(!sees(&house, "partner").await, "all others said so, and the seat is gone with it");
    assert!(!house.get("partner", "/desk").await.body.contains("Two firms"));
    // One's own party leaves by its own word.
    house.post("other", &at(&house, "/parties/third/role"), left).await;
    assert!(!sees(&house, "other").await);
    // Back in, it has no seat before it is given one: the one from before does not come back by itself.
    house.post("lead", &at(&house, "/parties/third/role"), "role=partner&why=Back").await;
    assert!(!sees(&house, "other").await);
}

#[tokio::test]
async fn nobody_locks_the_lead_out() {
    let house = house(&[LEAD, PARTNER, OTHER]).await;
    for who in ["partner", "other", "lead"] {
        for role in ["left", "candidate", "partner"] {
            house.post(who, &at(&house, "/parties/maker/role"), &format!("role={role}&why=Out")).await;
        }
        house.post(who, &at(&house, "/parties/maker/silent"), "why=No+answer").await;
        assert!(sees(&house, "lead").await, "{who}");
    }
    let may_still_write = house.get("lead", &at(&house, "/end")).await.status;
    assert_eq!(may_still_write, 200);
    // Asked in as adviser, whoever has a seat keeps it as it is.
    for (who, form) in [
        ("partner", "adviser_name=L&adviser_address=lead@inside.example"),
        ("lead", "adviser_name=L&adviser_address=partner@inside.example"),
    ] {
        let asked = house.post(who, &at(&house, "/adviser"), form).await;
        assert!(asked.status == 200 && asked.body.contains("has a seat here"), "{}", asked.body);
    }
    let given = house
        .post("lead", &at(&house, "/seats"), "your_name=P&address=partner@inside.example&speaks=viewer")
        .await;
    assert!(given.body.contains("has a seat here already"), "{}", given.body);
    assert_eq!(house.get("lead", &at(&house, "/end")).await.status, 200);
    assert_eq!(house.get("partner", &at(&house, "/issues/new")).await.status, 200);
}

#[tokio::test]
async fn an_adviser_whom_one_shut_out_stays_out() {
    let house = house(&[LEAD, PARTNER, OTHER, ADVISER]).await;
    assert!(sees(&house, "adviser").await);
    house.post("partner", &at(&house, "/adviser/ada/revoke"), "").await;
    assert!(!sees(&house, "adviser").await);
    for who in ["lead", "other"] {
        house.post(who, &at(&house, "/parties/server/role"), "role=left&why=Gone").await;
    }
    assert!(!sees(&house, "adviser").await, "who shut them out has left, and they stay out");
    // Asked in again, under another name too, they are who they were.
    for name in ["Ada", "Somebody+new"] {
        let form = format!("adviser_name={name}&adviser_address=adviser@inside.example");
        house.post("lead", &at(&house, "/adviser"), &form).await;
        house.post("other", &at(&house, "/adviser/ada/consent"), "").await;
        assert!(!sees(&house, "adviser").await, "{name}");
    }
    house.post("lead", &at(&house, "/parties/server/role"), "role=partner&why=Back").await;
    assert!(!sees(&house, "adviser").await, "un-leaving brings nobody back");
    // By no form does one party consent for another.
    house.post("lead", &at(&house, "/adviser/ada/consent"), "party=server").await;
    assert!(!sees(&house, "adviser").await);
}

#[tokio::test]
async fn a_candidate_has_no_seat() {
    let house = house(&[LEAD, CANDIDATE]).await;
    assert!(
        !sees(&house, "candidate").await,
        "a seat from before a version, or before a demotion, shows nothing"
    );
    account(&house.app, "hopeful").await;
    let form = "your_name=D&address=hopeful@inside.example&speaks=dora/dora";
    let given = house.post("lead", &at(&house, "/seats"), form).await;
    assert!(given.status == 200 && given.body.contains("Choose whom they speak for"), "{}", given.body);
    assert!(!sees(&house, "hopeful").await);
}
