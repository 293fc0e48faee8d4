//! One party: its people, its own business, what its people can do.

use askama::Template;
use axum::extract::Path;
use rowlock_analysis::fit::{FitFinding, fit};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Dated, Party, last_on};
use rowlock_core::fact::{BusinessModelDescribed, PaidBy};
use rowlock_core::id::PartyId;

use super::joint_business::named;
use super::parties::{name, names, role_in_words};
use crate::case::Scene;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/party.html")]
struct One<'a> {
    frame: Frame,
    scene: &'a Scene,
    id: &'a PartyId,
    party: &'a Party,
    role: &'static str,
    people: Vec<String>,
    model: Option<&'a Dated<BusinessModelDescribed>>,
    can: Vec<(String, String, u8, Option<u8>)>,
    findings: Vec<&'a FitFinding>,
    /// What its checks came to, for whoever may see that.
    diligence: Option<String>,
    may_write: bool,
    is_lead: bool,
}

/// The party that a path names, as of the day looked at.
pub(crate) fn find<'a>(scene: &'a Scene, id: &str) -> Result<(&'a PartyId, &'a Party), Oops> {
    let found = scene
        .alliance
        .parties
        .iter()
        .find(|(known, party)| known.as_str() == id && party.role(scene.on).is_some());
    found.ok_or(Oops::NotFound)
}

/// How a party is paid, in words.
pub(crate) fn paid_in_words(paid: &PaidBy) -> &'static str {
    match paid {
        PaidBy::Hour => "by the hour",
        PaidBy::FixedPrice => "a fixed price",
        PaidBy::Margin => "a margin on goods",
        PaidBy::Commission => "commission from a third party",
        PaidBy::Retainer => "a retainer or service contract",
        PaidBy::Result => "by result",
    }
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    let (id, party) = find(&scene, &id)?;
    let names = names(&scene).await?;
    let found = fit(&scene.alliance, scene.on);
    let role = party.role(scene.on).ok_or(Oops::NotFound)?;
    let can = party.capabilities.iter().filter_map(|((capability, person), entry)| {
        let level = last_on(&entry.levels, scene.on)?.value?;
        Some((named(capability.as_str()), name(&names, person.as_str()), level.claimed, level.peers))
    });
    Page::of(&One {
        frame: scene.frame(&party.joined.value.name, "focus", "parties"),
        role: role_in_words(role),
        is_lead: role == rowlock_core::fact::PartyRole::Lead,
        people: party.joined.value.people.iter().map(|person| name(&names, person.as_str())).collect(),
        model: party.model(scene.on),
        can: can.collect(),
        findings: found.iter().filter(|finding| finding.parties.contains(id)).collect(),
        diligence: scene
            .may(Action::See, Resource::Diligence)
            .then(|| super::diligence::of_party_in_short(&scene, id)),
        may_write: scene.may(Action::Write, Resource::Party),
        scene: &scene,
        id,
        party,
    })
}
