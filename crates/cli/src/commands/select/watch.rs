//! Watching a search: a line of progress on a terminal, and when to stop.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use rowlock_analysis::team::Stage;

use crate::failure::Failure;

/// A search that is over before this shows no progress.
const QUIET: Duration = Duration::from_millis(400);

/// How often the line is written anew.
const BEAT: Duration = Duration::from_millis(100);

/// The exit status of whatever is interrupted twice.
const INTERRUPTED: i32 = 130;

/// A search that is watched.
pub struct Watch {
    begun: Instant,
    seconds: Option<f64>,
    interrupted: Arc<AtomicBool>,
    bar: ProgressBar,
    shown: Cell<Duration>,
}

impl Watch {
    /// Begins to watch. Ctrl-C stops the search from here on, and what was found by then is told.
    #[expect(clippy::disallowed_methods, reason = "only the binary reads the clock")]
    pub fn begin(seconds: Option<f64>) -> Result<Self, Failure> {
        let interrupted = Arc::new(AtomicBool::new(false));
        listen(Arc::clone(&interrupted))?;
        // It hides itself where standard error is no terminal.
        let bar = ProgressBar::new_spinner();
        bar.set_style(style("{spinner} {msg}"));
        Ok(Self { begun: Instant::now(), seconds, interrupted, bar, shown: Cell::new(QUIET) })
    }

    /// Whether the time is up, or somebody wants to stop.
    pub fn is_over(&self) -> bool {
        let elapsed = self.begun.elapsed().as_secs_f64();
        self.interrupted.load(Ordering::Relaxed) || self.seconds.is_some_and(|seconds| elapsed >= seconds)
    }

    /// Shows where it stands.
    pub fn show(&self, stage: Stage) {
        let elapsed = self.begun.elapsed();
        if self.bar.is_hidden() || elapsed < self.shown.get() {
            return;
        }
        self.shown.set(elapsed + BEAT);
        let seconds = elapsed.as_secs();
        match stage {
            Stage::Searching { nodes, gap } => {
                let gap = gap.map_or_else(String::new, |gap| {
                    format!(", at most {:.1} % better is possible", gap * 100.0)
                });
                self.bar.set_message(format!(
                    "searching for {seconds} s: {nodes} parts looked at{gap}; Ctrl-C stops and shows the best so far"
                ));
            }
            Stage::Explaining => self.bar.set_message("looking at other teams, and at what each one adds"),
            Stage::Trying { done, of } => {
                self.bar.set_style(style("{bar:30} {msg}"));
                self.bar.set_length(of as u64);
                self.bar.set_position(done as u64);
                self.bar.set_message(format!("{done} of {of} weights tried"));
            }
        }
        self.bar.tick();
    }

    /// Takes the line away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

/// Waits for Ctrl-C in a thread of its own; a second one ends the program, as people expect.
fn listen(interrupted: Arc<AtomicBool>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    let wait = async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if interrupted.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
        }
    };
    std::thread::Builder::new().name("interrupt".to_owned()).spawn(move || runtime.block_on(wait))?;
    Ok(())
}
