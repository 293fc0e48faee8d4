//! Letters that come by themselves: on Mondays what waits in the week, on other days what is due on the next. They
//! count, and say nothing of what anything is about.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::by_then;
use rowlock_core::fact::list;
use rowlock_store::Account;

use crate::agenda::{agenda, open_obligations};
use crate::app::App;
use crate::case::Scene;
use crate::guard;
use crate::mail::{self, Post, texts};
use crate::oops::Oops;
use crate::pages::diligence::open_exchanges;
use crate::words::count;

/// How many are looked at in one go.
const AT_ONCE: u32 = 50;

/// Writes to everybody who has not been looked at today.
pub(crate) async fn write(app: &App) -> Result<(), Oops> {
    if app.settings.post == Post::Nowhere {
        return Ok(());
    }
    let today = app.world.today();
    // Whoever came today knows already.
    let since = app.world.now().checked_sub(24.hours()).unwrap_or_default();
    loop {
        let accounts = app.store.to_tell(&today.to_string(), since, AT_ONCE).await?;
        if accounts.is_empty() {
            return Ok(());
        }
        for account in &accounts {
            // One letter that fails must not keep the others from theirs, nor come again and again.
            app.store.told(&account.id, &today.to_string()).await?;
            if let Err(error) = write_to(app, account, today).await {
                tracing::error!(?error, "a letter was not written");
            }
        }
    }
}

async fn write_to(app: &App, account: &Account, today: Date) -> Result<(), Oops> {
    let is_digest = today.weekday() == Weekday::Monday;
    let mut lines = Vec::new();
    for seat in guard::seats(app, account).await? {
        let scene = Scene::of(app, seat, None).await?;
        // An alliance that is over waits for nothing, and one that lives elsewhere waits there.
        if scene.on < scene.today || scene.case.whole.lives_elsewhere().is_some() {
            continue;
        }
        let waits = if is_digest { this_week(&scene) } else { tomorrow(&scene) };
        if !waits.is_empty() {
            lines.push(format!("{}: {}.", scene.name(), list(&waits)));
        }
    }
    if lines.is_empty() {
        return Ok(());
    }
    let link = app.address("/desk");
    let letter = if is_digest {
        texts::digest(&account.address, &account.name, &lines, &link)?
    } else {
        texts::tomorrow(&account.address, &account.name, &lines, &link)?
    };
    mail::send(app, &letter).await
}

/// What waits in the week that begins, counted.
fn this_week(scene: &Scene) -> Vec<String> {
    let until = scene.on.checked_add(6.days()).unwrap_or(scene.on);
    let mut waits = meetings(scene, scene.on, until);
    waits.extend(agenda(scene).into_iter().map(|topic| topic.counted()));
    waits
}

/// What is due tomorrow, counted: meetings, promises and packs of one's own party, and issues that need an
/// answer.
fn tomorrow(scene: &Scene) -> Vec<String> {
    let Ok(next) = scene.on.tomorrow() else { return Vec::new() };
    let mut waits = meetings(scene, next, next);
    let mine = open_obligations(scene).filter(|(_, obligation)| {
        let taken = &obligation.taken.value;
        taken.due == next && scene.seat.party.as_ref() == Some(&taken.who)
    });
    match mine.count() {
        0 => {}
        some => waits.push(count(some, "promise of yours", "promises of yours")),
    }
    if let Some(party) = scene.seat.party.as_ref().filter(|_| scene.seat.may(Action::Write, Resource::Pack)) {
        let mine = open_exchanges(scene).filter(|exchange| {
            exchange.opened.value.due == next
                && exchange.is_of(party)
                && !exchange.has_handed_in(party, scene.on)
        });
        match mine.count() {
            0 => {}
            some => waits.push(count(some, "diligence pack of yours", "diligence packs of yours")),
        }
    }
    if scene.seat.may(Action::See, Resource::Issue) {
        let open = scene.alliance.issues.values().filter(|issue| issue.is_open(scene.on));
        match open.filter(|issue| issue.answer_by(scene.on) == Some(next)).count() {
            0 => {}
            some => waits.push(count(some, "issue that needs an answer", "issues that need an answer")),
        }
    }
    waits
}

fn meetings(scene: &Scene, from: Date, until: Date) -> Vec<String> {
    let planned = scene.alliance.meetings.values().filter(|meeting| {
        let due = meeting.planned.value.due;
        let over = by_then(meeting.cancelled.as_ref(), scene.on).is_some()
            || by_then(meeting.held.as_ref(), scene.on).is_some();
        !over && due >= from && due <= until
    });
    match planned.count() {
        0 => Vec::new(),
        some => vec![count(some, "meeting", "meetings")],
    }
}
