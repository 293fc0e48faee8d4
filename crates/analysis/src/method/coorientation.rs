//! What one person thinks another thinks: agreement, perceived agreement and accuracy between two people
//! who answered for themselves and predicted each other, all corrected for chance.

use super::agreement::{self, Agreement, AgreementError, Answers};
use thiserror::Error;

/// The fewest predicted questions, in one direction, from which the statistics may be shown.
pub const MIN_QUESTIONS: usize = 8;

/// One person's view of another, over the questions that this person answered and predicted and the other
/// answered. All are linear-weighted Brennan–Prediger coefficients, at most 1, 0 by chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct View {
    /// How near the two people's own answers are.
    pub agreement: f64,
    /// How near this person believes them to be: own answer against own prediction of the other.
    pub perceived: f64,
    /// How near the prediction is to what the other answered.
    pub accuracy: f64,
    /// Perceived less real agreement: above 0, agreement is taken for granted that is not there; below 0,
    /// a difference is feared that is not there.
    pub false_consensus: f64,
    /// The questions counted.
    pub questions: usize,
}

/// Why a view cannot be worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ViewError {
    /// The three rows of answers are not over the same questions.
    #[error("answers and predictions are not over the same questions")]
    RowsDiffer,
    /// Fewer than [`MIN_QUESTIONS`] questions have all three answers.
    #[error("{0} predicted questions are too few")]
    TooFewQuestions(usize),
    /// The scale or an answer is not usable.
    #[error("the answers cannot be compared")]
    Answers(#[from] AgreementError),
}

/// The view of the person who answered `own` and predicted `predicted` for the other, who answered `other`;
/// one entry per question, on the scale 1 to `categories`.
///
/// Source: Laing, Phillipson and Lee (1966), *Interpersonal Perception: A Theory and a Method of Research*.
///
/// # Errors
///
/// See [`ViewError`].
pub fn view(
    own: &[Option<f64>],
    predicted: &[Option<f64>],
    other: &[Option<f64>],
    categories: usize,
) -> Result<View, ViewError> {
    if own.len() != predicted.len() || own.len() != other.len() {
        return Err(ViewError::RowsDiffer);
    }
    let complete: Vec<usize> = (0..own.len())
        .filter(|&q| own[q].is_some() && predicted[q].is_some() && other[q].is_some())
        .collect();
    if complete.len() < MIN_QUESTIONS {
        return Err(ViewError::TooFewQuestions(complete.len()));
    }
    let kept = |row: &[Option<f64>]| -> Answers { complete.iter().map(|&q| row[q]).collect() };
    let between = |a: &[Option<f64>], b: &[Option<f64>]| -> Result<Agreement, AgreementError> {
        agreement::linear(&[kept(a), kept(b)], categories)
    };
    let real = between(own, other)?.coefficient;
    let perceived = between(own, predicted)?.coefficient;
    Ok(View {
        agreement: real,
        perceived,
        accuracy: between(predicted, other)?.coefficient,
        false_consensus: perceived - real,
        questions: complete.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: [u8; 8] = [5, 4, 2, 5, 3, 1, 4, 5];
    const B: [u8; 8] = [3, 4, 4, 2, 3, 2, 4, 1];
    const A_PREDICTS_B: [u8; 8] = [5, 4, 3, 4, 3, 2, 4, 4];
    const B_PREDICTS_A: [u8; 8] = [4, 4, 3, 4, 4, 2, 3, 3];

    fn row(answers: &[u8]) -> Answers {
        answers.iter().map(|&a| Some(f64::from(a))).collect()
    }

    #[track_caller]
    fn check(got: View, perceived: f64, accuracy: f64, false_consensus: f64) {
        let near = |x: f64, y: f64| assert!((x - y).abs() < 1e-9, "{got:?}");
        near(got.agreement, 0.0625);
        near(got.perceived, perceived);
        near(got.accuracy, accuracy);
        near(got.false_consensus, false_consensus);
        assert_eq!(got.questions, 8);
    }

    #[test]
    fn two_partners_over_eight_questions() {
        check(view(&row(&A), &row(&A_PREDICTS_B), &row(&B), 5).unwrap(), 0.6875, 0.375, 0.625);
        check(view(&row(&B), &row(&B_PREDICTS_A), &row(&A), 5).unwrap(), 0.375, 0.375, 0.3125);
    }

    #[test]
    fn a_question_without_a_prediction_is_left_out_everywhere() {
        let mut predicted = row(&A_PREDICTS_B);
        predicted[0] = None;
        assert_eq!(view(&row(&A), &predicted, &row(&B), 5), Err(ViewError::TooFewQuestions(7)));
        let longer = |r: &[u8], last: Option<f64>| row(r).into_iter().chain([last]).collect::<Answers>();
        let nine = view(&longer(&A, Some(1.0)), &longer(&A_PREDICTS_B, None), &longer(&B, Some(5.0)), 5);
        assert_eq!(nine, view(&row(&A), &row(&A_PREDICTS_B), &row(&B), 5));
    }

    #[test]
    fn unusable_answers_are_refused() {
        assert_eq!(view(&row(&A), &row(&A[..7]), &row(&B), 5), Err(ViewError::RowsDiffer));
        let off_scale = view(&row(&A), &row(&A_PREDICTS_B), &row(&B), 4);
        assert_eq!(off_scale, Err(ViewError::Answers(AgreementError::OffScale(0))));
    }
}
