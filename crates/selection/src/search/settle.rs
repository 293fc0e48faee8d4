//! What the rows decide by themselves: who can no longer be chosen, and who has to be.

use super::model::Model;

/// Decides whatever follows from the rows; `None` if nothing can be chosen any more that meets them.
pub(super) fn settle(mut model: Model) -> Option<Model> {
    loop {
        let decided = Consequences::of(&model)?;
        let forced: Vec<usize> = (0..model.open()).filter(|&index| decided.forced[index]).collect();
        if forced.is_empty() && !decided.dropped.contains(&true) {
            return Some(model);
        }
        model = model.decide(&forced, &decided.dropped)?;
    }
}

struct Consequences {
    dropped: Vec<bool>,
    forced: Vec<bool>,
}

impl Consequences {
    fn of(model: &Model) -> Option<Self> {
        let open = model.open();
        if model.smallest > model.largest.min(open) {
            return None;
        }
        let rows = Sums::of(model);
        for row in 0..model.asked.len() {
            let asked = model.asked[row];
            let most = rows.total[row].min(rows.highest[row].saturating_mul(model.largest as i64));
            if if model.limits[row] { asked > 0 } else { asked > most } {
                return None;
            }
        }
        if model.largest == 0 {
            return Some(Self { dropped: vec![true; open], forced: vec![false; open] });
        }
        let others = cheapest_others(model);
        let mut decided = Self { dropped: vec![false; open], forced: vec![model.smallest == open; open] };
        for index in 0..open {
            for &(row, part) in model.column(index) {
                let (row, asked) = (row as usize, model.asked[row as usize]);
                if model.limits[row] {
                    decided.dropped[index] |= -part + others[row] > -asked;
                } else if asked > 0 {
                    decided.forced[index] |= rows.total[row] - part < asked;
                }
            }
        }
        let clash = decided.forced.iter().zip(&decided.dropped).any(|(forced, dropped)| *forced && *dropped);
        (!clash).then_some(decided)
    }
}

struct Sums {
    total: Vec<i64>,
    highest: Vec<i64>,
}

impl Sums {
    fn of(model: &Model) -> Self {
        let rows = model.asked.len();
        let mut sums = Self { total: vec![0; rows], highest: vec![0; rows] };
        for &(row, part) in model.entries() {
            let row = row as usize;
            sums.total[row] += part;
            sums.highest[row] = sums.highest[row].max(part);
        }
        sums
    }
}

/// For each limit, what the cheapest others take that have to come in beside somebody.
fn cheapest_others(model: &Model) -> Vec<i64> {
    let mut least = vec![0; model.asked.len()];
    let others = model.smallest.saturating_sub(1);
    if others == 0 {
        return least;
    }
    for row in (0..least.len()).filter(|&row| model.limits[row]) {
        let taken = |index: usize| {
            let entry = model.column(index).iter().find(|entry| entry.0 as usize == row);
            entry.map_or(0, |entry| -entry.1)
        };
        let mut all: Vec<i64> = (0..model.open()).map(taken).collect();
        all.select_nth_unstable(others - 1);
        least[row] = all[..others].iter().sum();
    }
    least
}
