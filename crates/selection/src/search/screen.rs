//! Who of a large pool with bonuses is worth a closer look, before any star is built: bonuses are shared out so
//! that whoever is far from being picked takes most of them (dual ascent), and each candidate is then given the
//! best shares for a bound of their own.

use super::bound::{Bound, Scale};
use super::model::Model;

/// How often the shares of all pairs are balanced anew.
const PASSES: usize = 4;

/// Shares out all bonuses of a model and answers its bound, whatever the size of the team, with what each
/// candidate is worth to it at most.
pub(super) fn screen(model: &mut Model, scale: Scale) -> Bound {
    let plain = Bound::without_pairs(model, scale);
    let bar = plain.bar();
    let mut room: Vec<i64> = plain.worth.iter().map(|worth| bar - worth).collect();
    halve(model, &mut room, scale);
    for _ in 0..PASSES {
        balance(model, &mut room, scale);
    }
    let companions = model.largest.saturating_sub(1);
    let mut shares: Vec<i64> = Vec::new();
    let mut star = |of: &mut dyn Iterator<Item = i64>| {
        shares.clear();
        shares.extend(of.filter(|&share| share > 0));
        if companions < shares.len() {
            shares.select_nth_unstable_by(companions, |one, other| other.cmp(one));
            shares.truncate(companions);
        }
        shares.iter().sum::<i64>()
    };
    let worth = (0..model.open()).map(|index| {
        plain.worth[index] + star(&mut model.pairs.of_one(index).map(|arc| model.pairs.share(arc)))
    });
    let bound = Bound::choose(model, scale, worth.collect());
    // Whoever is not picked can take more of a bonus, as far as that does not get them picked. For the bound of
    // teams with one candidate all others may do so for them alone.
    let bar = bound.bar();
    let spare: Vec<i64> = bound.worth.iter().map(|worth| (bar - worth).max(0)).collect();
    let mut picked = vec![false; model.open()];
    bound.picked.iter().for_each(|&index| picked[index as usize] = true);
    let eased = (0..model.open()).map(|index| {
        if picked[index] {
            return bound.worth[index];
        }
        let left = |arc| model.pairs.share(arc) - spare[model.pairs.other(arc)];
        plain.worth[index] + star(&mut model.pairs.of_one(index).map(left))
    });
    let worth = eased.collect();
    bound.with_worth(worth)
}

/// Shares every bonus by how much room the two ends have.
fn halve(model: &mut Model, room: &mut [i64], scale: Scale) {
    let full: Vec<f64> = room.iter().map(|&room| room.max(0) as f64).collect();
    for index in 0..model.open() {
        for arc in model.pairs.of_one(index) {
            if arc > model.pairs.back(arc) {
                continue;
            }
            let other = model.pairs.other(arc);
            let bonus = scale.up(model.pairs.bonus(arc));
            let (one, two) = (full[index], full[other]);
            let part = if one + two > 0.0 { one / (one + two) } else { 0.5 };
            let share = (bonus as f64 * part).round() as i64;
            model.pairs.set_share(arc, share, bonus);
            room[index] -= share.max(0);
            room[other] -= (bonus - share).max(0);
        }
    }
}

/// Moves shares, pair by pair, to the end that has more room left.
fn balance(model: &mut Model, room: &mut [i64], scale: Scale) {
    for index in 0..model.open() {
        for arc in model.pairs.of_one(index) {
            let bonus = scale.up(model.pairs.bonus(arc));
            if bonus <= 0 || arc > model.pairs.back(arc) {
                continue;
            }
            let (other, share) = (model.pairs.other(arc), model.pairs.share(arc));
            let wanted = (share + (room[index] - room[other]) / 2).clamp(0, bonus);
            model.pairs.set_share(arc, wanted, bonus);
            room[index] -= wanted - share;
            room[other] += wanted - share;
        }
    }
}
