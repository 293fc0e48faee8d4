//! The one place that looks at the clock.

use std::hint::black_box;
use std::time::Duration;

/// The median time of `times` runs, in milliseconds.
pub fn median_ms<T>(times: usize, mut run: impl FnMut() -> T) -> f64 {
    let mut taken: Vec<f64> =
        (0..times.max(1)).map(|_| time(|| drop(black_box(run()))).as_secs_f64() * 1000.0).collect();
    taken.sort_by(f64::total_cmp);
    taken[taken.len() / 2]
}

/// How long `run` takes.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
pub fn time(run: impl FnOnce()) -> Duration {
    let start = std::time::Instant::now();
    run();
    start.elapsed()
}
