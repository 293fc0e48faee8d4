//! Playbooks of an account: reading and keeping them, what began from them, and how they are told on pages.

use jiff::Timestamp;
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::framework::Framework;
use rowlock_core::id::{CheckId, ClauseId, PlaybookId};
use rowlock_core::playbook::{Change, Line, Part, Playbook, Used, outcome};
use rowlock_store::SavedPlaybook;

use crate::app::App;
use crate::guard::{self, Who};
use crate::markdown::{Piece, compared};
use crate::oops::Oops;

/// A version of a playbook with the moment at which it was saved.
pub(crate) struct Known {
    /// The playbook.
    pub playbook: Playbook,
    /// When it was saved.
    pub saved_at: Timestamp,
}

/// An alliance that began from a playbook, as far as whoever looks may see it.
pub(crate) struct Descendant {
    /// Its id.
    pub alliance: String,
    /// What people call it.
    pub name: String,
    /// When it began.
    pub began: Option<Date>,
    /// How it came out, in words.
    pub outcome: &'static str,
    counted: Used,
}

/// Reads what was saved.
pub(crate) fn read(saved: &SavedPlaybook) -> Result<Known, Oops> {
    let playbook = serde_json::from_str(&saved.text)
        .map_err(|error| Oops::Internal(format!("the playbook {}: {error}", saved.playbook)))?;
    Ok(Known { playbook, saved_at: saved.saved_at })
}

/// A playbook as it is saved.
pub(crate) fn saved(playbook: &Playbook, at: Timestamp) -> Result<SavedPlaybook, Oops> {
    let text = serde_json::to_string(playbook).map_err(|error| Oops::Internal(error.to_string()))?;
    let (id, version) = (playbook.id.to_string(), playbook.version);
    Ok(SavedPlaybook { playbook: id, version, saved_at: at, text })
}

/// Keeps a playbook for an account.
///
/// # Errors
/// One sentence, when the store fails.
pub async fn keep_playbook(app: &App, account: &str, playbook: &Playbook) -> Result<(), String> {
    let failed = |_| "The store did not take the playbook.".to_owned();
    let saved = saved(playbook, app.world.now()).map_err(failed)?;
    app.store.save_playbook(account, &saved).await.map_err(|error| error.to_string())?;
    Ok(())
}

/// All versions of one playbook of whoever is signed in, the latest last; not there and not theirs are the same.
pub(crate) async fn versions(app: &App, who: &Who, id: &str) -> Result<Vec<Known>, Oops> {
    let saved = app.store.playbook_versions(&who.account, id).await?;
    if saved.is_empty() {
        return Err(Oops::NotFound);
    }
    saved.iter().map(read).collect()
}

/// The latest version of one playbook of whoever is signed in.
pub(crate) async fn latest(app: &App, who: &Who, id: &str) -> Result<Playbook, Oops> {
    versions(app, who, id).await?.pop().map(|known| known.playbook).ok_or(Oops::NotFound)
}

/// Saves a playbook as the next version.
pub(crate) async fn save(app: &App, who: &Who, mut playbook: Playbook) -> Result<u32, Oops> {
    let versions = app.store.playbook_versions(&who.account, playbook.id.as_str()).await?;
    if let Some(last) = versions.last() {
        playbook.version = last.version.saturating_add(1);
    }
    let kept = app.store.save_playbook(&who.account, &saved(&playbook, app.world.now())?).await?;
    if kept { Ok(playbook.version) } else { Err(Oops::Conflict) }
}

/// The alliances that began from a playbook and that whoever is signed in may see, the first one first.
pub(crate) async fn descendants(app: &App, who: &Who, id: &str) -> Result<Vec<Descendant>, Oops> {
    let seats = app.store.begun_from(&who.account, id).await?;
    let mut found = Vec::new();
    for seat in guard::seats_of(app, who, seats).await? {
        if !seat.may(Action::See, Resource::Learning) {
            continue;
        }
        let case = app.case(&seat.alliance, seat.head).await?;
        let came_out = outcome(&case.whole, app.world.today());
        let mut counted = Used::default();
        counted.count(came_out);
        found.push(Descendant {
            alliance: seat.alliance,
            name: case.whole.name.clone(),
            began: case.whole.founded_on,
            outcome: match came_out {
                rowlock_core::fact::Outcome::Succeeded => "reached its aim",
                rowlock_core::fact::Outcome::Mixed => "reached some of its aim",
                rowlock_core::fact::Outcome::Failed => "failed",
                rowlock_core::fact::Outcome::Ongoing => "goes on",
            },
            counted,
        });
    }
    found.sort_by(|one, other| (one.began, &one.alliance).cmp(&(other.began, &other.alliance)));
    Ok(found)
}

/// A playbook with what is known here of its descendants added to what it was told elsewhere.
pub(crate) fn counted(mut playbook: Playbook, descendants: &[Descendant]) -> Playbook {
    let used = &mut playbook.used;
    for one in descendants {
        used.reached += one.counted.reached;
        used.some += one.counted.some;
        used.failed += one.counted.failed;
        used.going_on += one.counted.going_on;
    }
    playbook
}

/// A part of what is different, as a page shows it.
pub(crate) struct Section {
    /// The name of the part.
    pub title: &'static str,
    /// Its lines.
    pub lines: Vec<Told>,
}

/// A line that is different, as a page shows it.
pub(crate) struct Told {
    /// How: "added", "dropped" or "reworded".
    pub how: &'static str,
    /// What it is about; empty where the text says so.
    pub about: String,
    /// The words, kept, added and removed.
    pub pieces: Vec<Piece>,
}

/// What is different, by parts.
pub(crate) fn sections(lines: &[Line], framework: &Framework) -> Vec<Section> {
    let parts = Part::ALL.into_iter().map(|part| {
        let lines = lines.iter().filter(|line| line.part == part);
        let lines = lines.map(|line| told(line, framework)).collect();
        Section { title: part.title(), lines }
    });
    parts.filter(|section| !section.lines.is_empty()).collect()
}

fn told(line: &Line, framework: &Framework) -> Told {
    let about = name(line.part, &line.about, framework);
    let piece = |done: &'static str, text: &str| vec![Piece { done, text: text.to_owned() }];
    let shown = |text: &str| if line.part == Part::Diligence { about.clone() } else { text.to_owned() };
    let (how, pieces) = match &line.change {
        Change::Added(text) => ("added", piece("added", &shown(text))),
        Change::Dropped(text) => ("dropped", piece("kept", &shown(text))),
        Change::Reworded { from, to } => ("reworded", compared(from.trim(), to.trim())),
    };
    let about = if line.part == Part::Clauses { about } else { String::new() };
    Told { how, about, pieces }
}

/// What a line is about, as people call it.
pub(crate) fn name(part: Part, about: &str, framework: &Framework) -> String {
    let known = match part {
        Part::Clauses => {
            ClauseId::parse(about).ok().and_then(|id| framework.clause(&id)).map(|clause| &clause.name)
        }
        Part::Diligence => {
            CheckId::parse(about).ok().and_then(|id| framework.check(&id)).map(|check| &check.name)
        }
        _ => None,
    };
    known.map_or_else(|| about.to_owned(), Clone::clone)
}

/// An id for a new playbook: its name in short, and a few digits of chance, so that two never meet.
pub(crate) fn new_id(app: &App, name: &str) -> Result<PlaybookId, Oops> {
    PlaybookId::parse(&crate::found::new_id(app, name)).map_err(|error| Oops::Internal(error.to_string()))
}
