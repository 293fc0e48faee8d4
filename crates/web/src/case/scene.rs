//! A scene: an alliance on a day, as one seat sees it.

use std::sync::Arc;

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use rowlock_analysis::Look;
use rowlock_analysis::report::{self, Analysis};
use rowlock_core::access::{self, Action, Resource};
use rowlock_core::alliance::Alliance;
use rowlock_core::bounds::EARLIEST;
use rowlock_core::fact::{Event, Seq, Stage};
use rowlock_core::gate::Viewer;
use serde::Deserialize;

use super::{Case, Deed, NotDone};
use crate::app::App;
use crate::guard::Seat;
use crate::oops::Oops;
use crate::page::{Frame, Place};
use crate::{summary, words};

/// Whether something of this kind is written after an alliance is over too, when people look back.
fn looks_back(resource: Resource) -> bool {
    matches!(
        resource,
        Resource::Learning | Resource::Round | Resource::Invitation | Resource::Release | Resource::Record
    )
}

/// An alliance on a day, as one seat sees it.
pub(crate) struct Scene {
    /// The application.
    pub app: App,
    /// The seat.
    pub seat: Seat,
    /// The alliance as stored.
    pub case: Arc<Case>,
    /// The day looked at.
    pub on: Date,
    /// Today.
    pub today: Date,
    /// The alliance on that day, as it was known then.
    pub alliance: Alliance,
    done: Option<String>,
}

/// What an address asks for besides its path.
#[derive(Deserialize)]
pub(crate) struct Asked {
    on: Option<String>,
    /// What was just done.
    pub done: Option<String>,
}

impl Asked {
    /// The day that is asked for, if any.
    pub fn day(&self, today: Date) -> Result<Option<Date>, Oops> {
        let Some(text) = self.on.as_deref().filter(|text| !text.is_empty()) else { return Ok(None) };
        let day = text.parse::<Date>().ok().filter(|day| *day >= EARLIEST);
        let shown = || text.chars().take(40).collect::<String>();
        let told =
            || format!("\u{201c}{}\u{201d} is not a day from {EARLIEST} on; write it as {today}.", shown());
        day.map(Some).ok_or_else(|| Oops::BadRequest(told()))
    }
}

impl FromRequestParts<App> for Scene {
    type Rejection = Oops;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Oops> {
        let seat = Seat::from_request_parts(parts, app).await?;
        let Query(asked) = Query::<Asked>::from_request_parts(parts, app)
            .await
            .map_err(|error| Oops::BadRequest(error.body_text()))?;
        let on = asked.day(app.world.today())?;
        let mut scene = Self::of(app, seat, on).await?;
        scene.done = asked.done;
        Ok(scene)
    }
}

impl Scene {
    /// An alliance on a day.
    pub async fn of(app: &App, seat: Seat, on: Option<Date>) -> Result<Self, Oops> {
        let case = app.case(&seat.alliance, seat.head).await?;
        let today = app.today_for(&case.record);
        let on = on.map_or_else(|| summary::reading_day(&case, today), |on| on.min(today));
        let alliance = case.record.as_of(on);
        Ok(Self { app: app.clone(), seat, case, on, today, alliance, done: None })
    }

    /// How the seat looks at it.
    pub fn look<'a>(&'a self, viewer: &'a Viewer) -> Look<'a> {
        Look { alliance: &self.alliance, framework: &self.app.framework, ring: &self.case.ring, viewer }
    }

    /// The whole analysis, as far as the seat may see it.
    pub fn analysis(&self) -> Analysis {
        report::analyse(self.look(&self.seat.viewer()), self.on)
    }

    /// Whether the seat may do so, today.
    pub fn may(&self, action: Action, resource: Resource) -> bool {
        let is_open = self.on == self.today || (self.is_newest() && looks_back(resource));
        let is_open = is_open && self.case.whole.lives_elsewhere().is_none();
        self.seat.may(action, resource) && (action == Action::See || is_open)
    }

    /// Whether the seat may read what a fact says. What the lead wrote down for themselves stands on the record all
    /// the same; answers do too, sealed.
    pub fn may_read(&self, event: &Event) -> bool {
        access::resource(event) != Resource::OwnersPosition
            || self.seat.may(Action::See, Resource::OwnersPosition)
    }

    /// What a fact says, in a sentence, as far as the seat may read it.
    pub fn told(&self, event: &Event) -> String {
        if self.may_read(event) {
            words::sentence(&rowlock_core::fact::sentence(event, &self.case.whole))
        } else {
            "Something that the lead wrote down for themselves.".to_owned()
        }
    }

    /// Whether this is the day on which it is read when nobody asks for one: today, or the last of one that is over.
    pub fn is_newest(&self) -> bool {
        self.on == summary::reading_day(&self.case, self.today)
    }

    /// The frame of a page of this alliance.
    pub fn frame(&self, title: &str, room: &'static str, shelf: &'static str) -> Frame {
        Frame {
            title: format!("{title} \u{b7} {}", self.name()),
            who: Some(self.seat.who.name.clone()),
            place: Some(Place {
                id: self.seat.alliance.clone(),
                name: self.name().to_owned(),
                line: self.line(),
                room,
                shelf,
                past: (self.on < self.today).then_some(self.on),
                is_last: self.is_newest(),
                lives_at: self.case.whole.lives_elsewhere().map(|gone| gone.asked.value.to.clone()),
                sees_results: self.seat.may(Action::See, Resource::RoundResult),
            }),
            done: self.done.as_deref().and_then(words::done),
        }
    }

    /// What people call the alliance.
    pub fn name(&self) -> &str {
        &self.case.whole.name
    }

    /// The week of the record on the day looked at.
    pub fn week(&self) -> Option<i32> {
        report::week(&self.case.record, self.on).filter(|week| *week > 0)
    }

    /// Its form, parties and stage in a line.
    fn line(&self) -> String {
        let parties = words::count(self.alliance.signers(self.on).len(), "party", "parties");
        let candidates = self.alliance.candidates(self.on).len();
        let candidates = match candidates {
            0 => String::new(),
            some => format!(" and {}", words::count(some, "candidate", "candidates")),
        };
        let stage = self.alliance.stage(self.on);
        let state = match (stage, self.alliance.running_since(self.on)) {
            (Some(Stage::Running), Some(since)) => format!("running since {}", words::day(since)),
            (Some(stage), _) => stage.word().to_owned(),
            (None, _) => "not begun".to_owned(),
        };
        format!("{parties}{candidates} \u{b7} {state}")
    }

    /// The page of a fact.
    pub fn to_fact(&self, seq: &Seq) -> String {
        self.to(&format!("/record/{seq}"))
    }

    /// Puts one fact of today on the record, and leads on to a page that says so.
    pub async fn put(&self, event: impl Into<Event>, to: &str, done: &str) -> Result<Response, NotDone> {
        let event = event.into();
        self.app.act(&self.seat, |_: &Case| Ok(Deed::of(vec![event.clone()], self.today))).await?;
        Ok(self.done_at(to, done))
    }

    /// Leads on to a path within the alliance, which says what was done.
    pub fn done_at(&self, to: &str, done: &str) -> Response {
        Redirect::to(&format!("{}?done={done}", self.now(to))).into_response()
    }

    /// A path within the alliance, today: where one goes on to after writing.
    pub fn now(&self, path: &str) -> String {
        format!("/a/{}{path}", self.seat.alliance)
    }

    /// A path within the alliance, on the same day.
    pub fn to(&self, path: &str) -> String {
        let id = &self.seat.alliance;
        if self.on < self.today { format!("/a/{id}{path}?on={}", self.on) } else { format!("/a/{id}{path}") }
    }
}
