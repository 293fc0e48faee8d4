//! Acts: what somebody wants on a record goes through the access table, the core and the store, and what follows from it
//! goes with it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use rowlock_analysis::alignment::keep_result;
use rowlock_core::access::{self, Action};
use rowlock_core::alliance::{Alliance, fold};
use rowlock_core::bounds::{Bounds, MOST_FACTS};
use rowlock_core::decide::{Refusal, decide};
use rowlock_core::fact::{Actor, Event, PartyRole};
use rowlock_core::gate;
use rowlock_core::id::RoundId;
use rowlock_core::record::{NewFact, Record};
use rowlock_core::seal::{Chance, Keyring, Subject};
use rowlock_core::standing;
use rowlock_store::{Change, CommitError, Membership, Write};

use super::Case;
use crate::app::App;
use crate::guard::Seat;
use crate::oops::Oops;
use crate::{credential, house, summary};

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
