//! Requests that compute are worked on apart: by a bounded number of threads of their own, so that the threads that take
//! requests in and give answers out never wait for an analysis. One account has a few of them, all together have some
//! more; whoever comes then waits, and is told so when it takes too long. Work that nobody waits for any more is stopped.

use std::collections::HashMap;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, HttpBody};
use axum::extract::{Request, State};
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

/// How much may be sent at once by all together, in pieces of a mebibyte: it is held in memory until it is worked on.
const PIECES: usize = 1024;
const PIECE: usize = 1 << 20;

/// Where requests are worked on.
pub(crate) struct Benches {
    all: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    pieces: Arc<Semaphore>,
    of_one: Mutex<HashMap<String, Arc<Semaphore>>>,
}

impl Default for Benches {
    fn default() -> Self {
        Self {
            all: Arc::new(Semaphore::new(ALL)),
            waiting: Arc::new(Semaphore::new(WAITING)),
            pieces: Arc::new(Semaphore::new(PIECES)),
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
    let pieces = pieces(&request, bench.largest_body);
    let memory = Arc::clone(&benches.pieces).acquire_many_owned(pieces).await;
    let memory = memory.map_err(|error| Oops::Internal(error.to_string()))?;
    let request = whole(request, bench.largest_body).await?;
    let common = place(Arc::clone(&benches.all)).await?;
    let halt = StopWhenLeft(Halt::default());
    let (heard, threads) = (halt.0.clone(), Handle::current());
    let working = tokio::task::spawn_blocking(move || {
        // The places are free again when the work has ended, not when whoever asked has gone.
        let _places = (own, common, memory);
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

/// How much memory the body of a request takes: what it says, else the most that it may.
fn pieces(request: &Request, largest: usize) -> u32 {
    let said = request.body().size_hint().upper().and_then(|bytes| usize::try_from(bytes).ok());
    said.map_or(largest, |bytes| bytes.min(largest)).div_ceil(PIECE) as u32
}

/// A request with its body at hand. Of one that is too large comes just so much that whoever reads it says so.
async fn whole(request: Request, largest: usize) -> Result<Request, Oops> {
    let (parts, mut body) = request.into_parts();
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let broken =
            |_| Oops::BadRequest("What was sent broke off before its end. Send it again.".to_owned());
        if let Ok(data) = frame.map_err(broken)?.into_data() {
            bytes.extend_from_slice(&data[..data.len().min(largest + 1 - bytes.len())]);
        }
        if bytes.len() > largest {
            break;
        }
    }
    Ok(Request::from_parts(parts, Body::from(bytes)))
}
