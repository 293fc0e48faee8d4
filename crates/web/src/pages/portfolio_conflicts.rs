//! Conflicts between the alliances of a portfolio, each with the facts behind it. It is for the one who looks, and
//! enters no page and no paper of an alliance.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use rowlock_analysis::portfolio::{Conflict, HOURS_OF_A_WEEK};
use rowlock_core::fact::{Seq, number};
use rowlock_documents::{Cell, Kind};
use serde::Deserialize;

use crate::app::App;
use crate::form::typed_number;
use crate::guard::Who;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::portfolio::{Portfolio, load};

/// How many are shown; the file has all.
const SHOWN: usize = 100;
/// How many facts are shown behind one; the file has all.
const FACTS: usize = 12;
/// The fewest and the most hours that a week can be set to.
const HOURS: [f64; 2] = [1.0, 100.0];

#[derive(Template)]
#[template(path = "pages/portfolio_conflicts.html")]
struct Conflicts {
    frame: Frame,
    rows: Vec<Row>,
    count: usize,
    hours: String,
    problem: Option<String>,
}

impl Conflicts {
    fn file(&self, end: &str) -> String {
        format!("/portfolio/conflicts.{end}?hours={}", self.hours)
    }
}

struct Row {
    title: &'static str,
    sentence: String,
    behind: Vec<Fact>,
    more: usize,
}

struct Fact {
    alliance: String,
    number: u64,
    to: String,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    hours: Option<String>,
}

impl Asked {
    /// The hours of a week that were asked for, or what is wrong with them.
    fn hours(&self) -> (f64, Option<String>) {
        let asked = self.hours.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let Some(asked) = asked else { return (HOURS_OF_A_WEEK, None) };
        let [low, high] = HOURS;
        let used = number(HOURS_OF_A_WEEK);
        let otherwise = format!("is not a number of hours from {low} to {high}; {used} is used instead.");
        match typed_number(asked, (low, high), &otherwise) {
            Ok(hours) => (hours.unwrap_or(HOURS_OF_A_WEEK), None),
            Err(problem) => (HOURS_OF_A_WEEK, Some(problem)),
        }
    }
}

/// Shows them.
pub(crate) async fn show(State(app): State<App>, who: Who, Query(asked): Query<Asked>) -> Result<Page, Oops> {
    let portfolio = load(&app, &who).await?;
    let (hours, problem) = asked.hours();
    let found = portfolio.conflicts_under(hours);
    Page::of(&Conflicts {
        frame: Frame::of("Conflicts between alliances", &who.name),
        count: found.len(),
        rows: found.into_iter().take(SHOWN).map(|conflict| row(&portfolio, conflict)).collect(),
        hours: number(hours),
        problem,
    })
}

fn row(portfolio: &Portfolio, conflict: Conflict) -> Row {
    let more = conflict.facts.len().saturating_sub(FACTS);
    let fact = |(place, seq): (usize, Seq)| {
        let row = &portfolio.held[place].row;
        let to = format!("/a/{}/record/{seq}", row.alliance);
        Fact { alliance: row.summary.name.clone(), number: seq.0, to }
    };
    Row {
        title: conflict.kind.title(),
        sentence: conflict.text,
        behind: conflict.facts.into_iter().take(FACTS).map(fact).collect(),
        more,
    }
}

/// All of them with every fact, as a file.
pub(crate) async fn list(
    State(app): State<App>,
    who: Who,
    Query(asked): Query<Asked>,
    format: Format,
) -> Result<Response, Oops> {
    let portfolio = load(&app, &who).await?;
    let columns = [
        ("conflict", Kind::Text),
        ("in words", Kind::Text),
        ("alliance", Kind::Text),
        ("fact", Kind::Number),
    ];
    let found = portfolio.conflicts_under(asked.hours().0);
    let rows = found.iter().flat_map(|conflict| {
        conflict.facts.iter().map(|(place, seq)| {
            vec![
                Cell::from(conflict.kind.title()),
                Cell::from(conflict.text.as_str()),
                Cell::from(portfolio.held[*place].row.summary.name.as_str()),
                Cell::from(seq.0 as f64),
            ]
        })
    });
    list::file(&list::sheet("Conflicts", &columns, rows), format, app.world.today())
}
