//! What can go wrong with a request, and the calm page that says so.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
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
    /// Somebody else wrote in between, again and again.
    Conflict,
    /// Too many tries.
    TooMany,
    /// Nobody is signed in.
    SignIn(String),
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

#[derive(Template)]
#[template(path = "oops.html")]
struct OopsPage<'a> {
    frame: Frame,
    title: &'a str,
    text: &'a str,
    link: (&'a str, &'a str),
}

impl IntoResponse for Oops {
    fn into_response(self) -> Response {
        let desk = ("/desk", "To your desk");
        let (status, title, text, link) = match &self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "There is nothing here for you",
                "The page does not exist, or it is not yours to see. We give the same answer for both.",
                desk,
            ),
            Self::LinkEnded(why) => {
                (StatusCode::GONE, "This link has ended", *why, ("/about", "What Rowlock is"))
            }
            Self::BadRequest(text) => {
                (StatusCode::BAD_REQUEST, "We could not read what was sent", text.as_str(), desk)
            }
            Self::Conflict => (
                StatusCode::CONFLICT,
                "Somebody else wrote at the same moment",
                "Nothing of yours was put on the record. Go back, look at what is new, and send it again: your \
                 browser keeps what you typed.",
                desk,
            ),
            Self::TooMany => (
                StatusCode::TOO_MANY_REQUESTS,
                "Too many tries",
                "Wait a minute and try again. Nothing is locked.",
                ("/sign-in", "Sign in"),
            ),
            Self::SignIn(next) => {
                let path = format!("/sign-in?next={next}");
                return axum::response::Redirect::to(&path).into_response();
            }
            Self::Internal(why) => {
                tracing::error!(%why, "a request failed");
                (
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "Something failed that should not",
                    "It is our fault, and it is in the log. What was acknowledged before is safe. Try again; if it \
                     stays so, tell whoever runs this installation the time at which you saw it.",
                    desk,
                )
            }
        };
        let page = OopsPage { frame: Frame::bare(title), title, text, link };
        match page.render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(_) => (status, text.to_owned()).into_response(),
        }
    }
}
