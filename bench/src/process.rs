//! The whole program on a sample: its wall time, and its peak memory.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::stopwatch::median_ms;

/// What one command took.
pub struct Taken {
    /// Median wall time of a run.
    pub milliseconds: f64,
    /// The highest peak of resident memory that was seen.
    pub peak_mib: f64,
}

/// The runs of which the median is taken.
const RUNS: usize = 21;

/// Runs `rowlock check` on a case file.
pub fn check(case: &str) -> Result<Taken> {
    let rowlock = binary()?;
    let command = || {
        let mut command = Command::new(&rowlock);
        command.args(["check", case]).stdout(Stdio::null());
        command
    };
    if !command().status()?.success() {
        bail!("{} check {case} does not end well", rowlock.display());
    }
    let milliseconds = median_ms(RUNS, || command().status().map(|status| status.success()));
    let mut child = command().spawn()?;
    let mut peak_mib = 0.0_f64;
    while child.try_wait()?.is_none() {
        peak_mib = peak_mib.max(peak_of(&format!("/proc/{}/status", child.id())));
    }
    Ok(Taken { milliseconds, peak_mib })
}

/// The binary next to this one.
pub fn binary() -> Result<PathBuf> {
    let folder = std::env::current_exe()?.parent().context("this program stands in a folder")?.to_path_buf();
    let path = folder.join("rowlock");
    if !path.exists() {
        bail!(
            "there is no {}: build it first with `cargo build --release --package rowlock`, or run \
             `cargo xtask bench`, which does both",
            path.display()
        );
    }
    Ok(path)
}

/// The memory that a process holds now.
pub fn resident_mib(id: u32) -> f64 {
    status_mib(&format!("/proc/{id}/status"), "VmRSS:")
}

/// The peak memory of this process.
pub fn own_peak_mib() -> f64 {
    peak_of("/proc/self/status")
}

fn peak_of(status: &str) -> f64 {
    status_mib(status, "VmHWM:")
}

fn status_mib(status: &str, field: &str) -> f64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(field));
    line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}
