//! What the gate shows of a round's findings: bands by area or by cluster, then items by consent.

use rowlock_core::fact::{AnswerValue, RoundForm};
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
    /// How close the answers are.
    pub band: Band,
    /// How high the levels are; with two parties before consent never more than *watch*.
    pub level: State,
    /// Whether a gap is hidden: they differ and one thinks they agree.
    pub hidden: bool,
    /// Whether an answer crosses a red line, where items may be shown.
    pub red_line: bool,
    /// Whether the band is that of the area's whole cluster.
    pub by_cluster: bool,
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
        let mut view =
            RoundView { level: pass.level(), areas: Vec::new(), items: Vec::new(), closeness: None };
        if pass.level() < Level::Bands {
            return view;
        }
        let shows_items = pass.shows_item(false);
        let by_cluster = self.form == RoundForm::Short && !shows_items;
        // Sensitive items stand behind no band before all of them are released: otherwise a band with them
        // and one without them would tell what they say.
        let units = if by_cluster {
            &self.clusters
        } else if pass.shows_item(true) {
            &self.areas
        } else {
            &self.areas_without_sensitive
        };
        for (area, unit) in units {
            let seen = area_view(area, unit, by_cluster, pass);
            if shows_items || seen.band > Band::Unknown || seen.level > State::Unknown {
                view.areas.push(seen);
            }
        }
        let items = self.items.iter().filter(|item| pass.shows_item(item.sensitive));
        view.items = items.map(item_view).collect();
        view.closeness = (pass.is_for_adviser() && pass.shows_item(true)).then(|| self.closeness.clone());
        view
    }
}

fn area_view(area: &AreaId, unit: &UnitFinding, by_cluster: bool, pass: &Pass) -> AreaView {
    let shows_items = pass.shows_item(false);
    let enough = |items: usize| shows_items || items >= pass.min_items_behind_a_band();
    let band = if enough(unit.compared) { unit.band } else { Band::Unknown };
    let level = if enough(unit.measured) { unit.level } else { State::Unknown };
    let one_is_low = pass.parties() < 3 && !shows_items && level == State::Alarm;
    AreaView {
        area: area.clone(),
        band,
        level: if one_is_low { State::Watch } else { level },
        // Of two, "one of you thinks you agree" would tell each what the other answered.
        hidden: unit.hidden && band > Band::Aligned && (shows_items || pass.parties() > 2),
        red_line: unit.red_line && shows_items,
        by_cluster,
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
