//! Who may do what: the whole table as a golden file, so that a change of rights is a change one sees.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod story;

use rowlock_core::access::{Action, Resource, Role, allowed, may, resource, table};
use rowlock_core::fact::Event;

#[test]
fn the_table_is_the_golden_file() {
    story::golden("access.golden", &table());
}

#[test]
fn every_resource_and_action_has_a_line() {
    let table = table();
    assert_eq!(table.lines().count(), Resource::ALL.len() * Action::ALL.len());
    for resource in Resource::ALL {
        for action in Action::ALL {
            let line = table.lines().find(|line| {
                let mut words = line.split_whitespace();
                words.next() == Some(resource.word()) && words.next() == Some(action.word())
            });
            assert!(line.is_some(), "{} {}", resource.word(), action.word());
        }
    }
}

#[test]
fn every_kind_of_fact_writes_to_a_resource_that_somebody_may_write() {
    let samples = story::samples::events();
    assert_eq!(samples.iter().map(Event::kind).collect::<Vec<_>>(), Event::KINDS);
    for event in &samples {
        let resource = resource(event);
        assert!(Resource::ALL.contains(&resource), "{}", event.kind());
        assert!(!allowed(resource, Action::Write).is_empty(), "nobody may write {}", event.kind());
    }
}

#[test]
fn a_stranger_may_do_nothing_and_a_viewer_writes_nothing() {
    for resource in Resource::ALL {
        for action in Action::ALL {
            assert!(!may(Role::Stranger, *resource, *action), "{}", resource.word());
        }
        assert!(!may(Role::Viewer, *resource, Action::Write), "{}", resource.word());
    }
}

#[test]
fn own_answers_are_the_respondents_alone() {
    for role in Role::ALL {
        for action in Action::ALL {
            assert_eq!(may(*role, Resource::OwnAnswers, *action), *role == Role::Respondent);
        }
    }
}
