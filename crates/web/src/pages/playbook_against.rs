//! An alliance against the playbook that it began from: what was changed, and what is still proposed. And the
//! playbooks that were made from it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::until;
use rowlock_core::bounds::days_from;
use rowlock_core::fact::Event;
use rowlock_core::playbook::{Change, Part, Playbook, difference, open_rows, proposals};

use crate::app::App;
use crate::case::{Case, Deed, NotDone, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::playbooks::{Section, name, sections};
use crate::words::{day, sentence};

#[derive(Template)]
#[template(path = "pages/playbook_against.html")]
struct Against<'a> {
    frame: Frame,
    scene: &'a Scene,
    begun: Option<Begun>,
    made: Vec<Made>,
    form: Form,
    start: Date,
    may_take: bool,
    may_make: bool,
}

/// The playbook that it began from.
struct Begun {
    name: String,
    version: u32,
    on: String,
    lessons: Vec<String>,
    /// What was changed.
    changes: Vec<Section>,
    same: String,
    /// What is proposed and not on record.
    proposed: Vec<Proposed>,
    /// Rows that nobody here decides alone.
    open: Vec<String>,
    rounds: Vec<String>,
}

/// A part that is proposed.
struct Proposed {
    part: Part,
    lines: Vec<String>,
}

/// A playbook that was made from it.
struct Made {
    name: String,
    on: String,
    clauses: Vec<String>,
    lessons: Vec<String>,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let start = scene.alliance.running_since(scene.on).unwrap_or(scene.on);
    Page::of(&Against {
        frame: scene.frame(&form.title("Against the playbook"), "grow", "playbook"),
        begun: begun(scene, start),
        made: made(scene),
        start,
        may_take: scene.may(Action::Write, Resource::Learning),
        may_make: scene.may(Action::Write, Resource::Learning),
        form,
        scene,
    })
}

fn begun(scene: &Scene, start: Date) -> Option<Begun> {
    let (alliance, framework) = (&scene.alliance, &scene.app.framework);
    let known = alliance.begun_from.as_ref()?;
    let playbook = &known.value.playbook;
    let lines = difference(playbook, &playbook.comparable(Playbook::standing(alliance, scene.on)));
    let dropped: Vec<_> =
        lines.iter().filter(|line| matches!(line.change, Change::Dropped(_))).cloned().collect();
    // What is only not on record yet is told where it can be taken over.
    let changes: Vec<_> = lines
        .into_iter()
        .filter(|line| line.part == Part::Clauses || !matches!(line.change, Change::Dropped(_)))
        .collect();
    let open = open_rows(playbook, alliance, scene.on);
    let proposed = proposals(playbook, alliance, framework, scene.on, start).into_iter().map(|proposal| {
        let mut lines: Vec<String> =
            proposal.events.iter().filter_map(|event| in_words(scene, event)).collect();
        // What is said in whole lines of the playbook is said in them.
        if lines.is_empty() {
            let is_open = |about: &str| open.iter().any(|(kind, _)| kind.as_str() == about);
            let said = dropped.iter().filter(|line| line.part == proposal.part && !is_open(&line.about));
            lines = said.map(|line| sentence(text_of(&line.change))).collect();
        }
        Proposed { part: proposal.part, lines }
    });
    let proposed: Vec<Proposed> = proposed.collect();
    let waiting = dropped.iter().filter(|line| line.part != Part::Clauses).count();
    let drafted = playbook.clauses.len() - dropped.iter().filter(|line| line.part == Part::Clauses).count();
    let begins = alliance.founded_on.unwrap_or(scene.on);
    let rounds = playbook.rounds.iter().map(|round| {
        let by = days_from(begins, i64::from(round.days)).unwrap_or(Date::MAX);
        format!("A {} round, by {}", super::playbook::form(round.form), day(by))
    });
    Some(Begun {
        name: playbook.name.clone(),
        version: playbook.version,
        on: day(known.on),
        lessons: playbook.lessons.clone(),
        same: format!(
            "{drafted} of its {} clauses are drafted here; {} of its tables and plans are not on the record.",
            playbook.clauses.len(),
            crate::words::count(waiting, "line", "lines"),
        ),
        changes: sections(&changes, framework),
        proposed,
        open: open.into_iter().map(|(_, name)| name.to_owned()).collect(),
        rounds: rounds.collect(),
    })
}

/// What is proposed with a day or a party of its own.
fn in_words(scene: &Scene, event: &Event) -> Option<String> {
    let party = |id| scene.alliance.party_name(id);
    match event {
        Event::StopRuleAgreed(rule) => Some(format!("{}, by {}", rule.sign, day(rule.by_date))),
        Event::ObligationTaken(duty) => {
            Some(format!("{}: {}, by {}", party(&duty.who), duty.what, day(duty.due)))
        }
        Event::DiligenceAsked(asked) => {
            let check = name(Part::Diligence, asked.check.as_str(), &scene.app.framework);
            Some(format!("{check}, of {}", party(&asked.party)))
        }
        _ => None,
    }
}

fn text_of(change: &Change) -> &str {
    match change {
        Change::Added(text) | Change::Dropped(text) | Change::Reworded { to: text, .. } => text,
    }
}

fn made(scene: &Scene) -> Vec<Made> {
    let made = until(&scene.alliance.playbooks, scene.on).map(|made| Made {
        name: made.value.name.clone(),
        on: day(made.on),
        clauses: made
            .value
            .clauses
            .iter()
            .map(|clause| name(Part::Clauses, clause.as_str(), &scene.app.framework))
            .collect(),
        lessons: made.value.lessons.clone(),
    });
    made.collect()
}

/// Puts one part that is proposed on the record, as agreed by all parties.
pub(crate) async fn take(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let start = form.date("start", scene.today);
    let part = Part::ALL.into_iter().find(|part| part.word() == form.fields.text("part"));
    let part = part.ok_or(Oops::NotFound)?;
    if form.is_wrong() {
        return page(&scene, form).map(IntoResponse::into_response);
    }
    let deed = |case: &Case| {
        let known = case.whole.begun_from.as_ref().ok_or(Oops::NotFound)?;
        let playbook = &known.value.playbook;
        let found = proposals(playbook, &case.whole, &app.framework, scene.today, start);
        let events = found.into_iter().find(|proposal| proposal.part == part).map(|found| found.events);
        // Whoever comes second finds it done.
        Ok(Deed::of(events.unwrap_or_default(), scene.today))
    };
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&scene.now("/playbook?done=taken-over")).into_response()),
        Err(NotDone::Refused(refusal)) => {
            form.refuse(&refusal, &[]);
            page(&scene, form).map(IntoResponse::into_response)
        }
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}

impl Proposed {
    fn button(&self) -> &'static str {
        match self.part {
            Part::Diligence => "Ask for it",
            _ => "Put it on the record",
        }
    }
}
