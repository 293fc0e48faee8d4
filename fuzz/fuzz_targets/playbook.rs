//! Any text at all is a playbook, or is refused with findings; what is read can be written and read again.

#![no_main]

use std::sync::LazyLock;

use rowlock_core::framework::Framework;
use rowlock_files::framework::default_framework;
use rowlock_files::playbook::{read_playbook, write_playbook};

static FRAMEWORK: LazyLock<Framework> =
    LazyLock::new(|| default_framework().expect("the default framework is sound"));

libfuzzer_sys::fuzz_target!(|text: &str| {
    for name in ["x.toml", "x.json"] {
        if let Ok(playbook) = read_playbook(name, text, &FRAMEWORK) {
            let again = write_playbook(&playbook).expect("a playbook can be written");
            assert_eq!(read_playbook("x.toml", &again, &FRAMEWORK).ok().as_ref(), Some(&playbook));
        }
    }
});
