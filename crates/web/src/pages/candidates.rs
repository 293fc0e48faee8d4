//! The candidates: what each offers, what each covers of what is needed, conflicts first, and where one stands with them.

use askama::Template;
use axum::response::Response;

use rowlock_analysis::fit::{FitFinding, FitKind, fit};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Party, last_on};
use rowlock_core::fact::{Finding, Need, PartyRole, Seq, capital, words};
use rowlock_core::id::{CapabilityId, PartyId};
use rowlock_documents::Kind;

use crate::case::Scene;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::{count, day};

#[derive(Template)]
#[template(path = "pages/candidates.html")]
struct Candidates<'a> {
    frame: Frame,
    scene: &'a Scene,
    needs: Vec<String>,
    rows: Vec<Row>,
    earlier: Vec<(String, String)>,
    conclusions: Vec<(String, String, String, Seq)>,
    may_write: bool,
}

/// A candidate in the list.
pub(super) struct Row {
    pub id: String,
    pub name: String,
    pub brings: String,
    pub since: String,
    pub hours: Option<f64>,
    pub cost: Option<f64>,
    /// For each need: the level, and whether it is enough.
    pub levels: Vec<Mark>,
    /// The most telling finding of fit.
    pub fit: Mark,
    pub diligence: Mark,
}

/// A state with its word.
pub(super) struct Mark {
    pub state: &'static str,
    pub word: String,
}

fn mark(state: &'static str, word: impl Into<String>) -> Mark {
    Mark { state, word: word.into() }
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let earlier = scene.alliance.parties.iter().filter(|(_, party)| {
        let was = party.roles.iter().any(|role| role.value == PartyRole::Candidate && role.on <= scene.on);
        was && party.role(scene.on) != Some(PartyRole::Candidate)
    });
    let conclusions =
        rowlock_core::alliance::until(&scene.alliance.conclusions, scene.on).rev().map(|ended| {
            let names: Vec<&str> =
                ended.value.chosen.iter().map(|party| scene.alliance.party_name(party)).collect();
            let who = if names.is_empty() {
                "No suitable candidate".to_owned()
            } else {
                format!("Chosen: {}", rowlock_core::fact::list(&names))
            };
            (who, ended.value.why.clone(), day(ended.on), ended.seq)
        });
    Page::of(&Candidates {
        frame: scene.frame("Candidates", "focus", "candidates"),
        needs: needs(&scene).iter().map(need_in_words).collect(),
        rows: rows(&scene),
        earlier: earlier
            .map(|(id, party)| {
                (id.to_string(), format!("{}: {}", party.joined.value.name, became(party, &scene)))
            })
            .collect(),
        conclusions: conclusions.collect(),
        may_write: scene.may(Action::Write, Resource::Candidate),
        scene: &scene,
    })
}

fn became(party: &Party, scene: &Scene) -> String {
    let turn = last_on(&party.roles, scene.on);
    let on = turn.map_or_else(String::new, |turn| format!(" since {}", day(turn.on)));
    match turn.map(|turn| turn.value) {
        Some(PartyRole::Lead) => format!("leads{on}"),
        Some(PartyRole::Partner) => format!("a partner{on}"),
        _ => format!("no longer considered{on}"),
    }
}

/// What the joint business needs on the day looked at.
pub(super) fn needs(scene: &Scene) -> Vec<Need> {
    scene.alliance.joint_business(scene.on).map_or_else(Vec::new, |joint| joint.value.needs.clone())
}

/// A need as the head of a column: "Law, level 4".
fn need_in_words(need: &Need) -> String {
    format!("{}, level {}", capital(&words(need.capability.as_str())), need.level)
}

/// The candidates of the day looked at.
pub(super) fn rows(scene: &Scene) -> Vec<Row> {
    let (needs, found) = (needs(scene), fit(&scene.alliance, scene.on));
    scene.alliance.candidates(scene.on).into_iter().map(|id| row(scene, id, &needs, &found)).collect()
}

fn row(scene: &Scene, id: &PartyId, needs: &[Need], found: &[FitFinding]) -> Row {
    let party = &scene.alliance.parties[id];
    let offer = scene.alliance.offer(id, scene.on).map(|offer| &offer.value);
    let level = |need: &Need| match level_of(scene, id, &need.capability) {
        None => mark("unknown", "\u{2013}"),
        Some(level) if level >= need.level => mark("clear", level.to_string()),
        Some(level) => mark("watch", level.to_string()),
    };
    Row {
        id: id.to_string(),
        name: party.joined.value.name.clone(),
        brings: party.joined.value.brings.clone().unwrap_or_default(),
        since: day(party.joined.on),
        hours: offer.and_then(|offer| offer.hours_a_month),
        cost: offer.and_then(|offer| offer.cost_a_month),
        levels: needs.iter().map(level).collect(),
        fit: fit_in_a_word(id, found),
        diligence: diligence_in_a_word(party, scene),
    }
}

/// The highest level of a party's people at a capability, as peers see it where they were asked.
pub(super) fn level_of(scene: &Scene, party: &PartyId, capability: &CapabilityId) -> Option<u8> {
    let known = scene.alliance.parties.get(party)?.capabilities.iter();
    let levels = known.filter(|((claimed, _), _)| claimed == capability);
    levels.filter_map(|(_, entry)| Some(last_on(&entry.levels, scene.on)?.value?.checked())).max()
}

/// What fit says of a candidate in a word, the worst first.
pub(super) fn fit_in_a_word(id: &PartyId, found: &[FitFinding]) -> Mark {
    let of = |kind: FitKind| {
        found.iter().filter(|finding| finding.kind == kind && finding.parties.contains(id)).count()
    };
    let conflicts = of(FitKind::StructuralConflict);
    if conflicts > 0 {
        return mark("alarm", count(conflicts, "structural conflict", "structural conflicts"));
    }
    if of(FitKind::NoConflict) > 0 {
        return mark("clear", "no conflict built in");
    }
    mark("unknown", "not enough known")
}

/// What due diligence has come to, in a word.
pub(super) fn diligence_in_a_word(party: &Party, scene: &Scene) -> Mark {
    let asked =
        party.diligence.values().filter(|check| check.asked.as_ref().is_some_and(|one| one.on <= scene.on));
    let asked = asked.count();
    let latest: Vec<Finding> = party
        .diligence
        .values()
        .filter_map(|check| last_on(&check.found, scene.on).map(|found| found.value.finding))
        .collect();
    let of = |finding| latest.iter().filter(|one| **one == finding).count();
    match (asked, of(Finding::RedFlag), of(Finding::Flag)) {
        (0, 0, 0) if latest.is_empty() => mark("unknown", "not asked yet"),
        (_, red @ 1.., _) => mark("alarm", count(red, "red flag", "red flags")),
        (_, 0, flags @ 1..) => mark("watch", count(flags, "flag", "flags")),
        _ if latest.len() < asked => mark("unknown", format!("{} of {asked} found clear", latest.len())),
        _ => mark("clear", format!("all {} clear", latest.len())),
    }
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    // By these headings an import knows the columns again.
    let needs: Vec<String> =
        needs(&scene).iter().map(|need| format!("{} (level)", words(need.capability.as_str()))).collect();
    let mut columns = vec![("candidate", Kind::Text), ("since", Kind::Text), ("brings", Kind::Text)];
    columns.extend([("hours a month", Kind::Number), ("cost a month", Kind::Number)]);
    columns.extend(needs.iter().map(|need| (need.as_str(), Kind::Text)));
    columns.extend([("fit", Kind::Text), ("due diligence", Kind::Text)]);
    let cells = |row: Row| {
        let mut cells: Vec<rowlock_documents::Cell> =
            vec![row.name.into(), row.since.into(), row.brings.into()];
        cells.extend(
            [row.hours, row.cost].map(|value| value.map_or(rowlock_documents::Cell::Empty, Into::into)),
        );
        cells.extend(row.levels.into_iter().map(|level| match level.state {
            "unknown" => rowlock_documents::Cell::Empty,
            _ => level.word.into(),
        }));
        cells.extend([row.fit.word.into(), row.diligence.word.into()]);
        cells
    };
    let sheet = list::sheet("Candidates", &columns, rows(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
