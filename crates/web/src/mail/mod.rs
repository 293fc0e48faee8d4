//! Mail: rows in the outbox first, sent by the worker. No mail holds an answer, nor any secret but its link.

mod deliver;
pub(crate) mod texts;

pub(crate) use deliver::deliver;

use std::path::PathBuf;

use rowlock_core::seal::filled_up;
use rowlock_store::QueuedMail;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::oops::Oops;

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Post {
    /// It does not: links are shown to be handed over.
    Nowhere,
    /// As files in a folder, to be looked at while developing.
    Folder(PathBuf),
    /// By a mail server.
    Smtp {
        /// Its address, such as `smtps://user:password@mail.example.org`.
        server: String,
        /// The sender.
        from: String,
    },
}

/// A mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mail {
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
}

const PLACE: &str = "mail";

/// The receiver of a mail that goes to nobody: it is written for the time that it takes.
pub(crate) const NOBODY: &str = "";

/// A mail as a row of the outbox, to be written with the facts that call for it.
pub(crate) fn queued(app: &App, mail: &Mail) -> Result<QueuedMail, Oops> {
    let plain = serde_json::to_string(mail).map_err(|error| Oops::Internal(error.to_string()))?;
    let sealed = app.house.seal(PLACE, filled_up(&plain).as_bytes(), &app.world.seed())?;
    Ok(QueuedMail { id: app.world.id(), sealed, due_at: app.world.now() })
}

/// Puts a mail into the outbox. What its letter tells stands on pages too: where an address got enough for a day, it is left out.
pub(crate) async fn send(app: &App, mail: &Mail) -> Result<(), Oops> {
    goes_out(app, mail).await.map(|_| ())
}

/// The same; answers whether it goes out.
pub(crate) async fn goes_out(app: &App, mail: &Mail) -> Result<bool, Oops> {
    if app.settings.post == Post::Nowhere {
        return Ok(false);
    }
    if !app.limits.mail_to(&mail.to, app.world.now()) {
        tracing::warn!("an address got enough mails for a day, and one was left out");
        return Ok(false);
    }
    send_always(app, mail).await.map(|()| true)
}

/// Puts a mail into the outbox that has a limit of its own.
pub(crate) async fn send_always(app: &App, mail: &Mail) -> Result<(), Oops> {
    let row = queued(app, mail)?;
    Ok(app.store.queue_mail(&row, app.world.now()).await?)
}

/// Refuses one more mail by the wish of people in an alliance, where so many went out from it, or to the address, that it
/// is enough for a day. To be asked before anything is changed.
pub(crate) fn one_more(app: &App, alliance: &str, to: &str) -> Result<(), Oops> {
    let now = app.world.now();
    let goes = app.limits.mail_from(alliance, now) && app.limits.mail_to(to, now);
    if goes { Ok(()) } else { Err(Oops::TooManyMails) }
}

fn opened(app: &App, sealed: &[u8]) -> Result<Mail, Oops> {
    let plain = app.house.open(PLACE, sealed)?;
    serde_json::from_slice(&plain).map_err(|error| Oops::Internal(error.to_string()))
}
