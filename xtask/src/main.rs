//! The project's own chores, one command each: `cargo xtask test`, `generate`, `fuzz`, `bench`.

mod arguments;
mod browser;
mod fuzz;
mod packages;
mod step;
mod tally;
mod test;
mod tools;

use std::path::Path;
use std::process::{Command, ExitCode};

use arguments::Chore;

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments::parse(&given) {
        Ok(chore) => run(&chore),
        Err(error) => Err(anyhow::anyhow!("{error:#}\n{}", arguments::USAGE)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: &Chore) -> anyhow::Result<()> {
    std::env::set_current_dir(root())?;
    match chore {
        Chore::Test => test::run(),
        Chore::Generate => step::must(test::generate(&[])),
        Chore::Fuzz { target, seconds } => fuzz::run(target.as_deref(), *seconds),
        Chore::Bench => {
            step::must(cargo(&["build", "--release", "--package", "rowlock", "--package", "bench"]))?;
            step::must(cargo(&["run", "--release", "--package", "bench"]))?;
            step::must(cargo(&["run", "--release", "--package", "bench", "--bin", "load"]))?;
            let documents = ["--package", "bench", "--features", "pdf", "--bin", "documents"];
            step::must(cargo(&[&["run", "--release"][..], &documents].concat()))
        }
        Chore::Help => {
            println!("{}", arguments::USAGE);
            Ok(())
        }
    }
}

/// The folder that holds the workspace.
fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// What the environment says about `name`, if it says anything.
#[expect(
    clippy::disallowed_methods,
    reason = "whether this is CI, and where programs are, stands nowhere else"
)]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A call of cargo with `arguments`.
fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments);
    command
}
