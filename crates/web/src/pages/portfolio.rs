//! The portfolio: all alliances one may see, sorted by what needs a person, with filters that stand in the address and
//! can be saved under a name.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use rowlock_core::access::Role;
use rowlock_core::fact::{Stage, capital};
use rowlock_documents::{Cell, Kind, PortfolioRow};
use serde::Deserialize;

use super::papers;
use crate::app::App;
use crate::form::{Fields, Form};
use crate::guard::Who;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::portfolio::filter::{ENTRIES, Filter};
use crate::portfolio::weeks::Strip;
use crate::portfolio::{Entry, Held, Portfolio, load, weeks};
use crate::words;

/// How many alliances a page shows.
const A_PAGE: usize = 25;
/// How many views somebody may save.
const MOST_VIEWS: usize = 50;
/// Why an adviser cannot enter, without a word of the case.
const WAITS: &str =
    "Waiting for consent: you see this case once all its parties consent, and as long as none takes it back.";

#[derive(Template)]
#[template(path = "pages/portfolio.html")]
struct PortfolioPage {
    frame: Frame,
    filter: Filter,
    form: Form,
    rows: Vec<Row>,
    /// How many there are.
    all: usize,
    /// How many the filter lets through.
    through: usize,
    conflicts: usize,
    views: Vec<(String, String)>,
    before: Option<usize>,
    after: Option<usize>,
}

impl PortfolioPage {
    fn options(&self, name: &str) -> Vec<(String, String, bool)> {
        let (known, chosen): (Vec<(String, String)>, &str) = match name {
            "stage" => (stages(), &self.filter.stage),
            "state" => {
                (ENTRIES.map(|(word, says)| (word.to_owned(), says.to_owned())).to_vec(), &self.filter.state)
            }
            _ => (verdicts(), &self.filter.verdict),
        };
        let any = [(String::new(), "any".to_owned())];
        any.into_iter().chain(known).map(|(word, says)| (word.clone(), says, word == chosen)).collect()
    }

    fn to_page(&self, page: &usize) -> String {
        let path = self.filter.to("/portfolio");
        let joint = if self.filter.is_empty() { '?' } else { '&' };
        format!("{path}{joint}page={page}")
    }
}

fn stages() -> Vec<(String, String)> {
    use Stage::{Considering, Ended, Ending, Forming, Running};
    let all = [Considering, Forming, Running, Ending, Ended];
    all.map(|stage| (stage.word().to_owned(), stage.word().to_owned())).to_vec()
}

fn verdicts() -> Vec<(String, String)> {
    use rowlock_analysis::verdict::Word;
    let all = [
        Word::Separate,
        Word::Restructure,
        Word::Repair,
        Word::Proceed,
        Word::DoNotStart,
        Word::SettleFirst,
        Word::GoAhead,
        Word::NotEnoughKnown,
    ];
    all.map(|word| (word.title().to_owned(), word.title().to_owned())).to_vec()
}

/// An alliance as the page shows it.
struct Row {
    id: String,
    name: String,
    line: String,
    may_enter: bool,
    waits: bool,
    /// Until when one has put it aside, and why.
    paused: Option<(Date, String)>,
    /// The day on which one meant to look again, and what for.
    look: Option<(Date, String)>,
    next: Option<(String, String)>,
    next_on: Option<Date>,
    conflicts: usize,
    strip: Option<Strip>,
    verdict: String,
    mark: &'static str,
}

#[derive(Deserialize)]
pub(crate) struct Turn {
    page: Option<usize>,
    done: Option<String>,
}

/// Shows it.
pub(crate) async fn show(
    State(app): State<App>,
    who: Who,
    Query(filter): Query<Filter>,
    Query(turn): Query<Turn>,
) -> Result<Page, Oops> {
    let mut page = page(&app, &who, filter, turn.page.unwrap_or(1), Form::default()).await?;
    page.frame.done = turn.done.as_deref().and_then(words::done);
    Page::of(&page)
}

async fn page(app: &App, who: &Who, filter: Filter, page: usize, form: Form) -> Result<PortfolioPage, Oops> {
    let today = app.world.today();
    let portfolio = load(app, who).await?;
    let through = chosen(&portfolio, &filter, today);
    let page = page.clamp(1, through.len().div_ceil(A_PAGE).max(1));
    let shown = through.iter().skip((page - 1) * A_PAGE).take(A_PAGE);
    Ok(PortfolioPage {
        frame: Frame::of(&form.title("Portfolio"), &who.name),
        rows: shown.map(|held| row(held, today)).collect(),
        all: portfolio.held.len(),
        through: through.len(),
        conflicts: portfolio.conflicts.len(),
        views: app.store.views(&who.account).await?,
        before: (page > 1).then(|| page - 1),
        after: (page * A_PAGE < through.len()).then_some(page + 1),
        filter,
        form,
    })
}

fn chosen<'a>(portfolio: &'a Portfolio, filter: &Filter, today: Date) -> Vec<&'a Held> {
    portfolio.held.iter().filter(|held| filter.lets(held, today)).collect()
}

fn row(held: &Held, today: Date) -> Row {
    let summary = &held.row.summary;
    let seen = held.is_seen();
    let outcome = Some(&summary.beyond.outcome).filter(|outcome| seen && !outcome.is_empty());
    let outcome = outcome.map_or_else(String::new, |outcome| format!(" \u{b7} {outcome}"));
    let parties = words::count(summary.parties as usize, "party", "parties");
    let to = format!("/a/{}{}", held.row.alliance, summary.next_path);
    Row {
        id: held.row.alliance.clone(),
        name: summary.name.clone(),
        line: format!("{}{outcome} \u{b7} {parties} \u{b7} {}", summary.stage, seat(held)),
        may_enter: held.entry != Entry::Waiting,
        waits: held.entry == Entry::Waiting,
        paused: held.marks.paused(today).cloned(),
        look: held.marks.look.clone(),
        next: seen.then(|| (summary.next_step.clone(), to)),
        next_on: held.next_look(today),
        conflicts: held.conflicts,
        strip: held.strip(today),
        mark: weeks::state(&summary.verdict),
        verdict: if seen { summary.verdict.clone() } else { String::new() },
    }
}

fn seat(held: &Held) -> &'static str {
    match held.role {
        Role::Lead => "you lead",
        Role::Partner => "you are a partner",
        Role::Adviser => "you advise",
        _ => "you look on",
    }
}

/// What the filter lets through, as a file.
pub(crate) async fn list(
    State(app): State<App>,
    who: Who,
    Query(filter): Query<Filter>,
    format: Format,
) -> Result<Response, Oops> {
    let portfolio = load(&app, &who).await?;
    let today = app.world.today();
    let columns = [
        ("alliance", Kind::Text),
        ("your seat", Kind::Text),
        ("stage", Kind::Text),
        ("outcome", Kind::Text),
        ("state", Kind::Text),
        ("verdict", Kind::Text),
        ("at alarm", Kind::Number),
        ("at watch", Kind::Number),
        ("next step", Kind::Text),
        ("next look", Kind::Day),
        ("conflicts", Kind::Number),
    ];
    let rows = chosen(&portfolio, &filter, today).into_iter().map(|held| {
        let summary = &held.row.summary;
        let seen = held.is_seen();
        let text = |text: &str| if seen { Cell::from(text) } else { Cell::Empty };
        let number = |value: f64| if seen { Cell::from(value) } else { Cell::Empty };
        vec![
            Cell::from(summary.name.as_str()),
            Cell::from(seat(held)),
            Cell::from(summary.stage.as_str()),
            text(&summary.beyond.outcome),
            Cell::from(held.state(today).1),
            text(&summary.verdict),
            number(f64::from(summary.alarms)),
            number(f64::from(summary.watches)),
            text(&summary.next_step),
            held.next_look(today).map_or(Cell::Empty, Cell::from),
            number(held.conflicts as f64),
        ]
    });
    list::file(&list::sheet("Portfolio", &columns, rows), format, today)
}

/// What the filter lets through, as a paper for a meeting.
pub(crate) async fn paper(
    State(app): State<App>,
    who: Who,
    Query(filter): Query<Filter>,
    Path(kind): Path<String>,
) -> Result<Response, Oops> {
    let portfolio = load(&app, &who).await?;
    let today = app.world.today();
    let through = chosen(&portfolio, &filter, today);
    let rows = through.iter().map(|held| {
        let row = row(held, today);
        PortfolioRow {
            name: row.name,
            line: capital(&row.line),
            next: row
                .next
                .map_or_else(|| if row.waits { WAITS.to_owned() } else { String::new() }, |(text, _)| text),
            next_on: row.next_on,
            verdict: row.verdict,
            signals: held.is_seen().then_some([held.row.summary.alarms, held.row.summary.watches]),
            weeks: row.strip.map_or_else(String::new, |strip| strip.says),
        }
    });
    let between = portfolio.conflicts.iter().filter(|conflict| {
        conflict.alliances.iter().all(|place| filter.lets(&portfolio.held[*place], today))
    });
    let between = between.map(|conflict| (conflict.kind, conflict.text.clone())).collect::<Vec<_>>();
    let document = rowlock_documents::portfolio(&rows.collect::<Vec<_>>(), &between, &who.name, today);
    papers::file(document, &format!("portfolio-{today}"), &kind).await
}

/// Saves the filter under a name.
pub(crate) async fn save(State(app): State<App>, who: Who, fields: Fields) -> Result<Response, Oops> {
    let filter = filter_of(&fields);
    let mut form = Form::new(fields);
    let name = form.required("name", "a name for this view", 60);
    let views = app.store.views(&who.account).await?;
    if views.len() >= MOST_VIEWS && !views.iter().any(|(known, _)| *known == name) {
        form.say("name", format!("You have {MOST_VIEWS} views. Forget one before you save another."));
    }
    if form.is_wrong() {
        return Ok(Page::of(&page(&app, &who, filter, 1, form).await?)?.into_response());
    }
    app.store.save_view(&who.account, &name, &filter.query()).await?;
    let to = filter.to("/portfolio");
    let joint = if filter.is_empty() { '?' } else { '&' };
    Ok(Redirect::to(&format!("{to}{joint}done=view-saved")).into_response())
}

/// Forgets a view.
pub(crate) async fn forget(State(app): State<App>, who: Who, fields: Fields) -> Result<Redirect, Oops> {
    app.store.forget_view(&who.account, fields.text("view")).await?;
    Ok(Redirect::to("/portfolio?done=view-forgotten"))
}

fn filter_of(fields: &Fields) -> Filter {
    let text = |name: &str| fields.text(name).to_owned();
    Filter {
        stage: text("stage"),
        state: text("state"),
        verdict: text("verdict"),
        alarms: text("alarms"),
        conflict: text("conflict"),
        text: text("text"),
    }
}
