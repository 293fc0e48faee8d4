//! Alliances at hand: a record read from the store, with its keys; acts put facts on it, and scenes are looks at it.

mod act;
mod scene;

use std::sync::Arc;

use jiff::civil::Date;
use rowlock_core::alliance::Alliance;
use rowlock_core::record::{LineError, Record, known_on};
use rowlock_core::seal::{Keyring, Subject};

pub(crate) use self::act::{Deed, NotDone};
pub(crate) use self::scene::{Asked, Scene};
use crate::app::App;
use crate::house::Least;
use crate::oops::Oops;

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
}

/// A record that goes on with some lines, and all of its facts folded.
fn unfolded(mut record: Record, lines: &[String]) -> Result<(Record, Alliance), LineError> {
    for line in lines {
        record.take_in(line)?;
    }
    let whole = record.alliance(Date::MAX, Date::MAX);
    Ok((record, whole))
}
