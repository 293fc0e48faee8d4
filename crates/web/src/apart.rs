//! Requests that compute are worked on apart: by a bounded number of threads of their own, so that the threads that take
//! requests in and give answers out never wait for an analysis. One account has a few of them, all together have some
//! more; whoever comes then waits, and is told so when it takes too long. Work that nobody waits for any more is stopped.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use rowlock_core::halt::{Halt, Halted};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::app::App;
use crate::guard::{Guest, Seat, Who};
use crate::oops::Oops;

/// How many requests are worked on at once.
const ALL: usize = 8;
/// How many of one account, or of one personal link, are.
const OF_ONE: usize = 3;
/// How many may wait, those that are worked on among them.
const WAITING: usize = 256;

/// Where requests are worked on.
pub(crate) struct Benches {
    all: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    of_one: Mutex<HashMap<String, Arc<Semaphore>>>,
}

impl Default for Benches {
    fn default() -> Self {
        Self {
            all: Arc::new(Semaphore::new(ALL)),
            waiting: Arc::new(Semaphore::new(WAITING)),
            of_one: Mutex::default(),
        }
    }
}

impl Benches {
    /// The places of one account; those of accounts for which nothing is done are forgotten.
    fn of(&self, whose: &str) -> Arc<Semaphore> {
        let mut known = self.of_one.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, places| Arc::strong_count(places) > 1);
        Arc::clone(known.entry(whose.to_owned()).or_insert_with(|| Arc::new(Semaphore::new(OF_ONE))))
    }
}

/// What is bounded in one way of working on a request: the largest body it takes.
#[derive(Clone)]
pub(crate) struct Bench {
    pub app: App,
    pub largest_body: usize,
}

/// Works on a request apart from the threads that answer.
pub(crate) async fn work(State(bench): State<Bench>, request: Request, next: Next) -> Result<Response, Oops> {
    let benches = &bench.app.benches;
    let _waits = Arc::clone(&benches.waiting).try_acquire_owned().map_err(|_| Oops::Busy)?;
    let own = place(benches.of(&whose(&request))).await?;
    // A body that comes slowly holds up its own account and nobody else.
    let request = whole(request, bench.largest_body).await?;
    let common = place(Arc::clone(&benches.all)).await?;
    let halt = StopWhenLeft(Halt::default());
    let (heard, threads) = (halt.0.clone(), Handle::current());
    let working = tokio::task::spawn_blocking(move || {
        // The places are free again when the work has ended, not when whoever asked has gone.
        let _places = (own, common);
        heard.watch(|| threads.block_on(next.run(request)))
    });
    working.await.map_err(|failed| match failed.try_into_panic() {
        Ok(panic) if panic.is::<Halted>() => Oops::TooLong,
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(failed) => Oops::Internal(failed.to_string()),
    })
}

/// Asks the work to stop when the request is given up: by its time, or by whoever sent it.
struct StopWhenLeft(Halt);

impl Drop for StopWhenLeft {
    fn drop(&mut self) {
        self.0.ask();
    }
}

async fn place(places: Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Oops> {
    places.acquire_owned().await.map_err(|error| Oops::Internal(error.to_string()))
}

/// For whom a request is worked on: an account, or a personal link.
fn whose(request: &Request) -> String {
    let known = request.extensions();
    let account = known.get::<Who>().or_else(|| known.get::<Seat>().map(|seat| &seat.who));
    match (known.get::<Guest>(), account) {
        (Some(guest), _) => format!("link {}", guest.invitation.id),
        (None, Some(who)) => format!("account {}", who.account),
        (None, None) => String::new(),
    }
}

/// A request with its body at hand.
async fn whole(request: Request, largest: usize) -> Result<Request, Oops> {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if length.and_then(|length| length.parse::<usize>().ok()).is_some_and(|length| length > largest) {
        return Err(Oops::TooLarge);
    }
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, largest).await.map_err(|error| {
        let mut cause: &dyn std::error::Error = &error;
        while let Some(deeper) = cause.source() {
            cause = deeper;
        }
        if cause.to_string().contains("length limit") {
            Oops::TooLarge
        } else {
            Oops::BadRequest("What was sent broke off before its end. Send it again.".to_owned())
        }
    })?;
    Ok(Request::from_parts(parts, Body::from(body)))
}
