//! Packs in what is held about somebody: to take away, and to delete.

use rowlock_core::fact::{Evidence, Pack};
use rowlock_core::gate::{self, PackView, Viewer};
use rowlock_core::pack::own_draft;
use serde_json::{Value, json};

use super::invite;
use crate::app::App;
use crate::credential::{self, Holding};
use crate::guard::Seat;
use crate::oops::Oops;

/// The packs of a party in an alliance, those that are being filled among them. Of a file there is what it is called,
/// its hash, and where it is given out.
pub(crate) async fn export(app: &App, seat: &Seat) -> Result<Value, Oops> {
    let alliance = seat.alliance.as_str();
    let Some(party) = seat.party.clone() else { return Ok(json!([])) };
    let case = app.latest_case(alliance).await?;
    let ring = app.ring(alliance).await?;
    let mut packs = Vec::new();
    for (id, exchange) in case.whole.pack_exchanges.iter().filter(|(_, exchange)| exchange.is_of(&party)) {
        let (place, guest) = (invite::place(id), invite::guest(&party));
        if credential::holding(app, seat, &place, &guest).await? == Holding::Other {
            continue;
        }
        let viewer = Viewer::Party(party.clone());
        let handed_in = gate::pack(&viewer, &case.whole, exchange, &party, (&ring, app.world.today()));
        let draft = app.store.draft(alliance, &place, &guest).await?;
        let pack = match (handed_in, draft) {
            (PackView::Open(pack), _) => pack,
            (_, Some(draft)) => own_draft(&draft, id, &party, &ring)?,
            _ => continue,
        };
        let files = format!("/a/{alliance}/diligence/{id}/pack/files");
        let shown = told(&pack, &files);
        packs.push(json!({ "exchange": id.as_str(), "handed_in": exchange.handed_in.contains_key(&party), "shown": shown }));
    }
    Ok(Value::Array(packs))
}

fn told(pack: &Pack, files_at: &str) -> Value {
    let checks = pack.shown.iter().map(|(check, shown)| {
        let consented = shown.consented_on.map(|on| on.to_string());
        let what = match &shown.what {
            Evidence::Nothing(why) => json!({ "nothing": why }),
            Evidence::Declined(why) => json!({ "declined": why }),
            Evidence::Given { notes, files } => {
                let notes: Vec<Value> = notes
                    .iter()
                    .map(|note| json!({ "on": note.on.to_string(), "text": note.text }))
                    .collect();
                let files: Vec<Value> = files
                    .iter()
                    .map(|file| {
                        let at = format!("{files_at}/{}", file.id);
                        json!({ "name": file.name, "bytes": file.size, "sha256": file.sha256, "at": at })
                    })
                    .collect();
                json!({ "notes": notes, "files": files })
            }
        };
        (check.to_string(), json!({ "consented": consented, "what": what }))
    });
    Value::Object(checks.collect())
}

/// Erases the packs that somebody holds, as when their account goes.
pub(crate) async fn erase_own(app: &App, seat: &Seat) -> Result<(), Oops> {
    let Some(party) = &seat.party else { return Ok(()) };
    let case = app.latest_case(&seat.alliance).await?;
    for id in case.whole.pack_exchanges.iter().filter(|(_, x)| x.is_of(party)).map(|(id, _)| id) {
        let (place, guest) = (invite::place(id), invite::guest(party));
        if credential::holding(app, seat, &place, &guest).await? == Holding::Mine {
            invite::erase(app, &seat.alliance, id, party).await?;
        }
    }
    Ok(())
}
