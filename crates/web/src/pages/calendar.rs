//! The days of an alliance as a calendar: as a file, and under a private address that can be taken back.

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::by_then;
use rowlock_documents::{Calendar, Entry, When};
use rowlock_store::token_hash;

use crate::agenda::open_obligations;
use crate::case::Scene;
use crate::list::download;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::pages::diligence;
use crate::words::day_of;

const KIND: &str = "text/calendar; charset=utf-8";

#[derive(Template)]
#[template(path = "pages/calendar.html")]
struct CalendarPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    /// The address, shown once.
    fresh: Option<String>,
    /// Since when there is one.
    since: Option<String>,
    entries: usize,
}

/// Shows what a calendar gets, and whether there is a private address.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, None).await
}

async fn page(scene: &Scene, fresh: Option<String>) -> Result<Page, Oops> {
    let since = scene.app.store.feed_since(&scene.seat.who.account, &scene.seat.alliance).await?;
    Page::of(&CalendarPage {
        frame: scene.frame("In your calendar", "control", "meetings"),
        fresh,
        since: since.map(day_of),
        entries: entries(scene).len(),
        scene,
    })
}

/// Makes a private address, in the place of an older one.
pub(crate) async fn make(scene: Scene) -> Result<Page, Oops> {
    let token = scene.app.world.token();
    let (account, alliance) = (&scene.seat.who.account, &scene.seat.alliance);
    scene.app.store.make_feed(account, alliance, &token_hash(&token), scene.app.world.now()).await?;
    page(&scene, Some(scene.app.address(&format!("/calendar/{token}")))).await
}

/// Takes the private address back.
pub(crate) async fn end(scene: Scene) -> Result<Redirect, Oops> {
    scene.app.store.end_feed(&scene.seat.who.account, &scene.seat.alliance).await?;
    Ok(Redirect::to(&format!("{}?done=calendar-ended", scene.now("/calendar"))))
}

/// The calendar as a file to save.
pub(crate) async fn file(scene: Scene) -> Response {
    let name = format!("{}.ics", crate::found::slug(scene.name()));
    download(&name, KIND, written(&scene).into_bytes())
}

/// The calendar as a program reads it, again and again.
pub(crate) async fn feed(scene: Scene) -> Response {
    ([(header::CONTENT_TYPE, KIND)], written(&scene)).into_response()
}

fn written(scene: &Scene) -> String {
    // The moment of the last fact, so that a calendar that nothing was added to stays the same.
    let made = scene.case.record.facts().last().map_or(Timestamp::UNIX_EPOCH, |fact| fact.recorded_at);
    Calendar { name: scene.name().to_owned(), entries: entries(scene) }.feed(made)
}

/// The days of an alliance, as far as the seat may see them. Calendars go through many hands: of issues and
/// proposals they get the day and no word.
fn entries(scene: &Scene) -> Vec<Entry> {
    let alliance = &scene.alliance;
    let name = scene.name();
    let entry = |id: &str, kind: &str, due, summary: String, path: &str| Entry {
        uid: format!("{kind}-{id}@{}", scene.seat.alliance),
        summary: format!("{name}: {summary}"),
        when: When::Day(due),
        description: scene.app.address(&scene.now(path)),
    };
    let mut entries = Vec::new();
    for (id, meeting) in &alliance.meetings {
        let over = by_then(meeting.cancelled.as_ref(), scene.on).is_some();
        if !over && meeting.planned.on <= scene.on {
            let planned = &meeting.planned.value;
            let path = format!("/meetings/{id}");
            entries.push(entry(id.as_str(), "meeting", planned.due, planned.about.clone(), &path));
        }
    }
    for (id, obligation) in open_obligations(scene) {
        let taken = &obligation.taken.value;
        let told = format!("{}: {}", alliance.party_name(&taken.who), taken.what);
        entries.push(entry(id.as_str(), "obligation", taken.due, told, "/obligations"));
    }
    for (id, rule) in &alliance.stop_rules {
        if rule.agreed.on <= scene.on && by_then(rule.answered.as_ref(), scene.on).is_none() {
            let told = format!("decide: {}", rule.agreed.value.sign);
            entries.push(entry(id.as_str(), "stop-rule", rule.agreed.value.by_date, told, "/stop-rules"));
        }
    }
    if scene.seat.may(Action::See, Resource::Diligence) {
        for exchange in diligence::open_exchanges(scene) {
            let opened = &exchange.opened.value;
            let path = format!("/diligence/{}", opened.exchange);
            let told = "diligence packs are due".to_owned();
            entries.push(entry(opened.exchange.as_str(), "packs", opened.due, told, &path));
        }
        for (party, check, until) in diligence::evidence_by_day(scene) {
            let (id, told) = (format!("{party}-{check}"), "evidence goes stale".to_owned());
            entries.push(entry(&id, "evidence", until, told, "/diligence"));
        }
    }
    if scene.seat.may(Action::See, Resource::Issue) {
        for issue in alliance.issues.values().filter(|issue| issue.is_open(scene.on)) {
            if let Some(due) = issue.answer_by(scene.on) {
                let told = "an issue needs an answer".to_owned();
                // An id is made of the first words of what happened.
                let number = issue.raised.seq.to_string();
                entries.push(entry(&number, "issue", due, told, "/issues"));
            }
        }
    }
    entries
}
