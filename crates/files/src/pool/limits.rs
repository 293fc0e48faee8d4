//! How much of a pool is read, beside the limits of every table, and how large its numbers may be.

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 32 * 1024 * 1024;

/// The most candidates.
pub const MOST_CANDIDATES: usize = 100_000;

/// The most text in all cells together, in bytes.
pub const MOST_TEXT: usize = 32 * 1024 * 1024;

/// The most capabilities, and the most criteria.
pub const MOST_NAMED: usize = 40;

/// The most conflicts, and the most pairs that work well or chafe.
pub const MOST_PAIRS: usize = 1_000_000;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;

/// The highest level of a capability, and the highest score.
pub const HIGHEST_LEVEL: u8 = 7;

/// The most hours a month: a firm of some hundred people.
pub const MOST_HOURS: f64 = 100_000.0;

/// The highest cost a month.
pub const HIGHEST_COST: f64 = 5_000_000.0;

/// The most points that a fit has, and that two people are worth together, above or below 0.
pub const MOST_POINTS: f64 = 1_000.0;
