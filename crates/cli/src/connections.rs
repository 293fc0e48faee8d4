//! Connections: how many there may be, and which is closed to make room. A head has to come within ten seconds. Where
//! all places are taken, the one that has waited longest for its other side goes, so that whoever comes is heard; only
//! a connection whose request is being worked on stays.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, Response};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tower::ServiceExt;

/// How long the head of a request may take, and how long a connection may say nothing.
const HEAD: Duration = Duration::from_secs(10);
/// The largest head.
const LARGEST_HEAD: usize = 64 << 10;
/// How long it rests when the machine gives no connection.
const REST: Duration = Duration::from_millis(50);
/// How many files are kept for the database, the log and mails.
const FILES_ASIDE: usize = 128;
/// The most connections, however many files there may be.
const MOST: usize = 4096;

/// From where those who ask are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Askers {
    /// They connect by themselves.
    Connect,
    /// A proxy connects for them, and writes their address behind all others in a header.
    Forwarded,
}

impl Askers {
    /// The address of whoever asks. Of what stands in the header only the last is of the proxy's own hand.
    fn of(self, headers: &HeaderMap, peer: SocketAddr) -> SocketAddr {
        if self == Self::Connect {
            return peer;
        }
        let last = headers.get_all("x-forwarded-for").iter().next_back();
        let last =
            last.and_then(|line| line.to_str().ok()?.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
        last.map_or(peer, |address| SocketAddr::new(address, 0))
    }
}

/// What a connection does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// It waits for its other side: for a head, for the rest of a body, or to take an answer.
    Waits,
    /// Its request is being worked on.
    Works,
}

/// A connection by the turn at which it began to wait, or to work.
struct Known {
    state: State,
    turn: u64,
    close: Arc<Notify>,
}

/// All connections.
#[derive(Default)]
struct All {
    turn: u64,
    known: BTreeMap<u64, Known>,
}

#[derive(Clone, Default)]
struct Connections(Arc<Mutex<All>>);

impl Connections {
    fn with<T>(&self, work: impl FnOnce(&mut All) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes one in.
    fn open(&self) -> Place {
        let close = Arc::new(Notify::new());
        let number = self.with(|all| {
            all.turn += 1;
            all.known
                .insert(all.turn, Known { state: State::Waits, turn: all.turn, close: Arc::clone(&close) });
            all.turn
        });
        Place { all: self.clone(), number, close }
    }

    fn count(&self) -> usize {
        self.with(|all| all.known.len())
    }

    /// Closes the one that has waited longest; answers whether there was one.
    fn make_room(&self) -> bool {
        self.with(|all| {
            let waiting = all.known.iter().filter(|(_, known)| known.state == State::Waits);
            let longest = waiting.min_by_key(|(_, known)| known.turn).map(|(number, _)| *number);
            let closed = longest.and_then(|number| all.known.remove(&number));
            closed.inspect(|known| known.close.notify_one()).is_some()
        })
    }
}

/// The place of one connection; it is free again when this is dropped.
struct Place {
    all: Connections,
    number: u64,
    close: Arc<Notify>,
}

impl Place {
    fn turn(&self, state: State) {
        self.all.with(|all| {
            all.turn += 1;
            let turn = all.turn;
            if let Some(known) = all.known.get_mut(&self.number) {
                known.state = state;
                known.turn = turn;
            }
        });
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.all.with(|all| all.known.remove(&self.number));
    }
}

/// Serves connections until the word to stop, and lets those end whose requests are being worked on.
pub async fn serve(listener: TcpListener, askers: Askers, router: Router, mut stop: watch::Receiver<bool>) {
    let (most, connections) = (most(), Connections::default());
    let mut tasks = JoinSet::new();
    let told = stop.clone();
    while !*stop.borrow() {
        while connections.count() >= most && connections.make_room() {}
        let accepted = tokio::select! {
            // With all places at work it waits until one is free.
            accepted = listener.accept(), if connections.count() < most => accepted,
            _ = tasks.join_next(), if !tasks.is_empty() => continue,
            _ = stop.changed() => break,
        };
        match accepted {
            Ok((stream, from)) => {
                let one = one(stream, (from, askers), connections.open(), router.clone(), told.clone());
                tasks.spawn(one);
            }
            Err(error) => {
                tracing::warn!(%error, "a connection was not taken in");
                connections.make_room();
                tokio::time::sleep(REST).await;
            }
        }
    }
    drop(listener);
    while tasks.join_next().await.is_some() {}
}

async fn one(
    stream: TcpStream,
    asker: (SocketAddr, Askers),
    place: Place,
    router: Router,
    mut stop: watch::Receiver<bool>,
) {
    let place = Arc::new(place);
    let close = Arc::clone(&place.close);
    let service = service_fn(move |request| answered(request, asker, Arc::clone(&place), router.clone()));
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let mut served = std::pin::pin!(served);
    let mut stopping = false;
    loop {
        tokio::select! {
            // What a connection came to is of interest to its other side alone.
            _ = served.as_mut() => return,
            () = close.notified() => return,
            _ = stop.changed(), if !stopping => {
                stopping = true;
                served.as_mut().graceful_shutdown();
            }
        }
    }
}

async fn answered(
    request: Request<Incoming>,
    (peer, askers): (SocketAddr, Askers),
    place: Arc<Place>,
    router: Router,
) -> Result<Response<Body>, Infallible> {
    place.turn(if request.body().is_end_stream() { State::Works } else { State::Waits });
    let at = Arc::clone(&place);
    let mut request = request.map(|body| Body::new(Arriving { body, place: at }));
    let from = askers.of(request.headers(), peer);
    request.extensions_mut().insert(ConnectInfo(from));
    let answer = router.oneshot(request).await;
    place.turn(State::Waits);
    answer
}

/// A body on its way in: with its last piece the work begins.
struct Arriving {
    body: Incoming,
    place: Arc<Place>,
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if matches!(polled, Poll::Ready(None)) || (polled.is_ready() && self.body.is_end_stream()) {
            self.place.turn(State::Works);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// How many connections there may be: as many as the machine gives files, less some for the rest.
fn most() -> usize {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let files: usize =
        line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(MOST);
    places(files)
}

fn places(files: usize) -> usize {
    files.saturating_sub(FILES_ASIDE).max(files / 4).clamp(8, MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_places_however_many_files_there_may_be() {
        let found = [0, 64, 256, 1024, 20_000, 1_000_000].map(places);
        assert_eq!(found, [8, 16, 128, 896, MOST, MOST]);
    }

    #[test]
    fn only_what_the_proxy_wrote_is_believed() {
        let peer: SocketAddr = "127.0.0.1:9".parse().unwrap();
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "198.51.100.9".parse().unwrap());
        headers.append("x-forwarded-for", "203.0.113.7, 192.0.2.1".parse().unwrap());
        assert_eq!(Askers::Connect.of(&headers, peer), peer);
        assert_eq!(Askers::Forwarded.of(&headers, peer).ip().to_string(), "192.0.2.1");
        headers.append("x-forwarded-for", "nobody".parse().unwrap());
        assert_eq!(Askers::Forwarded.of(&headers, peer), peer);
    }

    #[test]
    fn the_one_that_waited_longest_makes_room_and_none_that_works() {
        let connections = Connections::default();
        let (first, second, third) = (connections.open(), connections.open(), connections.open());
        first.turn(State::Works);
        third.turn(State::Waits);
        assert!(connections.make_room());
        let left: Vec<u64> = connections.with(|all| all.known.keys().copied().collect());
        assert_eq!(left, [first.number, third.number], "the second had waited longest");
        drop(second);
        assert!(connections.make_room() && !connections.make_room());
        assert_eq!(connections.count(), 1);
    }
}
