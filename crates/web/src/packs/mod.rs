//! Filling and reading diligence packs: by a personal link, where there is no account and no script, or with a seat.
//! The same pages serve both, under a path of each.

pub(crate) mod check;
pub(crate) mod desk;
pub(crate) mod files;
pub(crate) mod home;
pub(crate) mod invite;
pub(crate) mod opened;
pub(crate) mod review;
pub(crate) mod theirs;
pub(crate) mod yours;
