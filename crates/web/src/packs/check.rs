//! One check of a pack: consent, notes and files, or a reason why there are none. Saved with every step.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{Evidence, EvidenceFile, EvidenceNote, Pack, Shown};
use rowlock_core::framework::DiligenceCheck;
use rowlock_core::pack::missing_for;

use super::desk::Desk;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

/// The most characters of a note.
const LONGEST_NOTE: usize = 4000;
/// The most characters of a reason.
const LONGEST_REASON: usize = 500;
/// The most notes on one check.
const MOST_NOTES: usize = 20;

#[derive(Template)]
#[template(path = "packs/check.html")]
struct CheckPage<'a> {
    frame: Frame,
    base: &'a str,
    is_guest: bool,
    alliance: &'a str,
    others: String,
    check: &'a DiligenceCheck,
    number: usize,
    count: usize,
    notes: &'a [EvidenceNote],
    files: &'a [EvidenceFile],
    how: &'static str,
    why: String,
    consented: Option<String>,
    missing: Option<&'static str>,
    form: Form,
    /// What was wrong with files that were sent.
    problems: Vec<String>,
    saved: bool,
}

impl CheckPage<'_> {
    fn is_how(&self, word: &str) -> bool {
        let typed = self.form.fields.text("how");
        if typed.is_empty() { self.how == word } else { typed == word }
    }

    fn why(&self) -> &str {
        let typed = self.form.fields.text("why");
        if typed.is_empty() { &self.why } else { typed }
    }

    fn has_ticked(&self) -> bool {
        if self.form.is_wrong() { self.form.fields.has("consent", "yes") } else { self.consented.is_some() }
    }
}

/// Shows it.
pub(crate) async fn show(desk: Desk, path: Path<Vec<(String, String)>>) -> Result<Response, Oops> {
    if !desk.may_fill()? {
        return Ok(Redirect::to(&desk.base).into_response());
    }
    let check = desk.check(named(&path, "check")?)?;
    let pack = desk.saved().await?;
    Ok(page(&desk, check, &pack, Form::default(), Vec::new())?.into_response())
}

/// The part of a path with a name.
pub(super) fn named<'a>(path: &'a Path<Vec<(String, String)>>, name: &str) -> Result<&'a str, Oops> {
    path.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str()).ok_or(Oops::NotFound)
}

/// The page of a check, with what is wrong.
pub(super) fn page(
    desk: &Desk,
    check: &DiligenceCheck,
    pack: &Pack,
    form: Form,
    problems: Vec<String>,
) -> Result<Page, Oops> {
    let shown = pack.shown.get(&check.id);
    let (how, why, notes, files) = match shown.map(|shown| &shown.what) {
        None => ("given", "", [].as_slice(), [].as_slice()),
        Some(Evidence::Given { notes, files }) => ("given", "", notes.as_slice(), files.as_slice()),
        Some(Evidence::Nothing(why)) => ("nothing", why.as_str(), [].as_slice(), [].as_slice()),
        Some(Evidence::Declined(why)) => ("declined", why.as_str(), [].as_slice(), [].as_slice()),
    };
    let checks = desk.checks()?;
    let title = if problems.is_empty() {
        form.title(&check.name)
    } else {
        format!("Please look again: {}", check.name)
    };
    Page::of(&CheckPage {
        frame: desk.frame(&title),
        base: &desk.base,
        is_guest: desk.guest.is_some(),
        alliance: desk.scene.name(),
        others: desk.others()?,
        number: checks.iter().position(|one| one.id == check.id).map_or(1, |at| at + 1),
        count: checks.len(),
        notes,
        files,
        how,
        why: why.to_owned(),
        consented: shown.and_then(|shown| shown.consented_on).map(day),
        missing: missing_for(pack, check),
        saved: shown.is_some(),
        check,
        form,
        problems,
    })
}

/// Saves it.
pub(crate) async fn submit(
    desk: Desk,
    path: Path<Vec<(String, String)>>,
    fields: Fields,
) -> Result<Response, Oops> {
    if !desk.may_fill()? {
        return Ok(Redirect::to(&desk.base).into_response());
    }
    let check = desk.check(named(&path, "check")?)?;
    let mut pack = desk.saved().await?;
    let mut form = Form::new(fields);
    let shown = read(&desk, check, &pack, &mut form);
    if form.is_wrong() {
        return Ok(page(&desk, check, &pack, form, Vec::new())?.into_response());
    }
    pack.shown.insert(check.id.clone(), shown);
    desk.save(&pack).await?;
    let here = format!("{}/checks/{}", desk.base, check.id);
    let to = match form.fields.text("go") {
        "next" => desk.next(&pack, Some(check.id.as_str()))?,
        _ => here,
    };
    Ok(Redirect::to(&to).into_response())
}

/// What was typed, beside what was saved.
fn read(desk: &Desk, check: &DiligenceCheck, pack: &Pack, form: &mut Form) -> Shown {
    let today = desk.scene.today;
    let before = pack.shown.get(&check.id);
    let (mut notes, files) = match before.map(|shown| &shown.what) {
        Some(Evidence::Given { notes, files }) => (notes.clone(), files.clone()),
        _ => (Vec::new(), Vec::new()),
    };
    let ticked = check.consent && form.fields.has("consent", "yes");
    let before = before.and_then(|shown| shown.consented_on);
    let consented_on = ticked.then(|| before.unwrap_or(today));
    let how = form.fields.text("how").to_owned();
    let what = match how.as_str() {
        "nothing" | "declined" => {
            if !notes.is_empty() || !files.is_empty() {
                form.say("how", "There are notes or files here. Take them away first, or show them.");
            }
            if form.fields.some("note").is_some() {
                form.say("note", "You wrote a note, and say that you show nothing. Choose one of the two.");
            }
            let why = form.required("why", "why, in a sentence", LONGEST_REASON);
            if how == "nothing" { Evidence::Nothing(why) } else { Evidence::Declined(why) }
        }
        _ => {
            if let Some(text) = form.fields.some("note") {
                form.bounded("note", LONGEST_NOTE);
                let on = form.date("note_on", today);
                if on > today {
                    form.say("note_on", "This day is still to come.");
                }
                if notes.len() >= MOST_NOTES {
                    form.say("note", format!("There are {MOST_NOTES} notes here; that is the most."));
                }
                notes.push(EvidenceNote { on, text });
            }
            Evidence::Given { notes, files }
        }
    };
    let consented_on = if matches!(what, Evidence::Declined(_)) { None } else { consented_on };
    Shown { consented_on, what }
}

/// Takes one note or one file away.
pub(crate) async fn drop_one(
    desk: Desk,
    path: Path<Vec<(String, String)>>,
    fields: Fields,
) -> Result<Redirect, Oops> {
    let home = Redirect::to(&desk.base);
    if !desk.may_fill()? {
        return Ok(home);
    }
    let check = desk.check(named(&path, "check")?)?;
    let mut pack = desk.saved().await?;
    let Some(Shown { what: Evidence::Given { notes, files }, .. }) = pack.shown.get_mut(check.id.as_str())
    else {
        return Ok(home);
    };
    if let Ok(number) = fields.text("note").parse::<usize>()
        && number < notes.len()
    {
        notes.remove(number);
    }
    let dropped =
        files.iter().position(|file| file.id.as_str() == fields.text("file")).map(|at| files.remove(at));
    desk.save(&pack).await?;
    if let Some(file) = dropped {
        desk.scene.app.store.drop_evidence(desk.place(), file.id.as_str()).await?;
    }
    Ok(Redirect::to(&format!("{}/checks/{}", desk.base, check.id)))
}
