//! What was acknowledged is there, whatever happened to the process, the file or the disk. On SQLite alone: the
//! durability of PostgreSQL is its own.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod chance;
mod full;
mod kill;
mod notes;
mod torn;
mod twin;
