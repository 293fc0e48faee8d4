//! Speed and memory, measured: folding, one analysis and its parts, a replay, and the whole program on a sample.
//! There is no comparable program to pair with, so folding is paired, in the same run, with the plain parsing of
//! the same facts as JSON.

use anyhow::{Context, Result, bail};
use bench::stopwatch::median_ms;
use bench::table::{Table, Unit};
use bench::{generate, process};
use jiff::civil::Date;
use rowlock_analysis::Look;
use rowlock_analysis::report::{Every, analyse, replay};
use rowlock_analysis::{alignment, cascade, drift, fit, signals};
use rowlock_core::alliance::{Alliance, fold};
use rowlock_core::framework::Framework;
use rowlock_core::gate::Viewer;
use rowlock_core::record::Record;
use rowlock_core::seal::{Keyring, Seed};
use rowlock_files::case::read_case;
use rowlock_files::framework::default_framework;

/// The facts of the generated alliances.
const FACTS: usize = 100_000;
/// The number from which they are made.
const SEED: u64 = 1;

const FOLD_AIM: f64 = 2e6;
const REPLAY_AIM: f64 = 100.0;
const CHECK_AIM: f64 = 20.0;

fn main() -> Result<()> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let as_json = match given.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--json"] => true,
        _ => bail!("usage: bench [--json]"),
    };
    let mut table = Table::default();
    measure_all(&mut table)?;
    if as_json {
        println!("{:#}", table.json());
    } else {
        println!("Medians of several runs on this machine, one thread.");
        print!("{}", table.text());
    }
    Ok(())
}

fn measure_all(table: &mut Table) -> Result<()> {
    let framework = default_framework().map_err(|problems| anyhow::anyhow!("{problems}"))?;
    for name in ["rowboat", "no-conflict"] {
        let path = format!("examples/{name}.toml");
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("run it from the repository: there is no {path}"))?;
        let (record, ring) = read_case(&path, &text)
            .and_then(|case| case.record(&framework, &Seed([7; 32])))
            .map_err(|problems| anyhow::anyhow!("{problems}"))?;
        let of = format!("{name}, {} facts", record.facts().len());
        measure_reading(table, &of, &path, &text, &framework);
        Bench { of: &of, record: &record, ring: &ring, framework: &framework, times: 21 }.measure(table);
        let check = process::check(&path)?;
        table.add_against(&of, "`check` as a process", Unit::Milliseconds, check.milliseconds, CHECK_AIM);
        table.add(&of, "peak memory of `check`", Unit::Mebibytes, check.peak_mib);
    }
    for (years, in_words) in [(3, "three years"), (1, "one year")] {
        let record = generate::alliance(FACTS, years, SEED)?;
        let of = format!("generated, {} facts in {in_words}", record.facts().len());
        let ring = Keyring::default();
        let bench = Bench { of: &of, record: &record, ring: &ring, framework: &framework, times: 5 };
        bench.measure(table);
        if years == 3 {
            table.add(&of, "peak memory of all this", Unit::Mebibytes, process::own_peak_mib());
        }
    }
    Ok(())
}

/// What comes before an analysis: the built-in framework, the text of the case, its facts.
fn measure_reading(table: &mut Table, of: &str, path: &str, text: &str, framework: &Framework) {
    let mut time = |what: &str, milliseconds: f64| table.add(of, what, Unit::Milliseconds, milliseconds);
    time("reading the framework", median_ms(21, default_framework));
    time("reading the case file", median_ms(21, || read_case(path, text)));
    let Ok(case) = read_case(path, text) else { return };
    time("putting it on a record", median_ms(21, || case.record(framework, &Seed([7; 32]))));
}

/// One record to measure with.
struct Bench<'a> {
    of: &'a str,
    record: &'a Record,
    ring: &'a Keyring,
    framework: &'a Framework,
    times: usize,
}

impl Bench<'_> {
    fn measure(&self, table: &mut Table) {
        self.measure_folding(table);
        self.measure_analysis(table);
        self.measure_replay(table);
    }

    fn measure_folding(&self, table: &mut Table) {
        let facts = self.record.facts();
        let folding = median_ms(self.times, || facts.iter().fold(Alliance::default(), fold));
        let rate = |milliseconds: f64| facts.len() as f64 / milliseconds * 1000.0;
        table.add_against(self.of, "fold", Unit::FactsPerSecond, rate(folding), FOLD_AIM);
        let parsing = median_ms(self.times, || {
            let lines = self.record.lines().iter();
            lines.filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).count()
        });
        table.add(self.of, "peer: the same lines parsed as JSON", Unit::FactsPerSecond, rate(parsing));
    }

    fn measure_analysis(&self, table: &mut Table) {
        let on = self.record.span().map_or(Date::MAX, |(_, last)| last);
        let alliance = self.record.alliance(on, Date::MAX);
        let viewer = Viewer::AllParties;
        let look = Look { alliance: &alliance, framework: self.framework, ring: self.ring, viewer: &viewer };
        let mut time = |what: &str, milliseconds: f64| {
            table.add(self.of, what, Unit::Milliseconds, milliseconds);
        };
        time("one analysis", median_ms(self.times, || analyse(look, on)));
        time("  of it fit", median_ms(self.times, || fit::fit(&alliance, on)));
        time("  of it alignment", median_ms(self.times, || alignment::alignment(look, on)));
        time("  of it signals, with since when", median_ms(self.times, || signals::signals(look, on)));
        time("  of it cascade", median_ms(self.times, || cascade::cascade(&alliance, on)));
        time("  of it drift", median_ms(self.times, || drift::drift(&alliance, on)));
    }

    fn measure_replay(&self, table: &mut Table) {
        let run = || {
            replay(
                self.record,
                self.framework,
                self.ring,
                &Viewer::AllParties,
                Every::Week,
                jiff::civil::Date::MAX,
            )
        };
        let weeks = run().len();
        let milliseconds = median_ms(self.times.min(5), run);
        let what = format!("replay of {weeks} weeks");
        if weeks <= 54 {
            table.add_against(self.of, what, Unit::Milliseconds, milliseconds, REPLAY_AIM);
        } else {
            table.add(self.of, what, Unit::Milliseconds, milliseconds);
            let year = milliseconds * 52.0 / weeks as f64;
            table.add_against(self.of, "  that is, for 52 weeks", Unit::Milliseconds, year, REPLAY_AIM);
        }
    }
}
