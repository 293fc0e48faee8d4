//! Stopping work that nobody waits for any more. Whoever starts the work keeps a [`Halt`] and asks it to stop; the work
//! comes by a [`point`] at every step and ends there, by unwinding to where it was started. So no function on the way has
//! to say that it may be stopped, and none returns half a result.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

thread_local! {
    static PRESENT: RefCell<Option<Halt>> = const { RefCell::new(None) };
}

/// A word to stop, shared between whoever says it and the work that hears it.
#[derive(Debug, Clone, Default)]
pub struct Halt(Arc<AtomicBool>);

/// What work that was stopped unwinds with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Halted;

impl Halt {
    /// Asks the work to stop at its next step.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Does work on this thread that stops when it is asked to.
    pub fn watch<T>(&self, work: impl FnOnce() -> T) -> T {
        let _before = Before(PRESENT.replace(Some(self.clone())));
        work()
    }
}

/// Puts back what was heard before, also when the work unwinds.
struct Before(Option<Halt>);

impl Drop for Before {
    fn drop(&mut self) {
        PRESENT.set(self.0.take());
    }
}

/// A step of work: ends it here where it was asked to stop.
pub fn point() {
    let asked = PRESENT.with_borrow(|halt| halt.as_ref().is_some_and(|halt| halt.0.load(Ordering::Relaxed)));
    if asked && !std::thread::panicking() {
        std::panic::resume_unwind(Box::new(Halted));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_ends_at_the_next_step_and_only_the_work_that_was_asked() {
        let halt = Halt::default();
        assert_eq!(
            halt.watch(|| {
                point();
                1
            }),
            1
        );
        halt.ask();
        let ended = std::panic::catch_unwind(|| {
            halt.watch(|| {
                point();
                1
            })
        });
        assert_eq!(ended.unwrap_err().downcast_ref::<Halted>(), Some(&Halted));
        point();
        assert_eq!(
            Halt::default().watch(|| {
                point();
                2
            }),
            2
        );
    }
}
