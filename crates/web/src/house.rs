//! The key of the installation against its database, and the end of each record sealed under it: another key is refused
//! at the start, and a record whose last facts were deleted in the database is told apart from a whole one.

use rowlock_core::record::Record;
use rowlock_core::seal::{HouseKey, Keyring, SealError};
use rowlock_store::{Head, Store, StoreError};

use crate::oops::Oops;
use crate::world::World;

const PROOF: &str = "the key of this installation";
const WORDS: &[u8] = b"rowlock";

/// Why a key and a database do not go together.
#[derive(Debug, thiserror::Error)]
pub enum HouseError {
    /// What the database holds was sealed under another key.
    #[error("this key is not the one of the database")]
    Wrong,
    /// Something could not be sealed.
    #[error(transparent)]
    Broken(#[from] SealError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Proves that a key is the one of a database. The first start with a new database, and the first start of this version
/// with an older one, leaves what later starts are held against.
///
/// # Errors
/// `Wrong` when it is not.
pub async fn prove(store: &Store, house: &HouseKey, world: &dyn World) -> Result<(), HouseError> {
    if let Some(sealed) = store.house_proof().await? {
        return house.open(PROOF, &sealed).map(|_| ()).map_err(|_| HouseError::Wrong);
    }
    if let Some((alliance, subject, wrapped)) = store.any_key().await? {
        let opened = Keyring::default().unwrap_in(house, &alliance, &subject, &wrapped);
        opened.map_err(|_| HouseError::Wrong)?;
    }
    // Records from before: they are taken as they are now, and are held against that from here on.
    for alliance in store.without_head().await? {
        let lines = store.lines(&alliance, 0).await?;
        let mut record = Record::default();
        if lines.iter().all(|line| record.take_in(line).is_ok()) {
            let sealed = sealed_head(house, &alliance, &record, world)?;
            store.keep_head(&alliance, lines.len() as u64, &sealed).await?;
        }
    }
    store.keep_house_proof(&house.seal(PROOF, WORDS, &world.seed())?).await?;
    Ok(())
}

/// How many facts a record has and the hash of its last one, sealed.
pub(crate) fn sealed_head(
    house: &HouseKey,
    alliance: &str,
    record: &Record,
    world: &dyn World,
) -> Result<Vec<u8>, SealError> {
    let head = format!("{} {}", record.lines().len(), record.final_hash());
    house.seal(&place(alliance), head.as_bytes(), &world.seed())
}

fn place(alliance: &str) -> String {
    format!("end of {alliance}")
}

/// What a record has to have at least, by the end that was sealed.
pub(crate) struct Least {
    count: usize,
    hash: String,
}

impl Least {
    /// Reads it, where the facts that are there reach so far.
    pub fn of(house: &HouseKey, alliance: &str, head: &Head) -> Result<Self, Oops> {
        let sealed = head.sealed.as_deref().ok_or(Oops::Cut)?;
        let plain = house.open(&place(alliance), sealed).map_err(|_| Oops::Cut)?;
        let text = String::from_utf8(plain).map_err(|_| Oops::Cut)?;
        let (count, hash) = text.split_once(' ').ok_or(Oops::Cut)?;
        let count = count.parse::<usize>().map_err(|_| Oops::Cut)?;
        if head.last < count as u64 {
            return Err(Oops::Cut);
        }
        Ok(Self { count, hash: hash.to_owned() })
    }

    /// Whether a record that was read after it goes as far, by the same facts.
    pub fn is_met(&self, record: &Record) -> bool {
        let line = self.count.checked_sub(1).and_then(|last| record.lines().get(last));
        line.is_some_and(|line| line.ends_with(&format!("\"{}\"}}", self.hash)))
    }
}
