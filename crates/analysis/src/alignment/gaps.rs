//! Gaps: suspected by software, confirmed or called misread by people, then closed by a clause or accepted.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rowlock_core::alliance::{Alliance, Gap, GapKey, Round, by_then, until};
use rowlock_core::fact::{AnswerValue, Seq, Settlement, words};
use rowlock_core::framework::Rule;
use rowlock_core::id::{AreaId, ClauseId, ItemId, OptionId, PartyId};

use super::Look;
use super::answers::{answer_in_words, question};
use super::distance::Band;
use super::engine::Coorientation;
use super::view::{ItemView, RoundView};

/// Where a gap stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapState {
    /// Two parties or more say: yes, we differ.
    Confirmed,
    /// The answers differ; people have not spoken.
    Suspected,
    /// An agreed clause closes it.
    Closed,
    /// The parties accept the difference.
    Accepted,
    /// Two parties or more say: we misread the question.
    Misread,
}

impl GapState {
    /// The state as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Suspected => "suspected",
            Self::Closed => "closed",
            Self::Accepted => "accepted",
            Self::Misread => "misread",
        }
    }

    /// Whether it still asks for something.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Confirmed | Self::Suspected)
    }
}

/// One gap.
#[derive(Debug, Clone, PartialEq)]
pub struct GapFinding {
    /// The area.
    pub area: AreaId,
    /// The item, where items may be shown.
    pub item: Option<ItemId>,
    /// Where it stands.
    pub state: GapState,
    /// Whether the area's rule says that partners must agree here.
    pub must_agree: bool,
    /// Whether at least one party thinks they agree.
    pub hidden: bool,
    /// Whether a red line is crossed.
    pub red_line: bool,
    /// One sentence.
    pub sentence: String,
    /// The own answers in words, where they may be shown.
    pub answers: Vec<(PartyId, String)>,
    /// What this gap usually means.
    pub says: String,
    /// Clauses that close it, most useful first.
    pub clauses: Vec<ClauseId>,
    /// The facts behind it.
    pub facts: Vec<Seq>,
}

/// How many parties have to say "we differ" before a gap counts, or "we misread it" before it counts no more.
const CONFIRMATIONS: usize = 2;

pub(super) fn gaps(
    look: Look<'_>,
    round: Option<&Round>,
    view: Option<&RoundView>,
    on: Date,
) -> Vec<GapFinding> {
    let mut found: Vec<GapFinding> = Vec::new();
    for (key, gap) in &look.alliance.gaps {
        if let Some(state) = spoken(gap, look.alliance, on) {
            found.push(finding(look, key, state, gap, view, on));
        }
    }
    let locked = round.and_then(|round| round.locked.as_ref()).map(|locked| locked.seq);
    for seen in view.map(|view| view.items.as_slice()).unwrap_or_default() {
        let key = GapKey { area: seen.area.clone(), item: Some(seen.item.clone()) };
        let known = found.iter().any(|gap| gap.area == key.area && gap.item == key.item);
        if seen.band == Band::Gap && !known {
            let mut gap = finding(look, &key, GapState::Suspected, &Gap::default(), view, on);
            gap.facts.extend(locked);
            found.push(gap);
        }
    }
    let order = |gap: &GapFinding| (gap.state, !gap.must_agree, !gap.red_line, !gap.hidden);
    found.sort_by_key(order);
    found
}

fn spoken(gap: &Gap, alliance: &Alliance, on: Date) -> Option<GapState> {
    match by_then(gap.settled.as_ref(), on).map(|settled| &settled.value) {
        Some(Settlement::AcceptedDifference(_)) => return Some(GapState::Accepted),
        Some(Settlement::Clause(clause))
            if alliance.clauses.get(clause).is_some_and(|clause| clause.agreed(on).is_some()) =>
        {
            return Some(GapState::Closed);
        }
        _ => {}
    }
    // Of each party the last word counts, once.
    let mut words: BTreeMap<&PartyId, (Seq, bool)> = BTreeMap::new();
    let differ = until(&gap.confirmed, on).map(|said| (&said.value.by, said.seq, true));
    let misread = until(&gap.misread, on).map(|said| (&said.value.0, said.seq, false));
    for (party, seq, differs) in differ.chain(misread) {
        let word = words.entry(party).or_insert((seq, differs));
        *word = (*word).max((seq, differs));
    }
    let confirmed = words.values().filter(|(_, differs)| *differs).count();
    let misread = words.len() - confirmed;
    match (confirmed, misread) {
        (0, 0) => None,
        (confirmed, _) if confirmed >= CONFIRMATIONS => Some(GapState::Confirmed),
        // One alone clears nothing for the others: it takes another, or the answer given anew.
        (_, misread) if misread >= CONFIRMATIONS => Some(GapState::Misread),
        _ => Some(GapState::Suspected),
    }
}

fn finding(
    look: Look<'_>,
    key: &GapKey,
    state: GapState,
    gap: &Gap,
    view: Option<&RoundView>,
    on: Date,
) -> GapFinding {
    let framework = look.framework;
    let area = framework.area(&key.area);
    let item = key.item.as_ref().and_then(|id| framework.item(id)).map(|(_, item)| item);
    let seen = view.and_then(|view| view.items.iter().find(|seen| Some(&seen.item) == key.item.as_ref()));
    let hidden = seen.is_some_and(|seen| seen.coorientation == Some(Coorientation::HiddenGap));
    let red_line = seen.is_some_and(|seen| seen.red_line);
    let mut facts: Vec<Seq> = until(&gap.confirmed, on).map(|entry| entry.seq).collect();
    facts.extend(until(&gap.misread, on).map(|entry| entry.seq));
    facts.extend(by_then(gap.settled.as_ref(), on).map(|entry| entry.seq));
    let topic = item.map_or_else(
        || area.map_or_else(|| words(key.area.as_str()), |area| area.name.clone()),
        |item| question(item, &look.alliance.name),
    );
    let how = match (state, hidden, red_line) {
        (GapState::Misread, ..) => "At least two of you misread the question; it does not count",
        (GapState::Closed, ..) => "You differed here, and an agreed clause closes it",
        (GapState::Accepted, ..) => "You differ here, and accept it",
        (_, true, true) => "You differ, a red line is crossed, and at least one of you thinks you agree",
        (_, false, true) => "You differ, and a red line is crossed",
        (_, true, false) => "You differ on this, and at least one of you thinks you agree",
        (GapState::Confirmed, ..) => "You differ on this and know it",
        (GapState::Suspected, ..) => "Your answers differ on this; say whether you really do",
    };
    GapFinding {
        area: key.area.clone(),
        item: key.item.clone(),
        state,
        must_agree: area.is_some_and(|area| area.rule == Rule::MustAgree),
        hidden,
        red_line,
        sentence: format!("{topic} {how}."),
        answers: seen.map_or_else(Vec::new, |seen| answers_in_words(look, seen)),
        says: item.map(|item| item.gap_says.clone()).unwrap_or_default(),
        clauses: area.map(|area| area.clauses.clone()).unwrap_or_default(),
        facts,
    }
}

fn answers_in_words(look: Look<'_>, seen: &ItemView) -> Vec<(PartyId, String)> {
    let Some((_, item)) = look.framework.item(&seen.item) else { return Vec::new() };
    let alike = rows_alike(seen);
    let words = |answer: &AnswerValue| {
        let told = match answer {
            AnswerValue::MatrixChoice(rows) => {
                let apart = rows.iter().filter(|(row, _)| !alike.contains(row));
                &AnswerValue::MatrixChoice(apart.map(|(row, option)| (row.clone(), option.clone())).collect())
            }
            other => other,
        };
        answer_in_words(item, told, look.alliance)
    };
    seen.answers.iter().map(|(party, answer)| (party.clone(), words(answer))).collect()
}

/// The rows of a matrix on which all answers are the same; they go without saying.
fn rows_alike(seen: &ItemView) -> Vec<OptionId> {
    let rows = |answer: &AnswerValue| match answer {
        AnswerValue::MatrixChoice(rows) => rows.clone(),
        _ => BTreeMap::new(),
    };
    let Some((_, first)) = seen.answers.first() else { return Vec::new() };
    let same = |row: &OptionId, option: &OptionId| {
        seen.answers.iter().all(|(_, answer)| rows(answer).get(row).is_none_or(|other| other == option))
    };
    rows(first).into_iter().filter(|(row, option)| same(row, option)).map(|(row, _)| row).collect()
}
