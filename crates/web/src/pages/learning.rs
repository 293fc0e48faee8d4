//! Were we right? What the verdict said before the end against how it came out, how early the warnings were, how often for
//! nothing, and what can be learned across alliances. As a page and as a list.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rowlock_analysis::learning::{FEWEST_CASES, HitTable, Lead, Odds, PastCase, WEEKS_BEFORE, in_words};
use rowlock_analysis::verdict::Word;
use rowlock_core::fact::Outcome;
use rowlock_documents::{Cell, Kind, Sheet};

use crate::app::App;
use crate::guard::Who;
use crate::learning::{Known, Learning, load, source};
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// How many alliances the page names; the list has all of them.
const MOST_NAMED: usize = 50;

#[derive(Template)]
#[template(path = "pages/learning.html")]
struct LearningPage {
    frame: Frame,
    learning: Arc<Learning>,
}

impl LearningPage {
    /// The tables in which something stands.
    fn tables(&self) -> Vec<&HitTable> {
        self.learning.learned.hits.iter().filter(|table| !table.rows.is_empty()).collect()
    }

    /// Those of which it is known how they came out.
    fn over(&self) -> Vec<&Known> {
        self.learning.known.iter().filter(|one| one.case.outcome.is_some()).take(MOST_NAMED).collect()
    }

    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn outcome(&self, case: &PastCase) -> &'static str {
        outcome(case)
    }

    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn source(&self, case: &PastCase) -> &'static str {
        source(case.source)
    }

    /// What the verdict said at each distance before the end.
    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn said(&self, case: &PastCase) -> String {
        WEEKS_BEFORE.map(|weeks| case.said_before(weeks).map_or("nothing", Word::title)).join("; ")
    }

    /// Why there is no lesson.
    fn no_lesson(&self) -> String {
        let failed = self.learning.learned.failed;
        if failed < FEWEST_CASES {
            return format!("This is told from {FEWEST_CASES} failures on; {failed} known so far.");
        }
        "In none of the failures did something come up in an area that was open at the start.".to_owned()
    }

    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn alarm(&self, case: &PastCase) -> String {
        before(Lead::of(case).alarm)
    }

    #[expect(clippy::unused_self, reason = "templates reach it through the page")]
    fn change(&self, case: &PastCase) -> String {
        before(Lead::of(case).change)
    }

    /// The probabilities, in words, where any may be said.
    fn chances(&self) -> Vec<(&str, String)> {
        match &self.learning.learned.odds {
            Odds::Better { going_on, .. } => {
                going_on.iter().map(|(name, odds)| (name.as_str(), in_words(odds))).collect()
            }
            Odds::TooFew { .. } | Odds::NoBetter(_) => Vec::new(),
        }
    }
}

fn before(weeks: Option<i32>) -> String {
    match weeks {
        None => "none".to_owned(),
        Some(1) => "1 week before".to_owned(),
        Some(weeks) => format!("{weeks} weeks before"),
    }
}

fn outcome(case: &PastCase) -> &'static str {
    match case.outcome {
        Some(Outcome::Succeeded) => "reached its aim",
        Some(Outcome::Mixed) => "reached some of its aim",
        Some(Outcome::Failed) => "failed",
        Some(Outcome::Ongoing) | None if case.goes_on => "goes on",
        Some(Outcome::Ongoing) | None => "over, and nobody said how it came out",
    }
}

/// Shows it.
pub(crate) async fn show(State(app): State<App>, who: Who) -> Result<Page, Oops> {
    let learning = load(&app, &who).await?;
    Page::of(&LearningPage { frame: Frame::of("Were we right?", &who.name), learning })
}

/// The alliances as a list, each with what was said of it and when.
pub(crate) async fn list(State(app): State<App>, who: Who, format: Format) -> Result<Response, Oops> {
    let learning = load(&app, &who).await?;
    list::file(&sheet(&learning), format, app.world.today())
}

fn sheet(learning: &Learning) -> Sheet {
    let columns = [
        ("alliance", Kind::Text),
        ("how it came out", Kind::Text),
        ("from", Kind::Day),
        ("to", Kind::Day),
        ("looked at", Kind::Text),
        ("verdict 26 weeks before", Kind::Text),
        ("verdict 13 weeks before", Kind::Text),
        ("verdict 4 weeks before", Kind::Text),
        ("first alarm, weeks before", Kind::Number),
        ("first verdict for a change, weeks before", Kind::Number),
    ];
    let rows = learning.known.iter().map(|one| {
        let (case, lead) = (&one.case, Lead::of(&one.case));
        let said = WEEKS_BEFORE.map(|weeks| Cell::from(case.said_before(weeks).map(Word::title)));
        let mut row = vec![
            Cell::from(case.name.as_str()),
            Cell::from(outcome(case)),
            Cell::from(case.from),
            Cell::from(case.to),
            Cell::from(source(case.source)),
        ];
        row.extend(said);
        row.extend([lead.alarm, lead.change].map(|weeks| Cell::from(weeks.map(f64::from))));
        row
    });
    list::sheet("Were we right", &columns, rows)
}
