//! Were we right: what was said is kept as it was given, and learned from by those who may see the verdict.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod inside;

use inside::{House, TWO};

const FAILED: &str = include_str!("../../../examples/rowboat.toml");

#[tokio::test]
async fn what_is_said_is_kept_when_facts_come_in() {
    let house = House::with(TWO).await;
    let kept = house.app.store.readings("lead").await.unwrap();
    let readings = &kept[&house.alliance];
    assert_eq!(readings.len(), 1);
    assert_eq!(readings[0].on, "2026-03-02");
    assert!(readings[0].said.starts_with("{\"word\":\""), "{}", readings[0].said);
    let framework = house.framework();
    assert!(readings[0].rules.starts_with(&format!("{} {}, rowlock ", framework.id, framework.version)));
}

#[tokio::test]
async fn those_who_may_see_the_verdict_learn_and_nobody_else() {
    let house = House::with(FAILED).await;
    let lead = house.get("founder", "/learning").await;
    assert_eq!(lead.status, 200);
    assert!(lead.body.contains("Of 1 alliance, 1 has an outcome"), "{}", lead.body);
    assert!(lead.body.contains("Read as given at the time: 0."));
    assert!(lead.body.contains("1 of 40 outcomes are known"));
    for who in ["viewer", "stranger", "adviser-without-consent"] {
        let seen = house.get(who, "/learning").await;
        assert!(seen.body.contains("There is no alliance here to learn from yet."), "{who}");
    }
    let list = house.get("founder", "/learning.csv").await;
    assert!(list.body.starts_with("alliance,how it came out,from,to,looked at,"), "{}", list.body);
    assert_eq!(list.body.lines().count(), 2);
}
