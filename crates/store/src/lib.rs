//! The store: the only SQL of Rowlock. Facts, accounts, sealed keys, invitations, the outbox and jobs, on SQLite
//! or PostgreSQL from one SQL text.
//!
//! It knows nothing of what facts say. A fact is one line of text, written as the core writes it; whoever appends
//! names the line after which it goes, and of two writers one is told that it came second.

mod accounts;
mod alliances;
mod commit;
mod confidences;
mod credentials;
mod db;
mod evidence;
mod feeds;
mod heads;
mod invitations;
mod jobs;
mod kept;
mod letters;
mod links;
mod marks;
mod notes;
mod outbox;
mod people;
mod playbooks;
mod readings;
mod requests;
mod sessions;
mod views;
mod words;

pub use accounts::Account;
pub use alliances::{Beyond, DeskRow, Membership, Summary};
pub use commit::{Change, CommitError, Write};
pub use confidences::Confidence;
pub use credentials::Speaker;
pub use db::{Store, StoreError, Target};
pub use evidence::{Kept, MovedEvidence, PackPlace, Room};
pub use heads::Head;
pub use invitations::{Invitation, InvitationState, NewInvitation, Turn};
pub use jobs::Claim;
pub use links::{Link, NewLink, Purpose};
pub use marks::Mark;
pub use notes::Note;
pub use outbox::QueuedMail;
pub use people::Person;
pub use playbooks::SavedPlaybook;
pub use readings::Reading;
pub use requests::{Outcome, SeatRequest};
pub use sessions::{NewSession, Session, Visit};
pub use words::{Opening, OwnWord};

use jiff::Timestamp;

/// SHA-256 of a token, as hexadecimal text: the only form in which tokens are stored.
pub fn token_hash(token: &str) -> String {
    use sha2::{Digest, Sha256};
    rowlock_core::seal::hex(&Sha256::digest(token.as_bytes()))
}

fn micros(moment: Timestamp) -> i64 {
    moment.as_microsecond()
}

fn moment(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}
