//! The votes: how many each party has, how many carry, who can block, and what that is worth.

use askama::Template;
use axum::response::{IntoResponse, Response};
use rowlock_analysis::control::{Power, lead_in_words, voting};
use rowlock_core::access::{Action, Resource};
use rowlock_core::fact::{VotingAgreed, number};
use rowlock_core::id::PartyId;

use super::who::{pairs, parties, ticked};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

#[derive(Template)]
#[template(path = "pages/voting.html")]
struct VotingPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    powers: Vec<Row>,
    says: Option<String>,
    since: Option<String>,
    parties: Vec<(String, String)>,
    form: Form,
    may_write: bool,
}

/// What one party's votes are worth.
struct Row {
    name: String,
    votes: String,
    say: String,
    can: String,
}

impl VotingPage<'_> {
    fn vetoes(&self) -> String {
        let hint = "Tick nobody where there is none.";
        self.form.choices("vetoes", "Without whom is nothing carried?", hint, &pairs(&self.parties), true)
    }

    fn votes(&self, id: &str, name: &str) -> String {
        self.form.input(&format!("votes-{id}"), &format!("Votes of {name}"), "", "text")
    }
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let mut fields = Fields::default();
    if let Some(agreed) = scene.alliance.voting(scene.on) {
        for (party, votes) in &agreed.value.votes {
            fields.put(format!("votes-{party}"), number(*votes));
        }
        for party in &agreed.value.vetoes {
            fields.put("vetoes", party.as_str());
        }
        fields.put("quota", number(agreed.value.quota));
    }
    page(&scene, Form::new(fields))
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let found = voting(alliance, scene.on);
    let row = |power: &Power| Row {
        name: alliance.party_name(&power.party).to_owned(),
        votes: format!("{:.0}\u{a0}%", 100.0 * power.votes),
        say: format!("{:.0}\u{a0}%", 100.0 * power.banzhaf),
        can: can_in_words(power),
    };
    Page::of(&VotingPage {
        frame: scene.frame(&form.title("Votes"), "control", "charter"),
        powers: found.iter().flat_map(|found| found.powers.iter().map(row)).collect(),
        says: found.as_ref().and_then(|found| lead_in_words(alliance, found, scene.on)),
        since: alliance.voting(scene.on).map(|agreed| day(agreed.on)),
        parties: parties(scene),
        form,
        may_write: scene.may(Action::Write, Resource::Charter),
        scene,
    })
}

fn can_in_words(power: &Power) -> String {
    let mut can = Vec::new();
    if power.can_act_alone {
        can.push("carries everything alone");
    }
    if power.can_block {
        can.push("can block everything");
    }
    if power.can_be_outvoted {
        can.push("can be outvoted");
    }
    can.join(", ")
}

/// Puts them on the record.
pub(crate) async fn agree(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let mut votes = std::collections::BTreeMap::new();
    for (id, name) in parties(&scene) {
        let field = format!("votes-{id}");
        match (form.number(&field, 0.0, 1e6), PartyId::parse(&id)) {
            (Some(count), Ok(party)) => {
                votes.insert(party, count);
            }
            _ => form.say(&field, format!("Write how many votes {name} has.")),
        }
    }
    let all: f64 = votes.values().sum();
    let quota = form.number("quota", 0.0, 1e6);
    match quota {
        None => form.say("quota", "Write how many votes carry."),
        Some(quota) if quota > all => {
            form.say(
                "quota",
                format!("There are {} votes in all; nothing would ever be carried.", number(all)),
            );
        }
        Some(quota) if 2.0 * quota <= all => {
            let half = number(all / 2.0);
            form.say(
                "quota",
                format!(
                    "It takes more than half, {half}: else a proposal and its opposite could both be carried."
                ),
            );
        }
        Some(_) => {}
    }
    let vetoes = ticked(&form, "vetoes");
    let (Some(quota), false) = (quota, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    match scene.put(VotingAgreed { votes, quota, vetoes }, "/votes", "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("quota", "quota"), ("vetoes", "vetoes"), ("votes", "quota")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}
