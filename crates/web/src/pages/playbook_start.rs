//! A new alliance from a playbook: its name, the firms, and it is there, with drafts and nothing agreed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use rowlock_core::fact::{
    Actor, AllianceFounded, Event, FrameworkRef, PartyJoined, PartyKind, PartyRole, PlaybookApplied, Stage,
};
use rowlock_core::id::{PartyId, PersonId};
use rowlock_core::playbook::Playbook;
use rowlock_store::{Membership, Person, Write};

use crate::app::App;
use crate::case::Deed;
use crate::form::{Fields, Form};
use crate::found::{free_slug, new_id, slug};
use crate::guard::Who;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::playbooks::{counted, descendants, latest};

/// The most partners that the form takes.
const MOST: usize = 8;

#[derive(Template)]
#[template(path = "pages/playbook_start.html")]
struct Start {
    frame: Frame,
    form: Form,
    playbook: Playbook,
}

/// Asks for the names.
pub(crate) async fn show(State(app): State<App>, who: Who, Path(id): Path<String>) -> Result<Page, Oops> {
    page(&who, latest(&app, &who, &id).await?, Form::default())
}

fn page(who: &Who, playbook: Playbook, form: Form) -> Result<Page, Oops> {
    let title = form.title(&format!("Start from {}", playbook.name));
    Page::of(&Start { frame: Frame::of(&title, &who.name), form, playbook })
}

/// Founds it.
pub(crate) async fn submit(
    State(app): State<App>,
    who: Who,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Oops> {
    let playbook = latest(&app, &who, &id).await?;
    let playbook = counted(playbook, &descendants(&app, &who, &id).await?);
    let today = app.world.today();
    let mut form = Form::new(fields);
    let name = form.required("name", "what you call it", 80);
    let own = form.required("own", "what your firm is called, or your own name", 80);
    let partners = form.fields.lines("partners");
    if partners.is_empty() {
        form.say("partners", "Name at least one other firm.");
    }
    if partners.len() > MOST {
        form.say("partners", format!("These are {} firms; {MOST} is the most.", partners.len()));
    }
    if partners.iter().any(|partner| partner.chars().count() > 80) {
        form.say("partners", "A name has at most 80 characters; write each firm on a line of its own.");
    }
    let since = form.date("since", today);
    if since > today {
        form.say("since", "This day has not come yet.");
    }
    if form.is_wrong() {
        return page(&who, playbook, form).map(IntoResponse::into_response);
    }
    let alliance = new_id(&app, &name);
    let beginning = Beginning { app: &app, who: &who, playbook: &playbook, name, own, partners };
    let (lead, deed) = beginning.deed(since)?;
    match app.put(&alliance, None, &Actor::Party(lead), deed).await {
        Ok(_) => Ok(Redirect::to(&format!("/a/{alliance}/playbook?done=begun-from")).into_response()),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("on", "since"), ("name", "name")]);
            page(&who, playbook, form).map(IntoResponse::into_response)
        }
    }
}

/// What an alliance begins with.
struct Beginning<'a> {
    app: &'a App,
    who: &'a Who,
    playbook: &'a Playbook,
    name: String,
    own: String,
    partners: Vec<String>,
}

impl Beginning<'_> {
    /// The lead, and all that is written at once.
    fn deed(self, since: Date) -> Result<(PartyId, Deed), Oops> {
        let bad = |_| Oops::BadRequest("no id can be made of it".to_owned());
        let lead = PartyId::parse(&slug(&self.own)).map_err(bad)?;
        let person = PersonId::parse(&slug(&self.who.name)).map_err(bad)?;
        let framework = &self.app.framework;
        let mut events = vec![Event::from(AllianceFounded {
            name: self.name,
            form: self.playbook.form,
            stage: Stage::Forming,
            lead: lead.clone(),
            framework: FrameworkRef { id: framework.id.clone(), version: framework.version.as_str().into() },
            from_playbook: Some(self.playbook.id.clone()),
            recalled: false,
        })];
        let joined = |party: &PartyId, name: String, role, people| PartyJoined {
            party: party.clone(),
            name,
            party_kind: PartyKind::Firm,
            role,
            people,
            brings: None,
        };
        events.push(joined(&lead, self.own, PartyRole::Lead, vec![person.clone()]).into());
        let mut taken = vec![lead.to_string()];
        for name in self.partners {
            let id = free_slug(&name, |id| taken.iter().any(|known| known == id));
            let party = PartyId::parse(&id).map_err(bad)?;
            taken.push(id);
            events.push(joined(&party, name, PartyRole::Partner, Vec::new()).into());
        }
        events.push(PlaybookApplied { playbook: Box::new(self.playbook.clone()) }.into());
        let member = Membership {
            account: self.who.account.clone(),
            role: "lead".to_owned(),
            party: Some(lead.to_string()),
            person: Some(person.to_string()),
        };
        let (name, address) = (self.who.name.clone(), Some(self.who.address.clone()));
        let writes = vec![
            Write::Person(Person { id: person.to_string(), name, address }),
            Write::Member(member),
            Write::BegunFrom { playbook: self.playbook.id.to_string() },
        ];
        Ok((lead, Deed { writes, ..Deed::of(events, since) }))
    }
}
