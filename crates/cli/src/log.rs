//! What is logged, on its way to standard error. Whoever logs never waits: lines go to a thread of their own, and where
//! nobody reads them the newest are left out and counted. That standard error is full or closed costs no request.

use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use tracing_subscriber::fmt::MakeWriter;

/// How many lines may wait to be written.
const WAITING: usize = 1024;
/// The longest line.
const LONGEST: usize = 8 << 10;

/// Writes what is logged to standard error, panics too.
pub fn begin(level: tracing::Level) {
    let lines = Lines::begin();
    tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(lines)
        .with_target(false)
        .with_ansi(false)
        .init();
    // The hook that is there by itself writes to standard error, and waits for it.
    std::panic::set_hook(Box::new(told));
}

fn told(panic: &PanicHookInfo<'_>) {
    let what = panic.payload_as_str().unwrap_or("no words");
    let place = panic.location().map_or_else(String::new, ToString::to_string);
    tracing::error!(what, place, "a panic");
}

/// The way to the thread that writes.
#[derive(Clone)]
struct Lines {
    to: SyncSender<Vec<u8>>,
    lost: Arc<AtomicU64>,
}

impl Lines {
    fn begin() -> Self {
        let (to, lines) = sync_channel(WAITING);
        let lost = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&lost);
        std::thread::spawn(move || write(&lines, &counted));
        Self { to, lost }
    }
}

/// Writes lines until nobody can log any more. What cannot be written is lost: there is nobody to tell.
fn write(lines: &Receiver<Vec<u8>>, lost: &AtomicU64) {
    let mut out = io::stderr();
    while let Ok(line) = lines.recv() {
        let _ = out.write_all(&line);
        let missing = lost.swap(0, Ordering::Relaxed);
        if missing > 0 {
            let _ = out.write_all(
                format!("{missing} lines were left out here: nobody took them in time\n").as_bytes(),
            );
        }
    }
}

/// One line in the making.
struct Line<'a> {
    text: Vec<u8>,
    lines: &'a Lines,
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line<'a>;

    fn make_writer(&'a self) -> Line<'a> {
        Line { text: Vec::new(), lines: self }
    }
}

impl Write for Line<'_> {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        let room = LONGEST.saturating_sub(self.text.len());
        self.text.extend_from_slice(&text[..text.len().min(room)]);
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Line<'_> {
    fn drop(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return;
        }
        if !text.ends_with(b"\n") {
            text.push(b'\n');
        }
        if self.lines.to.try_send(text).is_err() {
            self.lines.lost.fetch_add(1, Ordering::Relaxed);
        }
    }
}
