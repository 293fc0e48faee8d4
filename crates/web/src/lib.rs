//! The web application: pages, sign-in, rounds by personal links, and mail. It only translates: requests into
//! what the core decides, records into what the analyses find, findings into pages. Whatever comes from sealed
//! answers comes through the gate.

mod agenda;
mod apart;
mod app;
mod assets;
mod auth;
mod case;
mod credential;
mod form;
mod found;
mod guard;
mod house;
mod learning;
mod letters;
mod limits;
mod list;
mod mail;
mod markdown;
mod marks;
mod notes;
mod oops;
mod own;
mod own_word;
mod packs;
mod page;
mod pages;
mod paths;
mod playbooks;
mod portfolio;
mod pulses;
mod readings;
mod respond;
mod routes;
mod runs;
mod summary;
mod taking;
mod upload;
mod words;
mod worker;
mod world;

pub use app::{App, Settings};
pub use auth::first::{open_account, set_up_link, sign_in_link};
pub use found::{Founder, Imported, import};
pub use guard::Need;
pub use house::{HouseError, prove};
pub use mail::Post;
pub use playbooks::keep_playbook;
pub use respond::invite::{Invited, invite_quietly};
pub use routes::{ROUTES, Route, router};
pub use worker::Worker;
pub use world::World;
