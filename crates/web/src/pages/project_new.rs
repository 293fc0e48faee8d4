//! Proposing a project, with the lines of the written model that it matches.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::{ProjectProposed, Tag, TagKind, words};
use rowlock_core::id::{ClientId, ProjectId};

use crate::app::App;
use crate::case::{Case, Deed, Scene};
use crate::form::{Fields, Form};
use crate::found::free_slug;
use crate::oops::Oops;
use crate::page::{Frame, Page};

#[derive(Template)]
#[template(path = "pages/project_new.html")]
struct Proposal {
    frame: Frame,
    back: String,
    form: Form,
    /// The lines of the model, by the word under which they are sent.
    lines: Vec<(String, String)>,
    clients: Vec<(String, String)>,
    parties: Vec<(String, String)>,
    speaks_for_nobody: bool,
}

impl Proposal {
    fn tags(&self) -> String {
        let options: Vec<(&str, &str)> =
            self.lines.iter().map(|(word, text)| (word.as_str(), text.as_str())).collect();
        let hint = "Tick what is true. Nothing ticked is an answer too: then its words are compared with your model.";
        self.form.choices("tags", "Which lines of your joint business does it match?", hint, &options, true)
    }
}

/// Shows the form.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    page(&scene, Form::default())
}

fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let alliance = &scene.alliance;
    let mut clients = vec![(String::new(), "none, or a new one".to_owned())];
    clients.extend(alliance.clients.iter().filter_map(|(id, known)| {
        let client = rowlock_core::alliance::last_on(known, scene.on)?;
        Some((id.to_string(), client.value.name.clone()))
    }));
    let lines = lines(scene).into_iter().map(|(tag, text)| (word(&tag), text)).collect();
    Page::of(&Proposal {
        frame: scene.frame("Propose a project", "control", "projects"),
        back: scene.to("/projects"),
        form,
        lines,
        clients,
        parties: super::who::parties(scene),
        speaks_for_nobody: scene.seat.party.is_none(),
    })
}

/// The lines of the written model, each as the tag it would be and in words.
fn lines(scene: &Scene) -> Vec<(Tag, String)> {
    let Some(joint) = scene.alliance.joint_business(scene.on) else { return Vec::new() };
    let joint = &joint.value;
    let tag = |tag: TagKind, line: &str, text: String| (Tag { tag, line: line.to_owned() }, text);
    let mut lines: Vec<(Tag, String)> = Vec::new();
    lines.extend(
        joint.offers.iter().map(|line| tag(TagKind::Offer, line, format!("It is our offer: {line}"))),
    );
    lines.extend(joint.segments.iter().map(|segment| {
        tag(TagKind::Market, segment.as_str(), format!("It is for: {}", words(segment.as_str())))
    }));
    lines.extend(joint.needs.iter().map(|need| {
        let capability = need.capability.as_str();
        tag(TagKind::Capability, capability, format!("It needs: {}", words(capability)))
    }));
    lines.extend(
        joint
            .out_of_scope
            .iter()
            .map(|line| tag(TagKind::Exclusion, line, format!("It is on the list of what is out: {line}"))),
    );
    lines
}

/// The word under which a tag is sent.
fn word(tag: &Tag) -> String {
    let kind = match tag.tag {
        TagKind::Offer => "offer",
        TagKind::Market => "market",
        TagKind::Capability => "capability",
        TagKind::Exclusion => "exclusion",
    };
    format!("{kind}:{}", tag.line)
}

/// Puts it on the record.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let name = form.required("name", "what you call it", 120);
    let description = form.required("description", "what it is, in a sentence or more", 2000);
    let proposer = match &scene.seat.party {
        Some(party) => Some(party.clone()),
        None => rowlock_core::id::PartyId::parse(form.fields.text("proposer")).ok(),
    };
    if proposer.is_none() {
        form.say("proposer", "Choose who proposes it.");
    }
    let (Some(proposer), false) = (proposer, form.is_wrong()) else {
        return page(&scene, form).map(IntoResponse::into_response);
    };
    let known = lines(&scene).into_iter().filter(|(tag, _)| form.fields.has("tags", &word(tag)));
    let taken = |id: &str| scene.case.whole.projects.keys().any(|project| project.as_str() == id);
    let project =
        ProjectId::parse(&free_slug(&name, taken)).map_err(|error| Oops::Internal(error.to_string()))?;
    let path = scene.now(&format!("/projects/{project}"));
    let client = form.fields.some("client").and_then(|id| ClientId::parse(&id).ok());
    let tags = known.map(|(tag, _)| tag).collect();
    let proposed = ProjectProposed { project, name, description, client, proposer, tags };
    let deed = |_: &Case| Ok(Deed::of(vec![proposed.clone().into()], scene.today));
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("{path}?done=proposed")).into_response()),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("name", "name"), ("proposer", "proposer")]);
            page(&scene, form).map(IntoResponse::into_response)
        }
    }
}
