//! One check of one party: what it shows, as far as one may see it, and all that was found, with its dates.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::fact::{DiligenceFound, Finding};
use rowlock_core::framework::DiligenceCheck;
use rowlock_core::id::{CheckId, PartyId};

use super::diligence::{State, state};
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::packs::opened::{Paths, found, opened_for};
use crate::page::{Frame, Page};

/// What stands around the page: the frame, the way back, and where files have their pages.
pub(crate) struct Around {
    pub frame: Frame,
    pub back: String,
    pub files: Paths,
}

#[derive(Template)]
#[template(path = "pages/finding.html")]
struct FindingPage<'a> {
    frame: Frame,
    back: &'a str,
    party: &'a str,
    check: &'a DiligenceCheck,
    areas: String,
    standing: State,
    stale: String,
    shown: Vec<String>,
    found: Vec<(String, &'static str, String)>,
    form: Form,
    may_say: bool,
    is_own: bool,
    is_asked: bool,
}

const CHOICES: [(&str, &str); 3] = [
    ("clear", "Clear: nothing to talk about"),
    ("flag", "Flag: something to talk about"),
    ("red_flag", "Red flag: something to settle first"),
];

fn finding(word: &str) -> Option<Finding> {
    match word {
        "clear" => Some(Finding::Clear),
        "flag" => Some(Finding::Flag),
        "red_flag" => Some(Finding::RedFlag),
        _ => None,
    }
}

/// What a check may come to, as options of a field.
pub(crate) fn choices() -> &'static [(&'static str, &'static str)] {
    &CHOICES
}

/// Shows it.
pub(crate) async fn show(
    scene: Scene,
    Path((_, party, check)): Path<(String, String, String)>,
) -> Result<Page, Oops> {
    let party = PartyId::parse(&party).map_err(|_| Oops::NotFound)?;
    page(&scene, (&party, &check), &around(&scene), Form::default())
}

/// Puts on record what was found.
pub(crate) async fn submit(
    scene: Scene,
    Path((_, party, check)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let party = PartyId::parse(&party).map_err(|_| Oops::NotFound)?;
    take(&scene, (&party, &check), &around(&scene), fields).await
}

fn around(scene: &Scene) -> Around {
    let frame = scene.frame("", "focus", "diligence");
    Around { frame, back: scene.to("/diligence"), files: Paths::Seat }
}

/// The page, with what is wrong.
pub(crate) fn page(
    scene: &Scene,
    (party, check): (&PartyId, &str),
    around: &Around,
    form: Form,
) -> Result<Page, Oops> {
    let known = scene.alliance.parties.get(party).filter(|known| known.role(scene.on).is_some());
    let known = known.ok_or(Oops::NotFound)?;
    let check = known_check(scene, check)?;
    let name = scene.alliance.party_name(party);
    let is_own = scene.seat.party.as_ref() == Some(party);
    let diligence = known.diligence.get(&check.id);
    let is_asked =
        diligence.is_some_and(|known| known.asked.as_ref().is_some_and(|asked| asked.on <= scene.on));
    let areas = check.areas.iter().filter_map(|id| scene.app.framework.area(id));
    let areas: Vec<&str> = areas.map(|area| area.name.as_str()).collect();
    let mut frame = around.frame.clone();
    let title = form.title(&format!("{} of {name}", check.name));
    frame.title = if frame.place.is_some() { format!("{title} \u{b7} {}", scene.name()) } else { title };
    Page::of(&FindingPage {
        frame,
        back: &around.back,
        party: name,
        areas: areas.join("; ").to_lowercase(),
        standing: state(scene, party, &check.id),
        stale: if check.stale_after_days == 0 {
            "What was found does not go stale by itself.".to_owned()
        } else {
            format!(
                "What was found goes stale after {} days, or on the day that you give.",
                check.stale_after_days
            )
        },
        shown: opened_for(scene, (party, &check.id), &around.files)?,
        found: found(scene, party, &check.id),
        may_say: scene.may(Action::Write, Resource::Diligence) && !is_own && is_asked,
        is_own,
        is_asked,
        form,
        check,
    })
}

fn known_check<'a>(scene: &'a Scene, check: &str) -> Result<&'a DiligenceCheck, Oops> {
    let check = CheckId::parse(check).map_err(|_| Oops::NotFound)?;
    scene.app.framework.check(&check).ok_or(Oops::NotFound)
}

/// Takes what was found, and puts it on the record.
pub(crate) async fn take(
    scene: &Scene,
    (party, check): (&PartyId, &str),
    around: &Around,
    fields: Fields,
) -> Result<Response, Oops> {
    let known = known_check(scene, check)?;
    if scene.seat.party.as_ref() == Some(party) {
        return Err(Oops::BadRequest("What was found of you is for the other side to say.".to_owned()));
    }
    let mut form = Form::new(fields);
    let finding = finding(form.fields.text("finding"));
    if finding.is_none() {
        form.say("finding", "Choose what it came to.");
    }
    let evidence = form.required("evidence", "what you saw, and where", 1000);
    let until = form.fields.some("stale_on").map(|_| form.date("stale_on", scene.today));
    if until.is_some_and(|until| until < scene.today) {
        form.say("stale_on", "This day is over.");
    }
    let (Some(finding), false) = (finding, form.is_wrong()) else {
        return page(scene, (party, check), around, form).map(IntoResponse::into_response);
    };
    let found =
        DiligenceFound { party: party.clone(), check: known.id.clone(), finding, evidence, stale_on: until };
    let deed = |_: &Case| Ok(Deed::of(vec![found.clone().into()], scene.today));
    match scene.app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&around.back).into_response()),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[]);
            page(scene, (party, check), around, form).map(IntoResponse::into_response)
        }
    }
}
