//! Any bytes at all are an export of hours, or are refused with findings.

#![no_main]

use rowlock_files::hours::{guess, table};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(table) = table(bytes, "x") {
        let _ = table.entries(&guess(&table).mapping);
    }
});
