//! How many notes one keeps on which alliances, also on those that are closed to one now: what they say is not shown
//! here, and all on one alliance can be deleted.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::Role;

use super::you::Asked;
use crate::app::App;
use crate::form::{Fields, Form};
use crate::guard::{Seat, Who, seats_of};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words;

#[derive(Template)]
#[template(path = "pages/you_notes.html")]
struct YourNotes {
    frame: Frame,
    form: Form,
    kept: Vec<Kept>,
}

/// The notes on one alliance.
struct Kept {
    alliance: String,
    name: String,
    count: usize,
    /// Whether the case is open to whoever wrote them.
    is_open: bool,
}

/// Shows it.
pub(crate) async fn show(State(app): State<App>, who: Who, Query(asked): Query<Asked>) -> Result<Page, Oops> {
    let mut page = page(&app, who, Form::default()).await?;
    page.frame.done = asked.done.as_deref().and_then(words::done);
    Page::of(&page)
}

async fn page(app: &App, who: Who, form: Form) -> Result<YourNotes, Oops> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for note in app.store.all_notes(&who.account).await? {
        *counts.entry(note.alliance).or_default() += 1;
    }
    let mut seats = app.store.seats(&who.account).await?;
    seats.retain(|(alliance, _)| counts.contains_key(alliance));
    let open = seats_of(app, &who, seats.clone()).await?;
    let mut kept = Vec::with_capacity(counts.len());
    for (alliance, count) in counts {
        let name = if seats.iter().any(|(seated, _)| *seated == alliance) {
            app.latest_case(&alliance).await?.whole.name.clone()
        } else {
            "An alliance in which you have no seat any more".to_owned()
        };
        let is_open = open.iter().any(|seat| seat.alliance == alliance && is_adviser(seat));
        kept.push(Kept { alliance, name, count, is_open });
    }
    Ok(YourNotes { frame: Frame::of(&form.title("Your notes as an adviser"), &who.name), form, kept })
}

fn sure(alliance: &str) -> String {
    format!("sure-{alliance}")
}

fn is_adviser(seat: &Seat) -> bool {
    seat.role == Role::Adviser
}

/// Deletes all of one's notes on one alliance.
pub(crate) async fn delete(
    State(app): State<App>,
    who: Who,
    Path(alliance): Path<String>,
    fields: Fields,
) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let sure = sure(&alliance);
    if !form.fields.has(&sure, "yes") {
        form.say(&sure, "Tick that you are sure, so that nothing is deleted by mistake.");
        return Ok(Page::of(&page(&app, who, form).await?)?.into_response());
    }
    app.store.delete_notes(&who.account, &alliance).await?;
    Ok(Redirect::to("/you/notes?done=notes-deleted").into_response())
}

impl YourNotes {
    #[expect(clippy::unused_self, reason = "a template reaches it through the page")]
    fn yes(&self) -> &'static [(&'static str, &'static str)] {
        &[("yes", "Yes, delete all of them")]
    }
}

impl Kept {
    fn sure(&self) -> String {
        sure(&self.alliance)
    }

    fn counted(&self) -> String {
        words::count(self.count, "note", "notes")
    }
}
