//! Probabilities, from enough known outcomes on, and only where they are better than saying the base rate.

use rowlock_core::fact::Outcome;

use jiff::ToSpan;

use super::PastCase;
use crate::method::interval::Interval;
use crate::method::logistic::{Fitted, Prior, brier, fit};
use crate::verdict::{Part, Warning};

/// The fewest outcomes, reached or failed, before a probability is tried.
pub const FEWEST_OUTCOMES: usize = 40;
/// The fewest of each kind among them.
pub const FEWEST_OF_EACH: usize = 10;
/// The weeks before the end at which what the engines said is read.
const WEEKS_BEFORE: i64 = 13;

/// How far the intercept may lie from even odds, before any case.
const INTERCEPT: Prior = Prior { mean: 0.0, spread: 2.5 };
/// How far a coefficient may lie from its prior mean (engines, section 4).
const SPREAD: f64 = 0.35;

/// The engines, each with half of a published effect as log-odds of failure for one standard deviation. The four sizes are
/// those of engines, section 4; which engine has which is chosen by judgment.
const ENGINES: [(Part, f64); 5] = [
    (Part::Fit, 0.275 / 2.0),
    (Part::Alignment, 0.678 / 2.0),
    (Part::Drift, 0.370 / 2.0),
    (Part::Issues, 0.468 / 2.0),
    (Part::Control, 0.370 / 2.0),
];

/// What may be said of probabilities.
#[derive(Debug, Clone, PartialEq)]
pub enum Odds {
    /// Too few outcomes are known.
    TooFew {
        /// How many reached their aim.
        reached: usize,
        /// How many failed.
        failed: usize,
    },
    /// Tried, and no better than the base rate or a model without published effects.
    NoBetter(Trial),
    /// Better than both.
    Better {
        /// How it did.
        trial: Trial,
        /// For each alliance that goes on: the probability that it fails, with its interval.
        going_on: Vec<(String, Interval)>,
    },
}

/// Brier scores, each case told by a model that had not seen it. Lower is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// How many outcomes.
    pub outcomes: usize,
    /// Of the model with half of the published effects.
    pub model: f64,
    /// Of always saying the base rate of the others.
    pub base_rate: f64,
    /// Of the same model without published effects.
    pub without_effects: f64,
}

impl Odds {
    /// In a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::TooFew { reached, failed } => format!(
                "No probability is given: {} of {FEWEST_OUTCOMES} outcomes are known ({reached} reached, {failed} failed), and \
                 {FEWEST_OF_EACH} of each kind are needed.",
                reached + failed
            ),
            Self::NoBetter(trial) => format!(
                "No probability is given: told case by case, the model (Brier score {:.3}) is no better than the base rate \
                 ({:.3}) and a model without published effects ({:.3}).",
                trial.model, trial.base_rate, trial.without_effects
            ),
            Self::Better { trial, .. } => format!(
                "Told case by case over {} outcomes, the Brier score is {:.3}; the base rate has {:.3}, a model without \
                 published effects {:.3}.",
                trial.outcomes, trial.model, trial.base_rate, trial.without_effects
            ),
        }
    }
}

/// A probability in words: "about 3 in 10 (1 to 5 in 10)".
pub fn in_words(odds: &Interval) -> String {
    let tenths = |value: f64| format!("{:.0}", value * 10.0);
    format!("about {} in 10 ({} to {} in 10)", tenths(odds.value), tenths(odds.low), tenths(odds.high))
}

pub(super) fn odds(cases: &[PastCase]) -> Odds {
    let mut known: Vec<&PastCase> = cases
        .iter()
        .filter(|case| matches!(case.outcome, Some(Outcome::Succeeded | Outcome::Failed)))
        .collect();
    known.sort_by(|one, other| (one.from, &one.name).cmp(&(other.from, &other.name)));
    let failed: Vec<bool> = known.iter().map(|case| case.outcome == Some(Outcome::Failed)).collect();
    let failures = failed.iter().filter(|failed| **failed).count();
    let reached = known.len() - failures;
    if known.len() < FEWEST_OUTCOMES || failures.min(reached) < FEWEST_OF_EACH {
        return Odds::TooFew { reached, failed: failures };
    }
    let said: Vec<Vec<f64>> = known.iter().map(|case| engines(case, WEEKS_BEFORE)).collect();
    let Some(trial) = leave_one_out(&said, &failed) else {
        return Odds::TooFew { reached, failed: failures };
    };
    if trial.model >= trial.base_rate || trial.model >= trial.without_effects {
        return Odds::NoBetter(trial);
    }
    let scale = Scale::of(&said);
    let rows: Vec<Vec<f64>> = said.iter().map(|row| scale.apply(row)).collect();
    let Some(model) = fit(&rows, &failed, &priors(Effects::Published)) else { return Odds::NoBetter(trial) };
    Odds::Better { trial, going_on: going_on(cases, &model, &scale) }
}

fn going_on(cases: &[PastCase], model: &Fitted, scale: &Scale) -> Vec<(String, Interval)> {
    let running = cases.iter().filter(|case| case.ran && case.goes_on);
    running.map(|case| (case.name.clone(), model.probability(&scale.apply(&engines(case, 0))))).collect()
}

/// What the engines said some weeks before the end: nothing seen or not enough known 0, likely a half, certain 1.
fn engines(case: &PastCase, weeks_before: i64) -> Vec<f64> {
    let on = case.to.checked_sub((7 * weeks_before).days()).unwrap_or(case.to);
    let look = case.look_on(on).or_else(|| case.looks.first());
    let warning = |part| match look.and_then(|look| look.engines.get(&part)) {
        Some(Warning::Certain) => 1.0,
        Some(Warning::Likely) => 0.5,
        _ => 0.0,
    };
    ENGINES.iter().map(|(part, _)| warning(*part)).collect()
}

/// Whether the prior knows of published effects.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Effects {
    Published,
    None,
}

fn priors(effects: Effects) -> Vec<Prior> {
    let effect =
        |mean: f64| Prior { mean: if effects == Effects::Published { mean } else { 0.0 }, spread: SPREAD };
    std::iter::once(INTERCEPT).chain(ENGINES.iter().map(|(_, mean)| effect(*mean))).collect()
}

/// The mean and the standard deviation of each feature.
struct Scale(Vec<(f64, f64)>);

impl Scale {
    fn of(rows: &[Vec<f64>]) -> Self {
        let column = |place: usize| {
            let n = rows.len().max(1) as f64;
            let mean = rows.iter().map(|row| row[place]).sum::<f64>() / n;
            let variance = rows.iter().map(|row| (row[place] - mean).powi(2)).sum::<f64>() / n;
            (mean, if variance > 0.0 { variance.sqrt() } else { 1.0 })
        };
        Self((0..ENGINES.len()).map(column).collect())
    }

    fn apply(&self, row: &[f64]) -> Vec<f64> {
        row.iter().zip(&self.0).map(|(value, (mean, deviation))| (value - mean) / deviation).collect()
    }
}

fn leave_one_out(said: &[Vec<f64>], failed: &[bool]) -> Option<Trial> {
    let (mut model, mut without, mut base) = (Vec::new(), Vec::new(), Vec::new());
    for place in 0..said.len() {
        let others = |index: &usize| *index != place;
        let rows: Vec<Vec<f64>> = (0..said.len()).filter(others).map(|i| said[i].clone()).collect();
        let outcomes: Vec<bool> = (0..said.len()).filter(others).map(|i| failed[i]).collect();
        let scale = Scale::of(&rows);
        let scaled: Vec<Vec<f64>> = rows.iter().map(|row| scale.apply(row)).collect();
        let asked = scale.apply(&said[place]);
        model.push(fit(&scaled, &outcomes, &priors(Effects::Published))?.probability(&asked).value);
        without.push(fit(&scaled, &outcomes, &priors(Effects::None))?.probability(&asked).value);
        base.push(outcomes.iter().filter(|failed| **failed).count() as f64 / outcomes.len().max(1) as f64);
    }
    Some(Trial {
        outcomes: said.len(),
        model: brier(&model, failed)?,
        base_rate: brier(&base, failed)?,
        without_effects: brier(&without, failed)?,
    })
}
