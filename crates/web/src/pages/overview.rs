//! The overview of an alliance: what to do next, the verdict with its strongest reasons, the watch, the areas,
//! and what happened last.

use std::sync::Arc;

use askama::Template;
use axum::extract::{self, Query};
use axum::response::{Html, IntoResponse, Response};
use jiff::civil::Date;
use rowlock_analysis::State;
use rowlock_analysis::alignment::AreaFinding;
use rowlock_analysis::report::Analysis;
use rowlock_analysis::signals::SignalFinding;
use rowlock_core::access::Action::{See, Write};
use rowlock_core::access::Resource;
use rowlock_core::fact::{Seq, Stage};
use rowlock_core::framework::Framework;

use crate::app::{App, ReadingKey};
use crate::case::{Asked, Scene};
use crate::guard::Seat;
use crate::oops::Oops;
use crate::page::{Frame, Page};
use crate::summary::{NextStep, next_step};
use crate::words;

/// How many reasons, signals and facts the overview names.
const MOST: usize = 3;
const LAST_FACTS: usize = 8;

#[derive(Template)]
#[template(path = "pages/overview.html")]
struct Overview<'a> {
    frame: Frame,
    scene: &'a Scene,
    analysis: &'a Analysis,
    next: NextStep,
    sees_verdict: bool,
    sees_owner: bool,
    keeps_notes: bool,
    signals: Vec<&'a SignalFinding>,
    quiet_signals: usize,
    areas: Vec<AreaCard<'a>>,
    last: Vec<(Seq, Date, String)>,
    day: String,
    chart: Option<super::weeks::Weeks>,
}

impl Overview<'_> {
    /// The stage that the alliance is in, where whoever looks may move it on.
    fn stage_to_move(&self) -> Option<&'static str> {
        let is_over = self.scene.alliance.stage(self.scene.on) == Some(Stage::Ended);
        let stage = self.scene.alliance.stage(self.scene.on).map(Stage::word);
        stage.filter(|_| !is_over && self.scene.may(Write, Resource::Alliance))
    }
}

/// An area as a card.
pub(crate) struct AreaCard<'a> {
    pub finding: &'a AreaFinding,
    pub name: &'a str,
    pub rule: &'static str,
    pub state: &'static str,
    pub mark: &'static str,
    pub word: &'static str,
}

/// Shows it. A reading that was made before is shown again, without even taking the record in.
pub(crate) async fn show(
    extract::State(app): extract::State<App>,
    seat: Seat,
    Query(asked): Query<Asked>,
) -> Result<Response, Oops> {
    let today = app.world.today();
    let on = asked.day(today)?;
    if let Some(done) = asked.done.as_deref().and_then(words::done) {
        let scene = Scene::of(&app, seat, on).await?;
        let frame = Frame { done: Some(done), ..scene.frame("Overview", "overview", "") };
        return Ok(page(&scene, frame)?.into_response());
    }
    let key = ReadingKey {
        alliance: seat.alliance.clone(),
        head: seat.head,
        on,
        today,
        viewer: format!("{}/{}/{}", seat.who.account, seat.who.name, seat.role.word()),
    };
    if let Some(html) = app.readings.get(&key) {
        return Ok(Html(html.to_string()).into_response());
    }
    let scene = Scene::of(&app, seat, on).await?;
    let html: Arc<str> = page(&scene, scene.frame("Overview", "overview", ""))?.0.into();
    if scene.case.head() == key.head {
        app.readings.insert(key, Arc::clone(&html));
    }
    Ok(Html(html.to_string()).into_response())
}

fn page(scene: &Scene, frame: Frame) -> Result<Page, Oops> {
    let analysis = scene.analysis();
    let next = next_step(&scene.alliance, &analysis, scene.on);
    let mut signals: Vec<&SignalFinding> =
        analysis.signals.iter().filter(|signal| signal.state >= State::Watch).collect();
    signals.sort_by_key(|signal| std::cmp::Reverse(signal.state));
    let quiet_signals = analysis.signals.len() - signals.len();
    let facts = scene.case.record.holding(scene.on, scene.case.record.known_by(scene.on));
    let said = |fact: &&rowlock_core::fact::Fact| (fact.seq, fact.effective_on, scene.told(&fact.event));
    Page::of(&Overview {
        frame,
        next,
        sees_verdict: scene.seat.may(See, Resource::Verdict),
        keeps_notes: scene.seat.may(See, Resource::Note),
        sees_owner: scene.seat.may(See, Resource::OwnersPosition),
        quiet_signals,
        areas: area_cards(&scene.app.framework, &analysis),
        last: facts.iter().rev().take(LAST_FACTS).map(said).collect(),
        day: format!("{} {}", words::weekday(scene.on), words::day(scene.on)),
        chart: super::weeks::hours(&scene.alliance, scene.on),
        signals,
        analysis: &analysis,
        scene,
    })
}

/// The areas as cards, in the order of the framework.
pub(crate) fn area_cards<'a>(framework: &'a Framework, analysis: &'a Analysis) -> Vec<AreaCard<'a>> {
    analysis.alignment.areas.iter().map(|finding| area_card(framework, finding)).collect()
}

/// One area as a card.
pub(crate) fn area_card<'a>(framework: &'a Framework, finding: &'a AreaFinding) -> AreaCard<'a> {
    let area = framework.area(&finding.area);
    let word = match finding.state {
        State::Alarm if finding.red_line => "Red lines clash",
        State::Alarm if finding.hidden => "Gap, and hidden",
        State::Alarm => "Gap",
        State::Watch => "Talk about it",
        State::Clear => "Clear",
        State::Unknown => "Not known yet",
    };
    AreaCard {
        finding,
        name: area.map_or("", |area| area.name.as_str()),
        rule: area.map_or("", |area| rule_in_words(area.rule)),
        state: finding.state.word(),
        mark: finding.state.word(),
        word,
    }
}

/// A rule in a few words.
pub(crate) fn rule_in_words(rule: rowlock_core::framework::Rule) -> &'static str {
    use rowlock_core::framework::Rule;
    match rule {
        Rule::MustAgree => "Must agree",
        Rule::MustBeKnown => "May differ, if known and priced",
        Rule::ShouldDiffer => "Should differ",
        Rule::MustBeHigh => "Must be high",
    }
}

impl Overview<'_> {
    fn reasons(&self) -> impl Iterator<Item = &rowlock_analysis::verdict::Reason> {
        self.analysis.verdict.reasons.iter().take(MOST)
    }

    fn week_of(&self, day: &Date) -> String {
        let day = *day;
        rowlock_analysis::report::week(&self.scene.case.record, day)
            .map_or_else(|| words::day(day), |week| format!("week {week}"))
    }
}
