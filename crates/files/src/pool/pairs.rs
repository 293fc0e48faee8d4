//! What holds between two candidates, from cells such as `Ana; Ben:40`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::limits::{MOST_PAIRS, MOST_POINTS};
use super::{Candidate, Pair};
use crate::amount::amount;
use crate::table::fold;

/// What a pair that works well, or chafes, is worth where no number is given.
pub(super) const USUAL: f64 = 10.0;

/// In pools up to this size the nearest name is looked for.
const NEAR: usize = 2_000;

/// Which column a name stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// They cannot be on one team.
    Conflict,
    /// They are worth more together.
    Well,
    /// They are worth less together.
    Chafes,
}

/// A part of a cell that was not taken.
pub(super) struct Refusal {
    pub message: String,
    pub found: String,
    pub hint: String,
}

impl Refusal {
    fn of(found: &str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), found: found.to_owned(), hint: hint.into() }
    }
}

/// Pairs, gathered; what both rows say of each other counts once.
#[derive(Default)]
pub(super) struct Links {
    conflicts: BTreeSet<(usize, usize)>,
    values: BTreeMap<(usize, usize), f64>,
}

impl Links {
    /// Adds what a cell in one candidate's row says.
    pub(super) fn add_all(
        &mut self,
        one: usize,
        cell: &str,
        side: Side,
        candidates: &[Candidate],
        places: &HashMap<String, usize>,
    ) -> Result<(), Vec<Refusal>> {
        let parts = cell.split([';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
        let refused: Vec<Refusal> =
            parts.filter_map(|part| self.add(one, part, side, candidates, places).err()).collect();
        if refused.is_empty() { Ok(()) } else { Err(refused) }
    }

    fn add(
        &mut self,
        one: usize,
        part: &str,
        side: Side,
        candidates: &[Candidate],
        places: &HashMap<String, usize>,
    ) -> Result<(), Refusal> {
        let (name, points) = split(part, side, places)?;
        let Some(&other) = places.get(&fold(name)) else {
            let hint = nearest(name, candidates).map_or_else(
                || "write the name as it stands in its own row, and ; between two names".to_owned(),
                |nearest| format!("did you mean {nearest}?"),
            );
            return Err(Refusal::of(name, "nobody in this table is called so", hint));
        };
        if other == one {
            return Err(Refusal::of(name, "somebody is paired with themselves", "take the name out"));
        }
        if self.conflicts.len() + self.values.len() >= MOST_PAIRS {
            return Err(Refusal::of(
                name,
                "there are more than 1000000 pairs",
                "leave out those that matter least",
            ));
        }
        let pair = (one.min(other), one.max(other));
        let value = match side {
            Side::Conflict => {
                self.conflicts.insert(pair);
                return Ok(());
            }
            Side::Well => points,
            Side::Chafes => -points,
        };
        let earlier = *self.values.entry(pair).or_insert(value);
        if (earlier - value).abs() > f64::EPSILON {
            let message = format!("the table says {earlier} of these two elsewhere, and {value} here");
            return Err(Refusal::of(part, message, "say it once, or the same in both rows"));
        }
        Ok(())
    }

    pub(super) fn conflicts(&self) -> Vec<(usize, usize)> {
        self.conflicts.iter().copied().collect()
    }

    pub(super) fn pairs(&self) -> Vec<Pair> {
        self.values.iter().map(|(&between, &value)| Pair { between, value }).collect()
    }
}

/// The name and the points of a part such as `Ana:40`.
fn split<'p>(part: &'p str, side: Side, places: &HashMap<String, usize>) -> Result<(&'p str, f64), Refusal> {
    // A name may have a colon of its own.
    let behind =
        part.rsplit_once(':').filter(|_| side != Side::Conflict && !places.contains_key(&fold(part)));
    let Some((name, points)) = behind else { return Ok((part, USUAL)) };
    match amount(points) {
        Ok(points) if (0.0..=MOST_POINTS).contains(&points) => Ok((name.trim(), points)),
        _ => Err(Refusal::of(
            part,
            "the points behind the colon cannot be read",
            "write points from 0 to 1000, such as Ana:40",
        )),
    }
}

fn nearest<'c>(name: &str, candidates: &'c [Candidate]) -> Option<&'c str> {
    if candidates.len() > NEAR || name.len() > 200 {
        return None;
    }
    let folded = fold(name);
    let distance = |candidate: &Candidate| strsim::damerau_levenshtein(&folded, &fold(&candidate.name));
    let best =
        candidates.iter().map(|candidate| (distance(candidate), candidate)).min_by_key(|(far, _)| *far);
    best.filter(|(far, candidate)| *far <= candidate.name.chars().count() / 3)
        .map(|(_, candidate)| candidate.name.as_str())
}
