//! The result of a round, as far as the gate shows it: areas by state, gaps to confirm, and consent to showing the
//! single answers. The same page serves people with a seat and people with a link.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Redirect, Response};
use rowlock_analysis::alignment::{Alignment, GapFinding, GapState, alignment_by};
use rowlock_core::access::{Action, Resource};
use rowlock_core::alliance::{Round, RoundState};
use rowlock_core::fact::{ReleaseConsented, ReleaseScope, RoundForm};
use rowlock_core::gate::{self, Level, Viewer};
use rowlock_core::id::RoundId;
use rowlock_documents::Kind;

use super::overview::{AreaCard, area_card};
use super::rounds::{find, form_in_words};
use super::speakers;
use crate::app::App;
use crate::case::{Case, Deed, NotDone, Scene};
use crate::credential::{self, Holding};
use crate::form::Fields;
use crate::guard::Seat;
use crate::list::{self, Format};
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::words::day;

/// Where the pages of one round's result stand: below the alliance, or below a personal link.
pub(crate) struct Door {
    /// The path before `/result`, `/areas/…`, `/gaps`, `/consent`.
    pub base: String,
    /// What is added to links, for a day that has passed.
    pub query: String,
    /// Whether whoever came has only a link.
    pub by_link: bool,
}

impl Door {
    /// For somebody with a seat.
    pub fn seat(scene: &Scene, round: &str) -> Self {
        let path = scene.to(&format!("/rounds/{round}"));
        let (base, query) = path
            .split_once('?')
            .map_or((path.as_str(), String::new()), |(base, query)| (base, format!("?{query}")));
        Self { base: base.to_owned(), query, by_link: false }
    }

    /// For somebody with a link.
    pub fn link(token: &str) -> Self {
        Self { base: format!("/r/{token}"), query: String::new(), by_link: true }
    }
}

#[derive(Template)]
#[template(path = "pages/result.html")]
struct ResultPage<'a> {
    frame: Frame,
    scene: &'a Scene,
    round: &'a Round,
    door: Door,
    form: &'static str,
    words: Vec<Question>,
    areas: Vec<AreaCard<'a>>,
    suspected: Vec<GapRow<'a>>,
    others: Vec<GapRow<'a>>,
    shows_items: bool,
    consents: Vec<Consent>,
    wants: Option<(&'static str, &'static str)>,
    /// Whether the answers in the name of this seat were given by something else that somebody has.
    elsewhere: bool,
    parties: usize,
    rule: &'a str,
}

impl ResultPage<'_> {
    /// Whether people wrote in their own words alone.
    fn is_debrief(&self) -> bool {
        self.round.drafted.value.form == RoundForm::Debrief
    }

    /// Whether the round asked the short form, and tells groups of areas alone.
    fn is_short(&self) -> bool {
        self.round.drafted.value.form == RoundForm::Short && !self.shows_items
    }

    /// Whether the round was a pulse.
    fn is_pulse(&self) -> bool {
        self.round.drafted.value.form == RoundForm::Pulse
    }

    /// Whether some of the answers cannot be read any more.
    fn erased(&self) -> bool {
        !self.stayed() && !gate::is_whole(self.round, &self.scene.case.ring)
    }

    /// Whether the answers stayed elsewhere when the case was taken in.
    fn stayed(&self) -> bool {
        self.scene.alliance.is_without(&self.round.drafted.value.round, self.scene.on)
    }
}

/// A gap with what one may do about it.
pub(crate) struct GapRow<'a> {
    pub gap: &'a GapFinding,
    pub area: &'a str,
    pub state: &'static str,
    pub may_say: bool,
}

/// What was answered to one question in people's own words.
pub(super) struct Question {
    /// The question.
    pub text: String,
    /// Who said what; nobody's name where the gate gives none.
    pub said: Vec<(Option<String>, String)>,
}

struct Consent {
    party: String,
    items: bool,
    sensitive: bool,
}

/// The round behind a result; nothing before it is locked.
pub(crate) fn locked<'a>(scene: &'a Scene, id: &str) -> Result<&'a Round, Oops> {
    let round = find(scene, id)?;
    if round.state(scene.on) >= RoundState::Locked { Ok(round) } else { Err(Oops::NotFound) }
}

/// Shows it to somebody with a seat.
pub(crate) async fn show(scene: Scene, Path((_, id)): Path<(String, String)>) -> Result<Page, Oops> {
    let round = find(&scene, &id)?;
    if round.state(scene.on) < RoundState::Locked {
        return super::round::page(&scene, &id, None, None).await;
    }
    let title =
        format!("Result of the {} of {}", form_in_words(round.drafted.value.form), day(round.drafted.on));
    let frame = scene.frame(&title, "focus", "rounds");
    let holds = holds(&scene.app, &scene.seat, &id).await?;
    page(&scene, round, frame, Door::seat(&scene, &id), holds)
}

/// Whether whoever looks answered the round, by the link or the account that they come with: only they consent.
pub(crate) async fn holds(app: &App, seat: &Seat, round: &str) -> Result<bool, Oops> {
    let Some(person) = &seat.person else { return Ok(false) };
    Ok(credential::holding(app, seat, round, person.as_str()).await? != Holding::Other)
}

/// The page, through either door.
pub(crate) fn page(
    scene: &Scene,
    round: &Round,
    frame: Frame,
    door: Door,
    holds: bool,
) -> Result<Page, Oops> {
    let framework = &scene.app.framework;
    let viewer = scene.seat.viewer();
    let alignment = alignment_by(scene.look(&viewer), Some(round), scene.on);
    let rows = |open: bool| -> Vec<GapRow<'_>> {
        let of_kind = |gap: &&GapFinding| (gap.state == GapState::Suspected) == open;
        alignment.gaps.iter().filter(of_kind).map(|gap| gap_row(scene, round, gap)).collect()
    };
    let form = round.drafted.value.form;
    Page::of(&ResultPage {
        frame,
        round,
        form: form_in_words(form),
        words: words(scene, round, &viewer),
        areas: by_need(alignment.areas.iter().map(|finding| area_card(framework, finding)).collect()),
        suspected: rows(true),
        others: rows(false),
        shows_items: alignment.level >= Level::Items,
        consents: consents(scene, round),
        elsewhere: !holds && wanted(scene, round, &alignment).is_some(),
        wants: wanted(scene, round, &alignment).filter(|_| holds),
        parties: round.parties().len(),
        rule: round.rule(scene.on).map_or("", |rule| rule.shown.as_str()),
        door,
        scene,
    })
}

/// What was said in words, question by question, as far as the gate shows it.
pub(super) fn words(scene: &Scene, round: &Round, viewer: &Viewer) -> Vec<Question> {
    let said = gate::words(round, viewer, &scene.alliance, &scene.case.ring, scene.on);
    let asked = scene.app.framework.open_questions_of(round.drafted.value.form, true);
    let mut questions = Vec::new();
    for question in asked {
        let answers = said.iter().filter(|said| said.question == question.id);
        let named = answers.map(|said| {
            let by = said.by.as_ref().map(|by| scene.alliance.party_name(by).to_owned());
            (by, said.text.clone())
        });
        questions
            .push(Question { text: question.text.replace("{joint}", scene.name()), said: named.collect() });
    }
    questions.retain(|question| !question.said.is_empty());
    questions
}

/// Those that need most attention first.
fn by_need(mut areas: Vec<AreaCard<'_>>) -> Vec<AreaCard<'_>> {
    areas.sort_by_key(|area| {
        std::cmp::Reverse((area.finding.state, area.finding.red_line, area.finding.hidden))
    });
    areas
}

/// A gap with what this seat may do about it.
pub(crate) fn gap_row<'a>(scene: &'a Scene, round: &Round, gap: &'a GapFinding) -> GapRow<'a> {
    let answered = scene.seat.party.as_ref().is_some_and(|party| round.parties().contains(&party));
    let state = match gap.state {
        GapState::Suspected => "suspected",
        GapState::Confirmed => "confirmed",
        GapState::Closed => "closed by a clause",
        GapState::Accepted => "accepted",
        GapState::Misread => "misread",
    };
    GapRow {
        gap,
        area: scene.app.framework.area(&gap.area).map_or("", |area| area.name.as_str()),
        state,
        may_say: answered && gap.state.is_open() && scene.may(Action::Write, Resource::Gap),
    }
}

fn consents(scene: &Scene, round: &Round) -> Vec<Consent> {
    let given = |party: &rowlock_core::id::PartyId, scope| round.party_agreed(party, scope, scene.on);
    let consent = |party: &rowlock_core::id::PartyId| Consent {
        party: scene.alliance.party_name(party).to_owned(),
        items: given(party, ReleaseScope::Items),
        sensitive: given(party, ReleaseScope::Sensitive),
    };
    round.parties().into_iter().map(consent).collect()
}

/// What somebody who answered may consent to next, as a word for the form and in words for the button.
fn wanted(scene: &Scene, round: &Round, alignment: &Alignment) -> Option<(&'static str, &'static str)> {
    let party = scene.seat.party.as_ref().filter(|party| round.parties().contains(party))?;
    let person =
        scene.seat.person.as_ref().filter(|one| round.answered_for(party).any(|known| known == *one))?;
    if !scene.may(Action::Write, Resource::Release) {
        return None;
    }
    let given = |scope| round.person_agreed(party, person, scope, scene.today);
    let form = round.drafted.value.form;
    let has_sensitive = scene.app.framework.items_of(form).any(|(_, item)| item.sensitive);
    if !given(ReleaseScope::Items) {
        let text = if form == RoundForm::Debrief {
            "Show each other what you wrote"
        } else {
            "Show each other the single answers"
        };
        Some(("items", text))
    } else if has_sensitive && alignment.level >= Level::Items && !given(ReleaseScope::Sensitive) {
        Some(("sensitive", "Show each other the sensitive answers too"))
    } else {
        None
    }
}

/// Puts the consent of a party on the record.
pub(crate) async fn consent(
    State(app): State<App>,
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    fields: Fields,
) -> Result<Redirect, Oops> {
    give(&app, &scene.seat, &id, &fields).await?;
    Ok(Redirect::to(&format!("{}?done=consented", scene.now(&format!("/rounds/{id}/result")))))
}

/// The consent of a party, through either door.
pub(crate) async fn give(app: &App, seat: &Seat, id: &str, fields: &Fields) -> Result<(), Oops> {
    let (party, person) = seat.party.clone().zip(seat.person.clone()).ok_or(Oops::NotFound)?;
    let round = RoundId::parse(id).map_err(|_| Oops::NotFound)?;
    // Only whoever answered consents for their answers, by what they answered with.
    credential::must_hold(app, seat, round.as_str(), person.as_str()).await?;
    let scope = match fields.text("scope") {
        "items" => ReleaseScope::Items,
        "sensitive" => ReleaseScope::Sensitive,
        other => return Err(Oops::BadRequest(format!("\u{201c}{other}\u{201d} is nothing to consent to."))),
    };
    let today = app.world.today();
    let deed = |case: &Case| {
        let known = case.whole.rounds.get(&round).ok_or(Oops::NotFound)?;
        if known.person_agreed(&party, &person, scope, today) {
            return Ok(Deed::of(Vec::new(), today));
        }
        let (round, party, person) = (round.clone(), party.clone(), Some(person.clone()));
        let consented = ReleaseConsented { round, party, person, scope };
        Ok(Deed::of(vec![consented.into()], today))
    };
    app.act(seat, deed).await.map_err(NotDone::into_oops)?;
    let what = match scope {
        ReleaseScope::Items => "showing each other the single answers of a round",
        ReleaseScope::Sensitive => "showing each other the sensitive answers of a round",
    };
    speakers::tell_consent(app, &seat.alliance, &party, what).await
}

/// The areas as CSV, as far as the gate shows them.
pub(crate) async fn list(
    scene: Scene,
    Path((_, id)): Path<(String, String)>,
    format: Format,
) -> Result<Response, Oops> {
    let round = locked(&scene, &id)?;
    let viewer = scene.seat.viewer();
    let alignment = alignment_by(scene.look(&viewer), Some(round), scene.on);
    let columns =
        [("area", Kind::Text), ("rule", Kind::Text), ("state", Kind::Text), ("finding", Kind::Text)];
    let rows = alignment.areas.iter().map(|finding| {
        let card = area_card(&scene.app.framework, finding);
        let sentence = finding.sentence.as_str().into();
        vec![card.name.into(), card.rule.into(), card.word.into(), sentence]
    });
    list::file(&list::sheet("Result", &columns, rows), format, scene.on)
}
