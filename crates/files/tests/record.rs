//! Exported records: there and back to the same hash, and every change of a byte is noticed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use proptest::prelude::*;
use rowlock_core::record::Record;
use rowlock_core::seal::{Keyring, Seed};
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;
use rowlock_files::record::{RecordError, read_keys, read_record, write_keys, write_record};

fn record(name: &str, text: &str) -> (Record, Keyring) {
    let framework = default_framework().unwrap();
    read_case(name, text).unwrap().record(&framework, &Seed([3; 32])).unwrap()
}

fn short() -> String {
    let text = "[alliance]\nname = \"A\"\nform = \"informal\"\nstage = \"running\"\nlead = \"ana\"\non = 2025-01-06\n\
                [[party]]\nid = \"ana\"\nname = \"Ana\"\nkind = \"person\"\nrole = \"lead\"\non = 2025-01-06\n\
                [[note]]\non = 2025-01-07\ntext = \"A first note\"\n[[note]]\non = 2025-01-08\ntext = \"A second\"\n";
    write_record(&record("short.toml", text).0, "A")
}

fn long() -> String {
    write_record(&record("rowboat.toml", include_str!("../../../examples/rowboat.toml")).0, "Rowboat")
}

#[test]
fn both_samples_go_there_and_back_to_the_same_hash() {
    for (name, text) in [
        ("Rowboat", include_str!("../../../examples/rowboat.toml")),
        ("A line that runs", include_str!("../../../examples/no-conflict.toml")),
    ] {
        let (record, _) = record("sample.toml", text);
        let written = write_record(&record, name);
        let read = read_record("sample.jsonl", &written).unwrap();
        assert_eq!(read.final_hash(), record.final_hash());
        assert_eq!(read, record);
        assert_eq!(write_record(&read, name), written);
    }
}

#[test]
fn every_flipped_byte_is_noticed_and_the_first_bad_fact_named() {
    let text = short();
    let header = text.find('\n').unwrap();
    for at in 0..text.len() {
        for flip in [1_u8, 0x20] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= flip;
            let Ok(flipped) = String::from_utf8(bytes) else { continue };
            let line = text[..at].matches('\n').count() as u64;
            match read_record("r.jsonl", &flipped) {
                Ok(_) => panic!("byte {at} flipped by {flip} goes unnoticed"),
                Err(RecordError::BadFact { fact, .. }) if at > header => {
                    assert_eq!(fact.0, line, "byte {at}");
                }
                Err(_) if at <= header => {}
                Err(other) => panic!("byte {at}: {other}"),
            }
        }
    }
}

#[test]
fn a_file_that_was_cut_off_is_told_apart_from_one_that_was_changed() {
    let text = short();
    let header = text.find('\n').unwrap() + 1;
    for end in header..text.len() {
        match read_record("r.jsonl", &text[..end]) {
            Err(RecordError::CutOff { whole, facts, .. }) => {
                assert_eq!(whole, text[header..end].matches('\n').count() as u64);
                assert_eq!(facts, 4);
            }
            other => panic!("cut at {end}: {other:?}"),
        }
    }
}

#[test]
fn facts_taken_out_put_in_or_moved_are_noticed() {
    let text = short();
    let lines: Vec<&str> = text.lines().collect();
    for order in [vec![0, 1, 3, 4], vec![0, 1, 2, 2, 3, 4], vec![0, 2, 1, 3, 4], vec![0, 1, 2, 4, 3]] {
        let mut other = order.iter().map(|line| lines[*line]).collect::<Vec<_>>().join("\n");
        other.push('\n');
        assert!(read_record("r.jsonl", &other).is_err(), "{order:?}");
    }
    let newer = text.replacen("\"rowlock_record\":1", "\"rowlock_record\":2", 1);
    assert!(matches!(read_record("r.jsonl", &newer), Err(RecordError::Newer { found: 2, .. })));
    assert!(matches!(read_record("r.jsonl", "no record"), Err(RecordError::NotARecord { .. })));
}

#[test]
fn keys_go_there_and_back_and_hold_no_key_for_the_adviser_alone() {
    let sheet = "[round.sheet.open]\nopen-2 = \"for the adviser\"\n\n[[round.sheet]]\nperson = \"ben\"";
    let text = include_str!("base.toml").replacen("[[round.sheet]]\nperson = \"ben\"", sheet, 1);
    let (record, ring) = record("case.toml", &text);
    let keys = write_keys(&ring);
    assert!(keys.contains("\"ana\"") && keys.contains("\"ben\"") && !keys.contains("adviser"));
    assert_eq!(write_keys(&read_keys("k.json", &keys).unwrap()), keys);
    assert!(!write_record(&record, "Two roofs").contains("for the adviser"));
    assert!(read_keys("k.json", "{}").is_err());
    assert!(read_keys("k.json", "{\"rowlock_keys\":1,\"keys\":{\"ana\":\"00\"}}").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_flipped_byte_of_a_long_record_is_noticed(at in 0_usize..300_000, bit in 0_u32..7) {
        let text = long();
        let at = at % text.len();
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1 << bit;
        if let Ok(flipped) = String::from_utf8(bytes) {
            prop_assert!(read_record("r.jsonl", &flipped).is_err(), "byte {at}, bit {bit}");
        }
    }
}
