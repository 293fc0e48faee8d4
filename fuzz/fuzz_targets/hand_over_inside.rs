//! Any bytes at all, once decrypted, are a case, or are refused with what was found.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = rowlock_files::hand_over::read(bytes);
});
