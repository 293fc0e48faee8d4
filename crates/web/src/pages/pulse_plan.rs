//! The plan of pulses: a few questions to everybody every few weeks, which then come by themselves.

use askama::Template;
use axum::response::{IntoResponse, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::fact::{PulseScheduled, Respondent};

use super::round_new::{chosen, people};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::mail::Post;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::{count, day};

#[derive(Template)]
#[template(path = "pages/pulse_plan.html")]
struct PulsePlan<'a> {
    frame: Frame,
    scene: &'a Scene,
    /// The plan in a sentence, and the day of the next pulse.
    planned: Option<(String, String)>,
    people: Vec<(String, String)>,
    sends_mail: bool,
    form: Form,
    may_write: bool,
}

const WEEKS: [(&str, &str); 6] = [
    ("0", "Never: no more pulses"),
    ("1", "Every week"),
    ("2", "Every two weeks"),
    ("4", "Every four weeks"),
    ("8", "Every eight weeks"),
    ("13", "Every quarter"),
];

impl PulsePlan<'_> {
    fn weeks(&self) -> String {
        let hint = "Two weeks while things move, four when they are calm. Fewer questions, often, beat many, seldom.";
        self.form.choices("every_weeks", "How often?", hint, &WEEKS, false)
    }

    fn respondents(&self) -> String {
        let people: Vec<(&str, &str)> =
            self.people.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
        self.form.choices("respondents", "Who is asked?", "People of two parties or more.", &people, true)
    }
}

/// Shows it.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let mut fields = Fields::default();
    if let Some(plan) = scene.alliance.pulse_plan(scene.on) {
        fields.put("every_weeks", plan.value.every_weeks.to_string());
        fields.put("days", plan.value.answer_within_days.to_string());
        for one in &plan.value.respondents {
            fields.put("respondents", format!("{}/{}", one.party, one.person));
        }
    } else {
        fields.put("every_weeks", "4");
        fields.put("days", "7");
        for (id, _) in people(&scene).await? {
            fields.put("respondents", id);
        }
    }
    page(&scene, Form::new(fields)).await
}

async fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let plan = scene.alliance.pulse_plan(scene.on).map(|plan| {
        let every = count(plan.value.every_weeks as usize, "week", "weeks");
        let asked = count(plan.value.respondents.len(), "person", "people");
        format!("A pulse every {every}, of {asked}, since {}.", day(plan.on))
    });
    let next = scene.alliance.next_pulse(scene.on).map(|next| {
        if next <= scene.on {
            "It is due now, and opens by itself.".to_owned()
        } else {
            format!("The next opens on {}.", day(next))
        }
    });
    Page::of(&PulsePlan {
        frame: scene.frame(&form.title("Pulses"), "focus", "rounds"),
        planned: plan.zip(next),
        people: people(scene).await?,
        sends_mail: scene.app.settings.post != Post::Nowhere,
        form,
        may_write: scene.may(Action::Write, Resource::Round),
        scene,
    })
}

/// Puts it on the record.
pub(crate) async fn submit(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let known = WEEKS.iter().find(|(weeks, _)| *weeks == form.fields.text("every_weeks"));
    let every_weeks = known.and_then(|(weeks, _)| weeks.parse().ok());
    if every_weeks.is_none() {
        form.say("every_weeks", "Choose how often.");
    }
    let days = form.number("days", 1.0, 60.0).map_or(7, |days| days as u32);
    let respondents: Vec<Respondent> = chosen(&people(&scene).await?, &form);
    let (Some(every_weeks), false) = (every_weeks, form.is_wrong()) else {
        return page(&scene, form).await.map(IntoResponse::into_response);
    };
    match scene
        .put(PulseScheduled { every_weeks, respondents, answer_within_days: days }, "/pulses", "saved")
        .await
    {
        Ok(done) => {
            crate::pulses::open_due(&scene.app, &scene.seat.alliance).await?;
            Ok(done)
        }
        Err(failed) => {
            let names = [
                ("respondents", "respondents"),
                ("every_weeks", "every_weeks"),
                ("answer_within_days", "days"),
            ];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, form).await.map(IntoResponse::into_response)
        }
    }
}
