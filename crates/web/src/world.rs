//! The world as the application sees it: the time and chance. The binary gives the real one, tests give theirs.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rowlock_core::seal::{Seed, hex};

/// Time and chance.
pub trait World: Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;

    /// 32 bytes that nobody can guess.
    fn seed(&self) -> Seed;
}

impl dyn World {
    /// Today, in universal time, as the record counts days.
    pub fn today(&self) -> Date {
        TimeZone::UTC.to_datetime(self.now()).date()
    }

    /// A token that nobody can guess: 64 hexadecimal digits.
    pub fn token(&self) -> String {
        hex(&self.seed().0)
    }

    /// An id for a row: 24 hexadecimal digits.
    pub fn id(&self) -> String {
        hex(&self.seed().0[..12])
    }

    /// The moment some hours from now.
    pub fn in_hours(&self, hours: i64) -> Timestamp {
        self.now().checked_add(hours.hours()).unwrap_or(Timestamp::MAX)
    }
}
