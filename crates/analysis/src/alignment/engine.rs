//! The alignment engine: works on the open answers of one round and gives back findings that are held
//! until the gate shows them.

use std::collections::BTreeMap;

use rowlock_core::fact::{AnswerValue, KeptWords, RoundForm};
use rowlock_core::framework::{Area, Framework, Item, Score, Target};
use rowlock_core::gate::OpenSheet;
use rowlock_core::id::{AreaId, ItemId, PartyId};
use rowlock_core::seal::Chance;

use super::closeness::{self, Closeness};
use super::distance::{Band, band, crosses, distance};
use super::{talents, word};
use crate::finding::State;

/// What the engine needs besides the answers.
pub(super) struct Context<'a> {
    pub framework: &'a Framework,
    pub form: RoundForm,
    /// The fewest items behind a word.
    pub fewest: u32,
    /// Chance that was drawn for this round; none: it lies in the answers themselves.
    pub chance: Option<Chance>,
}

/// How two parties stand to each other on one item, from own answers and predictions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coorientation {
    /// They agree and know it.
    Shared,
    /// They agree and one thinks they do not.
    NeedlessWorry,
    /// They differ and know it.
    KnownDifference,
    /// They differ and at least one thinks they agree.
    HiddenGap,
}

impl Coorientation {
    /// The state as files spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::NeedlessWorry => "needless_worry",
            Self::KnownDifference => "known_difference",
            Self::HiddenGap => "hidden_gap",
        }
    }
}

/// Two parties on one item.
#[derive(Clone)]
pub(super) struct PairFinding {
    pub parties: [PartyId; 2],
    pub answers: [AnswerValue; 2],
    pub distance: f64,
    /// The band of the distance alone, whatever red lines say.
    pub apart: Band,
    pub band: Band,
    pub coorientation: Option<Coorientation>,
    pub red_line: bool,
}

/// One item over all parties.
#[derive(Clone)]
pub(super) struct ItemFinding {
    pub area: AreaId,
    pub item: ItemId,
    pub sensitive: bool,
    pub pairs: Vec<PairFinding>,
    pub levels: Vec<(PartyId, f64)>,
    pub level: State,
    pub overclaim: Option<f64>,
}

/// One area, or one cluster of areas.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct UnitFinding {
    pub band: Band,
    pub level: State,
    pub hidden: bool,
    pub red_line: bool,
}

/// All findings of a round. Held: only the gate shows parts of them.
pub(super) struct Findings {
    pub items: Vec<ItemFinding>,
    /// The words for areas, which are all that is shown before items are.
    pub words: KeptWords,
    pub areas: BTreeMap<AreaId, UnitFinding>,
    pub areas_without_sensitive: BTreeMap<AreaId, UnitFinding>,
    pub closeness: Closeness,
}

/// The engine.
pub(super) fn findings(context: &Context<'_>, sheets: &[OpenSheet<'_>]) -> Findings {
    let framework = context.framework;
    let asked = |item: &&Item| item.forms.contains(&context.form);
    let items = item_findings(context, sheets);
    let words = drawn(context, &items, sheets);
    let unit = |areas: &[&AreaId], sensitive: bool| {
        let asked_items: Vec<&Item> = framework
            .areas
            .iter()
            .filter(|area| areas.contains(&&area.id))
            .flat_map(|area| area.items.iter().filter(asked))
            .filter(|item| sensitive || !item.sensitive)
            .collect();
        let chosen = |found: &&ItemFinding| areas.contains(&&found.area) && (sensitive || !found.sensitive);
        unit_finding(&items.iter().filter(chosen).collect::<Vec<_>>(), &asked_items, framework, sheets)
    };
    let by_area = |sensitive: bool| {
        framework.areas.iter().map(|area| (area.id.clone(), unit(&[&area.id], sensitive))).collect()
    };
    let (areas, areas_without_sensitive) = (by_area(true), by_area(false));
    let closeness = closeness::closeness(framework, context.form, sheets);
    Findings { items, words, areas, areas_without_sensitive, closeness }
}

/// The words for the areas of a round, drawn to be kept.
pub(super) fn words(context: &Context<'_>, sheets: &[OpenSheet<'_>]) -> KeptWords {
    drawn(context, &item_findings(context, sheets), sheets)
}

fn drawn(context: &Context<'_>, items: &[ItemFinding], sheets: &[OpenSheet<'_>]) -> KeptWords {
    let chance = context.chance.unwrap_or_else(|| word::chance_of(context.framework, context.form, sheets));
    KeptWords { areas: word::words(context.framework, (context.form, context.fewest), items, chance) }
}

fn item_findings(context: &Context<'_>, sheets: &[OpenSheet<'_>]) -> Vec<ItemFinding> {
    let asked = |item: &&Item| item.forms.contains(&context.form);
    let mut items = Vec::new();
    for area in &context.framework.areas {
        for item in area.items.iter().filter(asked) {
            items.extend(item_finding(area, item, context.framework, sheets));
        }
    }
    items
}

fn item_finding(
    area: &Area,
    item: &Item,
    framework: &Framework,
    sheets: &[OpenSheet<'_>],
) -> Option<ItemFinding> {
    let compares = matches!(item.score, Score::Agreement | Score::AgreementAndLevel | Score::Accuracy);
    let mut pairs: Vec<PairFinding> = Vec::new();
    if compares && item.target == Target::Own {
        for (place, a) in sheets.iter().enumerate() {
            for b in sheets[place + 1..].iter().filter(|b| b.party != a.party) {
                if let Some(found) = pair_finding(item, framework, a, b) {
                    keep_the_widest(&mut pairs, found);
                }
            }
        }
    }
    let measures = matches!(item.score, Score::Level | Score::AgreementAndLevel);
    let levels: Vec<(PartyId, f64)> = if measures { levels(item, sheets) } else { Vec::new() };
    let overclaim = (item.score == Score::Overclaim).then(|| overclaim(item, sheets)).flatten();
    let talents = talents::talents(item, framework, sheets);
    if pairs.is_empty() && levels.is_empty() && overclaim.is_none() && talents.is_none() {
        return None;
    }
    let level = talents.unwrap_or_else(|| level_state(&levels, framework));
    let (area, item_id) = (area.id.clone(), item.id.clone());
    Some(ItemFinding { area, item: item_id, sensitive: item.sensitive, pairs, levels, level, overclaim })
}

fn keep_the_widest(pairs: &mut Vec<PairFinding>, found: PairFinding) {
    match pairs.iter_mut().find(|known| known.parties == found.parties) {
        Some(known) if known.distance < found.distance => *known = found,
        Some(_) => {}
        None => pairs.push(found),
    }
}

fn pair_finding(
    item: &Item,
    framework: &Framework,
    a: &OpenSheet<'_>,
    b: &OpenSheet<'_>,
) -> Option<PairFinding> {
    let (answer_a, answer_b) = (a.sheet.items.get(&item.id)?, b.sheet.items.get(&item.id)?);
    let (own_a, own_b) = (answer_a.own.as_ref()?, answer_b.own.as_ref()?);
    let predicted_b = answer_a.predicted.get(b.party);
    let predicted_a = answer_b.predicted.get(a.party);
    let scoring = &framework.scoring;
    let close = |x: &AnswerValue, y: &AnswerValue| {
        distance(item, x, y).map(|d| band(item, d, scoring) == Band::Aligned)
    };
    let apart = if item.score == Score::Accuracy {
        // What hurts is not the difference but a wrong expectation: compare each prediction with the answer.
        let missed = [(predicted_b, own_b), (predicted_a, own_a)];
        missed.iter().filter_map(|(said, own)| distance(item, (*said)?, own)).reduce(f64::max)?
    } else {
        distance(item, own_a, own_b)?
    };
    let own_band = band(item, apart, scoring);
    let perceived: Vec<bool> = [(predicted_b, own_a), (predicted_a, own_b)]
        .iter()
        .filter_map(|(said, own)| close(own, (*said)?))
        .collect();
    let coorientation = (item.predict && item.score != Score::Accuracy && !perceived.is_empty()).then(|| {
        match (own_band == Band::Aligned, perceived.contains(&true), perceived.contains(&false)) {
            (true, _, true) => Coorientation::NeedlessWorry,
            (true, _, false) => Coorientation::Shared,
            (false, true, _) => Coorientation::HiddenGap,
            (false, false, _) => Coorientation::KnownDifference,
        }
    });
    let red_line = crosses(own_a, &answer_b.red_lines) || crosses(own_b, &answer_a.red_lines);
    Some(PairFinding {
        parties: [a.party.clone(), b.party.clone()],
        answers: [own_a.clone(), own_b.clone()],
        distance: apart,
        apart: own_band,
        band: if red_line { Band::Gap } else { own_band },
        coorientation,
        red_line,
    })
}

/// The level of each party's answer on 1 to 7, high is good; answers about partners count for whom they are
/// by, each at its lowest.
fn levels(item: &Item, sheets: &[OpenSheet<'_>]) -> Vec<(PartyId, f64)> {
    let mut levels: Vec<(PartyId, f64)> = Vec::new();
    for sheet in sheets {
        let Some(answer) = sheet.sheet.items.get(&item.id) else { continue };
        let values = answer.own.iter().chain(answer.about.values());
        if let Some(lowest) = values.filter_map(|value| level(item, value)).reduce(f64::min) {
            levels.push((sheet.party.clone(), lowest));
        }
    }
    levels
}

/// An answer as a level on 1 to 7, high is good.
fn level(item: &Item, value: &AnswerValue) -> Option<f64> {
    let raw = match (&item.kind, value) {
        (_, AnswerValue::Likert(point)) => f64::from(*point),
        (
            rowlock_core::framework::Kind::Choice { options, ordinal: true, .. },
            AnswerValue::Choice(chosen),
        ) => {
            let place = options.fixed.iter().position(|option| option.id == *chosen)?;
            let steps = options.fixed.len().checked_sub(1).filter(|steps| *steps > 0)?;
            1.0 + 6.0 * place as f64 / steps as f64
        }
        _ => return None,
    };
    Some(if item.reverse { 8.0 - raw } else { raw })
}

pub(super) fn level_state(levels: &[(PartyId, f64)], framework: &Framework) -> State {
    let scoring = &framework.scoring;
    let lowest = levels.iter().map(|(_, level)| *level).reduce(f64::min);
    let mean = levels.iter().map(|(_, level)| level).sum::<f64>() / levels.len().max(1) as f64;
    match lowest {
        None => State::Unknown,
        Some(lowest) if lowest <= scoring.level_alarm_min => State::Alarm,
        Some(_) if mean < scoring.level_watch_mean => State::Watch,
        Some(_) => State::Clear,
    }
}

fn overclaim(item: &Item, sheets: &[OpenSheet<'_>]) -> Option<f64> {
    let mut claims = Vec::new();
    for sheet in sheets {
        if let Some(AnswerValue::Allocation(points)) = sheet.sheet.items.get(&item.id)?.own.as_ref() {
            claims.push(
                points.iter().find(|(id, _)| id.as_str() == sheet.party.as_str()).map_or(0.0, |(_, p)| *p),
            );
        }
    }
    (claims.len() == sheets.len() && claims.len() > 1)
        .then(|| crate::method::allocation::overclaim(&claims).max(0.0))
}

fn unit_finding(
    items: &[&ItemFinding],
    asked: &[&Item],
    framework: &Framework,
    sheets: &[OpenSheet<'_>],
) -> UnitFinding {
    let scoring = &framework.scoring;
    let answered = |sheet: &OpenSheet<'_>| {
        let known = asked.iter().filter(|item| {
            sheet.sheet.items.get(&item.id).is_some_and(|answer| {
                let mut values = answer.own.iter().chain(answer.about.values());
                values.any(|value| *value != AnswerValue::DontKnow)
            })
        });
        asked.is_empty() || known.count() as f64 / asked.len() as f64 >= scoring.min_answered_share
    };
    let enough = sheets.len() > 1 && sheets.iter().all(answered);
    let mut pairs: BTreeMap<[&PartyId; 2], Vec<&PairFinding>> = BTreeMap::new();
    for pair in items.iter().flat_map(|item| &item.pairs) {
        pairs.entry([&pair.parties[0], &pair.parties[1]]).or_default().push(pair);
    }
    let overclaimed = items.iter().filter_map(|item| item.overclaim).reduce(f64::max).unwrap_or(0.0);
    let claim_band = if overclaimed > scoring.overclaim_gap {
        Band::Gap
    } else if overclaimed > scoring.overclaim_talk {
        Band::Talk
    } else {
        Band::Aligned
    };
    let worst = pairs.values().map(|pairs| pair_band(pairs, framework)).max();
    let band =
        if enough { worst.map_or(Band::Unknown, |worst| worst.max(claim_band)) } else { Band::Unknown };
    let levels = items.iter().map(|item| item.level);
    UnitFinding {
        band,
        level: if enough { levels.max().unwrap_or(State::Unknown) } else { State::Unknown },
        hidden: items
            .iter()
            .flat_map(|item| &item.pairs)
            .any(|pair| pair.coorientation == Some(Coorientation::HiddenGap)),
        red_line: items.iter().flat_map(|item| &item.pairs).any(|pair| pair.red_line),
    }
}

fn pair_band(pairs: &[&PairFinding], framework: &Framework) -> Band {
    let scoring = &framework.scoring;
    let mean = pairs.iter().map(|pair| pair.distance).sum::<f64>() / pairs.len() as f64;
    let gaps = pairs.iter().filter(|pair| pair.band == Band::Gap).count();
    if mean > scoring.area_gap_mean_distance || gaps >= 2 || pairs.iter().any(|pair| pair.red_line) {
        Band::Gap
    } else if mean > scoring.area_talk_mean_distance || gaps == 1 {
        Band::Talk
    } else {
        Band::Aligned
    }
}
