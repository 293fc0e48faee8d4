//! Alignment: where the partners agree, where they differ, and where they differ and do not know it. The gate
//! decides how much of it is seen; people confirm a gap before it counts.

mod answers;
mod closeness;
mod distance;
mod engine;
mod gaps;
mod talents;
mod view;
mod word;
#[cfg(test)]
mod word_bound;

pub use answers::{answer_in_words, option_in_words, question};
pub use closeness::Closeness;
pub use distance::Band;
pub use engine::Coorientation;
pub use gaps::{GapFinding, GapState};
pub use view::{AreaView, ItemView, RoundView};

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, Round, RoundState};
use rowlock_core::fact::{AreaWord, KeptWords, ResultKept, RoundForm, Seq};
use rowlock_core::framework::{Area, Framework, Rule};
use rowlock_core::gate::{self, Level, Viewer};
use rowlock_core::id::{AreaId, RoundId};
use rowlock_core::seal::{Chance, Keyring, SealError, Seed};

use crate::finding::State;

/// Who looks at what, with which keys.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The alliance.
    pub alliance: &'a Alliance,
    /// The framework.
    pub framework: &'a Framework,
    /// The keys at hand.
    pub ring: &'a Keyring,
    /// Who looks.
    pub viewer: &'a Viewer,
}

/// What may be said of a round without its answers.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundSummary {
    /// The round.
    pub round: RoundId,
    /// Its form.
    pub form: RoundForm,
    /// Its state.
    pub state: RoundState,
    /// How many are asked.
    pub asked: usize,
    /// How many have answered.
    pub answered: usize,
}

/// What may be said of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaFinding {
    /// The area.
    pub area: AreaId,
    /// Its rule.
    pub rule: Rule,
    /// Its state by that rule.
    pub state: State,
    /// Whether a gap in it is hidden.
    pub hidden: bool,
    /// Whether red lines clash in it.
    pub red_line: bool,
    /// Whether the state is that of its cluster.
    pub by_cluster: bool,
    /// One sentence.
    pub sentence: String,
    /// The facts behind it.
    pub facts: Vec<Seq>,
}

/// What may be said of the alignment of an alliance.
#[derive(Debug, Clone, PartialEq)]
pub struct Alignment {
    /// Its rounds, the latest first.
    pub rounds: Vec<RoundSummary>,
    /// The twelve areas, or however many the framework has.
    pub areas: Vec<AreaFinding>,
    /// Gaps, suspected and confirmed, open ones first.
    pub gaps: Vec<GapFinding>,
    /// Up to which level the latest round may be seen.
    pub level: Level,
    /// How near the answers stand, for the adviser alone.
    pub closeness: Option<Closeness>,
}

/// The view of one round, through the gate. Where a key of anybody who answered is missing, it shows no more than how
/// many answered; words that were kept are shown as they were drawn.
pub fn round_view(look: Look<'_>, round: &Round, on: Date) -> RoundView {
    let level = gate::pass(look.viewer, look.alliance, round, on).level();
    let nothing = |level| RoundView { level, areas: Vec::new(), items: Vec::new(), closeness: None };
    let erased = || nothing(level.min(Level::Count));
    if let (Level::Bands, Some(kept)) = (level, gate::kept(round, look.ring)) {
        let words = kept.view_for(look.viewer, look.alliance, round, on);
        return words
            .map_or_else(erased, |words| RoundView { areas: view::area_words(&words), ..nothing(level) });
    }
    let held = gate::compute(round, look.ring, on, &context(look.framework, round), engine_of);
    held.view_for(look.viewer, look.alliance, round, on).unwrap_or_else(erased)
}

/// Draws the words of a locked round, to be kept with its lock; none where a key is missing. `chance` is fresh at the
/// lock; a round that was locked before results were kept is drawn from its own answers, as it was shown since.
///
/// # Errors
/// As sealing does.
pub fn keep_result(
    framework: &Framework,
    round: &Round,
    ring: &mut Keyring,
    chance: Option<Chance>,
    seed: &Seed,
) -> Result<Option<ResultKept>, SealError> {
    let context = engine::Context { chance, ..context(framework, round) };
    gate::keep(round, ring, &context, words_of, seed)
}

fn context<'a>(framework: &'a Framework, round: &Round) -> engine::Context<'a> {
    let fewest = framework.scoring.confidentiality.min_items_behind_a_band;
    let frozen = round.opened.as_ref().map_or(fewest, |opened| opened.value.min_items_behind_a_band);
    engine::Context { framework, form: round.drafted.value.form, fewest: fewest.max(frozen), chance: None }
}

fn engine_of(context: &engine::Context<'_>, sheets: &[gate::OpenSheet<'_>]) -> engine::Findings {
    engine::findings(context, sheets)
}

fn words_of(context: &engine::Context<'_>, sheets: &[gate::OpenSheet<'_>]) -> KeptWords {
    engine::words(context, sheets)
}

/// The alignment of an alliance on a day, as far as the viewer may see it.
pub fn alignment(look: Look<'_>, on: Date) -> Alignment {
    alignment_by(look, latest_round(look.alliance, on), on)
}

/// The alignment of an alliance on a day by one of its rounds, as far as the viewer may see it.
pub fn alignment_by(look: Look<'_>, round: Option<&Round>, on: Date) -> Alignment {
    let alliance = look.alliance;
    let view = round.map(|round| round_view(look, round, on));
    let level = view.as_ref().map_or(Level::Count, |view| view.level);
    let gaps = gaps::gaps(look, round, view.as_ref(), on);
    let areas =
        look.framework.areas.iter().map(|area| area_finding(look, area, view.as_ref(), round, &gaps, on));
    let areas = areas.collect();
    let closeness = view.and_then(|view| view.closeness);
    Alignment { rounds: summaries(alliance, on), areas, level, closeness, gaps }
}

/// The latest full or short round that was locked by a day.
pub fn latest_round(alliance: &Alliance, on: Date) -> Option<&Round> {
    alliance.locked_rounds(on).into_iter().find(|round| round.drafted.value.form.aligns())
}

fn summaries(alliance: &Alliance, on: Date) -> Vec<RoundSummary> {
    let mut rounds: Vec<&Round> = alliance.rounds.values().filter(|round| round.drafted.on <= on).collect();
    rounds.sort_by_key(|round| std::cmp::Reverse((round.drafted.on, round.drafted.seq)));
    let summary = |round: &Round| RoundSummary {
        round: round.drafted.value.round.clone(),
        form: round.drafted.value.form,
        state: round.state(on),
        asked: round.asked(on),
        answered: round.answered(on),
    };
    rounds.into_iter().map(summary).collect()
}

fn area_finding(
    look: Look<'_>,
    area: &Area,
    view: Option<&RoundView>,
    round: Option<&Round>,
    gaps: &[GapFinding],
    on: Date,
) -> AreaFinding {
    let seen = view.and_then(|view| view.areas.iter().find(|seen| seen.area == area.id));
    let word = seen.and_then(|seen| seen.word);
    let by_cluster =
        word.is_some() && round.is_some_and(|round| round.drafted.value.form == RoundForm::Short);
    let here: Vec<&GapFinding> = gaps.iter().filter(|gap| gap.area == area.id).collect();
    let mut facts: Vec<Seq> = here.iter().flat_map(|gap| gap.facts.iter().copied()).collect();
    facts.extend(
        round.and_then(|round| round.locked.as_ref()).filter(|_| seen.is_some()).map(|locked| locked.seq),
    );
    let finding = |state, hidden, sentence: String| AreaFinding {
        area: area.id.clone(),
        rule: area.rule,
        state,
        hidden,
        red_line: seen.is_some_and(|seen| seen.red_line),
        by_cluster,
        sentence,
        facts: facts.clone(),
    };
    let Some(seen) = seen else {
        return finding(State::Unknown, false, unasked(look, view, round, on));
    };
    if let Some(word) = word {
        let (state, text) = word_in_words(word, by_cluster);
        return finding(state, false, text);
    }
    let open = here.iter().any(|gap| gap.state.is_open());
    let at_rest = !here.is_empty() && !open;
    let agreement = match (area.rule, seen.band) {
        (_, Band::Unknown) | (Rule::ShouldDiffer, _) => State::Unknown,
        (_, Band::Aligned) => State::Clear,
        _ if at_rest => State::Clear,
        (Rule::MustAgree, Band::Talk) => State::Watch,
        (Rule::MustAgree, Band::Gap) => State::Alarm,
        (Rule::MustBeKnown, _) if seen.hidden => State::Alarm,
        (Rule::MustBeKnown | Rule::MustBeHigh, _) => State::Watch,
    };
    let state = agreement.max(seen.level);
    let hidden = seen.hidden && !at_rest && seen.band > Band::Aligned;
    finding(state, hidden, sentence(area, seen, state, hidden, at_rest))
}

/// The state and the sentence of a word with chance in it.
fn word_in_words(word: AreaWord, by_cluster: bool) -> (State, String) {
    let (state, text) = match word {
        AreaWord::NotKnown => {
            (State::Unknown, "We cannot tell yet: the word is \u{201c}not enough known\u{201d}")
        }
        AreaWord::AsUsual => (State::Clear, "The word is \u{201c}no more than usual\u{201d}"),
        AreaWord::Talk => (State::Watch, "The word is \u{201c}worth a talk\u{201d}"),
    };
    let group = if by_cluster { ", for its group of areas" } else { "" };
    (state, format!("{text}{group}. It has chance in it."))
}

fn unasked(look: Look<'_>, view: Option<&RoundView>, round: Option<&Round>, on: Date) -> String {
    let alliance = look.alliance;
    let erased = round.is_some_and(|round| !gate::is_whole(round, look.ring));
    let waiting = alliance.rounds.values().find(|round| round.state(on) == RoundState::Open);
    match (waiting, view) {
        (Some(round), None) => {
            format!("We cannot tell yet: {} of {} have answered.", round.answered(on), round.asked(on))
        }
        (_, Some(view)) if view.level == Level::Count && erased => {
            "Some of the answers cannot be read any more, so nothing is shown of this round but how many answered."
                .to_owned()
        }
        (_, Some(view)) if view.level < Level::Bands => "Not yours to see.".to_owned(),
        (_, Some(_)) => {
            "We cannot tell yet: a word here would give answers away. Single answers tell, once all consent.".to_owned()
        }
        (None, None) => "Not asked yet.".to_owned(),
    }
}

fn sentence(area: &Area, seen: &AreaView, state: State, hidden: bool, at_rest: bool) -> String {
    let text = match (seen.band, area.rule) {
        (_, Rule::ShouldDiffer) => talents_in_words(state).to_owned(),
        (Band::Unknown, _) if seen.level > State::Unknown => level_in_words(state).to_owned(),
        (Band::Unknown, _) => {
            "We cannot tell yet: too few questions have an answer from everybody".to_owned()
        }
        _ if at_rest => "You differed here, and what you differed on has come to rest".to_owned(),
        (Band::Gap, _) if seen.red_line => "You differ, and a red line is crossed".to_owned(),
        (Band::Gap, _) if hidden => "You differ, and at least one of you thinks you agree".to_owned(),
        (Band::Gap, Rule::MustBeKnown) => "You differ and know it: put it into a rule".to_owned(),
        (Band::Gap, _) => "You differ".to_owned(),
        (Band::Talk, _) if hidden => "Worth a talk: one of you thinks you agree more than you do".to_owned(),
        (Band::Talk, _) => "Close, and worth a talk".to_owned(),
        (Band::Aligned, _) if seen.level == State::Alarm => "You answer alike, and a level is low".to_owned(),
        (Band::Aligned, _) if state == State::Watch => {
            "You answer alike; some levels are low enough for a talk".to_owned()
        }
        (Band::Aligned, _) => "You are close".to_owned(),
    };
    format!("{text}.")
}

fn talents_in_words(state: State) -> &'static str {
    match state {
        State::Unknown => "We cannot tell yet: nobody has rated what the joint business needs",
        State::Clear => "You differ, and every need is covered",
        State::Watch => "You differ; a role is claimed twice, or too many needs stand on one of you",
        State::Alarm => "A need is covered by nobody",
    }
}

fn level_in_words(state: State) -> &'static str {
    match state {
        State::Unknown => "We cannot tell yet",
        State::Clear => "The levels are high",
        State::Watch => "Some levels are low enough for a talk",
        State::Alarm => "A level is low",
    }
}
