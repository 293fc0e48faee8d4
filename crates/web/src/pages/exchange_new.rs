//! Opening an exchange of diligence packs: with whom, on which checks, by when, and why.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::ToSpan;
use rowlock_core::fact::ExchangeOpened;
use rowlock_core::id::{CheckId, ExchangeId};

use super::who::ticked;
use crate::app::App;
use crate::case::{Case, Deed, NotDone, Scene};
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// How many days a pack has, where nobody says otherwise.
const DAYS: i64 = 14;

#[derive(Template)]
#[template(path = "pages/exchange_new.html")]
struct New {
    frame: Frame,
    back: String,
    form: Form,
    parties: Vec<(String, String)>,
    checks: Vec<CheckLine>,
}

struct CheckLine {
    id: String,
    name: String,
    told: String,
}

/// Shows the form.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let due = scene.today.checked_add(DAYS.days()).unwrap_or(scene.today);
    let mut fields = Fields::from([("due", due.to_string())]);
    if let Some(own) = &scene.seat.party {
        fields.put("parties", own.to_string());
    }
    page(&scene, Form::new(fields))
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let signers = alliance.signers(scene.on).into_iter();
    let parties = signers.chain(alliance.candidates(scene.on));
    let checks = scene.app.framework.diligence.iter().map(|check| {
        let areas = check.areas.iter().filter_map(|id| scene.app.framework.area(id));
        let areas: Vec<&str> = areas.map(|area| area.name.as_str()).collect();
        let consent = if check.consent { " Each side’s written consent comes first." } else { "" };
        CheckLine {
            id: check.id.to_string(),
            name: check.name.clone(),
            told: format!(
                "{}. Speaks to {}.{consent}",
                rowlock_core::fact::capital(&check.evidence.join("; ")),
                areas.join("; ").to_lowercase()
            ),
        }
    });
    Page::of(&New {
        frame: scene.frame(&form.title("Open an exchange"), "focus", "diligence"),
        back: scene.to("/diligence"),
        parties: parties.map(|id| (id.to_string(), alliance.party_name(id).to_owned())).collect(),
        checks: checks.collect(),
        form,
    })
}

/// Puts it on the record.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let parties = ticked(&form, "parties");
    if parties.len() < 2 {
        form.say("parties", "Choose two parties or more: each shows what it asks of the others.");
    }
    let checks: Vec<CheckId> = form.fields.all("checks").filter_map(|id| CheckId::parse(id).ok()).collect();
    if checks.is_empty() {
        form.say("checks", "Choose one check or more.");
    }
    let due = form.date("due", scene.today);
    let why = form.required("why", "why you ask; everybody reads it first", 500);
    if form.is_wrong() {
        return page(&scene, form).map(IntoResponse::into_response);
    }
    let name = format!("packs-{}", scene.today);
    let known = &scene.case.whole.pack_exchanges;
    let exchange = free_id(&name, |id| known.keys().any(|known| known.as_str() == id), ExchangeId::parse)?;
    let opened = ExchangeOpened { exchange: exchange.clone(), parties, checks, due, why };
    let deed = |_: &Case| Ok(Deed::of(vec![opened.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => {
            let path = scene.now(&format!("/diligence/{exchange}"));
            Ok(Redirect::to(&format!("{path}?done=exchange-opened")).into_response())
        }
        Err(NotDone::Refused(refusal)) => {
            let names = [("parties", "parties"), ("checks", "checks"), ("due", "due"), ("why", "why")];
            form.refuse(&refusal, &names);
            page(&scene, form).map(IntoResponse::into_response)
        }
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}
