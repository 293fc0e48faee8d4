//! Files of evidence: taken in with bounds, kept sealed, and given out as files to save and never as pages.

use axum::extract::Path;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rowlock_core::alliance::ExchangeState;
use rowlock_core::fact::{Evidence, EvidenceFile, FileKind, Shown};
use rowlock_core::gate;
use rowlock_core::id::{EvidenceId, ExchangeId, PartyId};
use rowlock_core::pack::{list_file, own_file, seal_file, sealed_size};
use rowlock_store::{Kept, PackPlace, Room};

use super::check::{named, page};
use super::desk::Desk;
use crate::case::Scene;
use crate::form::Form;
use crate::oops::Oops;

/// The largest file.
const LARGEST: usize = 5 << 20;
/// The largest body with files in it.
pub(crate) const LARGEST_BODY: usize = 16 << 20;
/// How much is kept: 30 files and 25 MB in a pack, 200 MB in an alliance.
const ROOM: Room = Room { files: 30, pack: 25 << 20, alliance: 200 << 20 };

/// Takes files in; of those that cannot be taken it says why, and the others stay.
pub(crate) async fn put_in(
    desk: Desk,
    path: Path<Vec<(String, String)>>,
    parts: Multipart,
) -> Result<Response, Oops> {
    if !desk.may_fill()? {
        return Ok(Redirect::to(&desk.base).into_response());
    }
    let check = desk.check(named(&path, "check")?)?;
    let mut pack = desk.saved().await?;
    let shown = pack.shown.entry(check.id.clone()).or_insert_with(|| Shown {
        consented_on: None,
        what: Evidence::Given { notes: Vec::new(), files: Vec::new() },
    });
    let Evidence::Given { files, .. } = &mut shown.what else {
        let told =
            "You said that you show nothing here. Choose \u{201c}We show this\u{201d} first, and save.";
        return Ok(page(&desk, check, &pack, Form::default(), vec![told.to_owned()])?.into_response());
    };
    let mut problems = Vec::new();
    let taken = take(&desk, parts, &mut problems).await?;
    if taken.is_empty() && problems.is_empty() {
        problems.push("Choose a file first.".to_owned());
    }
    if !taken.is_empty() {
        files.extend(taken);
        desk.save(&pack).await?;
    }
    if problems.is_empty() {
        return Ok(Redirect::to(&format!("{}/checks/{}", desk.base, check.id)).into_response());
    }
    Ok(page(&desk, check, &pack, Form::default(), problems)?.into_response())
}

async fn take(
    desk: &Desk,
    mut parts: Multipart,
    problems: &mut Vec<String>,
) -> Result<Vec<EvidenceFile>, Oops> {
    let mut taken = Vec::new();
    loop {
        let part = match parts.next_field().await {
            Ok(Some(part)) => part,
            Ok(None) => break,
            Err(error) => {
                problems.push(too_much(&error)?);
                break;
            }
        };
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        match bytes(part).await {
            Ok(bytes) if bytes.is_empty() && name.is_empty() => {}
            Ok(bytes) => match keep(desk, &name, &bytes).await? {
                Ok(file) => taken.push(file),
                Err(problem) => problems.push(problem),
            },
            Err(error) => {
                problems.push(too_much(&error)?);
                break;
            }
        }
    }
    Ok(taken)
}

/// All bytes of a part. What is more than a file may have is read and let go, so that the parts after it are heard.
async fn bytes(mut part: Field<'_>) -> Result<Vec<u8>, MultipartError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await? {
        if bytes.len() <= LARGEST {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
}

fn too_much(error: &MultipartError) -> Result<String, Oops> {
    if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
        let most = LARGEST_BODY >> 20;
        return Ok(format!(
            "That is more than {most} MB at once. What is listed below was taken; send the rest again, in parts."
        ));
    }
    Err(Oops::BadRequest(error.body_text()))
}

/// Seals one file and keeps it, or says why it cannot be taken.
async fn keep(desk: &Desk, name: &str, bytes: &[u8]) -> Result<Result<EvidenceFile, String>, Oops> {
    let app = &desk.scene.app;
    let id = EvidenceId::parse(&app.world.id()).map_err(|error| Oops::Internal(error.to_string()))?;
    if bytes.len() > LARGEST {
        let told = format!(
            "{} is larger than {} MB, which is the most for one file.",
            shortened(name),
            LARGEST >> 20
        );
        return Ok(Err(told));
    }
    let Some(file) = list_file(id, name, bytes, desk.scene.today) else {
        let told = format!(
            "{} is not a file that we take: a PDF, a PNG or JPEG picture, plain text, CSV, or an Excel or Word file \
             without macros. We go by what is in a file, not by its name.",
            shortened(name)
        );
        return Ok(Err(told));
    };
    let ring = desk.ring().await?;
    let sealed = seal_file(bytes, &file.id, (&desk.exchange, &desk.party), &ring, &app.world.seed())?;
    // The database knows the step of size alone.
    let kept = (file.id.as_str(), sealed_size(bytes.len()) as u64, sealed.as_slice());
    let kept = app.store.keep_evidence(desk.place(), kept, ROOM, app.world.now()).await?;
    let told = match kept {
        Kept::Yes => return Ok(Ok(file)),
        Kept::TooMany => format!("A pack holds {} files; {} was not taken.", ROOM.files, file.name),
        Kept::PackFull => format!("A pack holds {} MB; {} was not taken.", ROOM.pack >> 20, file.name),
        Kept::AllianceFull => {
            format!(
                "There is no room left in this alliance; {} was not taken. Write a note instead.",
                file.name
            )
        }
    };
    Ok(Err(told))
}

fn shortened(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let short: String = last.chars().filter(|c| !c.is_control()).take(80).collect();
    if short.is_empty() { "A file without a name".to_owned() } else { format!("\u{201c}{short}\u{201d}") }
}

/// A file of one's own pack. By a link it is given out while the pack is filled, and again after the exchange:
/// whoever made a link may know it.
pub(crate) async fn show(desk: Desk, path: Path<Vec<(String, String)>>) -> Result<Response, Oops> {
    let file = EvidenceId::parse(named(&path, "file")?).map_err(|_| Oops::NotFound)?;
    let is_over = desk.known()?.state(desk.scene.on) == ExchangeState::Exchanged;
    if !is_over {
        desk.must_hold().await?;
    }
    if desk.may_fill()? {
        let app = &desk.scene.app;
        let sealed = app.store.evidence(desk.place(), file.as_str()).await?.ok_or(Oops::NotFound)?;
        let (pack, ring) = (desk.saved().await?, app.ring(&desk.scene.seat.alliance).await?);
        let of = (&desk.exchange, &desk.party);
        let (file, bytes) = own_file(&sealed, &pack, &file, of, &ring).map_err(|_| Oops::NotFound)?;
        return Ok(saved_as(file, bytes));
    }
    if desk.guest.is_some() && !is_over {
        return Err(Oops::NotFound);
    }
    download(&desk.scene, &desk.exchange, &desk.party, &file).await
}

/// A file of a pack that the gate opens to whoever looks.
pub(crate) async fn download(
    scene: &Scene,
    exchange: &ExchangeId,
    party: &PartyId,
    file: &EvidenceId,
) -> Result<Response, Oops> {
    let app = &scene.app;
    let known = scene.alliance.pack_exchanges.get(exchange).ok_or(Oops::NotFound)?;
    let alliance = scene.seat.alliance.as_str();
    let place = PackPlace { alliance, exchange: exchange.as_str(), party: party.as_str() };
    let sealed = app.store.evidence(place, file.as_str()).await?.ok_or(Oops::NotFound)?;
    let ring = app.ring(alliance).await?;
    let (viewer, of, with) = (scene.seat.viewer(), (party, file), (&ring, scene.on));
    let opened = gate::evidence(&viewer, &scene.alliance, known, of, with, &sealed);
    let (file, bytes) = opened.map_err(|_| Oops::NotFound)?;
    Ok(saved_as(&file, bytes))
}

/// A file to save. Its ending is that of what it holds, and no browser shows it as a page.
fn saved_as(file: &EvidenceFile, bytes: Vec<u8>) -> Response {
    let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
    let plain = format!("{}.{}", crate::found::slug(stem), file.kind.ending());
    let full = format!("{stem}.{}", file.kind.ending());
    let full = utf8_percent_encode(&full, NON_ALPHANUMERIC);
    let saved = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}");
    ([(header::CONTENT_TYPE, media_type(file.kind).to_owned()), (header::CONTENT_DISPOSITION, saved)], bytes)
        .into_response()
}

fn media_type(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "application/pdf",
        FileKind::Png => "image/png",
        FileKind::Jpeg => "image/jpeg",
        FileKind::Text => "text/plain; charset=utf-8",
        FileKind::Csv => "text/csv; charset=utf-8",
        FileKind::Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileKind::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
}

/// A size in words: "12 kB", "1.4 MB".
pub(crate) fn size(bytes: &u64) -> String {
    let kilo = bytes.div_ceil(1024);
    if kilo < 1024 { format!("{kilo} kB") } else { format!("{:.1} MB", *bytes as f64 / f64::from(1 << 20)) }
}
