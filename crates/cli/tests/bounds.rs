//! Days far away on the command line: a case file with one is refused with its line, and a record from before days were
//! bounded is read and replayed in no time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod shell;

use jiff::civil::{Date, date};
use rowlock_core::fact::{Actor, Event};
use rowlock_core::record::{NewFact, Record};
use rowlock_files::record::write_record;
use shell::{ROWBOAT, Shell};

#[test]
fn a_case_file_keeps_to_the_days_of_a_record() {
    let shell = Shell::new("far-days");
    let rowboat = std::fs::read_to_string(shell::root().join(ROWBOAT)).unwrap();
    let founded = rowboat.lines().find(|line| line.starts_with("on = ")).unwrap();
    for day in ["0023-01-01", "1899-12-31", "2126-01-01", "9999-12-31"] {
        shell.write("far.toml", &rowboat.replacen(founded, &format!("on = {day}"), 1));
        for command in ["check", "replay", "debrief", "export"] {
            let told = shell.bad(1, &[command, "far.toml"]);
            assert!(
                told.contains("far.toml:") && told.contains("a day from 1900-01-01 to"),
                "{command}: {told}"
            );
        }
    }
    shell.write(
        "name.toml",
        &rowboat.replacen("name = \"", &format!("name = \"{}", "Long ".repeat(800_000)), 1),
    );
    let told = shell.bad(1, &["check", "name.toml"]);
    assert!(told.contains("at most 200 characters") && told.len() < 100_000, "{}", told.len());
}

#[test]
fn a_record_from_before_is_read_and_replayed() {
    let shell = Shell::new("far-record");
    shell.good(&["export", ROWBOAT, "-o", "rowboat.record"]);
    let text = shell.read("rowboat.record");
    let mut record = Record::default();
    for line in text.lines().skip(1) {
        record.take_in(line).unwrap();
    }
    for on in [Date::MAX, date(2126, 1, 1), date(23, 1, 1), Date::MIN] {
        let event = serde_json::json!({ "kind": "note_made", "data": { "text": "from far away" } });
        let event: Event = serde_json::from_value(event).unwrap();
        let recorded_at = record.facts().last().unwrap().recorded_at;
        record.append(NewFact { recorded_at, effective_on: on, actor: Actor::Rowlock, event }).unwrap();
    }
    shell.write("far.record", &write_record(&record, "Rowboat"));
    for command in ["check", "replay", "debrief"] {
        assert!(shell.good(&[command, "far.record"]).len() > 500, "{command}");
    }
    assert!(shell.good(&["replay", "far.record", "--every", "month"]).contains("replayed"));
}
