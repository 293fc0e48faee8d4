//! The best team from a pool, with a proof.

mod alternatives;
mod chance;
mod contradiction;
mod coverage;
pub mod explain;
mod need;
mod pool;
mod problem;
mod search;
pub mod smaa;
mod team;

pub use alternatives::alternatives;
pub use contradiction::Contradiction;
pub use coverage::Coverage;
pub use need::{Need, Requirement};
pub use pool::{Bonus, Candidate, HIGHEST_LEVEL, Hours, Pool};
pub use problem::{LARGEST_NUMBER, Problem};
pub use search::{Outcome, Progress, Search, Status};
pub use team::{Breach, Team};
