//! `cargo xtask test`: everything that CI runs, quick checks first, the tests last.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::step::{Action, Step, run_all};
use crate::tools::{self, Tool};
use crate::{browser, cargo, packages};

/// Runs all checks and tests.
pub fn run() -> Result<()> {
    run_all(&[
        formatting,
        spelling,
        dependencies,
        lints,
        generated_files,
        database,
        browser::packages,
        browser::binary,
        browser::stories,
        examples_in_comments,
        typesetting,
        tests,
    ])
}

fn formatting() -> Step {
    Step {
        name: "formatting",
        action: Action::Run(cargo(&["fmt", "--all", "--check"])),
        hint: "run `cargo fmt --all`",
    }
}

fn spelling() -> Step {
    Step {
        name: "spelling",
        action: with_tool(&tools::TYPOS, &[]),
        hint: "correct the words above; one that is right goes into _typos.toml",
    }
}

/// Advisories are not among the checks: their list is fetched from the network, and a test must not need that.
fn dependencies() -> Step {
    Step {
        name: "dependencies",
        action: with_tool(&tools::CARGO_DENY, &["check", "bans", "licenses", "sources"]),
        hint: "choose another crate or version; what may come in stands in deny.toml \
               (known vulnerabilities are not looked up here: `cargo deny check advisories` does that online)",
    }
}

fn lints() -> Step {
    Step {
        name: "lints",
        action: Action::Run(cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ])),
        hint: "follow the advice above; where it is wrong, `#[expect(…, reason = \"…\")]` at the one place",
    }
}

/// Whether the files that are made from code are those that today's code makes.
fn generated_files() -> Step {
    Step {
        name: "generated files",
        action: Action::Run(generate(&["--", "--check"])),
        hint: "run `cargo xtask generate` and look at what it changes",
    }
}

/// Writes the files that are made from code, or with `-- --check` compares them.
pub fn generate(more: &[&str]) -> Command {
    let mut command = cargo(&["run", "--quiet", "--package", "rowlock-files", "--example", "generate"]);
    command.args(more);
    command
}

/// The tests of the store start a database of their own; this sees to it that there is a program to start.
fn database() -> Step {
    let action = match packages::postgres() {
        Ok(program) => Action::Run(tools::version_of(&program)),
        Err(why) => Action::lacking(why),
    };
    Step { name: "database", action, hint: "install PostgreSQL, on Debian with `apt-get install postgresql`" }
}

/// The typesetter is more than half of a build, so it stands on the path of these tests alone.
fn typesetting() -> Step {
    let arguments = ["test", "--quiet", "--package", "rowlock-documents", "--features", "pdf", "--tests"];
    Step {
        name: "typesetting",
        action: Action::Run(cargo(&arguments)),
        hint: "the failing document stands above; see docs/adr/0018-documents-from-one-value.md",
    }
}

/// These come before the tests, as the last line of the whole run is to be that of the tests.
fn examples_in_comments() -> Step {
    Step {
        name: "examples in comments",
        action: Action::Run(cargo(&["test", "--quiet", "--doc", "--workspace", "--no-default-features"])),
        hint: "the file and line of each failing example stand above",
    }
}

fn tests() -> Step {
    let hint = "the failing tests stand above; run one alone with `cargo test NAME`";
    let action = if tools::is_on_path("cargo-nextest") {
        Action::Run(cargo(&["nextest", "run", "--workspace", "--no-default-features"]))
    } else {
        println!("cargo-nextest is not installed: the same tests run under `cargo test`");
        Action::Count(cargo(&["test", "--workspace", "--no-default-features", "--lib", "--bins", "--tests"]))
    };
    Step { name: "tests", action, hint }
}

fn with_tool(tool: &Tool, arguments: &[&str]) -> Action {
    let run = |program: PathBuf| {
        let mut command = Command::new(program);
        command.args(arguments);
        command
    };
    tools::find(tool).map_or_else(Action::LeaveOut, |program| Action::Run(run(program)))
}
