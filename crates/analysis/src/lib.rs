//! The analyses: fit, alignment, signals, cascade, control, drift and verdict. An alliance, a framework and a
//! day in, findings out. Pure; the mathematics stands in `docs/methods/`.

pub mod alignment;
pub mod cascade;
pub mod control;
pub mod drift;
mod finding;
pub mod fit;
pub mod learning;
pub mod lookback;
pub mod method;
mod next;
pub mod portfolio;
pub mod report;
pub mod scoring;
pub mod signals;
pub mod team;
pub mod verdict;

pub use alignment::Look;
pub use finding::State;
pub use next::next_steps;
