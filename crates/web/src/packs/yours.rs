//! Packs in what is held about somebody: to take away, and to delete.

use rowlock_core::fact::{Evidence, Pack};
use rowlock_core::gate::{self, PackView, Viewer};
use rowlock_core::id::PartyId;
use rowlock_core::pack::own_draft;
use serde_json::{Value, json};

use super::invite;
use crate::app::App;
use crate::oops::Oops;

/// The packs of a party in an alliance, those that are being filled among them. Of a file there is what it is called,
/// its hash, and where it is given out.
pub(crate) async fn export(app: &App, alliance: &str, party: Option<&str>) -> Result<Value, Oops> {
    let Some(party) = party.and_then(|party| PartyId::parse(party).ok()) else { return Ok(json!([])) };
    let case = app.latest_case(alliance).await?;
    let ring = app.ring(alliance).await?;
    let mut packs = Vec::new();
    for (id, exchange) in case.whole.pack_exchanges.iter().filter(|(_, exchange)| exchange.is_of(&party)) {
        let viewer = Viewer::Party(party.clone());
        let handed_in = gate::pack(&viewer, &case.whole, exchange, &party, (&ring, app.world.today()));
        let draft = app.store.draft(alliance, &invite::place(id), &invite::guest(&party)).await?;
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

/// Erases the packs of a party whose last seat goes.
pub(crate) async fn erase_with_last_seat(
    app: &App,
    alliance: &str,
    party: &str,
    account: &str,
) -> Result<(), Oops> {
    let others = app.store.members(alliance).await?;
    let has_other =
        others.iter().any(|(seat, ..)| seat.account != account && seat.party.as_deref() == Some(party));
    let Ok(party) = PartyId::parse(party) else { return Ok(()) };
    if has_other {
        return Ok(());
    }
    let case = app.latest_case(alliance).await?;
    for id in case.whole.pack_exchanges.iter().filter(|(_, x)| x.is_of(&party)).map(|(id, _)| id) {
        invite::erase(app, alliance, id, &party).await?;
    }
    Ok(())
}
