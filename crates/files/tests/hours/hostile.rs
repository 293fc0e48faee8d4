//! Random bytes, random tables and damaged samples are read or refused, and never panic.

use jiff::civil::date;
use proptest::prelude::*;
use rowlock_files::hours::{Assignment, Destination, Owner, guess, plan, table};

use crate::two_roofs;

const SAMPLES: [&[u8]; 4] = [
    include_bytes!("samples/toggl.csv"),
    include_bytes!("samples/clockify.csv"),
    include_bytes!("samples/harvest.csv"),
    include_bytes!("samples/sheet.csv"),
];

fn try_all(bytes: &[u8]) {
    let Ok(table) = table(bytes, "hours") else { return };
    let guess = guess(&table);
    let said: Vec<String> = guess.doubts.iter().map(ToString::to_string).collect();
    assert!(said.iter().all(|doubt| doubt.ends_with(['?', '.'])));
    let Ok(entries) = table.entries(&guess.mapping) else { return };
    for entry in &entries {
        assert!(entry.from <= entry.to && entry.hours >= 0.0 && entry.hours.is_finite());
    }
    let alliance = two_roofs("", date(2026, 12, 31));
    let mut assignment = Assignment::guess(&entries, &alliance);
    let party = alliance.parties.keys().next().unwrap();
    for line in &mut assignment.people {
        line.owner.get_or_insert(Owner::Party(party.clone()));
    }
    for line in &mut assignment.projects {
        line.destination.get_or_insert(Destination::Work(rowlock_core::fact::Work::Joint));
    }
    let plan = plan(&entries, &assignment, &alliance, date(2026, 12, 31));
    assert!(plan.problems.is_empty() || plan.efforts.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        try_all(&bytes);
    }

    #[test]
    fn random_archives(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        try_all(&[b"PK\x03\x04", bytes.as_slice()].concat());
    }

    #[test]
    fn random_tables(
        head in "((Date|Datum|Person|Hours|Start time|Bis|Von|Project|\"x)[,;\t]){1,6}",
        body in "(((2026-1[0-2]-[0-3][0-9]|[0-9]{1,2}[/.][0-9]{1,2}[/.]20[0-9]{2}|[0-9]{1,5}[:.,h][0-9]{0,3}|[A-Za-zäß\"=+]{0,4}|4[56][0-9]{3}(\\.[0-9]{1,4})?)[,;\t]){1,6}\r?\n){0,8}",
    ) {
        try_all(format!("{head}\n{body}").as_bytes());
    }

    #[test]
    fn damaged_samples(
        sample in 0_usize..4,
        edits in proptest::collection::vec((any::<u16>(), any::<u8>(), 0_u8..3), 1..6),
    ) {
        let mut bytes = SAMPLES[sample].to_vec();
        for (at, byte, kind) in edits {
            let at = at as usize % bytes.len();
            match kind {
                0 => { bytes.remove(at); }
                1 => bytes.insert(at, byte),
                _ => bytes[at] = byte,
            }
        }
        try_all(&bytes);
    }
}
