//! Any text at all is an exported record, or is refused with findings.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = rowlock_files::record::read_record("x.jsonl", text);
});
