//! Drift: tags first, then partners, then the text, which never decides alone where it is not sure.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod sample;

use rowlock_analysis::drift::{Placing, drift};
use sample::{Sample, day, running};

const MODEL: &str = "[[joint_business]]\non = 2025-01-06\npurpose = \"Retrofits\"\noffers = [\"Energy audit of heating plants in hospitals\"]\nactivities = [\"audit\"]\nsegments = [\"hospitals\"]\nin_scope = [\"Retrofit of heating and ventilation in hospitals\", \"Maintenance of the plants that we retrofitted\"]\nout_of_scope = [\"New buildings\"]\nedge = []\n";
const ON: &str = "Energy audit of the heating plants and ventilation in the city hospitals before a retrofit";
const OFF: &str = "A website with photographs for a chain of bakeries, their breads, cakes and opening hours";

fn project(description: &str, more: &str) -> String {
    format!(
        "[[project]]\nid = \"p\"\nname = \"P\"\ndescription = \"{description}\"\nproposer = \"ben\"\nproposed = 2025-01-10\n{more}\n"
    )
}

#[track_caller]
fn check(description: &str, more: &str, placing: Placing, says: &str) {
    let sample = Sample::read(&running(&(MODEL.to_owned() + &project(description, more))));
    let found = drift(&sample.whole(), day("2025-02-01"));
    let placed = &found.projects[0];
    assert_eq!(placed.placing, placing, "{placed:?}");
    assert!(placed.sentence.contains(says), "{}", placed.sentence);
    assert!(found.share.is_none() && found.unknown.is_some(), "one project is too little for a share");
}

fn judged(by: &[(&str, bool)]) -> String {
    let told = by
        .iter()
        .map(|(party, inside)| format!("{{ on = 2025-01-12, party = \"{party}\", in_scope = {inside} }}"));
    format!("judged = [{}]", told.collect::<Vec<_>>().join(", "))
}

#[test]
fn an_exclusion_is_a_hard_rule() {
    let tag = "tags = [{ tag = \"exclusion\", line = \"New buildings\" }]\n";
    check(ON, tag, Placing::Off, "on the list of what is out");
    let all = judged(&[("ana", true), ("ben", true), ("cas", true), ("dan", true)]);
    check(ON, &format!("{tag}{all}"), Placing::Off, "on the list of what is out");
}

#[test]
fn two_partners_override_the_text() {
    check(ON, &judged(&[("ana", false), ("ben", false)]), Placing::Off, "2 partners");
    check(OFF, &judged(&[("ana", true), ("ben", true)]), Placing::On, "2 partners");
}

#[test]
fn partners_who_differ_are_asked() {
    check(ON, &judged(&[("ana", true), ("ben", false)]), Placing::Ask, "differ");
    check(OFF, &judged(&[("ana", true), ("ben", false), ("cas", false)]), Placing::Ask, "differ");
}

#[test]
fn one_who_changes_their_mind_counts_once() {
    let twice = "judged = [{ on = 2025-01-12, party = \"ana\", in_scope = false }, { on = 2025-01-13, party = \"ana\", in_scope = true }, { on = 2025-01-13, party = \"ben\", in_scope = true }]";
    check(OFF, twice, Placing::On, "2 partners");
}

#[test]
fn the_text_alone_gives_a_band() {
    check(ON, "", Placing::On, "");
    check(OFF, "", Placing::Off, "");
    check("A talk about heating plants for a school that may want new ones", "", Placing::Ask, "");
}

#[test]
fn a_short_text_or_a_model_of_two_lines_is_asked_about() {
    check("Audit of heating plants", "", Placing::Ask, "");
    let short = MODEL.replace(", \"Maintenance of the plants that we retrofitted\"", "");
    let sample = Sample::read(&running(&(short + &project(ON, ""))));
    let found = drift(&sample.whole(), day("2025-02-01"));
    assert_eq!(found.projects[0].placing, Placing::Ask, "{:?}", found.projects[0]);
}

#[test]
fn a_share_of_hours_needs_a_hundred_hours() {
    let effort = |hours: f64| {
        format!(
            "[[effort]]\nparty = \"ben\"\nwork = \"project:p\"\nfrom = 2025-01-13\nto = 2025-01-31\nhours = {hours:?}\n"
        )
    };
    let of = |hours: f64| {
        let sample = Sample::read(&running(&(MODEL.to_owned() + &project(OFF, "") + &effort(hours))));
        drift(&sample.whole(), day("2025-02-01"))
    };
    assert!(of(99.0).share.is_none());
    let share = of(120.0).share.unwrap();
    assert!((share.hours - 120.0).abs() < 1e-9 && share.expected > 60.0 && share.interval.is_sorted());
}
