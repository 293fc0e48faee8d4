//! The playbooks of whoever is signed in, as a list, and bringing one in from a file.

use askama::Template;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::playbook::Playbook;
use rowlock_documents::{Cell, Kind, Sheet};
use rowlock_files::playbook::read_playbook;

use crate::app::App;
use crate::guard::Who;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::playbooks::{counted, descendants, read, save};
use crate::words::{count, day_of};

#[derive(Template)]
#[template(path = "pages/playbooks.html")]
struct Playbooks {
    frame: Frame,
    rows: Vec<Row>,
}

/// A playbook in the list.
struct Row {
    playbook: Playbook,
    holds: String,
    saved: String,
}

#[derive(Template)]
#[template(path = "pages/playbooks_import.html")]
struct Import {
    frame: Frame,
    problems: Vec<String>,
}

/// Shows them.
pub(crate) async fn show(State(app): State<App>, who: Who) -> Result<Page, Oops> {
    Page::of(&Playbooks { frame: Frame::of("Playbooks", &who.name), rows: rows(&app, &who).await? })
}

async fn rows(app: &App, who: &Who) -> Result<Vec<Row>, Oops> {
    let mut rows = Vec::new();
    for saved in app.store.playbooks(&who.account).await? {
        let known = read(&saved)?;
        let began = descendants(app, who, &saved.playbook).await?;
        let playbook = counted(known.playbook, &began);
        let holds = format!(
            "{}, {}",
            count(playbook.clauses.len(), "clause", "clauses"),
            count(playbook.lessons.len(), "lesson", "lessons")
        );
        rows.push(Row { holds, saved: day_of(known.saved_at), playbook });
    }
    Ok(rows)
}

/// The list as a file.
pub(crate) async fn list(State(app): State<App>, who: Who, format: Format) -> Result<Response, Oops> {
    list::file(&sheet(&rows(&app, &who).await?), format, app.world.today())
}

fn sheet(rows: &[Row]) -> Sheet {
    let columns = [
        ("playbook", Kind::Text),
        ("version", Kind::Number),
        ("clauses", Kind::Number),
        ("lessons", Kind::Number),
        ("made of an alliance that", Kind::Text),
        ("reached their aim", Kind::Number),
        ("reached some of it", Kind::Number),
        ("failed", Kind::Number),
        ("go on", Kind::Number),
    ];
    let number = |value: usize| Cell::from(value as f64);
    let cells = rows.iter().map(|row| {
        let (playbook, used) = (&row.playbook, row.playbook.used);
        vec![
            Cell::from(playbook.name.as_str()),
            number(playbook.version as usize),
            number(playbook.clauses.len()),
            number(playbook.lessons.len()),
            Cell::from(playbook.origin.words()),
            number(used.reached as usize),
            number(used.some as usize),
            number(used.failed as usize),
            number(used.going_on as usize),
        ]
    });
    list::sheet("Playbooks", &columns, cells)
}

/// Asks for a file.
pub(crate) async fn import(who: Who) -> Result<Page, Oops> {
    import_page(&who, Vec::new())
}

fn import_page(who: &Who, problems: Vec<String>) -> Result<Page, Oops> {
    let title = if problems.is_empty() {
        "A playbook from a file"
    } else {
        "Please look again: a playbook from a file"
    };
    Page::of(&Import { frame: Frame::of(title, &who.name), problems })
}

/// Takes a playbook file in: as a new playbook, or as the next version of one that is there.
pub(crate) async fn take(State(app): State<App>, who: Who, mut parts: Multipart) -> Result<Response, Oops> {
    let unreadable = |error: MultipartError| Oops::BadRequest(error.body_text());
    let mut file = None;
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() == Some("file") {
            let name = part.file_name().filter(|name| !name.is_empty()).unwrap_or("playbook.toml").to_owned();
            file = Some((name, part.bytes().await.map_err(unreadable)?));
        }
    }
    let again = |problems: Vec<String>| import_page(&who, problems).map(IntoResponse::into_response);
    let Some((name, bytes)) = file.filter(|(_, bytes)| !bytes.is_empty()) else {
        return again(vec!["Choose a file first.".to_owned()]);
    };
    let Ok(text) = String::from_utf8(bytes.to_vec()) else {
        return again(vec![format!("{name}: this is not UTF-8 text. Save the file as UTF-8.")]);
    };
    let reading = {
        let app = app.clone();
        tokio::task::spawn_blocking(move || read_playbook(&name, &text, &app.framework))
    };
    let mut playbook = match reading.await.map_err(|error| Oops::Internal(error.to_string()))? {
        Ok(playbook) => playbook,
        Err(told) => {
            let told = told.to_string();
            let told = told.split("\n\n").map(|problem| problem.trim().to_owned());
            return again(told.filter(|problem| !problem.is_empty()).collect());
        }
    };
    // What was counted here is counted here again: the file of one's own playbook says it too.
    let before = app.store.playbook_versions(&who.account, playbook.id.as_str()).await?;
    if let Some(last) = before.last() {
        playbook.used = read(last)?.playbook.used;
    }
    let id = playbook.id.clone();
    save(&app, &who, playbook).await?;
    Ok(Redirect::to(&format!("/playbooks/{id}?done=playbook-in")).into_response())
}

/// All versions of all playbooks of somebody, for the file of all that is held about them.
pub(super) async fn export(app: &App, who: &Who) -> Result<Vec<serde_json::Value>, Oops> {
    let mut all = Vec::new();
    for latest in app.store.playbooks(&who.account).await? {
        for saved in app.store.playbook_versions(&who.account, &latest.playbook).await? {
            let known = read(&saved)?;
            let says = serde_json::to_value(&known.playbook);
            all.push(serde_json::json!({
                "playbook": saved.playbook,
                "version": saved.version,
                "saved": saved.saved_at.to_string(),
                "says": says.map_err(|error| Oops::Internal(error.to_string()))?,
            }));
        }
    }
    Ok(all)
}
