//! The candidates of a large pool who look best, for first multipliers and first teams: everybody else is only
//! ever looked at to prove that they are not needed.

use super::model::Model;

/// Pools up to this size are their own front.
const SMALL: usize = 2_000;

/// The model of the front; `None` if the pool is small.
pub(super) fn front(model: &Model, worth: &[i64]) -> Option<Model> {
    if model.open() <= SMALL {
        return None;
    }
    let mut kept = vec![false; model.open()];
    let mut order: Vec<u32> = (0..model.open() as u32).collect();
    let descending =
        |one: &u32, other: &u32| worth[*other as usize].cmp(&worth[*one as usize]).then(one.cmp(other));
    order.select_nth_unstable_by(SMALL / 2, descending);
    order[..SMALL / 2].iter().for_each(|&index| kept[index as usize] = true);
    for row in (0..model.asked.len()).filter(|&row| !model.limits[row] && model.asked[row] > 0) {
        let part = |index: usize| model.column(index).iter().any(|entry| entry.0 as usize == row);
        let mut able: Vec<u32> = (0..model.open() as u32).filter(|&index| part(index as usize)).collect();
        let some = (SMALL / 2 / model.asked.len()).max(model.asked[row].min(50) as usize);
        if some < able.len() {
            able.select_nth_unstable_by(some, descending);
            able.truncate(some);
        }
        able.iter().for_each(|&index| kept[index as usize] = true);
    }
    let dropped: Vec<bool> = kept.iter().map(|kept| !kept).collect();
    model.decide(&[], &dropped)
}
