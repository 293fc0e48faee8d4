//! A portfolio: every alliance in which an account has a seat, as that seat sees it, and the conflicts between those
//! that it may see. It is made from summaries alone; a record is read only where a summary is not of today.

pub(crate) mod beyond;
pub(crate) mod filter;
pub(crate) mod weeks;

use std::sync::Arc;

use jiff::civil::Date;
use rowlock_analysis::portfolio::{Conflict, Facet, HOURS_OF_A_WEEK, conflicts};
use rowlock_core::access::{Action, Resource, Role, may};
use rowlock_core::gate;
use rowlock_core::id::PersonId;
use rowlock_store::DeskRow;

use crate::app::App;
use crate::guard::Who;
use crate::marks::{self, Marks};
use crate::oops::Oops;
use weeks::{Strip, Week};

/// Whose portfolio, and as of when.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct PortfolioKey {
    account: String,
    stamp: u64,
    today: Date,
}

/// A portfolio.
pub(crate) struct Portfolio {
    /// Those that may be entered first, and of them those that need a person.
    pub held: Vec<Held>,
    /// What was found between those whose results may be seen. The places are those of `held`.
    pub conflicts: Vec<Conflict>,
    facets: Vec<Facet>,
    places: Vec<usize>,
}

/// Whether an alliance may be entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Entry {
    /// It may be entered, and its results be seen.
    Open,
    /// It may be entered, and results are not for this seat.
    LooksOn,
    /// An adviser's seat, and not all parties consent.
    Waiting,
}

/// One alliance of a portfolio.
pub(crate) struct Held {
    pub row: DeskRow,
    pub role: Role,
    pub entry: Entry,
    /// What whoever looks has marked for themselves.
    pub marks: Marks,
    /// In how many conflicts with others it is.
    pub conflicts: usize,
    weeks: Vec<Week>,
}

impl Held {
    /// Whether its results may be seen.
    pub fn is_seen(&self) -> bool {
        self.entry == Entry::Open
    }

    /// Whether it may be entered, waits, or was put aside: the word and what it says.
    pub fn state(&self, today: Date) -> (&'static str, &'static str) {
        let [ready, waiting, paused] = filter::ENTRIES;
        match self.entry {
            Entry::Waiting => waiting,
            _ if self.is_paused(today) => paused,
            Entry::Open | Entry::LooksOn => ready,
        }
    }

    /// Whether one has put it aside oneself.
    pub fn is_paused(&self, today: Date) -> bool {
        self.marks.paused(today).is_some()
    }

    /// The next look: the day that one set oneself, else that of the next thing on its record, as far as it may be seen.
    pub fn next_look(&self, today: Date) -> Option<Date> {
        self.marks.coming(today).map(|(on, _)| *on).or_else(|| self.next_on(today))
    }

    /// Where it stands by one's own marks: due to be looked at, neither, or put aside.
    fn own_order(&self, today: Date) -> u8 {
        match (self.is_paused(today), self.marks.due(today)) {
            (true, _) => 2,
            (false, Some(_)) => 0,
            (false, None) => 1,
        }
    }

    /// The next dated thing on its record, today or later, as far as it may be seen.
    fn next_on(&self, today: Date) -> Option<Date> {
        let day = self.row.summary.beyond.next_on.parse().ok().filter(|day| *day >= today);
        day.filter(|_| self.is_seen())
    }

    /// Its last weeks as a picture, where its results may be seen.
    pub fn strip(&self, today: Date) -> Option<Strip> {
        let summary = &self.row.summary;
        let now = Week {
            on: today,
            alarms: summary.alarms,
            watches: summary.watches,
            verdict: summary.verdict.clone(),
        };
        self.is_seen().then(|| Strip::of(self.weeks.clone(), now))
    }
}

impl Portfolio {
    /// What is found between its alliances where one person has so many hours in a week.
    pub fn conflicts_under(&self, hours_of_a_week: f64) -> Vec<Conflict> {
        placed(conflicts(&self.facets, hours_of_a_week), &self.places)
    }
}

/// Finds the places among all rows of conflicts between those that may be seen.
fn placed(mut found: Vec<Conflict>, places: &[usize]) -> Vec<Conflict> {
    for conflict in &mut found {
        for place in &mut conflict.alliances {
            *place = places[*place];
        }
        for (place, _) in &mut conflict.facts {
            *place = places[*place];
        }
    }
    found
}

/// The portfolio of whoever is signed in.
pub(crate) async fn load(app: &App, who: &Who) -> Result<Arc<Portfolio>, Oops> {
    let today = app.world.today();
    let key = PortfolioKey { account: who.account.clone(), stamp: who.desk_stamp, today };
    if let Some(known) = app.portfolios.get(&key) {
        return Ok(known);
    }
    let mut marks = marks::all(app, &who.account).await?;
    let mut held = Vec::new();
    for row in app.store.portfolio(&who.account, &today.to_string()).await? {
        let own = marks.remove(&row.alliance).unwrap_or_default();
        held.push(hold(app, row, own, today).await?);
    }
    // Of a case that may not be entered not even its place may tell how much it needs a person.
    held.sort_by(|a, b| {
        let needs = |held: &Held| if held.is_seen() { held.row.summary.attention } else { 0 };
        let name = |held: &Held| (held.row.summary.name.clone(), held.row.alliance.clone());
        let own = |held: &Held| (held.entry, held.own_order(today));
        own(a).cmp(&own(b)).then(needs(b).cmp(&needs(a))).then_with(|| name(a).cmp(&name(b)))
    });
    let mut portfolio = Portfolio { held, conflicts: Vec::new(), facets: Vec::new(), places: Vec::new() };
    for (place, held) in portfolio.held.iter().enumerate().filter(|(_, held)| held.is_seen()) {
        if let Ok(facets) = serde_json::from_str(&held.row.summary.beyond.facets) {
            portfolio.facets.push(facets);
            portfolio.places.push(place);
        }
    }
    portfolio.conflicts = portfolio.conflicts_under(HOURS_OF_A_WEEK);
    for conflict in &portfolio.conflicts {
        for place in &conflict.alliances {
            portfolio.held[*place].conflicts += 1;
        }
    }
    let portfolio = Arc::new(portfolio);
    app.portfolios.insert(key, Arc::clone(&portfolio));
    Ok(portfolio)
}

async fn hold(app: &App, row: DeskRow, marks: Marks, today: Date) -> Result<Held, Oops> {
    let role = Role::ALL.iter().copied().find(|role| role.word() == row.role).unwrap_or(Role::Stranger);
    let entry = if role == Role::Adviser && !is_let_in(app, &row, today).await? {
        Entry::Waiting
    } else if sees_all(role) {
        Entry::Open
    } else {
        Entry::LooksOn
    };
    let weeks = serde_json::from_str(row.summary.beyond.history.as_deref().unwrap_or_default());
    Ok(Held { row, role, entry, marks, conflicts: 0, weeks: weeks.unwrap_or_default() })
}

/// Whether a role sees all that a row of the portfolio and a conflict may tell.
fn sees_all(role: Role) -> bool {
    use Resource::{Alliance, Charter, JointBusiness, Party, Verdict, Work};
    [Alliance, Charter, JointBusiness, Party, Verdict, Work]
        .into_iter()
        .all(|resource| may(role, resource, Action::See))
}

/// Whether all parties let an adviser in today: as the summary of today says, else as the gate does.
async fn is_let_in(app: &App, row: &DeskRow, today: Date) -> Result<bool, Oops> {
    let Some(person) = row.person.as_deref().and_then(|id| PersonId::parse(id).ok()) else {
        return Ok(false);
    };
    if row.summary.looked_on == today.to_string() {
        let let_in: Vec<PersonId> = serde_json::from_str(&row.summary.beyond.let_in).unwrap_or_default();
        return Ok(let_in.contains(&person));
    }
    let case = app.case(&row.alliance, row.head).await?;
    Ok(gate::adviser_may_see(&case.whole, &person, today))
}
