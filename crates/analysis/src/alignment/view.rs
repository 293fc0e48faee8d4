//! What the gate shows of a round's findings: a word by area or by cluster, then bands and items by consent.

use rowlock_core::fact::{AnswerValue, AreaWord, KeptWords};
use rowlock_core::gate::{Disclose, Level, Pass};
use rowlock_core::id::{AreaId, ItemId, PartyId};

use super::closeness::Closeness;
use super::distance::Band;
use super::engine::{Coorientation, Findings, ItemFinding, UnitFinding};
use crate::finding::State;

/// What may be seen of a round.
#[derive(Debug, Clone, PartialEq)]
pub struct RoundView {
    /// Up to which level.
    pub level: Level,
    /// Areas with enough items behind them.
    pub areas: Vec<AreaView>,
    /// Items, where they may be shown.
    pub items: Vec<ItemView>,
    /// How near the answers stand, for the adviser alone.
    pub closeness: Option<Closeness>,
}

/// What may be seen of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaView {
    /// The area.
    pub area: AreaId,
    /// The word, where items may not be shown; it is all that is seen then.
    pub word: Option<AreaWord>,
    /// How close the answers are.
    pub band: Band,
    /// How high the levels are.
    pub level: State,
    /// Whether a gap is hidden: they differ and one thinks they agree.
    pub hidden: bool,
    /// Whether an answer crosses a red line.
    pub red_line: bool,
}

/// What may be seen of an item.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemView {
    /// Its area.
    pub area: AreaId,
    /// The item.
    pub item: ItemId,
    /// The widest band of any pair.
    pub band: Band,
    /// The state that needs most attention, of any pair.
    pub coorientation: Option<Coorientation>,
    /// Whether an answer crosses a red line.
    pub red_line: bool,
    /// The own answers by party.
    pub answers: Vec<(PartyId, AnswerValue)>,
    /// Levels by party, high is good.
    pub levels: Vec<(PartyId, f64)>,
    /// The state of the levels.
    pub level: State,
    /// Points by which own claims exceed 100.
    pub overclaim: Option<f64>,
}

impl Disclose for Findings {
    type View = RoundView;

    fn disclose(&self, pass: &Pass) -> RoundView {
        let nothing =
            RoundView { level: pass.level(), areas: Vec::new(), items: Vec::new(), closeness: None };
        if pass.level() < Level::Items {
            let shown = self.words.disclose(pass);
            return RoundView { areas: area_words(&shown), ..nothing };
        }
        // Sensitive items stand behind no band before all of them are released: otherwise a band with them
        // and one without them would tell what they say.
        let units = if pass.shows_item(true) { &self.areas } else { &self.areas_without_sensitive };
        let items = self.items.iter().filter(|item| pass.shows_item(item.sensitive));
        RoundView {
            areas: units.iter().map(|(area, unit)| area_view(area, unit)).collect(),
            items: items.map(item_view).collect(),
            closeness: (pass.is_for_adviser() && pass.shows_item(true)).then(|| self.closeness.clone()),
            ..nothing
        }
    }
}

/// What may be seen of areas where items may not: a word with chance in it, and nothing else.
pub(super) fn area_words(words: &KeptWords) -> Vec<AreaView> {
    let view = |(area, word): (&AreaId, &AreaWord)| AreaView {
        area: area.clone(),
        word: Some(*word),
        band: Band::Unknown,
        level: State::Unknown,
        hidden: false,
        red_line: false,
    };
    words.areas.iter().map(view).collect()
}

fn area_view(area: &AreaId, unit: &UnitFinding) -> AreaView {
    AreaView {
        area: area.clone(),
        word: None,
        band: unit.band,
        level: unit.level,
        hidden: unit.hidden && unit.band > Band::Aligned,
        red_line: unit.red_line,
    }
}

fn item_view(item: &ItemFinding) -> ItemView {
    let mut answers: Vec<(PartyId, AnswerValue)> = Vec::new();
    for pair in &item.pairs {
        for (party, answer) in pair.parties.iter().zip(&pair.answers) {
            if !answers.iter().any(|(known, _)| known == party) {
                answers.push((party.clone(), answer.clone()));
            }
        }
    }
    ItemView {
        area: item.area.clone(),
        item: item.item.clone(),
        band: item.pairs.iter().map(|pair| pair.band).max().unwrap_or(Band::Unknown),
        coorientation: item.pairs.iter().filter_map(|pair| pair.coorientation).max(),
        red_line: item.pairs.iter().any(|pair| pair.red_line),
        answers,
        levels: item.levels.clone(),
        level: item.level,
        overclaim: item.overclaim,
    }
}
