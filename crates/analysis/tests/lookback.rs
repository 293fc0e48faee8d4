//! The two samples looked back at: the failing one and the one that held.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod sample;

use jiff::civil::Date;
use rowlock_analysis::lookback::{AreaLook, Lookback, Settled, Sign, TurnKind, look_back};
use rowlock_analysis::verdict::Word;
use rowlock_core::fact::Outcome;
use sample::{Sample, day, running};

fn looked(text: &str) -> Lookback {
    let sample = Sample::read(text);
    let (_, last) = sample.record.span().unwrap();
    look_back(&sample.record, &sample.framework, &sample.ring, last, Date::MAX)
}

fn area<'a>(looked: &'a Lookback, id: &str) -> &'a AreaLook {
    looked.areas.iter().find(|area| area.area.as_str() == id).unwrap()
}

#[test]
fn rowboat_was_never_asked() {
    let looked = looked(sample::ROWBOAT);
    assert_eq!(looked.outcome.as_ref().map(|outcome| outcome.value), Some(Outcome::Failed));
    assert!(looked.areas.iter().all(|area| area.at_start == Settled::NeverAsked));
    assert!(looked.areas.iter().all(|area| area.at_end == Settled::NotYet), "a short round came in week 14");
    let scope = area(&looked, "scope");
    assert_eq!((scope.issues, scope.rooted, scope.alarms.len(), scope.named), (0, 7, 2, true));
    assert_eq!(looked.areas[0].name, scope.name, "most came up behind it");
    assert_eq!(looked.next_time[0].area, scope.area);
    let biggest = &looked.families[0];
    assert_eq!((biggest.issues, biggest.area.as_str()), (5, "scope"));
    assert!(biggest.root.contains("hospital"));
    let alarm = looked.warnings.iter().find(|warning| warning.sign == Sign::Alarm).unwrap();
    assert_eq!((alarm.week, alarm.weeks_before, alarm.verdict), (7, 32, Word::Repair));
    assert!(alarm.done.is_empty());
    let change = looked.warnings.iter().find(|warning| warning.sign == Sign::Change).unwrap();
    assert_eq!((change.week, change.done.len()), (5, 1));
    insta::assert_snapshot!(looked.summary.join("\n"));
}

#[test]
fn no_conflict_held() {
    let looked = looked(sample::NO_CONFLICT);
    assert!(looked.areas.iter().all(|area| area.at_start == Settled::Yes));
    assert!(looked.warnings.iter().all(|warning| warning.sign == Sign::Watch));
    assert!(looked.next_time.is_empty(), "nothing was left open before the start");
    assert_eq!((looked.issues, looked.closed), (7, 7));
    insta::assert_snapshot!(looked.summary.join("\n"));
}

#[test]
fn what_the_owner_decided_is_marked() {
    let looked = looked(sample::ROWBOAT);
    let owners = looked.turns.iter().filter(|turn| turn.is_owners).count();
    assert_eq!(owners, 3, "two decisions, and what leaving costs");
    assert!(looked.summary.iter().all(|sentence| !sentence.contains("owner")));
}

#[test]
fn turns_stand_in_order_and_a_signal_comes_once_a_state() {
    for text in [sample::ROWBOAT, sample::NO_CONFLICT] {
        let looked = looked(text);
        assert!(looked.turns.is_sorted_by_key(|turn| turn.on));
        let mut alarms: Vec<_> = looked
            .turns
            .iter()
            .filter(|turn| turn.kind == TurnKind::Alarm)
            .map(|turn| turn.text.split(':').next().unwrap().to_owned())
            .collect();
        let all = alarms.len();
        alarms.dedup();
        assert_eq!(alarms.len(), all);
    }
}

#[test]
fn a_day_in_the_past_knows_nothing_of_what_came_later() {
    let sample = Sample::read(sample::ROWBOAT);
    let on = day("2025-06-08");
    let looked = look_back(&sample.record, &sample.framework, &sample.ring, on, on);
    assert_eq!(looked.outcome, None);
    assert_eq!(looked.to, on);
    assert!(looked.turns.iter().all(|turn| turn.on <= on));
    assert!(looked.summary[0].contains("not known yet"));
}

#[test]
fn what_is_entered_from_memory_is_read_by_its_days() {
    let more = "[[issue]]\nid = \"late\"\non = 2025-02-03\nby = \"ana\"\nbetween = [\"ana\", \"ben\"]\narea = \"scope\"\nseverity = \"serious\"\nsummary = \"Late again\"\n\
                [[ending]]\non = 2025-06-02\nhow = \"broke_down\"\noutcome = \"failed\"\nwhy = \"Nobody came\"\n";
    let remembered = running(more).replace("lead = \"ana\"\n", "lead = \"ana\"\nrecalled = 2027-01-04\n");
    let (then, later) = (looked(&running(more)), looked(&remembered));
    assert!(later.recalled && !then.recalled);
    assert_eq!(later.turns, then.turns);
    assert_eq!(later.areas, then.areas);
}

#[test]
fn one_that_never_ran_says_so() {
    let looked = looked(&running("").replace("stage = \"running\"", "stage = \"considering\""));
    assert!(!looked.ran);
    assert_eq!(looked.summary[0], "Rowboat never began to run.");
}
