//! Speed and memory, measured: folding, one analysis, a replay, and the whole program on a sample. There is no
//! comparable program to pair with, so folding is paired with the plain parsing of the same facts as JSON.

mod generate;
mod process;
mod stopwatch;

use anyhow::{Context, Result};
use jiff::civil::Date;
use rowlock_analysis::Look;
use rowlock_analysis::report::{Every, analyse, replay};
use rowlock_core::alliance::{Alliance, fold};
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::record::Record;
use rowlock_core::seal::{Keyring, Seed};
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;
use stopwatch::median_ms;

/// The facts of the generated alliance.
const FACTS: usize = 100_000;

fn main() -> Result<()> {
    let framework = default_framework().map_err(|problems| anyhow::anyhow!("{problems}"))?;
    println!("{:<44} {:>14} {:>10}", "what", "measured", "aim");
    for name in ["rowboat", "no-conflict"] {
        let path = format!("examples/{name}.toml");
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("run it from the repository: {path}"))?;
        let (record, ring) = read_case(&path, &text)
            .and_then(|case| case.record(&framework, &Seed([7; 32])))
            .map_err(|problems| anyhow::anyhow!("{problems}"))?;
        measure(name, &record, &ring, &framework, 20);
        let check = process::check(&path)?;
        row(&format!("{name}: `check` as a process"), &format!("{:.1} ms", check.milliseconds), "20 ms");
        row(&format!("{name}: peak memory of `check`"), &format!("{:.1} MiB", check.peak_mib), "");
    }
    let large = generate::alliance(FACTS, 1)?;
    measure("100,000 facts", &large, &Keyring::default(), &framework, 3);
    row("peak memory of this bench", &format!("{:.0} MiB", process::own_peak_mib()), "");
    Ok(())
}

fn row(what: &str, measured: &str, aim: &str) {
    println!("{what:<44} {measured:>14} {aim:>10}");
}

fn measure(name: &str, record: &Record, ring: &Keyring, framework: &Framework, times: usize) {
    let facts = record.facts();
    let last = record.span().map_or(Date::MAX, |(_, last)| last);
    let folding = median_ms(times, || {
        let mut alliance = Alliance::default();
        for fact in facts {
            alliance = fold(alliance, fact);
        }
        alliance
    });
    let rate = facts.len() as f64 / folding / 1000.0;
    row(&format!("{name}: fold, {} facts", facts.len()), &format!("{rate:.2} M facts/s"), "2 M/s");
    let parsing = median_ms(times.min(5), || {
        record.lines().iter().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).count()
    });
    let rate = facts.len() as f64 / parsing / 1000.0;
    row(&format!("{name}: the same lines parsed as JSON"), &format!("{rate:.2} M facts/s"), "peer");
    let alliance = record.alliance(last, Date::MAX);
    let viewer = Viewer::AllParties;
    let look = Look { alliance: &alliance, framework, ring, viewer: &viewer };
    let once = median_ms(times, || analyse(look, last));
    row(&format!("{name}: one analysis"), &format!("{once:.1} ms"), "");
    let steps = replay(record, framework, ring, &viewer, Every::Week).len();
    let weeks = median_ms(times.min(5), || replay(record, framework, ring, &viewer, Every::Week));
    let year = weeks * 52.0 / steps.max(1) as f64;
    row(&format!("{name}: replay of {steps} weeks"), &format!("{weeks:.1} ms"), "");
    row(&format!("{name}: that is, for 52 weeks"), &format!("{year:.1} ms"), "100 ms");
}
