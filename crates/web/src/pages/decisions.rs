//! Decisions: what was decided, by whom, under which row of the decision table, and whether they might.

use askama::Template;
use axum::response::{IntoResponse, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Dated, until};
use rowlock_core::charter::{decider_in_words, decision_rights, party_names};
use rowlock_core::fact::{DecisionTaken, Seq, number};
use rowlock_core::id::{DecisionId, DecisionKindId};
use rowlock_core::rights::{Heeded, heeded, row_of};
use rowlock_documents::Kind;

use super::who::{pairs, parties, ticked};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/decisions.html")]
struct Decisions<'a> {
    frame: Frame,
    scene: &'a Scene,
    rows: Vec<Row>,
    kinds: Vec<(String, String)>,
    parties: Vec<(String, String)>,
    form: Form,
    may_write: bool,
}

impl Decisions<'_> {
    fn by(&self) -> String {
        self.form.choices("by", "Who decided?", "Everybody who was for it.", &pairs(&self.parties), true)
    }

    fn against(&self) -> String {
        self.form.choices("against", "Who was against it?", "", &pairs(&self.parties), true)
    }

    fn carried(&self) -> String {
        let options = [("yes", "Yes, it holds"), ("no", "No, it was voted down")];
        self.form.choices("carried", "Was it carried?", "", &options, false)
    }
}

/// A decision in the list.
struct Row {
    what: String,
    on: jiff::civil::Date,
    seq: Seq,
    by: String,
    against: String,
    amount: Option<f64>,
    why: String,
    /// The row of the table and what it says.
    right: String,
    mark: &'static str,
    word: &'static str,
}

impl Row {
    /// The amount that it binds, as the end of a sentence; nothing where there is none.
    fn binds(&self) -> String {
        self.amount.map_or(String::new(), |amount| format!("; it binds {}", number(amount)))
    }
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let fields = Fields::from([("carried", "yes".to_owned())]);
    page(&scene, Form::new(fields))
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let mut kinds = vec![(String::new(), "none of them".to_owned())];
    kinds.extend(decision_rights(alliance, scene.on).map(|(kind, row)| {
        let who = decider_in_words(alliance, &row.value.decides);
        (kind.to_string(), format!("{}: decided by {who}", row.value.name))
    }));
    Page::of(&Decisions {
        frame: scene.frame(&form.title("Decisions"), "control", "decisions"),
        rows: rows(scene),
        kinds,
        parties: parties(scene),
        form,
        may_write: scene.may(Action::Write, Resource::Decision),
        scene,
    })
}

fn rows(scene: &Scene) -> Vec<Row> {
    until(&scene.alliance.decisions, scene.on).rev().map(|decision| row(scene, decision)).collect()
}

fn row(scene: &Scene, decision: &Dated<DecisionTaken>) -> Row {
    let alliance = &scene.alliance;
    let value = &decision.value;
    let right = row_of(alliance, decision).map_or_else(
        || "no row of the decision table".to_owned(),
        |row| format!("{}: {}", row.name, decider_in_words(alliance, &row.decides)),
    );
    let (mark, word) = match heeded(alliance, decision) {
        _ if !value.carried => ("clear", "Voted down"),
        Heeded::Within => ("clear", "By those who may"),
        Heeded::Outside => ("watch", "Not by those who may"),
        Heeded::OutsideReserved => ("alarm", "Not by those who may, on a matter that needs everyone"),
    };
    Row {
        what: value.what.clone(),
        on: decision.on,
        seq: decision.seq,
        by: party_names(alliance, &value.by),
        against: if value.against.is_empty() { String::new() } else { party_names(alliance, &value.against) },
        amount: value.amount,
        why: value.why.clone(),
        right,
        mark,
        word,
    }
}

/// Puts a decision on the record.
pub(crate) async fn take(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let what = form.required("what", "what was decided, in a sentence", 300);
    let by = ticked(&form, "by");
    if by.is_empty() {
        form.say("by", "Tick who decided.");
    }
    let against = ticked(&form, "against");
    if by.iter().any(|party| against.contains(party)) {
        form.say("against", "Somebody stands on both sides; tick each party once.");
    }
    let carried = form.fields.text("carried") != "no";
    let amount = form.number("amount", 0.0, 1e12);
    let why = form.required("why", "why, in a sentence", 600);
    if form.is_wrong() {
        return page(&scene, form).map(IntoResponse::into_response);
    }
    let known = &scene.case.whole.decisions;
    let taken = |id: &str| known.iter().any(|known| known.value.decision.as_str() == id);
    let decision = free_id(&what, taken, DecisionId::parse)?;
    let decision_kind = DecisionKindId::parse(form.fields.text("kind")).ok();
    let event = DecisionTaken { decision, what, decision_kind, by, against, carried, amount, why };
    match scene.put(event, "/decisions", "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("kind", "kind"), ("by", "by"), ("against", "against")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("decision", Kind::Text),
        ("on", Kind::Day),
        ("by", Kind::Text),
        ("against", Kind::Text),
        ("amount", Kind::Number),
        ("right", Kind::Text),
        ("heeded", Kind::Text),
        ("why", Kind::Text),
    ];
    let cells = |row: Row| {
        let Row { what, on, by, against, amount, right, word, why, .. } = row;
        let (right, word) = (right.into(), word.into());
        vec![what.into(), on.into(), by.into(), against.into(), amount.into(), right, word, why.into()]
    };
    let sheet = list::sheet("Decisions", &columns, rows(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}
