//! The stories in `e2e/`: the real binary in a real browser, and what must be there before.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use anyhow::{Context, Result, ensure};

use crate::step::{Action, Step};
use crate::tools::{is_on_path, version_of};
use crate::{cargo, environment, packages, root};

/// The first node that has all options that the stories are run with.
const OLDEST_NODE: (u32, u32) = (20, 11);

/// The browser, once all that the stories need is there; or what is missing.
static PACKAGES: LazyLock<Result<PathBuf, String>> = LazyLock::new(ready_packages);

/// A browser, and the packages of node that drive it.
pub fn packages() -> Step {
    let action = match &*PACKAGES {
        Ok(chromium) => Action::Run(version_of(chromium)),
        Err(why) => Action::lacking(why.clone()),
    };
    Step {
        name: "browser packages",
        action,
        hint: "the stories need node, npm and Chromium; see e2e/README.md",
    }
}

/// The binary, of the same build as the tests.
pub fn binary() -> Step {
    Step {
        name: "binary",
        action: Action::Run(cargo(&["build", "--package", "rowlock", "--no-default-features"])),
        hint: "the compiler's advice stands above",
    }
}

/// The stories, and the test of what they are told with.
pub fn stories() -> Step {
    let action = match &*PACKAGES {
        Ok(chromium) => Action::Run(npm_test(chromium)),
        Err(_) => Action::lacking("the browser packages are missing, as told above".to_owned()),
    };
    Step {
        name: "browser stories",
        action,
        hint: "the failing stories stand above, what they saw is in e2e/output; \
               how to run one alone stands in e2e/README.md",
    }
}

fn npm_test(chromium: &Path) -> Command {
    let mut command = npm(&["test"]);
    command.env("ROWLOCK_BIN", binary_in(environment("CARGO_TARGET_DIR").as_deref()));
    command.env("ROWLOCK_CHROMIUM", chromium);
    command
}

/// Where cargo puts the binary; cargo too takes a relative folder from where it is called, the root.
fn binary_in(target: Option<&str>) -> PathBuf {
    let name = format!("rowlock{}", std::env::consts::EXE_SUFFIX);
    root().join(target.unwrap_or("target")).join("debug").join(name)
}

/// Sees to all that the stories need, and answers with the browser.
fn ready_packages() -> Result<PathBuf, String> {
    check_node()?;
    let chromium = packages::chromium()?;
    install_node_packages().map_err(|error| {
        format!(
            "the packages in e2e/package-lock.json could not be installed: {error:#}\n\
             hint: run `npm ci` in e2e where npm can reach its registry"
        )
    })?;
    Ok(chromium)
}

fn check_node() -> Result<(), String> {
    let printed = version_of(Path::new("node")).output().ok().filter(|output| output.status.success());
    let version = printed.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    match version.as_deref() {
        None => Err(missing("node is missing")),
        Some(version) if node_version(version) < Some(OLDEST_NODE) => {
            Err(missing(&format!("node is too old: {version}")))
        }
        Some(_) if !is_on_path("npm") => Err(missing("npm is missing")),
        Some(_) => Ok(()),
    }
}

fn missing(what: &str) -> String {
    let (major, minor) = OLDEST_NODE;
    format!(
        "{what}\nhint: install node {major}.{minor} or later, and npm \
         (from Debian 13 on: apt-get install nodejs npm), and run this again"
    )
}

/// The first two numbers of a version such as `v20.11.1`.
fn node_version(printed: &str) -> Option<(u32, u32)> {
    let mut numbers = printed.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Installs unless what is there came from this same lock file, so that a run needs no network but the first.
fn install_node_packages() -> Result<()> {
    let lock = root().join("e2e/package-lock.json");
    let installed = root().join("e2e/node_modules/.installed-lock.json");
    let wanted = std::fs::read(&lock).context("cannot read e2e/package-lock.json")?;
    if std::fs::read(&installed).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    let status = npm(&["ci", "--no-audit", "--no-fund"]).status().context("cannot start npm")?;
    ensure!(status.success(), "`npm ci` ended with {status}");
    std::fs::write(&installed, wanted).context("cannot note what was installed")
}

fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.args(["--prefix", "e2e"]).args(arguments);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_node() {
        assert_eq!(node_version("v20.11.1"), Some((20, 11)));
        assert_eq!(node_version("20.11.1"), None);
        assert!(node_version("v18.19.0") < Some(OLDEST_NODE));
        assert!(node_version("v22.1.0") > Some(OLDEST_NODE));
        assert!(node_version("nonsense") < Some(OLDEST_NODE));
    }

    #[test]
    fn the_binary_is_where_cargo_puts_it() {
        let in_folder = |folder: &str| root().join(folder).join("debug");
        assert_eq!(binary_in(None).parent(), Some(&*in_folder("target")));
        assert_eq!(binary_in(Some("other")).parent(), Some(&*in_folder("other")));
        assert_eq!(binary_in(Some("/elsewhere")).parent(), Some(Path::new("/elsewhere/debug")));
    }

    #[test]
    fn the_lock_file_names_no_registry() {
        let lock = std::fs::read_to_string(root().join("e2e/package-lock.json")).unwrap();
        assert!(!lock.contains("://"), "a place to download from stands in e2e/package-lock.json");
    }

    #[test]
    fn the_oldest_node_is_the_one_that_the_package_asks_for() {
        let package = std::fs::read_to_string(root().join("e2e/package.json")).unwrap();
        let (major, minor) = OLDEST_NODE;
        assert!(package.contains(&format!("\"node\": \">={major}.{minor}\"")));
    }
}
