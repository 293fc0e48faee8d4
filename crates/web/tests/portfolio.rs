//! The portfolio: who reads what of which alliance, filters, views, and conflicts between alliances of one account.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{House, TWO};
use rowlock_core::seal::Seed;
use rowlock_files::case::read_case;
use rowlock_web::{Founder, import};

/// A second alliance with another server, in which the maker of the first is the rival.
const OTHER: &str = r#"
[alliance]
name = "Bottles"
form = "contract"
stage = "running"
lead = "glass"
on = 2026-01-05

[[party]]
id = "glass"
name = "Glass Works"
kind = "firm"
role = "lead"
on = 2026-01-05
people = ["gus"]
[[party.model]]
on = 2026-01-06
sells = [{ activity = "bottles", segments = ["dairies"] }]
segments = ["dairies"]
rivals = ["Maker"]

[[party]]
id = "driver"
name = "Driver"
kind = "firm"
role = "partner"
on = 2026-01-05
people = ["dan"]
"#;

/// A house in which the lead of the first alliance leads a second one too.
async fn house() -> House {
    let house = House::with(TWO).await;
    let (record, keys) =
        read_case("other.toml", OTHER).unwrap().record(house.framework(), &Seed([8; 32])).unwrap();
    let lead = Founder { account: "lead".to_owned(), role: "lead" };
    import(&house.app, &lead, record, keys).await.unwrap();
    house
}

#[tokio::test]
async fn a_lead_sees_both_with_their_weeks_and_an_onlooker_none_of_it() {
    let house = house().await;
    let page = house.get("lead", "/portfolio").await.body;
    assert!(page.contains("Two alliances, those that need a person first"), "{page}");
    assert!(
        page.contains("Bottles") && page.contains("class=\"strip\"") && page.contains("Week by week"),
        "{page}"
    );
    let page = house.get("viewer", "/portfolio").await.body;
    assert!(page.contains("you look on") && !page.contains("Bottles") && !page.contains("<figure"), "{page}");
    let page = house.get("stranger", "/portfolio").await.body;
    assert!(page.contains("You have no alliance here yet"), "{page}");
}

#[tokio::test]
async fn a_seat_that_waits_tells_nothing_of_the_case_by_any_filter() {
    let house = house().await;
    let plain = house.get("adviser-without-consent", "/portfolio").await.body;
    assert!(plain.contains("Waiting for consent: you see this case"), "{plain}");
    for told in ["<figure", "at alarm</span>", "Go there", "Next look", "Conflict"] {
        assert!(!plain.contains(told), "{told}: {plain}");
    }
    for asked in ["verdict=Not%20enough%20known", "alarms=yes", "conflict=yes", "text=Ask"] {
        let page = house.get("adviser-without-consent", &format!("/portfolio?{asked}")).await.body;
        assert!(page.contains("None is as you ask"), "{asked}: {page}");
    }
    let list = house.get("adviser-without-consent", "/portfolio.csv").await.body;
    let row = list.lines().nth(1).unwrap();
    assert!(row.ends_with(",Waiting for consent,,,,,,"), "{row}");
    let paper = house.get("adviser-without-consent", "/portfolio/papers/md").await.body;
    assert!(paper.contains("Waiting for consent") && !paper.contains("Now "), "{paper}");
    // With consent there is more.
    let open = house.get("adviser", "/portfolio").await.body;
    assert!(open.contains("<figure") && open.contains("Go there"), "{open}");
}

#[tokio::test]
async fn filters_stand_in_the_address_and_are_saved_by_name() {
    let house = house().await;
    let page = house.get("lead", "/portfolio?text=bott&stage=running").await.body;
    assert!(
        page.contains("1 of two alliances")
            && page.contains("href=\"/portfolio.csv?stage=running&#38;text=bott\""),
        "{page}"
    );
    let list = house.get("lead", "/portfolio.csv?text=bott").await.body;
    assert_eq!(list.lines().count(), 2, "{list}");
    assert!(house.get("lead", "/portfolio.xlsx?text=bott").await.status == 200);

    let refused = house.post("lead", "/portfolio/views", "name=&text=bott").await;
    assert!(refused.status == 200 && refused.body.contains("Please look again"), "{}", refused.body);
    let saved = house.post("lead", "/portfolio/views", "name=My+bottles&text=bott+%26+co").await;
    assert_eq!(
        (saved.status, saved.location.as_str()),
        (303, "/portfolio?text=bott%20%26%20co&done=view-saved")
    );
    let page = house.get("lead", "/portfolio").await.body;
    assert!(page.contains(">My bottles</a>"), "{page}");
    assert!(!house.get("partner", "/portfolio").await.body.contains("My bottles"));
    assert!(house.get("lead", "/you/export").await.body.contains("My bottles"));
    house.post("lead", "/portfolio/views/forget", "view=My+bottles").await;
    assert!(!house.get("lead", "/portfolio").await.body.contains("My bottles"));
}

#[tokio::test]
async fn a_conflict_is_for_whoever_may_see_both_and_on_no_page_of_an_alliance() {
    let house = house().await;
    let page = house.get("lead", "/portfolio/conflicts").await.body;
    let told = "Maker is a partner in “Two firms”, and in “Bottles” Glass Works names it as a rival.";
    assert!(page.contains(told) && page.contains("Bottles, fact "), "{page}");
    assert!(house.get("lead", "/portfolio").await.body.contains("One conflict between your alliances"));
    let list = house.get("lead", "/portfolio/conflicts.csv").await.body;
    assert!(list.contains("A partner here, a rival there"), "{list}");
    for who in ["partner", "adviser", "adviser-without-consent", "viewer"] {
        let page = house.get(who, "/portfolio/conflicts").await.body;
        assert!(page.contains("None was found") && !page.contains("Bottles"), "{who}: {page}");
    }
    for path in ["", "/fit", "/record", "/papers/report/md", "/record/export"] {
        let page = house.get("lead", &format!("/a/{}{path}", house.alliance)).await;
        assert!(page.status == 200 && !page.body.contains("Bottles"), "{path}");
    }
    let wrong = house.get("lead", "/portfolio/conflicts?hours=none").await.body;
    assert!(wrong.contains("is not a number of hours from 1 to 100"), "{wrong}");
}
