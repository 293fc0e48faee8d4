//! Talents: where partners should differ, what counts is that every need is covered and every role is claimed
//! once.

use std::collections::BTreeMap;

use rowlock_core::fact::AnswerValue;
use rowlock_core::framework::{Framework, Item, Score};
use rowlock_core::gate::OpenSheet;
use rowlock_core::id::OptionId;

use crate::finding::State;

/// The share of needs on one person alone from which it is worth a look.
const SINGLE_SHARE: f64 = 1.0 / 3.0;

/// The state of an item on coverage or on claims; none for other items, or without answers.
pub(super) fn talents(item: &Item, framework: &Framework, sheets: &[OpenSheet<'_>]) -> Option<State> {
    match item.score {
        Score::Coverage => coverage(item, framework, sheets),
        Score::Claims => claims(item, sheets),
        _ => None,
    }
}

/// For each need, who reaches the level that counts as covered: by the mean of the peers' ratings, or by the
/// own rating where no peer has rated.
fn coverage(item: &Item, framework: &Framework, sheets: &[OpenSheet<'_>]) -> Option<State> {
    let mut covered: BTreeMap<&OptionId, usize> = BTreeMap::new();
    let mut known = false;
    for sheet in sheets {
        let Some(AnswerValue::Matrix(own)) =
            sheet.sheet.items.get(&item.id).and_then(|answer| answer.own.as_ref())
        else {
            continue;
        };
        known = true;
        for (need, rating) in own {
            let peers: Vec<f64> = sheets
                .iter()
                .filter_map(|peer| match peer.sheet.items.get(&item.id)?.predicted.get(sheet.party)? {
                    AnswerValue::Matrix(seen) => seen.get(need).map(|level| f64::from(*level)),
                    _ => None,
                })
                .collect();
            let level = if peers.is_empty() {
                f64::from(*rating)
            } else {
                peers.iter().sum::<f64>() / peers.len() as f64
            };
            *covered.entry(need).or_default() +=
                usize::from(level >= f64::from(framework.scoring.coverage_ok));
        }
    }
    let single = covered.values().filter(|people| **people == 1).count();
    known.then(|| {
        if covered.values().any(|people| *people == 0) {
            State::Alarm
        } else if single as f64 >= SINGLE_SHARE * covered.len() as f64 {
            State::Watch
        } else {
            State::Clear
        }
    })
}

/// Two claims on one role, or a role that nobody claims among those that anybody does, are worth a talk.
fn claims(item: &Item, sheets: &[OpenSheet<'_>]) -> Option<State> {
    let mut claimed: BTreeMap<&OptionId, usize> = BTreeMap::new();
    let mut known = 0;
    for sheet in sheets {
        if let Some(AnswerValue::Multi(wanted)) =
            sheet.sheet.items.get(&item.id).and_then(|answer| answer.own.as_ref())
        {
            known += 1;
            for role in wanted {
                *claimed.entry(role).or_default() += 1;
            }
        }
    }
    (known > 1).then(|| if claimed.values().any(|claims| *claims > 1) { State::Watch } else { State::Clear })
}
