//! Issues: what is open and by when it is to be answered, what was closed, and which issues led to which.

use askama::Template;
use axum::response::Response;
use rowlock_analysis::cascade::{Cascade, Family, cascade, cause_in_words};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Issue, IssueTurn, until};
use rowlock_core::charter::party_names;
use rowlock_core::fact::{Cause, Severity, capital};
use rowlock_core::id::IssueId;
use rowlock_documents::Kind;

use crate::case::Scene;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/issues.html")]
struct Issues<'a> {
    frame: Frame,
    scene: &'a Scene,
    open: Vec<Row>,
    closed: Vec<Row>,
    cascade: Cascade,
    trees: Vec<Tree>,
    may_write: bool,
}

/// An issue in a list.
pub(super) struct Row {
    pub id: IssueId,
    pub summary: String,
    pub severity: &'static str,
    pub between: String,
    pub area: String,
    pub raised: String,
    pub mark: &'static str,
    pub word: String,
}

/// A family of issues: where it began, and what came of that.
struct Tree {
    root: String,
    says: String,
    branches: Vec<Branch>,
}

/// An issue and those that it led to.
#[derive(Template)]
#[template(path = "pages/issue_branch.html")]
struct Branch {
    to: String,
    summary: String,
    mark: &'static str,
    word: String,
    branches: Vec<Self>,
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let found = cascade(&scene.alliance, scene.on);
    let (open, closed) = rows(&scene).into_iter().partition(|row| row.mark != "clear");
    Page::of(&Issues {
        frame: scene.frame("Issues", "control", "issues"),
        open,
        closed,
        trees: found.families.iter().map(|family| tree(&scene, family)).collect(),
        cascade: found,
        may_write: scene.may(Action::Write, Resource::Issue),
        scene: &scene,
    })
}

/// All issues raised by the day looked at, the newest first.
fn rows(scene: &Scene) -> Vec<Row> {
    let known = scene.alliance.issues.iter().filter(|(_, issue)| issue.raised.on <= scene.on);
    let mut known: Vec<_> = known.collect();
    known.sort_by_key(|(_, issue)| std::cmp::Reverse((issue.raised.on, issue.raised.seq)));
    known.into_iter().map(|(id, issue)| row(scene, id, issue)).collect()
}

fn row(scene: &Scene, id: &IssueId, issue: &Issue) -> Row {
    let raised = &issue.raised.value;
    let (mark, word) = state_in_words(issue, scene);
    Row {
        id: id.clone(),
        summary: raised.summary.clone(),
        severity: severity_in_words(raised.severity),
        between: party_names(&scene.alliance, &raised.between),
        area: area_name(scene, &raised.area),
        raised: day(issue.raised.on),
        mark,
        word,
    }
}

/// What people call an area.
pub(super) fn area_name(scene: &Scene, id: &rowlock_core::id::AreaId) -> String {
    scene.app.framework.area(id).map_or_else(|| id.to_string(), |area| area.name.clone())
}

/// How heavy an issue is, in a word.
pub(super) fn severity_in_words(severity: Severity) -> &'static str {
    match severity {
        Severity::Minor => "minor",
        Severity::Serious => "serious",
        Severity::Grave => "grave",
    }
}

/// Where an issue stands, with its mark.
pub(super) fn state_in_words(issue: &Issue, scene: &Scene) -> (&'static str, String) {
    if !issue.is_open(scene.on) {
        let closed = until(&issue.turns, scene.on)
            .rev()
            .find(|turn| matches!(turn.value, IssueTurn::Closed(_)))
            .map_or(String::new(), |turn| format!(" on {}", day(turn.on)));
        return ("clear", format!("Closed{closed}"));
    }
    let again = if issue.was_reopened(scene.on) { "Open again" } else { "Open" };
    match issue.answer_by(scene.on) {
        Some(due) if due < scene.on => ("alarm", format!("{again}; an answer was due on {}", day(due))),
        Some(due) => ("watch", format!("{again}; answer by {}", day(due))),
        None => ("watch", format!("{again}, without a day for an answer")),
    }
}

fn tree(scene: &Scene, family: &Family) -> Tree {
    let alliance = &scene.alliance;
    // Under each issue stand those that name it first; all others stand at the root.
    let parent = |id: &IssueId| {
        let named = until(&alliance.issues[id].causes, scene.on).map(|cause| &cause.value).next();
        match named {
            Some(Cause::Issue(earlier)) if family.issues.contains(earlier) && earlier != id => Some(earlier),
            _ => None,
        }
    };
    let roots: Vec<&IssueId> = family.issues.iter().filter(|id| parent(id).is_none()).collect();
    let names = party_names(alliance, &family.parties);
    Tree {
        root: match &family.root_cause {
            Cause::Issue(_) => String::new(),
            outside => capital(&cause_in_words(alliance, outside)),
        },
        says: format!(
            "{} in {}; between {names}.",
            capital(&crate::words::count(family.issues.len(), "issue", "issues")),
            crate::words::count(family.depth, "generation", "generations"),
        ),
        branches: roots.iter().map(|id| branch(scene, family, id, &parent)).collect(),
    }
}

fn branch<'a>(
    scene: &Scene,
    family: &'a Family,
    id: &IssueId,
    parent: &impl Fn(&IssueId) -> Option<&'a IssueId>,
) -> Branch {
    let issue = &scene.alliance.issues[id];
    let (mark, word) = state_in_words(issue, scene);
    let children = family.issues.iter().filter(|child| parent(child) == Some(id));
    Branch {
        to: scene.to(&format!("/issues/{id}")),
        summary: issue.raised.value.summary.clone(),
        mark,
        word,
        branches: children.map(|child| branch(scene, family, child, parent)).collect(),
    }
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("issue", Kind::Text),
        ("raised", Kind::Day),
        ("severity", Kind::Text),
        ("between", Kind::Text),
        ("area", Kind::Text),
        ("state", Kind::Text),
        ("came from", Kind::Text),
    ];
    let cells = |row: Row| {
        let issue = &scene.alliance.issues[&row.id];
        let causes =
            until(&issue.causes, scene.on).map(|cause| cause_in_words(&scene.alliance, &cause.value));
        let (raised, causes) = (issue.raised.on.into(), causes.collect::<Vec<_>>().join("; ").into());
        let Row { summary, severity, between, area, word, .. } = row;
        vec![summary.into(), raised, severity.into(), between.into(), area.into(), word.into(), causes]
    };
    let sheet = list::sheet("Issues", &columns, rows(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
