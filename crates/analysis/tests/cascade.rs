//! The cascade: families of issues by what people said led to what.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod sample;

use rowlock_analysis::cascade::cascade;
use rowlock_core::fact::Cause;
use sample::{ROWBOAT, Sample, day, running};

fn issue(id: &str, on: &str, caused_by: &str, more: &str) -> String {
    format!(
        "[[issue]]\nid = \"{id}\"\non = {on}\nby = \"ana\"\nbetween = [\"ana\", \"ben\"]\narea = \"scope\"\nseverity = \"minor\"\nsummary = \"{id}\"\ncaused_by = [{caused_by}]\n{more}\n"
    )
}

#[test]
fn the_biggest_family_of_rowboat_began_with_the_hospital_job() {
    let sample = Sample::read(ROWBOAT);
    let found = cascade(&sample.whole(), day("2025-10-12"));
    let family = &found.families[0];
    assert_eq!(family.root_cause, Cause::Project("hospital".parse().unwrap()));
    assert!(family.issues.len() >= 3 && family.depth >= 2, "{family:?}");
    assert!(found.sentence.contains("began with the project"), "{}", found.sentence);
    assert!(found.families.is_sorted_by(|a, b| a.issues.len() >= b.issues.len()));
}

#[test]
fn a_circle_of_causes_does_not_hang() {
    let circle =
        issue("x1", "2025-02-01", "", "causes = [{ on = 2025-03-01, cause = \"issue:x3\", by = \"ana\" }]")
            + &issue("x2", "2025-02-02", "\"issue:x1\"", "")
            + &issue("x3", "2025-02-03", "\"issue:x2\"", "");
    let sample = Sample::read(&running(&circle));
    let before = cascade(&sample.whole(), day("2025-02-28"));
    assert_eq!((before.families.len(), before.families[0].depth), (1, 3));
    let after = cascade(&sample.whole(), day("2025-03-01"));
    assert_eq!(after, before, "what was raised later did not lead to what was raised earlier");
}

#[test]
fn issues_without_a_cause_are_no_family() {
    let sample =
        Sample::read(&running(&(issue("x1", "2025-02-01", "", "") + &issue("x2", "2025-02-02", "", ""))));
    let found = cascade(&sample.whole(), day("2025-03-01"));
    assert!(found.families.is_empty() && found.follow_on.is_none() && found.trend.is_none());
    assert_eq!((found.issues, found.caused), (2, 0));
}

#[test]
fn a_rate_needs_ten_issues_old_enough_and_a_trend_twenty() {
    let of = |number: usize| {
        let text: String = (0..number)
            .map(|n| {
                let parent = if n % 2 == 1 { format!("\"issue:x{}\"", n - 1) } else { String::new() };
                issue(&format!("x{n}"), &format!("2025-02-{:02}", n + 1), &parent, "")
            })
            .collect();
        cascade(&Sample::read(&running(&text)).whole(), day("2025-04-01"))
    };
    assert!(of(8).follow_on.is_none());
    assert!(of(10).follow_on.is_some() && of(10).trend.is_none());
    assert!(of(20).trend.is_some());
}
