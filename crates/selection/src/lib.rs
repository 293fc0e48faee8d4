//! The best team from a pool, with a proof; the next best; why; and how sure.
//!
//! Candidates have levels of capabilities, hours, a cost and a fit; some pairs cannot work together, some are worth
//! more or less together. A need asks for people and hours at capabilities, a size and a budget. The search finds
//! the team of the highest value, or the best found with a bound on how much better another could be.
//!
//! Everything is slices in and values out: no file, no clock, no chance but a seed. Values are whole numbers, and
//! so are all bounds, so a proof is exact.
//!
//! ```
//! use rowlock_selection::{Candidate, Need, Pool, Problem, Search, Status};
//!
//! // Capability 0 is selling, 1 is law.
//! let pool = Pool::new(2, [
//!     Candidate::new(80).with_levels([4, 0]).with_cost(50),
//!     Candidate::new(70).with_levels([1, 5]).with_cost(60),
//!     Candidate::new(90).with_levels([0, 3]).with_cost(40),
//! ])
//! .with_conflict(0, 2)
//! .with_bonus(0, 1, 15);
//! let need = Need::new().with_people(0, 3, 1).with_people(1, 3, 1).with_size(2..=3).with_budget(120);
//!
//! let problem = Problem::new(pool, need)?;
//! let outcome = Search::new().best(&problem);
//! assert_eq!(outcome.status, Status::Proven);
//! let team = outcome.team.ok_or("no team meets the need")?;
//! assert_eq!((team.members(), team.value()), (&[0, 1][..], 165));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod alternatives;
mod chance;
mod contradiction;
mod coverage;
pub mod elicitation;
pub mod explain;
mod need;
mod pool;
mod problem;
mod robustness;
mod search;
pub mod smaa;
mod team;

pub use alternatives::alternatives;
pub use contradiction::Contradiction;
pub use coverage::Coverage;
pub use need::{Need, Requirement};
pub use pool::{Bonus, Candidate, HIGHEST_LEVEL, Hours, Pool};
pub use problem::{LARGEST_NUMBER, Problem};
pub use robustness::{Robustness, robustness};
pub use search::{Outcome, Progress, Search, Status};
pub use team::{Breach, Team};
