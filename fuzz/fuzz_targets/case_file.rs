//! Any text at all is a case file, or is refused with findings.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = rowlock_files::case::read_case("x.toml", text);
});
