//! Raising an issue: what happened, between whom, in which area, how heavy, and whether something led to it.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use rowlock_analysis::cascade::cause_in_words;
use rowlock_core::bounds::days_from;
use rowlock_core::fact::{Cause, IssueRaised, Severity, capital};
use rowlock_core::id::{AreaId, ClauseId, ControlPointId, InterestId, IssueId, ProjectId};
use serde::Deserialize;

use super::who::{pairs, parties, speaker, speaker_field, ticked};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// How many days there are for a first answer where no ladder says so.
const USUAL_DAYS: i64 = 7;

#[derive(Template)]
#[template(path = "pages/issue_new.html")]
struct NewIssue<'a> {
    frame: Frame,
    scene: &'a Scene,
    form: Form,
    parties: Vec<(String, String)>,
    areas: Vec<(String, String)>,
    causes: Vec<(String, String)>,
}

impl NewIssue<'_> {
    fn between(&self) -> String {
        self.form.choices("between", "Between whom?", "Tick two or more.", &pairs(&self.parties), true)
    }

    fn by(&self) -> String {
        speaker_field(self.scene, &self.form, "by", "Who raises it?")
    }

    fn severities(&self) -> String {
        let options = SEVERITIES.map(|(word, text, _)| (word, text));
        self.form.choices("severity", "How heavy is it?", "", &options, false)
    }
}

const SEVERITIES: [(&str, &str, Severity); 3] = [
    ("minor", "Minor: a nuisance", Severity::Minor),
    ("serious", "Serious: it costs money, time or goodwill", Severity::Serious),
    ("grave", "Grave: it puts the alliance in question", Severity::Grave),
];

/// Everything on the record that can have led to an issue, newest issues first: the word that is sent, and in words.
pub(super) fn causes(scene: &Scene, but: Option<&IssueId>) -> Vec<(String, String)> {
    let alliance = &scene.alliance;
    let mut issues: Vec<_> = alliance.issues.iter().filter(|(id, _)| but != Some(*id)).collect();
    issues.sort_by_key(|(_, issue)| std::cmp::Reverse((issue.raised.on, issue.raised.seq)));
    let before = but.and_then(|id| alliance.issues.get(id)).map(|issue| (issue.raised.on, issue.raised.seq));
    let earlier = issues
        .into_iter()
        .filter(|(_, issue)| before.is_none_or(|before| (issue.raised.on, issue.raised.seq) < before));
    let mut causes: Vec<Cause> = earlier.map(|(id, _)| Cause::Issue(id.clone())).collect();
    causes.extend(alliance.projects_on(scene.on).map(|(id, _)| Cause::Project(id.clone())));
    causes.extend(alliance.interests.keys().cloned().map(Cause::Interest));
    causes.extend(alliance.control_points.keys().cloned().map(Cause::ControlPoint));
    causes.extend(scene.app.framework.clauses.iter().map(|clause| Cause::Clause(clause.id.clone())));
    let mut options = vec![(String::new(), "No, or we do not know".to_owned())];
    options.extend(causes.iter().map(|cause| (word(cause), capital(&cause_in_words(alliance, cause)))));
    options
}

fn word(cause: &Cause) -> String {
    match cause {
        Cause::Issue(id) => format!("issue:{id}"),
        Cause::Project(id) => format!("project:{id}"),
        Cause::Clause(id) => format!("clause:{id}"),
        Cause::Interest(id) => format!("interest:{id}"),
        Cause::ControlPoint(id) => format!("point:{id}"),
    }
}

/// Reads a cause back from the word that was sent.
pub(super) fn cause(word: &str) -> Option<Cause> {
    let (kind, id) = word.split_once(':')?;
    match kind {
        "issue" => IssueId::parse(id).ok().map(Cause::Issue),
        "project" => ProjectId::parse(id).ok().map(Cause::Project),
        "clause" => ClauseId::parse(id).ok().map(Cause::Clause),
        "interest" => InterestId::parse(id).ok().map(Cause::Interest),
        "point" => ControlPointId::parse(id).ok().map(Cause::ControlPoint),
        _ => None,
    }
}

/// With what an issue begins.
#[derive(Deserialize)]
pub(crate) struct Begun {
    /// Something that was told in confidence.
    told: Option<String>,
}

/// Shows the form, with a day for the first answer filled in.
pub(crate) async fn show(scene: Scene, Query(begun): Query<Begun>) -> Result<Page, Oops> {
    let mut fields = Fields::default();
    if let Some(told) = &begun.told {
        let text = super::confidences::text_of(&scene, told).await?;
        fields.put("summary", text.unwrap_or_default());
    }
    let first = scene.alliance.ladder(scene.on).and_then(|ladder| ladder.value.steps.first());
    let days = first.map_or(USUAL_DAYS, |step| i64::from(step.days));
    fields.put("answer_by", days_from(scene.today, days).unwrap_or(scene.today).to_string());
    if let Some(party) = &scene.seat.party {
        fields.put("between", party.as_str());
    }
    page(&scene, Form::new(fields))
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let areas = scene.app.framework.areas.iter().map(|area| (area.id.to_string(), area.name.clone()));
    Page::of(&NewIssue {
        frame: scene.frame(&form.title("Raise an issue"), "control", "issues"),
        parties: parties(scene),
        areas: areas.collect(),
        causes: causes(scene, None),
        form,
        scene,
    })
}

/// Puts it on the record.
pub(crate) async fn submit(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let summary = form.required("summary", "what happened, in a sentence or two", 600);
    let by = speaker(&scene, &mut form, "by");
    let between = ticked(&form, "between");
    if between.len() < 2 {
        form.say("between", "Tick two parties or more.");
    }
    let severity = SEVERITIES.iter().find(|(word, ..)| *word == form.fields.text("severity"));
    if severity.is_none() {
        form.say("severity", "Choose how heavy it is.");
    }
    let area = AreaId::parse(form.fields.text("area")).ok();
    let named = form.fields.text("cause").to_owned();
    let day = form.date("answer_by", scene.today);
    if day < scene.today {
        form.say("answer_by", "That day is over; choose one to come.");
    }
    let (Some(by), Some((.., severity)), Some(area), false) = (by, severity, area, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let known = &scene.case.whole.issues;
    let issue = free_id(&summary, |id| known.keys().any(|known| known.as_str() == id), IssueId::parse)?;
    let to = format!("/issues/{issue}");
    let answer_by = form.fields.some("answer_by").map(|_| day);
    let caused_by = cause(&named).into_iter().collect();
    let raised = IssueRaised { issue, by, between, area, severity: *severity, summary, caused_by, answer_by };
    match scene.put(raised, &to, "raised").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            let names = [
                ("by", "by"),
                ("between", "between"),
                ("area", "area"),
                ("summary", "summary"),
                ("answer_by", "answer_by"),
                ("caused_by", "cause"),
            ];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}
