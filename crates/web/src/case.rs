//! Alliances at hand: reading a record from the store, putting facts on it, and looking at it on a day.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use rowlock_analysis::Look;
use rowlock_analysis::alignment::keep_result;
use rowlock_analysis::report::{self, Analysis};
use rowlock_core::access::{self, Action, Resource};
use rowlock_core::alliance::{Alliance, fold};
use rowlock_core::bounds::{Bounds, EARLIEST, MOST_FACTS};
use rowlock_core::decide::{Refusal, decide};
use rowlock_core::fact::{Actor, Event, PartyRole, Seq, Stage};
use rowlock_core::gate::{self, Viewer};
use rowlock_core::id::RoundId;
use rowlock_core::record::{LineError, NewFact, Record, known_on};
use rowlock_core::seal::{Chance, Keyring, Subject};
use rowlock_core::standing;
use rowlock_store::{Change, CommitError, Membership, Write};
use serde::Deserialize;

use crate::app::App;
use crate::guard::Seat;
use crate::house::Least;
use crate::oops::Oops;
use crate::page::{Frame, Place};
use crate::{credential, house, summary, words};

/// An alliance as it is stored.
pub(crate) struct Case {
    /// Its record.
    pub record: Record,
    /// The keys of its answers.
    pub ring: Keyring,
    /// The same as they are stored, to see whether one was destroyed meanwhile, by whichever process.
    pub wrapped: Vec<(String, Vec<u8>)>,
    /// All of its facts folded, those to come among them.
    pub whole: Alliance,
}

impl Case {
    /// How many facts it has.
    pub fn head(&self) -> u64 {
        self.record.lines().len() as u64
    }

    /// About how many bytes it takes.
    pub fn weight(&self) -> usize {
        4096 + self.record.lines().iter().map(|line| line.len() * 4).sum::<usize>()
    }
}

/// What one act puts on a record.
pub(crate) struct Deed {
    /// The facts that are wanted.
    pub events: Vec<Event>,
    /// The day on which they are to hold.
    pub on: Date,
    /// Facts with days of their own, which come after those.
    pub dated: Vec<(Event, Date)>,
    /// The keys that it makes.
    pub keys: Keyring,
    /// What else is written with them.
    pub writes: Vec<Write>,
}

impl Deed {
    /// Facts and nothing else.
    pub fn of(events: Vec<Event>, on: Date) -> Self {
        Self { events, on, dated: Vec::new(), keys: Keyring::default(), writes: Vec::new() }
    }
}

/// Why a deed was not done.
pub(crate) enum NotDone {
    /// The core refuses it.
    Refused(Refusal),
    /// Something else.
    Oops(Oops),
}

impl<T: Into<Oops>> From<T> for NotDone {
    fn from(error: T) -> Self {
        Self::Oops(error.into())
    }
}

impl From<Refusal> for NotDone {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl NotDone {
    /// The refusal, or the error page.
    pub fn refusal(self) -> Result<Refusal, Oops> {
        match self {
            Self::Refused(refusal) => Ok(refusal),
            Self::Oops(oops) => Err(oops),
        }
    }

    /// As an answer where there is no form to show the refusal in.
    pub fn into_oops(self) -> Oops {
        match self {
            Self::Refused(refusal) => Oops::BadRequest(crate::form::refusal_in_words(&refusal)),
            Self::Oops(oops) => oops,
        }
    }
}

/// How often an act is decided anew when somebody else wrote in between.
const TRIES: usize = 4;

impl App {
    /// An alliance that has at least `head` facts.
    pub(crate) async fn case(&self, id: &str, head: u64) -> Result<Arc<Case>, Oops> {
        if let Some(case) = self.cases.get(id)
            && case.head() >= head
        {
            return self.with_its_keys(id, case).await;
        }
        self.latest_case(id).await
    }

    /// A case that is at hand, with the keys that are there now: a key that was destroyed is gone at once, whichever
    /// process destroyed it.
    async fn with_its_keys(&self, id: &str, case: Arc<Case>) -> Result<Arc<Case>, Oops> {
        let wrapped = self.store.keys(id).await?;
        if wrapped == case.wrapped {
            return Ok(case);
        }
        if case.wrapped.iter().any(|key| !wrapped.contains(key)) {
            self.forget(id);
        }
        let ring = self.unwrapped(id, &wrapped)?;
        let case = Case { record: case.record.clone(), ring, wrapped, whole: case.whole.clone() };
        let case = Arc::new(case);
        self.cases.insert(id.to_owned(), Arc::clone(&case));
        Ok(case)
    }

    /// An alliance with all its facts.
    pub(crate) async fn latest_case(&self, id: &str) -> Result<Arc<Case>, Oops> {
        let known = self.cases.get(id);
        let from = known.as_ref().map_or(0, |case| case.head());
        // The end is read first: what is added meanwhile only makes the record longer than it has to be.
        let head = self.store.head(id).await?.ok_or(Oops::NotFound)?;
        let least = Least::of(&self.house, id, &head)?;
        if head.last < from {
            return Err(Oops::Cut);
        }
        let lines = self.store.lines(id, from).await?;
        if let (Some(case), true) = (&known, lines.is_empty()) {
            if !least.is_met(&case.record) {
                return Err(Oops::Cut);
            }
            return self.with_its_keys(id, Arc::clone(case)).await;
        }
        let record = known.map_or_else(Record::default, |case| case.record.clone());
        // A guard asks for cases too, and it stands on the threads that answer.
        let unfolding = tokio::task::spawn_blocking(move || unfolded(record, &lines));
        let unfolded = unfolding.await.map_err(|error| Oops::Internal(error.to_string()))?;
        let (record, whole) =
            unfolded.map_err(|error| Oops::Internal(format!("the record of {id}: {error}")))?;
        if !least.is_met(&record) {
            return Err(Oops::Cut);
        }
        let wrapped = self.store.keys(id).await?;
        let ring = self.unwrapped(id, &wrapped)?;
        let case = Arc::new(Case { record, ring, wrapped, whole });
        self.cases.insert(id.to_owned(), Arc::clone(&case));
        Ok(case)
    }

    /// The keys of an alliance.
    pub(crate) async fn ring(&self, id: &str) -> Result<Keyring, Oops> {
        self.unwrapped(id, &self.store.keys(id).await?)
    }

    fn unwrapped(&self, id: &str, keys: &[(String, Vec<u8>)]) -> Result<Keyring, Oops> {
        let mut ring = Keyring::default();
        for (subject, wrapped) in keys {
            ring.unwrap_in(&self.house, id, subject, wrapped)?;
        }
        Ok(ring)
    }

    /// Today, for a record: never before the day on which its last fact was written down. A clock that went back would
    /// hide a lock that is in force, or show an answer on a day before it was given.
    pub(crate) fn today_for(&self, record: &Record) -> Date {
        let last = record.facts().last().map(known_on);
        last.map_or_else(|| self.world.today(), |last| last.max(self.world.today()))
    }

    /// The keys of an alliance with that of a subject, which is made where there is none yet.
    pub(crate) async fn ring_with(&self, id: &str, subject: &Subject) -> Result<Keyring, Oops> {
        let ring = self.ring(id).await?;
        if ring.holds(subject) {
            return Ok(ring);
        }
        let mut fresh = Keyring::default();
        fresh.create(subject, &self.world.seed());
        for (subject, wrapped) in fresh.wrapped(&self.house, id, &self.world.seed())? {
            self.store.keep_key(id, &subject, &wrapped).await?;
        }
        // Of two that made a key at once, the first one's stays.
        self.ring(id).await
    }

    /// Forgets what is at hand of an alliance, as when a key was destroyed.
    pub(crate) fn forget(&self, id: &str) {
        self.cases.remove(id);
        self.readings.retain(|key, _| key.alliance != id);
        self.pasts.retain(|key, _| key.alliance != id);
        self.learnings.clear();
    }

    /// Puts facts on a record: the access table, then the core, then the store. When somebody else wrote in
    /// between, the act is decided anew on what is there now.
    pub(crate) async fn act(
        &self,
        seat: &Seat,
        deed: impl Fn(&Case) -> Result<Deed, NotDone> + Send,
    ) -> Result<Arc<Case>, NotDone> {
        let actor = seat.actor()?;
        for _ in 0..TRIES {
            let case = self.latest_case(&seat.alliance).await?;
            let wanted = deed(&case)?;
            for event in wanted.events.iter().chain(wanted.dated.iter().map(|(event, _)| event)) {
                if !access::may(seat.role, access::resource(event), Action::Write) {
                    return Err(Oops::NotFound.into());
                }
                standing::own_word(&case.whole, &actor, event, wanted.on)?;
            }
            match self.put(&seat.alliance, Some(&case), &actor, wanted).await {
                Err(NotDone::Oops(Oops::Conflict)) => self.cases.remove(&seat.alliance),
                done => return done,
            };
        }
        Err(Oops::Conflict.into())
    }

    /// Begins a record, or goes on with one, in the name of `actor`.
    pub(crate) async fn put(
        &self,
        id: &str,
        case: Option<&Case>,
        actor: &Actor,
        deed: Deed,
    ) -> Result<Arc<Case>, NotDone> {
        let head = case.map(Case::head);
        let mut record = case.map_or_else(Record::default, |case| case.record.clone());
        let mut whole = case.map_or_else(Alliance::default, |case| case.whole.clone());
        let written = record.facts().last().map_or(Timestamp::MIN, |fact| fact.recorded_at);
        let now = self.world.now().max(written);
        let on = if deed.on == self.world.today() { self.today_for(&record) } else { deed.on };
        let wanted = deed.events.into_iter().map(|event| (event, on)).chain(deed.dated);
        let mut fresh = deed.keys;
        let mut latest = record.span().map_or(Date::MIN, |(_, last)| last);
        for (event, on) in wanted {
            let facts = decide(&whole, &self.framework, on, actor, event)?;
            for (actor, event) in facts {
                let new = NewFact { recorded_at: now, effective_on: on, actor, event };
                let seq = record.append(new).map_err(|error| Oops::Internal(error.to_string()))?;
                // What holds after all that is known only adds to it; anything else is folded anew.
                match record.fact(seq).filter(|fact| on >= latest && !withdraws(&fact.event)) {
                    Some(fact) => whole = fold(whole, fact),
                    None => whole = record.alliance(Date::MAX, Date::MAX),
                }
                latest = latest.max(on);
            }
        }
        let whole = self.put_consents(id, &mut record, whole, &fresh).await?;
        let whole = self.put_results(id, &mut record, whole, (&mut fresh, head)).await?;
        let case = Case { record, ring: fresh, wrapped: Vec::new(), whole };
        self.store_case(id, head, case, deed.writes).await
    }

    /// Puts on the record what was consented to in packs that have just been exchanged.
    async fn put_consents(
        &self,
        id: &str,
        record: &mut Record,
        mut whole: Alliance,
        fresh: &Keyring,
    ) -> Result<Alliance, NotDone> {
        let waits = |exchange: &rowlock_core::alliance::Exchange| {
            exchange.exchanged.is_some() && exchange.consents.len() < exchange.opened.value.parties.len()
        };
        if !whole.pack_exchanges.values().any(waits) {
            return Ok(whole);
        }
        let mut ring = self.ring(id).await?;
        ring.absorb(fresh);
        let (today, now) = self.moment_of(record);
        for consent in gate::consents_due(&whole, &self.framework, &ring, today) {
            for (actor, event) in decide(&whole, &self.framework, today, &Actor::Rowlock, consent.into())? {
                let new = NewFact { recorded_at: now, effective_on: today, actor, event };
                record.append(new).map_err(|error| Oops::Internal(error.to_string()))?;
            }
            whole = record.alliance(Date::MAX, Date::MAX);
        }
        Ok(whole)
    }

    /// The day and the moment for a fact that follows the last one of a record.
    fn moment_of(&self, record: &Record) -> (Date, Timestamp) {
        let written = record.facts().last().map_or(Timestamp::MIN, |fact| fact.recorded_at);
        (self.today_for(record), self.world.now().max(written))
    }

    /// Keeps the results of rounds that are locked, with their lock: drawn once, and shown from there whatever happens
    /// to keys, parties and the framework later. A round that was locked before results were kept is drawn as it was
    /// shown so far, where the keys of all answers are there.
    async fn put_results(
        &self,
        id: &str,
        record: &mut Record,
        mut whole: Alliance,
        (fresh, head): (&mut Keyring, Option<u64>),
    ) -> Result<Alliance, NotDone> {
        let due = |alliance: &Alliance| -> Vec<RoundId> {
            let rounds = alliance.rounds.iter().filter(|(_, round)| gate::is_to_be_kept(round));
            rounds.map(|(id, _)| id.clone()).collect()
        };
        if due(&whole).is_empty() || whole.lives_elsewhere().is_some() {
            return Ok(whole);
        }
        let mut ring = self.ring(id).await?;
        ring.absorb(fresh);
        let (today, now) = self.moment_of(record);
        for due in due(&whole) {
            let Some(round) = whole.rounds.get(&due) else { continue };
            let Some(locked) = round.locked.as_ref() else { continue };
            let is_new = locked.seq.0 > head.unwrap_or(0);
            let chance = is_new.then(|| Chance::of(due.as_str(), &self.world.seed().0));
            let seed = self.world.seed();
            let Some(kept) = keep_result(&self.framework, round, &mut ring, chance, &seed)? else { continue };
            let on = if is_new { locked.on } else { today };
            let Ok(facts) = decide(&whole, &self.framework, on, &Actor::Rowlock, kept.into()) else {
                continue;
            };
            for (actor, event) in facts {
                let new = NewFact { recorded_at: now, effective_on: on, actor, event };
                record.append(new).map_err(|error| Oops::Internal(error.to_string()))?;
            }
            let mut made = ring.clone();
            made.keep(&[Subject::result(&due)]);
            fresh.absorb(&made);
            whole = record.alliance(Date::MAX, Date::MAX);
        }
        Ok(whole)
    }

    /// Writes a record that has grown, with its new keys (the ring holds no others) and its summary.
    pub(crate) async fn store_case(
        &self,
        id: &str,
        head: Option<u64>,
        mut case: Case,
        mut writes: Vec<Write>,
    ) -> Result<Arc<Case>, NotDone> {
        within_bounds(&case.record, head, self.world.today())?;
        let mut seats = Vec::new();
        for write in &writes {
            // Whoever has a seat for a party speaks for it.
            if let Write::Member(Membership { account, party: Some(party), .. }) = write {
                let known = self.store.account(account).await?;
                let (party, credential) = (party.clone(), credential::by_account(account));
                let address = known.map(|known| known.address);
                seats.push(Write::Speaker { party, credential, address });
            }
        }
        // With its party's place at the table a seat ends, on every desk and in every letter.
        let fresh = case.record.facts().iter().filter(|fact| fact.seq.0 > head.unwrap_or(0));
        let begun = self.world.today();
        seats.extend(fresh.filter_map(|fact| match &fact.event {
            Event::PartyRoleChanged(data)
                if fact.effective_on <= begun
                    && matches!(data.role, PartyRole::Left | PartyRole::Candidate) =>
            {
                Some(Write::Unseat { party: data.party.to_string() })
            }
            _ => None,
        }));
        writes.extend(seats);
        let wrapped = case.ring.wrapped(&self.house, id, &self.world.seed())?;
        writes.extend(wrapped.into_iter().map(|(subject, wrapped)| Write::Key { subject, wrapped }));
        case.ring.absorb(&self.ring(id).await?);
        let today = self.today_for(&case.record);
        // The weeks of an alliance that is there already are for the daily look.
        let summary = match head {
            None => summary::with_weeks(self, &case, today, ""),
            Some(_) => summary::of(self, &case, today),
        };
        let change = Change {
            alliance: id,
            head,
            lines: &case.record.lines()[head.unwrap_or(0) as usize..],
            sealed_head: &house::sealed_head(&self.house, id, &case.record, &*self.world)?,
            summary: &summary,
            writes,
            at: self.world.now(),
        };
        self.store.commit(&change).await.map_err(|error| match error {
            error @ CommitError::Cut => {
                self.forget(id);
                error.into()
            }
            error => Oops::from(error),
        })?;
        case.wrapped = self.store.keys(id).await?;
        case.ring = self.unwrapped(id, &case.wrapped)?;
        let case = Arc::new(case);
        self.cases.insert(id.to_owned(), Arc::clone(&case));
        Ok(case)
    }
}

/// A record that goes on with some lines, and all of its facts folded.
fn unfolded(mut record: Record, lines: &[String]) -> Result<(Record, Alliance), LineError> {
    for line in lines {
        record.take_in(line)?;
    }
    let whole = record.alliance(Date::MAX, Date::MAX);
    Ok((record, whole))
}

/// Refuses what a record does not keep, whatever way it came: from a form, a file or another installation.
fn within_bounds(record: &Record, head: Option<u64>, today: Date) -> Result<(), Refusal> {
    if record.facts().len() > MOST_FACTS {
        return Err(Refusal::TooMuch {
            place: "the number of facts".to_owned(),
            found: record.facts().len().to_string(),
            expected: format!("at most {MOST_FACTS} on one record"),
        });
    }
    let fresh = &record.facts()[head.unwrap_or(0) as usize..];
    fresh.iter().try_for_each(|fact| Bounds::on(today).fact(fact))
}

fn withdraws(event: &Event) -> bool {
    matches!(event, Event::FactWithdrawn(_))
}

/// Whether something of this kind is written after an alliance is over too, when people look back.
fn looks_back(resource: Resource) -> bool {
    matches!(
        resource,
        Resource::Learning | Resource::Round | Resource::Invitation | Resource::Release | Resource::Record
    )
}

/// An alliance on a day, as one seat sees it.
pub(crate) struct Scene {
    /// The application.
    pub app: App,
    /// The seat.
    pub seat: Seat,
    /// The alliance as stored.
    pub case: Arc<Case>,
    /// The day looked at.
    pub on: Date,
    /// Today.
    pub today: Date,
    /// The alliance on that day, as it was known then.
    pub alliance: Alliance,
    done: Option<String>,
}

/// What an address asks for besides its path.
#[derive(Deserialize)]
pub(crate) struct Asked {
    on: Option<String>,
    /// What was just done.
    pub done: Option<String>,
}

impl Asked {
    /// The day that is asked for, if any.
    pub fn day(&self, today: Date) -> Result<Option<Date>, Oops> {
        let Some(text) = self.on.as_deref().filter(|text| !text.is_empty()) else { return Ok(None) };
        let day = text.parse::<Date>().ok().filter(|day| *day >= EARLIEST);
        let shown = || text.chars().take(40).collect::<String>();
        let told =
            || format!("\u{201c}{}\u{201d} is not a day from {EARLIEST} on; write it as {today}.", shown());
        day.map(Some).ok_or_else(|| Oops::BadRequest(told()))
    }
}

impl FromRequestParts<App> for Scene {
    type Rejection = Oops;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Oops> {
        let seat = Seat::from_request_parts(parts, app).await?;
        let Query(asked) = Query::<Asked>::from_request_parts(parts, app)
            .await
            .map_err(|error| Oops::BadRequest(error.body_text()))?;
        let on = asked.day(app.world.today())?;
        let mut scene = Self::of(app, seat, on).await?;
        scene.done = asked.done;
        Ok(scene)
    }
}

impl Scene {
    /// An alliance on a day.
    pub async fn of(app: &App, seat: Seat, on: Option<Date>) -> Result<Self, Oops> {
        let case = app.case(&seat.alliance, seat.head).await?;
        let today = app.today_for(&case.record);
        let on = on.map_or_else(|| summary::reading_day(&case, today), |on| on.min(today));
        let alliance = case.record.as_of(on);
        Ok(Self { app: app.clone(), seat, case, on, today, alliance, done: None })
    }

    /// How the seat looks at it.
    pub fn look<'a>(&'a self, viewer: &'a Viewer) -> Look<'a> {
        Look { alliance: &self.alliance, framework: &self.app.framework, ring: &self.case.ring, viewer }
    }

    /// The whole analysis, as far as the seat may see it.
    pub fn analysis(&self) -> Analysis {
        report::analyse(self.look(&self.seat.viewer()), self.on)
    }

    /// Whether the seat may do so, today.
    pub fn may(&self, action: Action, resource: Resource) -> bool {
        let is_open = self.on == self.today || (self.is_newest() && looks_back(resource));
        let is_open = is_open && self.case.whole.lives_elsewhere().is_none();
        self.seat.may(action, resource) && (action == Action::See || is_open)
    }

    /// Whether the seat may read what a fact says. What the lead wrote down for themselves stands on the record all
    /// the same; answers do too, sealed.
    pub fn may_read(&self, event: &Event) -> bool {
        access::resource(event) != Resource::OwnersPosition
            || self.seat.may(Action::See, Resource::OwnersPosition)
    }

    /// What a fact says, in a sentence, as far as the seat may read it.
    pub fn told(&self, event: &Event) -> String {
        if self.may_read(event) {
            words::sentence(&rowlock_core::fact::sentence(event, &self.case.whole))
        } else {
            "Something that the lead wrote down for themselves.".to_owned()
        }
    }

    /// Whether this is the day on which it is read when nobody asks for one: today, or the last of one that is over.
    pub fn is_newest(&self) -> bool {
        self.on == summary::reading_day(&self.case, self.today)
    }

    /// The frame of a page of this alliance.
    pub fn frame(&self, title: &str, room: &'static str, shelf: &'static str) -> Frame {
        Frame {
            title: format!("{title} \u{b7} {}", self.name()),
            who: Some(self.seat.who.name.clone()),
            place: Some(Place {
                id: self.seat.alliance.clone(),
                name: self.name().to_owned(),
                line: self.line(),
                room,
                shelf,
                past: (self.on < self.today).then_some(self.on),
                is_last: self.is_newest(),
                lives_at: self.case.whole.lives_elsewhere().map(|gone| gone.asked.value.to.clone()),
                sees_results: self.seat.may(Action::See, Resource::RoundResult),
            }),
            done: self.done.as_deref().and_then(words::done),
        }
    }

    /// What people call the alliance.
    pub fn name(&self) -> &str {
        &self.case.whole.name
    }

    /// The week of the record on the day looked at.
    pub fn week(&self) -> Option<i32> {
        report::week(&self.case.record, self.on).filter(|week| *week > 0)
    }

    /// Its form, parties and stage in a line.
    fn line(&self) -> String {
        let parties = words::count(self.alliance.signers(self.on).len(), "party", "parties");
        let candidates = self.alliance.candidates(self.on).len();
        let candidates = match candidates {
            0 => String::new(),
            some => format!(" and {}", words::count(some, "candidate", "candidates")),
        };
        let stage = self.alliance.stage(self.on);
        let state = match (stage, self.alliance.running_since(self.on)) {
            (Some(Stage::Running), Some(since)) => format!("running since {}", words::day(since)),
            (Some(stage), _) => stage.word().to_owned(),
            (None, _) => "not begun".to_owned(),
        };
        format!("{parties}{candidates} \u{b7} {state}")
    }

    /// The page of a fact.
    pub fn to_fact(&self, seq: &Seq) -> String {
        self.to(&format!("/record/{seq}"))
    }

    /// Puts one fact of today on the record, and leads on to a page that says so.
    pub async fn put(&self, event: impl Into<Event>, to: &str, done: &str) -> Result<Response, NotDone> {
        let event = event.into();
        self.app.act(&self.seat, |_: &Case| Ok(Deed::of(vec![event.clone()], self.today))).await?;
        Ok(self.done_at(to, done))
    }

    /// Leads on to a path within the alliance, which says what was done.
    pub fn done_at(&self, to: &str, done: &str) -> Response {
        Redirect::to(&format!("{}?done={done}", self.now(to))).into_response()
    }

    /// A path within the alliance, today: where one goes on to after writing.
    pub fn now(&self, path: &str) -> String {
        format!("/a/{}{path}", self.seat.alliance)
    }

    /// A path within the alliance, on the same day.
    pub fn to(&self, path: &str) -> String {
        let id = &self.seat.alliance;
        if self.on < self.today { format!("/a/{id}{path}?on={}", self.on) } else { format!("/a/{id}{path}") }
    }
}
