//! What all pages have around them: the title, who is signed in, which alliance, which day.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use jiff::civil::Date;

use crate::assets;
use crate::oops::Oops;
use crate::words::{day, weekday};

/// The frame of a page.
#[derive(Clone)]
pub(crate) struct Frame {
    /// The title of the window.
    pub title: String,
    /// Who is signed in.
    pub who: Option<String>,
    /// The alliance whose rooms are shown.
    pub place: Option<Place>,
    /// One sentence on what was just done.
    pub done: Option<&'static str>,
}

/// An alliance and where in it one stands.
#[derive(Clone)]
pub(crate) struct Place {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its form, parties and stage in a line.
    pub line: String,
    /// The room.
    pub room: &'static str,
    /// The page of the room.
    pub shelf: &'static str,
    /// The day looked at, where it is not today.
    pub past: Option<Date>,
    /// Whether that is the day on which an alliance that is over is read.
    pub is_last: bool,
    /// Where it lives, where it was handed over.
    pub lives_at: Option<String>,
    /// Whether results may be seen.
    pub sees_results: bool,
}

impl Place {
    /// A path within the alliance, on the same day.
    pub fn to(&self, path: &str) -> String {
        let id = &self.id;
        match self.past {
            None => format!("/a/{id}{path}"),
            Some(on) => format!("/a/{id}{path}?on={on}"),
        }
    }

    /// Where the room Control begins for whoever looks.
    pub fn control(&self) -> String {
        self.to(if self.sees_results { "/signals" } else { "/charter" })
    }

    /// The past day in words.
    pub fn past_in_words(&self) -> Option<String> {
        self.past.map(|on| format!("{} {}", weekday(on), day(on)))
    }
}

impl Frame {
    /// Without anybody signed in.
    pub fn bare(title: &str) -> Self {
        Self { title: title.to_owned(), who: None, place: None, done: None }
    }

    /// With somebody signed in.
    pub fn of(title: &str, who: &str) -> Self {
        Self { who: Some(who.to_owned()), ..Self::bare(title) }
    }

    /// The address of an asset, with a stamp of what it holds.
    #[expect(clippy::unused_self, reason = "templates reach it through the frame that every page has")]
    pub fn asset(&self, name: &str) -> String {
        assets::path(name)
    }
}

/// A page that was rendered.
pub(crate) struct Page(pub String);

impl Page {
    /// Renders a template.
    pub fn of(template: &impl Template) -> Result<Self, Oops> {
        Ok(Self(template.render()?))
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        Html(self.0).into_response()
    }
}
