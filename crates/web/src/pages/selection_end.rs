//! How a search ends: with somebody, or with the honest word that nobody is suitable.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{Event, PartyRole, PartyRoleChanged, SelectionConcluded};
use rowlock_core::id::PartyId;

use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/selection_end.html")]
struct End<'a> {
    frame: Frame,
    scene: &'a Scene,
    candidates: Vec<(String, String)>,
    form: Form,
}

impl End<'_> {
    fn chosen(&self) -> String {
        self.form.choices(
            "chosen",
            "Who was chosen?",
            "Nobody ticked means: no suitable candidate. That is a result too, and often the better one.",
            &super::who::pairs(&self.candidates),
            true,
        )
    }
}

/// Shows the form.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let candidates = scene.alliance.candidates(scene.on).into_iter();
    let candidates = candidates.map(|id| (id.to_string(), scene.alliance.party_name(id).to_owned()));
    let frame = scene.frame(&form.title("End the search"), "focus", "candidates");
    Page::of(&End { frame, candidates: candidates.collect(), form, scene })
}

/// Puts it on the record, and says goodbye to the others where that is wanted.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let chosen: Vec<PartyId> = super::who::ticked(&form, "chosen");
    let why = form.required("why", "why, so that you can learn from it later", 1000);
    let others = form.fields.text("others").to_owned();
    if !matches!(others.as_str(), "leave" | "keep") {
        form.say("others", "Choose what becomes of the others.");
    }
    if form.is_wrong() {
        return page(&scene, form).map(IntoResponse::into_response);
    }
    let goes = others == "leave";
    let deed = |case: &Case| {
        let mut events: Vec<Event> =
            vec![SelectionConcluded { chosen: chosen.clone(), why: why.clone() }.into()];
        let candidates = case.whole.candidates(scene.today).into_iter();
        let left = candidates.filter(|party| goes && !chosen.contains(party));
        events.extend(left.map(|party| {
            let why = "Not chosen when the search ended".to_owned();
            PartyRoleChanged { party: party.clone(), role: PartyRole::Left, why }.into()
        }));
        Ok(Deed::of(events, scene.today))
    };
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&scene.now("/candidates?done=concluded")).into_response()),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("chosen", "chosen"), ("why", "why")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}
