//! The charter: which clauses are agreed, which wait for somebody, which are missing, and which gap each closes.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_analysis::alignment::{GapFinding, GapState};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::by_then;
use rowlock_core::charter::{Standing, decision_rights, standing};
use rowlock_core::fact::{AllianceForm, GapSettled, Settlement};
use rowlock_core::framework::{Clause, ClauseTier, Fit};
use rowlock_core::id::{AreaId, ItemId};
use rowlock_documents::Kind;

use crate::app::App;
use crate::case::{Deed, NotDone, Scene};
use crate::form::Fields;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/charter.html")]
struct Charter<'a> {
    frame: Frame,
    scene: &'a Scene,
    says: String,
    groups: Vec<(&'static str, Vec<ClauseRow<'a>>)>,
    rest: Vec<ClauseRow<'a>>,
    open: Vec<GapFinding>,
    accepted: Vec<String>,
    rights: usize,
    questions: usize,
    rules: usize,
    may_settle: bool,
}

/// A clause in a list.
pub(crate) struct ClauseRow<'a> {
    /// The clause of the framework.
    pub clause: &'a Clause,
    /// The mark of its state.
    pub mark: &'static str,
    /// Its state in words.
    pub state: String,
    /// How many open gaps it would close.
    pub gaps: usize,
    standing: Standing,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let open = open_gaps(&scene);
    let rows: Vec<ClauseRow<'_>> = clauses(&scene).map(|clause| row(&scene, clause, &open)).collect();
    let (mut wanted, mut waiting, mut agreed, mut missing, mut rest) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let starters = rows.iter().filter(|row| row.clause.tier == ClauseTier::Starter);
    let (of, have) = starters
        .fold((0, 0), |(of, have), row| (of + 1, have + usize::from(row.standing == Standing::Agreed)));
    for row in rows {
        match row.standing {
            Standing::Drafted { .. } | Standing::Amending { .. } => waiting.push(row),
            Standing::Agreed => agreed.push(row),
            Standing::Missing if row.gaps > 0 => wanted.push(row),
            Standing::Missing if row.clause.tier == ClauseTier::Starter => missing.push(row),
            Standing::Missing => rest.push(row),
        }
    }
    wanted.sort_by_key(|row| std::cmp::Reverse(row.gaps));
    let groups = vec![
        ("Waiting for approval", waiting),
        ("Missing, and a gap waits for it", wanted),
        ("Agreed", agreed),
        ("Missing in a first charter", missing),
    ];
    let alliance = &scene.alliance;
    Page::of(&Charter {
        frame: scene.frame("The charter", "control", "charter"),
        says: format!("{have} of the {of} clauses of a first charter are agreed."),
        groups: groups.into_iter().filter(|(_, rows)| !rows.is_empty()).collect(),
        rest,
        accepted: accepted(&scene),
        open,
        rights: decision_rights(alliance, scene.on).count(),
        questions: rowlock_core::alliance::last_on(&alliance.admission_tests, scene.on)
            .map_or(0, |test| test.value.questions.len()),
        rules: alliance.stop_rules.values().filter(|rule| rule.agreed.on <= scene.on).count(),
        may_settle: scene.may(Action::Write, Resource::Gap),
        scene: &scene,
    })
}

/// The clauses that fit the form of the alliance.
fn clauses(scene: &Scene) -> impl Iterator<Item = &Clause> {
    let fit = match scene.alliance.form(scene.on) {
        Some(AllianceForm::Contract) => Some(Fit::Contract),
        Some(AllianceForm::Entity) => Some(Fit::Entity),
        _ => None,
    };
    let fits = move |clause: &&Clause| fit.is_none_or(|fit| clause.fits.contains(&fit));
    scene.app.framework.clauses.iter().filter(fits)
}

fn row<'a>(scene: &Scene, clause: &'a Clause, open: &[GapFinding]) -> ClauseRow<'a> {
    let standing = standing(&scene.alliance, &clause.id, scene.on);
    let (mark, state) = in_words(scene, clause, standing);
    let gaps = open.iter().filter(|gap| gap.clauses.contains(&clause.id)).count();
    ClauseRow { clause, mark, state, gaps, standing }
}

/// The mark and the words for where a clause stands.
pub(crate) fn in_words(scene: &Scene, clause: &Clause, standing: Standing) -> (&'static str, String) {
    let known = scene.alliance.clauses.get(&clause.id);
    match standing {
        Standing::Missing => ("unknown", "Nobody has drafted it".to_owned()),
        Standing::Drafted { approved, parties } => {
            ("watch", format!("Drafted; {approved} of {parties} approve it"))
        }
        Standing::Amending { approved, parties } => {
            ("watch", format!("Agreed before; {approved} of {parties} approve the newer text"))
        }
        Standing::Agreed => {
            let since = known
                .and_then(|known| known.agreed(scene.on))
                .and_then(|version| version.value.agreed.as_ref());
            (
                "clear",
                since.map_or_else(|| "Agreed".to_owned(), |since| format!("Agreed on {}", day(since.on))),
            )
        }
    }
}

/// The gaps that nothing has closed, as far as whoever looks may see them.
pub(crate) fn open_gaps(scene: &Scene) -> Vec<GapFinding> {
    if !scene.seat.may(Action::See, Resource::Gap) {
        return Vec::new();
    }
    let gaps = scene.analysis().alignment.gaps;
    gaps.into_iter().filter(|gap| matches!(gap.state, GapState::Confirmed | GapState::Suspected)).collect()
}

/// Differences that the parties accept, each in a sentence.
fn accepted(scene: &Scene) -> Vec<String> {
    if !scene.seat.may(Action::See, Resource::Gap) {
        return Vec::new();
    }
    let gaps = scene.alliance.gaps.iter().filter_map(|(key, gap)| {
        let settled = by_then(gap.settled.as_ref(), scene.on)?;
        let Settlement::AcceptedDifference(text) = &settled.value else { return None };
        let area = scene.app.framework.area(&key.area).map_or("", |area| area.name.as_str());
        Some(format!("{area}: {text} ({})", day(settled.on)))
    });
    gaps.collect()
}

/// Puts on record how a gap came to rest: closed by a clause, or accepted.
pub(crate) async fn settle(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let bad = |what: &str| Oops::BadRequest(format!("There is no such {what} here."));
    let area = AreaId::parse(fields.text("area")).map_err(|_| bad("area"))?;
    let item =
        fields.some("item").map(|item| ItemId::parse(&item)).transpose().map_err(|_| bad("question"))?;
    let how = match fields.some("clause") {
        Some(clause) => {
            let clause = super::clause::find(&scene, &clause)?;
            if standing(&scene.alliance, &clause.id, scene.on) != Standing::Agreed {
                return Err(Oops::BadRequest(
                    "All parties approve a clause before it closes a gap.".to_owned(),
                ));
            }
            Settlement::Clause(clause.id.clone())
        }
        None => Settlement::AcceptedDifference(fields.text("accepted").chars().take(300).collect()),
    };
    let back = match &how {
        Settlement::Clause(clause) => format!("/charter/{clause}"),
        Settlement::AcceptedDifference(_) => "/charter".to_owned(),
    };
    let settled = GapSettled { area, item, how };
    let deed = |_: &_| Ok(Deed::of(vec![settled.clone().into()], scene.today));
    app.act(&scene.seat, deed).await.map_err(NotDone::into_oops)?;
    Ok(Redirect::to(&format!("{}?done=settled", scene.now(&back))).into_response())
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let open = open_gaps(&scene);
    let columns = [
        ("clause", Kind::Text),
        ("state", Kind::Text),
        ("open gaps", Kind::Number),
        ("for counsel", Kind::Text),
        ("what it answers", Kind::Text),
    ];
    let cells = |row: ClauseRow<'_>| {
        let ClauseRow { clause, state, gaps, .. } = row;
        let (name, answers) = (clause.name.as_str().into(), clause.answers.as_str().into());
        vec![name, state.into(), gaps.into(), clause.counsel.into(), answers]
    };
    let rows = clauses(&scene).map(|clause| row(&scene, clause, &open)).map(cells);
    list::file(&list::sheet("Charter", &columns, rows), format, scene.on)
}
