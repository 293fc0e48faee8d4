//! Programs that come as packages of the system: found where they are, or installed where that may be done unasked.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, ensure};

use crate::tools::{is_on_path, runs, version_of};
use crate::{environment, step};

/// A program and the packages that bring it.
struct Package {
    title: &'static str,
    packages: &'static [&'static str],
    find: fn() -> Option<PathBuf>,
}

/// Without a font, a page is a picture of empty boxes.
const CHROMIUM: Package =
    Package { title: "Chromium", packages: &["chromium", "fonts-liberation"], find: find_chromium };

const POSTGRESQL: Package = Package { title: "PostgreSQL", packages: &["postgresql"], find: find_postgres };

/// Where Debian keeps a folder for each version of the database server.
const POSTGRESQL_VERSIONS: &str = "/usr/lib/postgresql";

/// The browser that the stories are told in, installed if need be. Without it, the text says what is missing.
pub fn chromium() -> Result<PathBuf, String> {
    match environment("ROWLOCK_CHROMIUM").map(PathBuf::from) {
        Some(named) if runs(&mut version_of(&named)) => Ok(named),
        Some(named) => Err(format!(
            "ROWLOCK_CHROMIUM names {}, which cannot be started\nhint: name another browser, or none",
            named.display()
        )),
        None => found_or_installed(&CHROMIUM),
    }
}

/// The database server, installed if need be. Without it, the text says what is missing.
pub fn postgres() -> Result<PathBuf, String> {
    found_or_installed(&POSTGRESQL)
}

fn found_or_installed(package: &Package) -> Result<PathBuf, String> {
    if let Some(program) = (package.find)() {
        return Ok(program);
    }
    let outcome = install(package);
    (package.find)().ok_or_else(|| missing(package, outcome.err().as_ref()))
}

/// Installs on Debian and its kin, and only for root: nobody is asked for a password.
fn install(package: &Package) -> Result<()> {
    ensure!(is_on_path("apt-get"), "there is no apt-get");
    ensure!(is_root(), "only root may do that");
    println!("installing {} with apt-get", package.title);
    // An index that is out of date may do; whether it does shows in what follows.
    if let Err(error) = step::must(apt_get(&["update"])) {
        println!("{error:#}");
    }
    let mut command = apt_get(&["install", "--yes", "--no-install-recommends"]);
    command.args(package.packages);
    step::must(command)
}

fn apt_get(arguments: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command.args(["-qq", "-o", "DPkg::Lock::Timeout=120"]).args(arguments);
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn missing(package: &Package, why: Option<&anyhow::Error>) -> String {
    let Package { title, packages, .. } = package;
    let reason = why.map_or_else(|| "it cannot be found all the same".to_owned(), |why| format!("{why:#}"));
    format!(
        "{title} is missing and could not be installed: {reason}\n\
         hint: install it (on Debian, as root: apt-get install {}) and run this again",
        packages.join(" ")
    )
}

fn find_chromium() -> Option<PathBuf> {
    on_path("chromium").filter(|program| runs(&mut version_of(program)))
}

/// `postgres`, if `initdb` is beside it: a throw-away database needs both.
fn find_postgres() -> Option<PathBuf> {
    let versions = std::fs::read_dir(POSTGRESQL_VERSIONS).into_iter().flatten().flatten();
    let mut folders = path().into_iter().chain(versions.map(|version| version.path().join("bin")));
    folders.find(|folder| has_database(folder)).map(|folder| folder.join("postgres"))
}

fn has_database(folder: &Path) -> bool {
    ["initdb", "postgres"].iter().all(|program| runs(&mut version_of(&folder.join(program))))
}

fn on_path(program: &str) -> Option<PathBuf> {
    path().into_iter().map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The folders that programs are looked for in; Debian's own is among them, whatever the path says.
fn path() -> Vec<PathBuf> {
    let given = environment("PATH").unwrap_or_default();
    std::env::split_paths(&given).chain([PathBuf::from("/usr/bin")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_the_way_to_get_it() {
        assert_eq!(
            missing(&CHROMIUM, Some(&anyhow::anyhow!("only root may do that"))),
            "Chromium is missing and could not be installed: only root may do that\n\
             hint: install it (on Debian, as root: apt-get install chromium fonts-liberation) and run this again"
        );
    }

    #[test]
    fn a_package_that_is_there_is_not_installed() {
        let package = Package { title: "cargo", packages: &[], find: || Some(PathBuf::from("cargo")) };
        assert_eq!(found_or_installed(&package), Ok(PathBuf::from("cargo")));
    }

    #[test]
    fn a_folder_without_both_programs_is_no_database() {
        assert!(!has_database(crate::root()));
    }
}
