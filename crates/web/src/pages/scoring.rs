//! One scoring: who is missing until all have scored, then all scores side by side, and the weights of the criteria.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use rowlock_analysis::scoring::{Table, table};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::Scoring;
use rowlock_core::fact::{CriteriaWeighted, ReviewerExcused, Weighting};
use rowlock_core::gate::ScoresSeen;
use rowlock_core::id::{CriterionId, PersonId, ScoringId};
use rowlock_documents::{Cell, Kind};

use super::parties::{name, names};
use super::scorings::seen;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/scoring.html")]
struct One<'a> {
    frame: Frame,
    scene: &'a Scene,
    id: &'a ScoringId,
    scoring: &'a Scoring,
    erased: bool,
    reviewers: Vec<Who>,
    missing: Vec<(String, String)>,
    table: Option<Table>,
    /// Remarks on each candidate: the candidate, who, and what.
    remarks: Vec<(String, Vec<(String, String)>)>,
    /// How the criteria are weighted, in a sentence.
    weighting: String,
    is_asked: bool,
    may_write: bool,
    excuse: Form,
    weigh: Form,
}

/// Somebody who scores.
struct Who {
    name: String,
    state: &'static str,
    word: String,
}

impl One<'_> {
    fn excused(&self) -> String {
        self.excuse.select("person", "Who will not score?", "", &super::who::or_nobody(&self.missing))
    }

    /// All who are scored.
    fn about(&self) -> String {
        let names: Vec<&str> = self
            .scoring
            .opened
            .value
            .candidates
            .iter()
            .map(|id| self.scene.alliance.party_name(id))
            .collect();
        rowlock_core::fact::list(&names)
    }

    fn candidate(&self, id: &rowlock_core::id::PartyId) -> String {
        self.scene.alliance.party_name(id).to_owned()
    }

    /// The field for the rank or the points of a criterion.
    fn weight_field(&self, place: &usize) -> String {
        let criterion = &self.scoring.criteria()[*place];
        self.weigh.input(&format!("weight_{}", criterion.criterion), &criterion.name, "", "number")
    }
}

/// The scoring that a path names.
pub(super) fn find<'a>(scene: &'a Scene, id: &str) -> Result<(&'a ScoringId, &'a Scoring), Oops> {
    let known = scene.alliance.scorings.iter();
    known
        .into_iter()
        .find(|(known, scoring)| known.as_str() == id && scoring.opened.on <= scene.on)
        .ok_or(Oops::NotFound)
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, &id, Form::default(), Form::default()).await
}

async fn page(scene: &Scene, id: &str, excuse: Form, mut weigh: Form) -> Result<Page, Oops> {
    let (id, scoring) = find(scene, id)?;
    let names = names(scene).await?;
    let seen = seen(scene, scoring);
    let erased = matches!(seen, ScoresSeen::Erased);
    let sheets = match seen {
        ScoresSeen::Nothing => return Err(Oops::NotFound),
        ScoresSeen::Count { .. } | ScoresSeen::Erased => None,
        ScoresSeen::Sheets(sheets) => Some(sheets),
    };
    if !weigh.is_wrong() {
        weigh = Form::new(weighed(scene, scoring));
    }
    let missing: Vec<(String, String)> = scoring
        .reviewers(scene.on)
        .filter(|reviewer| scoring.waits_for(&reviewer.person, scene.on))
        .map(|reviewer| (reviewer.person.to_string(), name(&names, reviewer.person.as_str())))
        .collect();
    let remarks = scoring.opened.value.candidates.iter().filter_map(|candidate| {
        let said: Vec<(String, String)> = sheets
            .iter()
            .flatten()
            .filter_map(|(person, sheet)| {
                Some((name(&names, person.as_str()), sheet.remarks.get(candidate)?.clone()))
            })
            .collect();
        (!said.is_empty()).then(|| (scene.alliance.party_name(candidate).to_owned(), said))
    });
    let title = if excuse.is_wrong() { &excuse } else { &weigh };
    Page::of(&One {
        frame: scene.frame(&title.title("Scores"), "focus", "candidates"),
        erased,
        reviewers: reviewers(scene, scoring, &names),
        remarks: remarks.collect(),
        table: sheets.as_ref().map(|sheets| table(scoring, sheets, scene.on)),
        weighting: weighting_in_words(scoring, scene),
        is_asked: scene.seat.person.as_ref().is_some_and(|person| scoring.waits_for(person, scene.on)),
        may_write: scene.may(Action::Write, Resource::Candidate),
        missing,
        excuse,
        weigh,
        id,
        scoring,
        scene,
    })
}

fn reviewers(scene: &Scene, scoring: &Scoring, names: &BTreeMap<String, String>) -> Vec<Who> {
    let who = |reviewer: &rowlock_core::fact::Reviewer| {
        let person = &reviewer.person;
        let excused = scoring.excused.get(person).filter(|excused| excused.on <= scene.on);
        let (state, word) = match excused {
            Some(excused) => ("unknown", format!("does not score: {}", excused.value)),
            None if scoring.waits_for(person, scene.on) => ("watch", "has not scored yet".to_owned()),
            None => ("clear", "has scored".to_owned()),
        };
        Who { name: name(names, person.as_str()), state, word }
    };
    scoring.opened.value.reviewers.iter().map(who).collect()
}

fn weighting_in_words(scoring: &Scoring, scene: &Scene) -> String {
    match scoring.weighting(scene.on) {
        None => "Nobody has weighted the criteria yet, so all count alike.".to_owned(),
        Some(weighting) => {
            let how = match &weighting.value {
                Weighting::Ranking(_) => "by their order",
                Weighting::Swings(_) => "by points",
            };
            format!("Weighted {how}, {}.", crate::words::day(weighting.on))
        }
    }
}

fn weighed(scene: &Scene, scoring: &Scoring) -> Fields {
    let mut fields = Fields::default();
    match scoring.weighting(scene.on).map(|weighting| &weighting.value) {
        Some(Weighting::Swings(points)) => {
            fields.put("how", "swings");
            for (criterion, points) in points {
                fields.put(format!("weight_{criterion}"), points.to_string());
            }
        }
        Some(Weighting::Ranking(order)) => {
            fields.put("how", "ranking");
            for (place, criterion) in order.iter().enumerate() {
                fields.put(format!("weight_{criterion}"), (place + 1).to_string());
            }
        }
        None => fields.put("how", "ranking"),
    }
    fields
}

/// Notes that somebody will not score.
pub(crate) async fn excuse(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (scoring, _) = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let person = PersonId::parse(form.fields.text("person")).ok();
    if person.is_none() {
        form.say("person", "Choose who.");
    }
    let why = form.required("why", "why, in a few words", 200);
    let (Some(person), false) = (person, form.is_wrong()) else {
        return page(&scene, &id, form, Form::default()).await.map(IntoResponse::into_response);
    };
    let excused = ReviewerExcused { scoring: scoring.clone(), person, why };
    match scene.put(excused, &format!("/scorings/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("person", "person"), ("why", "why")]);
            page(&scene, &id, form, Form::default()).await.map(IntoResponse::into_response)
        }
    }
}

/// Weights the criteria, by ranks or by points.
pub(crate) async fn weigh(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (scoring_id, scoring) = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let by_points = form.fields.text("how") == "swings";
    let count = scoring.criteria().len();
    let most = if by_points { 100.0 } else { count as f64 };
    let mut given: Vec<(CriterionId, f64)> = Vec::new();
    let mut first = None;
    for criterion in scoring.criteria() {
        let field = format!("weight_{}", criterion.criterion);
        first.get_or_insert_with(|| field.clone());
        match form.number(&field, if by_points { 0.0 } else { 1.0 }, most) {
            Some(number) => given.push((criterion.criterion.clone(), number)),
            None if by_points => {
                form.say(&field, format!("Give {} points, 0 to 100.", criterion.name));
            }
            None => form.say(&field, format!("Give {} a rank, 1 to {count}.", criterion.name)),
        }
    }
    let ranks: BTreeSet<u64> = given.iter().map(|(_, rank)| rank.to_bits()).collect();
    if !by_points && !form.is_wrong() && ranks.len() < count {
        let field = first.clone().unwrap_or_default();
        form.say(&field, "Give each criterion a rank of its own: 1 for the one that matters most.");
    }
    if form.is_wrong() {
        return page(&scene, &id, Form::default(), form).await.map(IntoResponse::into_response);
    }
    let weighting = if by_points {
        Weighting::Swings(given.into_iter().collect())
    } else {
        given.sort_by(|one, other| one.1.total_cmp(&other.1));
        Weighting::Ranking(given.into_iter().map(|(criterion, _)| criterion).collect())
    };
    let weighted = CriteriaWeighted { scoring: scoring_id.clone(), weighting };
    match scene.put(weighted, &format!("/scorings/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("weighting", &first.unwrap_or_default())]);
            page(&scene, &id, Form::default(), form).await.map(IntoResponse::into_response)
        }
    }
}

/// The scores as a file, once they are open.
pub(crate) async fn list(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    format: Format,
) -> Result<Response, Oops> {
    let (_, scoring) = find(&scene, &id)?;
    let ScoresSeen::Sheets(sheets) = seen(&scene, scoring) else { return Err(Oops::NotFound) };
    let table = table(scoring, &sheets, scene.on);
    let mut columns = vec![("candidate", Kind::Text), ("worth", Kind::Number)];
    columns.extend(scoring.criteria().iter().map(|criterion| (criterion.name.as_str(), Kind::Number)));
    let rows = table.rows.into_iter().map(|row| {
        let number =
            |value: Option<f64>| value.map_or(Cell::Empty, |value| ((value * 10.0).round() / 10.0).into());
        let mut cells = vec![scene.alliance.party_name(&row.candidate).into(), number(row.worth)];
        cells.extend(row.cells.into_iter().map(|cell| number(cell.mean)));
        cells
    });
    list::file(&list::sheet("Scores", &columns, rows), format, scene.on)
}
