//! The worker: delivers mail and does what recurs, in the same process as the pages.

use std::sync::Arc;
use std::time::Duration;

use jiff::ToSpan;
use rowlock_core::halt::Halt;
use tokio::sync::watch;
use tokio::time::timeout;

use crate::app::App;
use crate::oops::Oops;
use crate::{letters, mail, pages, pulses, respond, summary};

/// How long it rests when nothing was to do.
const REST: Duration = Duration::from_millis(500);

const SWEEP: &str = "sweep";
const REMIND: &str = "remind";
const LOOK: &str = "look";
const LETTERS: &str = "letters";
const SEATS: &str = "seats";

/// How long the daily look at one alliance may take.
const LOOK_TAKES: Duration = Duration::from_mins(1);

/// How many alliances are looked at anew in one go.
const AT_ONCE: u32 = 50;

/// The worker.
pub struct Worker {
    app: App,
}

impl Worker {
    /// A worker of the application.
    pub fn new(app: App) -> Self {
        Self { app }
    }

    /// Works until it is told to stop.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        for kind in [SWEEP, REMIND, LOOK, LETTERS, SEATS] {
            if let Err(error) = self.app.store.know_job(kind, self.app.world.now()).await {
                tracing::error!(%error, "the worker cannot note its work");
            }
        }
        while !*stop.borrow() {
            let worked = self.turn().await.unwrap_or_else(|error| {
                tracing::error!(?error, "the worker failed at something");
                false
            });
            if !worked {
                // Whether the rest was cut short by the word to stop is seen at the head of the loop.
                let _ = timeout(REST, stop.changed()).await;
            }
        }
    }

    /// Does one thing that is due; answers whether there was one.
    async fn turn(&self) -> Result<bool, Oops> {
        if mail::deliver(&self.app).await? {
            return Ok(true);
        }
        let now = self.app.world.now();
        let Some(claim) = self.app.store.claim_job(now, self.app.world.in_hours(1)).await? else {
            return Ok(false);
        };
        let done = match claim.kind.as_str() {
            SWEEP => self.sweep().await,
            REMIND if self.is_day() => self.remind().await,
            LETTERS if self.is_day() => letters::write(&self.app).await,
            SEATS if self.is_day() => pages::speakers::look(&self.app).await,
            REMIND | LETTERS | SEATS => Ok(()),
            _ => self.look().await,
        };
        let next = now.checked_add(if done.is_ok() { 15.minutes() } else { 2.minutes() });
        let error = done.as_ref().err().map(|error| format!("{error:?}"));
        self.app.store.job_done(&claim, now, next.unwrap_or(now), error.as_deref()).await?;
        done.map(|()| false)
    }

    async fn sweep(&self) -> Result<(), Oops> {
        Ok(self.app.store.sweep(self.app.world.now()).await?)
    }

    /// Whether it is between eight and six where the people are: nobody is written to at night.
    fn is_day(&self) -> bool {
        (8..18).contains(&self.app.settings.zone.to_datetime(self.app.world.now()).hour())
    }

    /// Reminds those who are missing, each at most every three days.
    async fn remind(&self) -> Result<(), Oops> {
        let now = self.app.world.now();
        let since = now.checked_sub(72.hours()).unwrap_or(now);
        for invitation in self.app.store.to_remind(now, since).await? {
            // One that fails must not keep the others from theirs.
            if let Err(error) = respond::invite::remind(&self.app, &invitation).await {
                tracing::error!(?error, "somebody was not reminded");
            }
        }
        Ok(())
    }

    /// Looks at one alliance, for no longer than a look may take.
    async fn look_at(&self, id: &str, head: u64, weeks: String) -> Result<(), Oops> {
        let today = self.app.world.today();
        let case = self.app.latest_case(id).await?;
        let (app, halt) = (self.app.clone(), Halt::default());
        let (looked, heard) = (Arc::clone(&case), halt.clone());
        let looking = tokio::task::spawn_blocking(move || {
            heard.watch(|| summary::with_weeks(&app, &looked, today, &weeks))
        });
        let summary = timeout(LOOK_TAKES, looking).await.map_err(|_| {
            halt.ask();
            Oops::TooLong
        })?;
        let summary = summary.map_err(|error| Oops::Internal(error.to_string()))?;
        self.app.store.summarise(id, case.head().max(head), &summary).await?;
        pulses::open_due(&self.app, id).await
    }

    /// Looks at every alliance once a day, since some findings come with time alone.
    async fn look(&self) -> Result<(), Oops> {
        let today = self.app.world.today();
        loop {
            let due = self.app.store.read_before(&today.to_string(), AT_ONCE).await?;
            if due.is_empty() {
                return Ok(());
            }
            let mut looked = 0;
            for (id, head, weeks) in due {
                // One that cannot be looked at must not keep the others from their turn.
                match self.look_at(&id, head, weeks).await {
                    Ok(()) => looked += 1,
                    Err(error) => tracing::error!(?error, alliance = %id, "an alliance was not looked at"),
                }
            }
            if looked == 0 {
                return Ok(());
            }
        }
    }
}
