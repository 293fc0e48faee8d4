//! Any bytes at all are a pool of candidates, or are refused with findings.

#![no_main]

use rowlock_files::pool::{Expected, guess, read, table};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(table) = table(bytes, "x") {
        let _ = read(&table, &guess(&table, &Expected::default()).mapping);
    }
});
