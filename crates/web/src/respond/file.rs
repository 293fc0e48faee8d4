//! The offline way of a round, through either door: the questions as a file, and the answered file taken in.

use askama::Template;
use axum::extract::State;
use axum::extract::multipart::Multipart;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::id::PersonId;
use rowlock_files::answers::{Sheetwork, blank as write_blank, read_answers};

use super::sheet::Desk;
use crate::app::App;
use crate::case::{NotDone, Scene};
use crate::guard::{Guest, Seat};
use crate::list::download;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "respond/file_problems.html")]
struct FileProblems {
    frame: Frame,
    back: String,
    problems: Vec<String>,
}

/// The questions for one respondent as a file.
pub(crate) fn questions(scene: &Scene, round: &str, person: &PersonId) -> Result<Response, Oops> {
    let round = crate::pages::rounds::find(scene, round)?;
    let work =
        Sheetwork { alliance: &scene.alliance, framework: &scene.app.framework, round, person, on: scene.on };
    let text = write_blank(&work).map_err(|error| Oops::BadRequest(error.to_string()))?;
    let name = format!("{}-{person}.toml", round.drafted.value.round);
    Ok(download(&name, "application/toml; charset=utf-8", text.into_bytes()))
}

/// Takes an answered file in, under the same rules as the pages. The inner error is what is wrong with the file.
pub(crate) async fn take(
    app: &App,
    scene: &Scene,
    seat: &Seat,
    round: &str,
    mut parts: Multipart,
) -> Result<Result<(), Vec<String>>, Oops> {
    let unreadable = |error: axum::extract::multipart::MultipartError| Oops::BadRequest(error.body_text());
    let mut file = None;
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() == Some("file") {
            let name = part.file_name().unwrap_or("answers.toml").to_owned();
            file = Some((name, part.bytes().await.map_err(unreadable)?));
        }
    }
    let Some((name, bytes)) = file.filter(|(_, bytes)| !bytes.is_empty()) else {
        return Ok(Err(vec!["Choose a file first.".to_owned()]));
    };
    let Ok(text) = String::from_utf8(bytes.to_vec()) else {
        return Ok(Err(vec![format!("{name} is not UTF-8 text. Save the file as UTF-8.")]));
    };
    let desk = Desk::at(app, seat.clone(), round).await?;
    if !desk.may_answer()? {
        return Ok(Err(vec!["Answers are taken while a round is open, once from each person.".to_owned()]));
    }
    let sheet = {
        let work = Sheetwork {
            alliance: &scene.alliance,
            framework: &app.framework,
            round: desk.round()?,
            person: &desk.respondent.person,
            on: scene.on,
        };
        match read_answers(&name, &text, &work) {
            Ok(sheet) => sheet,
            Err(problems) => {
                let text = problems.to_string();
                let told = text.split("\n\n").map(|problem| problem.trim().to_owned());
                return Ok(Err(told.filter(|text| !text.is_empty()).collect()));
            }
        }
    };
    match desk.submit(&sheet).await {
        Ok(()) => Ok(Ok(())),
        Err(NotDone::Refused(refusal)) => Ok(Err(vec![crate::form::refusal_in_words(&refusal)])),
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}

/// What is wrong with a file, as a page.
pub(crate) fn problems(scene: &Scene, back: &str, problems: Vec<String>) -> Result<Page, Oops> {
    let frame = if scene.seat.who.name.is_empty() {
        Frame::bare("The file was not taken in")
    } else {
        scene.frame("The file was not taken in", "focus", "rounds")
    };
    Page::of(&FileProblems { frame, back: back.to_owned(), problems })
}

/// The questions for whoever has the link.
pub(crate) async fn blank(State(app): State<App>, guest: Guest) -> Result<Response, Oops> {
    let desk = Desk::of(&app, &guest).await?;
    questions(&desk.scene, desk.round.as_str(), &desk.respondent.person)
}

/// Takes the file of whoever has the link in.
pub(crate) async fn take_in(
    State(app): State<App>,
    guest: Guest,
    parts: Multipart,
) -> Result<Response, Oops> {
    let desk = Desk::of(&app, &guest).await?;
    let back = format!("/r/{}", guest.token);
    match take(&app, &desk.scene, &guest.seat, desk.round.as_str(), parts).await? {
        Ok(()) => Ok(Redirect::to(&back).into_response()),
        Err(wrong) => Ok(problems(&desk.scene, &back, wrong)?.into_response()),
    }
}
