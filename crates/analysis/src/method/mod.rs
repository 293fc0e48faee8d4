//! The pure mathematics behind the analyses: numbers in, numbers out, no domain words. Each method has a
//! page in `docs/methods/` with its source, its minimum data and what it does not say.

pub mod agreement;
pub mod allocation;
pub mod change_point;
pub mod coorientation;
pub mod crow_amsaa;
pub mod follow_on;
pub mod interval;
pub mod logistic;
pub mod poisson_binomial;
pub mod power_index;
pub mod text;
pub mod trend;
