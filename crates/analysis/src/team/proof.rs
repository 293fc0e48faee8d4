//! Whether a better team exists, in one sentence.

use rowlock_selection::{Outcome, Status};

use super::question::Question;
use super::words::percent;

/// How good the team found is, beside all others.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// Whether it is certain that no better team exists.
    pub is_proven: bool,
    /// By how much a better team could be worth more at most, as a share of this one; none if that is not known.
    pub gap: Option<f64>,
    /// In words.
    pub sentence: String,
}

impl Proof {
    /// The proof of an outcome that has a team.
    pub(super) fn of(outcome: &Outcome) -> Self {
        let value = outcome.team.as_ref().map_or(0, rowlock_selection::Team::value);
        if outcome.status == Status::Proven || outcome.bound == Some(value) {
            let sentence = "No better team exists.".to_owned();
            return Self { is_proven: true, gap: Some(0.0), sentence };
        }
        let gap = outcome.bound.filter(|_| value > 0).map(|bound| (bound - value) as f64 / value as f64);
        let sentence = match (gap, outcome.bound) {
            (Some(gap), _) => format!("At most {} better is possible; the search was stopped.", percent(gap)),
            (None, Some(bound)) => {
                let points = Question::points(bound - value);
                format!("At most {points} better is possible; the search was stopped.")
            }
            (None, None) => {
                "The search was stopped before it was known how much better a team could be.".to_owned()
            }
        };
        Self { is_proven: false, gap, sentence }
    }
}
