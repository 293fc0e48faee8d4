//! What the measurements share: made-up alliances, and what a process takes.

pub mod generate;
pub mod process;
pub mod stopwatch;
pub mod table;
