//! Passwords: argon2id, off the threads that answer requests.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::app::App;
use crate::oops::Oops;

/// The fewest characters of a password.
pub(crate) const SHORTEST: usize = 12;
/// The most: longer ones only make hashing slow.
pub(crate) const LONGEST: usize = 200;

/// What is wrong with a new password, if anything.
pub(crate) fn problem(password: &str) -> Option<String> {
    match password.chars().count() {
        0..SHORTEST => Some(format!("Use {SHORTEST} characters or more; a sentence you remember is good.")),
        SHORTEST..=LONGEST => None,
        _ => Some(format!("{LONGEST} characters are the most.")),
    }
}

/// The hash of a new password.
pub(crate) async fn hash(app: &App, password: &str) -> Result<String, Oops> {
    let salt = app.world.seed().0;
    let password = password.to_owned();
    off_thread(move || {
        let hash = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt[..16]);
        hash.map(|hash| hash.to_string()).map_err(|error| Oops::Internal(error.to_string()))
    })
    .await?
}

/// Whether a password is the one behind a hash. Where there is no hash, the same time is spent.
pub(crate) async fn verify(password: &str, hash: Option<String>) -> Result<bool, Oops> {
    let password = password.to_owned();
    off_thread(move || {
        let stored = hash.as_deref().unwrap_or(NOBODY);
        let matches = PasswordHash::new(stored)
            .is_ok_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
        matches && hash.is_some()
    })
    .await
}

/// A hash that no password is known for, with the same cost as a real one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// How many passwords are hashed at once: each takes 19 MiB by intention.
static PLACES: Semaphore = Semaphore::const_new(4);

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Oops> {
    let _place = PLACES.acquire().await.map_err(|error| Oops::Internal(error.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| Oops::Internal(error.to_string()))
}
