//! `cargo xtask fuzz`: feeds made-up text to the readers of files, for as long as asked.

use std::process::Command;

use anyhow::{Context, Result, anyhow, ensure};

use crate::tools::{is_on_path, runs};
use crate::{root, step};

/// One fuzz target, and the folder of good files that it may start from.
struct Target {
    name: &'static str,
    samples: Option<&'static str>,
}

const TARGETS: [Target; 9] = [
    Target { name: "case_file", samples: Some("examples") },
    Target { name: "framework_file", samples: Some("frameworks") },
    Target { name: "hand_over", samples: None },
    Target { name: "hand_over_inside", samples: None },
    Target { name: "hours", samples: Some("crates/files/tests/hours/samples") },
    Target { name: "need", samples: Some("examples") },
    Target { name: "playbook", samples: Some("examples") },
    Target { name: "pool", samples: Some("examples") },
    Target { name: "record", samples: None },
];

/// Fuzzes the target named, or each in turn, for `seconds` each.
pub fn run(named: Option<&str>, seconds: u32) -> Result<()> {
    let targets: Vec<&Target> =
        TARGETS.iter().filter(|target| named.is_none_or(|name| name == target.name)).collect();
    ensure!(
        !targets.is_empty(),
        "no such target; there are {}",
        TARGETS.map(|target| target.name).join(", ")
    );
    ensure!(
        runs(Command::new("rustc").env("RUSTUP_TOOLCHAIN", "nightly").arg("--version")),
        "fuzzing needs a nightly compiler\nhint: rustup toolchain install nightly"
    );
    ensure!(is_on_path("cargo-fuzz"), "fuzzing needs cargo-fuzz\nhint: cargo install cargo-fuzz");
    targets.into_iter().try_for_each(|target| fuzz(target, seconds))
}

fn fuzz(target: &Target, seconds: u32) -> Result<()> {
    println!("\n== {} for {seconds} s", target.name);
    // What is found goes into the first folder named; the samples are only read.
    let found = root().join("fuzz/corpus").join(target.name);
    std::fs::create_dir_all(&found).context("cannot make the folder for what is found")?;
    let mut command = Command::new("cargo-fuzz");
    command.env("RUSTUP_TOOLCHAIN", "nightly").args(["run", target.name]).arg(found);
    command.args(target.samples.map(|samples| root().join(samples)).filter(|samples| samples.exists()));
    command.args(["--", &format!("-max_total_time={seconds}")]);
    step::must(command)
        .map_err(|error| anyhow!("{error}\nhint: the input that failed is kept under fuzz/artifacts"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_targets_are_the_files_in_their_folder() {
        let files = std::fs::read_dir(root().join("fuzz/fuzz_targets")).unwrap();
        let mut found: Vec<String> =
            files.map(|file| file.unwrap().file_name().into_string().unwrap().replace(".rs", "")).collect();
        found.sort();
        assert_eq!(found, TARGETS.map(|target| target.name));
    }
}
