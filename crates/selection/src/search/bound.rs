//! The bound of one set of multipliers: what every candidate is worth, and the best that a team of allowed size
//! could sum to. All in whole numbers of a fixed scale, so each bound is exact for the multipliers it has.

use super::model::Model;
use super::star;

/// Worth of somebody who can be on no team.
pub(super) const NEVER: i64 = i64::MIN / 8;

/// What one unit of value is in the search: 2 to the power of this.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Scale(u32);

/// A bound with its makings.
#[derive(Debug)]
pub(super) struct Bound {
    /// No team is worth more, in the search's scale; `None` if there is no team of the allowed size.
    pub total: Option<i64>,
    /// What each candidate adds to the bound.
    pub worth: Vec<i64>,
    /// Who makes up the bound, the best first.
    pub picked: Vec<u32>,
    /// What whoever comes in has to make up for.
    threshold: i64,
    /// What would take the place of a pick that is left out; `None` if nothing could.
    substitute: Option<i64>,
}

impl Scale {
    /// The finest scale in which no sum of a model can overflow.
    pub fn of(model: &Model) -> Self {
        let extras =
            |index: usize| -> i64 { model.pairs.of_one(index).map(|arc| model.pairs.bonus(arc).abs()).sum() };
        let each = (0..model.open()).map(|index| model.value[index].abs() + extras(index));
        let total: i128 = if model.largest < model.open() {
            i128::from(each.max().unwrap_or(0)) * (model.largest as i128 + 2)
        } else {
            each.map(i128::from).sum()
        };
        let mut power = 16;
        while power > 0 && (total + 1) << (power + 6) > 1_i128 << 61 {
            power -= 1;
        }
        Self(power)
    }

    pub fn up(self, value: i64) -> i64 {
        value << self.0
    }

    /// The largest whole value that is not above.
    pub fn down(self, scaled: i64) -> i64 {
        scaled >> self.0
    }

    /// The largest multiplier of each row that cannot make a sum overflow.
    pub fn caps(model: &Model) -> Vec<i64> {
        let mut sums = vec![1_i128; model.asked.len()];
        for &(row, part) in model.entries() {
            sums[row as usize] += i128::from(part.abs());
        }
        let rows = model.asked.len() as i128 + 1;
        let cap = |(sum, asked): (&i128, &i64)| (1_i128 << 59) / rows / (sum + i128::from(asked.abs()));
        sums.iter().zip(&model.asked).map(cap).map(|cap| cap.clamp(1, 1 << 50) as i64).collect()
    }
}

impl Bound {
    /// Reckons the bound of a model at its multipliers.
    pub fn of(model: &Model, scale: Scale) -> Self {
        let mut worth = priced(model, scale);
        if !model.pairs.is_empty() || model.price.iter().any(|&price| price != 0) {
            star::add(model, &mut worth);
        }
        let bound = Self::choose(model, scale, worth);
        let paid = 2 * model.toll * model.most_pairs.get(model.largest).copied().unwrap_or(0);
        Self { total: bound.total.map(|total| total + paid), ..bound }
    }

    /// Reckons it as if there were no pairs: no bound where there are, but a start for the multipliers of rows.
    pub fn without_pairs(model: &Model, scale: Scale) -> Self {
        Self::choose(model, scale, priced(model, scale))
    }

    pub fn choose(model: &Model, scale: Scale, worth: Vec<i64>) -> Self {
        let (open, least, most) = (worth.len(), model.smallest, model.largest.min(worth.len()));
        let mut order: Vec<(i64, u32)> = worth.iter().copied().zip(0..).collect();
        let descending = |one: &(i64, u32), other: &(i64, u32)| other.0.cmp(&one.0).then(one.1.cmp(&other.1));
        if most < open {
            order.select_nth_unstable_by(most, descending);
            order[..most].sort_unstable_by(descending);
        } else {
            order.sort_unstable_by(descending);
        }
        let count = order[..most].iter().take_while(|item| item.0 > 0).count().max(least.min(most));
        let next = if count < most { order[..most].get(count) } else { order.get(most) };
        let picked = &order[..count];
        let worst = picked.last().map_or(0, |item| item.0);
        let possible = least <= most && picked.iter().all(|item| item.0 > NEVER / 2);
        let sum: i64 = if possible { picked.iter().map(|item| item.0).sum() } else { 0 };
        let owed: i64 = model.lambda.iter().zip(&model.asked).map(|(lambda, asked)| lambda * asked).sum();
        Self {
            total: possible.then(|| scale.up(model.base) - owed + sum),
            threshold: if count == most {
                worst
            } else if count == least {
                worst.min(0)
            } else {
                0
            },
            substitute: match next {
                Some(item) if count > least => Some(item.0.max(0)),
                Some(item) => Some(item.0),
                None => (count > least).then_some(0),
            },
            picked: picked.iter().map(|item| item.1).collect(),
            worth,
        }
    }

    /// The same bound with what each candidate adds to the one of the teams that they are on.
    pub fn with_worth(self, worth: Vec<i64>) -> Self {
        Self { worth, ..self }
    }

    /// What somebody has to be worth to be picked.
    pub fn bar(&self) -> i64 {
        self.threshold
    }

    /// The bound of all teams that this candidate is on, for one who is not picked.
    pub fn with(&self, index: usize) -> Option<i64> {
        let worth = self.worth[index];
        (worth > NEVER / 2).then_some(())?;
        self.total.map(|total| total + worth - self.threshold)
    }

    /// The bound of all teams that this candidate is not on, for one who is picked.
    pub fn without(&self, index: usize) -> Option<i64> {
        let instead = self.substitute.filter(|&worth| worth > NEVER / 2)?;
        self.total.map(|total| total - self.worth[index] + instead)
    }
}

/// Values with the multipliers of rows.
fn priced(model: &Model, scale: Scale) -> Vec<i64> {
    let rows = |index: usize| -> i64 {
        model.column(index).iter().map(|&(row, part)| model.lambda[row as usize] * part).sum()
    };
    (0..model.open()).map(|index| scale.up(model.value[index]) + rows(index)).collect()
}
