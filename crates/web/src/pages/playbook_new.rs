//! Making a playbook of an alliance: what is taken along, then how it reads without names, then making it.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rowlock_core::fact::PlaybookMade;
use rowlock_core::id::{ClauseId, ObligationId, PartyId};
use rowlock_core::playbook::{Choice, FIRST_DAYS, Names, Part, Playbook, Seating, lessons_on_record};
use rowlock_store::Write;

use crate::app::App;
use crate::case::{Case, Deed, NotDone, Scene};
use crate::form::{Fields, Form};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::playbooks::{name, new_id, saved};

#[derive(Template)]
#[template(path = "pages/playbook_new.html")]
struct New<'a> {
    frame: Frame,
    scene: &'a Scene,
    form: Form,
    /// The clauses that are agreed, with their names.
    clauses: Vec<(String, String)>,
    /// The obligations, in words.
    obligations: Vec<(String, String)>,
    /// The parties, by id and name.
    parties: Vec<(String, String)>,
    preview: Option<Preview>,
}

/// How the playbook will read.
struct Preview {
    /// Its clauses: id, name, and whether names were taken out.
    clauses: Vec<(String, String, bool)>,
    /// The other parts with their lines.
    parts: Vec<(&'static str, Vec<String>)>,
    lessons: Vec<String>,
}

impl New<'_> {
    fn clause_choices(&self) -> String {
        let clauses = super::who::pairs(&self.clauses);
        self.form.choices("clauses", "Which clauses?", "All of these are agreed.", &clauses, true)
    }

    fn obligation_choices(&self) -> String {
        let hint = format!("Chosen are those that were due in the first {FIRST_DAYS} days.");
        let obligations = super::who::pairs(&self.obligations);
        self.form.choices("obligations", "Which obligations?", &hint, &obligations, true)
    }

    fn also(&self, id: &str, name: &str) -> String {
        let label = format!("What else do texts call {name}?");
        self.form.line(&format!("also-{id}"), &label, "Parted by commas, such as: the maker, Maker Ltd")
    }

    fn text(&self, id: &str, name: &str) -> String {
        self.form.area(&format!("text-{id}"), name, "")
    }
}

/// Asks what is taken along.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let mut fields = Fields::from([
        ("name", scene.name().to_owned()),
        ("lessons", lessons_on_record(&scene.alliance, scene.on).join("\n")),
    ]);
    for (clause, _) in scene.alliance.agreed_clauses(scene.on) {
        fields.put("clauses", clause.as_str());
    }
    let standing = Playbook::standing(&scene.alliance, scene.on);
    for duty in standing.obligations.iter().filter(|duty| duty.days <= FIRST_DAYS) {
        fields.put("obligations", duty.obligation.as_str());
    }
    page(&scene, Form::new(fields), None)
}

fn page(scene: &Scene, form: Form, preview: Option<Preview>) -> Result<Page, Oops> {
    let framework = &scene.app.framework;
    let agreed = |id: &ClauseId| {
        scene.alliance.clauses.get(id).is_some_and(|clause| clause.agreed(scene.on).is_some())
    };
    let clauses = framework.clauses.iter().filter(|clause| agreed(&clause.id));
    let clauses = clauses.map(|clause| (clause.id.to_string(), clause.name.clone()));
    let standing = Playbook::standing(&scene.alliance, scene.on);
    let duties = standing.obligations.iter();
    let seats = Seating::of(&scene.alliance, scene.on);
    let parties = seats.parties().map(|id| (id.to_string(), scene.alliance.party_name(id).to_owned()));
    let title = if preview.is_some() { "How the playbook reads" } else { "Make a playbook" };
    Page::of(&New {
        frame: scene.frame(&form.title(title), "grow", "playbook"),
        clauses: clauses.collect(),
        obligations: duties.map(|duty| (duty.obligation.to_string(), duty.what.clone())).collect(),
        parties: parties.collect(),
        preview,
        form,
        scene,
    })
}

/// Shows how it reads, or makes it.
pub(crate) async fn submit(State(app): State<App>, scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let choice = choice(&app, &scene, &mut form)?;
    let playbook = Playbook::made(&scene.alliance, &app.framework, scene.on, &choice);
    if playbook.clauses.is_empty() {
        form.say("clauses", "Choose at least one clause. A playbook is made of what was agreed.");
    }
    if form.is_wrong() {
        return page(&scene, form, None).map(IntoResponse::into_response);
    }
    if form.fields.text("step") != "make" {
        return preview(&scene, form, &playbook);
    }
    let playbook = with_texts(&scene, &mut form, playbook, &choice);
    if form.is_wrong() {
        let shown = read_through(&scene, &playbook);
        return page(&scene, form, Some(shown)).map(IntoResponse::into_response);
    }
    make(&app, &scene, form, &playbook).await
}

fn choice(app: &App, scene: &Scene, form: &mut Form) -> Result<Choice, Oops> {
    let name = form.required("name", "what you call the playbook", 120);
    form.bounded("lessons", 8000);
    let seats = Seating::of(&scene.alliance, scene.on);
    let mut known_as: Vec<(PartyId, String)> = Vec::new();
    for party in seats.parties() {
        let field = format!("also-{party}");
        form.bounded(&field, 400);
        let also = form.fields.text(&field).split(',').map(str::trim).filter(|words| !words.is_empty());
        known_as.extend(also.map(|words| (party.clone(), words.to_owned())));
    }
    let chosen = form.fields.all("clauses").filter_map(|id| ClauseId::parse(id).ok());
    let duties = form.fields.all("obligations").filter_map(|id| ObligationId::parse(id).ok());
    Ok(Choice {
        id: new_id(app, &name)?,
        name,
        clauses: Some(chosen.collect()),
        obligations: Some(duties.collect()),
        lessons: form.fields.lines("lessons"),
        known_as,
    })
}

fn preview(scene: &Scene, form: Form, playbook: &Playbook) -> Result<Response, Oops> {
    let mut fields = form.fields;
    for clause in &playbook.clauses {
        fields.put(format!("text-{}", clause.clause), clause.text.trim());
    }
    page(scene, Form::new(fields), Some(read_through(scene, playbook))).map(IntoResponse::into_response)
}

fn read_through(scene: &Scene, playbook: &Playbook) -> Preview {
    let framework = &scene.app.framework;
    let as_agreed = |clause: &ClauseId| {
        let known = scene.alliance.clauses.get(clause).and_then(|known| known.agreed(scene.on));
        known.map_or("", |agreed| agreed.value.text.as_str())
    };
    let clauses = playbook.clauses.iter().map(|clause| {
        let is_changed = as_agreed(&clause.clause) != clause.text;
        let id = clause.clause.to_string();
        let name = name(Part::Clauses, &id, framework);
        (id, name, is_changed)
    });
    let parts = Part::ALL.into_iter().filter(|part| !matches!(part, Part::Clauses | Part::Lessons));
    let parts = parts.map(|part| {
        let lines = playbook.listed(part).into_iter().map(|(about, line)| match part {
            Part::Diligence => name(part, &about, framework),
            _ => line,
        });
        (part.title(), lines.collect::<Vec<String>>())
    });
    Preview {
        clauses: clauses.collect(),
        parts: parts.filter(|(_, lines)| !lines.is_empty()).collect(),
        lessons: playbook.lessons.clone(),
    }
}

/// The playbook with the texts as they were read through; what still names somebody is told.
fn with_texts(scene: &Scene, form: &mut Form, mut playbook: Playbook, choice: &Choice) -> Playbook {
    let seats = Seating::of(&scene.alliance, scene.on);
    let names = Names::of(&scene.alliance, &seats, &choice.known_as, scene.on);
    for clause in &mut playbook.clauses {
        let field = format!("text-{}", clause.clause);
        form.bounded(&field, 20_000);
        let text = form.fields.text(&field).replace('\r', "");
        if text.is_empty() {
            form.say(&field, "This clause says nothing. Go back and leave it out, or write it.");
        } else if names.are_in(&text) {
            form.say(
                &field,
                format!("This names somebody. Without names it reads: {}", names.without(&text)),
            );
        }
        if text.trim() != clause.text.trim() {
            clause.text = text;
        }
    }
    playbook
}

async fn make(app: &App, scene: &Scene, mut form: Form, playbook: &Playbook) -> Result<Response, Oops> {
    let deed = |_: &Case| {
        let made = PlaybookMade {
            playbook: playbook.id.clone(),
            name: playbook.name.clone(),
            clauses: playbook.clauses.iter().map(|clause| clause.clause.clone()).collect(),
            lessons: playbook.lessons.clone(),
        };
        let account = scene.seat.who.account.clone();
        let writes = vec![Write::Playbook { account, saved: saved(playbook, app.world.now())? }];
        Ok(Deed { writes, ..Deed::of(vec![made.into()], scene.today) })
    };
    match app.act(&scene.seat, deed).await {
        Ok(_) => Ok(Redirect::to(&format!("/playbooks/{}?done=playbook-made", playbook.id)).into_response()),
        Err(NotDone::Refused(refusal)) => {
            form.refuse(&refusal, &[("clauses", "clauses")]);
            page(scene, form, None).map(IntoResponse::into_response)
        }
        Err(NotDone::Oops(oops)) => Err(oops),
    }
}
