//! An attacker's suite: people who lead, left, advise or look on try to read what somebody else sealed, by every form
//! that takes an address, a party, a person or a day. Each actor is named by what they *are*: an account with its
//! address, or a link with the address that it went to. One person plays two here, on purpose.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

#[path = "../inside/mod.rs"]
mod inside;

mod aliases;
mod forms;
mod links;
mod promises;
mod rights;
mod scene;
