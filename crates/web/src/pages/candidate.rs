//! One candidate: what it offers, its own business and talents, fit with you and with the other candidates, conflicts
//! first, what is said of it with others, and trials.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use rowlock_analysis::fit::{FitFinding, FitKind, among_candidates, fit};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Dated, Party, last_on, until};
use rowlock_core::fact::{
    Again, CandidateProfiled, PairJudged, PartyRole, Together, TrialAgreed, TrialDebriefed,
};
use rowlock_core::id::{PartyId, TrialId};

use super::candidates::{Mark, diligence_in_a_word, needs};
use super::joint_business::named;
use super::party::find;
use super::who::{or_nobody, pairs};
use crate::case::Scene;
use crate::form::{Fields, Form};
use crate::found::free_id;
use crate::oops::Oops;
use crate::page::{Frame, Page};

/// The forms of the page, of which one was sent.
#[derive(Default)]
struct Forms {
    offer: Form,
    pair: Form,
    trial: Form,
    debrief: Form,
}

impl Forms {
    /// The title of the page of a candidate: another one where one of the forms is wrong.
    fn title(&self, name: &str) -> String {
        let told = [
            (&self.offer, "what it offers"),
            (&self.pair, "together with others"),
            (&self.trial, "a trial"),
            (&self.debrief, "what was seen in a trial"),
        ];
        let wrong = told.iter().find(|(form, _)| form.is_wrong());
        wrong.map_or_else(|| name.to_owned(), |(form, what)| form.title(&format!("{name}, {what}")))
    }
}

#[derive(Template)]
#[template(path = "pages/candidate.html")]
struct One<'a> {
    frame: Frame,
    scene: &'a Scene,
    id: &'a PartyId,
    party: &'a Party,
    is_candidate: bool,
    offer: Option<&'a Dated<CandidateProfiled>>,
    talents: Vec<Talent>,
    fit: Vec<Told>,
    among: Vec<Told>,
    diligence: Mark,
    judged: Vec<(String, String, &'a Dated<PairJudged>)>,
    trials: Vec<Trial<'a>>,
    others: Vec<(String, String)>,
    forms: Forms,
    may_write: bool,
}

/// A talent of the candidate against what is needed.
struct Talent {
    what: String,
    claimed: String,
    peers: String,
    needed: Option<u8>,
    state: &'static str,
}

/// A finding of fit with the mark that it gets.
struct Told {
    state: &'static str,
    title: &'static str,
    sentence: String,
    facts: Vec<rowlock_core::fact::Seq>,
}

/// A trial with what both sides saw.
struct Trial<'a> {
    id: &'a TrialId,
    agreed: &'a Dated<TrialAgreed>,
    debriefs: Vec<(String, &'static str, &'a Dated<TrialDebriefed>)>,
    /// Who may still say what they saw: ids and names.
    missing: Vec<(String, String)>,
    is_late: bool,
}

impl One<'_> {
    fn pair_with(&self) -> String {
        self.forms.pair.select("other", "With whom?", "", &or_nobody(&self.others))
    }

    fn debrief_by(&self, trial: &Trial<'_>) -> String {
        self.forms.debrief.choices("by", "Who says so?", "", &pairs(&trial.missing), false)
    }
}

/// Shows it.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    page(&scene, &id, Forms::default())
}

fn page(scene: &Scene, id: &str, mut forms: Forms) -> Result<Page, Oops> {
    let (id, party) = find(scene, id)?;
    if !party.roles.iter().any(|role| role.value == PartyRole::Candidate && role.on <= scene.on) {
        return Err(Oops::NotFound);
    }
    let offer = scene.alliance.offer(id, scene.on);
    if let Some(offer) = offer.filter(|_| !forms.offer.is_wrong()) {
        forms.offer = Form::new(offered(&offer.value));
    }
    let involved = |found: Vec<FitFinding>| -> Vec<Told> {
        found.into_iter().filter(|finding| finding.parties.contains(id)).map(told).collect()
    };
    let others = scene.alliance.signers(scene.on).into_iter().chain(scene.alliance.candidates(scene.on));
    let title = forms.title(&party.joined.value.name);
    Page::of(&One {
        frame: scene.frame(&title, "focus", "candidates"),
        is_candidate: party.role(scene.on) == Some(PartyRole::Candidate),
        talents: talents(scene, party),
        fit: involved(fit(&scene.alliance, scene.on)),
        among: involved(among_candidates(&scene.alliance, scene.on)),
        diligence: diligence_in_a_word(party, scene),
        judged: judged(scene, id),
        trials: trials(scene, id),
        others: others
            .filter(|other| *other != id)
            .map(|other| (other.to_string(), scene.alliance.party_name(other).to_owned()))
            .collect(),
        may_write: scene.may(Action::Write, Resource::Candidate),
        offer,
        forms,
        scene,
        id,
        party,
    })
}

fn told(finding: FitFinding) -> Told {
    let state = match finding.kind {
        FitKind::StructuralConflict => "alarm",
        FitKind::MissingCover => "watch",
        FitKind::NotEnoughKnown => "unknown",
        _ => "clear",
    };
    Told { state, title: finding.kind.title(), sentence: finding.sentence, facts: finding.facts }
}

fn talents(scene: &Scene, party: &Party) -> Vec<Talent> {
    let needs = needs(scene);
    let mut talents: Vec<Talent> = party
        .capabilities
        .iter()
        .filter_map(|((capability, _), entry)| {
            let level = last_on(&entry.levels, scene.on)?.value?;
            let needed = needs.iter().find(|need| need.capability == *capability).map(|need| need.level);
            Some(Talent {
                what: named(capability.as_str()),
                claimed: level.claimed.to_string(),
                peers: level.peers.map_or_else(|| "not asked".to_owned(), |peers| peers.to_string()),
                needed,
                state: match needed {
                    Some(needed) if level.checked() >= needed => "clear",
                    Some(_) => "watch",
                    None => "unknown",
                },
            })
        })
        .collect();
    let absent = needs.iter().filter(|need| {
        !party.capabilities.iter().any(|((capability, _), entry)| {
            *capability == need.capability
                && last_on(&entry.levels, scene.on).is_some_and(|level| level.value.is_some())
        })
    });
    talents.extend(absent.map(|need| Talent {
        what: named(need.capability.as_str()),
        claimed: "\u{2013}".to_owned(),
        peers: "\u{2013}".to_owned(),
        needed: Some(need.level),
        state: "unknown",
    }));
    talents
}

fn judged<'a>(scene: &'a Scene, id: &PartyId) -> Vec<(String, String, &'a Dated<PairJudged>)> {
    let pairs = scene.alliance.pairs(scene.on);
    let about = pairs.into_iter().filter(|pair| pair.value.between.contains(id));
    about
        .filter_map(|pair| {
            let other = pair.value.between.iter().find(|party| *party != id)?;
            let how = match pair.value.together {
                Together::Apart => "cannot be on one team",
                Together::Chafe => "would chafe",
                Together::Neutral => return None,
                Together::Well => "would work well",
            };
            Some((scene.alliance.party_name(other).to_owned(), how.to_owned(), pair))
        })
        .collect()
}

fn trials<'a>(scene: &'a Scene, id: &PartyId) -> Vec<Trial<'a>> {
    let with = scene
        .alliance
        .trials
        .iter()
        .filter(|(_, trial)| trial.agreed.value.party == *id && trial.agreed.on <= scene.on);
    let sides: Vec<&PartyId> =
        scene.alliance.signers(scene.on).into_iter().chain(scene.alliance.candidates(scene.on)).collect();
    with.map(|(trial_id, trial)| {
        let debriefs: Vec<_> = until(&trial.debriefs, scene.on)
            .map(|debrief| {
                let who = scene.alliance.party_name(&debrief.value.by).to_owned();
                (who, again_in_words(debrief.value.again), debrief)
            })
            .collect();
        let may = |side: &&&PartyId| {
            let is_candidate = scene.alliance.candidates(scene.on).contains(*side);
            (!is_candidate || **side == id) && trial.debrief(side, scene.on).is_none()
        };
        let missing = sides.iter().filter(may);
        let missing = missing.map(|side| (side.to_string(), scene.alliance.party_name(side).to_owned()));
        Trial {
            id: trial_id,
            agreed: &trial.agreed,
            is_late: trial.agreed.value.until < scene.on && debriefs.is_empty(),
            debriefs,
            missing: missing.collect(),
        }
    })
    .collect()
}

/// Whether one would do it again, in words.
pub(super) fn again_in_words(again: Again) -> &'static str {
    match again {
        Again::Yes => "would do it again",
        Again::Differently => "would do it again, with other arrangements",
        Again::No => "would not do it again",
    }
}

fn offered(offer: &CandidateProfiled) -> Fields {
    let text = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    Fields::from([
        ("hours", text(offer.hours_a_month)),
        ("cost", text(offer.cost_a_month)),
        ("source", offer.source.clone().unwrap_or_default()),
        ("note", offer.note.clone().unwrap_or_default()),
    ])
}

/// Writes down what it offers.
pub(crate) async fn offer(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (party, _) = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let hours_a_month = form.number("hours", 0.0, 744.0);
    let cost_a_month = form.number("cost", 0.0, 1e9);
    form.bounded("source", 200);
    form.bounded("note", 500);
    if hours_a_month.is_none() && cost_a_month.is_none() && !form.is_wrong() {
        form.say("hours", "Write down hours or a cost: without either there is no offer yet.");
    }
    if form.is_wrong() {
        return page(&scene, &id, Forms { offer: form, ..Forms::default() }).map(IntoResponse::into_response);
    }
    let (source, note) = (form.fields.some("source"), form.fields.some("note"));
    let profiled = CandidateProfiled { party: party.clone(), hours_a_month, cost_a_month, source, note };
    match scene.put(profiled, &format!("/candidates/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("hours_a_month", "hours"), ("cost_a_month", "cost")]);
            page(&scene, &id, Forms { offer: form, ..Forms::default() }).map(IntoResponse::into_response)
        }
    }
}

/// Writes down how it would be together with another party.
pub(crate) async fn pair(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (party, _) = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let other = PartyId::parse(form.fields.text("other")).ok();
    if other.is_none() {
        form.say("other", "Choose with whom.");
    }
    let together = match form.fields.text("together") {
        "apart" => Some(Together::Apart),
        "chafe" => Some(Together::Chafe),
        "neutral" => Some(Together::Neutral),
        "well" => Some(Together::Well),
        _ => None,
    };
    if together.is_none() {
        form.say("together", "Choose one.");
    }
    let why = form.required("why", "what shows it", 400);
    let (Some(other), Some(together), false) = (other, together, form.is_wrong()) else {
        return page(&scene, &id, Forms { pair: form, ..Forms::default() }).map(IntoResponse::into_response);
    };
    let judged = PairJudged { between: [party.clone(), other], together, why };
    match scene.put(judged, &format!("/candidates/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("between", "other"), ("why", "why")]);
            page(&scene, &id, Forms { pair: form, ..Forms::default() }).map(IntoResponse::into_response)
        }
    }
}

/// Agrees a trial.
pub(crate) async fn trial(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    let (party, _) = find(&scene, &id)?;
    let mut form = Form::new(fields);
    let what = form.required("what", "what is done in the trial", 500);
    if form.fields.text("until").is_empty() {
        form.say("until", "Say until when.");
    }
    let until = form.date("until", scene.today);
    let paid = form.number("paid", 0.0, 1e9);
    form.bounded("signs", 1000);
    let signs = form.fields.lines("signs");
    if form.is_wrong() {
        return page(&scene, &id, Forms { trial: form, ..Forms::default() }).map(IntoResponse::into_response);
    }
    let known = &scene.case.whole.trials;
    let name = format!("{id}-trial");
    let trial = free_id(&name, |id| known.keys().any(|known| known.as_str() == id), TrialId::parse)?;
    let agreed = TrialAgreed { trial, party: party.clone(), what, until, paid, signs };
    match scene.put(agreed, &format!("/candidates/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            let names = [("what", "what"), ("until", "until"), ("paid", "paid"), ("signs", "signs")];
            form.refuse(&failed.refusal()?, &names);
            page(&scene, &id, Forms { trial: form, ..Forms::default() }).map(IntoResponse::into_response)
        }
    }
}

/// Says what one side saw in a trial.
pub(crate) async fn debrief(
    scene: Scene,
    Path((_, id, trial)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Oops> {
    find(&scene, &id)?;
    let known = scene.alliance.trials.keys().find(|known| known.as_str() == trial).ok_or(Oops::NotFound)?;
    let mut form = Form::new(fields);
    let by = PartyId::parse(form.fields.text("by")).ok();
    if by.is_none() {
        form.say("by", "Choose who says so.");
    }
    let again = match form.fields.text("again") {
        "yes" => Some(Again::Yes),
        "differently" => Some(Again::Differently),
        "no" => Some(Again::No),
        _ => None,
    };
    if again.is_none() {
        form.say("again", "Choose one.");
    }
    let seen = form.required("seen", "what was seen", 1000);
    let (Some(by), Some(again), false) = (by, again, form.is_wrong()) else {
        return page(&scene, &id, Forms { debrief: form, ..Forms::default() })
            .map(IntoResponse::into_response);
    };
    let debriefed = TrialDebriefed { trial: known.clone(), by, again, seen };
    match scene.put(debriefed, &format!("/candidates/{id}"), "saved").await {
        Ok(done) => Ok(done),
        Err(failed) => {
            form.refuse(&failed.refusal()?, &[("by", "by"), ("seen", "seen")]);
            page(&scene, &id, Forms { debrief: form, ..Forms::default() }).map(IntoResponse::into_response)
        }
    }
}
