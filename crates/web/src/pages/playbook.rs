//! One playbook: what it says, its versions and what changed between them, and what began from it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::playbook::{Part, Playbook, difference};
use rowlock_files::playbook::write_playbook;
use serde::Deserialize;

use crate::app::App;
use crate::guard::Who;
use crate::list::download;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::playbooks::{Descendant, Section, counted, descendants, latest, name, sections, versions};
use crate::words::{self, day, day_of};

#[derive(Template)]
#[template(path = "pages/playbook.html")]
struct PlaybookPage {
    frame: Frame,
    playbook: Playbook,
    began: String,
    until: String,
    used: String,
    /// The clauses with their names.
    clauses: Vec<(String, String)>,
    /// The other parts with their lines.
    parts: Vec<(&'static str, Vec<String>)>,
    descendants: Vec<Descendant>,
    versions: Vec<Version>,
    is_latest: bool,
}

/// A version in the list of versions.
struct Version {
    number: u32,
    saved: String,
    /// What changed against the version before; none for the first.
    changes: Option<Vec<Section>>,
}

#[derive(Template)]
#[template(path = "pages/playbook_delete.html")]
struct Delete {
    frame: Frame,
    playbook: Playbook,
    began: usize,
}

/// What an address asks for besides its path.
#[derive(Deserialize)]
pub(crate) struct Asked {
    version: Option<u32>,
    done: Option<String>,
}

/// Shows it.
pub(crate) async fn show(
    State(app): State<App>,
    who: Who,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Page, Oops> {
    let known = versions(&app, &who, &id).await?;
    let newest = known.last().map_or(0, |last| last.playbook.version);
    let wanted = asked.version.unwrap_or(newest);
    let shown = known.iter().find(|known| known.playbook.version == wanted).ok_or(Oops::NotFound)?;
    let descendants = descendants(&app, &who, &id).await?;
    let playbook = counted(shown.playbook.clone(), &descendants);
    let mut told = Vec::new();
    for (place, version) in known.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| known.get(before));
        told.push(Version {
            number: version.playbook.version,
            saved: day_of(version.saved_at),
            changes: before
                .map(|before| sections(&difference(&before.playbook, &version.playbook), &app.framework)),
        });
    }
    told.reverse();
    let title = match playbook.version {
        0..=1 => playbook.name.clone(),
        version => format!("{}, version {version}", playbook.name),
    };
    let mut frame = Frame::of(&title, &who.name);
    frame.done = asked.done.as_deref().and_then(words::done);
    Page::of(&PlaybookPage {
        frame,
        began: day(playbook.origin.began),
        until: day(playbook.origin.until),
        used: words::sentence(&playbook.used.words()),
        clauses: playbook
            .clauses
            .iter()
            .map(|clause| (name(Part::Clauses, clause.clause.as_str(), &app.framework), clause.text.clone()))
            .collect(),
        parts: parts(&app, &playbook),
        descendants,
        versions: told,
        is_latest: wanted == newest,
        playbook,
    })
}

/// The parts besides clauses and lessons, each line with its day where it has one.
fn parts(app: &App, playbook: &Playbook) -> Vec<(&'static str, Vec<String>)> {
    let parts = Part::ALL.into_iter().filter(|part| !matches!(part, Part::Clauses | Part::Lessons));
    let mut parts: Vec<(&'static str, Vec<String>)> = parts
        .map(|part| {
            let days: Vec<u32> = match part {
                Part::StopRules => playbook.stop_rules.iter().map(|rule| rule.days).collect(),
                Part::Obligations => playbook.obligations.iter().map(|duty| duty.days).collect(),
                _ => Vec::new(),
            };
            let lines = playbook.listed(part).into_iter().enumerate().map(|(place, (about, line))| {
                match (part, days.get(place)) {
                    (Part::Diligence, _) => name(part, &about, &app.framework),
                    (_, Some(days)) => format!("{line}, by day {days}"),
                    (_, None) => words::sentence(&line),
                }
            });
            (part.title(), lines.collect())
        })
        .collect();
    let rounds = playbook
        .rounds
        .iter()
        .map(|round| format!("A {} round, {} days after the record begins", form(round.form), round.days));
    parts.push(("Rounds", rounds.collect()));
    parts.retain(|(_, lines)| !lines.is_empty());
    parts
}

/// The form of a round in a word.
pub(super) fn form(form: rowlock_core::fact::RoundForm) -> &'static str {
    match form {
        rowlock_core::fact::RoundForm::Full => "full",
        rowlock_core::fact::RoundForm::Short => "short",
        _ => "further",
    }
}

/// The playbook as a file, with what is known of what began from it.
pub(crate) async fn file(State(app): State<App>, who: Who, Path(id): Path<String>) -> Result<Response, Oops> {
    let playbook = whole(&app, &who, &id).await?;
    let text = write_playbook(&playbook).map_err(Oops::Internal)?;
    let name = format!("{id}-version-{}.playbook.toml", playbook.version);
    Ok(download(&name, "application/toml; charset=utf-8", text.into_bytes()))
}

async fn whole(app: &App, who: &Who, id: &str) -> Result<Playbook, Oops> {
    let playbook = latest(app, who, id).await?;
    Ok(counted(playbook, &descendants(app, who, id).await?))
}

/// The playbook as a paper.
pub(crate) async fn paper(
    State(app): State<App>,
    who: Who,
    Path((id, kind)): Path<(String, String)>,
) -> Result<Response, Oops> {
    let playbook = whole(&app, &who, &id).await?;
    let document = rowlock_documents::playbook(&playbook, &app.framework);
    super::papers::file(document, &format!("playbook-{}", crate::found::slug(&playbook.name)), &kind).await
}

/// Asks before it is deleted.
pub(crate) async fn ask_to_delete(
    State(app): State<App>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Page, Oops> {
    let playbook = latest(&app, &who, &id).await?;
    let began = descendants(&app, &who, &id).await?.len();
    Page::of(&Delete { frame: Frame::of("Delete a playbook", &who.name), playbook, began })
}

/// Deletes it with all its versions.
pub(crate) async fn delete(
    State(app): State<App>,
    who: Who,
    Path(id): Path<String>,
) -> Result<Response, Oops> {
    latest(&app, &who, &id).await?;
    app.store.delete_playbook(&who.account, &id).await?;
    Ok(Redirect::to("/playbooks").into_response())
}
