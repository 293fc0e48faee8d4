//! What can go wrong with a request, and the calm page that says so.

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rowlock_store::{CommitError, StoreError};

use crate::page::Frame;

/// Why a request got no answer of its own.
#[derive(Debug)]
pub(crate) enum Oops {
    /// It is not there, or not yours to see: the same answer for both.
    NotFound,
    /// A link ran out or was taken back.
    LinkEnded(&'static str),
    /// The request makes no sense.
    BadRequest(String),
    /// The request comes from a page of another site.
    Foreign,
    /// The file holds what somebody wrote down for themselves.
    Private,
    /// What was sent is larger than what is taken.
    TooLarge,
    /// It took longer than a request may.
    TooLong,
    /// More is asked for at once than is worked on.
    Busy,
    /// The last facts of a record are missing in the database.
    Cut,
    /// Somebody else wrote in between, again and again.
    Conflict,
    /// Too many tries.
    TooMany,
    /// Too many mails were asked for.
    TooManyMails,
    /// Nobody is signed in.
    SignIn(String),
    /// Another page of ours comes first.
    Onward(String),
    /// Somebody else sealed it, and nobody else reads it or lets it go.
    NotYours,
    /// Something failed that should not.
    Internal(String),
}

impl From<StoreError> for Oops {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<CommitError> for Oops {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict => Self::Conflict,
            CommitError::Cut => Self::Cut,
            CommitError::Store(error) => error.into(),
        }
    }
}

impl From<rowlock_core::seal::SealError> for Oops {
    fn from(error: rowlock_core::seal::SealError) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<askama::Error> for Oops {
    fn from(error: askama::Error) -> Self {
        Self::Internal(format!("a page could not be written: {error}"))
    }
}

/// Gives what the layers around the routes refuse, in bare words or none, the page that our own errors have.
pub(crate) async fn calm(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let is_page = |kind: &HeaderValue| kind.as_bytes().starts_with(b"text/html");
    if response.headers().get(header::CONTENT_TYPE).is_some_and(is_page) {
        return response;
    }
    match response.status() {
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            let text = "The address, or what was sent with it, has a part that we cannot read. Go back and try again.";
            Oops::BadRequest(text.to_owned()).into_response()
        }
        StatusCode::FORBIDDEN => Oops::Foreign.into_response(),
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Oops::NotFound.into_response(),
        StatusCode::PAYLOAD_TOO_LARGE => Oops::TooLarge.into_response(),
        StatusCode::SERVICE_UNAVAILABLE => Oops::TooLong.into_response(),
        StatusCode::INTERNAL_SERVER_ERROR => Oops::Internal("a handler panicked".to_owned()).into_response(),
        _ => response,
    }
}

#[derive(Template)]
#[template(path = "oops.html")]
struct OopsPage<'a> {
    frame: Frame,
    title: &'a str,
    text: &'a str,
    link: (&'a str, &'a str),
}

/// What a page says where something did not go: status, heading, words, and where to go from there.
type Told<'a> = (StatusCode, &'a str, &'a str, (&'a str, &'a str));

/// Where most of these pages lead.
const START: (&str, &str) = ("/", "To the start page");

impl Oops {
    fn told(&self) -> Told<'_> {
        match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "There is nothing here for you",
                "The page does not exist, or it is not yours to see. We give the same answer for both.",
                START,
            ),
            Self::LinkEnded(why) => {
                (StatusCode::GONE, "This link has ended", why, ("/about", "What Rowlock is"))
            }
            Self::BadRequest(text) => {
                (StatusCode::BAD_REQUEST, "We could not read what was sent", text, START)
            }
            Self::Conflict => (
                StatusCode::CONFLICT,
                "Somebody else wrote at the same moment",
                "Nothing of yours was put on the record. Go back, look at what is new, and send it again: your \
                 browser keeps what you typed.",
                START,
            ),
            Self::Foreign => (
                StatusCode::FORBIDDEN,
                "This came from another site",
                "A form on another site tried to send something in your name. Nothing was done. If you sent it \
                 yourself, open the page here and send it again.",
                START,
            ),
            Self::Private => (
                StatusCode::FORBIDDEN,
                "This file holds more than you may read",
                "The lead wrote something down for themselves, such as what leaving would cost. The whole record is \
                 therefore for the lead and the adviser; the pages and their CSV files are yours.",
                START,
            ),
            Self::Cut => (
                StatusCode::CONFLICT,
                "This record was cut",
                "Its last facts are missing in the database: somebody took them out, or a part of a backup was put back. \
                 So nothing is shown of it and nothing is written on it. Whoever runs this installation can put the whole \
                 database back from a backup.",
                START,
            ),
            Self::NotYours => (
                StatusCode::FORBIDDEN,
                "Somebody else sealed this",
                "What was filled in here was sealed by somebody else, by the link or the account that they have. Nobody \
                 else reads it, changes it or lets it go: not the party, and not whoever leads. If it was you, use the \
                 link or the account that you used then.",
                START,
            ),
            Self::TooLarge | Self::TooLong | Self::Busy | Self::TooMany | Self::TooManyMails => self.limit(),
            Self::Onward(_) | Self::SignIn(_) | Self::Internal(_) => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something failed that should not",
                "It is our fault, and it is in the log. What was acknowledged before is safe. Try again; if it stays \
                 so, tell whoever runs this installation the time at which you saw it.",
                START,
            ),
        }
    }

    /// What is said where something asks for more than one may.
    fn limit(&self) -> Told<'_> {
        match self {
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                "That is too large",
                "At most 4 megabytes are taken at once. Nothing was stored. Go back and choose a smaller file.",
                START,
            ),
            Self::TooLong => (
                StatusCode::SERVICE_UNAVAILABLE,
                "That took too long",
                "This page needs more time than one page may take, so that all others still answer. Look whether what you sent \
                 is there before you send it again.",
                START,
            ),
            Self::TooMany => (
                StatusCode::TOO_MANY_REQUESTS,
                "Too many tries",
                "Wait a while and try again: after each further try the wait is longer. Nothing is locked, and a link by mail \
                 still signs you in.",
                ("/sign-in", "Sign in"),
            ),
            Self::TooManyMails => (
                StatusCode::TOO_MANY_REQUESTS,
                "Too many mails for one day",
                "So many mails went to this address, or from this alliance, that no more goes out today. Nothing was sent. \
                 Go back and try again tomorrow, or make a link and hand it over.",
                START,
            ),
            _ => (
                StatusCode::SERVICE_UNAVAILABLE,
                "Too much is asked for at once",
                "So many pages are being worked on that yours was not begun. Nothing was stored. Wait a minute and try \
                 again.",
                START,
            ),
        }
    }
}

impl IntoResponse for Oops {
    fn into_response(self) -> Response {
        match &self {
            Self::Onward(path) => return Redirect::to(path).into_response(),
            Self::SignIn(next) => {
                let next = utf8_percent_encode(next, NON_ALPHANUMERIC);
                return Redirect::to(&format!("/sign-in?next={next}")).into_response();
            }
            Self::Internal(why) => tracing::error!(%why, "a request failed"),
            _ => {}
        }
        let (status, title, text, link) = self.told();
        let page = OopsPage { frame: Frame::bare(title), title, text, link };
        match page.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => (status, text.to_owned()).into_response(),
        }
    }
}
