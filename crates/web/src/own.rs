//! What belongs to one account alone, sealed under a key of its own. The key lies wrapped under that of the
//! installation, goes with the account, and opens nothing of anybody else's.

use rowlock_core::seal::{HouseKey, Seed, filled_up};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::oops::Oops;

/// The key of an account's own.
pub(crate) struct Own(HouseKey);

impl Own {
    /// The key of an account that has sealed something before.
    pub async fn of(app: &App, account: &str) -> Result<Option<Self>, Oops> {
        let wrapped = app.store.known_own_key(account).await?;
        wrapped.map(|wrapped| Self::unwrapped(app, account, &wrapped)).transpose()
    }

    /// The key of an account, which is made where there is none yet.
    pub async fn made(app: &App, account: &str) -> Result<Self, Oops> {
        let key = HouseKey::new(&app.world.seed()).to_text();
        let wrapped = app.house.seal(&wrapping_place(account), key.as_bytes(), &app.world.seed())?;
        Self::unwrapped(app, account, &app.store.own_key(account, &wrapped).await?)
    }

    fn unwrapped(app: &App, account: &str, wrapped: &[u8]) -> Result<Self, Oops> {
        let key = app.house.open(&wrapping_place(account), wrapped)?;
        let key = String::from_utf8(key).map_err(|error| Oops::Internal(error.to_string()))?;
        Ok(Self(HouseKey::parse(&key)?))
    }

    /// Seals a value at `place`, which has to be named again to open it; how long it is hardly shows.
    pub fn seal(&self, place: &str, value: &impl Serialize, seed: &Seed) -> Result<Vec<u8>, Oops> {
        let plain = serde_json::to_string(value).map_err(|error| Oops::Internal(error.to_string()))?;
        Ok(self.0.seal(place, filled_up(&plain).as_bytes(), seed)?)
    }

    /// Opens what was sealed at `place`.
    pub fn open<T: DeserializeOwned>(&self, place: &str, sealed: &[u8]) -> Result<T, Oops> {
        let plain = self.0.open(place, sealed)?;
        serde_json::from_slice(&plain).map_err(|error| Oops::Internal(error.to_string()))
    }
}

fn wrapping_place(account: &str) -> String {
    format!("own key of {account}")
}
