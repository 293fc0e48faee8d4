//! A twin of a test: the same test in a process of its own, which can be killed.

use std::path::Path;
use std::process::{Command, Stdio};

/// Names the database in the environment of a twin.
const DATABASE: &str = "ROWLOCK_TWIN_DATABASE";
/// Names the alliance.
const ALLIANCE: &str = "ROWLOCK_TWIN_ALLIANCE";

/// What a twin is told to work on.
pub struct Orders {
    pub database: String,
    pub alliance: String,
}

/// What this process is told, if it is a twin.
pub fn orders() -> Option<Orders> {
    let told = |name| std::env::var_os(name)?.into_string().ok();
    let orders = Orders { database: told(DATABASE)?, alliance: told(ALLIANCE)? };
    // The test's name stands on the first line already.
    println!();
    Some(orders)
}

/// A twin of the test of this name, started by a shell that first does `before`.
pub fn twin(test: &str, before: &str, database: &Path, alliance: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{before}\nexec \"$@\""), "sh"]);
    command.arg(std::env::current_exe().unwrap()).args([test, "--exact", "--nocapture", "--test-threads=1"]);
    command.env(DATABASE, database).env(ALLIANCE, alliance).stdin(Stdio::null());
    command
}
