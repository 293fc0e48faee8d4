//! Documents by their text: what stands in them, and that text stays text in each kind of file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by failing")]

mod comparison;
mod hostile;
mod lists;
#[cfg(feature = "pdf")]
mod pdf;
mod portfolio;
mod sample;
mod text;
mod word;
