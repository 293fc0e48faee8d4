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
    let mut able: Vec<Vec<u32>> = vec![Vec::new(); model.asked.len()];
    for index in 0..model.open() {
        for &(row, _) in model.column(index) {
            if !model.limits[row as usize] && model.asked[row as usize] > 0 {
                able[row as usize].push(index as u32);
            }
        }
    }
    let some = SMALL / 2 / able.len().max(1);
    for (able, &asked) in able.iter_mut().zip(&model.asked) {
        let some = some.max(asked.clamp(0, 50) as usize);
        if some < able.len() {
            able.select_nth_unstable_by(some, descending);
            able.truncate(some);
        }
        for &index in able.iter() {
            kept[index as usize] = true;
        }
    }
    let dropped: Vec<bool> = kept.iter().map(|kept| !kept).collect();
    model.decide(&[], &dropped)
}
