//! The file of a hand-over: a whole case, encrypted under a passphrase in the public format age, and inside a ZIP
//! archive. So whoever has the passphrase can open it without this program too.

mod age;
mod archive;
mod joined;
mod manifest;
mod passphrase;

pub use age::{LARGEST, LockError};
pub use archive::{Evidence, Luggage, OpenError, Opened, lock, open, read};
pub use joined::Joined;
pub use manifest::{Manifest, Named, Part};
pub use passphrase::{Passphrase, PassphraseError};
