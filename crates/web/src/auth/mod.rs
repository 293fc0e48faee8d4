//! Signing in: the first account by a one-time link, then by magic link or password.

pub mod first;
pub(crate) mod link;
pub(crate) mod password;
pub(crate) mod seat_asked;
pub(crate) mod session;
pub(crate) mod set_up;
pub(crate) mod sign_in;
