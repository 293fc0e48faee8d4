//! The best team, in words: what the selection engine finds and proves, told so that a founder can act on it.
//!
//! A `Brief` says who there is and what is needed, a `Question` makes the engine's numbers of it, and `report`
//! answers: the team with its proof, who covers what, why each is in, who else, why not others, how sure. Where no
//! team meets the need it says what would have to give way. Shares of weights are never called anything else.

mod alternative;
mod cover;
mod impossible;
mod keep;
mod member;
mod outside;
mod proof;
mod question;
mod report;
mod roster;
mod scales;
mod sure;
mod words;

pub use alternative::Alternative;
pub use cover::Cover;
pub use impossible::{Impossible, WayOut, said};
pub use keep::{Keep, keep};
pub use member::Member;
pub use outside::Outside;
pub use proof::Proof;
pub use question::{Brief, Candidate, Judged, Needed, Question, Unanswerable, Weighing};
pub use report::{Best, Effort, Found, Stage, TeamReport, report};
pub use roster::{Hours, Roster, Wish, roster};
pub use scales::points_of_score;
pub use sure::Sure;
