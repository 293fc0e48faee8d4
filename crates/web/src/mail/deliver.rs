//! Delivering what waits in the outbox: by a mail server, or as files in a folder.

use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;

use jiff::ToSpan;
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};

use super::{Mail, NOBODY, Post, opened};
use crate::app::App;
use crate::oops::Oops;

/// How often a mail is tried before it is given up.
const TRIES: u32 = 8;
/// The sender of mails that go to a folder.
const FOLDER_SENDER: &str = "Rowlock <rowlock@localhost>";

/// Sends one mail that is due; answers whether there was one.
pub(crate) async fn deliver(app: &App) -> Result<bool, Oops> {
    let now = app.world.now();
    let until = app.world.in_hours(1);
    let Some((id, sealed, tries)) = app.store.claim_mail(now, until).await? else { return Ok(false) };
    let sent = match opened(app, &sealed) {
        Ok(mail) if mail.to == NOBODY => Ok(()),
        Ok(mail) => hand_over(app, &id, &mail).await,
        Err(_) => Err("it was sealed under another key".to_owned()),
    };
    match sent {
        Ok(()) => app.store.mail_sent(&id, now).await?,
        Err(why) => {
            tracing::warn!(mail = %id, tries, %why, "a mail was not sent");
            let wait = i64::from(2_u32.saturating_pow(tries)).minutes();
            let next = (tries < TRIES).then(|| now.checked_add(wait).unwrap_or(until));
            app.store.mail_failed(&id, &why, next).await?;
        }
    }
    Ok(true)
}

async fn hand_over(app: &App, id: &str, mail: &Mail) -> Result<(), String> {
    match &app.settings.post {
        Post::Nowhere => Err("no way for mail is set up".to_owned()),
        Post::Folder(folder) => {
            let message = message(FOLDER_SENDER, mail)?;
            let file = folder.join(format!("{id}.eml"));
            tokio::task::spawn_blocking(move || {
                // Whoever watches the folder finds whole files only.
                let draft = file.with_extension("part");
                let mut open = std::fs::OpenOptions::new();
                let open = open.write(true).create(true).truncate(true).mode(0o600);
                open.open(&draft)?.write_all(&message.formatted())?;
                std::fs::rename(&draft, &file)
            })
            .await
            .map_err(|error| error.to_string())?
            .map_err(|error| error.to_string())
        }
        Post::Smtp { server, from } => {
            let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(server)
                .map_err(|error| format!("the mail server\u{2019}s address is not understood: {error}"))?;
            let message = message(from, mail)?;
            transport.build().send(message).await.map(|_| ()).map_err(|error| error.to_string())
        }
    }
}

fn message(from: &str, mail: &Mail) -> Result<Message, String> {
    let from: Mailbox = from.parse().map_err(|error| format!("the sender {from}: {error}"))?;
    let to: Mailbox = mail.to.parse().map_err(|error| format!("the address of the receiver: {error}"))?;
    Message::builder()
        .from(from)
        .to(to)
        .subject(&mail.subject)
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(|error| error.to_string())
}
