//! The best team, measured: one instance at a time, as a line of JSON, so that `compare.py` can put it beside
//! other solvers.

mod instance;
mod orlib;
mod peer;
mod robust;
mod stopwatch;

use std::path::Path;

use anyhow::{Context, Result, bail};
use rowlock_selection::{Outcome, Problem, Search, Status, Team};
use serde_json::json;

use instance::{Kind, generate};
use stopwatch::{Stopwatch, peak_mib};

const USAGE: &str = "usage: bench-selection solve|microlp|write KIND N SEED [SECONDS]
       bench-selection orlib FOLDER [NAME]
       bench-selection smaa RANKS
kinds: linear, weak, strong, hours";

fn main() -> Result<()> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    match given.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["solve", kind, count, seed] => solve(&made(kind, count, seed)?, 120.0),
        ["solve", kind, count, seed, limit] => solve(&made(kind, count, seed)?, limit.parse()?),
        ["microlp", kind, count, seed] => peer::microlp(&made(kind, count, seed)?, 120.0),
        ["microlp", kind, count, seed, limit] => peer::microlp(&made(kind, count, seed)?, limit.parse()?),
        ["write", kind, count, seed] => {
            println!("{}", peer::as_json(&made(kind, count, seed)?));
            Ok(())
        }
        ["smaa", ranks] => robust::measure(ranks.parse()?),
        ["orlib", folder] => covers(Path::new(folder), ""),
        ["orlib", folder, name] => covers(Path::new(folder), name),
        _ => bail!(USAGE),
    }
}

fn made(kind: &str, count: &str, seed: &str) -> Result<Problem> {
    generate(Kind::named(kind)?, count.parse()?, seed.parse()?)
}

/// Searches until the proof or a limit of CPU seconds.
fn best_within(problem: &Problem, seconds: f64) -> Result<Outcome> {
    let watch = Stopwatch::start()?;
    let stop = || watch.seconds().is_ok_and(|taken| taken > seconds);
    Ok(Search::new().with_stop(&stop).best(problem))
}

fn solve(problem: &Problem, seconds: f64) -> Result<()> {
    // The kernel counts in ticks of some milliseconds, so short searches are repeated.
    let watch = Stopwatch::start()?;
    let mut outcome = best_within(problem, seconds)?;
    let mut times = 1;
    while watch.seconds()? < 0.3 {
        outcome = best_within(problem, seconds)?;
        times += 1;
    }
    let taken = watch.seconds()? / f64::from(times);
    if let Some(team) = &outcome.team
        && !team.breaches(problem).is_empty()
    {
        bail!("the team does not meet the need");
    }
    let line = json!({
        "solver": "rowlock",
        "seconds": taken,
        "proven": outcome.status != Status::Stopped,
        "value": outcome.team.as_ref().map(Team::value),
        "bound": outcome.bound,
        "nodes": outcome.nodes,
        "peak_mib": peak_mib()?,
    });
    println!("{line}");
    Ok(())
}

/// Solves the instances of a folder whose names begin like this, and compares with what is known.
fn covers(folder: &Path, begin: &str) -> Result<()> {
    println!("| instance | known | found | bound | nodes | CPU s |\n|---|---|---|---|---|---|");
    let mut missed = 0;
    for known in orlib::list(folder)?.iter().filter(|known| known.name.starts_with(begin)) {
        let problem = orlib::read(&folder.join(&known.name))?;
        let watch = Stopwatch::start()?;
        let outcome = best_within(&problem, 120.0)?;
        let seconds = watch.seconds()?;
        let found = -outcome.team.as_ref().context("no cover was found")?.value();
        let bound = -outcome.bound.unwrap_or(i64::MAX);
        let name = known.name.trim_end_matches(".txt");
        println!("| {name} | {} | {found} | {bound} | {} | {seconds:.3} |", known.value, outcome.nodes);
        missed += usize::from(found != known.value || bound != known.value);
    }
    println!("\nnot found or not proven: {missed}");
    Ok(())
}
