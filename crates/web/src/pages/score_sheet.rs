//! One's own scores: saved sealed at each step, read back by their owner alone, and handed in once.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::alliance::Scoring;
use rowlock_core::fact::ScoreSheet;
use rowlock_core::gate::own_scores;
use rowlock_core::id::{PersonId, ScoringId};
use rowlock_core::scores::{
    HIGHEST_POINT, LONGEST_REMARK, own_scores_draft, seal_scores, seal_scores_draft, unfit_scores,
};
use rowlock_core::seal::Subject;
use rowlock_store::Write;

use super::scoring::find;
use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::credential;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/score_sheet.html")]
struct Mine<'a> {
    frame: Frame,
    scene: &'a Scene,
    id: &'a ScoringId,
    scoring: &'a Scoring,
    form: Form,
    options: Vec<(String, String)>,
    /// What was handed in, where it was.
    given: Option<ScoreSheet>,
}

impl Mine<'_> {
    fn candidate(&self, id: &rowlock_core::id::PartyId) -> String {
        self.scene.alliance.party_name(id).to_owned()
    }

    fn point(&self, candidate: &rowlock_core::id::PartyId, place: &usize) -> String {
        let criterion = &self.scoring.criteria()[*place];
        let ends = match (&criterion.low, &criterion.high) {
            (Some(low), Some(high)) => format!("1: {low}. 7: {high}."),
            (Some(low), None) => format!("1: {low}."),
            (None, Some(high)) => format!("7: {high}."),
            (None, None) => String::new(),
        };
        let name = format!("{candidate}.{}", criterion.criterion);
        self.form.select(&name, &criterion.name, &ends, &self.options)
    }

    fn remark(&self, candidate: &rowlock_core::id::PartyId) -> String {
        self.form.area(
            &format!("{candidate}.remark"),
            "A remark",
            "You may leave it empty. It opens with the scores.",
        )
    }

    fn given_point(&self, candidate: &rowlock_core::id::PartyId, place: &usize) -> String {
        let criterion = &self.scoring.criteria()[*place].criterion;
        let point = self.given.as_ref().and_then(|sheet| sheet.points.get(candidate)?.get(criterion));
        point.map_or_else(|| "cannot tell".to_owned(), u8::to_string)
    }
}

/// Whoever scores, with the place of their unfinished sheet.
fn reviewer(scene: &Scene, scoring: &Scoring) -> Result<PersonId, Oops> {
    let person = scene.seat.person.clone().ok_or(Oops::NotFound)?;
    let is_asked = scoring.opened.value.reviewers.iter().any(|reviewer| reviewer.person == person);
    if is_asked { Ok(person) } else { Err(Oops::NotFound) }
}

fn draft_place(scoring: &ScoringId) -> String {
    format!("scoring/{scoring}")
}

/// Shows the sheet.
pub(crate) async fn show(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
) -> Result<Page, Oops> {
    let (id, scoring) = find(&scene, &id)?;
    let person = reviewer(&scene, scoring)?;
    if !scoring.waits_for(&person, scene.on) {
        credential::must_hold(&app, &scene.seat, &draft_place(id), person.as_str()).await?;
        return page(&scene, id, scoring, &person, Form::default());
    }
    credential::must_hold(&app, &scene.seat, &draft_place(id), person.as_str()).await?;
    let alliance = &scene.seat.alliance;
    let draft = app.store.draft(alliance, &draft_place(id), person.as_str()).await?;
    let sheet = match draft {
        Some(draft) => own_scores_draft(&draft, id, &person, &app.ring(alliance).await?)?,
        None => ScoreSheet::default(),
    };
    let mut fields = Fields::default();
    for (candidate, points) in &sheet.points {
        for (criterion, point) in points {
            fields.put(format!("{candidate}.{criterion}"), point.to_string());
        }
    }
    for (candidate, remark) in &sheet.remarks {
        fields.put(format!("{candidate}.remark"), remark.as_str());
    }
    page(&scene, id, scoring, &person, Form::new(fields))
}

fn page(
    scene: &Scene,
    id: &ScoringId,
    scoring: &Scoring,
    person: &PersonId,
    form: Form,
) -> Result<Page, Oops> {
    let waits = scoring.waits_for(person, scene.on);
    let mut options = vec![(String::new(), "cannot tell".to_owned())];
    options.extend((1..=HIGHEST_POINT).map(|point| (point.to_string(), point.to_string())));
    let given = if waits { None } else { own_scores(scoring, person, &scene.case.ring) };
    if !waits && given.is_none() {
        return Err(Oops::NotFound);
    }
    let frame = scene.frame(&form.title("Your scores"), "focus", "candidates");
    Page::of(&Mine { frame, scene, id, scoring, form, options, given })
}

/// Saves for later, or hands in.
pub(crate) async fn submit(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (id, scoring) = find(&scene, &id)?;
    let person = reviewer(&scene, scoring)?;
    if !scoring.waits_for(&person, scene.on) {
        return Err(Oops::BadRequest("Your scores are in already, or the scores are open.".to_owned()));
    }
    credential::take_hold(&app, &scene.seat, &draft_place(id), person.as_str()).await?;
    let mut form = Form::new(fields);
    let sheet = read(&mut form, scoring);
    let hands_in = form.fields.text("go") == "hand-in";
    if hands_in && !form.is_wrong() && !unfit_scores(&sheet, scoring).is_empty() {
        form.say("", "Give at least one point before you hand in.");
    }
    if form.is_wrong() {
        return page(&scene, id, scoring, &person, form).map(IntoResponse::into_response);
    }
    if hands_in {
        hand_in(&app, &scene, id, &person, &sheet).await?;
        return Ok(Redirect::to(&scene.now(&format!("/scorings/{id}?done=handed-in"))).into_response());
    }
    let alliance = &scene.seat.alliance;
    let ring = app.ring_with(alliance, &Subject::scores(&person)).await?;
    let sealed = seal_scores_draft(&sheet, id, &person, &ring, &app.world.seed())?;
    let place = (alliance.as_str(), draft_place(id), person.as_str());
    app.store.save_draft((place.0, &place.1, place.2), &sealed, app.world.now()).await?;
    Ok(Redirect::to(&scene.now(&format!("/scorings/{id}/mine?done=kept"))).into_response())
}

fn read(form: &mut Form, scoring: &Scoring) -> ScoreSheet {
    let mut sheet = ScoreSheet::default();
    for candidate in &scoring.opened.value.candidates {
        for criterion in scoring.criteria() {
            let field = format!("{candidate}.{}", criterion.criterion);
            if let Some(point) = form.number(&field, 1.0, f64::from(HIGHEST_POINT)) {
                let points = sheet.points.entry(candidate.clone()).or_default();
                points.insert(criterion.criterion.clone(), point as u8);
            }
        }
        let field = format!("{candidate}.remark");
        form.bounded(&field, LONGEST_REMARK);
        if let Some(remark) = form.fields.some(&field) {
            sheet.remarks.insert(candidate.clone(), remark);
        }
    }
    sheet
}

async fn hand_in(
    app: &App,
    scene: &Scene,
    id: &ScoringId,
    person: &PersonId,
    sheet: &ScoreSheet,
) -> Result<(), Oops> {
    let ring = app.ring_with(&scene.seat.alliance, &Subject::scores(person)).await?;
    let deed = |_: &Case| {
        let mut keys = ring.clone();
        let submitted = seal_scores(id, person, sheet, &mut keys, &app.world.seed())?;
        let done = Write::Done { round: draft_place(id), person: person.to_string() };
        // The key is there already, so none is written.
        Ok(Deed { writes: vec![done], ..Deed::of(vec![submitted.into()], scene.today) })
    };
    app.act(&scene.seat, deed).await.map_err(crate::case::NotDone::into_oops)?;
    // The case at hand may not have the key that was made just now.
    app.forget(&scene.seat.alliance);
    Ok(())
}
