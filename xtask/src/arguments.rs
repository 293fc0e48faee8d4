//! What was asked for on the command line.

use anyhow::{Context, Result, bail};

/// How to call this program.
pub const USAGE: &str = "\
usage: cargo xtask test                             run everything that CI runs
       cargo xtask generate                         write the files that are made from code
       cargo xtask fuzz [TARGET] [--seconds N]      fuzz the readers of text files, 60 seconds each
       cargo xtask bench                            measure speed and memory";

/// One chore.
#[derive(Debug, PartialEq, Eq)]
pub enum Chore {
    /// All checks and tests.
    Test,
    /// The files that are made from code.
    Generate,
    /// Fuzzing of one target, or of all.
    Fuzz { target: Option<String>, seconds: u32 },
    /// The measurements.
    Bench,
    /// The usage text.
    Help,
}

/// Reads the arguments that follow `cargo xtask`.
pub fn parse(given: &[String]) -> Result<Chore> {
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    match given.as_slice() {
        ["test"] => Ok(Chore::Test),
        ["bench"] => Ok(Chore::Bench),
        ["generate"] => Ok(Chore::Generate),
        ["fuzz", rest @ ..] => fuzz(rest),
        [] | ["help" | "--help" | "-h"] => Ok(Chore::Help),
        [first, ..] => bail!("no such chore: {first}"),
    }
}

fn fuzz(mut rest: &[&str]) -> Result<Chore> {
    let mut target = None;
    let mut seconds = 60;
    loop {
        rest = match rest {
            [] => return Ok(Chore::Fuzz { target, seconds }),
            ["--seconds", number, rest @ ..] => {
                seconds = number.parse().with_context(|| format!("not a number of seconds: {number}"))?;
                rest
            }
            [name, rest @ ..] if target.is_none() && !name.starts_with('-') => {
                target = Some((*name).to_owned());
                rest
            }
            [other, ..] => bail!("not understood: {other}"),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: Result<Chore, &str>) {
        let given: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(parse(&given).map_err(|error| error.to_string()), expect.map_err(str::to_owned));
    }

    #[test]
    fn the_chores() {
        check("test", Ok(Chore::Test));
        check("bench", Ok(Chore::Bench));
        check("generate", Ok(Chore::Generate));
        check("", Ok(Chore::Help));
        check("tset", Err("no such chore: tset"));
    }

    #[test]
    fn fuzzing_takes_a_target_and_a_time_in_any_order() {
        let record = || Some("record".to_owned());
        check("fuzz", Ok(Chore::Fuzz { target: None, seconds: 60 }));
        check("fuzz record --seconds 5", Ok(Chore::Fuzz { target: record(), seconds: 5 }));
        check("fuzz --seconds 5 record", Ok(Chore::Fuzz { target: record(), seconds: 5 }));
        check("fuzz record case_file", Err("not understood: case_file"));
        check("fuzz --seconds soon", Err("not a number of seconds: soon"));
        check("fuzz --seconds", Err("not understood: --seconds"));
    }
}
