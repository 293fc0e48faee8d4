//! Rank acceptability of 1,000 alternatives on 8 criteria under 1,000,000 weights, on one thread.

use anyhow::Result;
use rowlock_selection::smaa::{Scores, Study};
use serde_json::json;

use crate::stopwatch::{Stopwatch, peak_mib};

const ALTERNATIVES: usize = 1_000;
const CRITERIA: usize = 8;
const DRAWS: usize = 1_000_000;

/// Measures so many ranks and prints a line of JSON.
pub fn measure(ranks: usize) -> Result<()> {
    // Whole thousandths from a plain generator, so that the peer can make the same scores.
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % 1001) as f32 / 1000.0
    };
    let scores = Scores::new(CRITERIA, (0..ALTERNATIVES * CRITERIA).map(|_| next()).collect::<Vec<f32>>())?;
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build()?;
    let study = Study::of(&scores).with_draws(DRAWS);
    let watch = Stopwatch::start()?;
    let found = alone.install(|| study.acceptability(ranks));
    let seconds = watch.seconds()?;
    let best = (0..ALTERNATIVES).max_by(|&one, &other| found.share(one, 0).total_cmp(&found.share(other, 0)));
    let line = json!({
        "solver": "rowlock",
        "ranks": ranks,
        "seconds": seconds,
        "most_often_first": best,
        "share": best.map(|best| found.share(best, 0)),
        "peak_mib": peak_mib()?,
    });
    println!("{line}");
    Ok(())
}
