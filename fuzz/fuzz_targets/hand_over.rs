//! Any bytes at all are an encrypted case, or are refused with what was found.

#![no_main]

use rowlock_files::hand_over::{Passphrase, open};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(passphrase) = Passphrase::read("seven rowing boats") {
        let _ = open(bytes, &passphrase);
    }
});
