//! Searches that take a while: begun once for the same question, looked at by page after page, and stopped by whoever
//! asked.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rowlock_analysis::team::{Effort, Question, Stage, TeamReport, report};
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use crate::oops::Oops;

/// How long a page waits for a search before it shows how far it is.
const PATIENCE: Duration = Duration::from_millis(700);
/// How many searches are kept, those that have ended among them.
const KEPT: usize = 64;
/// How many searches go on at once.
const AT_ONCE: usize = 4;

/// Which search: who asked, of which facts, and what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RunKey {
    /// The account.
    pub account: String,
    /// The alliance.
    pub alliance: String,
    /// How many facts it had.
    pub head: u64,
    /// What was asked, as in the address.
    pub asked: String,
}

/// A search that goes on, or has ended.
pub(crate) struct Run {
    stop: AtomicBool,
    stage: Mutex<Option<Stage>>,
    found: watch::Receiver<Option<Arc<TeamReport>>>,
}

impl Run {
    /// Where it stands.
    pub fn stage(&self) -> Option<Stage> {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops it; the best found by then is told.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// What was found, if that is soon.
    pub async fn soon(&self) -> Option<Arc<TeamReport>> {
        let mut found = self.found.clone();
        let ended = tokio::time::timeout(PATIENCE, found.wait_for(Option::is_some)).await;
        ended.ok()?.ok()?.clone()
    }

    fn goes_on(&self) -> bool {
        self.found.borrow().is_none() && self.found.has_changed().is_ok()
    }
}

/// All searches.
#[derive(Default)]
pub(crate) struct Runs(Mutex<Kept>);

/// The searches that are kept, each with its place in the order in which they began.
#[derive(Default)]
struct Kept {
    begun: u64,
    runs: BTreeMap<RunKey, (u64, Arc<Run>)>,
}

impl Runs {
    /// The search for this question: the one that is there, or a new one of what `ask` answers.
    pub fn begin(
        &self,
        key: RunKey,
        draws: usize,
        ask: impl FnOnce() -> Result<Question, Oops>,
    ) -> Result<Arc<Run>, Oops> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, run)) = kept.runs.get(&key) {
            return Ok(Arc::clone(run));
        }
        let question = ask()?;
        if kept.runs.values().filter(|(_, run)| run.goes_on()).count() >= AT_ONCE {
            return Err(Oops::TooMany);
        }
        let (tell, found) = watch::channel(None);
        let run = Arc::new(Run { stop: AtomicBool::new(false), stage: Mutex::new(None), found });
        let working = Arc::clone(&run);
        spawn_blocking(move || {
            let stop = || working.stop.load(Ordering::Relaxed);
            let progress = |stage: Stage| {
                *working.stage.lock().unwrap_or_else(PoisonError::into_inner) = Some(stage);
            };
            let effort = Effort { draws, stop: &stop, progress: &progress, ..Effort::default() };
            let _ = tell.send(Some(Arc::new(report(&question, &effort))));
        });
        kept.begun += 1;
        let age = kept.begun;
        kept.runs.insert(key, (age, Arc::clone(&run)));
        if kept.runs.len() > KEPT {
            let oldest =
                kept.runs.iter().filter(|(_, (_, run))| !run.goes_on()).min_by_key(|(_, (age, _))| *age);
            if let Some(oldest) = oldest.map(|(key, _)| key.clone()) {
                kept.runs.remove(&oldest);
            }
        }
        Ok(run)
    }

    /// The search for a question, where there is one.
    pub fn get(&self, key: &RunKey) -> Option<Arc<Run>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.runs.get(key).map(|(_, run)| Arc::clone(run))
    }

    /// Forgets a search, so that the next look begins it anew.
    pub fn forget(&self, key: &RunKey) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, run)) = kept.runs.remove(key) {
            run.stop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rowlock_analysis::team::{Brief, Candidate};

    fn question() -> Result<Question, Oops> {
        let candidate = Candidate { name: "Ana".to_owned(), fit: Some(50.0), ..Candidate::default() };
        let brief = Brief { candidates: vec![candidate], smallest: 1, largest: Some(1), ..Brief::default() };
        Question::new(brief).map_err(|error| Oops::Internal(error.to_string()))
    }

    fn key(asked: &str) -> RunKey {
        RunKey { account: "ana".into(), alliance: "a".into(), head: 3, asked: asked.into() }
    }

    #[tokio::test]
    async fn the_same_question_is_searched_once() {
        let runs = Runs::default();
        let run = runs.begin(key("x"), 0, question).map_err(|_| "begun").unwrap();
        assert!(run.soon().await.is_some());
        let again = runs.begin(key("x"), 0, || Err(Oops::NotFound)).map_err(|_| "kept").unwrap();
        assert!(Arc::ptr_eq(&run, &again) && !again.goes_on());
        runs.forget(&key("x"));
        assert!(runs.get(&key("x")).is_none());
        assert!(runs.begin(key("x"), 0, || Err(Oops::NotFound)).is_err());
    }

    #[tokio::test]
    async fn old_searches_make_room() {
        let runs = Runs::default();
        for number in 0..=KEPT {
            let run = runs.begin(key(&number.to_string()), 0, question).map_err(|_| "begun").unwrap();
            assert!(run.soon().await.is_some());
        }
        assert!(runs.get(&key("0")).is_none() && runs.get(&key("1")).is_some());
    }
}
