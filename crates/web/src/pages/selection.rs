//! The best team: what is asked, the team with its proof, who covers what, others side by side, and how sure it is. All
//! that is asked stands in the address, so a result can be looked at again and passed on.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use rowlock_analysis::team::{Hours, Question, Roster, Stage, TeamReport, Wish, roster};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::Scoring;
use rowlock_core::fact::ScoreSheet;
use rowlock_core::gate::ScoresSeen;
use rowlock_core::id::{PartyId, PersonId, ScoringId};

use super::scorings::seen;
use super::selection_found::Found;
use crate::app::App;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::runs::RunKey;

/// How many weights are tried in a small pool.
const DRAWS: usize = 400;
/// Up to so many candidates weights are tried by themselves.
const SMALL: usize = 60;
/// What a pair adds or costs unless somebody says otherwise, in points.
const PAIR_POINTS: f64 = 10.0;
/// The most new partners that can be asked for.
const MOST: f64 = 12.0;

#[derive(Template)]
#[template(path = "pages/selection.html")]
struct Selection<'a> {
    frame: Frame,
    scene: &'a Scene,
    form: Form,
    candidates: Vec<(String, String)>,
    /// What the joint business needs, in words.
    needs: Vec<String>,
    /// From what the worth comes, in a sentence.
    worth: String,
    scoring: Option<ScoringId>,
    apart: Vec<(String, String, String)>,
    found: Option<Found>,
    stage: Option<(String, Option<u32>)>,
    asked: String,
    may_write: bool,
}

impl Selection<'_> {
    fn choices(&self, name: &str, label: &str, hint: &str) -> String {
        self.form.choices(name, label, hint, &super::who::pairs(&self.candidates), true)
    }
}

/// The latest scoring whose scores whoever looks may see, of somebody who is a candidate still.
type Scores<'a> = (&'a ScoringId, &'a Scoring, std::collections::BTreeMap<PersonId, ScoreSheet>);

pub(super) fn scores(scene: &Scene) -> Option<Scores<'_>> {
    let candidates = scene.alliance.candidates(scene.on);
    let of_somebody = |scoring: &Scoring| {
        scoring.opened.value.candidates.iter().any(|candidate| candidates.contains(&candidate))
    };
    let known = scene.alliance.scorings.iter().filter(|(_, scoring)| of_somebody(scoring));
    let open = known.filter_map(|(id, scoring)| match seen(scene, scoring) {
        ScoresSeen::Sheets(sheets) => Some((id, scoring, sheets)),
        ScoresSeen::Nothing | ScoresSeen::Erased | ScoresSeen::Count { .. } => None,
    });
    open.max_by_key(|(_, scoring, _)| scoring.opened.seq)
}

/// What was asked: the form, and the wish where it makes sense.
fn wish(fields: Fields) -> (Form, Wish) {
    let mut form = Form::new(fields);
    let whole = |number: f64| number as usize;
    let fewest = form.number("from", 0.0, MOST).map_or(1, whole);
    let most = form.number("to", 0.0, MOST).map(whole);
    if most.is_some_and(|most| most < fewest) {
        form.say("to", "This is below the fewest. Raise it, or ask for fewer at least.");
    }
    let budget = form.number("budget", 0.0, 1e9);
    let pair_points = form.number("points", 0.0, 100.0).unwrap_or(PAIR_POINTS);
    let parties = |form: &Form, name: &str| -> Vec<PartyId> { super::who::ticked(form, name) };
    let (keep, leave) = (parties(&form, "keep"), parties(&form, "leave"));
    if keep.iter().any(|party| leave.contains(party)) {
        form.say("leave", "Somebody cannot be kept and left out.");
    }
    let hours = if form.fields.text("hours") == "count" { Hours::Count } else { Hours::Ignore };
    (form, Wish { fewest, most, budget, keep, leave, pair_points, hours })
}

/// What is asked, as in an address.
fn address(fields: &Fields) -> String {
    let known = ["on", "from", "to", "budget", "points", "hours", "keep", "leave"];
    let mut parts = Vec::new();
    for name in known {
        for value in fields.all(name).filter(|value| !value.trim().is_empty()) {
            parts.push(format!("{name}={}", utf8_percent_encode(value.trim(), NON_ALPHANUMERIC)));
        }
    }
    parts.join("&")
}

/// Shows the best team, or how far the search is.
pub(crate) async fn show(
    State(app): State<App>,
    scene: Scene,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Oops> {
    let mut fields = Fields::default();
    for (name, value) in asked {
        fields.put(name, value.replace('\0', ""));
    }
    let asked = address(&fields);
    let (form, wish) = wish(fields);
    let scores = scores(&scene);
    let posed = scores.as_ref().map(|(_, scoring, sheets)| (*scoring, sheets));
    if scene.alliance.candidates(scene.on).is_empty() || form.is_wrong() {
        return page(&scene, form, asked, scores.as_ref(), None).map(IntoResponse::into_response);
    }
    let posed = roster(&scene.alliance, scene.on, posed, &wish);
    let is_small = posed.parties.len() - posed.inside <= SMALL;
    let draws = if posed.is_scored && is_small { DRAWS } else { 0 };
    let brief = posed.brief.clone();
    let ask = move || Question::new(brief).map_err(|error| Oops::Internal(error.to_string()));
    let run = app.runs.begin(key(&scene, &asked), draws, ask)?;
    let Some(report) = run.soon().await else {
        let answer = Answer::Soon(stage_in_words(run.stage()));
        let shown = page(&scene, form, asked, scores.as_ref(), Some(&(posed, answer)))?;
        let again = [(HeaderName::from_static("refresh"), HeaderValue::from_static("2"))];
        return Ok((again, shown).into_response());
    };
    let answer = Answer::Found(report);
    page(&scene, form, asked, scores.as_ref(), Some(&(posed, answer))).map(IntoResponse::into_response)
}

fn key(scene: &Scene, asked: &str) -> RunKey {
    RunKey {
        account: scene.seat.who.account.clone(),
        alliance: scene.seat.alliance.clone(),
        head: scene.case.head(),
        asked: format!("{}?{asked}", scene.on),
    }
}

/// What can be said of a question by now.
enum Answer {
    /// How far the search is, in words and in percent.
    Soon((String, Option<u32>)),
    /// What was found.
    Found(Arc<TeamReport>),
}

fn page(
    scene: &Scene,
    mut form: Form,
    asked: String,
    scores: Option<&Scores<'_>>,
    posed: Option<&(Roster, Answer)>,
) -> Result<Page, Oops> {
    if let Some((roster, _)) = posed {
        fill_in(&mut form, roster);
    }
    let candidates = scene.alliance.candidates(scene.on).into_iter();
    let apart = posed.iter().flat_map(|(roster, _)| &roster.apart).map(|(one, other, why)| {
        let name = |id: &PartyId| scene.alliance.party_name(id).to_owned();
        (name(one), name(other), why.clone())
    });
    let is_scored = posed.is_some_and(|(roster, _)| roster.is_scored);
    let (found, stage) = match posed {
        None => (None, None),
        Some((_, Answer::Soon(stage))) => (None, Some(stage.clone())),
        Some((roster, Answer::Found(report))) => (Some(Found::of(scene, roster, report)), None),
    };
    Page::of(&Selection {
        frame: scene.frame(&form.title("The best team"), "focus", "candidates"),
        candidates: candidates.map(|id| (id.to_string(), scene.alliance.party_name(id).to_owned())).collect(),
        needs: super::candidates::needs(scene).iter().map(need_in_words).collect(),
        worth: worth_in_words(is_scored),
        scoring: scores.map(|(id, ..)| (*id).clone()),
        apart: apart.collect(),
        found,
        stage,
        may_write: scene.may(Action::Write, Resource::Candidate),
        asked,
        form,
        scene,
    })
}

/// What was left open, as it was filled in.
fn fill_in(form: &mut Form, roster: &Roster) {
    let given = |form: &Form, name: &str| form.fields.some(name).is_some();
    for (name, value) in [
        ("from", (roster.brief.smallest - roster.inside).to_string()),
        ("to", roster.most.to_string()),
        ("points", PAIR_POINTS.to_string()),
        ("hours", "ignore".to_owned()),
    ] {
        if !given(form, name) {
            form.fields.put(name, value);
        }
    }
}

fn need_in_words(need: &rowlock_core::fact::Need) -> String {
    let hours = need
        .hours_a_month
        .map_or_else(String::new, |hours| format!(", {} hours a month", rowlock_core::fact::number(hours)));
    let people = crate::words::count(need.cover.into(), "person", "people");
    let what = rowlock_core::fact::words(need.capability.as_str());
    format!("{}: {people} at level {} or more{hours}", rowlock_core::fact::capital(&what), need.level)
}

fn worth_in_words(is_scored: bool) -> String {
    let told = if is_scored {
        "What somebody is worth comes from the scores, under the weights of the criteria: 0 to 100 points each."
    } else {
        "Nobody\u{2019}s scores are open, so what somebody is worth comes from their levels at what you need: 0 to 100 points \
         each. Scores by several of you say more."
    };
    told.to_owned()
}

fn stage_in_words(stage: Option<Stage>) -> (String, Option<u32>) {
    match stage {
        None => ("The search begins.".to_owned(), None),
        Some(Stage::Searching { nodes, gap: None }) => (
            format!("{} parts looked at, no team found yet.", rowlock_core::fact::amount(nodes as f64)),
            None,
        ),
        Some(Stage::Searching { nodes, gap: Some(gap) }) => {
            let parts = rowlock_core::fact::amount(nodes as f64);
            let gap_in_words = rowlock_core::fact::number(gap * 100.0);
            (
                format!(
                    "A team is found; at most {gap_in_words} % better is possible. {parts} parts looked at."
                ),
                Some((100.0 - gap * 100.0).clamp(0.0, 100.0) as u32),
            )
        }
        Some(Stage::Explaining) => {
            ("The best team is found. Now the others and the reasons.".to_owned(), None)
        }
        Some(Stage::Trying { done, of }) => {
            let share = done * 100 / of.max(1);
            (format!("Trying other weights: {done} of {of}."), Some(share as u32))
        }
    }
}

/// What is asked, as fields of a form that nobody sees.
pub(crate) fn hidden(asked: &str) -> String {
    let field = |part: &str| {
        let (name, value) = part.split_once('=')?;
        let value = percent_encoding::percent_decode_str(value).decode_utf8().ok()?;
        let value = value.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        Some(format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"))
    };
    asked.split('&').filter_map(field).collect()
}

/// Stops a search, or begins it anew.
pub(crate) async fn turn(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let asked = address(&fields);
    let key = key(&scene, &asked);
    if fields.text("go") == "again" {
        app.runs.forget(&key);
    } else if let Some(run) = app.runs.get(&key) {
        run.stop();
        // What it has found by then is shown as soon as it is there.
        run.soon().await;
    }
    Ok(Redirect::to(&format!("{}?{asked}", scene.now("/selection"))).into_response())
}
