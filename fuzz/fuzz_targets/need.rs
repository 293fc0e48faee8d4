//! Any text at all is a need, or is refused with findings.

#![no_main]

use rowlock_files::need::read_need;
use rowlock_files::pool::Pool;

libfuzzer_sys::fuzz_target!(|text: &str| {
    for name in ["x.toml", "x.json"] {
        if let Ok(need) = read_need(name, text) {
            let _ = need.against(&Pool::default());
        }
    }
});
