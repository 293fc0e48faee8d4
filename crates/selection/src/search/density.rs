//! How many pairs there can be in a team at most. Where few candidates know each other, a team of eight cannot
//! hold 28 pairs; a star alone does not know that.
//!
//! A set of `k` with `e` pairs has a member in at most `2e/k` of them, and is one of `k − 1` with the rest of the pairs
//! when they go. So all sets of many pairs are found by growing smaller ones of many pairs.

use super::links::Pairs;

/// Larger teams are not looked at.
const LARGEST: usize = 8;
/// So many sets of one size are looked at before it is given up.
const MANY: usize = 200_000;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Set {
    members: [u32; LARGEST],
    pairs: u32,
}

/// For each size, how many pairs with a bonus a team can have at most.
pub(super) fn most_pairs(pairs: &Pairs, open: usize, largest: usize) -> Vec<i64> {
    let mut most: Vec<i64> = (0..=largest).map(all).collect();
    let friends: Vec<Vec<u32>> = (0..open).map(|index| friends(pairs, index)).collect();
    let Some(mut sets) = threes(&friends) else { return most };
    let mut least = 2;
    // What sets come to that had a member in no pair at some size.
    let mut loose = 1;
    for size in 3..=largest.min(LARGEST) {
        if size > 3 {
            loose = loosest(size, loose).max(most[size - 1]);
            // Of four, only those with a circle: there are too many others.
            least = (least..=all(size))
                .find(|pairs| pairs - 2 * pairs / size as i64 >= least)
                .unwrap_or(least)
                .max(4);
            let Some(grown) = grow(&sets, &friends, size, least) else { break };
            sets = grown;
        }
        let found = sets.iter().map(|set| i64::from(set.pairs)).max().unwrap_or(least - 1);
        most[size] = most[size].min(found.max(loose));
    }
    for size in 4..most.len() {
        most[size] = most[size].min(loosest(size, most[size - 1]));
    }
    most
}

fn friends(pairs: &Pairs, index: usize) -> Vec<u32> {
    let arcs = pairs.of_one(index).filter(|&arc| pairs.bonus(arc) > 0);
    arcs.map(|arc| pairs.other(arc) as u32).collect()
}

/// All pairs of so many.
fn all(size: usize) -> i64 {
    (size * size.saturating_sub(1) / 2) as i64
}

/// The most pairs of a set of this size, if none of one less has more than `fewer`.
fn loosest(size: usize, fewer: i64) -> i64 {
    let left = |pairs: i64| pairs - 2 * pairs / size as i64;
    (fewer..=all(size)).take_while(|&pairs| left(pairs) <= fewer).last().unwrap_or(fewer)
}

/// All sets of three with at least two pairs; `None` if there are too many.
fn threes(friends: &[Vec<u32>]) -> Option<Vec<Set>> {
    let mut sets = Vec::new();
    for (centre, near) in friends.iter().enumerate() {
        for (place, &one) in near.iter().enumerate() {
            for &other in &near[place + 1..] {
                let closed = friends[one as usize].binary_search(&other).is_ok();
                let mut members = [u32::MAX; LARGEST];
                members[..3].copy_from_slice(&[centre as u32, one, other]);
                members[..3].sort_unstable();
                sets.push(Set { members, pairs: 2 + u32::from(closed) });
            }
        }
        if sets.len() > MANY {
            return None;
        }
    }
    sets.sort_unstable();
    sets.dedup();
    Some(sets)
}

/// All sets of one more member with at least so many pairs; `None` if there are too many.
fn grow(sets: &[Set], friends: &[Vec<u32>], size: usize, least: i64) -> Option<Vec<Set>> {
    let mut grown = Vec::new();
    let mut near: Vec<u32> = Vec::new();
    for set in sets {
        let members = &set.members[..size - 1];
        near.clear();
        near.extend(members.iter().flat_map(|&member| &friends[member as usize]));
        near.sort_unstable();
        for same in near.chunk_by(|one, other| one == other) {
            let pairs = set.pairs + same.len() as u32;
            if i64::from(pairs) >= least && !members.contains(&same[0]) {
                let mut members = set.members;
                members[size - 1] = same[0];
                members[..size].sort_unstable();
                grown.push(Set { members, pairs });
            }
        }
        if grown.len() > MANY {
            return None;
        }
    }
    grown.sort_unstable();
    grown.dedup();
    Some(grown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::Chance;
    use crate::pool::Bonus;

    #[test]
    fn no_set_has_more_pairs() {
        for seed in 0..60 {
            let mut chance = Chance::of(seed);
            let open = 7 + chance.below(6);
            let mut bonuses = Vec::new();
            for one in 0..open {
                for other in one + 1..open {
                    if chance.below(10) < 1 + seed as usize % 7 {
                        bonuses.push(Bonus { pair: (one, other), value: 5 });
                    }
                }
            }
            let found = most_pairs(&Pairs::of(open, &bonuses), open, open.min(9));
            let mut most = vec![0; open + 1];
            for set in 0_u32..1 << open {
                let inside = |who: usize| set >> who & 1 == 1;
                let pairs =
                    bonuses.iter().filter(|bonus| inside(bonus.pair.0) && inside(bonus.pair.1)).count();
                let size = set.count_ones() as usize;
                most[size] = most[size].max(pairs as i64);
            }
            assert!(found.iter().zip(&most).all(|(found, most)| found >= most), "{seed}: {found:?} {most:?}");
        }
    }
}
