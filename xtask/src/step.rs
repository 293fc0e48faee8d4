//! Steps: commands run one after another under a heading each, up to the first that fails. Each is made when its turn
//! comes, so that what one installs the next one finds.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};

use crate::{environment, tally};

/// One thing to do, and what to do when it fails.
pub struct Step {
    /// What it looks at, in one or two words.
    pub name: &'static str,
    /// What is run for it.
    pub action: Action,
    /// What a person does when it fails.
    pub hint: &'static str,
}

/// What a step does.
pub enum Action {
    /// Runs a command.
    Run(Command),
    /// Runs a command that prints cargo's own test results, and adds them up.
    Count(Command),
    /// Does nothing, for this reason.
    LeaveOut(String),
    /// Fails, for this reason.
    Fail(String),
}

impl Action {
    /// For want of something: left out on a desk, a failure in CI, where nobody would see what was left out.
    pub fn lacking(why: String) -> Action {
        Action::lacking_where(environment("CI").as_deref(), why)
    }

    fn lacking_where(ci: Option<&str>, why: String) -> Action {
        match ci {
            Some("true") => Action::Fail(why),
            _ => Action::LeaveOut(why),
        }
    }
}

/// Runs `steps` in order and stops at the first failure.
pub fn run_all(steps: &[fn() -> Step]) -> Result<()> {
    let count = steps.len();
    let mut left_out = Vec::new();
    let mut taken = Duration::ZERO;
    for (number, step) in (1..).zip(steps) {
        let (Step { name, action, hint }, preparation) = timed(step);
        println!("\n== {number}/{count} {name}: {}", describe(&action));
        let (outcome, time) = timed(|| match action {
            Action::Run(command) => must(command),
            Action::Count(command) => tally::run(command),
            Action::LeaveOut(_) => {
                left_out.push(name);
                Ok(())
            }
            Action::Fail(_) => Err(anyhow!("what it needs is missing, and CI leaves nothing out")),
        });
        taken += preparation + time;
        outcome.map_err(|error| failure(name, &error, hint))?;
    }
    println!("\n{}", closing(count, &left_out, taken));
    Ok(())
}

/// Runs `command` with the terminal as its own, and takes an exit code other than zero for a failure.
pub fn must(mut command: Command) -> Result<()> {
    let line = shown(&command);
    let status = command.status().with_context(|| format!("cannot start `{line}`"))?;
    ensure!(status.success(), "`{line}` ended with {status}");
    Ok(())
}

fn describe(action: &Action) -> String {
    match action {
        Action::Run(command) | Action::Count(command) => shown(command),
        Action::LeaveOut(why) => format!("left out\n{why}"),
        Action::Fail(why) => format!("not possible\n{why}"),
    }
}

/// A command as a person would type it: the program by its name, without the folder it was found in.
fn shown(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(std::ffi::OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn failure(name: &str, error: &anyhow::Error, hint: &str) -> anyhow::Error {
    anyhow!("the step '{name}' failed: {error:#}\nhint: {hint}")
}

fn closing(count: usize, left_out: &[&str], taken: Duration) -> String {
    let all = format!("All is well after {count} steps and {} s", taken.as_secs());
    if left_out.is_empty() {
        format!("{all}.")
    } else {
        format!("{all}, but left out: {}.", left_out.join(", "))
    }
}

#[expect(clippy::disallowed_methods, reason = "the person who waits is told how long it took")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let outcome = work();
    (outcome, start.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_without_the_folder_of_its_program() {
        let mut command = Command::new("/somewhere/typos");
        command.args(["--config", "_typos.toml"]);
        assert_eq!(shown(&command), "typos --config _typos.toml");
    }

    #[test]
    fn a_failure_names_the_step_and_what_to_do() {
        let error = failure("formatting", &anyhow!("it ended"), "run `cargo fmt`");
        assert_eq!(error.to_string(), "the step 'formatting' failed: it ended\nhint: run `cargo fmt`");
    }

    #[test]
    fn what_is_lacking_fails_in_ci_alone() {
        let action = |ci| describe(&Action::lacking_where(ci, "node is missing".to_owned()));
        assert_eq!(action(None), "left out\nnode is missing");
        assert_eq!(action(Some("false")), "left out\nnode is missing");
        assert_eq!(action(Some("true")), "not possible\nnode is missing");
    }

    #[test]
    fn the_closing_line_says_what_was_left_out() {
        let taken = Duration::from_millis(83_400);
        assert_eq!(closing(7, &[], taken), "All is well after 7 steps and 83 s.");
        assert_eq!(
            closing(7, &["spelling"], taken),
            "All is well after 7 steps and 83 s, but left out: spelling."
        );
    }
}
