//! The word for an area before single answers are released. Coins are tossed over it, so that no answer can be read
//! out of it, whoever asks and whatever they answered themselves: docs/methods/seal.md has the mathematics.

use std::collections::BTreeMap;

use rowlock_core::fact::{AreaWord, RoundForm};
use rowlock_core::framework::{Area, Framework, Item, Rule, Score, Target};
use rowlock_core::gate::OpenSheet;
use rowlock_core::id::{AreaId, ItemId};
use rowlock_core::seal::Chance;

use super::distance::Band;
use super::engine::ItemFinding;

/// How the answers to the questions behind a word stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tally {
    /// Questions behind it, answered or not.
    pub asked: u32,
    /// Those on which somebody is far apart.
    pub far: u32,
    /// Those on which all are close.
    pub close: u32,
    /// Those that cannot be compared, because somebody does not know.
    pub unknown: u32,
}

/// How often two coins showed heads before tails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coins {
    /// The one that decides whether a word is said.
    pub said: u32,
    /// The one that decides which.
    pub which: u32,
}

impl Coins {
    fn tossed(chance: Chance, unit: &str) -> Self {
        Self { said: chance.heads(&format!("{unit}/said")), which: chance.heads(&format!("{unit}/which")) }
    }
}

impl Tally {
    /// By how many questions more are unknown than a word bears; below zero there is enough.
    fn too_little_known(self, min_answered_share: f64) -> i64 {
        let bears = (0..=self.asked)
            .take_while(|unknown| {
                f64::from(self.asked - unknown) >= min_answered_share * f64::from(self.asked) - 1e-9
            })
            .count();
        i64::from(self.unknown) - bears as i64
    }

    /// By how many questions more are far apart than close.
    fn further(self) -> i64 {
        i64::from(self.far) - i64::from(self.close)
    }

    /// The word, by coins that were tossed.
    pub fn word(self, min_answered_share: f64, coins: Coins) -> AreaWord {
        if is_said(self.too_little_known(min_answered_share), coins.said) {
            AreaWord::NotKnown
        } else if is_said(self.further(), coins.which) {
            AreaWord::Talk
        } else {
            AreaWord::AsUsual
        }
    }
}

/// Whether something is said that `more` questions speak for: at a tie by one toss, and with each question more on one
/// side one more head is needed to say the opposite. So the chance of the opposite halves with each question.
fn is_said(more: i64, heads: u32) -> bool {
    let overturned = u64::from(heads) > more.unsigned_abs();
    (more > 0) != overturned
}

/// The words for the areas of a round, or in the short form for their groups.
pub(super) fn words(
    framework: &Framework,
    (form, fewest): (RoundForm, u32),
    items: &[ItemFinding],
    chance: Chance,
) -> BTreeMap<AreaId, AreaWord> {
    let mut words = BTreeMap::new();
    for area in framework.areas.iter().filter(|area| speaks(area)) {
        let cluster = framework.cluster_of(&area.id).filter(|_| form == RoundForm::Short);
        let (unit, areas) = match cluster {
            Some(cluster) => (cluster.id.as_str(), cluster.areas.as_slice()),
            None => (area.id.as_str(), std::slice::from_ref(&area.id)),
        };
        let tally = tally(framework, form, areas, items);
        if tally.asked >= fewest && form.aligns() {
            let word = tally.word(framework.scoring.min_answered_share, Coins::tossed(chance, unit));
            words.insert(area.id.clone(), word);
        }
    }
    words
}

/// Chance that lies in the answers themselves, so that a case file gives the same words each time it is read: whoever
/// can read all of them but one gets past it, and nobody else does.
pub(super) fn chance_of(framework: &Framework, form: RoundForm, sheets: &[OpenSheet<'_>]) -> Chance {
    let behind = framework.items_of(form).filter(|(_, item)| stands_behind_a_word(item, form));
    let behind: Vec<&ItemId> = behind.map(|(_, item)| &item.id).collect();
    let text = |sheet: &OpenSheet<'_>| {
        let answers = behind.iter().filter_map(|id| Some((*id, sheet.sheet.items.get(*id)?)));
        let answers: BTreeMap<_, _> =
            answers.map(|(id, answer)| (id, (&answer.own, &answer.predicted))).collect();
        format!("{answers:?}")
    };
    let mut texts: Vec<String> = sheets.iter().map(text).collect();
    texts.sort();
    Chance::of("the words of a round", texts.join("\n").as_bytes())
}

/// Where difference is the point, nearness says nothing.
fn speaks(area: &Area) -> bool {
    area.rule != Rule::ShouldDiffer
}

fn tally(framework: &Framework, form: RoundForm, areas: &[AreaId], items: &[ItemFinding]) -> Tally {
    let mut tally = Tally::default();
    for area in framework.areas.iter().filter(|area| areas.contains(&area.id) && speaks(area)) {
        for item in area.items.iter().filter(|item| stands_behind_a_word(item, form)) {
            tally.asked += 1;
            let found = items.iter().find(|found| found.item == item.id);
            let apart = found.and_then(|found| found.pairs.iter().map(|pair| pair.apart).max());
            match apart {
                None | Some(Band::Unknown) => tally.unknown += 1,
                Some(Band::Aligned) => tally.close += 1,
                Some(Band::Talk) => {}
                Some(Band::Gap) => tally.far += 1,
            }
        }
    }
    tally
}

/// Whether an item is compared, and may stand behind a word: levels, claims and sensitive questions do not.
pub(super) fn stands_behind_a_word(item: &Item, form: RoundForm) -> bool {
    item.forms.contains(&form)
        && !item.sensitive
        && item.target == Target::Own
        && matches!(item.score, Score::Agreement | Score::AgreementAndLevel | Score::Accuracy)
}
