//! The real world: the clock of the machine, or a clock that stands some time before it, and chance.

use jiff::{SignedDuration, Timestamp};
use rowlock_core::seal::Seed;
use rowlock_web::World;

use crate::chance;

/// The clock of the machine, set back by some time.
pub struct RealWorld {
    behind: SignedDuration,
}

impl RealWorld {
    /// As it is.
    pub fn now() -> Self {
        Self { behind: SignedDuration::ZERO }
    }

    /// As if it were `then` at this moment; the clock goes on from there.
    #[expect(clippy::disallowed_methods, reason = "only the binary reads the clock")]
    pub fn at(then: Timestamp) -> Self {
        Self { behind: Timestamp::now().duration_since(then) }
    }
}

impl World for RealWorld {
    #[expect(clippy::disallowed_methods, reason = "only the binary reads the clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now().checked_sub(self.behind).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn seed(&self) -> Seed {
        match chance::seed() {
            Ok(seed) => seed,
            // Without chance there are no secrets: it is better to stop than to make guessable ones.
            Err(_) => std::process::abort(),
        }
    }
}
