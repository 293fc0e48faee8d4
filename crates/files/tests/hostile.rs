//! Hostile input: random bytes, random tables and mutated samples are refused or read, and never panic.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

use std::sync::LazyLock;

use proptest::prelude::*;
use rowlock_core::framework::Framework;
use rowlock_core::seal::Seed;
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;
use rowlock_files::record::{read_keys, read_record};

static FRAMEWORK: LazyLock<Framework> = LazyLock::new(|| default_framework().unwrap());
const SAMPLES: [&str; 3] = [
    include_str!("../../../examples/rowboat.toml"),
    include_str!("../../../examples/no-conflict.toml"),
    include_str!("base.toml"),
];

fn try_all(text: &str) {
    for name in ["case.toml", "case.json"] {
        if let Ok(case) = read_case(name, text) {
            let _ = case.record(&FRAMEWORK, &Seed([5; 32]));
        }
    }
    let _ = read_record("r.jsonl", text);
    let _ = read_keys("k.json", text);
}

/// A span of the text, from one character boundary to another.
fn span(text: &str, from: usize, length: usize) -> std::ops::Range<usize> {
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = floor(from % (text.len() + 1));
    start..floor(start + length).max(start)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        try_all(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn random_tables(text in "(\\[\\[?(alliance|party|round|project|effort|issue)\\]?\\]\n([a-z_]{1,8} = (\"[a-z0-9:-]{0,6}\"|[0-9]{1,4}|2025-0[1-9]-1[0-9]|\\[\\]|\\{\\}|true|nan)\n){0,4}){0,6}") {
        try_all(&text);
    }

    #[test]
    fn mutated_samples(
        sample in 0_usize..3,
        edits in proptest::collection::vec((any::<u32>(), 0_usize..60, any::<u32>(), 0_u8..3), 1..5),
    ) {
        let mut text = SAMPLES[sample].to_owned();
        for (from, length, other, kind) in edits {
            let here = span(&text, from as usize, length);
            let there = text[span(&text, other as usize, length)].to_owned();
            match kind {
                0 => text.replace_range(here, ""),
                1 => text.insert_str(here.start, &there),
                _ => text.replace_range(here, &there),
            }
        }
        try_all(&text);
    }
}
