//! How far two answers to one item are apart, and in which band that falls.

use rowlock_core::fact::{AnswerValue, RedLine};
use rowlock_core::framework::{Item, Kind, Scoring, Tolerance};

use crate::method::allocation::{WHOLE, points_to_move};

/// The band of a distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Not enough answers.
    Unknown,
    /// Close enough.
    Aligned,
    /// Worth a talk.
    Talk,
    /// A gap.
    Gap,
}

impl Band {
    /// The band in one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Aligned => "aligned",
            Self::Talk => "talk",
            Self::Gap => "gap",
        }
    }
}

/// The steps between the lowest and the highest of seven points.
const LIKERT_STEPS: f64 = 6.0;

/// The distance of two answers to `item`, 0 to 1; none where either does not know, or they cannot be compared.
pub fn distance(item: &Item, a: &AnswerValue, b: &AnswerValue) -> Option<f64> {
    match (&item.kind, a, b) {
        (_, AnswerValue::Likert(a), AnswerValue::Likert(b)) => Some(f64::from(a.abs_diff(*b)) / LIKERT_STEPS),
        (Kind::Choice { options, ordinal: true, .. }, AnswerValue::Choice(a), AnswerValue::Choice(b)) => {
            let place =
                |id: &rowlock_core::id::OptionId| options.fixed.iter().position(|option| option.id == *id);
            let steps = options.fixed.len().checked_sub(1).filter(|steps| *steps > 0)?;
            Some(place(a)?.abs_diff(place(b)?) as f64 / steps as f64)
        }
        (Kind::Choice { near, .. }, AnswerValue::Choice(a), AnswerValue::Choice(b)) => {
            let is_near = near.iter().any(|(x, y)| (x == a && y == b) || (x == b && y == a));
            Some(if a == b {
                0.0
            } else if is_near {
                0.5
            } else {
                1.0
            })
        }
        (_, AnswerValue::Multi(a), AnswerValue::Multi(b)) => {
            let common = a.iter().filter(|option| b.contains(option)).count();
            let all = a.len() + b.len() - common;
            Some(if all == 0 { 0.0 } else { 1.0 - common as f64 / all as f64 })
        }
        (_, AnswerValue::Allocation(a), AnswerValue::Allocation(b)) => {
            let keys: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
            let points = |of: &std::collections::BTreeMap<_, f64>| -> Vec<f64> {
                keys.iter().map(|key| of.get(*key).copied().unwrap_or(0.0)).collect()
            };
            points_to_move(&points(a), &points(b)).ok().map(|points| points / WHOLE)
        }
        (Kind::Number { kind, far, .. }, AnswerValue::Number(a), AnswerValue::Number(b)) => {
            Some(number_distance(*kind, *far, *a, *b))
        }
        (_, AnswerValue::MatrixChoice(a), AnswerValue::MatrixChoice(b)) => {
            let rows: Vec<_> = a.iter().filter_map(|(row, option)| Some((option, b.get(row)?))).collect();
            let apart = rows.iter().filter(|(x, y)| x != y).count();
            (!rows.is_empty()).then(|| apart as f64 / rows.len() as f64)
        }
        _ => None,
    }
}

fn number_distance(kind: Tolerance, far: f64, a: f64, b: f64) -> f64 {
    match kind {
        Tolerance::Abs => ((a - b).abs() / far).clamp(0.0, 1.0),
        Tolerance::Ratio if (a - b).abs() < f64::EPSILON => 0.0,
        Tolerance::Ratio if a.min(b) <= 0.0 => 1.0,
        Tolerance::Ratio => ((a.max(b) / a.min(b)).ln() / far.ln()).clamp(0.0, 1.0),
    }
}

/// The band of a distance on `item`, by the framework's scoring.
pub fn band(item: &Item, distance: f64, scoring: &Scoring) -> Band {
    // Half a thousandth of slack, so that sums of floating point numbers fall on the right side.
    let (aligned, talk) = match &item.kind {
        Kind::Likert { .. } => {
            (scoring.likert_aligned_max_gap / LIKERT_STEPS, scoring.likert_talk_max_gap / LIKERT_STEPS)
        }
        Kind::Allocation { .. } => (scoring.allocation_aligned_max, scoring.allocation_talk_max),
        Kind::Number { kind: Tolerance::Abs, tol, far, .. } => (tol / far, 1.0 - 1e-3),
        Kind::Number { tol, far, .. } => (tol.ln() / far.ln(), 1.0 - 1e-3),
        Kind::Choice { ordinal: false, .. } => (0.0, 0.5),
        _ => (scoring.area_talk_mean_distance, scoring.area_gap_mean_distance),
    };
    if distance <= aligned + 5e-4 {
        Band::Aligned
    } else if distance <= talk + 5e-4 {
        Band::Talk
    } else {
        Band::Gap
    }
}

/// Whether `answer` is what somebody drew a red line before.
pub fn crosses(answer: &AnswerValue, red_lines: &[RedLine]) -> bool {
    red_lines.iter().any(|line| match (line, answer) {
        (RedLine::Option(option), AnswerValue::Choice(chosen)) => option == chosen,
        (RedLine::Option(option), AnswerValue::Multi(chosen)) => chosen.contains(option),
        (RedLine::Cell(row, option), AnswerValue::MatrixChoice(chosen)) => chosen.get(row) == Some(option),
        (RedLine::Low, AnswerValue::Likert(point)) => *point <= 2,
        (RedLine::High, AnswerValue::Likert(point)) => *point >= 6,
        _ => false,
    })
}
