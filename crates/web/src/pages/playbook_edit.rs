//! Editing a playbook: each save is a new version, and none is overwritten.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::framework::Framework;
use rowlock_core::id::{CheckId, ClauseId};
use rowlock_core::playbook::{AdmissionTest, ClauseText, Part, Playbook, SeatDecider, difference};

use crate::app::App;
use crate::form::{Fields, Form};
use crate::guard::Who;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::playbooks::{latest, name, save};

/// The most steps of a ladder.
const STEPS: usize = 8;

#[derive(Template)]
#[template(path = "pages/playbook_edit.html")]
struct Edit<'a> {
    frame: Frame,
    form: Form,
    playbook: &'a Playbook,
    framework: &'a Framework,
    steps: Vec<usize>,
}

impl Edit<'_> {
    fn clause(&self, id: &ClauseId) -> String {
        let label = name(Part::Clauses, id.as_str(), self.framework);
        self.form.area(&format!("clause-{id}"), &label, "")
    }

    fn another(&self) -> String {
        let mut options = vec![(String::new(), "none".to_owned())];
        let has = |id: &ClauseId| self.playbook.clauses.iter().any(|clause| clause.clause == *id);
        let further = self.framework.clauses.iter().filter(|clause| !has(&clause.id));
        options.extend(further.map(|clause| (clause.id.to_string(), clause.name.clone())));
        self.form.select("another", "Another clause", "", &options)
    }

    fn kept(&self, list: &str, label: &str, rows: &[(String, String)]) -> String {
        self.form.choices(
            list,
            label,
            "Take the tick away from what is to go.",
            &super::who::pairs(rows),
            true,
        )
    }

    fn decisions(&self) -> String {
        let rows = self.playbook.decisions.iter().map(|row| (row.kind.to_string(), row.words()));
        self.kept("decisions", "Decision table", &rows.collect::<Vec<_>>())
    }

    fn stop_rules(&self) -> String {
        let rules = self
            .playbook
            .stop_rules
            .iter()
            .map(|rule| (rule.rule.to_string(), format!("{}, by day {}", rule.sign, rule.days)));
        self.kept("stop_rules", "Stop rules", &rules.collect::<Vec<_>>())
    }

    fn obligations(&self) -> String {
        let duties = self.playbook.obligations.iter().map(|duty| {
            (
                duty.obligation.to_string(),
                format!("{}, the {}, by day {}", duty.what, duty.who.noun(), duty.days),
            )
        });
        self.kept("obligations", "Obligations", &duties.collect::<Vec<_>>())
    }

    fn checks(&self) -> String {
        let checks = self.framework.diligence.iter();
        let checks: Vec<_> = checks.map(|check| (check.id.to_string(), check.name.clone())).collect();
        let hint = "Asked of every party before anything is signed.";
        self.form.choices("checks", "Due diligence", hint, &super::who::pairs(&checks), true)
    }

    fn what(&self, step: &usize) -> String {
        self.form.line(&format!("what-{step}"), &format!("Step {step} of the ladder"), "")
    }

    fn days(&self, step: &usize) -> String {
        self.form.line(&format!("days-{step}"), &format!("Days for step {step}"), "")
    }
}

/// Shows the form.
pub(crate) async fn show(State(app): State<App>, who: Who, Path(id): Path<String>) -> Result<Page, Oops> {
    let playbook = latest(&app, &who, &id).await?;
    let form = Form::new(filled(&playbook));
    page(&app, &who, &playbook, form)
}

fn filled(playbook: &Playbook) -> Fields {
    let mut fields = Fields::from([
        ("name", playbook.name.clone()),
        ("lessons", playbook.lessons.join("\n")),
        ("questions", playbook.admission.as_ref().map_or_else(String::new, |test| test.questions.join("\n"))),
    ]);
    for clause in &playbook.clauses {
        fields.put(format!("clause-{}", clause.clause), clause.text.trim());
    }
    let kept = [
        ("decisions", playbook.decisions.iter().map(|row| row.kind.to_string()).collect::<Vec<_>>()),
        ("stop_rules", playbook.stop_rules.iter().map(|rule| rule.rule.to_string()).collect()),
        ("obligations", playbook.obligations.iter().map(|duty| duty.obligation.to_string()).collect()),
        ("checks", playbook.diligence.iter().map(ToString::to_string).collect()),
    ];
    for (list, ids) in kept {
        for id in ids {
            fields.put(list, id);
        }
    }
    for (place, step) in playbook.ladder.iter().enumerate() {
        fields.put(format!("what-{}", place + 1), step.what.clone());
        fields.put(format!("days-{}", place + 1), step.days.to_string());
    }
    fields
}

fn page(app: &App, who: &Who, playbook: &Playbook, form: Form) -> Result<Page, Oops> {
    let title = form.title(&format!("Edit {}", playbook.name));
    let filled = (1..=STEPS).rev().find(|step| !form.fields.text(&format!("what-{step}")).is_empty());
    Page::of(&Edit {
        frame: Frame::of(&title, &who.name),
        steps: (1..=(filled.unwrap_or(0) + 1).min(STEPS)).collect(),
        framework: &app.framework,
        playbook,
        form,
    })
}

/// Saves a new version.
pub(crate) async fn submit(
    State(app): State<App>,
    who: Who,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Oops> {
    let before = latest(&app, &who, &id).await?;
    let mut form = Form::new(fields);
    if form.fields.text("version") != before.version.to_string() {
        form.say("name", "Another version was saved in between. Look at it, then save yours again.");
        form.fields.put("again", "yes");
    }
    let edited = edited(&app.framework, &mut form, before.clone());
    if form.is_wrong() {
        return page(&app, &who, &before, form).map(IntoResponse::into_response);
    }
    if difference(&before, &edited).is_empty() && before.name == edited.name {
        return Ok(Redirect::to(&format!("/playbooks/{id}?done=playbook-same")).into_response());
    }
    save(&app, &who, edited).await?;
    Ok(Redirect::to(&format!("/playbooks/{id}?done=playbook-saved")).into_response())
}

fn edited(framework: &Framework, form: &mut Form, mut playbook: Playbook) -> Playbook {
    playbook.name = form.required("name", "what you call the playbook", 120);
    form.bounded("lessons", 8000);
    form.bounded("questions", 4000);
    playbook.lessons = form.fields.lines("lessons");
    clauses(framework, form, &mut playbook);
    playbook.decisions.retain(|row| form.fields.has("decisions", row.kind.as_str()));
    playbook.stop_rules.retain(|rule| form.fields.has("stop_rules", rule.rule.as_str()));
    playbook.obligations.retain(|duty| form.fields.has("obligations", duty.obligation.as_str()));
    let known = |id: &CheckId| framework.check(id).is_some();
    let checks = form.fields.all("checks").filter_map(|id| CheckId::parse(id).ok());
    playbook.diligence = checks.filter(known).collect();
    playbook.diligence.sort_unstable();
    let questions = form.fields.lines("questions");
    let decides = playbook.admission.as_ref().map_or(SeatDecider::All, |test| test.decides);
    playbook.admission = (!questions.is_empty()).then_some(AdmissionTest { questions, decides });
    playbook.ladder = super::ladder::steps(form, STEPS);
    playbook
}

/// The clauses: an empty text takes one out, and one may come in.
fn clauses(framework: &Framework, form: &mut Form, playbook: &mut Playbook) {
    for clause in &mut playbook.clauses {
        let field = format!("clause-{}", clause.clause);
        form.bounded(&field, 20_000);
        let text = form.fields.text(&field).replace('\r', "");
        if text.trim() != clause.text.trim() {
            clause.text = text;
        }
    }
    playbook.clauses.retain(|clause| !clause.text.trim().is_empty());
    let Some(another) = form.fields.some("another") else { return };
    let known = ClauseId::parse(&another).ok().filter(|id| framework.clause(id).is_some());
    let text = form.required("another_text", "the text of the clause that comes in", 20_000);
    match known {
        Some(id) if playbook.clauses.iter().all(|clause| clause.clause != id) => {
            playbook.clauses.push(ClauseText { clause: id, text: text.replace('\r', "") });
        }
        _ => form.say("another", "Choose one of the clauses in the list."),
    }
}
