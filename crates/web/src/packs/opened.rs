//! Packs that were exchanged, side by side, check by check, with what was found.

use askama::Template;
use rowlock_core::alliance::{Exchange, ExchangeState, until};
use rowlock_core::fact::{Evidence, Finding, Shown};
use rowlock_core::gate::{self, PackSight, PackView, pack_sight};
use rowlock_core::id::{CheckId, PartyId};

use crate::case::Scene;
use crate::oops::Oops;
use crate::pages::diligence::{State, state};
use crate::words::day;

/// Where the files of a pack and the findings on a check have their pages.
pub(crate) enum Paths {
    /// Behind a personal link, under this path.
    Link(String),
    /// In the alliance, for whoever has a seat.
    Seat,
}

impl Paths {
    fn file(&self, scene: &Scene, exchange: &Exchange, party: &PartyId, file: &str) -> String {
        let id = &exchange.opened.value.exchange;
        match self {
            Self::Link(base) => format!("{base}/packs/{party}/files/{file}"),
            Self::Seat => scene.to(&format!("/diligence/{id}/packs/{party}/files/{file}")),
        }
    }

    fn finding(&self, scene: &Scene, party: &PartyId, check: &CheckId) -> String {
        match self {
            Self::Link(base) => format!("{base}/findings/{party}/{check}"),
            Self::Seat => scene.to(&format!("/parties/{party}/diligence/{check}")),
        }
    }
}

#[derive(Template)]
#[template(path = "packs/opened.html")]
struct Opened {
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "packs/shown.html")]
struct OneShown {
    on: String,
    shown: Shows,
}

struct Row {
    id: String,
    name: String,
    sides: Vec<Side>,
}

struct Side {
    party: String,
    shown: Shows,
    state: State,
    found: Vec<(String, &'static str, String)>,
    page: String,
    is_own: bool,
}

/// What one side shows on one check.
enum Shows {
    Nothing(String),
    Declines(String),
    Given(Given),
    Erased,
    Missing,
    Hidden,
}

struct Given {
    consented: Option<String>,
    notes: Vec<(String, String)>,
    /// Name, path, kind and size, day, and hash.
    files: Vec<File>,
}

struct File {
    name: String,
    path: String,
    told: String,
    sha256: String,
}

/// The packs as far as whoever looks may see them, as a part of a page.
pub(crate) fn opened(scene: &Scene, exchange: &Exchange, paths: &Paths) -> Result<String, Oops> {
    let viewer = scene.seat.viewer();
    let mut packs = Vec::new();
    for party in &exchange.opened.value.parties {
        let view = gate::pack(&viewer, &scene.alliance, exchange, party, (&scene.case.ring, scene.on));
        packs.push((party, view));
    }
    let mut rows = Vec::new();
    for id in &exchange.opened.value.checks {
        let Some(check) = scene.app.framework.check(id) else { continue };
        let sides = packs.iter().map(|(party, view)| side(scene, exchange, (party, id), view, paths));
        rows.push(Row { id: id.to_string(), name: check.name.clone(), sides: sides.collect() });
    }
    Ok(Opened { rows }.render()?)
}

/// What one party shows on one check in the exchanges whose packs whoever looks may see, each as a part of a page, the
/// latest first.
pub(crate) fn opened_for(
    scene: &Scene,
    (party, check): (&PartyId, &CheckId),
    paths: &Paths,
) -> Result<Vec<String>, Oops> {
    let viewer = scene.seat.viewer();
    let mut exchanges: Vec<&Exchange> = scene.alliance.pack_exchanges.values().collect();
    exchanges.sort_by_key(|exchange| std::cmp::Reverse(exchange.opened.seq));
    let mut parts = Vec::new();
    for exchange in exchanges {
        let asks = exchange.opened.value.checks.contains(check);
        let is_over = exchange.state(scene.on) == ExchangeState::Exchanged;
        if !asks
            || !is_over
            || pack_sight(&viewer, &scene.alliance, exchange, party, scene.on) < PackSight::Whole
        {
            continue;
        }
        let view = gate::pack(&viewer, &scene.alliance, exchange, party, (&scene.case.ring, scene.on));
        let side = side(scene, exchange, (party, check), &view, paths);
        let on = exchange.exchanged.as_ref().map(|at| day(at.on)).unwrap_or_default();
        parts.push(OneShown { on, shown: side.shown }.render()?);
    }
    Ok(parts)
}

fn side(
    scene: &Scene,
    exchange: &Exchange,
    (party, check): (&PartyId, &CheckId),
    view: &PackView,
    paths: &Paths,
) -> Side {
    let shown = match view {
        PackView::Open(pack) => pack
            .shown
            .get(check)
            .map_or(Shows::Missing, |shown| shows(shown, |file| paths.file(scene, exchange, party, file))),
        PackView::Erased => Shows::Erased,
        PackView::NotIn => Shows::Missing,
        PackView::Hidden => Shows::Hidden,
    };
    Side {
        party: scene.alliance.party_name(party).to_owned(),
        shown,
        state: state(scene, party, check),
        found: found(scene, party, check),
        page: paths.finding(scene, party, check),
        is_own: scene.seat.party.as_ref() == Some(party),
    }
}

fn shows(shown: &Shown, path: impl Fn(&str) -> String) -> Shows {
    match &shown.what {
        Evidence::Nothing(why) => Shows::Nothing(why.clone()),
        Evidence::Declined(why) => Shows::Declines(why.clone()),
        Evidence::Given { notes, files } => Shows::Given(Given {
            consented: shown.consented_on.map(day),
            notes: notes.iter().map(|note| (day(note.on), note.text.clone())).collect(),
            files: files
                .iter()
                .map(|file| File {
                    name: file.name.clone(),
                    path: path(file.id.as_str()),
                    told: format!(
                        "{}, {}, put in on {}",
                        file.kind.word(),
                        super::files::size(&file.size),
                        day(file.on)
                    ),
                    sha256: file.sha256.clone(),
                })
                .collect(),
        }),
    }
}

/// All that was found of a party on a check, the latest first: the day, the word, and what was seen.
pub(crate) fn found(scene: &Scene, party: &PartyId, check: &CheckId) -> Vec<(String, &'static str, String)> {
    let known = scene.alliance.parties.get(party).and_then(|party| party.diligence.get(check));
    let found = known.map(|known| known.found.as_slice()).unwrap_or_default();
    let told = until(found, scene.on).rev();
    told.map(|entry| (day(entry.on), word(entry.value.finding), entry.value.evidence.clone())).collect()
}

/// What a check came to, in a word or two.
pub(crate) fn word(finding: Finding) -> &'static str {
    match finding {
        Finding::Clear => "Clear",
        Finding::Flag => "Flag",
        Finding::RedFlag => "Red flag",
    }
}
