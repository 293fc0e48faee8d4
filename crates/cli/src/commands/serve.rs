//! `rowlock serve`: the application.

use std::path::Path;

use jiff::tz::TimeZone;
use rowlock_web::{Post, Settings, set_up_link};

use crate::arguments::Serve;
use crate::connections::Askers;
use crate::failure::Failure;
use crate::log;
use crate::private;
use crate::server::{self, Data, Door};
use crate::world::RealWorld;

/// Runs it.
pub fn run(arguments: &Serve) -> Result<(), Failure> {
    log::begin(arguments.log);
    server::run(async {
        let askers = if arguments.behind_proxy { Askers::Forwarded } else { Askers::Connect };
        let door = Door::open(arguments.listen, arguments.base.as_deref(), askers).await?;
        let settings = Settings {
            base: door.base.clone(),
            post: post(arguments)?,
            link_hours: arguments.link_days * 24,
            zone: zone(arguments.zone.as_deref())?,
        };
        let data = Data::in_folder(&arguments.data, arguments.database.as_deref());
        let app = server::application(&data, Box::new(RealWorld::now()), settings).await?;
        super::print(&format!("Rowlock is at {}/\n", door.base))?;
        if let Some(link) =
            set_up_link(&app).await.map_err(|error| Failure::Internal(anyhow::anyhow!(error)))?
        {
            super::print(&format!("Set up: {link}\n"))?;
        }
        server::serve(app, door).await
    })
}

fn zone(name: Option<&str>) -> Result<TimeZone, Failure> {
    let Some(name) = name else { return Ok(TimeZone::system()) };
    TimeZone::get(name).map_err(|error| {
        let hint = "write it as Europe/Berlin or America/Denver";
        Failure::user(format!("the time zone {name} is not known: {error}"), hint)
    })
}

/// Whether a file of the outbox is a mail, or becomes one.
fn is_mail(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "eml" || ending == "part")
}

fn post(arguments: &Serve) -> Result<Post, Failure> {
    if let Some(folder) = &arguments.outbox {
        let made = private::folder(folder).and_then(|()| private::files(folder, is_mail));
        made.map_err(|error| {
            let message = format!("{} cannot be made, or kept to its owner: {error}", folder.display());
            Failure::user(message, "name another folder with --outbox, one of your own")
        })?;
        return Ok(Post::Folder(folder.clone()));
    }
    Ok(match (&arguments.smtp, &arguments.mail_from) {
        (Some(server), Some(from)) => Post::Smtp { server: server.clone(), from: from.clone() },
        _ => Post::Nowhere,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_known_by_name_on_every_machine() {
        let noon: jiff::Timestamp = "2026-07-01T12:00:00Z".parse().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        for (name, hour) in [("Europe/Berlin", 14), ("America/Denver", 6), ("Asia/Kolkata", 17), ("UTC", 12)]
        {
            let zone = zone(Some(name)).unwrap_or_else(|_| panic!("{name} is not known"));
            assert_eq!(zone.to_datetime(noon).hour(), hour, "{name}");
        }
        assert!(zone(Some("Nowhere/Else")).is_err());
        assert!(zone(None).is_ok());
    }
}
