//! One clause: what it has to answer, its text, its versions and who approved which, and approving it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_analysis::alignment::GapFinding;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{ClauseVersion, Dated, until};
use rowlock_core::charter::{BLANK, IN_ROWLOCK, Standing, has_approved, number_of, standing};
use rowlock_core::fact::{ClauseApproved, ClauseCommented};
use rowlock_core::framework::Clause;

use super::charter::{in_words, open_gaps};
use crate::app::App;
use crate::case::{Case, Deed, NotDone, Scene};
use crate::form::{Fields, Form};
use crate::markdown::{self, Piece};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/clause.html")]
struct ClausePage<'a> {
    frame: Frame,
    scene: &'a Scene,
    clause: &'a Clause,
    mark: &'static str,
    word: String,
    areas: Vec<&'a str>,
    latest: Option<Version>,
    earlier: Vec<Version>,
    gaps: Vec<GapFinding>,
    blanks: usize,
    form: Form,
    may_draft: bool,
    may_approve: bool,
    may_close: bool,
}

/// A version as the page shows it.
struct Version {
    number: u32,
    hash: String,
    drafted: String,
    text: String,
    approvals: Vec<String>,
    waits_for: Vec<String>,
    agreed: Option<String>,
    /// What changed against the version before.
    changes: Vec<Piece>,
    /// What was said of it: by whom and when, and the words.
    comments: Vec<(String, String)>,
}

impl Version {
    fn short(&self) -> &str {
        self.hash.get(..12).unwrap_or(&self.hash)
    }
}

/// The clause of the framework with this id.
pub(crate) fn find<'a>(scene: &'a Scene, id: &str) -> Result<&'a Clause, Oops> {
    scene.app.framework.clauses.iter().find(|clause| clause.id.as_str() == id).ok_or(Oops::NotFound)
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, find(&scene, &id)?, Form::default())
}

fn page(scene: &Scene, clause: &Clause, form: Form) -> Result<Page, Oops> {
    let where_it_stands = standing(&scene.alliance, &clause.id, scene.on);
    let (mark, word) = in_words(scene, clause, where_it_stands);
    let mut versions = versions(scene, clause);
    let latest = versions.pop();
    versions.reverse();
    let mine = scene.seat.party.as_ref();
    let approved = mine.is_some_and(|party| {
        let known = scene.alliance.clauses.get(&clause.id).and_then(|known| known.latest(scene.on));
        known.is_some_and(|version| has_approved(version, party, scene.on))
    });
    let blanks = latest.as_ref().map_or(0, |latest| latest.text.matches(BLANK).count());
    let signs = mine.is_some_and(|party| scene.alliance.signers(scene.on).contains(&party));
    Page::of(&ClausePage {
        frame: scene.frame(&form.title(&clause.name), "control", "charter"),
        areas: clause
            .areas
            .iter()
            .filter_map(|area| scene.app.framework.area(area))
            .map(|area| area.name.as_str())
            .collect(),
        gaps: open_gaps(scene).into_iter().filter(|gap| gap.clauses.contains(&clause.id)).collect(),
        may_draft: scene.may(Action::Write, Resource::Charter),
        may_approve: scene.may(Action::Write, Resource::Approval)
            && latest.is_some()
            && signs
            && !approved
            && blanks == 0,
        may_close: scene.may(Action::Write, Resource::Gap) && where_it_stands == Standing::Agreed,
        latest,
        earlier: versions,
        blanks,
        mark,
        word,
        form,
        clause,
        scene,
    })
}

fn versions(scene: &Scene, clause: &Clause) -> Vec<Version> {
    let Some(known) = scene.alliance.clauses.get(&clause.id) else { return Vec::new() };
    let alliance = &scene.alliance;
    let mut before: Option<&str> = None;
    let mut versions = Vec::new();
    for version in until(&known.versions, scene.on) {
        let value = &version.value;
        let told = value.approvals.iter().filter(|approval| approval.on <= scene.on).map(|approval| {
            let given = &approval.value;
            let party = alliance.party_name(&given.party);
            format!("{party}: \u{201c}{}\u{201d}, {}, {}", given.typed_name, given.method, day(approval.on))
        });
        let missing = alliance.signers(scene.on);
        let missing = missing.iter().filter(|party| !has_approved(version, party, scene.on));
        versions.push(Version {
            number: number_of(known, version),
            hash: value.hash.clone(),
            drafted: day(version.on),
            text: value.text.clone(),
            approvals: told.collect(),
            waits_for: missing.map(|party| alliance.party_name(party).to_owned()).collect(),
            agreed: value.agreed.as_ref().filter(|agreed| agreed.on <= scene.on).map(|agreed| day(agreed.on)),
            comments: comments(scene, version),
            changes: before.map_or_else(Vec::new, |before| markdown::compared(before, &value.text)),
        });
        before = Some(&value.text);
    }
    versions
}

/// What was said of a version, the first word first.
fn comments(scene: &Scene, version: &Dated<ClauseVersion>) -> Vec<(String, String)> {
    let said = until(&version.value.comments, scene.on).map(|comment| {
        let party = comment.value.by.as_ref().map(|party| scene.alliance.party_name(party));
        let who = party.unwrap_or("The adviser");
        (format!("{who}, {}", day(comment.on)), comment.value.text.clone())
    });
    said.collect()
}

/// Puts a comment on the version that was on the page.
pub(crate) async fn comment(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let clause = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let text = form.required("comment", "what you think of it", 2000);
    let version = form.fields.text("version").parse().map_err(|_| Oops::NotFound)?;
    if form.is_wrong() {
        return page(&scene, clause, form).map(IntoResponse::into_response);
    }
    let by = scene.seat.party.clone();
    let said = ClauseCommented { clause: clause.id.clone(), version, by, text };
    match scene.put(said, &format!("/charter/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("text", "comment"), ("version", "comment")]);
            page(&scene, clause, form).map(IntoResponse::into_response)
        }
    }
}

/// Approves the version that was on the page, in the name of one's own party, and no other.
pub(crate) async fn approve(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let clause = find(&scene, &id)?;
    let party = scene.seat.party.clone().ok_or(Oops::NotFound)?;
    let mut form = Form::new(fields);
    let typed_name = form.required("typed_name", "your name, as you would sign", 120);
    if form.is_wrong() {
        return page(&scene, clause, form).map(IntoResponse::into_response);
    }
    let (version, hash) = (form.fields.text("version").to_owned(), form.fields.text("hash").to_owned());
    let deed = |case: &Case| {
        let known = case.whole.clauses.get(&clause.id);
        let latest = known.and_then(|known| Some((known, known.latest(scene.today)?)));
        let (known, latest) = latest.ok_or(Oops::NotFound)?;
        // Whoever approves has read this text and no newer one.
        if number_of(known, latest).to_string() != version || latest.value.hash != hash {
            return Err(Oops::BadRequest(
                "There is a newer version than the one you read. Nothing was approved. Go back and read it first."
                    .to_owned(),
            )
            .into());
        }
        if latest.value.text.contains(BLANK) {
            let text = "There are blanks in the text. Fill them in first, then approve it.";
            return Err(Oops::BadRequest(text.to_owned()).into());
        }
        let approved = ClauseApproved {
            clause: clause.id.clone(),
            version: number_of(known, latest),
            party: party.clone(),
            typed_name: typed_name.clone(),
            method: IN_ROWLOCK.to_owned(),
        };
        Ok(Deed::of(vec![approved.into()], scene.today))
    };
    match app.act(&scene.seat, deed).await {
        Ok(_) => {
            let path = scene.now(&format!("/charter/{}", clause.id));
            Ok(Redirect::to(&format!("{path}?done=approved")).into_response())
        }
        Err(NotDone::Refused(refusal)) => {
            form.refuse(&refusal, &[("typed_name", "typed_name")]);
            page(&scene, clause, form).map(IntoResponse::into_response)
        }
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}
