//! One row of the decision table.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::alliance::last_on;
use rowlock_core::fact::{Decider, DecisionRightAgreed};
use rowlock_core::id::{DecisionKindId, PartyId};

use super::decision_table::usual_kinds;
use super::who::{pairs, parties, ticked};
use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::found::free_slug;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/decision_right.html")]
struct RightPage {
    frame: Frame,
    back: String,
    form: Form,
    parties: Vec<(String, String)>,
}

impl RightPage {
    fn choices(&self, name: &str, label: &str) -> String {
        self.form.choices(name, label, "", &pairs(&self.parties), true)
    }

    fn deciders(&self) -> String {
        let mut options = vec![
            ("lead", "the lead party"),
            ("all", "all parties"),
            ("majority", "more than half of the votes"),
        ];
        options.extend(pairs(&self.parties));
        self.form.choices("decides", "Who decides", "", &options, false)
    }
}

/// Shows the form for a new row.
pub(crate) async fn new(scene: Scene) -> Result<Page, Oops> {
    page(&scene, "Add a row", Form::default())
}

/// Shows the form for a row that is there, or for a kind that has none.
pub(crate) async fn show(scene: Scene, Path((_, kind)): Path<(String, String)>) -> Result<Page, Oops> {
    let kind = DecisionKindId::parse(&kind).map_err(|_| Oops::NotFound)?;
    let known = scene.alliance.decision_rights.get(&kind).and_then(|rows| last_on(rows, scene.on));
    let mut fields = Fields::default();
    let Some(entry) = known else {
        let kinds = usual_kinds(&scene);
        let (_, name) = kinds.iter().find(|(id, _)| *id == kind.as_str()).ok_or(Oops::NotFound)?;
        fields.put("name", name.clone());
        return page(&scene, name, Form::new(fields));
    };
    let row = &entry.value;
    fields.put("name", row.name.clone());
    for (name, parties) in [
        ("proposes", &row.proposes),
        ("must_agree", &row.must_agree),
        ("heard", &row.heard),
        ("carries_out", &row.carries_out),
    ] {
        for party in parties {
            fields.put(name, party.as_str());
        }
    }
    fields.put("decides", decider_word(&row.decides));
    if let Some(limit) = row.limit {
        fields.put("limit", limit.to_string());
    }
    if row.reserved {
        fields.put("reserved", "yes");
    }
    page(&scene, &row.name, Form::new(fields))
}

fn page(scene: &Scene, title: &str, form: Form) -> Result<Page, Oops> {
    Page::of(&RightPage {
        frame: scene.frame(title, "control", "charter"),
        back: scene.to("/decision-table"),
        form,
        parties: parties(scene),
    })
}

/// Who decides, as a form sends it.
pub(super) fn decider_word(decider: &Decider) -> String {
    match decider {
        Decider::Lead => "lead".to_owned(),
        Decider::All => "all".to_owned(),
        Decider::Majority => "majority".to_owned(),
        Decider::Party(party) => party.to_string(),
    }
}

/// Reads back who decides.
pub(super) fn decider(form: &mut Form) -> Option<Decider> {
    match form.fields.text("decides").to_owned().as_str() {
        "lead" => Some(Decider::Lead),
        "all" => Some(Decider::All),
        "majority" => Some(Decider::Majority),
        other => {
            let party = PartyId::parse(other).ok().map(Decider::Party);
            if party.is_none() {
                form.say("decides", "Choose who decides.");
            }
            party
        }
    }
}

/// Puts a new row on the record.
pub(crate) async fn add(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    submit(app, scene, None, fields).await
}

/// Puts a row on the record in the place of what it was.
pub(crate) async fn change(
    State(app): State<App>,
    scene: Scene,
    Path((_, kind)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let kind = DecisionKindId::parse(&kind).map_err(|_| Oops::NotFound)?;
    let known = scene.alliance.decision_rights.contains_key(&kind)
        || usual_kinds(&scene).iter().any(|(id, _)| *id == kind.as_str());
    if !known {
        return Err(Oops::NotFound);
    }
    submit(app, scene, Some(kind), fields).await
}

async fn submit(
    app: App,
    scene: Scene,
    kind: Option<DecisionKindId>,
    fields: Fields,
) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let name = form.required("name", "which decision", 120);
    let decides = decider(&mut form);
    let limit = form.number("limit", 0.0, 1e12);
    let (Some(decides), false) = (decides, form.is_wrong()) else {
        return page(&scene, "A row of the decision table", form).map(IntoResponse::into_response);
    };
    let taken = |id: &str| scene.case.whole.decision_rights.keys().any(|kind| kind.as_str() == id);
    let kind = match kind {
        Some(kind) => kind,
        None => DecisionKindId::parse(&free_slug(&name, taken))
            .map_err(|error| Oops::Internal(error.to_string()))?,
    };
    let agreed = DecisionRightAgreed {
        decision_kind: kind,
        name,
        proposes: ticked(&form, "proposes"),
        must_agree: ticked(&form, "must_agree"),
        heard: ticked(&form, "heard"),
        decides,
        carries_out: ticked(&form, "carries_out"),
        limit,
        reserved: form.fields.has("reserved", "yes"),
    };
    let deed = |_: &Case| Ok(Deed::of(vec![agreed.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=saved", scene.now("/decision-table"))).into_response()),
        Err(failed) => {
            form.refuse(
                &failed.refusal()?,
                &[("proposes", "proposes"), ("decides", "decides"), ("limit", "limit")],
            );
            page(&scene, "A row of the decision table", form).map(IntoResponse::into_response)
        }
    }
}
