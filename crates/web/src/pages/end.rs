//! The end of an alliance: how it ended, how it came out, and what was reached.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{AllianceEnded, Ending, Outcome, capital};

use super::measures;
use crate::app::App;
use crate::case::{Deed, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// How it may have come out, once it is over.
pub(super) const OUTCOMES: [(&str, &str, Outcome); 3] = [
    ("succeeded", "It reached its aim", Outcome::Succeeded),
    ("mixed", "It reached some of it", Outcome::Mixed),
    ("failed", "It failed", Outcome::Failed),
];

#[derive(Template)]
#[template(path = "pages/end.html")]
struct End {
    frame: Frame,
    back: String,
    form: Form,
}

impl End {
    fn ways(&self) -> String {
        let ways = Ending::ALL.map(|how| (how.word(), capital(how.words())));
        let ways: Vec<(&str, &str)> = ways.iter().map(|(word, text)| (*word, text.as_str())).collect();
        self.form.choices("how", "How did it end?", "", &ways, false)
    }

    fn outcomes(&self) -> String {
        let outcomes = OUTCOMES.map(|(word, text, _)| (word, text));
        let hint = "An ending in order can be a success, and an aim that was reached can end in a quarrel: they are asked apart.";
        self.form.choices("outcome", "How did it come out?", hint, &outcomes, false)
    }

    fn measures(&self) -> String {
        measures::fields(&self.form)
    }
}

/// Shows the form.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let title = form.title("The end");
    Page::of(&End { frame: scene.frame(&title, "grow", ""), back: scene.to("/grow"), form })
}

/// Puts it on the record.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let how = Ending::ALL.into_iter().find(|how| how.word() == form.fields.text("how"));
    if how.is_none() {
        form.say("how", "Choose one.");
    }
    let outcome = OUTCOMES.iter().find(|(word, ..)| *word == form.fields.text("outcome"));
    if outcome.is_none() {
        form.say("outcome", "Choose one.");
    }
    let why = form.required("why", "why it ended, in a sentence or two", 600);
    let measures = measures::read(&mut form);
    let on = form.date("since", scene.today);
    let (Some(how), Some((.., outcome)), false) = (how, outcome, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let ended = AllianceEnded { how, outcome: *outcome, why, measures };
    let deed = |_: &_| Ok(Deed::of(vec![ended.clone().into()], on));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=over", scene.now("/grow"))).into_response()),
        Err(failed) => {
            let names = [
                ("how", "how"),
                ("outcome", "outcome"),
                ("why", "why"),
                ("on", "since"),
                ("measures", "what-1"),
            ];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}
