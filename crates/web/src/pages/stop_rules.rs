//! Stop rules: a sign and a date that force a decision, and what became of each.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::by_then;
use rowlock_core::charter::party_names;
use rowlock_core::fact::{Event, StopRuleAgreed, StopRuleAnswered, StopRuleReached};
use rowlock_core::id::StopRuleId;

use crate::app::App;
use crate::case::{Case, Deed, NotDone, Scene};
use crate::form::{Fields, Form};
use crate::found::free_slug;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/stop_rules.html")]
struct StopRules<'a> {
    frame: Frame,
    scene: &'a Scene,
    rows: Vec<Row>,
    form: Form,
    may_write: bool,
}

struct Row {
    id: String,
    sign: String,
    by: String,
    agreed: String,
    mark: &'static str,
    state: String,
    is_reached: bool,
    is_answered: bool,
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let known = alliance.stop_rules.iter().filter(|(_, rule)| rule.agreed.on <= scene.on);
    let mut rows: Vec<_> = known.collect();
    rows.sort_by_key(|(_, rule)| rule.agreed.value.by_date);
    let row = |(id, rule): (&StopRuleId, &rowlock_core::alliance::StopRule)| {
        let (reached, answered) =
            (by_then(rule.reached.as_ref(), scene.on), by_then(rule.answered.as_ref(), scene.on));
        let due = rule.agreed.value.by_date;
        let (mark, state) = match (reached, answered) {
            (_, Some(answered)) => ("clear", format!("Decided on {}: {}", day(answered.on), answered.value)),
            (Some(reached), None) => {
                ("alarm", format!("Seen on {}: {}. It asks for a decision", day(reached.on), reached.value))
            }
            (None, None) if due < scene.on => {
                ("alarm", format!("Its day was {}. It asks for a decision", day(due)))
            }
            (None, None) => ("clear", "Not reached".to_owned()),
        };
        Row {
            id: id.to_string(),
            sign: rule.agreed.value.sign.clone(),
            by: day(due),
            agreed: format!(
                "{}, on {}",
                party_names(alliance, &rule.agreed.value.agreed_by),
                day(rule.agreed.on)
            ),
            mark,
            state,
            is_reached: reached.is_some(),
            is_answered: answered.is_some(),
        }
    };
    Page::of(&StopRules {
        frame: scene.frame("Stop rules", "control", "charter"),
        rows: rows.into_iter().map(row).collect(),
        form,
        may_write: scene.may(Action::Write, Resource::Charter),
        scene,
    })
}

/// Puts a rule on the record.
pub(crate) async fn agree(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let sign = form.required("sign", "the sign, as something one can see or count", 300);
    if form.fields.text("by_date").is_empty() {
        form.say("by_date", "Give the day by which you decide at the latest.");
    }
    let by_date = form.date("by_date", scene.today);
    if by_date < scene.today {
        form.say("by_date", "That day is over; choose one to come.");
    }
    if form.is_wrong() {
        return page(&scene, form).map(IntoResponse::into_response);
    }
    let taken = |id: &str| scene.case.whole.stop_rules.keys().any(|rule| rule.as_str() == id);
    let rule =
        StopRuleId::parse(&free_slug(&sign, taken)).map_err(|error| Oops::Internal(error.to_string()))?;
    let agreed_by = scene.alliance.signers(scene.on).into_iter().cloned().collect();
    let agreed = StopRuleAgreed { rule, sign, by_date, agreed_by };
    let deed = |_: &Case| Ok(Deed::of(vec![agreed.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=saved", scene.now("/stop-rules"))).into_response()),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("sign", "sign"), ("by_date", "by_date")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}

/// Puts on record that a sign was seen, or what was decided upon it.
pub(crate) async fn turn(
    State(app): State<App>,
    scene: Scene,
    Path((_, rule)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let rule = StopRuleId::parse(&rule).map_err(|_| Oops::NotFound)?;
    let known = scene.alliance.stop_rules.get(&rule).ok_or(Oops::NotFound)?;
    let text: String = fields.text("what").chars().take(300).collect();
    if text.is_empty() {
        return Err(Oops::BadRequest(
            "Write it down in a sentence. Nothing was put on the record.".to_owned(),
        ));
    }
    let event: Event = if known.reached.is_some() || known.agreed.value.by_date < scene.today {
        StopRuleAnswered { rule, decision: text }.into()
    } else {
        StopRuleReached { rule, what: text }.into()
    };
    let deed = |_: &Case| Ok(Deed::of(vec![event.clone()], scene.today));
    app.act(&scene.seat, deed).await.map_err(NotDone::into_oops)?;
    Ok(Redirect::to(&format!("{}?done=saved", scene.now("/stop-rules"))).into_response())
}
