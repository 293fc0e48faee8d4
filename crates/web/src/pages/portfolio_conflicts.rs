//! Conflicts between the alliances of a portfolio, each with the facts behind it. It is for the one who looks, and
//! enters no page and no paper of an alliance.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use rowlock_analysis::portfolio::{Conflict, Limits};
use rowlock_core::fact::number;
use rowlock_documents::{Cell, Kind};
use serde::Deserialize;

use crate::app::App;
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

struct Row {
    title: &'static str,
    sentence: String,
    behind: Vec<Fact>,
    more: usize,
}

struct Fact {
    alliance: String,
    says: String,
    to: String,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    hours: Option<String>,
}

impl Asked {
    /// The limits that were asked for, or what is wrong with them.
    fn limits(&self) -> (Limits, Option<String>) {
        let asked = self.hours.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let Some(asked) = asked else { return (Limits::default(), None) };
        let [low, high] = HOURS;
        match asked.replace(',', ".").parse::<f64>() {
            Ok(hours_a_week) if (low..=high).contains(&hours_a_week) => (Limits { hours_a_week }, None),
            _ => {
                let problem = format!(
                    "\u{201c}{asked}\u{201d} is not a number of hours from {low} to {high}; {} is used instead.",
                    number(Limits::default().hours_a_week)
                );
                (Limits::default(), Some(problem))
            }
        }
    }
}

/// Shows them.
pub(crate) async fn show(State(app): State<App>, who: Who, Query(asked): Query<Asked>) -> Result<Page, Oops> {
    let portfolio = load(&app, &who).await?;
    let (limits, problem) = asked.limits();
    let found = portfolio.conflicts_under(limits);
    Page::of(&Conflicts {
        frame: Frame::of("Conflicts between alliances", &who.name),
        count: found.len(),
        rows: found.into_iter().take(SHOWN).map(|conflict| row(&portfolio, conflict)).collect(),
        hours: number(limits.hours_a_week),
        problem,
    })
}

fn row(portfolio: &Portfolio, conflict: Conflict) -> Row {
    let more = conflict.behind.len().saturating_sub(FACTS);
    let fact = |behind: rowlock_analysis::portfolio::Behind| {
        let held = &portfolio.held[behind.alliance];
        let to = format!("/a/{}/record/{}", held.row.alliance, behind.fact);
        Fact { alliance: held.row.summary.name.clone(), says: behind.says, to }
    };
    Row {
        title: conflict.kind.title(),
        sentence: conflict.sentence,
        behind: conflict.behind.into_iter().take(FACTS).map(fact).collect(),
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
        ("the fact says", Kind::Text),
    ];
    let found = portfolio.conflicts_under(asked.limits().0);
    let rows = found.iter().flat_map(|conflict| {
        conflict.behind.iter().map(|behind| {
            vec![
                Cell::from(conflict.kind.title()),
                Cell::from(conflict.sentence.as_str()),
                Cell::from(portfolio.held[behind.alliance].row.summary.name.as_str()),
                Cell::from(behind.fact.0 as f64),
                Cell::from(behind.says.as_str()),
            ]
        })
    });
    list::file(&list::sheet("Conflicts", &columns, rows), format, app.world.today())
}
