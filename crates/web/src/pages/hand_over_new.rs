//! A case that was handed over to this installation: taken in by whoever speaks for the party that leads.

use askama::Template;
use axum::extract::State;
use axum::extract::multipart::Multipart;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::alliance::Alliance;
use rowlock_core::fact::{Actor, Event, list};
use rowlock_core::id::{PartyId, PersonId};
use rowlock_core::record::Record;
use rowlock_files::hand_over::{Manifest, Named};
use rowlock_store::{Membership, Write};

use crate::app::App;
use crate::case::NotDone;
use crate::form::refusal_in_words;
use crate::found::new_id;
use crate::guard::Who;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::taking;

#[derive(Template)]
#[template(path = "pages/hand_over_new.html")]
struct New<'a> {
    frame: Frame,
    problem: Option<String>,
    person: &'a str,
}

/// Shows the form.
pub(crate) async fn show(who: Who) -> Result<Page, Oops> {
    let name = who.name.clone();
    page(&who, None, &name)
}

fn page(who: &Who, problem: Option<String>, person: &str) -> Result<Page, Oops> {
    let title =
        if problem.is_some() { "Please look again: A case handed over" } else { "A case handed over" };
    Page::of(&New { frame: Frame::of(title, &who.name), problem, person })
}

/// Takes it in.
pub(crate) async fn submit(State(app): State<App>, who: Who, parts: Multipart) -> Result<Response, Oops> {
    let brought = match taking::Brought::of(parts).await? {
        Ok(brought) => brought,
        Err(told) => return page(&who, Some(told), &who.name).map(IntoResponse::into_response),
    };
    let person = brought.person.trim().to_owned();
    let problem = |told: String| page(&who, Some(told), &person).map(IntoResponse::into_response);
    let opened = match taking::opened(&app, brought).await? {
        Ok(opened) => opened,
        Err(told) => return problem(told),
    };
    if let Some(known) = known(&app, &opened.record).await? {
        return problem(here_already(&app, &who, &known).await?);
    }
    let whole = opened.record.alliance(jiff::civil::Date::MAX, jiff::civil::Date::MAX);
    let (party, speaker) = match speaker(&whole, &opened.manifest, &person, app.world.today()) {
        Ok(speaker) => speaker,
        Err(told) => return problem(told),
    };
    let id = new_id(&app, &whole.name);
    let seat = Membership {
        account: who.account.clone(),
        role: "lead".to_owned(),
        party: Some(party.to_string()),
        person: Some(speaker.to_string()),
    };
    let actor = Actor::Party(party);
    match taking::take(&app, (&id, None), opened, &actor, vec![Write::Member(seat)]).await {
        Ok(()) => Ok(Redirect::to(&format!("/a/{id}/hand-over?done=hand-over-in")).into_response()),
        Err(NotDone::Refused(refusal)) => problem(refusal_in_words(&refusal)),
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}

/// The alliance here that was ever handed over by one of the hand-overs of a record: where it came from, or where it
/// was taken in before. The first fact does not tell, since a case file may have been brought in twice.
async fn known(app: &App, record: &Record) -> Result<Option<String>, Oops> {
    for fact in record.facts().iter().filter(|fact| matches!(fact.event, Event::HandedOver(_))) {
        let Some(line) = record.lines().get(fact.seq.0 as usize - 1) else { continue };
        if let Some(alliance) = app.store.with_line(fact.seq.0, line).await? {
            return Ok(Some(alliance));
        }
    }
    Ok(None)
}

/// Where a case that is here already is brought back.
async fn here_already(app: &App, who: &Who, alliance: &str) -> Result<String, Oops> {
    let has_seat = app.store.seats(&who.account).await?.iter().any(|(known, _)| known == alliance);
    Ok(if has_seat {
        "This case is on your desk already. Open it there, go to Record, then Hand-over, and bring it back. Nothing was \
         taken in."
            .to_owned()
    } else {
        "This case is on this installation already. Whoever leads or advises it here can bring it back. Nothing was \
         taken in."
            .to_owned()
    })
}

/// Whom somebody speaks for by their own word: a person of the party that leads, since seats are given by it.
fn speaker(
    whole: &Alliance,
    manifest: &Manifest,
    said: &str,
    today: jiff::civil::Date,
) -> Result<(PartyId, PersonId), String> {
    let Some(lead) = whole.lead_on(today).or(whole.lead.as_ref()) else {
        return Err("The record names no lead party. Nothing was taken in.".to_owned());
    };
    let named = |person: &PersonId| {
        let known = manifest.people.iter().find(|one: &&Named| one.person == person.as_str());
        known.map_or_else(|| person.to_string(), |one| one.name.clone())
    };
    let is_said = |person: &&PersonId| named(person).to_lowercase() == said.to_lowercase();
    let leads = whole.party_name(lead);
    let people =
        whole.parties.get(lead).map(|party| party.joined.value.people.as_slice()).unwrap_or_default();
    if let Some(person) = people.iter().find(is_said) {
        return Ok((lead.clone(), person.clone()));
    }
    let other =
        whole.parties.iter().find(|(_, party)| party.joined.value.people.iter().any(|one| is_said(&one)));
    let names: Vec<String> = people.iter().map(named).collect();
    let who = if names.is_empty() { leads.to_owned() } else { list(&names) };
    Err(match other {
        Some((party, _)) => format!(
            "In this case {said} speaks for {}. The case is taken in by somebody who speaks for {leads}, the party that \
             leads, since it gives all seats: {who}. Nothing was taken in.",
            whole.party_name(party)
        ),
        None => format!(
            "The case has nobody of the name \u{201c}{said}\u{201d} at {leads}, the party that leads. Write your name as \
             the case has it: {who}. Nothing was taken in."
        ),
    })
}
