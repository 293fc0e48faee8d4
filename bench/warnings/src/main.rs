//! The watch, measured: healthy and failing alliances are made up from seeds, each is replayed week by week with what
//! was known on each day, and every way of warning is held against the truth.

mod rule;
mod table;
mod watched;

use anyhow::{Context, Result, ensure};
use jiff::civil::date;
use rayon::prelude::*;
use rowlock_core::framework::Framework;
use rowlock_simulation::{End, Kind, MAKERS, Plan, alliance};

use rule::Rule;
use table::row;
use watched::Watched;

const USAGE: &str = "usage: bench-warnings [ALLIANCES OF EACH KIND, at least 2; 40 unless said]";

/// How much goes wrong in good times, against what the rates say.
const NOISES: [f64; 3] = [0.5, 1.0, 2.0];

fn main() -> Result<()> {
    let each: u64 = std::env::args().nth(1).map_or(Ok(40), |text| text.parse()).context(USAGE)?;
    ensure!(each >= 2, USAGE);
    let framework = rowlock_files::framework::default_framework()?;
    println!(
        "Intervals hold 90 %; of rates exact, of medians by ranks. `under` is the share of healthy weeks under a warning."
    );
    for noise in NOISES {
        let watched = watch(&framework, noise, each)?;
        let (failing, healthy): (Vec<&Watched>, Vec<&Watched>) =
            watched.iter().partition(|watched| watched.kind.is_failing());
        let years: f64 = healthy.iter().map(|watched| watched.years()).sum();
        println!(
            "\n## Noise {noise}: {} failing, {} healthy over {years:.0} years\n",
            failing.len(),
            healthy.len()
        );
        println!("{}", table::HEAD);
        for rule in Rule::all() {
            println!("{}", row(rule, &failing, &healthy));
        }
        println!("\n{}", table::by_kind(&failing, &healthy));
    }
    Ok(())
}

/// Makes up and replays so many alliances of each kind.
fn watch(framework: &Framework, noise: f64, each: u64) -> Result<Vec<Watched>> {
    let kinds = Kind::HEALTHY.into_iter().chain(Kind::FAILING);
    let wanted: Vec<(Kind, u64)> =
        kinds.flat_map(|kind| (0..each).map(move |number| (kind, number))).collect();
    wanted
        .into_par_iter()
        .map(|(kind, number)| {
            let plan =
                Plan { kind, noise, begins: date(2021, 1, 4), weeks: None, end: End::ByKind, cast: &MAKERS };
            // The kind takes part in the seed, so that no two alliances share their chance.
            let seed = number * 1_000 + kind as u64;
            let life = alliance(framework, &plan, seed)?;
            Ok(Watched::of(&life, framework))
        })
        .collect()
}
