//! Due diligence: what is checked of whom and what it came to, flags first, and the exchanges of packs.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use askama::Template;
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Dated, Exchange, ExchangeState, by_then, good_until, last_on};
use rowlock_core::charter::party_names;
use rowlock_core::fact::{DiligenceFound, Finding};
use rowlock_core::id::{CheckId, PartyId};
use rowlock_documents::Kind;

use crate::case::Scene;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::{count, day};

/// How many days before it goes stale evidence is spoken of.
const AHEAD: i64 = 30;

#[derive(Template)]
#[template(path = "pages/diligence.html")]
struct DiligencePage<'a> {
    frame: Frame,
    scene: &'a Scene,
    parties: Vec<String>,
    rows: Vec<Row>,
    exchanges: Vec<(String, String, String)>,
    flags: usize,
    stale: usize,
    may_write: bool,
}

/// A check, with where it stands for each party.
struct Row {
    name: String,
    cells: Vec<(String, State)>,
    rank: u8,
}

/// Where a check of a party stands.
#[derive(Clone)]
pub(crate) struct State {
    /// The mark that goes with it.
    pub mark: &'static str,
    /// In words.
    pub word: String,
    rank: u8,
}

impl State {
    fn new(mark: &'static str, rank: u8, word: impl Into<String>) -> Self {
        Self { mark, word: word.into(), rank }
    }
}

/// Where a check of a party stands on the day looked at.
pub(crate) fn state(scene: &Scene, party: &PartyId, check: &CheckId) -> State {
    let known = scene.alliance.parties.get(party).and_then(|party| party.diligence.get(check));
    if let Some(found) = known.and_then(|known| last_on(&known.found, scene.on)) {
        return found_state(scene, found);
    }
    let exchanges = scene.alliance.pack_exchanges.values().filter(|exchange| {
        let opened = &exchange.opened;
        opened.on <= scene.on && exchange.is_of(party) && opened.value.checks.contains(check)
    });
    let latest = exchanges.max_by_key(|exchange| exchange.opened.seq);
    let is_asked = known.and_then(|known| by_then(known.asked.as_ref(), scene.on)).is_some();
    match latest.map(|exchange| (exchange, exchange.state(scene.on))) {
        Some((exchange, ExchangeState::Exchanged)) => match exchange.consents.get(party) {
            Some(said) if said.value.declined.contains(check) => State::new("watch", 3, "Declined"),
            Some(said) if said.value.consented.contains(check) => {
                State::new("unknown", 5, "Consented, handed in; nobody has said what it came to")
            }
            _ => State::new("unknown", 5, "Handed in; nobody has said what it came to"),
        },
        Some((exchange, ExchangeState::Open)) if exchange.has_handed_in(party, scene.on) => {
            State::new("unknown", 6, "Handed in, sealed")
        }
        Some((_, ExchangeState::Open)) => State::new("unknown", 7, "Asked"),
        _ if is_asked => State::new("unknown", 7, "Asked"),
        _ => State::new("unknown", 9, "Not asked"),
    }
}

fn found_state(scene: &Scene, found: &Dated<DiligenceFound>) -> State {
    let (mark, rank, word) = match found.value.finding {
        Finding::RedFlag => ("alarm", 0, "Red flag"),
        Finding::Flag => ("watch", 1, "Flag"),
        Finding::Clear => ("clear", 8, "Clear"),
    };
    match good_until(&scene.app.framework, found) {
        Some(until) if until < scene.on => {
            let mark = if mark == "clear" { "watch" } else { mark };
            State::new(mark, rank.min(2), format!("{word}, stale since {}", day(until)))
        }
        Some(until) if until <= soon(scene) => {
            State::new(mark, rank.min(4), format!("{word}, goes stale on {}", day(until)))
        }
        _ => State::new(mark, rank, format!("{word}, seen on {}", day(found.on))),
    }
}

fn soon(scene: &Scene) -> Date {
    scene.on.checked_add(AHEAD.days()).unwrap_or(scene.on)
}

/// Those at the table: lead and partners, then candidates.
fn at_the_table(scene: &Scene) -> Vec<&PartyId> {
    let signers = scene.alliance.signers(scene.on).into_iter();
    signers.chain(scene.alliance.candidates(scene.on)).collect()
}

/// What was found and still counts or has gone stale: of whom, on which check, and until when it is good.
pub(crate) fn evidence_by_day(scene: &Scene) -> Vec<(&PartyId, &CheckId, Date)> {
    let mut found = Vec::new();
    for party in at_the_table(scene) {
        for (check, known) in &scene.alliance.parties[party].diligence {
            let last = last_on(&known.found, scene.on);
            if let Some(until) = last.and_then(|found| good_until(&scene.app.framework, found)) {
                found.push((party, check, until));
            }
        }
    }
    found
}

/// What goes stale within thirty days, or has gone stale: in words, with its page and its day.
pub(crate) fn going_stale(scene: &Scene) -> Vec<(String, String, Date)> {
    let soon = soon(scene);
    let found = evidence_by_day(scene).into_iter().filter(|(.., until)| *until <= soon);
    let told = found.map(|(party, check, until)| {
        let name = scene.app.framework.check(check).map_or(check.as_str(), |check| &check.name);
        let text = format!("{}: {name}", scene.alliance.party_name(party));
        (text, format!("/parties/{party}/diligence/{check}"), until)
    });
    told.collect()
}

/// The exchanges that are open on the day looked at.
pub(crate) fn open_exchanges(scene: &Scene) -> impl Iterator<Item = &Exchange> {
    scene
        .alliance
        .pack_exchanges
        .values()
        .filter(|exchange| exchange.opened.on <= scene.on && exchange.state(scene.on) == ExchangeState::Open)
}

/// The parties of an exchange, in words.
pub(crate) fn between(scene: &Scene, exchange: &Exchange) -> String {
    party_names(&scene.alliance, &exchange.opened.value.parties)
}

/// Where an exchange stands, in a sentence.
pub(crate) fn exchange_state(scene: &Scene, exchange: &Exchange) -> String {
    match exchange.state(scene.on) {
        ExchangeState::Exchanged => {
            let on = exchange.exchanged.as_ref().map_or(scene.on, |at| at.on);
            format!("exchanged on {}", day(on))
        }
        ExchangeState::Closed => {
            let on = exchange.closed.as_ref().map_or(scene.on, |at| at.on);
            format!("ended on {} without an exchange", day(on))
        }
        ExchangeState::Open => {
            let all = exchange.opened.value.parties.len();
            let missing = exchange.missing(scene.on).len();
            let late = if exchange.opened.value.due < scene.on { "was due" } else { "due" };
            format!("{} of {all} packs in, {late} on {}", all - missing, day(exchange.opened.value.due))
        }
    }
}

fn rows(scene: &Scene) -> Vec<Row> {
    let parties = at_the_table(scene);
    let mut checks: BTreeSet<&CheckId> = BTreeSet::new();
    for party in &parties {
        checks.extend(scene.alliance.parties[*party].diligence.keys());
    }
    for exchange in scene.alliance.pack_exchanges.values().filter(|exchange| exchange.opened.on <= scene.on) {
        checks.extend(&exchange.opened.value.checks);
    }
    let listed = scene.app.framework.diligence.iter().filter(|check| checks.contains(&check.id));
    let mut rows: Vec<Row> = listed
        .map(|check| {
            let cells: Vec<(String, State)> = parties
                .iter()
                .map(|party| {
                    let path = scene.to(&format!("/parties/{party}/diligence/{}", check.id));
                    (path, state(scene, party, &check.id))
                })
                .collect();
            let rank = cells.iter().map(|(_, state)| state.rank).min().unwrap_or(9);
            Row { name: check.name.clone(), cells, rank }
        })
        .collect();
    rows.sort_by_key(|row| row.rank);
    rows
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let rows = rows(&scene);
    let of_rank = |ranks: std::ops::RangeInclusive<u8>| {
        rows.iter().flat_map(|row| &row.cells).filter(|(_, state)| ranks.contains(&state.rank)).count()
    };
    let mut exchanges: Vec<&Exchange> =
        scene.alliance.pack_exchanges.values().filter(|exchange| exchange.opened.on <= scene.on).collect();
    exchanges.sort_by_key(|exchange| Reverse(exchange.opened.seq));
    let parties = at_the_table(&scene);
    Page::of(&DiligencePage {
        frame: scene.frame("Due diligence", "focus", "diligence"),
        parties: parties.iter().map(|party| scene.alliance.party_name(party).to_owned()).collect(),
        flags: of_rank(0..=1),
        stale: going_stale(&scene).len(),
        exchanges: exchanges
            .into_iter()
            .map(|exchange| {
                let id = &exchange.opened.value.exchange;
                let path = scene.to(&format!("/diligence/{id}"));
                (path, between(&scene, exchange), exchange_state(&scene, exchange))
            })
            .collect(),
        may_write: scene.may(Action::Write, Resource::Diligence),
        rows,
        scene: &scene,
    })
}

/// What the checks of one party came to, in a sentence.
pub(crate) fn of_party_in_short(scene: &Scene, party: &PartyId) -> String {
    let checks = scene.app.framework.diligence.iter();
    let states: Vec<State> = checks.map(|check| state(scene, party, &check.id)).collect();
    let of = |ranks: std::ops::RangeInclusive<u8>| {
        states.iter().filter(|state| ranks.contains(&state.rank)).count()
    };
    let known = [
        (of(0..=1), ["flag", "flags"]),
        (of(2..=2), ["stale finding", "stale findings"]),
        (of(3..=3), ["check declined", "checks declined"]),
        (of(4..=4) + of(8..=8), ["check clear", "checks clear"]),
        (of(5..=7), ["check without a finding", "checks without a finding"]),
    ];
    let told = known.into_iter().filter(|(number, _)| *number > 0);
    let told: Vec<String> = told.map(|(number, [one, many])| count(number, one, many)).collect();
    if told.is_empty() {
        return "Nothing was asked of it yet.".to_owned();
    }
    crate::words::sentence(&rowlock_core::fact::list(&told))
}

/// The room Focus in a sentence: exchanges, flags, what goes stale.
pub(crate) fn in_short(scene: &Scene) -> String {
    let open = open_exchanges(scene).count();
    let flags =
        rows(scene).iter().flat_map(|row| row.cells.clone()).filter(|(_, state)| state.rank <= 1).count();
    let stale = going_stale(scene).len();
    let mut told = Vec::new();
    if flags > 0 {
        told.push(count(flags, "flag", "flags"));
    }
    if open > 0 {
        told.push(format!("{} open", count(open, "exchange", "exchanges")));
    }
    if stale > 0 {
        told.push(format!("{} stale or going stale", count(stale, "check", "checks")));
    }
    match (told.is_empty(), rows(scene).is_empty()) {
        (true, true) => "Nobody has shown anything yet.".to_owned(),
        (true, false) => "No flag, and nothing goes stale soon.".to_owned(),
        (false, _) => crate::words::sentence(&rowlock_core::fact::list(&told)),
    }
}

/// The same as a file: a line for each check of each party.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("check", Kind::Text),
        ("party", Kind::Text),
        ("state", Kind::Text),
        ("finding", Kind::Text),
        ("found on", Kind::Day),
        ("good until", Kind::Day),
        ("evidence", Kind::Text),
    ];
    let mut lines = Vec::new();
    for check in &scene.app.framework.diligence {
        for party in at_the_table(&scene) {
            let state = state(&scene, party, &check.id);
            if state.rank == 9 {
                continue;
            }
            let known = scene.alliance.parties[party].diligence.get(&check.id);
            let found = known.and_then(|known| last_on(&known.found, scene.on));
            let until = found.and_then(|found| good_until(&scene.app.framework, found));
            lines.push(vec![
                check.name.as_str().into(),
                scene.alliance.party_name(party).into(),
                state.word.into(),
                found.map(|found| crate::packs::opened::word(found.value.finding).to_owned()).into(),
                found.map(|found| found.on).into(),
                until.into(),
                found.map(|found| found.value.evidence.clone()).into(),
            ]);
        }
    }
    let sheet = list::sheet("Due diligence", &columns, lines);
    list::file(&sheet, format, scene.on)
}
