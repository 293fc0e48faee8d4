//! One's own marks on an alliance: on one's own desk, in one's own order, and on nobody else's.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{House, TWO};

fn at(house: &House) -> String {
    format!("/a/{}/marks", house.alliance)
}

async fn mark(house: &House, who: &str, form: &str) -> String {
    let marked = house.post(who, &at(house), form).await;
    assert_eq!((marked.status, marked.location.as_str()), (303, "/desk?done=marked"), "{}", marked.body);
    desk(house, who).await
}

/// Somebody's desk, its days with plain blanks.
async fn desk(house: &House, who: &str) -> String {
    house.get(who, "/desk").await.body.replace('\u{a0}', " ")
}

#[tokio::test]
async fn lead_partner_and_adviser_mark_each_for_themselves() {
    let house = House::with(TWO).await;
    for who in ["lead", "partner", "adviser"] {
        let others: Vec<_> =
            ["lead", "partner", "adviser", "viewer"].into_iter().filter(|one| *one != who).collect();
        let mut before = Vec::new();
        for other in &others {
            before.push(house.get(other, "/desk").await.body);
        }
        let form = format!(
            "look_on=2026-03-02&look_for=Look+of+{who}&paused_until=2026-03-30&pause_why=Pause+of+{who}"
        );
        let desk = mark(&house, who, &form).await;
        for said in [
            "Paused until 30 March 2026</strong>: Pause of ",
            "Look again, as you meant to on 2 March 2026</strong>: Look of ",
        ] {
            assert!(desk.contains(&format!("{said}{who}")), "{desk}");
        }
        let page = house.get(who, &at(&house)).await.body;
        for value in ["2026-03-02", "2026-03-30", &format!("Look of {who}"), &format!("Pause of {who}")] {
            assert!(page.contains(&format!("value=\"{value}\"")), "{value}: {page}");
        }
        for (other, before) in others.iter().zip(before) {
            assert_eq!(house.get(other, "/desk").await.body, before, "{other}");
        }
    }
    for who in ["viewer", "stranger", "adviser-without-consent"] {
        assert_eq!(house.post(who, &at(&house), "look_on=2026-03-02").await.status, 404, "{who}");
    }
}

#[tokio::test]
async fn a_look_to_come_is_named_and_empty_marks_are_taken_off() {
    let house = House::with(TWO).await;
    let plain = desk(&house, "lead").await;
    let desk = mark(&house, "lead", "look_on=2026-03-09&look_for=").await;
    assert!(desk.contains("Next look on 9 March 2026</p>"), "{desk}");
    assert_eq!(mark(&house, "lead", "look_on=&look_for=&paused_until=&pause_why=").await, plain);
    assert!(house.app.store.marks("lead").await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_wrong_is_said_at_once_and_nothing_is_lost() {
    let house = House::with(TWO).await;
    let long = "x".repeat(201);
    for (form, said) in [
        ("look_on=2026-03-01", vec!["This day is over. Choose today or a later one."]),
        ("paused_until=2026-03-02", vec!["Choose a day after today, or leave it empty to have it back now."]),
        (
            "look_for=wombats&pause_why=kumquats",
            vec!["Choose a day, or empty the words below it.", "wombats", "kumquats"],
        ),
        (
            "look_on=2026-02-30&look_for=wombats&paused_until=soon",
            vec!["\u{201c}2026-02-30\u{201d} is not a day", "\u{201c}soon\u{201d} is not a day", "wombats"],
        ),
        (
            &format!("look_on=2026-03-09&look_for={long}"),
            vec!["This has 201 characters; 200 is the most.", &long],
        ),
    ] {
        let answer = house.post("lead", &at(&house), form).await;
        assert_eq!(answer.status, 200, "{form}");
        for text in said {
            assert!(answer.body.contains(text), "{form}: {text}: {}", answer.body);
        }
    }
    assert!(house.app.store.marks("lead").await.unwrap().is_empty());
}

#[tokio::test]
async fn a_look_that_is_overdue_may_stay_while_the_rest_is_changed() {
    let house = House::with(TWO).await;
    mark(&house, "lead", "look_on=2026-03-02&look_for=Wombats").await;
    // A week on, as the store has it: the day is over, and still the one that was chosen.
    let mut mark_then = house.app.store.mark("lead", &house.alliance).await.unwrap().unwrap();
    mark_then.look_on = Some("2026-02-23".to_owned());
    mark_then.paused_until = Some("2026-02-25".to_owned());
    house.app.store.set_mark("lead", &house.alliance, &mark_then).await.unwrap();
    let page = house.get("lead", &at(&house)).await.body;
    assert!(
        page.contains("2026-02-23") && !page.contains("2026-02-25"),
        "a pause that is over is not offered again"
    );
    let desk = mark(&house, "lead", "look_on=2026-02-23&look_for=More+wombats").await;
    assert!(desk.contains("as you meant to on 23 February 2026</strong>: More wombats"), "{desk}");
    assert!(!desk.contains("Paused"), "{desk}");
}

#[tokio::test]
async fn without_consent_the_desk_says_the_days_and_no_word() {
    let house = House::with(TWO).await;
    mark(&house, "adviser", "look_on=2026-03-02&look_for=Wombats&paused_until=2026-03-30&pause_why=Kumquats")
        .await;
    assert_eq!(
        house.post("lead", &format!("/a/{}/adviser/ada/revoke", house.alliance), "").await.status,
        303
    );
    let desk = desk(&house, "adviser").await;
    assert!(desk.contains("Paused until 30 March 2026") && desk.contains("2 March 2026"), "{desk}");
    assert!(!desk.contains("Wombats") && !desk.contains("Kumquats"), "{desk}");
}
