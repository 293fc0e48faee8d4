//! CPU seconds and peak memory of this process, as the kernel counts them.

use anyhow::{Context, Result};

/// CPU seconds of this thread since some moment.
pub struct Stopwatch(f64);

impl Stopwatch {
    /// Starts.
    pub fn start() -> Result<Self> {
        Ok(Self(thread_seconds()?))
    }

    /// CPU seconds since the start.
    pub fn seconds(&self) -> Result<f64> {
        Ok(thread_seconds()? - self.0)
    }
}

fn thread_seconds() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").context("this bench runs on Linux")?;
    let nanoseconds: f64 = text.split(' ').next().context("an empty schedstat")?.parse()?;
    Ok(nanoseconds / 1e9)
}

/// The most memory that this process ever had, in MiB.
pub fn peak_mib() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/self/status").context("this bench runs on Linux")?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib / 1024.0)
}
