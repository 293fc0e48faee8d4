//! Scorings of candidates: those there were, and the form to begin one.

use askama::Template;
use axum::response::{IntoResponse, Response};
use rowlock_core::access::{Action, Resource};
use rowlock_core::fact::{Criterion, Reviewer, ScoringOpened};
use rowlock_core::gate::{self, ScoresSeen};
use rowlock_core::id::{CriterionId, PartyId, PersonId, ScoringId};

use super::parties::{name, names};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::found::{free_id, free_slug};
use crate::mail;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

/// How many criteria the form takes.
const CRITERIA: usize = 8;
/// Criteria to begin with, each with what a 1 and a 7 look like.
const SUGGESTED: [(&str, &str, &str); 4] = [
    ("Skill at what we need", "Has read about it", "Others learn it from them"),
    ("Keeps what was promised", "Late, and silent about it", "On the day, or a word well before it"),
    ("Speaks openly of trouble", "It was always somebody else", "Tells it before being asked"),
    ("Has room for us", "Full for a year", "Would begin next month"),
];

#[derive(Template)]
#[template(path = "pages/scorings.html")]
struct Scorings<'a> {
    frame: Frame,
    scene: &'a Scene,
    rows: Vec<Row>,
    form: Form,
    candidates: Vec<(String, String)>,
    people: Vec<(String, String)>,
    criteria: Vec<usize>,
    may_write: bool,
}

/// A scoring in the list.
struct Row {
    id: String,
    began: String,
    state: &'static str,
    word: String,
    about: String,
    /// Whether whoever looks is asked for their scores.
    is_asked: bool,
}

impl Scorings<'_> {
    fn candidate_choices(&self) -> String {
        self.form.choices("candidates", "Whom do you score?", "", &super::who::pairs(&self.candidates), true)
    }

    fn people_choices(&self) -> String {
        self.form.choices(
            "reviewers",
            "Who scores?",
            "Two or more see more than one. Whoever scores needs a seat here.",
            &super::who::pairs(&self.people),
            true,
        )
    }
}

/// Shows them.
pub(crate) async fn show(scene: Scene) -> Result<Page, Oops> {
    let mut fields = Fields::default();
    for id in scene.alliance.candidates(scene.on) {
        fields.put("candidates", id.as_str());
    }
    for (place, (name, low, high)) in SUGGESTED.into_iter().enumerate() {
        fields.put(format!("criterion_{place}"), name);
        fields.put(format!("low_{place}"), low);
        fields.put(format!("high_{place}"), high);
    }
    for (key, _) in people(&scene).await? {
        fields.put("reviewers", key);
    }
    page(&scene, Form::new(fields)).await
}

async fn page(scene: &Scene, form: Form) -> Result<Page, Oops> {
    let candidates = scene.alliance.candidates(scene.on).into_iter();
    let candidates = candidates.map(|id| (id.to_string(), scene.alliance.party_name(id).to_owned()));
    Page::of(&Scorings {
        frame: scene.frame(&form.title("Scores, each alone"), "focus", "candidates"),
        rows: rows(scene),
        candidates: candidates.collect(),
        people: people(scene).await?,
        criteria: (0..CRITERIA).collect(),
        may_write: scene.may(Action::Write, Resource::Candidate),
        form,
        scene,
    })
}

fn rows(scene: &Scene) -> Vec<Row> {
    let known = scene.alliance.scorings.iter().filter(|(_, scoring)| scoring.opened.on <= scene.on);
    let mut rows: Vec<_> = known
        .map(|(id, scoring)| {
            let (state, word) = match seen(scene, scoring) {
                ScoresSeen::Nothing => ("unknown", "not for you to see".to_owned()),
                ScoresSeen::Count { scored, asked } => ("watch", format!("{scored} of {asked} have scored")),
                ScoresSeen::Erased => {
                    ("unknown", "some of the scores were erased, so none are shown".to_owned())
                }
                ScoresSeen::Sheets(_) => ("clear", "all have scored".to_owned()),
            };
            let about: Vec<&str> = scoring
                .opened
                .value
                .candidates
                .iter()
                .map(|party| scene.alliance.party_name(party))
                .collect();
            let asked = scene.seat.person.as_ref();
            let row = Row {
                id: id.to_string(),
                began: day(scoring.opened.on),
                state,
                word,
                about: rowlock_core::fact::list(&about),
                is_asked: asked.is_some_and(|person| scoring.waits_for(person, scene.on)),
            };
            (scoring.opened.seq, row)
        })
        .collect();
    rows.sort_by_key(|(seq, _)| std::cmp::Reverse(*seq));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// As much of a scoring as the seat may see.
pub(super) fn seen(scene: &Scene, scoring: &rowlock_core::alliance::Scoring) -> ScoresSeen {
    gate::scores(scoring, &scene.seat.viewer(), &scene.alliance, &scene.case.ring, scene.on)
}

/// Who could score: a key of party and person, and the name with the party's.
async fn people(scene: &Scene) -> Result<Vec<(String, String)>, Oops> {
    let names = names(scene).await?;
    let mut people = Vec::new();
    for id in scene.alliance.signers(scene.on) {
        for person in &scene.alliance.parties[id].joined.value.people {
            let party = scene.alliance.party_name(id);
            people.push((format!("{id}/{person}"), format!("{}, {party}", name(&names, person.as_str()))));
        }
    }
    let advisers = scene.alliance.advisers.keys();
    let let_in = advisers.filter(|person| gate::adviser_may_see(&scene.alliance, person, scene.on));
    people.extend(
        let_in.map(|person| (format!("/{person}"), format!("{}, adviser", name(&names, person.as_str())))),
    );
    Ok(people)
}

/// Begins a scoring.
pub(crate) async fn open(scene: Scene, fields: Fields) -> Result<Response, Oops> {
    let mut form = Form::new(fields);
    let criteria = criteria(&mut form);
    if criteria.is_empty() {
        form.say("criterion_0", "Write at least one criterion.");
    }
    let candidates: Vec<PartyId> = super::who::ticked(&form, "candidates");
    if candidates.is_empty() {
        form.say("candidates", "Choose whom you score.");
    }
    let reviewers: Vec<Reviewer> = form.fields.all("reviewers").filter_map(reviewer).collect();
    if reviewers.is_empty() {
        form.say("reviewers", "Choose who scores.");
    }
    if form.is_wrong() {
        return page(&scene, form).await.map(IntoResponse::into_response);
    }
    let known = &scene.case.whole.scorings;
    let wanted = format!("scores-{}", scene.today);
    let scoring = free_id(&wanted, |id| known.keys().any(|known| known.as_str() == id), ScoringId::parse)?;
    let to = format!("/scorings/{scoring}");
    let opened = ScoringOpened { scoring, criteria, candidates, reviewers };
    let asked: Vec<String> = opened.reviewers.iter().map(|reviewer| reviewer.person.to_string()).collect();
    match scene.put(opened, &to, "scoring").await {
        Ok(done) => {
            let_know(&scene, &asked, &format!("{to}/mine")).await?;
            Ok(done)
        }
        Err(failed) => {
            let names =
                [("criteria", "criterion_0"), ("candidates", "candidates"), ("reviewers", "reviewers")];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, form).await.map(IntoResponse::into_response)
        }
    }
}

/// Tells the others who score by mail, as far as they have a seat, and nothing of whom.
async fn let_know(scene: &Scene, asked: &[String], to: &str) -> Result<(), Oops> {
    let link = scene.app.address(&scene.now(to));
    for (member, _, address) in scene.app.store.members(&scene.seat.alliance).await? {
        let is_asked = member.person.is_some_and(|person| asked.contains(&person));
        if is_asked && member.account != scene.seat.who.account {
            mail::send(&scene.app, &mail::texts::scores(&address, scene.name(), &link)?).await?;
        }
    }
    Ok(())
}

fn reviewer(key: &str) -> Option<Reviewer> {
    let (party, person) = key.split_once('/')?;
    let party = if party.is_empty() { None } else { Some(PartyId::parse(party).ok()?) };
    Some(Reviewer { person: PersonId::parse(person).ok()?, party })
}

fn criteria(form: &mut Form) -> Vec<Criterion> {
    let mut criteria: Vec<Criterion> = Vec::new();
    for place in 0..CRITERIA {
        let field = format!("criterion_{place}");
        for name in [field.clone(), format!("low_{place}"), format!("high_{place}")] {
            form.bounded(&name, 120);
        }
        let (low, high) =
            (form.fields.some(&format!("low_{place}")), form.fields.some(&format!("high_{place}")));
        let Some(name) = form.fields.some(&field) else {
            if low.is_some() || high.is_some() {
                form.say(&field, format!("Name criterion {}, or empty the rest of its line.", place + 1));
            }
            continue;
        };
        let slug = free_slug(&name, |id| criteria.iter().any(|one| one.criterion.as_str() == id));
        if let Ok(criterion) = CriterionId::parse(&slug) {
            criteria.push(Criterion { criterion, name, low, high });
        }
    }
    criteria
}
