//! Random bytes, random tables and damaged samples are read or refused, and never panic.

use proptest::prelude::*;
use rowlock_files::need::read_need;
use rowlock_files::pool::{Expected, guess, read, table};

use crate::{NEED, POOL};

fn try_pool(bytes: &[u8]) {
    let Ok(table) = table(bytes, "pool") else { return };
    let guessed = guess(&table, &Expected::default());
    let said: Vec<String> = guessed.doubts.iter().map(ToString::to_string).collect();
    assert!(said.iter().all(|doubt| doubt.ends_with('?')));
    let Ok(pool) = read(&table, &guessed.mapping) else { return };
    let count = pool.candidates.len();
    for candidate in &pool.candidates {
        assert!(!candidate.name.is_empty());
        assert!(candidate.levels.iter().flatten().all(|level| *level <= 7));
        assert!(candidate.scores.iter().flatten().all(|score| (1.0..=7.0).contains(score)));
        assert!(
            candidate.hours.iter().chain(&candidate.cost).all(|number| *number >= 0.0 && number.is_finite())
        );
    }
    let between = pool.pairs.iter().map(|pair| pair.between).chain(pool.conflicts.iter().copied());
    assert!(between.into_iter().all(|(one, other)| one < other && other < count));
    for text in [NEED, "[team]\nsize_from = 1\nfixed_in = [\"A\"]\n"] {
        let _ = read_need("need.toml", text).unwrap().against(&pool);
    }
}

fn try_need(text: &str) {
    for name in ["need.toml", "need.json"] {
        let Ok(need) = read_need(name, text) else { continue };
        let _ = need.expected();
        let _ = need.against(&crate::pool(POOL));
    }
}

fn edited(sample: &str, edits: &[(u16, u8, u8)]) -> Vec<u8> {
    let mut bytes = sample.as_bytes().to_vec();
    for &(at, byte, kind) in edits {
        let at = at as usize % bytes.len();
        match kind {
            0 => {
                bytes.remove(at);
            }
            1 => bytes.insert(at, byte),
            _ => bytes[at] = byte,
        }
    }
    bytes
}

fn edits() -> impl Strategy<Value = Vec<(u16, u8, u8)>> {
    proptest::collection::vec((any::<u16>(), any::<u8>(), 0_u8..3), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        try_pool(&bytes);
        try_pool(&[b"PK\x03\x04", bytes.as_slice()].concat());
        try_need(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn random_tables(
        head in "((name|fit|cost|hours|level: a|a|score: b|conflicts|works well with|chafes with|mail|\"x)[,;\t]){1,8}",
        body in "((([0-9]{1,3}|-?[0-9]{0,4}[.,][0-9]{0,3}|[A-D]|[A-D];[A-D]|[A-D]:[0-9]{1,2}|[a-zß\"=+:|@]{0,4})[,;\t]){1,8}\r?\n){0,8}",
    ) {
        try_pool(format!("{head}\n{body}").as_bytes());
    }

    #[test]
    fn random_needs(text in "(\\[\\[?(team|need|pair|conflict|weights)\\]?\\]\n(([a-z_]{1,8}|size_from|level|people|between|ranking|value|capability) = (\"[A-C a-z]{0,6}\"|-?[0-9]{1,4}|\\[\"Bo Reuter\", \"Ada Lind\"\\]|\\[\\]|\\{\\}|nan|true)\n){0,4}){0,5}") {
        try_need(&text);
    }

    #[test]
    fn damaged_samples(edits in edits()) {
        try_pool(&edited(POOL, &edits));
        try_need(&String::from_utf8_lossy(&edited(NEED, &edits)));
    }
}
