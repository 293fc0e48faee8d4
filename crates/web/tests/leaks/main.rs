//! The differential walk: two houses that are alike but for one thing that somebody sealed. Everything that anybody else
//! may see is compared, byte for byte without cipher text, and by length with it: every page, list, paper, feed and file
//! of every role and every link, every mail, and every row of the database. It takes place on both databases.
//!
//! Whoever may lawfully read what differs is left out by name, with the reason beside it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

#[path = "../../../store/tests/cluster/mod.rs"]
mod cluster;
#[path = "../inside/mod.rs"]
mod inside;

mod debriefs;
mod own;
mod packs;
mod pair;
mod post;
mod rounds;
mod rows;
mod scene;
mod scores;
mod walk;
mod words;
