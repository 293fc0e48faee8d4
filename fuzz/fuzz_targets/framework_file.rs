//! Any text at all is a framework file, or is refused with findings.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = rowlock_files::framework::read_framework("x.toml", text);
});
