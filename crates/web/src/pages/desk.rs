//! The desk: every alliance in which one has a seat, those that need a person first.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource, Role, may};
use rowlock_core::gate;
use rowlock_core::id::PersonId;
use rowlock_store::DeskRow;
use serde::Deserialize;

use crate::app::App;
use crate::guard::Who;
use crate::marks::{self, Marks};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words;

/// How many alliances a page of the desk shows.
const A_PAGE: u32 = 25;

#[derive(Template)]
#[template(path = "pages/desk.html")]
struct Desk {
    frame: Frame,
    list: Arc<DeskList>,
    before: Option<u32>,
    after: Option<u32>,
}

/// Whose desk, which page, and as of when.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct DeskKey {
    account: String,
    page: u32,
    stamp: u64,
    today: Date,
}

/// A page of a desk.
pub(crate) struct DeskList {
    rows: Vec<Row>,
    /// How many alliances there are on all pages.
    count: u64,
}

struct Row {
    row: DeskRow,
    marks: Marks,
    today: Date,
    role: &'static str,
    /// Why an adviser cannot enter, where so.
    waits: bool,
    sees_verdict: bool,
}

impl Row {
    fn paused(&self) -> Option<&(Date, String)> {
        self.marks.paused(self.today)
    }

    fn due(&self) -> Option<&(Date, String)> {
        self.marks.due(self.today)
    }

    fn coming(&self) -> Option<&(Date, String)> {
        self.marks.coming(self.today)
    }
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    page: Option<u32>,
    done: Option<String>,
}

/// Shows it.
pub(crate) async fn show(State(app): State<App>, who: Who, Query(asked): Query<Asked>) -> Result<Page, Oops> {
    let page = asked.page.unwrap_or(1).clamp(1, 100_000);
    let list = list(&app, &who, page).await?;
    let mut frame = Frame::of("Desk", &who.name);
    frame.done = asked.done.as_deref().and_then(words::done);
    let more = u64::from(page) * u64::from(A_PAGE) < list.count;
    let (before, after) = ((page > 1).then(|| page - 1), more.then_some(page + 1));
    Page::of(&Desk { frame, list, before, after })
}

/// A page of a desk, from the store where anything on it may have changed.
async fn list(app: &App, who: &Who, page: u32) -> Result<Arc<DeskList>, Oops> {
    let key = DeskKey { account: who.account.clone(), page, stamp: who.desk_stamp, today: app.world.today() };
    if let Some(known) = app.desks.get(&key) {
        return Ok(known);
    }
    let today = key.today.to_string();
    let (found, count) = app.store.desk(&who.account, &today, A_PAGE, (page - 1) * A_PAGE).await?;
    let mut marks = marks::all(app, &who.account).await?;
    let mut rows = Vec::with_capacity(found.len());
    for row in found {
        rows.push(row_of(app, row, &mut marks).await?);
    }
    let list = Arc::new(DeskList { rows, count });
    app.desks.insert(key, Arc::clone(&list));
    Ok(list)
}

async fn row_of(app: &App, row: DeskRow, marks: &mut BTreeMap<String, Marks>) -> Result<Row, Oops> {
    let role = Role::ALL.iter().copied().find(|role| role.word() == row.role).unwrap_or(Role::Stranger);
    let waits = match row.person.as_deref().and_then(|id| PersonId::parse(id).ok()) {
        Some(person) if role == Role::Adviser => {
            let case = app.case(&row.alliance, row.head).await?;
            !gate::adviser_may_see(&case.whole, &person, app.world.today())
        }
        _ => role == Role::Adviser,
    };
    let word = match role {
        Role::Lead => "you lead",
        Role::Partner => "you are a partner",
        Role::Adviser => "you advise",
        _ => "you look on",
    };
    Ok(Row {
        marks: marks.remove(&row.alliance).unwrap_or_default(),
        today: app.world.today(),
        sees_verdict: may(role, Resource::Verdict, Action::See) && !waits,
        role: word,
        row,
        waits,
    })
}
