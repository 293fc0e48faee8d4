//! Tools that do not come with Rust: each pinned to one version, kept in a folder under the home directory.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// A tool that can be had as a ready-made program.
pub struct Tool {
    /// The name of its program.
    pub program: &'static str,
    /// One pinned package with its checksums, as pip reads it.
    pin: &'static str,
    /// Where the same text stands in the checkout.
    pin_file: &'static str,
}

/// Finds misspelt words.
pub const TYPOS: Tool =
    Tool { program: "typos", pin: include_str!("../tools/typos.txt"), pin_file: "xtask/tools/typos.txt" };

/// Checks the terms and origins of dependencies.
pub const CARGO_DENY: Tool = Tool {
    program: "cargo-deny",
    pin: include_str!("../tools/cargo-deny.txt"),
    pin_file: "xtask/tools/cargo-deny.txt",
};

/// The program of `tool`: the pinned one, installed if need be; failing that, one found on the path.
/// Without either, the text says what is missing.
pub fn find(tool: &Tool) -> Result<PathBuf, String> {
    match pinned(tool) {
        Ok(program) => Ok(program),
        Err(_) if is_on_path(tool.program) => {
            println!("using the {} found on the path, which may be of another version", tool.program);
            Ok(PathBuf::from(tool.program))
        }
        Err(error) => Err(missing(tool, &error)),
    }
}

/// Whether `program` can be started at all.
pub fn is_on_path(program: &str) -> bool {
    runs(&mut version_of(Path::new(program)))
}

/// A call of `program` that prints its version.
pub fn version_of(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("--version");
    command
}

/// Whether `command` runs and succeeds; what it prints is thrown away.
pub fn runs(command: &mut Command) -> bool {
    let quiet = command.stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn pinned(tool: &Tool) -> Result<PathBuf> {
    let home = std::env::home_dir().context("there is no home directory")?;
    let folder = home.join(".cache/rowlock/tools").join(folder_name(tool));
    let program = folder.join("bin").join(tool.program);
    if !program.exists() {
        println!("installing {} into {}", tool.program, folder.display());
        install(tool, &folder)?;
    }
    Ok(program)
}

/// Installs beside `folder` first, so that an interrupted run leaves no half of a tool behind.
fn install(tool: &Tool, folder: &Path) -> Result<()> {
    let draft = folder.with_added_extension(format!("{}.new", std::process::id()));
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]);
    pip.args(["--only-binary", ":all:", "--require-hashes", "--requirement", tool.pin_file]);
    let status = pip.arg("--target").arg(&draft).status().context("there is no python3")?;
    ensure!(status.success(), "`python3 -m pip install` ended with {status}");
    std::fs::rename(&draft, folder).context("cannot put the installed tool in its place")
}

fn missing(tool: &Tool, why: &anyhow::Error) -> String {
    format!(
        "{program} is missing and could not be installed: {why:#}\n\
         hint: install Python's pip (on Debian: apt-get install python3-pip) and run this again, \
         or put {program} {version} on the path yourself",
        program = tool.program,
        version = version(tool.pin),
    )
}

fn folder_name(tool: &Tool) -> String {
    format!("{}-{}", tool.program, version(tool.pin))
}

/// The version in a pin such as `typos==1.52.0 \`.
fn version(pin: &str) -> &str {
    pin.split_once("==").and_then(|(_, rest)| rest.split_whitespace().next()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pin_is_what_its_file_holds_and_has_checksums() {
        for tool in [TYPOS, CARGO_DENY] {
            let text = std::fs::read_to_string(crate::root().join(tool.pin_file)).unwrap();
            assert_eq!(text, tool.pin);
            assert!(tool.pin.contains("--hash=sha256:"), "{} has no checksum", tool.program);
            assert!(!version(tool.pin).is_empty(), "{} has no version", tool.program);
        }
    }

    #[test]
    fn a_version_ends_where_the_checksums_begin() {
        assert_eq!(version("# why\ntypos==1.52.0 \\\n  --hash=sha256:00"), "1.52.0");
        assert_eq!(version("typos"), "");
    }
}
