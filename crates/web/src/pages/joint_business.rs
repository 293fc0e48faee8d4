//! The joint business: the yardstick for fit and for drift.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::Dated;
use rowlock_core::fact::{JointBusinessDescribed, Need, number, words};
use rowlock_core::id::{ActivityId, CapabilityId, SegmentId};

use crate::app::App;
use crate::case::{Deed, Scene};
use crate::form::{Fields, Form};
use crate::found::slug;
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// How many needs one form holds.
const NEEDS: usize = 10;

#[derive(Template)]
#[template(path = "pages/joint_business.html")]
struct JointBusiness<'a> {
    frame: Frame,
    scene: &'a Scene,
    now: Option<&'a Dated<JointBusinessDescribed>>,
    before: Vec<&'a Dated<JointBusinessDescribed>>,
    may_write: bool,
}

#[derive(Template)]
#[template(path = "pages/joint_business_edit.html")]
struct Edit {
    frame: Frame,
    back: String,
    form: Form,
    needs: Vec<usize>,
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let mut before: Vec<_> = alliance.joint_business.iter().filter(|entry| entry.on <= scene.on).collect();
    before.pop();
    Page::of(&JointBusiness {
        frame: scene.frame("Joint business", "focus", "joint-business"),
        now: alliance.joint_business(scene.on),
        before,
        may_write: scene.may(Action::Write, Resource::JointBusiness),
        scene: &scene,
    })
}

/// Shows the form, with what holds now.
pub(crate) async fn edit(scene: Scene) -> Result<Page, Oops> {
    let mut fields = Fields::default();
    if let Some(entry) = scene.alliance.joint_business(scene.on) {
        let joint = &entry.value;
        let ids = |ids: Vec<&str>| ids.into_iter().map(words).collect::<Vec<_>>().join("\n");
        fields.put("purpose", &joint.purpose);
        fields.put("offers", joint.offers.join("\n"));
        fields.put("activities", ids(joint.activities.iter().map(ActivityId::as_str).collect()));
        fields.put("segments", ids(joint.segments.iter().map(SegmentId::as_str).collect()));
        fields.put("foe", joint.foe.clone().unwrap_or_default());
        fields.put("in_scope", joint.in_scope.join("\n"));
        fields.put("out_of_scope", joint.out_of_scope.join("\n"));
        fields.put("edge", joint.edge.join("\n"));
        fields.put("revenue_aim", joint.revenue_aim.map(|aim| aim.to_string()).unwrap_or_default());
        for (place, need) in joint.needs.iter().enumerate() {
            fields.put(format!("need_{place}"), words(need.capability.as_str()));
            fields.put(format!("level_{place}"), need.level.to_string());
            fields.put(format!("cover_{place}"), need.cover.to_string());
            fields
                .put(format!("hours_{place}"), need.hours_a_month.map(|h| h.to_string()).unwrap_or_default());
            fields.put(format!("must_{place}"), if need.must_have { "yes" } else { "no" });
        }
    }
    page(&scene, Form::new(fields))
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let used = (0..NEEDS).filter(|place| !form.fields.text(&format!("need_{place}")).is_empty()).max();
    let rows = (used.map_or(0, |last| last + 1) + 3).min(NEEDS);
    let (frame, back) =
        (scene.frame("Describe the joint business", "focus", "joint-business"), scene.to("/joint-business"));
    Page::of(&Edit { frame, back, form, needs: (0..rows).collect() })
}

/// Puts it on the record.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let described = described(&mut form);
    let on = form.date("since", scene.today);
    if form.is_wrong() {
        return page(&scene, form).map(IntoResponse::into_response);
    }
    let deed = |_: &_| Ok(Deed::of(vec![described.clone().into()], on));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=saved", scene.now("/joint-business"))).into_response()),
        Err(failed) => {
            let names = [("purpose", "purpose"), ("on", "since"), ("level", "need_0"), ("cover", "need_0")];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}

fn described(form: &mut Form) -> JointBusinessDescribed {
    let purpose = form.required("purpose", "what it is for, in a sentence or two", 600);
    for name in ["offers", "activities", "segments", "in_scope", "out_of_scope", "edge"] {
        form.bounded(name, 4000);
    }
    form.bounded("foe", 200);
    let offers = form.fields.lines("offers");
    if offers.is_empty() {
        form.say("offers", "Write down what it sells, a line each.");
    }
    if form.fields.lines("segments").is_empty() {
        form.say("segments", "Write down whom it serves, a line each.");
    }
    let activities = form.fields.lines("activities");
    let segments = form.fields.lines("segments");
    JointBusinessDescribed {
        purpose,
        offers,
        activities: activities.iter().filter_map(|line| ActivityId::parse(&slug(line)).ok()).collect(),
        segments: segments.iter().filter_map(|line| SegmentId::parse(&slug(line)).ok()).collect(),
        foe: form.fields.some("foe"),
        in_scope: form.fields.lines("in_scope"),
        out_of_scope: form.fields.lines("out_of_scope"),
        edge: form.fields.lines("edge"),
        needs: (0..NEEDS).filter_map(|place| need(form, place)).collect(),
        revenue_aim: form.number("revenue_aim", 0.0, 1e12),
    }
}

fn need(form: &mut Form, place: usize) -> Option<Need> {
    let name = form.fields.some(&format!("need_{place}"))?;
    let level = form.number(&format!("level_{place}"), 1.0, 7.0).unwrap_or(4.0);
    let cover = form.number(&format!("cover_{place}"), 1.0, 9.0).unwrap_or(1.0);
    let hours_a_month = form.number(&format!("hours_{place}"), 0.0, 2000.0);
    let must_have = form.fields.text(&format!("must_{place}")) == "yes";
    let capability = CapabilityId::parse(&slug(&name)).ok()?;
    Some(Need { capability, level: level as u8, cover: cover as u8, hours_a_month, must_have })
}

/// An id in words, beginning with a capital.
pub(crate) fn named(id: &str) -> String {
    rowlock_core::fact::capital(&words(id))
}

/// A number as people write it.
pub(crate) fn plain(value: &f64) -> String {
    number(*value)
}
