//! Alliances made up from a number. A hidden kind (healthy in one of three ways, failing in one of five) presses on what
//! people do week by week; what they do goes through `decide` onto a whole record, as in a case file. The same plan and
//! the same seed give the same record.
//!
//! **What this is not.** It is no evidence about people. Nobody has counted how often partners miss meetings before an
//! alliance fails; nearly all rates in [`rates`] are chosen by judgment, and say so. What can be learned from it is how
//! the watch behaves on records whose truth is known, under assumptions that are written down.
//!
//! **Not tuned to the watch.** The rates stand in one file, in units of what people do (a week, a meeting, a project),
//! and were set before anything was measured with them; no threshold of the framework is read here. `bench/warnings`
//! shows the figures under several amounts of [`Plan::noise`], so that what depends on the assumptions is seen to.
//!
//! Left out: rounds on alignment, diligence, candidates, stop rules, votes, money that changes hands.

mod cast;
mod chance;
mod closing;
mod kind;
mod opening;
mod plan;
mod portfolio;
mod pressure;
mod pulse;
pub mod rates;
mod scribe;
mod week;
mod words;

pub use cast::{Cast, MAKERS, Seat};
pub use kind::Kind;
pub use plan::{End, Life, Plan, alliance};
pub use portfolio::{Told, portfolio};
pub use scribe::Refused;
