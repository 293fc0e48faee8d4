//! What the binary opens by itself: the link to set up, an account for a demonstration, and its link to sign in.

use rowlock_store::{Account, NewLink, Purpose, token_hash};

use super::link;
use crate::app::App;

/// How many hours the link to set up is good: a week.
const HOURS: i64 = 7 * 24;

/// A link that opens the first account; none where there are accounts.
///
/// # Errors
/// One sentence, when the store fails.
pub async fn set_up_link(app: &App) -> Result<Option<String>, String> {
    let told = |error: rowlock_store::StoreError| error.to_string();
    if app.store.has_accounts().await.map_err(told)? {
        return Ok(None);
    }
    let token = app.world.token();
    let new = NewLink {
        token_hash: &token_hash(&token),
        purpose: Purpose::SetUp,
        address: None,
        at: app.world.now(),
        expires_at: app.world.in_hours(HOURS),
        is_mailed: false,
    };
    app.store.make_link(&new).await.map_err(told)?;
    Ok(Some(app.address(&format!("/set-up/{token}"))))
}

/// Opens an account without a password and answers with its id.
///
/// # Errors
/// One sentence, when the store fails.
pub async fn open_account(app: &App, name: &str, address: &str) -> Result<String, String> {
    let new = Account {
        id: app.world.id(),
        address: address.to_owned(),
        name: name.to_owned(),
        password_hash: None,
        created_at: app.world.now(),
    };
    app.store.open_account(&new).await.map(|account| account.id).map_err(|error| error.to_string())
}

/// A link that signs an account in, once, for some hours.
///
/// # Errors
/// One sentence, when the store fails.
pub async fn sign_in_link(app: &App, address: &str, hours: i64) -> Result<String, String> {
    link::make(app, address, hours, false).await.map_err(|error| format!("{error:?}"))
}
