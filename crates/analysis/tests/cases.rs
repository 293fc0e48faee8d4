//! The two samples: what is said of them, and when, by the framework's own thresholds.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod sample;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_analysis::State;
use rowlock_analysis::report::{Every, Step, replay};
use rowlock_core::gate::Viewer;
use sample::{NO_CONFLICT, ROWBOAT, Sample, day};

fn weeks(text: &str) -> Vec<Step> {
    let sample = Sample::read(text);
    replay(&sample.record, &sample.framework, &sample.ring, &Viewer::AllParties, Every::Week, Date::MAX)
}

fn first(steps: &[Step], found: impl Fn(&Step) -> bool) -> i32 {
    steps.iter().find(|step| found(step)).map_or(i32::MAX, |step| step.week)
}

#[test]
fn rowboat_is_seen_in_time() {
    let steps = weeks(ROWBOAT);
    let loud = |state| move |step: &Step| step.signals.values().any(|found| *found >= state);
    let watch = first(&steps, loud(State::Watch));
    let alarm = first(&steps, loud(State::Alarm));
    let restructure = first(&steps, |step| ["restructure", "separate"].contains(&step.verdict.word.word()));
    let separate = first(&steps, |step| step.verdict.word.word() == "separate");
    assert!(watch <= 7, "first watch in week {watch}");
    assert!(alarm <= 11, "first alarm in week {alarm}");
    assert!(restructure <= 22, "restructure in week {restructure}");
    assert!(separate <= 32, "separate in week {separate}");
    let after: Vec<_> = steps.iter().filter(|step| step.week >= 32).collect();
    assert!(after.iter().all(|step| step.verdict.word.word() == "separate") && after.len() >= 8);
}

#[test]
fn no_conflict_raises_no_alarm_and_no_false_repair() {
    let steps = weeks(NO_CONFLICT);
    let mut words: BTreeMap<&str, i32> = BTreeMap::new();
    for step in &steps {
        let alarms: Vec<_> = step.signals.iter().filter(|(_, state)| **state == State::Alarm).collect();
        assert!(alarms.is_empty(), "{}: {alarms:?}", step.on);
        *words.entry(step.verdict.word.word()).or_default() += 1;
    }
    for word in ["repair", "restructure", "separate", "do_not_start"] {
        assert!(!words.contains_key(word), "{words:?}");
    }
    assert!(words.contains_key("go_ahead") && words.contains_key("proceed"), "{words:?}");
}

#[test]
fn the_single_cover_of_spring_2025_is_seen_and_its_end() {
    let steps = weeks(NO_CONFLICT);
    let seen: Vec<_> = steps
        .iter()
        .filter(|step| step.signals["single-cover"] == State::Watch)
        .map(|step| step.on)
        .collect();
    assert!(!seen.is_empty());
    assert!(seen.iter().all(|on| (day("2025-01-01")..day("2025-07-31")).contains(on)), "{seen:?}");
    assert_eq!(steps.last().unwrap().signals["single-cover"], State::Clear);
}
