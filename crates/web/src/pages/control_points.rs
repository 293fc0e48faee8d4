//! Control points: who should hold each key to the joint business, who holds it as last seen, and naming one.

use askama::Template;
use axum::response::{IntoResponse, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Alliance, ControlPoint, last_on};
use rowlock_core::fact::{ControlPointNamed, Holder, Lever, Works, capital};
use rowlock_core::id::{ControlPointId, PartyId};
use rowlock_documents::Kind;

use super::who::parties;
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

/// After how many days a look is old.
const OLD: i32 = 90;

#[derive(Template)]
#[template(path = "pages/control_points.html")]
struct ControlPoints<'a> {
    frame: Frame,
    scene: &'a Scene,
    rows: Vec<Row>,
    form: Form,
    may_write: bool,
}

impl ControlPoints<'_> {
    fn levers(&self) -> String {
        let options: Vec<(String, String)> =
            LEVERS.iter().map(|(word, lever)| ((*word).to_owned(), capital(lever.words()))).collect();
        self.form.select("lever", "What is it about?", "", &options)
    }

    fn holders(&self) -> String {
        self.form.select("should_hold", "Who should hold it?", "", &holders(self.scene, false))
    }
}

/// A control point in the list.
pub(crate) struct Row {
    pub id: String,
    pub what: String,
    pub lever: &'static str,
    pub should_hold: String,
    pub holder: String,
    pub seen: Option<jiff::civil::Date>,
    pub mark: &'static str,
    pub word: String,
}

const LEVERS: [(&str, Lever); 8] = [
    ("bank", Lever::Bank),
    ("domain", Lever::Domain),
    ("key_contract", Lever::KeyContract),
    ("client_lead", Lever::ClientLead),
    ("brand", Lever::Brand),
    ("know_how", Lever::KnowHow),
    ("reserved_matter", Lever::ReservedMatter),
    ("information", Lever::Information),
];

/// In whose hands something can be: the word that is sent, and in words.
pub(super) fn holders(scene: &Scene, is_seen: bool) -> Vec<(String, String)> {
    let mut options = vec![("joint".to_owned(), "the joint business".to_owned())];
    options.extend(parties(scene));
    if is_seen {
        options.push(("outside".to_owned(), "somebody outside".to_owned()));
        options.push(("unknown".to_owned(), "nobody knows".to_owned()));
    }
    options
}

/// Reads back who holds something.
pub(super) fn holder(word: &str) -> Option<Holder> {
    match word {
        "joint" => Some(Holder::Joint),
        "outside" => Some(Holder::Outside),
        "unknown" => Some(Holder::Unknown),
        party => PartyId::parse(party).ok().map(Holder::Party),
    }
}

/// In whose hands something is, in words.
pub(super) fn holder_in_words(alliance: &Alliance, holder: &Holder) -> String {
    match holder {
        Holder::Joint => "the joint business".to_owned(),
        Holder::Party(party) => alliance.party_name(party).to_owned(),
        Holder::Outside => "somebody outside".to_owned(),
        Holder::Unknown => "nobody knows".to_owned(),
    }
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    Page::of(&ControlPoints {
        frame: scene.frame(&form.title("Control points"), "control", "control-points"),
        rows: rows(scene),
        form,
        may_write: scene.may(Action::Write, Resource::ControlPoint),
        scene,
    })
}

/// All that are named by the day looked at.
pub(super) fn rows(scene: &Scene) -> Vec<Row> {
    let known = scene.alliance.control_points.iter().filter(|(_, point)| point.named.on <= scene.on);
    known.map(|(id, point)| row(scene, id, point)).collect()
}

/// One as it stands on the day looked at.
pub(crate) fn row(scene: &Scene, id: &ControlPointId, point: &ControlPoint) -> Row {
    let alliance = &scene.alliance;
    let check = last_on(&point.checks, scene.on);
    let named = &point.named.value;
    let (mark, word) = match check {
        None => ("unknown", "Nobody has looked yet".to_owned()),
        Some(check) => match (check.value.holder == named.should_hold, check.value.works_for_lead) {
            (_, Works::No) => ("alarm", "It does not work for the lead".to_owned()),
            (false, _) if check.value.holder == Holder::Unknown => {
                ("watch", "Nobody knows who holds it".to_owned())
            }
            (false, _) => ("alarm", "In other hands than it should be".to_owned()),
            (true, _) if (scene.on - check.on).get_days() > OLD => (
                "watch",
                format!("Where it should be, last seen {} days ago", (scene.on - check.on).get_days()),
            ),
            (true, Works::Unknown) => ("watch", "Where it should be, and nobody has tried it".to_owned()),
            (true, Works::Yes) => ("clear", "Where it should be, and it works".to_owned()),
        },
    };
    Row {
        id: id.to_string(),
        what: named.what.clone(),
        lever: named.lever.words(),
        should_hold: holder_in_words(alliance, &named.should_hold),
        holder: check
            .map_or_else(|| "\u{2013}".to_owned(), |check| holder_in_words(alliance, &check.value.holder)),
        seen: check.map(|check| check.on),
        mark,
        word,
    }
}

/// Puts a new one on the record.
pub(crate) async fn name(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let lever = LEVERS.iter().find(|(word, _)| *word == form.fields.text("lever"));
    if lever.is_none() {
        form.say("lever", "Choose what it is about.");
    }
    let what = form.required("what", "what exactly it is", 200);
    let should_hold = holder(form.fields.text("should_hold"));
    if should_hold.is_none() {
        form.say("should_hold", "Choose who should hold it.");
    }
    let (Some((_, lever)), Some(should_hold), false) = (lever, should_hold, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let known = &scene.case.whole.control_points;
    let point = free_id(&what, |id| known.keys().any(|known| known.as_str() == id), ControlPointId::parse)?;
    let to = format!("/control-points/{point}");
    let named = ControlPointNamed { point, lever: *lever, what, should_hold };
    match scene.put(named, &to, "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("should_hold", "should_hold")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}

/// The list as a file.
pub(crate) async fn list(scene: Scene, format: Format) -> Result<Response, Oops> {
    let columns = [
        ("control point", Kind::Text),
        ("about", Kind::Text),
        ("should be held by", Kind::Text),
        ("held by", Kind::Text),
        ("seen on", Kind::Day),
        ("state", Kind::Text),
    ];
    let cells = |row: Row| {
        let Row { what, lever, should_hold, holder, seen, word, .. } = row;
        vec![what.into(), lever.into(), should_hold.into(), holder.into(), seen.into(), word.into()]
    };
    let sheet = list::sheet("Control points", &columns, rows(&scene).into_iter().map(cells));
    list::file(&sheet, format, scene.on)
}

/// The day of the last look, in words.
pub(crate) fn seen_in_words(row: &Row) -> String {
    row.seen.map_or_else(|| "never".to_owned(), day)
}
