//! A record unfolding week by week shows the same alliance as folding it anew for each day.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use jiff::ToSpan;
use rowlock_core::seal::Seed;
use rowlock_core::unfolding::Unfolding;
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;

#[track_caller]
fn check(name: &str, text: &str) {
    let framework = default_framework().unwrap();
    let (record, _) =
        read_case(name, text).unwrap_or_else(|e| panic!("{e}")).record(&framework, &Seed([7; 32])).unwrap();
    let (first, last) = record.span().unwrap();
    let mut unfolding = Unfolding::new(&record);
    let mut day = first;
    while day <= last {
        assert_eq!(*unfolding.on(day), record.alliance(day, day), "{name} on {day}");
        day = day.checked_add(7.days()).unwrap();
    }
}

#[test]
fn both_samples_unfold_as_they_fold() {
    check("rowboat.toml", include_str!("../../../examples/rowboat.toml"));
    check("no-conflict.toml", include_str!("../../../examples/no-conflict.toml"));
}

#[test]
fn a_correction_takes_its_entry_out_again() {
    let rowboat = include_str!("../../../examples/rowboat.toml");
    let corrected = format!(
        "{rowboat}\n[[correction]]\non = 2025-05-01\nwithdraws = \"issue:late-figures\"\nwhy = \"it was another firm\"\n"
    );
    if rowboat.contains("id = \"late-figures\"") {
        check("rowboat.toml", &corrected);
    } else {
        let id = rowboat.split("[[issue]]\nid = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        check("rowboat.toml", &corrected.replace("late-figures", id));
    }
}
