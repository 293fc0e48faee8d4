//! A party's own business: what it sells and will not sell, to whom, against whom, and how it is paid.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{BusinessModelDescribed, PaidBy, Pull, Sale, Tie, words};
use rowlock_core::id::{ActivityId, PartyId, SegmentId};

use super::party::{find, paid_in_words};
use crate::app::App;
use crate::case::{Deed, Scene};
use crate::form::{Fields, Form};
use crate::found::slug;
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// How many sales, and how many ties and pulls, one form takes.
const SALES: usize = 6;
const TIES: usize = 2;

const PAID: [(&str, PaidBy); 6] = [
    ("hour", PaidBy::Hour),
    ("fixed_price", PaidBy::FixedPrice),
    ("margin", PaidBy::Margin),
    ("commission", PaidBy::Commission),
    ("retainer", PaidBy::Retainer),
    ("result", PaidBy::Result),
];

#[derive(Template)]
#[template(path = "pages/party_model.html")]
struct Model {
    frame: Frame,
    back: String,
    name: String,
    form: Form,
    sales: Vec<usize>,
    ties: Vec<usize>,
    others: Vec<(String, String)>,
    paid: Vec<(&'static str, &'static str)>,
}

/// Shows the form, with what holds now.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    let (id, party) = find(&scene, &id)?;
    let mut fields = Fields::default();
    if let Some(model) = party.model(scene.on).map(|entry| &entry.value) {
        for (place, sale) in model.sells.iter().enumerate() {
            fields.put(format!("sells_{place}"), words(sale.activity.as_str()));
            let segments: Vec<String> = sale.segments.iter().map(|segment| words(segment.as_str())).collect();
            fields.put(format!("to_{place}"), segments.join(", "));
            let share = sale.revenue_share.map(|share| format!("{:.0}", share * 100.0));
            fields.put(format!("share_{place}"), share.unwrap_or_default());
        }
        let lines = |ids: Vec<&str>| ids.into_iter().map(words).collect::<Vec<_>>().join("\n");
        fields.put("excludes", lines(model.excludes.iter().map(ActivityId::as_str).collect()));
        fields.put("segments", lines(model.segments.iter().map(SegmentId::as_str).collect()));
        fields.put("rivals", model.rivals.join("\n"));
        for (word, paid) in PAID {
            if model.paid_by.contains(&paid) {
                fields.put("paid_by", word);
            }
        }
        for (place, tie) in model.ties.iter().enumerate() {
            fields.put(format!("tie_to_{place}"), &tie.to);
            fields.put(format!("tie_what_{place}"), &tie.what);
        }
        for (place, pull) in model.pulls.iter().enumerate() {
            fields.put(format!("pull_{place}"), pull.against.as_ref().map_or("", PartyId::as_str));
            fields.put(format!("pull_why_{place}"), &pull.why);
        }
    }
    page(&scene, id, Form::new(fields))
}

fn page(scene: &Scene, id: &PartyId, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let mut others = vec![(String::new(), "the joint business".to_owned())];
    let everybody = alliance.signers(scene.on).into_iter().chain(alliance.candidates(scene.on));
    others.extend(
        everybody
            .filter(|other| *other != id)
            .map(|other| (other.to_string(), alliance.party_name(other).to_owned())),
    );
    let name = alliance.party_name(id).to_owned();
    Page::of(&Model {
        frame: scene.frame(&format!("What {name} does by itself"), "focus", "parties"),
        back: scene.to(&format!("/parties/{id}")),
        name,
        form,
        sales: (0..SALES).collect(),
        ties: (0..TIES).collect(),
        others,
        paid: PAID.map(|(word, paid)| (word, paid_in_words(&paid))).to_vec(),
    })
}

/// Puts it on the record.
pub(crate) async fn submit(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (id, _) = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let described = described(&mut form, id);
    let on = form.date("since", scene.today);
    if form.is_wrong() {
        return page(&scene, id, form).map(IntoResponse::into_response);
    }
    let deed = |_: &_| Ok(Deed::of(vec![described.clone().into()], on));
    match app.act(&scene.seat, deed).await {
        Ok(_) => {
            Ok(Redirect::to(&format!("{}?done=saved", scene.now(&format!("/parties/{id}")))).into_response())
        }
        Err(failed) => {
            let names =
                [("revenue_share", "share_0"), ("sells", "sells_0"), ("on", "since"), ("why", "pull_why_0")];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, id, form).map(IntoResponse::into_response)
        }
    }
}

fn described(form: &mut Form, party: &PartyId) -> BusinessModelDescribed {
    let sells: Vec<Sale> = (0..SALES).filter_map(|place| sale(form, place)).collect();
    if sells.is_empty() {
        form.say("sells_0", "Write down at least one thing that it sells.");
    }
    let mut segments: Vec<SegmentId> = ids(&form.fields.lines("segments"), SegmentId::parse);
    for segment in sells.iter().flat_map(|sale| &sale.segments) {
        if !segments.contains(segment) {
            segments.push(segment.clone());
        }
    }
    if segments.is_empty() {
        form.say("segments", "Write down whom it serves, a line each.");
    }
    BusinessModelDescribed {
        party: party.clone(),
        sells,
        excludes: ids(&form.fields.lines("excludes"), ActivityId::parse),
        segments,
        rivals: form.fields.lines("rivals"),
        paid_by: PAID
            .iter()
            .filter(|(word, _)| form.fields.has("paid_by", word))
            .map(|(_, paid)| *paid)
            .collect(),
        ties: (0..TIES).filter_map(|place| tie(form, place)).collect(),
        pulls: (0..TIES).filter_map(|place| pull(form, place)).collect(),
    }
}

fn ids<T, E>(lines: &[String], parse: impl Fn(&str) -> Result<T, E>) -> Vec<T> {
    lines.iter().filter_map(|line| parse(&slug(line)).ok()).collect()
}

fn sale(form: &mut Form, place: usize) -> Option<Sale> {
    let what = form.fields.some(&format!("sells_{place}"))?;
    let to = form.fields.some(&format!("to_{place}")).unwrap_or_default();
    let share = form.number(&format!("share_{place}"), 0.0, 100.0);
    let names = to.split(',').map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    Some(Sale {
        activity: ActivityId::parse(&slug(&what)).ok()?,
        segments: ids(&names, SegmentId::parse),
        revenue_share: share.map(|percent| percent / 100.0),
    })
}

fn tie(form: &Form, place: usize) -> Option<Tie> {
    let to = form.fields.some(&format!("tie_to_{place}"))?;
    Some(Tie {
        to,
        what: form.fields.some(&format!("tie_what_{place}")).unwrap_or_else(|| "a tie".to_owned()),
    })
}

fn pull(form: &Form, place: usize) -> Option<Pull> {
    let why = form.fields.some(&format!("pull_why_{place}"))?;
    let against = form.fields.some(&format!("pull_{place}")).and_then(|id| PartyId::parse(&id).ok());
    Some(Pull { against, why })
}
