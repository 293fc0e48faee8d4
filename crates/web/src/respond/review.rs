//! Looking over one's own answers, submitting them, or withdrawing.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_analysis::alignment::{answer_in_words, question};
use rowlock_core::fact::{AnswerValue, RespondentWithdrew, Sheet};
use rowlock_core::framework::Item;

use super::sheet::{Desk, Step};
use crate::app::App;
use crate::case::{Deed, NotDone};
use crate::guard::Guest;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "respond/review.html")]
struct Review {
    frame: Frame,
    base: String,
    alliance: String,
    rows: Vec<Row>,
    missing: usize,
    tried: bool,
}

struct Row {
    number: usize,
    text: String,
    answer: Option<String>,
    is_missing: bool,
    guesses: usize,
    red_lines: usize,
}

/// Shows it.
pub(crate) async fn show(State(app): State<App>, guest: Guest) -> Result<Response, Oops> {
    let desk = Desk::of(&app, &guest).await?;
    if !desk.may_answer()? {
        return Ok(Redirect::to(&format!("/r/{}", guest.token)).into_response());
    }
    let sheet = desk.saved().await?;
    Ok(page(&desk, &guest, &sheet, false)?.into_response())
}

fn page(desk: &Desk, guest: &Guest, sheet: &Sheet, tried: bool) -> Result<Page, Oops> {
    let mut rows = Vec::new();
    for (place, step) in desk.steps()?.iter().enumerate() {
        let is_missing = !desk.is_answered(step, sheet)?;
        rows.push(row(desk, place + 1, step, sheet, is_missing));
    }
    Page::of(&Review {
        frame: Frame::bare("Look over your answers"),
        base: format!("/r/{}", guest.token),
        alliance: desk.scene.name().to_owned(),
        missing: rows.iter().filter(|row| row.is_missing).count(),
        rows,
        tried,
    })
}

fn row(desk: &Desk, number: usize, step: &Step<'_>, sheet: &Sheet, is_missing: bool) -> Row {
    let alliance = desk.alliance();
    match step {
        Step::Open(question) => Row {
            number,
            text: question.text.replace("{joint}", &alliance.name),
            answer: sheet.open.get(&question.id).cloned(),
            is_missing,
            guesses: 0,
            red_lines: 0,
        },
        Step::Item(item) => {
            let answer = sheet.items.get(&item.id);
            let text = question(item, &alliance.name);
            Row {
                number,
                text,
                answer: answer.and_then(|answer| in_words(desk, item, answer)),
                is_missing,
                guesses: answer.map_or(0, |answer| answer.predicted.len()),
                red_lines: answer.map_or(0, |answer| answer.red_lines.len()),
            }
        }
    }
}

fn in_words(desk: &Desk, item: &Item, answer: &rowlock_core::fact::ItemAnswer) -> Option<String> {
    let alliance = desk.alliance();
    let told = |value: &AnswerValue| match value {
        AnswerValue::DontKnow => "you do not know".to_owned(),
        value => answer_in_words(item, value, alliance),
    };
    if let Some(own) = &answer.own {
        return Some(told(own));
    }
    let about =
        answer.about.iter().map(|(party, value)| format!("{}: {}", alliance.party_name(party), told(value)));
    Some(about.collect::<Vec<_>>().join(". ")).filter(|text| !text.is_empty())
}

/// Submits them.
pub(crate) async fn submit(State(app): State<App>, guest: Guest) -> Result<Response, Oops> {
    let desk = Desk::of(&app, &guest).await?;
    let home = Redirect::to(&format!("/r/{}", guest.token));
    if !desk.may_answer()? {
        return Ok(home.into_response());
    }
    let sheet = desk.saved().await?;
    for step in desk.steps()? {
        if !desk.is_answered(&step, &sheet)? {
            return Ok(page(&desk, &guest, &sheet, true)?.into_response());
        }
    }
    desk.submit(&sheet).await.map_err(NotDone::into_oops)?;
    Ok(home.into_response())
}

/// Withdraws from the round.
pub(crate) async fn withdraw(State(app): State<App>, guest: Guest) -> Result<Redirect, Oops> {
    let desk = Desk::of(&app, &guest).await?;
    let withdrew = RespondentWithdrew { round: desk.round.clone(), person: desk.respondent.person.clone() };
    let today = app.world.today();
    let deed = |_: &_| {
        let done = rowlock_store::Write::Done {
            round: desk.round.to_string(),
            person: desk.respondent.person.to_string(),
        };
        Ok(Deed { writes: vec![done], ..Deed::of(vec![withdrew.clone().into()], today) })
    };
    app.act(&guest.seat, deed).await.map_err(NotDone::into_oops)?;
    Ok(Redirect::to(&format!("/r/{}", guest.token)))
}
