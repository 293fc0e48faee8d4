//! The domain of Rowlock: an alliance as a record of dated facts, and the rules that the record obeys.
//!
//! Everything here is pure. The core sees no clock, no chance, no file and no network: days, keys and
//! seeds come in as arguments. Shells translate between this crate and files, pages and databases.

pub mod access;
pub mod alliance;
pub mod answers;
pub mod bounds;
pub mod charter;
pub mod decide;
pub mod fact;
pub mod framework;
pub mod gate;
pub mod halt;
pub mod id;
pub mod ledger;
pub mod pack;
pub mod playbook;
pub mod record;
pub mod rights;
pub mod scores;
pub mod seal;
pub mod standing;
pub mod unfolding;
