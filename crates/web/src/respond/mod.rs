//! The pages behind a personal link: a respondent needs no account and no script. What was saved is sealed at
//! once, and read back to that respondent alone.

pub(crate) mod file;
pub(crate) mod invite;
pub(crate) mod question;
pub(crate) mod result;
pub(crate) mod review;
pub(crate) mod sheet;
pub(crate) mod welcome;
pub(crate) mod widget;
pub(crate) mod word;
