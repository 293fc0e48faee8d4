//! What is learned across all alliances whose verdict an account may see. Alliances with readings from before their end are
//! read as given; the others by what today's rules would have said.

use std::sync::Arc;

use jiff::civil::Date;
use rowlock_analysis::learning::{Learned, PastCase, Source, learn};
use rowlock_core::access::{Action, Resource};

use crate::app::App;
use crate::case::Case;
use crate::guard::{self, Who};
use crate::oops::Oops;
use crate::{readings, summary};

/// How many alliances are replayed in one go: the rest comes when the page is loaded again.
const AT_ONCE: usize = 250;

/// Who learns, as of when.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct LearningKey {
    account: String,
    stamp: u64,
    today: Date,
}

/// Which alliance, with how many facts, replayed up to which day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct PastKey {
    pub alliance: String,
    head: u64,
    on: Date,
}

/// What is learned, and from which alliances.
pub(crate) struct Learning {
    /// What is learned.
    pub learned: Learned,
    /// The alliances, those that failed first, then those of which the outcome is known.
    pub known: Vec<Known>,
    /// How many are not read yet.
    pub left: usize,
}

/// An alliance that is learned from.
pub(crate) struct Known {
    /// Its id.
    pub alliance: String,
    /// What is known of it.
    pub case: Arc<PastCase>,
}

impl Learning {
    /// How many are read by what today's rules would have said.
    pub fn replayed(&self) -> usize {
        self.learned.cases - self.learned.given
    }
}

/// What is learned by whoever is signed in, from the store where anything of it may have changed.
pub(crate) async fn load(app: &App, who: &Who) -> Result<Arc<Learning>, Oops> {
    let key = LearningKey { account: who.account.clone(), stamp: who.desk_stamp, today: app.world.today() };
    if let Some(known) = app.learnings.get(&key) {
        return Ok(known);
    }
    let learning = Arc::new(read(app, who).await?);
    if learning.left == 0 {
        app.learnings.insert(key, Arc::clone(&learning));
    }
    Ok(learning)
}

async fn read(app: &App, who: &Who) -> Result<Learning, Oops> {
    let given = app.store.readings(&who.account).await?;
    let seats = app.store.seats(&who.account).await?;
    let (mut known, mut replayed, mut left) = (Vec::new(), 0, 0);
    for seat in guard::seats_of(app, who, seats).await? {
        if !seat.may(Action::See, Resource::Verdict) || !seat.may(Action::See, Resource::Learning) {
            continue;
        }
        let case = app.case(&seat.alliance, seat.head).await?;
        let on = summary::reading_day(&case, app.world.today());
        let looks = given.get(&seat.alliance).map(|rows| readings::looks(rows)).unwrap_or_default();
        let key = PastKey { alliance: seat.alliance.clone(), head: case.head(), on };
        let past = match PastCase::going_on(&case.whole, on, &looks) {
            Some(going_on) => Arc::new(going_on),
            None => match app.pasts.get(&key) {
                Some(past) => past,
                None if replayed == AT_ONCE => {
                    left += 1;
                    continue;
                }
                None => {
                    replayed += 1;
                    let past = Arc::new(replay(app, Arc::clone(&case), on).await?);
                    app.pasts.insert(key, Arc::clone(&past));
                    past
                }
            },
        };
        let past = Arc::new(PastCase::clone(&past).given(&looks));
        known.push(Known { alliance: seat.alliance, case: past });
    }
    known.sort_by_key(|one| (order(&one.case), one.case.name.clone(), one.alliance.clone()));
    let cases: Vec<PastCase> = known.iter().map(|one| PastCase::clone(&one.case)).collect();
    Ok(Learning { learned: learn(&cases, &app.framework), known, left })
}

/// A replay takes its time: other requests go on meanwhile.
async fn replay(app: &App, case: Arc<Case>, on: Date) -> Result<PastCase, Oops> {
    let app = app.clone();
    let replayed =
        tokio::task::spawn_blocking(move || PastCase::of(&case.record, &app.framework, &case.ring, on));
    replayed.await.map_err(|error| Oops::Internal(error.to_string()))
}

/// Those that failed first, those that go on last.
fn order(case: &PastCase) -> u8 {
    use rowlock_core::fact::Outcome;
    match case.outcome {
        Some(Outcome::Failed) => 0,
        Some(Outcome::Mixed) => 1,
        Some(Outcome::Succeeded) => 2,
        Some(Outcome::Ongoing) | None => 3,
    }
}

/// Where the looks of a case come from, as people read it.
pub(crate) fn source(source: Source) -> &'static str {
    match source {
        Source::Given => "as given at the time",
        Source::Replayed => "as today\u{2019}s rules would have said",
    }
}
